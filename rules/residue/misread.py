"""What a word was before its bytes were read in the wrong encoding, and which words show that they were."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

# Encodings in which UTF-8 is misread, the commonest first. `sloppy` are ftfy's, which have no holes.
COMMON = "sloppy-windows-1252"
_OTHERS = (
    *("iso8859-15", "mac_roman", "cp850", "cp437", "sloppy-windows-1250", "iso8859-2"),
    *("sloppy-windows-1257", "sloppy-windows-1251", "sloppy-windows-1253"),
)
# What bytes that are no characters in Latin-1 are in Windows-1252; five of them are nothing there either.
_C1 = dict(zip(range(0x80, 0xA0), "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ", strict=True))
_BY_FTFY = "another"
# How ftfy calls what it does to text in Windows-1252.
_FTFY_NAMES = {"latin-1", COMMON, "restore_byte_a0", "fix_c1_controls"}
# Single bytes read in the wrong encoding and the right one, by the letters that show it.
_SWAPPED = {
    "ÕŽÒ": (COMMON, "mac_roman"),
    "ÈÛË‰ˆ¸í": ("mac_roman", "cp1252"),
    "Æ³÷": ("cp850", "cp1252"),
}
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿœŒ"
_LOWER = "a-zß-öø-ÿœ"
_CAPITAL = "A-ZÀ-ÖØ-ÞŒ"
# Bytes 80 to BF as Windows-1252 shows them. Some of them close
# a word written in capitals (“MANHÔ), those of `_NO_ENDING` do not.
_SECOND = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_NO_ENDING = "\x80-\x84\x86-\x9f¢-¥§¬\xad¯±´-¶¼-¾€ƒˆ‰ŠŒŽ˜šœžŸ"
_ENDING = "\xa0\x85»’”…–—‘“"
_MAC_SECOND = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
# Shapes that no word has, in any language written in these letters.
_UTF8 = (
    # Inside, after and before small letters.
    f"[{_LOWER}][ÂÃÄÅĂĆ][^\x00-\x7f]",
    f"[ÂÃĂĆ][^\x00-\x7f{_LETTER}{_ENDING}][{_LOWER}]",
    f"(?<![{_LETTER}])[ÃĂ][{_ENDING}ŒŠŽœšžŸ][{_LOWER}]|(?<![{_LETTER}])Å[’“][{_LOWER}]{{2}}",
    # Among capitals, and alone.
    f"[ÂÃ][{_NO_ENDING}]|(?<![{_CAPITAL}])[ÂÃ][¡¦·¿†‡‹]",
    rf"(?<![{_LETTER}«“„‘\"'(\[])(?:Ã[ºª°²³¹®©¨¸]|Â[°²³¹ºª®©¨¸]|Ã[‘’“”™›–][A-Z])",
    f"(?<![{_CAPITAL}])Ã\xa0|Â«",
    rf"[{_LOWER}.,;:!?)]Â(?=\xa0|$)|[{_LOWER}]Ã$",
    # Bytes that are no characters in Latin-1.
    "[\x80-\x84\x86-\x9f]",
    # Quotation marks, dashes and signs, by encoding.
    f"â€|â[€‚„†‡ˆ‰Š‹Œ˜™šœžŸ•][{_SECOND}]|ðŸ|ï»¿|ï¬[\x81‚]",
    "(?:‚Ä|ΓÇ|ÔÇ)[^\x00-\x7f]|вЂ|β€|ā€|鈥",
    # Letters in MacRoman, of DOS, and in encodings of other alphabets.
    f"[A-Za-z]√[{_MAC_SECOND}]|(?<![0-9])√[{_MAC_SECOND}][a-z]",
    "[A-Za-z]├[^─]|├[^\x00-\x7f─][a-z]",
    "[A-Za-z][ГΓ][^\x00-\x7f]|[a-z][茅猫脿毛眉枚盲谩铆贸煤帽莽锚]",
    # Words of other scripts.
    f"(?:[ÐÑ][{_SECOND}]){{2}}|(?:[ÎÏ][{_SECOND}]){{2}}|(?:[ØÙ][{_SECOND}]){{2}}|(?:×[{_SECOND}]){{3}}",
    f"(?:[ã-é][{_SECOND}]{{2}}){{2}}|á[º»][{_NO_ENDING}][a-z]",
)
_SURE = re.compile("|".join(_UTF8))
# So damaged that it is said even where no repair is known.
_BEYOND_REPAIR = re.compile(f"[\x80-\x84\x86-\x9f]|â€|[a-z]Ã[{_NO_ENDING}]|[a-z]├[^─]")
# In an article that has such words, what looks like UTF-8, or like UTF-8 that lost a no-break space.
_SUSPECT = re.compile(r"[Â-ôĂĆĹ√¬≈├┬┼ГΓŠ‚вβā][^\x00-\x7f]|[ÂÃ]$")
_LOST_BLANK = re.compile("(?<![ÂÃ├])[ÂÃ]$")
# Half of what was a closing quotation mark: its last byte is no character in Windows-1252.
_HALF_QUOTE = re.compile("â€(?:\ufffd|$|(?=[.,;:!?)]))")
# Single bytes: “donÕt”, “prÈsident”, “k÷nnen”.
_SINGLE = re.compile(
    rf"[{_LOWER}][ÕŽÈÛËÆ‰ˆ¸][a-z]|[{_LOWER}]{{2}}Ò[a-z]{{2}}|[{_LOWER}]{{2}}Ž$|^f³r$|[A-Za-z]³[a-z]{{3}}"
    r"|[a-z]÷[a-z]{2}|\b(?:do|does|did|is|was|are|were|has|have|had|ca|wo|could|would|should)nít\b"
    r"|\b(?:it|that|there|she|he)ís\b",
)
# Names in the web and in programs, in which capitals stand anywhere.
_HANDLE = re.compile(r"[#@_/\\]|[a-z][A-Z]")
# What a repaired word may hold other than ASCII: letters of Latin scripts, punctuation, signs, emoji.
_EXPECTED = re.compile(
    "[\u00a0-\u017f\u0218-\u021b\u1e00-\u1eff\u2009\u200b-\u200f\u2010-\u2027\u202f-\u203a\u20a0-\u20bf"
    "\u2100-\u23ff\u2460-\u27bf\u2b00-\u2bff\ufb00-\ufb06\ufe0f\ufeff\U0001f000-\U0001faff]"
)
# Letters of other scripts come by the word.
_OTHER_SCRIPT = re.compile("[\u0370-\u052f\u0590-\u06ff\u0900-\u0e7f\u3040-\u30ff\u4e00-\ud7af]{2}")
# Nor does it hold a capital among small letters, or halves of what is still misread.
_NOT_MEANT = re.compile(
    f"[{_LETTER}][À-ÖØ-ÞŒ][{_LOWER}]|[{_LOWER}][À-ÖØ-ÞŒ]$|‚[Ģ-ļ]|[ĂĆ√├ГΓΔ][^\x00-\x7f]|(?<![{_CAPITAL}])[ÂÃ]$"
)


def is_certain(word: str) -> bool:
    """Say whether a word was misread, by its shape alone."""
    return bool(_SURE.search(word) or (_SINGLE.search(word) and not _HANDLE.search(word)))


def is_suspect(word: str) -> bool:
    """Say whether a word may have been misread, in an article in which others certainly were."""
    return bool(_SUSPECT.search(word))


def is_beyond_repair(word: str) -> bool:
    """Say whether nobody wrote a word so, whatever it may have been."""
    from ftfy.badness import is_bad

    return bool(_BEYOND_REPAIR.search(word)) and is_bad(word)


def is_guessed(word: str) -> bool:
    """Say whether a repair puts in what the word lost for good."""
    return bool(_HALF_QUOTE.search(word))


def repairs(word: str) -> dict[str, str]:
    """Return what a word may have been, by the encoding that it was read in."""
    if not _SURE.search(word) and (single := _SINGLE.search(word)):
        return _single_bytes(word, single[0])
    closed = _HALF_QUOTE.sub("”", word)
    whole = _LOST_BLANK.sub(lambda found: "à" if found[0] == "Ã" else "", closed)
    found = _utf8(whole)
    if not found and whole != word and not _SURE.search(whole):
        found[COMMON] = whole
    return found


def _utf8(word: str) -> dict[str, str]:
    import ftfy

    found: dict[str, str] = {}
    by_ftfy, steps = ftfy.fix_encoding_and_explain(word)
    read_in = {step.parameter for step in steps or () if step.action != "decode"}
    for fixed in (_decoded(word, COMMON), by_ftfy if read_in <= _FTFY_NAMES else word):
        if COMMON not in found and _explains(word, fixed):
            found[COMMON] = _without_mark(fixed)
    for encoding in _OTHERS:
        fixed = _decoded(word, encoding)
        if _explains(word, fixed):
            found[encoding] = _without_mark(fixed)
    if not found:
        for encoding, other in (("gbk", _converted(word, "gbk", "utf-8")), (_BY_FTFY, by_ftfy)):
            if other and _explains(word, other):
                return {encoding: _without_mark(other)}
    return found


def _single_bytes(word: str, shape: str) -> dict[str, str]:
    for letters, (wrong, right) in _SWAPPED.items():
        if any(letter in shape for letter in letters):
            fixed = _converted(word, wrong, right)
            if fixed and _explains(word, fixed):
                return {right: fixed}
    return {}


def _explains(word: str, fixed: str) -> bool:
    """Say whether a repair leaves a word that somebody may have written."""
    from ftfy.badness import is_bad

    if fixed == word or "\ufffd" in fixed or _SURE.search(fixed) or _NOT_MEANT.search(fixed) or is_bad(fixed):
        return False
    new = set(normalize("NFC", fixed)).difference(word)
    strange = any(not c.isascii() and not _EXPECTED.match(c) for c in new)
    return not strange or _OTHER_SCRIPT.search(fixed) is not None


def _without_mark(text: str) -> str:
    # A byte order mark has nothing to say inside a text.
    return text.replace("\ufeff", "")


def _decoded(word: str, encoding: str) -> str:
    """Decode the UTF-8 in a word, also what was misread several times, and leave the rest."""
    sequence = _sequences(encoding)
    for _ in range(4):
        before = word
        if encoding == COMMON:
            # Latin-1 is as often taken for Windows-1252 as not.
            word = word.translate(_C1)
        word = sequence.sub(lambda found: _converted(found[0], encoding, "utf-8") or found[0], word)
        if word == before:
            break
    return word


def _converted(text: str, wrong: str, right: str) -> str | None:
    try:
        return text.encode(wrong).decode(right)
    except UnicodeError:
        return None


@lru_cache
def _sequences(encoding: str) -> re.Pattern[str]:
    """Match the characters of UTF-8 as an encoding shows them."""

    def shown(first: int, last: int) -> str:
        return re.escape(bytes(range(first, last + 1)).decode(encoding))

    after = f"[{shown(0x80, 0xBF)}]"
    two, four = f"[{shown(0xC2, 0xCD)}]", shown(0xF0, 0xF0)
    three = f"[{shown(0xE1, 0xE2)}{shown(0xEF, 0xEF)}]"
    return re.compile(f"{two}{after}|{three}{after}{{2}}|{four}{after}{{3}}")
