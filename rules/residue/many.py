"""One finding for many that are alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter import Fix, Hit, Note

# Nobody follows more places than these; the message says how many there are.
_MOST_NOTES = 20


def at_most(most: int, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the hits; past `most` one for all, at the first place, as they have one cause.

    The value `more` says how many more there are.
    """
    if len(hits) > most:
        hits = [_one_for(hits)]
    for hit in hits:
        yield hit._replace(values={"more": "", **(hit.values or {})})


def _one_for(hits: Sequence[Hit]) -> Hit:
    first = hits[0]
    return first._replace(
        values={**(first.values or {}), "more": f", and {len(hits) - 1} more in this article"},
        notes=tuple(Note(hit.span, "here as well") for hit in hits[1:_MOST_NOTES]),
        fix=_one_fix([hit.fix for hit in hits if hit.fix]),
        certain=any(hit.certain for hit in hits),
    )


def _one_fix(fixes: Sequence[Fix]) -> Fix | None:
    if len(fixes) < 2:  # noqa: PLR2004 - it takes two
        return fixes[0] if fixes else None
    safe = all(fix.safety == "safe" for fix in fixes)
    edits = tuple(edit for fix in fixes for edit in fix.edits)
    return Fix(f"{fixes[0].title}; mend {len(fixes)} places", edits, "safe" if safe else "unsafe")
