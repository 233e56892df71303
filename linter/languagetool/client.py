"""Talking to a LanguageTool server: several texts a request, what it says of each in code points."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from linter.document.document import OBJECT
from linter.languagetool.exchange import Match, Question
from linter.languagetool.installation import OLDEST
from linter.languagetool.units import Utf16Offsets
from linter.model import Unavailable

BREAK = "\n\n"
# What stands for a picture or code in a sentence: LanguageTool's own word for something it does not know.
_UNKNOWN = "XCODE"
_PARTS = re.compile(f"{OBJECT}|[^{OBJECT}]+")
# A soft line break is white space; what JSON cannot carry is nothing that LanguageTool reads.
_BLANKS = re.compile("[\r\n\t\x00-\x1f\u2028\u2029\ud800-\udfff]")
_LONGEST_ANSWER = 200
_MOST_REPLACEMENTS = 3


class Client:
    """A connection to a server, kept alive; `timeout` in seconds for each answer.

    Its methods raise `Unavailable`, as a failure, when the server does not
    answer or answers nonsense.
    """

    def __init__(self, url: str, timeout: float) -> None:
        self._url = url
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unavailable(
                f"{url} is no address of a server; it begins with http:// or https://", fails=True
            )
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._connection = kind(parts.hostname, parts.port, timeout=timeout)
        self._path = parts.path.rstrip("/").removesuffix("/v2") + "/v2/check"
        self._timeout = timeout

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def version(self) -> str:
        """Return the version of the server; `Unavailable` if it is too old."""
        answer = self._ask({"text": "a", "language": "en-US"})
        version = _text(answer.get("software"), "version")
        number = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
        if number < OLDEST:
            oldest = ".".join(map(str, OLDEST))
            raise self._broken(f"is LanguageTool {version}, older than {oldest}")
        return version

    def check(self, texts: Sequence[str], question: Question) -> list[list[Match]]:
        """Return what the server finds in each text."""
        whole = BREAK.join(_BLANKS.sub(" ", text) for text in texts)
        data = {"data": json.dumps({"annotation": list(_annotated(whole))}), "language": question.language}
        if question.rules:
            data |= {"enabledRules": ",".join(question.rules), "enabledOnly": "true"}
        elif question.without:
            data["disabledRules"] = ",".join(question.without)
        if question.picky:
            data["level"] = "picky"
        answer = self._ask(data)
        warnings = answer.get("warnings")
        if isinstance(warnings, dict) and warnings.get("incompleteResults"):
            raise self._broken("gave up on a text before its end")
        try:
            return _by_text(whole, texts, answer["matches"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise self._broken(
                f"sent matches that cannot be read ({type(error).__name__}: {error})"
            ) from error

    def _ask(self, data: dict[str, str]) -> dict[str, Any]:
        body = urlencode(data)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        try:
            self._connection.request("POST", self._path, body, headers)
            response = self._connection.getresponse()
            content = response.read()
        except TimeoutError as error:
            self.close()
            raise self._broken(f"did not answer within {self._timeout:g} s", Hung) from error
        except (OSError, HTTPException) as error:
            self.close()
            raise self._broken(f"is gone ({type(error).__name__}: {error})", Gone) from error
        if response.status != 200:  # noqa: PLR2004 - OK
            said = " ".join(content.decode(errors="replace").split())[:_LONGEST_ANSWER]
            raise self._broken(f"refused with status {response.status}: {said}")
        try:
            answer = json.loads(content)
        except ValueError as error:
            raise self._broken("answered with something that is not JSON") from error
        if not isinstance(answer, dict):
            raise self._broken("answered with something that is no answer of LanguageTool")
        return answer

    def _broken(self, what: str, kind: type[Unavailable] = Unavailable) -> Unavailable:
        return kind(f"the LanguageTool server at {self._url} {what}", fails=True)


class Gone(Unavailable):
    """The connection broke: the server ended, or is none."""


class Hung(Unavailable):
    """The server did not answer in time."""


def _annotated(text: str) -> Iterator[dict[str, str]]:
    for part in _PARTS.findall(text):
        yield {"markup": part, "interpretAs": _UNKNOWN} if part == OBJECT else {"text": part}


def _text(table: object, key: str) -> str:
    value = table.get(key) if isinstance(table, dict) else None
    return value if isinstance(value, str) else ""


def _by_text(whole: str, texts: Sequence[str], matches: list[dict[str, Any]]) -> list[list[Match]]:
    """Return the matches of each text; one that runs over the end of its text is none."""
    units = Utf16Offsets(whole)
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + len(BREAK))
    found: list[list[Match]] = [[] for _ in texts]
    for match in matches:
        first, length = int(match["offset"]), int(match["length"])
        if first < 0 or length < 0 or first + length > units.length:
            raise ValueError(f"a match at {first}, {length} long, in a text of {units.length}")
        start, end = units.char(first), units.char(first + length)
        index = bisect_right(starts, start) - 1
        if index < len(texts) and end - starts[index] <= len(texts[index]):
            replacements = tuple(str(r["value"]) for r in match["replacements"][:_MOST_REPLACEMENTS])
            message = " ".join(str(match["message"]).split())
            shift = starts[index]
            found[index].append(
                Match(str(match["rule"]["id"]), start - shift, end - shift, message, replacements)
            )
    return found
