"""Words for worlds that never were: names of persons, states and cities, and sentences of our own."""

from __future__ import annotations

from random import Random

_GIVEN = (
    "Ada", "Alin", "Amaro", "Anwen", "Bela", "Brisa", "Caro", "Cyra", "Dafne", "Dario", "Edda", "Elio", "Enid",
    "Fabia", "Faris", "Gala", "Goran", "Hanne", "Hugo", "Ilka", "Imre", "Inez", "Ivo", "Jarek", "Jola", "Kaia",
    "Kolya", "Lale", "Leto", "Lior", "Maja", "Marek", "Mina", "Nadir", "Nela", "Nuno", "Odile", "Orla", "Otto",
    "Palle", "Petra", "Quim", "Rafa", "Rhea", "Runa", "Sami", "Signe", "Soren", "Tala", "Tibor", "Ulla", "Umar",
    "Vera", "Vito", "Wanda", "Willem", "Xenia", "Yara", "Yusuf", "Zora",
)  # fmt: skip
_HEAD = (
    "Al", "Bar", "Bel", "Cal", "Cor", "Dal", "Del", "Fal", "Fen", "Gal", "Hal", "Kel", "Lan", "Mal", "Mer", "Nor",
    "Or", "Pel", "Ral", "Sal", "Tar", "Val", "Ver", "Zan",
)  # fmt: skip
_HEART = (
    "a", "an", "ari", "avo", "e", "en", "ese", "eva", "i", "ili", "in", "ino", "o", "ol", "ora", "oro", "u", "ul",
    "una", "ure",
)  # fmt: skip
_TAIL = (
    "bek", "da", "din", "dez", "gard", "ka", "lis", "mann", "nov", "quist", "rez", "sen", "ska", "tani", "ton", "vic",
)  # fmt: skip
_LAND = ("bania", "dora", "goria", "landa", "mark", "nesia", "rovia", "stria", "thia", "vonia")
_TOWN = ("burg", "dale", "ford", "haven", "mouth", "port", "stad", "wick")
_FAMILIES = len(_HEAD) * len(_HEART) * len(_TAIL)
PERSONS = _FAMILIES * len(_GIVEN)

MINISTRIES = (
    ("foreign-affairs", "Foreign Affairs"), ("trade", "Trade"), ("the-interior", "the Interior"),
    ("transport", "Transport"), ("the-environment", "the Environment"), ("labour", "Labour"), ("health", "Health"),
    ("energy", "Energy"),
)  # fmt: skip
AREAS = (
    "Trade", "Water", "Ports", "Railways", "Fisheries", "Energy", "Forests", "Customs", "Labour", "Health", "Schools",
    "Science", "Crime", "Relief", "Borders", "Finance", "Tourism", "Culture", "Mining", "Data",
)  # fmt: skip
MATTERS = (
    "quotas", "permits", "inspections", "training", "statistics", "safety", "tariffs", "investment", "standards",
    "research", "prices", "disputes",
)  # fmt: skip
_SUBJECTS = (
    "A shared register of licences", "The lower crossing", "An early warning line", "The autumn timetable",
    "A yearly exchange of inspectors", "The joint laboratory", "Seasonal work on both banks", "The new customs desk",
    "Relief stores near the pass", "The freight corridor", "A common form for permits",
    "The ferry between the capitals", "Access for small growers", "The fund for village schools",
    "Quiet talks among experts", "The pilot for cold storage", "Mutual recognition of diplomas",
    "The code for river traffic", "Search and rescue at sea", "The dispute over dues", "A hotline for stranded crews",
    "The plan for the delta", "Vaccination of herds", "The museum loan",
)  # fmt: skip
_PREDICATES = (
    "deserves more money", "has stalled for want of staff", "should open before the harvest",
    "works better than feared", "needs a term and an owner", "must not wait for elections", "will be looked at again",
    "cannot go on as it is", "earned thanks from both sides", "ought to be put in writing",
    "has doubled what passes through", "is held up by one missing signature", "shall be paid for in equal parts",
    "brings the regions closer together", "costs less than was thought", "raises doubts among the unions",
    "is ready for a first trial", "depends on the weather more than on treaties", "could serve as a model elsewhere",
    "remains open to a third partner",
)  # fmt: skip
_MANNERS = (
    "this year", "once the parliaments agree", "though numbers are scarce", "in the view of the delegation",
    "with help from the regions", "until experts have reported", "at the border and beyond",
    "for three years at least", "if both treasuries consent", "according to those present",
    "as part of a wider package", "under the older accord", "without new offices", "from the coming spring on",
    "whatever the price of fuel", "as the mayors had asked",
)  # fmt: skip


def person(number: int) -> str:
    """Return the name of a person; distinct for all numbers below `PERSONS`."""
    given = _GIVEN[(number + number // _FAMILIES) % len(_GIVEN)]
    return f"{given} {_made(number * 1009 % _FAMILIES, _TAIL)}"


def state(number: int) -> str:
    """Return the name of a state; distinct for the first 4,800."""
    return _made(number * 1009 % (len(_HEAD) * len(_HEART) * len(_LAND)), _LAND)


def city(number: int) -> str:
    """Return the name of a city; distinct for the first 3,840, and told apart by a number after that."""
    towns = len(_HEAD) * len(_HEART) * len(_TOWN)
    again = f" {number // towns + 1}" if number >= towns else ""
    return _made(number * 1009 % towns, _TOWN) + again


def topic(number: int) -> str:
    """Return the name of a topic; there are 240."""
    return f"{AREAS[number % len(AREAS)]} {MATTERS[number // len(AREAS) % len(MATTERS)]}"


def sentence(choose: Random) -> str:
    """Return a sentence as a summary may have it."""
    return f"{choose.choice(_SUBJECTS)} {choose.choice(_PREDICATES)}, {choose.choice(_MANNERS)}."


def phrase(choose: Random) -> str:
    """Return a few words, as an aspect or a purpose may have them."""
    return f"{choose.choice(_SUBJECTS)}, {choose.choice(_MANNERS)}"


def _made(number: int, tails: tuple[str, ...]) -> str:
    rest, tail = divmod(number, len(tails))
    head, heart = divmod(rest, len(_HEART))
    return _HEAD[head] + _HEART[heart] + tails[tail]
