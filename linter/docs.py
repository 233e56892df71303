"""The pages of `docs/rules/`, written from the rule files.

`python -m linter.docs FOLDER` writes them; with `--check` it says which are stale.
"""

from __future__ import annotations

import dataclasses
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from linter.rules.catalogue import Catalogue, installed
from linter.rules.examples import Example, examples
from linter.rules.rule import Rule

_LANGUAGES = {"en": "English", "nl": "Dutch", "de": "German", "fr": "French", "es": "Spanish"}
_FENCES = {"text": "text", "markdown": "markdown", "mdx": "mdx", "html": "html"}


# A page on paper or screen shows lists up to this length; the rule file holds the rest.
_LONGEST_LIST = 60
# What a page could not show: control, format and private-use characters.
_UNSEEN = ("Cc", "Cf", "Co", "Zl", "Zp")


def page(rule: Rule, longest_list: int | None = None) -> str:
    """Return the page of a rule in Markdown; lists of more entries than `longest_list` are left out."""
    return "\n".join(_page(rule, longest_list)).rstrip() + "\n"


def _page(rule: Rule, longest_list: int | None) -> Iterator[str]:
    yield f"# {rule.id}\n"
    yield f"{rule.text('summary')}\n"
    languages = rule.languages
    spoken = (
        "any" if languages is None else ", ".join(_LANGUAGES.get(code, code) for code in sorted(languages))
    )
    yield f"Severity: {rule.severity.label}. Languages: {spoken}. Since {rule.text('since')}."
    yield "" if rule.default else "\nOff by default; `--extend-select` or `extend-select` turns it on."
    if rule.across:
        yield "\nIt compares files and runs with `--across`."
    yield f"\n## Why\n\n{rule.text('why')}"
    yield f"\n## What it says\n\n> {rule.text('message')}"
    some = list(examples(rule))
    yield from _examples("Found", [example for example in some if example.bad])
    yield from _examples("Not found", [example for example in some if not example.bad])
    if rule.family_id:
        yield f"\nIts options are those of `{rule.family_id}`."
    else:
        yield from _options(rule, longest_list)


def _examples(title: str, some: list[Example]) -> Iterator[str]:
    if some:
        yield f"\n## {title}"
    for example in some:
        text = example.text.rstrip("\n")
        for start, end in sorted(example.spans, reverse=True):
            text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
        yield f"\n````{_FENCES[example.format]}\n{_shown(text)}\n````"
        if not example.templates:
            yield "\nWith `templates = false`."
        if example.among:
            yield "\nAmong files of the folder that say:\n"
            yield from (f"- {' / '.join(text.split(chr(10) * 2))}" for text in map(str.strip, example.among))
        if example.why:
            yield f"\n{example.why}"


def _shown(text: str) -> str:
    """Return a text with the characters that nobody sees written out."""
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in _UNSEEN and c != "\n" else c
        for c in text
    )


def _options(rule: Rule, longest_list: int | None) -> Iterator[str]:
    fields = dataclasses.fields(type(rule.options))
    if not fields:
        return
    yield f'\n## Options\n\nUnder `[rules."{rule.id}"]`.\n'
    yield "| option | type | value |\n|---|---|---|"
    lists = []
    for field in fields:
        name, value = field.name.replace("_", "-"), getattr(rule.options, field.name)
        shown = _value(value)
        if _has_files(rule.body.get("options", {}).get(name)):
            shown = f"{_size(value)} entries, in files beside `rules/{rule.id}.toml`"
        elif longest_list is not None and _size(value) > longest_list:
            shown = f"{_size(value)} entries, in `rules/{rule.id}.toml`"
        elif isinstance(value, Mapping | tuple) and value:
            lists.append((name, value))
        yield f"| `{name}` | {_TYPES.get(str(field.type), f'`{field.type}`')} | {shown} |"
    if lists:
        yield "\nThe lists and tables as shipped; one of your own takes the place of its key alone.\n"
        yield "```toml\n" + "\n".join(_toml(name, value) for name, value in lists) + "\n```"


def _has_files(option: object) -> bool:
    return isinstance(option, Mapping) and any(str(item).startswith("@") for item in option.values())


_TYPES = {
    "ByLanguage": "lists of text by language",
    "Mapping[str, tuple[str, ...]]": "lists of text by language",
    "Mapping[str, str]": "a table of text",
    "Mapping[str, float]": "a table of numbers",
    "tuple[str, ...]": "a list of text",
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
}


def _toml(name: str, value: object) -> str:
    if isinstance(value, Mapping):
        return "\n".join(_toml(f"{name}.{key}", item) for key, item in value.items())
    if isinstance(value, tuple):
        return f"{name} = [{', '.join(_quoted(str(item)) for item in value)}]"
    return f"{name} = {_quoted(value) if isinstance(value, str) else value}"


def _quoted(text: str) -> str:
    """A TOML string, literal where that needs no escapes."""
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _size(value: object) -> int:
    """Return how many entries a table or list has in all."""
    if isinstance(value, Mapping):
        return sum(_size(item) if isinstance(item, tuple) else 1 for item in value.values())
    return len(value) if isinstance(value, tuple) else 0


def _value(value: object) -> str:
    if isinstance(value, Mapping | tuple):
        return "see below" if value else "none"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def index(catalogue: Catalogue) -> str:
    """Return the page that lists the rules by pack."""
    lines = ["# Rules", "", "Written from the rule files by `python -m linter.docs docs/rules`."]
    for pack in sorted(catalogue.packs):
        lines += ["", f"## {pack}", "", "| rule | severity | what it finds |", "|---|---|---|"]
        lines += [
            f"| [{rule.id}]({rule.id}.md) | {_severity(rule)} | {rule.text('summary')} |"
            for rule in catalogue.by_id.values()
            if rule.pack == pack
        ]
    return "\n".join(lines) + "\n"


def _severity(rule: Rule) -> str:
    return rule.severity.label if rule.default else f"{rule.severity.label}, off"


def pages(catalogue: Catalogue) -> dict[str, str]:
    """Return all pages by their path below `docs/rules/`."""
    rules = {f"{id}.md": page(rule, _LONGEST_LIST) for id, rule in catalogue.by_id.items()}
    return {"index.md": index(catalogue), **rules}


def stale(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """Return the paths below the folder that are missing, outdated or of no rule."""
    present = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}
    return sorted(path for path in {*present, *wanted} if present.get(path) != wanted.get(path))


def main(arguments: list[str]) -> int:
    """Write the pages, or check them; returns the exit status."""
    folder, wanted = Path(arguments[0]), pages(installed())
    changed = stale(folder, wanted)
    if "--check" in arguments:
        for path in changed:
            print(f"{folder / path} is stale; run python -m linter.docs {folder}")  # noqa: T201
        return 1 if changed else 0
    for path in changed:
        if path in wanted:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(wanted[path], "utf-8", newline="\n")
        else:
            (folder / path).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
