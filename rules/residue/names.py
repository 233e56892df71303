"""What looks like names of people and agencies, with what stands between and behind them."""

from __future__ import annotations

import re

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.&-]*"
_PARTICLE = (
    r"de|van|von|vom|der|den|del|della|di|da|dos|du|des|d['’]\w+|la|le|las|los|het|’t|'t|op|ten|ter|te|zu|zum"
    r"|zur|y|e|i|bin|ben|al|el|an|ní|mc|st\."
)
_JOINED = r",|&|/|\+|and|en|und|et|with|met|mit|avec|con"
_NAMES = re.compile(rf"{_WORD}(?:(?: (?:{_PARTICLE}))* {_WORD}|(?: ?[,/+]| (?:{_JOINED})) ?{_WORD})*\.?")
# Behind a name: where they work, what they are, how to reach them.
_ROLE = re.compile(
    r"\b(?:writer|editor|reporter|correspondent|contributor|journalist|columnist|producer|staff|desk|news|bureau"
    r"|guest|author|blogger|intern|ph\.?d|m\.?d|r\.?n|rdn?|dds|redact\w*|verslaggever|medewerker|journalist\w*"
    r"|gast\w*|redakt\w*|korrespondent\w*|autor\w*|volontär\w*|rédact\w*|correspondant\w*|envoyée?|reporter"
    r"|pigiste|periodista|corresponsal|colaborador\w*|ap|reuters|afp|anp|belga|dpa|apa|sda|efe|ats|pa|upi|afx"
    r"|bloomberg|ans[ab])\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:\S+@\S+\.\w+|@\w+|(?:https?://|www\.)\S+)")
_TAIL = re.compile(r"(?: ?[,|·•(–—-] ?| (?=@|\S+@))")
_TIMES = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:january|february|march|april|june|july|august|september"
    r"|october|november|december|christmas|easter)\b|\b(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|\b(?:montag|dienstag|mittwoch|freitag|samstag|sonntag|weihnacht|ostern)",
    re.IGNORECASE,
)
# Names that publishing systems put where nobody gave one.
_ACCOUNT = re.compile(
    r"(?:the )?(?:admin(?:istrator|istrador|istrateur)?|super user|webmaster|root|guest|anonymous|anoniem"
    r"|staff|editor|editorial (?:team|staff)|news ?desk|(?:de )?redactie|redaktion|(?:la )?r[ée]daction"
    r"|(?:la )?redacci[óo]n)",
    re.IGNORECASE,
)


def are_names(text: str, *, single: bool = False) -> bool:
    """Say whether the text is names, a role or an address behind them; `single` takes one word as well."""
    if _ACCOUNT.fullmatch(text):
        return True
    names = _NAMES.match(text)
    if not names or _TIMES.search(text):
        return False
    if not single and " " not in names[0] and not _ROLE.search(names[0]):
        return False
    rest = text[names.end() :]
    tail = _TAIL.match(rest)
    return not rest.strip() or bool(tail and (_ROLE.search(rest) or _ADDRESS.search(rest)))
