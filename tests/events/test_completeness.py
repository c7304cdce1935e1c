"""Nothing of the five documents is missing, and nothing stands in the ledger that they do not carry.

Where the texts are not at hand (LEGATION_DOCUMENTS is not set), what needs them is skipped and says so.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from legation.dates import parse
from legation.documents import Documents
from legation.fact import Fact
from legation.ids import is_id
from legation.read_model import ReadModel
from legation.reading import Reading

NUMBERS = {
    "doc:convocation-2021": "004",
    "doc:bilateral-report-2022-h1": "003",
    "doc:rec-2024": "000",
    "doc:migration-talks": "002",
    "doc:blinken-barcena-2024-07": "001",
}
DOCUMENTS = os.environ.get("LEGATION_DOCUMENTS")
at_hand = pytest.mark.skipif(not DOCUMENTS, reason="LEGATION_DOCUMENTS is not set: the texts are not at hand")

# Lines that tell nothing: page furniture, headings that repeat or only divide, a teaser for something else.
FURNITURE = {
    "000": {1, 24, 26, 28, 30},
    "001": {3, 6, 8, 32},
    "002": {1},
    "003": set(),
    "004": {1, 34, 48, 57, 129, 130, 182, 269, 270, 333, 456, 506, 546, 575, 622, 663},
}
LONGEST = 8  # lines; a longer span says why in its note


def test_every_event_but_a_registration_cites_its_lines(facts: list[Fact]) -> None:
    assert [f.id for f in facts if not f.data.get("evidence") and f.type != "source.registered"] == []


def test_no_account_lies_after_what_the_documents_tell(facts: list[Fact]) -> None:
    accounts = [f for f in facts if f.type != "engagement.planned"]
    dates = [parse(f.data[name]) for f in accounts for name in ("on", "when") if name in f.data]
    assert max(date.s_lo for date in dates) == "2024-07-17"


def test_spans_are_as_narrow_as_the_fact(facts: list[Fact]) -> None:
    long = [f for f in facts for piece in f.data.get("evidence", ()) if width(piece) > LONGEST]
    assert {f.data["note"].partition(" is long")[0] for f in long} <= {"The span", "No addressee is named. The span"}
    assert len(long) < 5


def width(piece: dict[str, Any]) -> int:
    first, last = piece["lines"]
    return int(last - first + 1)


def test_the_topic_register_is_small_and_runs_from_broad_to_narrow(facts: list[Fact]) -> None:
    topics = {f.subject: f.data["attrs"].get("broader") for f in facts
              if f.type == "entity.registered" and f.subject.startswith("topic:")}  # fmt: skip
    assert len(topics) < 100
    for topic in topics:
        chain = [topic]
        while broader := topics[chain[-1]]:
            chain.append(broader)
        assert len(chain) <= 3, chain
    used = {f.data["topic"] for f in facts if f.type == "topic.discussed"} | {
        id_ for f in facts for id_ in (*f.data.get("about", ()), f.data.get("for")) if id_ in topics
    }
    assert topics.keys() - used - set(topics.values()) == set(), "topics that nothing is about"


@at_hand
def test_every_span_is_at_hand_and_unchanged(model: ReadModel, facts: list[Fact]) -> None:
    from legation.citation import citations

    at, documents = Reading(model, "2024-07-17"), Documents([Path(DOCUMENTS or "")])
    cited = [citation for fact in facts for citation in citations(fact, at, documents)]
    assert len(cited) > 1_100
    assert [c.missing for c in cited if c.missing] == []


@at_hand
@pytest.mark.parametrize("document", NUMBERS)
def test_every_line_that_is_not_furniture_is_cited(document: str, facts: list[Fact]) -> None:
    number = NUMBERS[document]
    text = (Path(DOCUMENTS or "") / f"{number}.txt").read_bytes().split(b"\n")
    told = {n for n, line in enumerate(text, 1) if line.strip()}
    cited = {
        n for f in facts for piece in f.data.get("evidence", ()) if piece["document"] == document
        for n in range(piece["lines"][0], piece["lines"][1] + 1)
    }  # fmt: skip
    assert told - cited - FURNITURE[number] == set()
    assert FURNITURE[number] <= set(range(1, len(text) + 1))
    assert not FURNITURE[number] & cited, "a line that is cited is no furniture"


@at_hand
def test_every_fact_of_the_inventory_is_an_event(facts: list[Fact]) -> None:
    """Each row is held against an event of its own: same document, same type, lines that meet.

    What a later document names was registered by an earlier one; then an event on the row's lines must name it.
    """
    rows = [json.loads(line) for line in (Path(DOCUMENTS or "") / "inventory.jsonl").read_text("utf-8").splitlines()]
    assert Counter(row["doc"] for row in rows).keys() == set(NUMBERS.values())
    named = {doc: named_on(facts, document) for document, doc in NUMBERS.items()}
    missing = []
    for doc, type_ in sorted({(row["doc"], row["type"]) for row in rows}):
        wanted = [row for row in rows if (row["doc"], row["type"]) == (doc, type_)]
        missing += unmatched(wanted, [f for f in facts if f.type == type_], doc, named[doc])
    assert missing == [], f"{len(missing)} rows of the inventory have no event"


def named_on(facts: list[Fact], document: str) -> dict[int, set[str]]:
    """Return the ids that events on each line of a document name."""
    named: dict[int, set[str]] = defaultdict(set)
    for fact in facts:
        for piece in fact.data.get("evidence", ()):
            if piece["document"] == document:
                for line in range(piece["lines"][0], piece["lines"][1] + 1):
                    named[line] |= ids_in(fact.data)
    return named


def ids_in(value: object) -> set[str]:
    match value:
        case str():
            return {value} if is_id(value) else set()
        case dict():
            return {id_ for member in value.values() for id_ in ids_in(member)}
        case list():
            return {id_ for member in value for id_ in ids_in(member)}
    return set()


def unmatched(
    rows: list[dict[str, Any]], events: list[Fact], doc: str, named: dict[int, set[str]]
) -> list[dict[str, Any]]:
    """Return the rows left over when each is given an event of its own (augmenting paths)."""
    taken: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for n, event in enumerate(events):
            if n not in tried and meets(event, rows[i], doc, named):
                tried.add(n)
                if n not in taken or place(taken[n], tried):
                    taken[n] = i
                    return True
        return False

    return [row for i, row in enumerate(rows) if not place(i, set())]


def meets(event: Fact, row: dict[str, Any], doc: str, named: dict[int, set[str]]) -> bool:
    if event.type == "source.registered" and event.subject in NUMBERS:
        return NUMBERS[event.subject] == doc
    a, b = row["lines"]
    if event.type == "entity.registered":
        return any(event.subject in named[line] for line in range(a, b + 1))
    return any(
        NUMBERS[piece["document"]] == doc and piece["lines"][0] <= b and a <= piece["lines"][1]
        for piece in event.data.get("evidence", ())
    )
