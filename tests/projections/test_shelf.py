"""What every projection on the shelf promises."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, get_args, get_type_hints

import pytest

from facts import fact, rows
from ledgers import sample
from legation.claim import Claims
from legation.event_type import event_type, names
from legation.fact import Fact
from legation.ids import is_id
from legation.projection import PROJECTIONS, ColumnType, Projection, Row

EVERY = pytest.mark.parametrize("shelved", [pytest.param(PROJECTIONS[name], id=name) for name in PROJECTIONS])


def examples() -> Iterator[Fact]:
    every = ((name, example) for name in names() for example in event_type(name).examples)
    for position, (name, example) in enumerate(every, 1):
        yield fact(position, name, **{"evidence": [], **example})


EXAMPLES = list(examples())


@EVERY
def test_a_projection_says_what_it_is(shelved: Projection[Any]) -> None:
    module = inspect.getmodule(shelved.fold)
    documented = [module, shelved.row, shelved.fold]
    documented += [
        f for n, f in vars(module).items() if inspect.isfunction(f) and f.__module__ == module.__name__ and n[0] != "_"
    ]
    assert all(inspect.getdoc(thing) for thing in documented)
    assert inspect.getdoc(shelved.row) != inspect.getdoc(Row)


@EVERY
def test_a_row_holds_nothing_but_claims(shelved: Projection[Any]) -> None:
    assert issubclass(shelved.row, Row)
    hints = get_type_hints(shelved.row)
    assert {field.name: hints[field.name] for field in fields(shelved.row)} == dict.fromkeys(
        (field.name for field in fields(shelved.row)), Claims
    )
    assert shelved.row() == shelved.row(**{field.name: () for field in fields(shelved.row)})
    assert shelved.row.dated <= {field.name for field in fields(shelved.row)}


@EVERY
def test_every_part_of_a_key_and_every_field_says_what_it_tells(shelved: Projection[Any]) -> None:
    told = [*shelved.key.values(), *shelved.row.columns().values()]
    assert all(column.about and column.type in get_args(ColumnType) for column in told)
    keys = [key for one in EXAMPLES for key, _ in shelved.changes(one)]
    assert {len(key) for key in keys} == {len(shelved.key)}
    for key in keys:
        for part, column in zip(key, shelved.key.values(), strict=True):
            assert is_id(part) or part == "-" if column.type == "id" else part.isdigit() or column.type == "text"


@EVERY
def test_a_field_with_one_true_value_holds_plain_values(shelved: Projection[Any]) -> None:
    columns = shelved.row.columns()
    assert {columns[name].type != "json" for name in shelved.row.single | shelved.row.placed} <= {True}
    assert {columns[name].type for name in shelved.row.narrowed} <= {"date"}
    for row in rows(shelved, EXAMPLES).values():
        for name, column in columns.items():
            values = [claim.value for claim in getattr(row, name)]
            match column.type:
                case "id":
                    assert all(map(is_id, values)), name
                case "integer":
                    assert all(isinstance(value, int) for value in values), name
                case "date" | "text":
                    assert all(isinstance(value, str) for value in values), name


@EVERY
def test_a_projection_is_named_like_its_file_and_touched_by_some_event(shelved: Projection[Any]) -> None:
    assert PROJECTIONS[shelved.name] is shelved
    assert rows(shelved, EXAMPLES)


@EVERY
def test_keys_are_ids_or_plain_words(shelved: Projection[Any]) -> None:
    parts = [part for one in EXAMPLES for key, _ in shelved.changes(one) for part in key]
    assert [part for part in parts if not (is_id(part) or (part and part.isprintable() and " " not in part))] == []


@EVERY
def test_every_claim_carries_the_position_of_its_fact(shelved: Projection[Any]) -> None:
    for one in EXAMPLES:
        for row in rows(shelved, [one]).values():
            assert {claim.at for field in fields(row) for claim in getattr(row, field.name)} <= {one.position}


@EVERY
def test_rows_come_back_from_bytes_as_they_were(shelved: Projection[Any]) -> None:
    for row in rows(shelved, EXAMPLES).values():
        body = row.encode()
        back = shelved.row.decode(body)
        assert back == row
        assert back.encode() == body


@EVERY
def test_rows_are_named_and_sorted_by_plain_text(shelved: Projection[Any]) -> None:
    told = [*rows(shelved, EXAMPLES).values(), shelved.row()]
    assert all(isinstance(row.label(), str) and isinstance(row.order(), str) for row in told)


@EVERY
def test_only_the_types_it_names_touch_its_rows_and_each_of_them_does(shelved: Projection[Any]) -> None:
    touching = {one.type for number in range(40) for one in sample(number, 40).facts if shelved.changes(one)}
    touching |= {one.type for one in EXAMPLES if shelved.changes(one)}
    assert {name for name in touching if not shelved.concerns(name)} == set()
    for named in shelved.types:
        assert any(named in {name, name.partition(".")[0]} for name in touching), named
