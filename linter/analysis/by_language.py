"""Tables of words and patterns by language, as rule files write them."""

from __future__ import annotations

from collections.abc import Mapping

# Entries of a rule file by language; those under `any` hold for all.
ByLanguage = Mapping[str, tuple[str, ...]]

# The key of what holds for every language.
ANY = "any"


def for_language(table: ByLanguage, language: str) -> tuple[str, ...]:
    """Return the entries for a language and those for `any`."""
    return (*table.get(language, ()), *table.get(ANY, ()))
