"""Lines as a later version of the program would write them: of types and shapes that are not known here."""

from __future__ import annotations

from typing import Any

from ledgers import envelope
from legation.fact import Fact
from legation.store import Event, Store
from readings import NASTY
from trial import cited


def deep(levels: int, inmost: Any) -> Any:
    """Return something within so many lists and objects."""
    for level in range(levels):
        inmost = [inmost] if level % 2 else {"within": inmost}
    return inmost


TREATY: Event = {"parties": ["org:freedonia"], "kept_in": "an archive", "evidence": [cited(2)]}
# Nobody can say what this means; it names what the ledgers of tests hold, and whatever text can do to a terminal.
RAW: Event = {
    "target": "report", "person": "person:rufus", "keep": "org:freedonia", "on": "2022-05-12", "sure": True, "of": 7,
    "texts": list(NASTY), "deep": deep(26, "the end"), "huge": "go on " * 8_000, "many": [str(i) for i in range(300)],
}  # fmt: skip


def later(
    type_: str = "treaty.signed",
    version: int = 1,
    id: str = "later",  # noqa: A002 the field's own word
    data: Any = None,
    subject: str = "org:freedonia",
    source: str = "tag:example.org,2026:memory",
) -> Event:
    """Return an event of a shape that is not known here; by default one that no form was ever made for."""
    return {
        "specversion": "1.0", "id": id, "source": source, "type": type_, "subject": subject, "actor": "a.later",
        "recordedtime": "2024-07-17T12:00:00.000Z", "dataschema": f"urn:legation:schema:{type_}:{version}",
        "data": TREATY if data is None else data,
    }  # fmt: skip


def recast(fact: Fact, how: int) -> Event:
    """Return the line of a fact as if it were of a later version, of another type, or like nothing that was."""
    line = envelope(fact)
    name = fact.type if how != 1 else "treaty.signed"
    shape = {"type": name, "dataschema": f"urn:legation:schema:{name}:{(2, 1, 31)[how]}"}
    return {**line, **shape, **({"data": RAW} if how == 2 else {})}


def written(store: Store, *lines: Event) -> None:
    """Append lines past the door, as the later program would."""
    store.append(lambda size: [{**line, "source": store.source} for line in lines])
