"""What somebody types into a form, and a small ledger to type it against, with its report at hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from legation.documents import Documents
from legation.entry import Entry
from legation.event_type import creates, references
from legation.ids import kind
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.understanding import Understood, understood
from stage import TODAY, at_hand
from trial import Event, Trial, entity, event, meeting, promise, source

CITED = {"evidence.0.document": "Report", "evidence.0.lines": "2-3", "evidence.0.voice": "body"}
SEEN = {"person": "Ada Lovell", "office": "Foreign Minister", "on": "2022-03-12", **CITED}


class Desk:
    """A ledger at its head, with tables in a file, as the screen has them."""

    def __init__(self, trial: Trial, folder: Path) -> None:
        self.trial, self.documents = trial, at_hand(folder)
        self.model = ReadModel(trial.store, folder / "tables.sqlite")

    @property
    def at(self) -> Reading:
        """The ledger as it stands."""
        self.model.catch_up()
        return Reading(self.model, TODAY.isoformat())

    def understood(self, entry: Entry, texts: Mapping[str, str], documents: Documents | None = None) -> Understood:
        """Return what the texts come to in a form."""
        told = {**entry.start, **texts}
        return understood(entry, told, self.at, self.documents if documents is None else documents, "ana.ruiz", TODAY)

    def data(self, entry: Entry, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return the data of the event that comes of the texts."""
        found = self.understood(entry, texts)
        main = [given.event for given in found.events if given.event["type"] == entry.type]
        return dict(main[0]["data"])


def creating(name: str, example: Mapping[str, Any]) -> list[Event]:
    """Return the events that create all that an example names, but for what it creates itself."""
    named = {reference.value: reference.event for reference in references(name, example)}
    told: list[Event] = []
    for id_ in sorted(named.keys() - {creates(name, example), "doc:report"}, key=lambda id_: (kind(id_) != "org", id_)):
        match "event" if named[id_] else kind(id_):
            case "event":
                told.append(entity(f"topic:t-{len(told)}", id_))
            case "doc":
                told.append(source(id_, f"A text of {id_}".encode()))
            case "eng":
                told.append(meeting(id_, title=f"Meeting {len(told)}"))
            case "com":
                told.append(promise(id_))
            case "rec":
                told.append(event("recommendation.made", recommendation=id_, addressees=["org:freedonia"],
                                  by=["org:freedonia"], summary="A thing to do"))  # fmt: skip
            case _:
                told.append(entity(id_, name=f"Thing {len(told)}"))
    return told
