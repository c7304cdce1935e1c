"""Why somebody is taken to be in an office on a day, in sentences, and what places the person there (domain.md 7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from legation import brief
from legation.dates import OPEN_END, OPEN_START, in_words, parse
from legation.fact import Fact
from legation.projections.offices import Answer, Conflict, Holding
from legation.reading import Reading
from legation.view import Note, told
from legation.words import about, counted, listed, sentence, spoken, what

_PARTS = {"head": "led", "chair": "chaired", "host": "hosted", "speaker": "spoke at"}


def verdict_on(answer: Answer, at: Reading, *, alone: bool = True) -> str:
    """Say how sure it is that a person was in office on the day, and why; with the name, unless it stands `alone`."""
    acting = "" if answer.capacity == "titular" else f" ({answer.capacity.replace('_', ' ')})"
    sure = {"carried": "carried"}.get(answer.shade, "certain" if answer.certain else "possible")
    who = "" if alone and not acting else f"{at.name(answer.person)}{acting}, "
    return f"{who}{sure}: {_because(answer, at.day)}."


def between(held: Holding, at: Reading) -> list[str]:
    """Say of two persons on one seat, neither of them certain, when they changed; empty for all others."""
    if held.certain or len(held.possible) != 2 or not held.one_seat:
        return []
    one, other = held.possible
    low, high = one.tenure.e_lo.day, other.tenure.s_hi.day
    if not (one.last_seen and OPEN_START < low <= high < OPEN_END):
        return []
    span = f"{in_words(low)} and {in_words(high)}"
    return [f"possible: neither is certain. The change of hands lies between {span}."]


def told_of(answer: Answer, at: Reading) -> tuple[Note, ...]:
    """Return where a person was seen in office, the latest first, and between which days the time in it lies."""
    own = [p for p in answer.at if _is_of(answer, p, at)]
    seen = sorted(told(at, own, stood), key=lambda note: latest(at.fact(note.position)), reverse=True)
    return (*seen, *(Note(text) for text in _bounds(answer)))


def stood(fact: Fact, at: Reading) -> str:
    """Say what an event tells of a person in an office: on which occasion, else under which title."""
    person = fact.data.get("person")
    if not fact.type.startswith("role.") or not isinstance(person, str):
        return f"{what(fact)}: {about(fact, at.name)}"
    if fact.type == "role.attested" and fact.data.get("state") != "former":
        as_ = fact.data.get("title_used", "")
        return next(_occasions(fact, person, at), f"as {as_}" if as_ else what(fact))
    return what(fact)


def conflict(found: Conflict, at: Reading) -> str:
    """Say what cannot all be true: two persons on one seat, or two accounts of one beginning or end."""
    if not found.refusal:
        return sentence(f"one seat, yet it is told of {listed(at.name(t.person) for t in found.tenures)} at once")
    side, cut, standing = found.refusal
    act = "took it" if side.startswith("s") else "left it"
    low, high = (cut, standing) if side.endswith("lo") else (standing, cut)
    return (f"by one account {at.name(found.tenures[0].person)} {act} on or after {in_words(low.day)}, "
            f"by another on or before {in_words(high.day)}.")  # fmt: skip


def _because(answer: Answer, day: str) -> str:
    seen = in_words(answer.last_seen) if answer.last_seen else ""
    first = in_words(answer.first_seen) if answer.first_seen else ""
    match answer.shade:
        case "attested":
            return "a source places the person there on this day"
        case "bridged":
            return f"seen before this day{f' ({seen})' if seen else ''} and after it"
        case "carried":
            last = f"last seen {seen}{_ago(answer.last_seen, day)}" if seen else "begun by this day"
            return f"{last}. No source says when it ended"
        case "backcast":
            return f"first seen {first}, after this day. No source says when it began"
        case "blurred":
            return f"seen {seen or first}, and this day may be meant"
        case _:
            low, high = answer.tenure.s_hi.day, answer.tenure.e_lo.day
            rest = "what is known of beginning and end allows it"
            if seen and high < day:
                return f"last seen {seen}; {rest}"
            return f"first seen {first}; {rest}" if first and low > day else rest


def _ago(when: str | None, day: str) -> str:
    """Say how long before the day something was, in years and months; empty below a month or where it is not clear."""
    last = parse(when).e_hi if when else OPEN_END
    if not last < day:
        return ""
    a, b = date.fromisoformat(last), date.fromisoformat(day)
    months = (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day)
    told = [counted(n, word) for n, word in ((months // 12, "year"), (months % 12, "month")) if n]
    return f", {' '.join(told)} before this day" if told else ""


def _occasions(fact: Fact, person: str, at: Reading) -> Iterator[str]:
    """Yield at what the lines that place a person in office also tell the person was."""
    spans = list(_spans(fact))
    for other in at.naming(person):
        engagement = other.data.get("engagement", "")
        if other.type in {"engagement.attended", "visit.made", "meeting.held"} and any(
            doc == document and a <= d and c <= b for doc, a, b in spans for document, c, d in _spans(other)
        ):
            if other.type == "visit.made":
                yield f"visited {spoken(other.data['destination'], at.name)}"
            else:
                yield f"{_PARTS.get(other.data.get('function', ''), 'at')} {at.name(engagement)}"


def _spans(fact: Fact) -> Iterator[tuple[str, int, int]]:
    for piece in fact.data.get("evidence", ()):
        yield (piece["document"], *piece["lines"])


def _is_of(answer: Answer, position: int, at: Reading) -> bool:
    person = at.fact(position).data.get("person")
    return isinstance(person, str) and at.identity.resolve((person,)) == (answer.person,)


def latest(fact: Fact) -> tuple[str, int]:
    """Return what sorts events on offices by when they were last true."""
    on = fact.data.get("on")
    return (parse(on).e_hi if on else OPEN_START, fact.position)


def _bounds(answer: Answer) -> Iterator[str]:
    """Say between which days the time in office began and ended, as far as anything bounds it."""
    t = answer.tenure
    for word, low, high in (("Began", t.s_lo, t.s_hi), ("Ended", t.e_lo, t.e_hi)):
        by_seat = "seat" in {low.why, high.why}
        if told := _range(low.day, high.day):
            yield f"{word} {told}{': there is one seat' if by_seat else ''}"


def _range(low: str, high: str) -> str:
    if low == high:
        return f"on {in_words(low)}"
    if low == OPEN_START:
        return "" if high == OPEN_END else f"on or before {in_words(high)}"
    if high == OPEN_END:
        return f"on or after {in_words(low)}"
    return f"between {brief.day(low)} and {brief.day(high)}"
