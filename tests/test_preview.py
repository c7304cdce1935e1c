"""What a trial of an append says is what the append then does: every cell of every view, old → new."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ledgers import SOURCE, Ledger, envelope, sample, stored
from legation.fact import Fact
from legation.preview import preview
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.stores.files import Files
from legation.stores.memory import Memory
from models import DAY, SMALL, anywhere, law, tables
from test_changes import RECENT, apart

Told = dict[tuple[str, str], Any]


@law
@given(SMALL, anywhere, anywhere, st.sampled_from(RECENT))
def test_a_later_append_changes_exactly_what_the_trial_said(ledger: Ledger, cut: int, length: int, day: str) -> None:
    batches = ledger.batches
    first = cut % (len(batches) + 1)
    there, coming = batches[:first], [fact for batch in batches[first : first + 1 + length % 4] for fact in batch]
    store = stored(fact for batch in there for fact in batch)
    with TemporaryDirectory() as folder:
        told, done = tried(store, coming, day, Path(folder, "tables.sqlite"))
    assert told == done


def tried(store: Memory, coming: list[Fact], day: str, path: Path) -> tuple[Told, Told]:
    """Try an append, then make it; return what the trial told, and what was changed."""
    model = ReadModel(store, path)
    model.catch_up()
    untouched = tables(model)

    trial = preview(model, [envelope(fact) for fact in coming], day)
    assert tables(model) == untouched
    assert store.head().size == model.size

    size = model.size
    stored(coming, store)
    model.catch_up()
    before, after = Reading(model, day, size), Reading(model, day)
    told = {
        (change.view, change.key): (change.before and change.before.cells, change.after and change.after.cells)
        for change in trial.changes
    }
    done = apart(before, after)
    model.db.close()
    return told, done


def test_a_trial_leaves_ledger_and_read_model_on_disk_as_they_are(tmp_path: Path) -> None:
    ledger = sample(21, 30)
    *there, coming = ledger.batches
    with Files.create(str(tmp_path / "events"), SOURCE) as store:
        for batch in there:
            store.append(lambda size, batch=batch: [envelope(fact) for fact in batch])
        model = ReadModel(store, tmp_path / "cache" / "tables.sqlite")
        model.catch_up()
        lines, untouched = list(store.read()), tables(model)
        assert preview(model, [envelope(fact) for fact in coming], DAY).changes
        assert list(store.read()) == lines
        assert tables(ReadModel(store, tmp_path / "cache" / "tables.sqlite")) == untouched
