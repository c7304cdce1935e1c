"""Readings of small ledgers, and of one that nobody checked: what the views make of them."""

from __future__ import annotations

from typing import Any

from ledgers import stored
from legation.event_type import subject_of
from legation.fact import Fact
from legation.projection import Key
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.row_source import RowSource
from legation.tables import key_text
from legation.view import VIEWS, Why
from trial import Event, Trial, entity, event, meeting, promise, retract, same, source, visit

TODAY = "2024-07-17"
NASTY = (
    "\x1b]0;owned\x07", "\x1b[2J", "\u202egnp.exe", "zero\u200bwidth", "tag\U000e0041", "[bold]markup[/bold]",
    "=HYPERLINK(1)", "@SUM(1)", "Z" + "\u0300" * 30 + "algo", "soft\u00adhyphen", "two\nlines", "a\ttab",
    "%s{name}", "x" * 300, "東京外務省", "e\u0301te\u0301", "محمد\u200cعلی",
)  # fmt: skip


def seen(person: str, on: str, office: str = "leader", id: str | None = None, **more: Any) -> Event:  # noqa: A002
    """Return the account that somebody is in an office."""
    return event("role.attested", id, person=f"person:{person}", office=f"office:{office}", on=on, **more)


def court(*more: Event) -> Trial:
    """Return a ledger with a head of state, three persons, and `more`."""
    trial = Trial()
    trial.append(
        entity("office:leader", name="Leader of Freedonia", seats=1),
        entity("person:rufus", name="Rufus Firefly"),
        entity("person:gloria", name="Gloria Teasdale"),
        entity("person:vera", name="Vera Marcal"),
    )
    if more:
        trial.append(*more)
    return trial


def model_of(trial: Trial) -> ReadModel:
    """Return a read model that has caught up with a ledger."""
    model = ReadModel(trial.store)
    model.catch_up()
    return model


def reading(trial: Trial, day: str = TODAY, position: int | None = None) -> Reading:
    """Return a ledger at a moment."""
    return Reading(model_of(trial), day, position)


def touching(at: Reading, projection: str, *keys: Key) -> set[int]:
    """Return the positions of all facts, counting or not, that touched any of the written keys."""
    told = "select position from touches where projection = ? and key = ?"
    return {p for key in keys for (p,) in at.model.db.execute(told, (projection, key_text(key)))}


def rows(view: str, at: Reading, words: str = "") -> list[tuple[str, ...]]:
    """Return the cells of all lines that a view shows."""
    source = RowSource(VIEWS[view](), at, words)
    return [line.entry.cells for line in source.page(0, source.count)]


def states(view: str, at: Reading) -> dict[str, str]:
    """Return the state of every line by its key."""
    shown = VIEWS[view]()
    return {key: shown.entry(key, at).state for key in shown.keys(at)}


def noted(why: Why) -> dict[str, list[int]]:
    """Return the positions that an answer names, by heading; what names no event is left out."""
    return {heading: found for heading, notes in why.sections if (found := [n.position for n in notes if n.position])}


def unchecked(*events: Event) -> ReadModel:
    """Return a read model over events as they are, whatever an append would say of them."""
    subjects: dict[str, str] = {}
    facts = []
    for position, one in enumerate(events, 1):
        id_, data = one.get("id", f"e{position}"), one["data"]
        subjects[id_] = subject_of(one["type"], data, lambda named: subjects.get(named, ""))
        recorded = f"2024-07-17T10:{position // 60:02}:{position % 60:02}.000Z"
        facts.append(Fact(position, id_, one["type"], subjects[id_], recorded, NASTY[0], "", data))
    model = ReadModel(stored(facts))
    model.catch_up()
    return model


def nasty() -> ReadModel:
    """Return a ledger of a hostile hand: text that commands, circles, contradictions, and records about records."""
    texts = tuple(enumerate(NASTY))
    return unchecked(
        source(id="report", title=NASTY[0]),
        entity("org:freedonia", name=NASTY[1]),
        entity("place:here", name=NASTY[2], within="place:there"),
        entity("place:there", name="There", within="place:here"),
        *(entity(f"person:p-{i}", name=text) for i, text in texts),
        *(entity(f"office:o-{i}", name=text, seats=1) for i, text in texts),
        *(entity(f"agreement:a-{i}", name=text) for i, text in texts),
        *(seen(f"p-{i}", "2022-05", f"o-{i // 2}") for i, _ in texts),
        *(seen(f"p-{i}", "2022-05-12", f"o-{i // 2}", capacity="acting") for i, _ in texts[:6]),
        event("role.designated", person="person:p-1", office="office:o-3", act="elected", on="2023"),
        *(meeting(f"eng:m-{i}", title=text, when="2022-03-10", place="place:here", hosts=[f"person:p-{i}"], id=f"m{i}")
          for i, text in texts),
        meeting("eng:m-1", when="2023", place="place:there", parent="eng:m-2"),
        meeting("eng:m-2", parent="eng:m-1"),
        visit("eng:stay", title=NASTY[3], parent="eng:stay"),
        event("engagement.planned", engagement="eng:far", kind="talks", status="proposed", when="2030"),
        *(promise(f"com:c-{i}", summary=text, on="2022", id=f"c{i}") for i, text in texts),
        event("followup.updated", target="com:c-1", state="lapsed", on="2023-01-01"),
        event("agreement.launched", agreement="agreement:a-1", act="signed", on="2022-01-01"),
        event("agreement.ended", agreement="agreement:a-1", act="terminated", on="2021-01-01"),
        *(event("figure.reported", about=f"person:p-{i}", measure="m", unit="job", nature="share", value=f"{i}",
                place="place:here", base=text, note=text) for i, text in texts),
        event("figure.reported", about="person:p-1", measure="m", unit="job", nature="share", value="9",
              place="place:there", compared_to="person:p-2", direction="up"),
        *(event("funding.recorded", **{"for": "org:freedonia"}, stage="cut", amount=f"-{i}", currency="USD",
                donors=[f"person:p-{i}"]) for i in range(4)),
        *(event("occurrence.reported", f"o{i}", about=[f"person:p-{i}", "place:here"], kind="trend", summary=text,
                actors=["person:p-0", "person:p-1"]) for i, text in texts),
        event("record.assessed", target="o1", verdict="contradicts", other="o2"),
        event("body.established", body="org:freedonia", act="founded", on="2021"),
        event("body.restored", body="org:freedonia", on="2021"),
        same("person:p-0", "person:p-1", id="match"),
        same("eng:m-3", "eng:m-4"),
        retract("m5", id="strike", replaced_by="m6", reason=NASTY[1]),
        retract("strike", id="restore"),
        retract("c2", id="gone", replaced_by="c3"),
        event("record.assessed", target="m6", verdict="contradicts", other="m7"),
        retract("match"),
    )  # fmt: skip
