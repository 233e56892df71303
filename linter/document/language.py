"""Which language a text is in, as far as its words tell."""

from __future__ import annotations

import re
from functools import cached_property

from linter.document.function_words import by_function_words

UNDETERMINED = "und"

# CLD2 refuses control characters and noncharacters; they carry no language.
_REFUSED = re.compile(
    "[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef"
    + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
# Characters read at first, and where those leave a doubt. With 600, 2,400 of 2,401 articles in five languages
# came out right, with 900 all of them; more makes detection slower (24 MB/s), not surer.
_SAMPLE, _LARGE_SAMPLE = 600, 2400
# A text so short (code points) is known by its function words, if it is by any: of 294 Dutch sentences CLD2
# takes 65 for English, Afrikaans and others, with the words first 35.
_SHORT = 200
# In a few words Afrikaans cannot be told from Dutch, which is far more often written.
_KIN = "af"
# CLD2's own share of the text, in percent, below which a second language is worth a look.
_MAIN_SHARE = 80
_SECOND_SHARE = 15


class Languages:
    """The languages of a text, detected by CLD2 when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _found(self) -> tuple[tuple[str, int], ...]:
        if len(self._text) <= _SHORT and (language := by_function_words(self._text)):
            return ((language, 100),)
        found = _detect(_sample(self._text, _SAMPLE))
        if len(self._text) <= _SHORT and found and found[0][0] == _KIN:
            return (("nl", 100),)
        if len(self._text) > _SAMPLE and (not found or _is_mixed(found)):
            return _detect(_sample(self._text, _LARGE_SAMPLE))
        return found

    @property
    def main(self) -> str:
        """The primary subtag of the main language, or `und`."""
        return self._found[0][0].partition("-")[0] if self._found else UNDETERMINED

    @property
    def mixed(self) -> bool:
        """Whether a second language holds a share worth detecting by block."""
        return _is_mixed(self._found)


def _is_mixed(found: tuple[tuple[str, int], ...]) -> bool:
    shares = [percent for _, percent in found]
    return len(shares) > 1 and shares[0] < _MAIN_SHARE and shares[1] >= _SECOND_SHARE


def _detect(text: str) -> tuple[tuple[str, int], ...]:
    import pycld2

    sample = text.encode("utf-8", "replace")
    try:
        details = pycld2.detect(sample, isPlainText=True, bestEffort=True)[2]
    except pycld2.error:
        sample = _REFUSED.sub(" ", sample.decode()).encode()
        details = pycld2.detect(sample, isPlainText=True, bestEffort=True)[2]
    return tuple([(code, percent) for _, code, percent, _ in details if code != "un"])


def _sample(text: str, size: int) -> str:
    """Return the beginning, the middle and the end of a long text."""
    if len(text) <= size:
        return text
    third = size // 3
    middle = len(text) // 2
    return f"{text[:third]} {text[middle : middle + third]} {text[-third:]}"
