"""Two read models side by side: equal ones are equal, and each difference is found with the event it has to do with."""

from __future__ import annotations

import pytest

from ledgers import sample, stored
from legation.comparing import first_claim, partings, rows_of, unsound
from legation.read_model import ReadModel
from legation.store import Store
from legation.tables import TABLES

STORE = stored(sample(7, most=60).facts)


def over(store: Store) -> ReadModel:
    """Return a read model that has caught up with a store."""
    made = ReadModel(store)
    made.catch_up()
    return made


@pytest.mark.parametrize("number", range(4))
def test_a_model_that_grew_is_the_same_as_one_made_at_once(number: int) -> None:
    facts = sample(number, most=50).facts
    store = stored(facts[: len(facts) // 2])
    grown = over(store)
    stored(facts[len(facts) // 2 :], store)
    grown.catch_up()
    assert list(partings(grown, over(store))) == []
    assert unsound(grown) == ""


@pytest.mark.parametrize("table", [table for table in TABLES if rows_of(over(STORE), table)])
def test_a_row_more_or_less_is_found_in_every_table_that_has_any(table: str) -> None:
    one, other = over(STORE), over(STORE)
    where = "where name = 'size'" if table == "meta" else "limit 1"
    keys = [name for (name,) in one.db.execute(f"select name from pragma_table_info('{table}') where pk")]
    columns = ", ".join(keys or ["rowid"])
    assert one.db.execute(f"delete from {table} where ({columns}) in (select {columns} from {table} {where})").rowcount
    [missing], [more] = list(partings(one, other)), list(partings(other, one))
    assert missing.place.startswith(f"{table} (missing:")
    assert more.place.startswith(f"{table} (too many:")
    assert table == "meta" or missing.position == more.position > 0


def test_a_difference_in_what_a_row_claims_is_put_to_the_first_event_that_claims_it() -> None:
    assert first_claim(b'{"a":[[3,"x"],[5,"y"]]}', b'{"a":[[3,"x"],[5,"z"]]}') == 5
    assert first_claim(b'{"a":[[3,"x"],[5,"y"]]}', b'{"a":[[5,"y"]]}') == 3
    assert first_claim(b'{"a":[[3,"x"]]}', b'{"b":[[3,"x"]]}') == 3
    assert first_claim(b'{"a":[[3,"x"]]}', b'{"a":[[3,"x"]]}') == 0
    for body in (b"no JSON", b"[]", b'{"a":7}', b'{"a":[7]}', b'{"a":[["x","y"]]}', b'{"a":[[]]}'):
        assert first_claim(body, b'{"a":[[3,"x"]]}') in {0, 3}


def test_what_is_remembered_beside_the_tables_is_nobody_s_answer() -> None:
    one, other = over(STORE), over(STORE)
    one.remember(seen="yesterday")
    assert list(partings(one, other)) == []
    one.remember(known="5")
    assert [place for _, place in partings(one, other)] == ["meta (otherwise: known)"]
