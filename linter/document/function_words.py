"""Which language a few words are in, by those that every sentence has: too few for a detector by letters."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_WORDS = {
    "en": (
        "the of and to a in is that it was for on with as he she they we you be are this have from or had "
        "by not but what were when which there their would will been has if more can who him his her out "
        "so said no than its an my our your about into could other then these some do at all me i how up "
        "did does don isn because"
    ),
    "nl": (
        "de het een en van in is dat te op zijn voor met die niet aan er om ook als dan maar bij nog uit "
        "naar door over ze hij zij heeft hebben was werd worden wordt dit deze kan kunnen zal zou zo of "
        "wel geen meer tot ik je jij we wij u jullie mijn jouw ons onze haar hem hen hun wie wat waar hoe "
        "toen al moet moeten veel ter ten"
    ),
    "de": (
        "der die das und in zu den von mit ist im auf nicht für ein eine einen einem einer dem des sich "
        "es er sie wir ihr ich du als auch an werden wird wurde aus bei nach hat haben war sind noch nur "
        "oder aber wie über zum zur so dass daß wenn kann man mehr sein seine ihre keine um vor durch "
        "unter diese dieser dieses bis am vom was"
    ),
    "fr": (
        "le la les de des du un une et à au aux en est que qui dans pour pas par sur plus ne se ce cette "
        "ces son sa ses il elle ils elles nous vous je tu on avec sont être a ont été comme mais ou où "
        "fait leur leurs tout y dit si même sans sous entre aussi peut très bien était"
    ),
    "es": (
        "el la los las de del un una y a al en es que por para con no se su sus lo como más pero o este "
        "esta estos esas esto ha han fue son ser está están entre cuando muy sin sobre también me mi tu "
        "él ella ellos nos yo ya le les hay si porque desde hasta todo todos donde quien cada era unos "
        "unas sido"
    ),
}
_LANGUAGES: dict[str, list[str]] = {}
for _language, _list in _WORDS.items():
    for _word in _list.split():
        _LANGUAGES.setdefault(_word, []).append(_language)
# So much more than for the next language must speak for one: a word that no other has.
_MARGIN = 0.9


def by_function_words(text: str) -> str | None:
    """Return the language that the function words of a text are of; None where they leave a doubt.

    A word counts by how few languages have it.
    """
    votes = dict.fromkeys(_WORDS, 0.0)
    for word in _WORD.findall(text.lower()):
        languages = _LANGUAGES.get(word, ())
        for language in languages:
            votes[language] += 1 / len(languages)
    first, second = sorted(votes.values(), reverse=True)[:2]
    if first - second < _MARGIN:
        return None
    return max(votes, key=lambda language: votes[language])
