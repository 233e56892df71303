"""Words of page furniture in running prose are prose: each line of the pack's lists is tried."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linter.analysis.by_language import ANY
from linter.checks.lines import Options
from linter.config.settings import RuleSettings
from linter.document.source import Source
from linter.engine.lint import lint
from linter.engine.plan import Plan
from linter.rules.catalogue import Catalogue, installed

AROUND = {
    "en": (
        "The mayor of Oudeveen read the sign aloud, which said",
        "to whoever came by, and then went home.",
    ),
    "nl": (
        "De burgemeester van Oudeveen las het bord voor, waarop",
        "stond voor wie langskwam, en ging naar huis.",
    ),
    "de": (
        "Die Bürgermeisterin von Altwasser las das Schild vor, auf dem",
        "stand, und ging danach nach Hause.",
    ),
    "fr": (
        "Le maire de Vieilleport a lu le panneau, sur lequel",
        "se lisait de loin, puis il est rentré chez lui.",
    ),
    "es": (
        "La alcaldesa de Puerto Viejo leyó el cartel, en el que",
        "se leía desde lejos, y se fue a su casa.",
    ),
}
# At the start of a line these are marks of Markdown, and the line is a block of its own.
MARKDOWN = tuple("*+-#>=|<`~")


def lists() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for rule in installed().by_id.values():
        if rule.pack == "residue" and rule.text("check") == "lines":
            assert isinstance(rule.options, Options)
            for language, lines in rule.options.lines.items():
                yield rule.id, "en" if language == ANY else language, lines


LISTS = list(lists())
each_list = pytest.mark.parametrize(
    ("rule", "language", "lines"), LISTS, ids=[f"{rule}-{language}" for rule, language, _ in LISTS]
)


@pytest.fixture(scope="module")
def plans(catalogue: Catalogue) -> dict[str, Plan]:
    return {
        language: Plan(catalogue, RuleSettings(select=("residue",), language=language)) for language in AROUND
    }


@each_list
def test_lines_in_the_middle_of_a_paragraph_are_silent(
    rule: str, language: str, lines: tuple[str, ...], plans: dict[str, Plan]
) -> None:
    before, after = AROUND[language]
    text = "\n\n".join(f"{before} {line} {after}" for line in lines) + "\n"
    result = lint(Source("a.txt", text), plans[language])
    assert not result.failures
    assert [text[d.start.offset : d.end.offset] for d in result.diagnostics] == []


@each_list
def test_lines_that_a_program_broke_out_of_a_paragraph_are_silent(
    rule: str, language: str, lines: tuple[str, ...], plans: dict[str, Plan]
) -> None:
    before, after = AROUND[language]
    text = (
        "\n\n".join(
            f"{before}\n{line}\n{after}"
            for line in lines
            if not line.startswith(MARKDOWN) and not line.endswith("-")
        )
        + "\n"
    )
    result = lint(Source("a.md", text), plans[language])
    assert [text[d.start.offset : d.end.offset] for d in result.diagnostics] == []
