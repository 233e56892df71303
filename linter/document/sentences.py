"""Sentences by `sentencex`, which knows the abbreviations of some 300 languages."""

from __future__ import annotations

from linter.document.language import UNDETERMINED
from linter.model import Span


def split(text: str, language: str) -> tuple[Span, ...]:
    """Return the sentences of a text as spans of it, white space at their edges left out."""
    import sentencex

    spans = []
    for boundary in sentencex.get_sentence_boundaries("en" if language == UNDETERMINED else language, text):
        start, end = boundary["start_index"], boundary["end_index"]
        sentence = text[start:end]
        lead = len(sentence) - len(sentence.lstrip())
        if stripped := sentence.strip():
            spans.append(Span(start + lead, start + lead + len(stripped)))
    return tuple(spans)
