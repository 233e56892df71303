"""The forms of common English verbs: irregular ones as a table, regular ones by rule from a list of bases."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

# `simple` is a past that is no participle: “went”, not “told”; `unlike_noun` a base that is no noun.
Form = Literal["base", "unlike_noun", "third", "past", "simple", "participle", "gerund"]

# Base, past, participle. Verbs whose past is their base (“put”) are left out: no form of them is wrong.
_IRREGULAR = """
arise arose arisen|awake awoke awoken|be was been|bear bore borne|become became become|begin began begun
bend bent bent|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred
bring brought brought|build built built|buy bought bought|catch caught caught|choose chose chosen
cling clung clung|come came come|creep crept crept|deal dealt dealt|dig dug dug|do did done|draw drew drawn
drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt
fight fought fought|find found found|flee fled fled|fly flew flown|forbid forbade forbidden
forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got got|give gave given
go went gone|grow grew grown|have had had|hear heard heard|hide hid hidden|hold held held|keep kept kept
kneel knelt knelt|know knew known|lay laid laid|lead led led|leave left left|lend lent lent|lose lost lost
make made made|mean meant meant|meet met met|pay paid paid|ride rode ridden|ring rang rung|rise rose risen
run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|shake shook shaken
shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|sing sang sung|sink sank sunk
sit sat sat|sleep slept slept|slide slid slid|speak spoke spoken|spend spent spent|spin spun spun
stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck|strive strove striven
swear swore sworn|sweep swept swept|swim swam swum|swing swung swung|take took taken|teach taught taught
tear tore torn|tell told told|think thought thought|throw threw thrown|understand understood understood
undergo underwent undergone|undertake undertook undertaken|wake woke woken|wear wore worn|weep wept wept
win won won|withdraw withdrew withdrawn|write wrote written|overcome overcame overcome
mistake mistook mistaken|foresee foresaw foreseen
"""

_REGULAR = """
accept accomplish achieve acquire activate adapt add address adjust admire admit adopt advertise advise
affect afford agree aim allocate allow amend analyse analyze announce answer anticipate apologise apologize
appear apply appoint appreciate approach approve argue arrange arrest arrive ask assess assign assist assume
assure attach attack attempt attend attract avoid bake balance ban base beg behave believe belong blame
block boast boil book borrow bother bounce breathe brush burn calculate call calm cancel care carry cause
celebrate change charge chase check claim clarify clean clear click climb close collaborate collapse collect
combine comment commit communicate compare compete compile complain complete compose compute concern
conclude conduct configure confirm confuse connect consider consist construct consult consume contact
contain continue contribute control convert convince cook copy correct count cover crash create criticise
criticize cross cry damage dance decide declare decline decorate decrease defeat defend define delay delete
deliver demand demonstrate deny depend deploy describe deserve design desire destroy detect determine
develop die differ disagree disappear discover discuss display distribute divide divorce donate double doubt
download drag drop dry earn edit educate elect eliminate embrace emerge employ enable encourage end engage
enhance enjoy enroll ensure enter entertain escape establish estimate evaluate exceed exchange excite
exclude execute exercise exist expand expect expire explain explode explore export expose express extend
face fail fasten fear fetch file fill film finance finish fit fix flow focus follow force form frighten
fulfil fulfill function fund gain gather generate grab graduate grant greet guarantee guess guide handle
happen harm hate help hire hope hurry identify ignore illustrate imagine implement imply import impose
impress improve include incorporate increase indicate influence inform inherit initiate injure insert insist
inspect inspire install instruct integrate intend interact interest interfere interpret interrupt introduce
invade invent invest investigate invite involve join judge jump justify kick kill kiss knock label lack last
laugh launch learn lie lift like limit link list listen live load locate lock look love maintain manage
manufacture mark marry match matter measure memorise memorize mend mention merge minimise minimize mix
modify monitor motivate move multiply name need negotiate notice notify obey obtain occupy occur offer open
operate oppose optimise optimize order organise organize outline owe own pack paint park participate pass
perform permit persuade pick place plan plant play please point possess post postpone pour practice practise
pray predict prefer prepare present preserve press pretend prevent print proceed process produce program
promise promote pronounce propose protect prove provide publish pull punish purchase push qualify question
rain raise reach react realise realize recall receive recognise recognize recommend record recover recruit
recycle reduce refer reflect refuse regard register regret reject relate relax release rely remain remember
remind remove rent repair repeat replace reply report represent request require rescue research reserve
resign resist resolve respect respond rest restore restrict result retain retire retrieve return reveal
review revise reward ruin rush satisfy save scare schedule scream search secure seem select separate serve
settle shape share shout sign simplify skip slip smell smile smoke solve sort sound spell spoil stare start
state stay stop store strengthen stress stretch struggle study submit subscribe succeed suffer suggest suit
supply support suppose surprise surround survive suspect suspend switch talk taste tend test thank threaten
tie touch trace trade train transfer transform translate transport travel treat trigger trust try turn type
undermine unite update upgrade upload use utilise utilize value vanish vary verify view visit vote wait walk
want warn wash waste watch weigh welcome whisper wish wonder work worry yell
"""

_VOWELS = "aeiou"
# Regular verbs that double their last letter though they have more than one syllable.
_DOUBLING = {
    "admit",
    "commit",
    "control",
    "occur",
    "permit",
    "prefer",
    "refer",
    "regret",
    "submit",
    "transfer",
    "program",
}
_THIRD = {"be": "is", "do": "does", "go": "goes", "have": "has", "undergo": "undergoes"}
_GERUND = {
    "be": "being",
    "die": "dying",
    "lie": "lying",
    "tie": "tying",
    "see": "seeing",
    "foresee": "foreseeing",
    "flee": "fleeing",
}
_DOUBLING_IRREGULAR = {"begin", "dig", "forbid", "forget", "get", "run", "sit", "spin", "swim", "win"}


_UNLIKE_NOUNS = """
be have get give ask bring create provide include become begin know learn tell understand write ensure allow
avoid receive choose achieve improve reduce maintain develop prepare consider decide follow believe remember
add send spend eat see hear meet
"""

# Words that look like the past of one verb and are the base of another.
_BASES_TOO = {
    "found",
    "fell",
    "saw",
    "felt",
    "bore",
    "lay",
    "ground",
    "wound",
    "rose",
    "shot",
    "lent",
    "dove",
    "spat",
}


class Verb(NamedTuple):
    """The five forms of a verb."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


