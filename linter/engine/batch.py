"""Files whose blocks go to a check together: what it asks, such as a server, costs least for many at once."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from linter.document.document import Block
from linter.engine.lint import (
    Draft,
    NotRun,
    Result,
    blocks_for,
    failure,
    finish,
    moved,
    validated,
)
from linter.engine.plan import PlannedRule
from linter.languagetool.settings import LanguageToolSettings
from linter.model import Diagnostic, Failure, Unavailable

# A batch is handed on at so many files or code points of text: what is held in memory, and what waits.
_MOST_FILES = 200
_MOST_TEXT = 400_000


class Batch:
    """Files that wait for the rules that read several at once; kept from batch to batch in a run.

    A rule that could not run for lack of what it needs is not asked again.
    """

    def __init__(self) -> None:
        self._waiting: list[Draft | Result] = []
        self._text = 0
        self._gone: dict[tuple[str, LanguageToolSettings], Unavailable] = {}

    def add(self, draft: Draft | Result) -> None:
        """Take up a file."""
        self._waiting.append(draft)
        if isinstance(draft, Draft) and (self._text or self._is_asked(draft)):
            self._text += len(draft.document.text)

    def _is_asked(self, draft: Draft) -> bool:
        return any(_key(draft, family) not in self._gone for family in draft.families)

    @property
    def is_full(self) -> bool:
        """Whether the files should be finished: nothing waits where no rule reads several of them."""
        return self._text == 0 or self._text > _MOST_TEXT or len(self._waiting) >= _MOST_FILES

    def results(self) -> list[Result]:
        """Run the rules that read several files, and return the results of all in their order."""
        waiting, self._waiting, self._text = self._waiting, [], 0
        drafts = [draft for draft in waiting if isinstance(draft, Draft)]
        for family in {id(planned): planned for draft in drafts for planned in draft.families}.values():
            self._run(family, [draft for draft in drafts if any(family is one for one in draft.families)])
        return [finish(draft) if isinstance(draft, Draft) else draft for draft in waiting]

    def _run(self, family: PlannedRule, drafts: Sequence[Draft]) -> None:
        rule, key = family.rule.id, _key(drafts[0], family)
        if key not in self._gone:
            try:
                for draft, found in list(_found(family, drafts)):
                    draft.found = without_echoes(draft.found, found)
            except Unavailable as error:
                self._gone[key] = error
                if error.fails:
                    drafts[0].failures.append(Failure("", rule, error.reason, ""))
            except Exception as error:  # noqa: BLE001 - as of any check
                for draft in drafts:
                    draft.failures.append(failure(draft.document.source.path, rule, error))
        for draft in drafts:
            if key in self._gone:
                draft.not_run = (*draft.not_run, NotRun(rule, self._gone[key].reason))
            else:
                draft.sent_to = key[1].url


def _key(draft: Draft, family: PlannedRule) -> tuple[str, LanguageToolSettings]:
    return family.rule.id, draft.plan.settings.languagetool


def _found(family: PlannedRule, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, list[Diagnostic]]]:
    """Yield what a family finds in each file."""
    blocks: list[Block] = []
    owners: dict[int, Draft] = {}
    for draft in drafts:
        some = blocks_for(draft.document, family)
        owners.update((id(block), draft) for block in some)
        blocks += some
    plan = drafts[0].plan
    by_draft: dict[int, list[Diagnostic]] = {id(draft): [] for draft in drafts}
    check = family.rule.module.check_family
    for block, name, hit in check(blocks, plan.members(family), family.options, plan.settings.languagetool):
        draft, member = owners[id(block)], plan.member(family, name)
        if member:
            here = validated(draft.document, member, moved(hit, block.start))
            by_draft[id(draft)].append(here)
    for draft in drafts:
        yield draft, by_draft[id(draft)]


def without_echoes(own: Sequence[Diagnostic], others: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return findings with those of a family added, one for each place in the text.

    Where a rule of the same pack found the same place, it stands, unless the
    family is surer; of two findings of the family the surer stands.
    """
    echoes: set[int] = set()
    for pack in {_pack(found) for found in others}:
        # The surest first, and of equals those that are no family's.
        some = [(found, 0) for found in own if _pack(found) == pack]
        some += [(found, 1) for found in others if _pack(found) == pack]
        some.sort(key=lambda item: (-item[0].severity, item[1], item[0].start.offset))
        places: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
        for found, family in some:
            place = (found.start.offset, found.end.offset)
            # Two rules of our own may say two things of one place.
            if _overlaps(places[1], place) or (family and _overlaps(places[0], place)):
                echoes.add(id(found))
            else:
                insort(places[family], place)
    return [found for found in (*own, *others) if id(found) not in echoes]


def _pack(found: Diagnostic) -> str:
    return found.rule.partition("/")[0]


def _overlaps(places: Sequence[tuple[int, int]], place: tuple[int, int]) -> bool:
    """Say whether a place overlaps one of several that are in order and, but for a few, apart."""
    at = bisect_left(places, place)
    return any(start < place[1] and place[0] < end for start, end in places[max(0, at - 2) : at + 2])
