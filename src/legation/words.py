"""What an event is called and tells, in words a reader knows (screens.md 1, 8.7).

A template names fields of the event: `{person}` prints the name of whoever it holds, `{participant|group}` the first
of these fields that is there. A type without a phrase here is called by its own name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from legation.fact import Fact
from legation.ids import is_id
from legation.newer import NEWER, Newer

Name = Callable[[str], str]

_THINGS = {
    "eng": "meeting or visit",
    "com": "promise",
    "rec": "recommendation",
    "doc": "document",
    "key": "key",
    "org": "organisation",
}


class Phrase(NamedTuple):
    """What happened, in two or three words, and a template for what it happened to."""

    what: str
    about: str


PHRASES: dict[str, Phrase] = {
    "source.registered": Phrase("source added", "{title}"),
    "entity.registered": Phrase("entered", "{name}"),
    "entity.named": Phrase("name added", "{entity}: {name}"),
    "entity.identified": Phrase("identified", "{entity}: {scheme} {value}"),
    "entity.matched": Phrase("judged {verdict}", "{entity} and {other}"),
    "entity.related": Phrase("tied", "{entity}, {relation}, {other}"),
    "entity.described": Phrase("described", "{entity}: {detail|value}"),
    "agreement.launched": Phrase("{act}", "{agreement}"),
    "agreement.advanced": Phrase("{stage}", "{agreement}"),
    "agreement.ended": Phrase("{act}", "{agreement}"),
    "body.established": Phrase("{act}", "{body}"),
    "body.restored": Phrase("restored", "{body}"),
    "body.dissolved": Phrase("{act}", "{body}"),
    "role.attested": Phrase("seen in office", "{person}, {office}"),
    "role.designated": Phrase("{act}", "{person}, {office}"),
    "role.assumed": Phrase("took office", "{person}, {office}"),
    "role.left": Phrase("left office", "{person}, {office}"),
    "engagement.planned": Phrase("{status}", "{title|purpose|engagement}"),
    "meeting.held": Phrase("took place", "{title|engagement}"),
    "visit.made": Phrase("visited", "{visitors|group} in {destination}"),
    "engagement.attended": Phrase("took part", "{participant|group}, {engagement}"),
    "topic.discussed": Phrase("discussed", "{topic}: {aspect}"),
    "position.voiced": Phrase("{stance}", "{holders|group}: {summary}"),
    "commitment.made": Phrase("promised", "{summary}"),
    "recommendation.made": Phrase("advised", "{summary}"),
    "followup.updated": Phrase("{state}", "{target}"),
    "figure.reported": Phrase("figure", "{about}: {measure} {comparator} {value|compared_to} {unit} {direction}"),
    "funding.recorded": Phrase("funding {stage}", "{for}: {comparator} {amount} {currency}"),
    "occurrence.reported": Phrase("{kind}", "{summary}"),
    "ordinal.claimed": Phrase("counted as", "{of}: {claim} {ordinal} {since|since_when}, {series|scope}"),
    "key.adopted": Phrase("signed from here on", "{key}"),
    "record.assessed": Phrase("assessed", "{target} {verdict} {other}"),
    "record.retracted": Phrase("struck", "{target}: {reason}"),
}
_OTHERWISE = {
    ("role.attested", "state", "former"): "seen as former",
    ("engagement.attended", "presence", "absent"): "stayed away",
    ("engagement.attended", "presence", "invited"): "invited",
}
COUNTED = frozenset({"person", "visa", "job", "post", "crossing", "case", "month"})
COMPARATORS = {
    "eq": "",
    "gt": "more than",
    "ge": "at least",
    "lt": "less than",
    "le": "at most",
    "approx": "about",
    "unknown": "",
}


def thing(kind: str) -> str:
    """Say what kind of thing ids of a kind stand for."""
    return _THINGS.get(kind, kind)


def what(fact: Fact) -> str:
    """Say in a few words what kind of thing happened."""
    if isinstance(fact, Newer):
        return NEWER
    for (type_, field, value), told in _OTHERWISE.items():
        if fact.type == type_ and fact.data.get(field) == value:
            return told
    phrase = PHRASES.get(fact.type)
    return filled(phrase.what, fact.data, str) if phrase else fact.type.replace(".", " ").replace("_", " ")


def about(fact: Fact, name: Name) -> str:
    """Say what the event is about, with names for ids; of one newer than this, what it is called there."""
    if isinstance(fact, Newer):
        return f"{fact.called()}, {name(fact.subject)}"
    phrase = PHRASES.get(fact.type)
    if fact.type == "entity.matched" and (one := name(fact.data["entity"])) == name(fact.data["other"]):
        return f"{one} ({fact.data['entity']} and {fact.data['other']})"
    return filled(phrase.about, fact.data, name) if phrase else name(fact.subject)


def passed_over(newer: Sequence[int]) -> str:
    """Say how many events were written by a later version, and what that means for who reads."""
    missing = "what it tells" if len(newer) == 1 else "what they tell"
    return f"{counted(len(newer), 'event')} newer than this legation: {missing} is not shown"


def happened(fact: Fact) -> str:
    """Return the date of what the event tells, as EDTF text; empty if it gives none."""
    return str(fact.data.get("when") or fact.data.get("on") or "")


def filled(template: str, data: Mapping[str, Any], name: Name) -> str:
    """Fill a template from the fields of an event; what is not there takes the punctuation around it away."""

    def field(place: str) -> str:
        found = next((data[f] for f in place.split("|") if f in data), "")
        match place:
            case "comparator":
                return COMPARATORS.get(found, "")
            case "measure":
                return str(found).replace("-", " ")
            case "value|compared_to" if "value" in data:
                return grouped(found)
            case "amount" if found:
                return grouped(found)
            case "unit" if "value" not in data:
                return ""
            case "claim" if found == "nth":
                return "number"
            case "unit":
                return unit(found, data["value"])
            case "target" | "other":
                return name(found)
        return spoken(found, name)

    told, between = "", ""
    for i, (before, place) in enumerate(re.findall(r"([^{]*)\{([a-z_|]+)\}", template)):
        between = before if before.strip() else between or before
        if said := field(place):
            told += (between if told or not i else "") + said
            between = ""
    return " ".join(told.split()) if "{" in template else template


def spoken(value: Any, name: Name) -> str:
    """Print a value of an event: names for ids, lists joined, a group by its label, enumerations as words."""
    match value:
        case str():
            if is_id(value):
                return name(value)
            return value.replace("_", " ") if re.fullmatch(r"[a-z]+(_[a-z]+)+", value) else value
        case {"label": label}:
            return f"{label}{_how_many(value)}"
        case Mapping():
            return ", ".join(f"{key.replace('_', ' ')} {spoken(member, name)}" for key, member in value.items())
        case list() | tuple():
            return listed(spoken(member, name) for member in value)
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


def grouped(number: str) -> str:
    """Print a decimal number as it was written, its digits in groups of three: `1,500,000`, `-14.5`."""
    sign, rest = ("-", number[1:]) if number.startswith("-") else ("", number)
    whole, stop, fraction = rest.partition(".")
    return f"{sign}{int(whole):,}{stop}{fraction}"


def unit(name: str, number: str) -> str:
    """Print what a number counts: `USD`, `percent`, `job` beside a 1 and else `jobs`; nothing for a unit unnamed."""
    if name == "other":
        return ""
    return f"{name}s" if name in COUNTED and number != "1" else name


def _how_many(group: Mapping[str, Any]) -> str:
    """Return how many a group is said to be, in brackets; nothing if nobody says."""
    if "count" not in group:
        return ""
    said = f"{COMPARATORS[group.get('comparator', 'eq')]} {group['count']:,}"
    return f" ({said.strip()})"


def listed(names: Iterable[str], word: str = "and") -> str:
    """Join names as in a sentence: `A`, `A and B`, `A, B and C`."""
    told = list(names)
    if len(told) < 2:
        return "".join(told)
    return f"{', '.join(told[:-1])} {word} {told[-1]}"


def sentence(text: str) -> str:
    """End a text as a sentence, with one stop even where its last word brings its own."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def counted(number: int, one: str, many: str = "") -> str:
    """Print a number of things: `1 event`, `2 events`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
