"""One who appends again and again is asked the same rules as one who appends once."""

from __future__ import annotations

import pytest

from ledgers import SOURCE
from legation import writer
from legation.errors import Refused
from legation.jsonlines import Given
from legation.read_model import ReadModel
from legation.stores.memory import Memory
from legation.writer import Writer
from trial import entity, retract, same, source

NEAR, FAR = entity("org:near", "near"), entity("org:far", "far")


class Counted(ReadModel):
    """A read model that tells how often it had to follow."""

    followed = 0

    def catch_up(self, progress: object = None) -> int:
        self.followed += 1
        return super().catch_up()


@pytest.fixture
def store() -> Memory:
    return Memory(SOURCE)


@pytest.fixture
def model(store: Memory) -> Counted:
    return Counted(store)


def given(*events: dict[str, object]) -> list[Given]:
    return [Given({"actor": "desk", **event}, "test") for event in events]


def test_what_it_appended_is_known_to_the_next_append_though_the_tables_do_not_follow(
    store: Memory, model: Counted
) -> None:
    by = Writer(store, model)
    by.append(given(source()))
    for event in (NEAR, FAR, same("org:near", "org:far", id="one")):
        by.append(given(event))
    assert (model.followed, model.size, store.head().size) == (1, 0, 4)
    for wrong in (same("org:near", "org:far", id="again"), retract("nothing")):
        with pytest.raises(Refused):
            by.append(given(wrong))
    by.append(given(retract("one")))
    by.append(given(same("org:near", "org:far", id="again")))
    assert model.followed == 1


def test_the_tables_follow_when_somebody_else_has_written(store: Memory, model: Counted) -> None:
    one, other = Writer(store, model), Writer(store, ReadModel(store))
    one.append(given(source(), NEAR))
    other.append(given(FAR))
    one.append(given(same("org:near", "org:far")))
    assert (model.followed, model.size) == (2, 3)
    with pytest.raises(Refused):
        other.append(given(same("org:near", "org:far", id="again")))


def test_the_tables_follow_now_and_then(store: Memory, model: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_MOST", 2)
    by = Writer(store, model)
    by.append(given(source()))
    for number in range(9):
        by.append(given(entity(f"org:body-{number}")))
    assert (model.followed, model.size) == (4, 9)


def test_events_given_twice_are_known_and_a_refusal_leaves_nothing(store: Memory, model: Counted) -> None:
    by = Writer(store, model)
    by.append(given(source(), NEAR))
    assert [fact.id for fact in by.append(given(NEAR)).repeated] == ["near"]
    with pytest.raises(Refused):
        by.append(given(FAR, entity("org:near", "far")))
    assert by.append(given(FAR)).facts[0].position == 3
