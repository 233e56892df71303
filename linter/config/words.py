"""The words that a house allows: a list in the configuration, or a file with a word a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_COMMENT = re.compile(r"(?:^|\s)#.*")


class WordsError(Exception):
    """Words that cannot be used; the message names the file and line, if they stand in a file."""


def read_words(path: str, name: str) -> tuple[str, ...]:
    """Return the words of a UTF-8 file, in order, each once; `#` at the start or after a blank comments.

    Raises `WordsError` with `name` for the file where it cannot be read or a line holds several words.
    """
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except OSError as error:
        raise WordsError(f"{name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WordsError(f"{name}: is not UTF-8; save it as UTF-8") from error
    return _unique(_words_of(text, name))


def checked_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return words of a list as `read_words` does; `WordsError` for one that is blank or several."""
    return _unique(_word(word.strip(), f"“{word}”") for word in words)


def _words_of(text: str, name: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        word = _COMMENT.sub("", line).strip()
        if word:
            yield _word(word, f"{name}:{number}: “{word}”")


def _word(text: str, where: str) -> str:
    if len(text.split()) != 1:
        raise WordsError(f"{where} is not one word; write one a line")
    return unicodedata.normalize("NFC", text).replace("’", "'")


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
