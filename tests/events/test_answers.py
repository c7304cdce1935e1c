"""The ledger that ships: sound, complete as far as known facts go, and answering as its documents allow."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from legation.dates import parse
from legation.documents import Documents
from legation.fact import Fact
from legation.projections.followups import state
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.stores.files import Files
from legation.view import VIEWS

EVENTS = Path(__file__).parents[1] / "events"
NUMBERS = {"doc:bilateral-report-2022-h1": "003", "doc:rec-2024": "000", "doc:migration-talks": "002"}
DOCUMENTS = os.environ.get("LEGATION_DOCUMENTS")
at_hand = pytest.mark.skipif(not DOCUMENTS, reason="LEGATION_DOCUMENTS is not set: the texts are not at hand")


@pytest.fixture(scope="module")
def model() -> ReadModel:
    model = ReadModel(Files.open(str(EVENTS)))
    model.catch_up()
    return model


@pytest.fixture(scope="module")
def facts(model: ReadModel) -> list[Fact]:
    return list(model.facts_at(range(1, model.size + 1)))


def holders(model: ReadModel, office: str, day: str) -> tuple[str, str, str]:
    sign, _, who, state, how, *_ = VIEWS["offices"]().entry(office, Reading(model, day)).cells
    return sign, who, f"{state} {how}".strip()


class TestOffices:
    """The worked examples of domain.md 7.5, as far as the three documents carry them."""

    @pytest.mark.parametrize(
        ("day", "answer"),
        [
            ("2021-06-01", ("▒", "Marcelo Ebrard", "possible backcast")),
            ("2022-02-09", ("█", "Marcelo Ebrard", "certain attested")),
            ("2022-03-20", ("█", "Marcelo Ebrard", "certain bridged")),
            ("2022-04-27", ("█", "Marcelo Ebrard", "certain attested")),
            ("2023-03-01", ("▒", "Marcelo Ebrard or Alicia Bárcena Ibarra", "possible")),
            ("2024-01-08", ("█", "Alicia Bárcena Ibarra, perhaps Marcelo Ebrard", "certain attested")),
            ("2024-03-15", ("░", "Alicia Bárcena Ibarra", "carried")),
        ],
    )
    def test_mexicos_foreign_secretary(self, model: ReadModel, day: str, answer: tuple[str, str, str]) -> None:
        assert holders(model, "office:mx-foreign-secretary", day) == answer

    @pytest.mark.parametrize(
        ("office", "day", "answer"),
        [
            ("us-cbp-commissioner", "2022-03-21", ("▒", "Chris Magnus", "possible backcast")),
            ("us-cbp-commissioner", "2022-03-22", ("█", "Chris Magnus", "certain attested")),
            ("us-cbp-commissioner", "2022-03-23", ("░", "Chris Magnus", "carried")),
            ("us-ambassador-to-mexico", "2022-04-01", ("█", "Ken Salazar", "certain bridged")),
            ("us-ambassador-to-mexico", "2023-06-01", ("░", "Ken Salazar", "carried")),
            ("mx-president", "2015-06-01", ("▒", "Enrique Peña Nieto or Andrés Manuel López Obrador", "possible")),
            ("mx-defence-secretary", "2022-06-01", ("·", "nobody known", "unknown")),
        ],
    )
    def test_other_offices(self, model: ReadModel, office: str, day: str, answer: tuple[str, str, str]) -> None:
        assert holders(model, f"office:{office}", day) == answer

    def test_the_acting_deputy_leaves_the_titular_lane_empty(self, model: ReadModel) -> None:
        view, at = VIEWS["offices"](), Reading(model, "2022-05-11")
        lines = view.lines("office:us-deputy-homeland-security-secretary", at)
        assert [view.entry(line, at).cells[2:5] for line in lines] == [
            ("Blas Nuñez-Neto (acting)", "certain", "attested")
        ]


class TestTheFebruaryRound:
    """The table of domain.md 8, on the events themselves."""

    @pytest.mark.parametrize(
        ("day", "states"),
        [
            ("2022-11-30", {"not_yet_made"}),
            ("2022-12-15", {"not_yet_made", "pending"}),
            ("2023-02-10", {"not_yet_made", "pending", "due"}),
            ("2023-07-01", {"not_yet_made", "pending", "overdue"}),
            ("2024-01-25", {"not_yet_made", "pending", "overdue"}),
            ("2024-02-10", {"not_yet_made", "due", "overdue"}),
            ("2024-02-29", {"due", "overdue"}),
            ("2024-03-01", {"overdue"}),
        ],
    )
    def test_its_states(self, model: ReadModel, day: str, states: set[str]) -> None:
        row: Any = Reading(model, day).row("followups", "com:february-round")
        assert state(row, day).states == states

    def test_the_other_promises_are_pending(self, model: ReadModel) -> None:
        view, at = VIEWS["followups"](), Reading(model, "2024-03-01")
        assert {key: view.entry(key, at).state for key in view.keys(at)} == {
            "com:february-round": "day passed",
            "com:darien-visit": "pending",
            "com:talks-with-guatemala": "pending",
            "com:otay-ii-opening": "pending",
        }


def test_the_summit_that_was_planned_was_held(model: ReadModel) -> None:
    view = VIEWS["calendar"]()
    planned = view.entry("eng:summit-of-the-americas-2022", Reading(model, "2022-05-01"))
    held = view.entry("eng:summit-of-the-americas-2022", Reading(model, "2022-06-10"))
    assert (planned.state, held.state, held.cells[1]) == ("planned", "held", "7–10 Jun 2022")


def test_two_meetings_of_one_day_in_one_house_stay_two(model: ReadModel) -> None:
    view, at = VIEWS["calendar"](), Reading(model, "2024-03-01")
    assert [view.entry(key, at).cells[1] for key in view.keys(at)].count("27 Apr 2022") == 2


def test_every_event_but_a_registration_cites_its_lines(facts: list[Fact]) -> None:
    assert [f.id for f in facts if not f.data.get("evidence") and f.type != "source.registered"] == []


def test_no_world_date_lies_after_what_the_documents_tell(facts: list[Fact]) -> None:
    dates = [parse(f.data[name]) for f in facts for name in ("on", "when") if name in f.data]
    assert max(date.s_lo for date in dates if date.s_lo) <= "2024-02-29"


@at_hand
def test_every_span_is_at_hand_and_unchanged(model: ReadModel, facts: list[Fact]) -> None:
    from legation.citation import citations

    at, documents = Reading(model, "2024-03-01"), Documents([Path(DOCUMENTS or "")])
    cited = [citation for fact in facts for citation in citations(fact, at, documents)]
    assert len(cited) > 500
    assert [c.missing for c in cited if c.missing] == []


@at_hand
def test_every_fact_of_the_inventory_is_an_event(facts: list[Fact]) -> None:
    """Each row is held against an event of its own: same document, same type, lines that meet."""
    rows = [json.loads(line) for line in (Path(DOCUMENTS or "") / "inventory.jsonl").read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["doc"] in NUMBERS.values() and not registered_before(row)]
    assert Counter(row["doc"] for row in rows)["003"] > 250
    missing = []
    for doc, type_ in {(row["doc"], row["type"]) for row in rows}:
        wanted = [row for row in rows if (row["doc"], row["type"]) == (doc, type_)]
        events = [f for f in facts if f.type == type_]
        missing += unmatched(wanted, events, doc)
    assert missing == [], f"{len(missing)} rows of the inventory have no event"


def unmatched(rows: list[dict[str, Any]], events: list[Fact], doc: str) -> list[dict[str, Any]]:
    """Return the rows left over when each is given an event of its own (augmenting paths)."""
    taken: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for n, event in enumerate(events):
            if n not in tried and meets(event, rows[i], doc):
                tried.add(n)
                if n not in taken or place(taken[n], tried):
                    taken[n] = i
                    return True
        return False

    return [row for i, row in enumerate(rows) if not place(i, set())]


def meets(event: Fact, row: dict[str, Any], doc: str) -> bool:
    if event.type == "source.registered":
        return NUMBERS[event.subject] == doc
    a, b = row["lines"]
    return any(
        NUMBERS[piece["document"]] == doc and piece["lines"][0] <= b and a <= piece["lines"][1]
        for piece in event.data.get("evidence", ())
    )


# What a later document names was registered by an earlier one; it cannot be registered twice (domain.md 11.3, R1).
REGISTERED_BEFORE = {
    ("000", "org: the state of Mexico"),
    ("000", "org: Mexican foreign ministry"),
    ("000", "office: Mexico's secretary of foreign affairs"),
    ("000", "org: Mexican security ministry"),
    ("000", "person: Andrés Manuel López Obrador"),
    ("000", "office: president of Mexico"),
    ("002", "place: Mexico City"),
}


def registered_before(row: dict[str, Any]) -> bool:
    return row["type"] == "entity.registered" and (row["doc"], row["gist"]) in REGISTERED_BEFORE
