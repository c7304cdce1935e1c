"""How events come into the ledger, for commands and the screen alike: tried first, then recorded, by somebody."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from getpass import getuser
from typing import NamedTuple

from legation import ledger
from legation.changes import Change
from legation.documents import Documents
from legation.envelope import time_text
from legation.errors import KeyNotAtHand, LegationError, NotSealed
from legation.jsonlines import Given
from legation.preview import Preview, preview
from legation.read_model import ReadModel
from legation.succession import ADOPTED, Succession
from legation.view import VIEWS
from legation.words import counted

NOTHING = Preview([], [], [])


class Trial(NamedTuple):
    """What an append behind `size` would do, and what it would change; of one with faults, only these are told."""

    size: int
    proposal: ledger.Proposal
    preview: Preview


def recorder(name: str | None = None) -> str:
    """Return who records: the one that is named, else $LEGATION_ACTOR, else the user; empty if nobody knows."""
    if found := name or os.environ.get("LEGATION_ACTOR"):
        return found
    try:
        return getuser()
    except (OSError, KeyError):
        return ""


def tried(model: ReadModel, events: Sequence[Given], documents: Documents, actor: str, day: str) -> Trial:
    """Return what an append on `day` would do, and change as of then; `model` must be caught up, nothing is written."""
    trial = checked(model, events, documents, actor, day)
    sound = trial.proposal.lines and not trial.proposal.faults
    return trial._replace(preview=preview(model, trial.proposal.lines, day)) if sound else trial


def checked(model: ReadModel, events: Sequence[Given], documents: Documents, actor: str, day: str) -> Trial:
    """Return what an append on `day` would do and all that is wrong with it, without what it would change."""
    size, moment = model.size, time_text(datetime.combine(date.fromisoformat(day), ledger.now().timetz()))
    source = model.store.source
    proposal = ledger.propose(events, model, documents, source=source, size=size, moment=moment, actor=actor)
    return Trial(size, proposal, NOTHING)


def record(
    model: ReadModel, events: Sequence[Given], documents: Documents, actor: str, expect: int | None = None
) -> ledger.Taken:
    """Append events as one batch, if the ledger still ends at `expect`; raises what `ledger.append` raises."""

    def known_at(size: int) -> ReadModel:
        model.catch_up()
        assert model.size == size
        return model

    return ledger.append(model.store, events, known_at, documents, actor=actor, expect=expect)


def left_unsealed(model: ReadModel, taken: ledger.Taken) -> str:
    """Have what was appended signed, if the ledger is and its key is at hand; say what was left unsealed, and why."""
    if taken.sealed and not any(fact.type == ADOPTED for fact in taken.facts):
        return ""
    from legation import vouching
    from legation.keyring import holder

    model.catch_up()
    key = Succession.told(model.of_type(ADOPTED)).at(model.size)
    if not key:
        return "the events are kept, but not sealed yet: the next append seals them"
    checkpoint = model.store.checkpoint()
    behind = model.size - (checkpoint.size if checkpoint else 0)
    try:
        vouching.seal(model.store, model.size, key, holder(key))
    except KeyNotAtHand:
        return str(NotSealed(behind))
    except LegationError as error:
        return f"{behind:,} not sealed, though kept: {error}"
    return ""


def summary(changes: Sequence[Change]) -> str:
    """Count what changes: `2 rows in 2 views change`."""
    rows, views = len(changes), len({change.view for change in changes})
    return f"{counted(rows, 'row')} in {counted(views, 'view')} {'changes' if rows == 1 else 'change'}"


def in_brief(change: Change) -> Iterator[str]:
    """Yield the name of a line that changes, then what each column that differs said and says: `Src 1 → 2`."""
    columns = VIEWS[change.view].columns
    old = change.before.cells if change.before else ("",) * len(columns)
    new = change.after.cells if change.after else ("",) * len(columns)
    told = [*zip(columns, old, new, strict=True)]
    name = next(i for i, (column, _, _) in enumerate(told) if column.title and not column.keep)
    yield new[name] or old[name]
    for i, (column, was, is_) in enumerate(told):
        if not (change.before and change.after):
            if i != name and (was or is_):
                yield was or is_
        elif was != is_:
            yield f"{column.title} {was or '·'} → {is_ or '·'}".strip()
