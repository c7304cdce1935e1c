"""What can be done about an event and what it says: put right, struck, restored, judged, matched, parted.

Each remedy opens a form; nothing is done before that is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from legation.dates import in_words
from legation.entry import Entry
from legation.errors import NotUnderstood
from legation.fact import Fact
from legation.fate import Fates
from legation.ids import is_id, kind
from legation.labels import happening
from legation.putting_right import Judging, Matching, Righting, Striking
from legation.reading import Reading
from legation.righting import MATCHABLE, RETRACTED, standing, told
from legation.words import happened

_MOST_RIVALS, _MOST_BESIDE = 4, 12
_RECORDS = frozenset({RETRACTED, "record.assessed", "entity.matched"})


class Remedy(NamedTuple):
    """What a person may do, in words, and the purpose by which its form is opened; no purpose: a heading."""

    words: str
    purpose: tuple[str, ...] = ()


def opened(purpose: Sequence[str], at: Reading) -> Entry:
    """Open the form of a purpose, on the ledger at its head; raises NotUnderstood and NoLongerCounts."""
    match purpose:
        case ("add", type_):
            return Entry(type_)
        case ("correct", position):
            return Righting(standing(at, position), at)
        case ("strike", position):
            return Striking(standing(at, position), at)
        case ("judge", one, other, verdict):
            return Judging(standing(at, one), standing(at, other), verdict, at)
        case ("match", one, other, verdict):
            return Matching(one, other, verdict, at)
        case _:
            raise NotUnderstood(" ".join(purpose), "form")


def entitled(purpose: Sequence[str]) -> str:
    """Say in a few words what a form was opened for."""
    match purpose:
        case ("add", type_):
            return happening(type_).rstrip(".")
        case ("correct", position):
            return f"Put #{position} right"
        case ("strike", position):
            return f"Strike #{position}"
        case ("judge", one, other, _):
            return f"Judge #{one} and #{other}"
        case _:
            return "Match two"


def remedies(at: Reading, fact: Fact, rivals: Sequence[int], key: str = "", *, open_: bool = False) -> list[Remedy]:
    """Return what can be done about an event; `rivals` are events beside which it stands, `key` the row it is seen in.

    `at` is the ledger at its head. If the row is an `open_` question, the verdicts on each rival are among them,
    else a line for each that leads there. Headings stand before what they head.
    """
    others = [at.fact(p) for p in dict.fromkeys(rivals) if p != fact.position and p <= at.position]
    others = [other for other in others if _judgeable(at, fact, other)][: _MOST_RIVALS if open_ else _MOST_BESIDE]
    beside = [Remedy("Judge it beside another"), *(_beside(at, fact, other) for other in others)]
    return [
        Remedy(told(at, fact)),
        *_on(at, fact),
        *(remedy for other in others if open_ for remedy in verdicts(at, fact, other)),
        *(beside if others and not open_ else []),
        *_identity(at, key.partition(" ")[0]),
    ]


def _judgeable(at: Reading, *facts: Fact) -> bool:
    """Tell whether these count, and tell of the world: a judgement is about accounts."""
    return all(at.counts(fact.position) and fact.type not in _RECORDS for fact in facts)


def _beside(at: Reading, fact: Fact, other: Fact) -> Remedy:
    when = f", {in_words(day)}" if (day := happened(other)) else ""
    return Remedy(f"beside {told(at, other)}{when}", ("beside", str(fact.position), str(other.position)))


def _on(at: Reading, fact: Fact) -> Iterator[Remedy]:
    number, fates = str(fact.position), Fates(at)
    if strike := fates.struck_by(fact):
        by = str(strike.position)
        yield Remedy(f"restore it: strike #{by}, by which it no longer counts", ("strike", by))
        if latest := fates.latest(fact):
            yield Remedy(f"correct #{latest.position}, which stands in its place", ("correct", str(latest.position)))
    elif not at.counts(fact.position):
        yield Remedy(f"nothing can be done here: {fates.story(fact)}")
    elif fact.type == RETRACTED:
        yield Remedy("restore what it struck: this strike no longer counts", ("strike", number))
    elif fact.type == "entity.matched":
        apart = "part them again" if fact.data["verdict"] == "same" else "let them be proposed as one again"
        yield Remedy(f"{apart}: this judgement no longer counts", ("strike", number))
    else:
        yield Remedy("correct: the right event takes its place", ("correct", number))
        yield Remedy("strike: it no longer counts", ("strike", number))


def verdicts(at: Reading, fact: Fact, other: Fact) -> Iterator[Remedy]:
    """Yield how two events that count may stand to each other, under a heading."""
    a, b = str(fact.position), str(other.position)
    yield Remedy(f"Judge A #{a} and B #{b}, {told(at, other).partition(' ')[2]}")
    yield Remedy(f"A: #{a} holds, #{b} is set aside", ("judge", a, b, "outweighs"))
    yield Remedy(f"B: #{b} holds, #{a} is set aside", ("judge", b, a, "outweighs"))
    yield Remedy("both stand, and tell the same", ("judge", a, b, "corroborates"))
    yield Remedy("A refines B: both stand, A is more exact", ("judge", a, b, "refines"))
    yield Remedy("B refines A: both stand, B is more exact", ("judge", b, a, "refines"))
    yield Remedy("they contradict each other; left to judge", ("judge", a, b, "contradicts"))
    one, two = at.identity.resolve((fact.subject,))[0], at.identity.resolve((other.subject,))[0]
    if one != two and kind(one) == kind(two) and kind(one) in MATCHABLE:
        yield Remedy(f"{at.name(one)} and {at.name(two)} are one", ("match", one, two, "same"))
        yield Remedy(f"{at.name(one)} and {at.name(two)} are two", ("match", one, two, "distinct"))


def _identity(at: Reading, id_: str) -> Iterator[Remedy]:
    """Yield what can be done about who or what a row stands for."""
    if not is_id(id_) or kind(id_) not in MATCHABLE:
        return
    yield Remedy(f"{at.name(id_)} itself")
    yield Remedy("match: it is one with another", ("match", id_, "", "same"))
    yield Remedy("hold apart: it is not another that looks like it", ("match", id_, "", "distinct"))
    members = at.identity.members(id_)
    for match in (fact for member in members for fact in at.model.about(member, "entity.matched")):
        if match.data["verdict"] == "same":
            one, other = match.data["entity"], match.data["other"]
            yield Remedy(f"part again: #{match.position} ({one} is {other})", ("strike", str(match.position)))
