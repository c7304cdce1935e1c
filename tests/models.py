"""Read models of made-up ledgers, whole or with facts taken away, and all that they say.

To take a fact away is to put in its place one that says nothing, so that all others keep their positions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import assume, settings
from hypothesis import strategies as st

from ledgers import ledgers, stored
from legation.fact import Fact
from legation.ids import KINDS
from legation.projection import PROJECTIONS, Key, Row
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.tables import TABLES
from payloads import ids_of

T = TypeVar("T")
RowKey = tuple[str, Key]

DAY = "2024-07-17"
RECORDS = ("record.retracted", "record.assessed")
SMALL = ledgers(most=30)
anywhere = st.integers(0, 10_000)
# Every example of a law builds a few read models.
law = settings(max_examples=500 if settings.get_current_profile_name() == "torture" else 40)


def model(facts: Iterable[Fact]) -> ReadModel:
    """Return a read model built at once over facts."""
    made = ReadModel(stored(facts))
    made.catch_up()
    return made


def head(facts: Iterable[Fact]) -> Reading:
    return Reading(model(facts), DAY)


def tables(of: ReadModel) -> dict[str, list[Any]]:
    """Return all that the tables hold but the code and root they were made by."""
    held = {name: "rowid, text" if name == "search" else "*" for name in TABLES if name != "meta"}
    return {
        name: sorted(of.db.execute(f"select {what} from {name}").fetchall(), key=repr) for name, what in held.items()
    }


def silenced(fact: Fact) -> Fact:
    """Return a fact that stands where `fact` stands and says nothing."""
    return replace(fact, type="nothing.said", subject="", data={})


def without(facts: Sequence[Fact], away: Iterable[Fact], also: Sequence[str] = RECORDS) -> list[Fact]:
    """Return the facts as if some had never been said, nor the records of certain types that name them."""
    gone = {fact.id for fact in away}
    kept = []
    for fact in facts:
        if fact.type in also and {fact.data["target"], fact.data.get("other")} & gone:
            gone.add(fact.id)
        kept.append(silenced(fact) if fact.id in gone else fact)
    return kept


def everything(at: Reading) -> dict[RowKey, tuple[Row, list[int]]]:
    """Return every row, ready to be judged, with its evidence, in the order of the lists."""
    return {(name, key): (at.row(name, *key), at.evidence(name, *key)) for name in PROJECTIONS for key in at.keys(name)}


def called(at: Reading) -> dict[str, str]:
    """Return what every id is called."""
    return {id_: at.name(id_) for id_ in ids_of(KINDS)}


def pick(choice: int, among: Sequence[T]) -> T:
    """Return the member that a number chooses; an example without members does not count."""
    assume(among)
    return among[choice % len(among)]


def takes_back(fact: Fact, facts: Sequence[Fact]) -> Fact:
    """Return a retraction of a fact, to stand behind all others."""
    position = len(facts) + 1
    data = {"target": fact.id, "ground": "entry_error", "reason": "It was wrong."}
    recorded, batch = facts[-1].recordedtime, ""
    return Fact(position, f"e{position}", "record.retracted", fact.subject, recorded, "ana.ruiz", batch, data)