@lru_cache(maxsize=1)
def verbs() -> dict[Form, dict[str, Verb]]:
    """Return the verbs by each of their forms."""
    found = [
        _irregular(*forms.split()) for line in _IRREGULAR.split("\n") for forms in line.split("|") if forms
    ]
    found += [_regular(base) for base in _REGULAR.split()]
    forms: tuple[Form, ...] = ("base", "third", "past", "participle", "gerund")
    table: dict[Form, dict[str, Verb]] = {
        form: {getattr(verb, form): verb for verb in found} for form in forms
    }
    table["past"]["were"] = table["past"]["was"]
    table["simple"] = {past: verb for past, verb in table["past"].items() if past not in table["participle"]}
    table["unlike_noun"] = {base: table["base"][base] for base in _UNLIKE_NOUNS.split()}
    return table


def verb_by(form: Form, word: str) -> Verb | None:
    """Return the verb of which a word is this form and no base, if it is one."""
    table = verbs()
    verb = table[form].get(word)
    is_base = word in table["base"] or word in _BASES_TOO
    return None if verb is None or (form not in ("base", "unlike_noun") and is_base) else verb


def _irregular(base: str, past: str, participle: str) -> Verb:
    stem = base + base[-1] if base in _DOUBLING_IRREGULAR else base
    gerund = _GERUND.get(base) or (base[:-1] if base.endswith("e") else stem) + "ing"
    return Verb(base, _third(base), past, participle, gerund)


def _regular(base: str) -> Verb:
    if base.endswith("y") and base[-2] not in _VOWELS:
        past, stem = base[:-1] + "ied", base
    elif base.endswith("e"):
        past, stem = base + "d", base if base.endswith("ee") else base[:-1]
    else:
        stem = base + base[-1] if _doubles(base) else base
        past = stem + "ed"
    return Verb(base, _third(base), past, past, _GERUND.get(base) or stem + "ing")


def _doubles(base: str) -> bool:
    short = sum(letter in _VOWELS for letter in base) == 1
    closed = base[-1] not in _VOWELS + "wxy" and base[-2] in _VOWELS
    return base in _DOUBLING or (short and closed)


def _third(base: str) -> str:
    if base in _THIRD:
        return _THIRD[base]
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"
