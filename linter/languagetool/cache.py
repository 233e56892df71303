"""What LanguageTool said of texts before, on disk: only what changed is sent again.

One SQLite file, shared by concurrent runs. It holds nothing that cannot be
asked again: a file that is broken is thrown away, one that cannot be written is
not used.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from linter.languagetool.exchange import Match, Question

# Raised when the same question could mean another answer.
_FORM = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS said (key BLOB PRIMARY KEY, matches TEXT, day INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_day ON said (day);
"""
# Seconds to wait for another run; days that an answer is kept; answers looked up at once.
_WAIT = 5.0
_DAYS = 90
_AT_ONCE = 500


def keys_of(texts: Iterable[str], question: Question, version: str) -> list[bytes]:
    """Return the keys of answers: they change with the text, the question and the LanguageTool."""
    asked = blake2b(json.dumps([_FORM, version, question]).encode(), digest_size=16)
    keys = []
    for text in texts:
        key = asked.copy()
        key.update(text.encode("utf-8", "surrogatepass"))
        keys.append(key.digest())
    return keys


class Cache:
    """Answers by key; every method does nothing where the file cannot be used."""

    def __init__(self, folder: str) -> None:
        self._path = os.path.join(folder, "languagetool.sqlite")
        self._database = self._opened()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, list[Match]]:
        """Return the answers that are known."""
        found: dict[bytes, list[Match]] = {}
        if self._database is None:
            return found
        try:
            for first in range(0, len(keys), _AT_ONCE):
                some = keys[first : first + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = self._database.execute(f"SELECT key, matches FROM said WHERE key IN ({marks})", some)  # noqa: S608 - question marks
                found.update((key, _read(matches)) for key, matches in rows)
        except sqlite3.OperationalError:  # another run writes for too long
            return {}
        except (sqlite3.DatabaseError, ValueError, TypeError):
            self.close()
            self._database = self._anew()
            return {}
        return found

    def put(self, answers: Mapping[bytes, Iterable[Match]]) -> None:
        """Keep answers, and throw away those of more than a season ago."""
        if self._database is None or not answers:
            return
        today = int(time.time() // 86400)
        rows = [(key, json.dumps(list(matches)), today) for key, matches in answers.items()]
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO said VALUES (?, ?, ?)", rows)
                self._database.execute("DELETE FROM said WHERE day < ?", (today - _DAYS,))
        except sqlite3.Error:  # a full disk, or a file that is read only: the answers are asked for again
            return

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _opened(self) -> sqlite3.Connection | None:
        try:
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            database = sqlite3.connect(self._path, timeout=_WAIT)
        except (OSError, sqlite3.Error):
            return None
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=NORMAL")
            database.executescript(_SCHEMA)
        except sqlite3.OperationalError:  # read only, or another run holds it for too long
            database.close()
            return None
        except sqlite3.DatabaseError:
            database.close()
            return self._anew()
        return database

    def _anew(self) -> sqlite3.Connection | None:
        """Throw a broken file away and begin another."""
        try:
            os.remove(self._path)
        except OSError:
            return None
        for end in ("-wal", "-shm"):
            if os.path.exists(self._path + end):
                os.remove(self._path + end)
        return self._opened()


def _read(matches: str) -> list[Match]:
    return [
        Match(str(rule), int(start), int(end), str(message), tuple(map(str, replacements)))
        for rule, start, end, message, replacements in json.loads(matches)
    ]
