"""A second process takes its share of a rebuild: the tables are the same with it, without it, and when it fails."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ledgers import SOURCE, envelope, sample, stored
from legation import partner
from legation.projection import PROJECTIONS
from legation.read_model import ReadModel
from legation.stores.files import Files
from models import tables

LEDGER = sample(7)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Return a ledger in files, long enough for a partner, on a machine with two cores."""
    monkeypatch.setattr(partner, "LONG", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    store = Files.create(str(tmp_path / "ledger"), SOURCE)
    for batch in LEDGER.batches:
        store.append(lambda size, batch=batch: [envelope(fact) for fact in batch])
    return store


@pytest.fixture
def wanted() -> ReadModel:
    model = ReadModel(stored(LEDGER.facts))
    model.catch_up()
    return model


def tables_but_places(model: ReadModel) -> dict[str, object]:
    told: dict[str, object] = dict(tables(model))
    told["ids"] = model.db.execute("select position, id, type, subject, recordedtime from ids").fetchall()
    return told


def test_the_tables_are_the_same_with_a_partner(
    store: Files, wanted: ReadModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed = []
    hand_over = partner.Partner.hand_over

    def noted(self: partner.Partner, db: object) -> bool:
        handed.append(hand_over(self, db))  # type: ignore[arg-type]
        return handed[-1]

    monkeypatch.setattr(partner.Partner, "hand_over", noted)
    model = ReadModel(store, tmp_path / "tables.sqlite")
    assert model.catch_up() == len(LEDGER.facts)
    assert handed == [True]
    assert tables_but_places(model) == tables_but_places(wanted)
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix in {".new", ".share"}) == []


def test_the_share_of_a_partner_that_fails_is_done_by_oneself(
    store: Files, wanted: ReadModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    model = ReadModel(store, tmp_path / "tables.sqlite")
    assert model.catch_up() == len(LEDGER.facts)
    assert tables_but_places(model) == tables_but_places(wanted)


def test_it_is_left_some_projections_and_never_all() -> None:
    left = partner.share(stored(LEDGER.facts).read())
    assert set() < left < set(PROJECTIONS)


def test_who_has_nothing_in_files_has_no_partner(wanted: ReadModel, tmp_path: Path) -> None:
    model = ReadModel(wanted.store, tmp_path / "tables.sqlite")
    model.catch_up()
    assert tables(model) == tables(wanted)
