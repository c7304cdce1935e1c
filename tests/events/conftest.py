"""The ledger that ships, read once; the texts it cites are at hand where LEGATION_DOCUMENTS says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.fact import Fact
from legation.read_model import ReadModel
from legation.stores.files import Files

EVENTS = Path(__file__).parents[2] / "events"


@pytest.fixture(scope="session")
def model() -> ReadModel:
    model = ReadModel(Files.open(str(EVENTS)))
    model.catch_up()
    return model


@pytest.fixture(scope="session")
def facts(model: ReadModel) -> list[Fact]:
    return list(model.facts_at(range(1, model.size + 1)))
