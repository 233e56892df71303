from __future__ import annotations

import sys

import pytest

from linter.document.language import UNDETERMINED, Languages
from linter.document.parse import parse
from linter.document.sentences import split
from linter.document.source import Source

_ENGLISH = "The ferry company said on Tuesday that it would appeal against the fine."
_DUTCH = "De rederij zei dinsdag dat zij in beroep gaat tegen de boete van de gemeente."

# CLD2 hears a second language only in texts of some length.
_LONG_ENGLISH = (
    f"{_ENGLISH} Its owner, Mara Quill, told reporters in the harbour that the council had never warned "
    "her about the rule, and that nobody else had been asked to pay."
)
_LONG_DUTCH = (
    f"{_DUTCH} Eigenaar Mara Quill vertelde verslaggevers in de haven dat de gemeente haar nooit had "
    "gewaarschuwd voor de regel en dat niemand anders hoefde te betalen."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [(_ENGLISH, "en"), (_DUTCH, "nl"), ("", UNDETERMINED), ("2019 – 2024: 14%", UNDETERMINED)],
)
def test_words_tell_the_language(text: str, language: str) -> None:
    assert Languages(text).main == language


def test_a_language_is_found_by_its_primary_subtag() -> None:
    assert Languages("渡輪公司星期二表示將就罰款提出上訴。這家公司說罰款不公平。").main == "zh"


def test_no_character_stops_detection() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    for start in range(0, len(every), 500):
        assert Languages(_ENGLISH + " ".join(every[start : start + 500])).main
    assert Languages(_ENGLISH + "\x0c\x0b\x7f\ufffe\U0001ffff\ud800").main == "en"


def test_a_text_in_two_languages_is_mixed() -> None:
    assert Languages(f"{_LONG_ENGLISH}\n\n{_LONG_DUTCH}").mixed
    assert not Languages(_LONG_ENGLISH * 2).mixed


def test_a_long_text_is_judged_by_more_than_its_beginning() -> None:
    assert Languages(f"{_DUTCH * 20}\n\n{_ENGLISH * 60}").main == "en"


def test_a_declared_language_is_believed() -> None:
    document = parse(Source("a.md", f"---\nlang: nl-BE\n---\n{_ENGLISH}\n"))
    assert document.language == "nl"
    assert document.language_of(document.blocks[0]) == "nl"


def test_blocks_of_a_mixed_text_have_their_own_language() -> None:
    document = parse(Source("a.md", f"{_LONG_ENGLISH}\n\n{_LONG_DUTCH}\n\n2019 – 2024\n"))
    assert [document.language_of(block) for block in document.blocks] == ["en", "nl", document.language]


def test_sentences_are_cut_where_they_end_and_abbreviations_are_known() -> None:
    text = "Dr. Quill 🚢 left.  She said: “No.”\nThe end"
    sentences = [text[start:end] for start, end in split(text, "en")]
    assert sentences == ["Dr. Quill 🚢 left.", "She said: “No.”", "The end"]
    assert "".join("".join(sentences).split()) == "".join(text.split())


@pytest.mark.parametrize("language", [UNDETERMINED, "xx"])
def test_a_language_without_rules_is_cut_as_english(language: str) -> None:
    text = "One ends. Two ends."
    assert [text[start:end] for start, end in split(text, language)] == ["One ends.", "Two ends."]
