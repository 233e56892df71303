"""Units, currencies and scales as five languages write them, and what one is in another.

Names are those of pint, factors those of the International System of Units and, for the units of the
United States and Britain, of the international agreement of 1959. pint itself takes 0.2 s to import
and reads units in English alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from linter.analysis.figures.figure import PERCENT, PERCENTAGE_POINT


class Quantity(NamedTuple):
    """What a unit measures, and how many of the base unit it is."""

    dimension: str
    factor: Decimal


_LENGTH, _AREA, _MASS, _VOLUME, _SPEED = "length", "area", "mass", "volume", "speed"
TEMPERATURE = "temperature"

QUANTITIES: Mapping[str, Quantity] = {
    unit: Quantity(dimension, Decimal(factor))
    for dimension, factors in {
        _LENGTH: {
            "metre": "1", "kilometre": "1000", "centimetre": "0.01", "millimetre": "0.001",
            "inch": "0.0254", "foot": "0.3048", "yard": "0.9144", "mile": "1609.344",
        },
        _AREA: {
            "metre ** 2": "1", "kilometre ** 2": "1000000", "hectare": "10000",
            "foot ** 2": "0.09290304", "mile ** 2": "2589988.110336", "acre": "4046.8564224",
        },
        _MASS: {
            "gram": "0.001", "kilogram": "1", "metric_ton": "1000",
            "ounce": "0.028349523125", "pound": "0.45359237", "ton": "907.18474",
        },
        _VOLUME: {"litre": "1", "gallon": "3.785411784", "imperial_gallon": "4.54609"},
        _SPEED: {"kilometre / hour": "1", "mile / hour": "1.609344"},
        TEMPERATURE: {"degree_Celsius": "1", "degree_Fahrenheit": "1"},
    }.items()
    for unit, factor in factors.items()
}  # fmt: skip

# Signs before or behind an amount; a bare one may mean several currencies, the likeliest stands first.
SIGNS: Mapping[str, tuple[str, ...]] = {
    "US$": ("USD",), "U.S.$": ("USD",), "A$": ("AUD",), "AU$": ("AUD",), "C$": ("CAD",), "CA$": ("CAD",),
    "NZ$": ("NZD",), "HK$": ("HKD",), "S$": ("SGD",), "R$": ("BRL",), "MX$": ("MXN",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD"),
    "€": ("EUR",), "£": ("GBP",), "¥": ("JPY", "CNY"), "₹": ("INR",), "₽": ("RUB",), "₩": ("KRW",),
    "₺": ("TRY",),
    "zł": ("PLN",), "Kč": ("CZK",), "Ft": ("HUF",), "kr": ("SEK", "NOK", "DKK", "ISK"),
}  # fmt: skip
CODES = (
    "AUD|BGN|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|HUF|IDR|ILS|INR|ISK|JPY|KRW|MXN|MYR|NOK|NZD|PHP"
    "|PLN|RON|RUB|SEK"
    "|SGD|THB|TRY|USD|ZAR"
)

_ANY = {
    r"%": (PERCENT,),
    r"°\s?C\b|℃": ("degree_Celsius",),
    r"°\s?F\b|℉": ("degree_Fahrenheit",),
    r"km²|km2|sq[.-]? ?km": ("kilometre ** 2",),
    r"m²|m2": ("metre ** 2",),
    r"km/h|kmh|kph": ("kilometre / hour",),
    r"mph": ("mile / hour",),
    r"km": ("kilometre",),
    r"cm": ("centimetre",),
    r"mm": ("millimetre",),
    r"kg": ("kilogram",),
    r"ha": ("hectare",),
    r"lbs?\b\.?": ("pound",),
    r"oz\b\.?": ("ounce",),
    r"ft\b\.?": ("foot",),
    r"m": ("metre",),
    r"g": ("gram",),
    r"l": ("litre",),
}
_BY_LANGUAGE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        r"percentage[ -]points?|pct\.? points?": (PERCENTAGE_POINT,),
        r"per ?cent|pct\b\.?": (PERCENT,),
        r"degrees? celsius|degrees? centigrade|degrees? C\b|celsius": ("degree_Celsius",),
        r"degrees? fahrenheit|degrees? F\b|fahrenheit": ("degree_Fahrenheit",),
        r"square (?:kilomet(?:re|er)s?)": ("kilometre ** 2",),
        r"square miles?|sq\.? mi\b\.?|sq-mile": ("mile ** 2",),
        r"square met(?:re|er)s?|sq\.? m\b\.?": ("metre ** 2",),
        r"square f(?:ee|oo)t|sq\.? ft\b\.?": ("foot ** 2",),
        r"kilomet(?:re|er)s? (?:per|an) hour": ("kilometre / hour",),
        r"miles (?:per|an) hour": ("mile / hour",),
        r"kilomet(?:re|er)s?": ("kilometre",),
        r"miles?|mi\b\.?": ("mile",),
        r"centimet(?:re|er)s?": ("centimetre",),
        r"millimet(?:re|er)s?": ("millimetre",),
        r"met(?:re|er)s?": ("metre",),
        r"f(?:ee|oo)t": ("foot",),
        r"inch(?:es)?": ("inch",),
        r"yards?": ("yard",),
        r"hectares?": ("hectare",),
        r"acres?": ("acre",),
        r"kilo(?:gram(?:me)?)?s?": ("kilogram",),
        r"gram(?:me)?s?": ("gram",),
        r"ounces?": ("ounce",),
        r"pounds? sterling|quid": ("GBP",),
        r"pounds?": ("pound", "GBP"),
        r"metric tons?|tonnes?": ("metric_ton",),
        r"(?:short )?tons?": ("ton", "metric_ton"),
        r"gallons?": ("gallon", "imperial_gallon"),
        r"lit(?:re|er)s?": ("litre",),
        r"euros?": ("EUR",),
        r"(?:US|U\.S\.|American) dollars?": ("USD",),
        r"dollars?": SIGNS["$"],
        r"yen": ("JPY",),
        r"(?:Swiss )?francs": ("CHF",),
        r"yuan|renminbi": ("CNY",),
        r"(?:Indian )?rupees": ("INR",),
        r"roubles|rubles": ("RUB",),
        r"kronor": ("SEK",),
        r"kroner|crowns": ("NOK", "DKK"),
        r"zloty|zlotys": ("PLN",),
    },
    "nl": {
        r"procentpunt(?:en)?": (PERCENTAGE_POINT,),
        r"procent": (PERCENT,),
        r"graden fahrenheit": ("degree_Fahrenheit",),
        r"graden celsius|graden": ("degree_Celsius",),
        r"vierkante kilometers?": ("kilometre ** 2",),
        r"vierkante meters?": ("metre ** 2",),
        r"kilometer per uur": ("kilometre / hour",),
        r"kilometers?": ("kilometre",),
        r"mijl": ("mile",),
        r"centimeters?": ("centimetre",),
        r"millimeters?": ("millimetre",),
        r"meters?": ("metre",),
        r"voet": ("foot",),
        r"hectaren?": ("hectare",),
        r"kilo(?:gram)?": ("kilogram",),
        r"gram": ("gram",),
        r"ton": ("metric_ton",),
        r"liter": ("litre",),
        r"euro": ("EUR",),
        r"dollar": SIGNS["$"],
        r"pond": ("GBP", "pound"),
        r"yen": ("JPY",),
        r"kronen": ("SEK", "NOK", "DKK"),
        r"roebel": ("RUB",),
    },
    "de": {
        r"Prozentpunkten?": (PERCENTAGE_POINT,),
        r"Prozent": (PERCENT,),
        r"Grad Fahrenheit": ("degree_Fahrenheit",),
        r"Grad Celsius|Grad": ("degree_Celsius",),
        r"Quadratkilometern?": ("kilometre ** 2",),
        r"Quadratmetern?": ("metre ** 2",),
        r"Kilometern? pro Stunde|Stundenkilometern?": ("kilometre / hour",),
        r"Kilometern?": ("kilometre",),
        r"Meilen?": ("mile",),
        r"Zentimetern?": ("centimetre",),
        r"Millimetern?": ("millimetre",),
        r"Metern?": ("metre",),
        r"Fuß": ("foot",),
        r"Hektar": ("hectare",),
        r"Kilo(?:gramm)?": ("kilogram",),
        r"Gramm": ("gram",),
        r"Tonnen?": ("metric_ton",),
        r"Litern?": ("litre",),
        r"Euro": ("EUR",),
        r"US-Dollar": ("USD",),
        r"Dollar": SIGNS["$"],
        r"Pfund": ("GBP", "pound"),
        r"(?:Schweizer )?Franken": ("CHF",),
        r"Yen": ("JPY",),
        r"Kronen": ("SEK", "NOK", "DKK"),
        r"Rubel": ("RUB",),
    },
    "fr": {
        r"points? de pourcentage": (PERCENTAGE_POINT,),
        r"pour ?cents?|p\. ?cent|pc": (PERCENT,),
        r"degrés fahrenheit": ("degree_Fahrenheit",),
        r"degrés celsius|degrés": ("degree_Celsius",),
        r"kilomètres? carrés?": ("kilometre ** 2",),
        r"mètres? carrés?": ("metre ** 2",),
        r"kilomètres? ?(?:par heure|/heure|/h|-heure)": ("kilometre / hour",),
        r"kilomètres?": ("kilometre",),
        r"miles?": ("mile",),
        r"centimètres?": ("centimetre",),
        r"millimètres?": ("millimetre",),
        r"mètres?": ("metre",),
        r"pieds?": ("foot",),
        r"hectares?": ("hectare",),
        r"kilo(?:gramme)?s?": ("kilogram",),
        r"grammes?": ("gram",),
        r"tonnes?": ("metric_ton",),
        r"litres?": ("litre",),
        r"euros?": ("EUR",),
        r"dollars?(?: américains)?": SIGNS["$"],
        r"livres(?: sterling)?": ("GBP", "pound"),
        r"francs suisses": ("CHF",),
        r"yens?": ("JPY",),
        r"roubles": ("RUB",),
        r"couronnes": ("SEK", "NOK", "DKK", "CZK"),
    },
    "es": {
        r"puntos? porcentual(?:es)?": (PERCENTAGE_POINT,),
        r"por ?ciento": (PERCENT,),
        r"grados fahrenheit": ("degree_Fahrenheit",),
        r"grados (?:celsius|centígrados)|grados": ("degree_Celsius",),
        r"kilómetros? cuadrados?": ("kilometre ** 2",),
        r"metros? cuadrados?": ("metre ** 2",),
        r"kilómetros? por hora": ("kilometre / hour",),
        r"kilómetros?": ("kilometre",),
        r"millas?": ("mile",),
        r"centímetros?": ("centimetre",),
        r"milímetros?": ("millimetre",),
        r"metros?": ("metre",),
        r"pies?": ("foot",),
        r"hectáreas?": ("hectare",),
        r"kilo(?:gramo)?s?": ("kilogram",),
        r"gramos?": ("gram",),
        r"toneladas?": ("metric_ton",),
        r"litros?": ("litre",),
        r"euros?": ("EUR",),
        r"dólares(?: estadounidenses)?|dólar": SIGNS["$"],
        r"libras(?: esterlinas)?": ("GBP", "pound"),
        r"pesos mexicanos": ("MXN",),
        r"yenes": ("JPY",),
        r"rublos": ("RUB",),
    },
}

_THOUSAND, _MILLION = Decimal(10) ** 3, Decimal(10) ** 6
# What English calls a billion; a German Billion is a thousand of it.
_BILLION, _TRILLION, _QUADRILLION = Decimal(10) ** 9, Decimal(10) ** 12, Decimal(10) ** 15
_SCALES: Mapping[str, Mapping[str, Decimal]] = {
    "en": {
        r"thousand|k": _THOUSAND, r"million|mn|mln|m": _MILLION,
        r"billion|bn|b": _BILLION, r"trillion|tn|trn": _TRILLION,
    },
    "nl": {
        r"duizend|k": _THOUSAND, r"miljoen|mln\b\.?|mio\b\.?": _MILLION,
        r"miljard|mld\b\.?|mrd\b\.?": _BILLION, r"biljoen": _TRILLION, r"biljard": _QUADRILLION,
    },
    "de": {
        r"Tausend|Tsd\b\.?": _THOUSAND, r"Million(?:en)?|Mio\b\.?|Mill\.": _MILLION,
        r"Milliarden?|Mrd\b\.?": _BILLION, r"Billion(?:en)?|Bio\.": _TRILLION,
    },
    "fr": {
        r"mille|k": _THOUSAND, r"millions?|mio|M": _MILLION,
        r"milliards?|mds?|Md": _BILLION, r"billions?": _TRILLION,
    },
    "es": {
        r"mil millones": _BILLION, r"mil": _THOUSAND, r"mill[oó]n|millones|mdd|mdp": _MILLION,
        r"billón|billones": _TRILLION,
    },
}  # fmt: skip
# Letters that are a scale only with a currency: “€750m”, not “750m” alone.
_WITH_MONEY = frozenset({"m", "b", "M"})


def unit_pattern(language: str) -> str:
    """Return a pattern of `re` for the units behind a number."""
    codes = rf"(?:{CODES})\b|US\$|[€$£¥₹₽₩₺]|zł|Kč"
    names = [*_BY_LANGUAGE.get(language, ()), *(name for name in _ANY if name != "%")]
    return "|".join(["%", codes, *(rf"(?:{name})(?!\w)" for name in names)])


def scale_pattern(language: str) -> str:
    """Return a pattern of `re` for scales behind a number, empty for a language without them."""
    return "|".join(_SCALES.get(language, ()))


def sign_pattern() -> str:
    """Return a pattern of `re` for signs and codes of currency before a number."""
    signs = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True) if sign != "kr")
    return rf"{signs}|\b(?:{CODES})"


@lru_cache(maxsize=1024)
def read_unit(written: str, language: str) -> tuple[str, ...]:
    """Return what a unit, a sign or a code of currency may mean, likeliest first; nothing if it is none."""
    if written == "$" and language == "es":
        return (*SIGNS["$"], "MXN")
    if written in SIGNS:
        return SIGNS[written]
    if re.fullmatch(CODES, written):
        return (written,)
    for table in (_BY_LANGUAGE.get(language, {}), _ANY):
        for pattern, units in table.items():
            if re.fullmatch(pattern, written, re.IGNORECASE):
                return units
    return ()


@lru_cache(maxsize=256)
def read_scale(written: str, language: str, *, money: bool) -> Decimal | None:
    """Return what a scale multiplies by; None if it is none, as “m” is none without a currency."""
    if written in _WITH_MONEY and not money:
        return None
    for pattern, scale in _SCALES.get(language, {}).items():
        if re.fullmatch(pattern, written, re.IGNORECASE):
            return scale
    return None
