"""A rule as its file says it: what it reports, how sure it is, and the check that finds it."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import ModuleType
from typing import Any, Literal, get_args

from linter.analysis.by_language import ANY, for_language
from linter.model import SEVERITIES, Member, Severity
from linter.rules.options import OptionError, Options, build_options, nearest

Place = Literal["start", "end", "beside"]

_REQUIRED = ("check", "severity", "since", "summary", "message", "why")
_KNOWN = {
    *_REQUIRED,
    *(
        "id",
        "default",
        "across",
        "languages",
        "only",
        "cues",
        "line-cues",
        "zone",
        "place",
        "neighbours",
        "tally",
    ),
    *("family",),
    *("options", "bad", "good"),
}
_BODY = ("options", "cues", "line-cues", "bad", "good")
_PLACES = get_args(Place)
# Kinds of check that are layers of their own.
_KINDS = {"languagetool": "linter.languagetool.check"}
# The option that takes up the words of a house.
_WORDS = "words"
# How a rule file names a file that holds a list.
_FILE = '"@'


class RuleFileError(Exception):
    """A rule file that cannot be used: which file, what is wrong, how to mend it."""


@dataclass(frozen=True)
class Rule:
    """One rule file.

    `package` is the import package of the pack, in which a check named
    `.module` is found; other check names are generic kinds of `linter.checks`.
    `head` is what a run asks of every rule; `options`, cues and examples stand
    in the `body`, which is read when first asked for. `family_id` is that of the
    rule whose findings this one names.
    """

    id: str
    path: str
    package: str
    head: Mapping[str, Any]
    read: Mapping[str, Any] | None = None
    family_id: str | None = None

    @cached_property
    def body(self) -> Mapping[str, Any]:
        """What else the file says."""
        return _table(self.path) if self.read is None else self.read

    @property
    def pack(self) -> str:
        """The pack's name, the part of the id before the slash."""
        return self.id.partition("/")[0]

    @cached_property
    def severity(self) -> Severity:
        """The severity of its findings unless the user sets another."""
        return SEVERITIES[self.head["severity"]]

    @property
    def default(self) -> bool:
        """Whether it runs without being selected."""
        return bool(self.head.get("default", True))

    @property
    def across(self) -> bool:
        """Whether it compares files, and runs only when a run is asked to."""
        return bool(self.head.get("across", False))

    @property
    def family(self) -> str | None:
        """What the ids of its findings begin with, each of which is a rule to the user, or None."""
        family = self.head.get("family")
        return f"{self.pack}/{family}" if family else None

    @cached_property
    def members(self) -> Mapping[str, Member]:
        """The members of a family that its options list, by name."""
        found: Mapping[str, Member] = self.module.members(self.options)
        return found

    def member(self, name: str) -> Rule:
        """Return a member of a family as a rule; one that its options do not list is a judgement."""
        known = self.members.get(name)
        title = known.title if known else f"{name} (not listed)"
        head = {
            **{key: value for key, value in self.head.items() if key != "family"},
            "severity": (known.severity if known else Severity.INFO).label,
            "default": known is not None and self.default,
            "summary": f"{self.text('summary').removesuffix('.')}: {title}.",
        }
        if known:
            head["languages"] = head["speaks"] = sorted(known.languages)
        body = {key: value for key, value in self.body.items() if key not in ("bad", "good")}
        return replace(self, id=f"{self.family}{name}", head=head, read=body, family_id=self.id)

    @property
    def zone(self) -> str | None:
        """The zone its lines join: touching lines of one zone are one finding."""
        return self.head.get("zone")

    @property
    def places(self) -> tuple[Place, ...]:
        """Where a line must stand to count; empty for anywhere."""
        return tuple(self.head.get("place", ()))

    @property
    def neighbours(self) -> bool:
        """Whether it reads lines of its zone by those that other rules know, after these."""
        return bool(self.head.get("neighbours", False))

    @property
    def tally(self) -> str | None:
        """What the summary counts its findings as, apart from their severity."""
        return self.head.get("tally")

    def text(self, key: str) -> str:
        """Return `summary`, `message`, `why`, `since` or `check`."""
        return str(self.head[key])

    @property
    def is_native(self) -> bool:
        """Whether what it reports exists in its languages alone, so that no other misses it."""
        return "only" in self.head

    @cached_property
    def languages(self) -> frozenset[str] | None:
        """The languages it has data for; None when it needs none."""
        speaks = self.head["speaks"]
        return None if speaks is None else frozenset(speaks)

    @cached_property
    def module(self) -> ModuleType:
        """The module that holds its check, imported when first needed."""
        name = self.text("check")
        if name.startswith("."):
            return importlib.import_module(f"{self.package}{name}")
        return importlib.import_module(_KINDS.get(name, f"linter.checks.{name}"))

    @cached_property
    def options(self) -> Options:
        """Its options; `OptionError` if one is wrong."""
        return build_options(self.module.Options, self.body.get("options", {}))

    def with_options(self, overrides: Mapping[str, object]) -> Rule:
        """Return the rule with a user's options laid over the file's; `OptionError` if one is wrong.

        Of a table, each key is laid over the file's: a list for one language
        leaves the others. Cues that the file writes out go, as they were
        chosen for its own options.
        """
        values = dict(self.body.get("options", {}))
        for key, value in overrides.items():
            below = values.get(key)
            values[key] = {**below, **value} if isinstance(below, dict) and isinstance(value, dict) else value
        body = {**self.body, "options": values}
        for cues in ("cues", "line-cues"):
            if not isinstance(body.get(cues), str):
                body.pop(cues, None)
        rule = replace(self, head=_head(self.head, body), read=body)
        options, find_problems = rule.options, getattr(self.module, "problems", None)
        for key, problem in find_problems(options) if find_problems else ():
            raise OptionError(key, f"option “{key}” {problem}")
        return rule

    def with_words(self, words: Iterable[str]) -> Rule:
        """Return the rule with the words of a house added to its option `words`; itself if it has none."""
        if not self.head.get("takes-words"):
            return self
        options = self.body["options"]
        own = options[_WORDS].split() if isinstance(options[_WORDS], str) else options[_WORDS]
        return replace(self, read={**self.body, "options": {**options, _WORDS: [*own, *words]}})

    @property
    def cues_in_lines(self) -> bool:
        """Whether its cues are looked for in short whole lines only."""
        return bool(self.head["in-lines"])

    def cues(self, language: str) -> tuple[str, ...]:
        """Return the patterns of which one must occur in a document for the check to run.

        `cues` in a rule file is a table of patterns by language, or the name of an option that is one;
        `line-cues` are looked for in lines that may be furniture alone.
        """
        table = self.body.get("line-cues" if self.cues_in_lines else "cues", {})
        if isinstance(table, str):
            table = self.body["options"][table]
        return for_language(table, language)


