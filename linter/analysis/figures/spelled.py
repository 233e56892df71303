"""Numbers in words, found by their parts and read by text2num."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

# The parts of number words. A word of Dutch and German holds many of them; the longest come first, as
# patterns take what they have once taken (`*+`).
_EN = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_NL = (
    "(?:negentien|zeventien|achttien|negentig|veertien|vijftien|zeventig|dertien|duizend|honderd|tachtig"
    "|twintig|veertig|vijftig|zestien|dertig|twaalf|zestig|negen|zeven|acht|drie|tien|twee|vier|vijf"
    "|een|elf|zes|één)"
)
_DE = (
    "(?:dreissig|sechzehn|siebzehn|achtzig|dreißig|fünfzig|hundert|neunzig|sechzig|siebzig|tausend"
    "|vierzig|zwanzig|sieben|sechs|zwölf|acht|drei|eins|fünf|neun|vier|zehn|zwei|ein|elf|zwo)"
)
_FR = (
    "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?"
    "|trente|quarante"
    "|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille"
)
_ES = (
    "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciséis"
    "|diecisiete|dieciocho"
    "|diecinueve|veinte|veinti(?:un[oa]?|ún|dós|trés|cuatro|cinco|séis|siete|ocho|nueve)|treinta"
    "|cuarenta|cincuenta"
    "|sesenta|setenta|ochenta|noventa|cien|ciento|(?:dosc|tresc|cuatroc|quin|seisc|setec|ochoc"
    "|novec)ient[oa]s|mil"
)
_SCALES = {
    "en": "million|billion|trillion",
    "nl": "miljoen|miljard|biljoen",
    "de": "Million(?:en)?|Milliarden?|Billion(?:en)?",
    "fr": "millions?|milliards?|billions?",
    "es": "mill[oó]n|millones|billón|billones",
}
_PATTERNS = {
    "en": (
        rf"(?:{_EN}|a(?=[ -](?:hundred|thousand)))(?:(?:[ -]| and |(?:(?<=thousand)"
        rf"|(?<=illion)), (?:and )?)(?:{_EN}|hundred|thousand|{_SCALES['en']})(?!\w))*+"
    ),
    "nl": rf"{_NL}(?:(?:en|ën)?{_NL})*+(?: (?:en )?(?:{_NL}(?:(?:en|ën)?{_NL})*+|{_SCALES['nl']}))*+",
    "de": rf"{_DE}(?:(?:und)?{_DE})*+(?: (?:und )?(?:{_DE}(?:(?:und)?{_DE})*+|{_SCALES['de']}))*+"
    rf"|eine (?:Million|Milliarde|Billion)(?: {_DE}(?:(?:und)?{_DE})*+)*",
    "fr": rf"(?:{_FR}|une?(?= (?:{_SCALES['fr']})))"
    rf"(?:(?:[ -]| et |-et-)(?:{_FR}|une?|{_SCALES['fr']})(?!\w))*+",
    "es": rf"(?:{_ES}|un(?= (?:{_SCALES['es']})))(?:(?: | y )(?:{_ES}|un[oa]?|ún|{_SCALES['es']})(?!\w))*+",
}
# Alone these are articles or pronouns.
_ARTICLES = frozenset({"een", "ein", "a", "un", "une", "one", "één"})
# “Two and a half million”, “tweeënhalf miljoen”, “anderthalb Millionen”: the number before its scale.
_HALVES = {
    "en": re.compile(rf"(?P<whole>{_EN}) and a half", re.IGNORECASE),
    "nl": re.compile(rf"(?P<half>anderhal[fv]e?)|(?P<whole>{_NL})(?:(?:en|ën)| en een )half", re.IGNORECASE),
    "de": re.compile(rf"(?P<half>anderthalb)|(?P<whole>{_DE})einhalb", re.IGNORECASE),
}
_HALF_PATTERNS = {
    "en": rf"(?:{_EN}) and a half",
    "nl": rf"anderhal[fv]e?|{_NL}(?:(?:en|ën)| en een )half",
    "de": rf"anderthalb|{_DE}einhalb",
}
_ONE_AND_A_HALF = Decimal("1.5")
_HALF = Decimal("0.5")


def spelled_pattern(language: str) -> str:
    """Return a pattern of `re` for numbers in words, empty for a language without one."""
    return "|".join(table[language] for table in (_HALF_PATTERNS, _PATTERNS) if language in table)


@lru_cache(maxsize=1024)
def read_spelled(written: str, language: str) -> Decimal | None:
    """Return the number that words stand for, None where they are none."""
    words = written.lower()
    if words in _ARTICLES or language not in _PATTERNS:
        return None
    halves = _HALVES.get(language)
    if halves and (found := halves.fullmatch(words)):
        whole = found["whole"]
        if not whole:
            return _ONE_AND_A_HALF
        read = read_spelled(whole, language)
        return None if read is None else read + _HALF
    return _whole(words, language)


def _whole(words: str, language: str) -> Decimal | None:
    from text_to_num import text2num

    if language == "en":
        # text2num knows “one hundred and one”, not “one thousand, one hundred and one” nor “a hundred”.
        words = re.sub(r"^a ", "one ", words.replace(",", ""))
    if language == "de":
        # “hunderteintausend” and “hunderteinstausend” are both said.
        words = re.sub(r"^eine ", "ein ", words).replace("einstausend", "eintausend")
    if language == "es":
        words = words.replace("veintiún", "veintiuno")
    try:
        return Decimal(text2num(words, language))
    except ValueError:
        return None