def read_rule(path: str, pack: str, package: str) -> Rule:
    """Read a rule file; `RuleFileError` names the file and what is wrong with it."""
    data, id = _table(path), rule_id(pack, path)
    for problem in _problems(data, id.removeprefix(f"{pack}/")):
        raise RuleFileError(f"{path}: {problem}")
    return Rule(id, path, package, _head(data, data), data)


def rule_id(pack: str, path: str) -> str:
    """Return the id of the rule of a file."""
    return f"{pack}/{os.path.basename(path).removesuffix('.toml')}"


def _table(path: str) -> dict[str, Any]:
    import rtoml

    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        data = rtoml.loads(text)
    except (OSError, UnicodeDecodeError, rtoml.TomlParsingError) as error:
        raise RuleFileError(f"{path}: {error}") from error
    if _FILE in text:
        data["options"] = _beside(data.get("options", {}), os.path.dirname(path))
    return data


def _head(data: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a run asks of every rule: all but its body, and three things about that."""
    said = {key: value for key, value in data.items() if key not in _BODY}
    takes_words = isinstance(body.get("options", {}).get(_WORDS), str | list)
    about = {"in-lines": "line-cues" in body, "takes-words": takes_words}
    return {**said, "speaks": _languages(said, body), **about}


def _languages(head: Mapping[str, Any], body: Mapping[str, Any]) -> list[str] | None:
    for key in ("only", "languages"):
        if key in head:
            return list(head[key])
    tables = (*body.get("options", {}).values(), body.get("cues"), body.get("line-cues"))
    found = {
        key for table in tables if isinstance(table, dict) and all(map(_is_language, table)) for key in table
    }
    return None if not found or ANY in found else sorted(found)


def _beside(options: Mapping[str, Any], folder: str) -> dict[str, Any]:
    """Return options in which the files of lists, written `@path`, start in the folder of the rule file."""
    return {
        key: {
            name: f"@{folder}/{item[1:]}" if isinstance(item, str) and item.startswith("@") else item
            for name, item in value.items()
        }
        if isinstance(value, dict)
        else value
        for key, value in options.items()
    }


def _problems(data: Mapping[str, Any], name: str) -> Iterator[str]:
    for key in _REQUIRED:
        if not isinstance(data.get(key), str):
            yield f"needs a text for “{key}”"
    for key in data.keys() - _KNOWN:
        yield f"has the unknown key “{key}”{nearest(key, _KNOWN)}"
    if data.get("id", name) != name:
        yield f"its id “{data['id']}” is not its file's name"
    if data.get("severity") not in SEVERITIES:
        yield f"“{data.get('severity')}” is no severity: error, warning or info"
    yield from _problems_of_zone(data)


def _problems_of_zone(data: Mapping[str, Any]) -> Iterator[str]:
    for place in data.get("place", ()):
        if place not in _PLACES:
            yield f"“{place}” is no place{nearest(place, _PLACES)}"
    for key in ("place", "neighbours"):
        if data.get(key) and not data.get("zone"):
            yield f"“{key}” needs a “zone”"


def _is_language(key: str) -> bool:
    return len(key) in (2, 3) and key.isalpha() and key.islower()
