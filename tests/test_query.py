"""A query reads, in bounds; whatever else it tries is refused, and nothing has changed."""

from __future__ import annotations

import _thread
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers import sample, stored
from legation.comparing import partings
from legation.errors import LegationError, NotUnderstood, QueryRefused, QueryStopped
from legation.query import FUNCTIONS, LONGEST, Value, asked
from legation.read_model import ReadModel
from legation.sql_views import sql_views
from legation.tables import opened_to_read
from models import law

FACTS = sample(7).facts
ENDLESS = "with recursive c(x) as (select 1 union all select x + 1 from c)"
PLENTY = 30.0  # seconds; what ends is not to end because of them


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the file of a read model that is open, as it is while a command runs; at the end nothing has changed."""
    path = tmp_path_factory.mktemp("query") / "model.sqlite"
    store = stored(FACTS)
    model, fresh = ReadModel(store, path), ReadModel(store)
    model.catch_up()
    fresh.catch_up()
    model.db.execute("pragma wal_checkpoint(truncate)")
    before = fingerprint(path.parent)
    yield path
    assert fingerprint(path.parent) == before
    assert not list(partings(model, fresh))
    model.db.close()


def fingerprint(folder: Path) -> dict[str, str]:
    """Return a hash of every file but the one in which SQLite keeps its locks."""
    return {f.name: sha256(f.read_bytes()).hexdigest() for f in folder.iterdir() if not f.name.endswith("-shm")}


def rows(file: Path, sql: str, seconds: float = PLENTY) -> list[Sequence[Value]]:
    with asked(file, sql, seconds) as answer:
        return list(answer.rows)


def unfolding(depth: int) -> str:
    """Return a short query that SQLite unfolds to two to the power of `depth` terms before it begins."""
    more = (f", a{i} as (select (select x from a{i - 1}) + (select x from a{i - 1}) x)" for i in range(1, depth + 1))
    return f"with a0 as (select 1 x){''.join(more)} select x from a{depth}"


class TestReading:
    def test_an_answer_has_columns_rows_and_a_position(self, file: Path) -> None:
        with asked(file, "select position, id, null, 1.5, x'00ff' from events order by position limit 1", PLENTY) as at:
            assert at.position == len(FACTS)
            assert list(at.columns) == ["position", "id", "null", "1.5", "x'00ff'"]
            assert list(at.rows) == [(1, FACTS[0].id, None, 1.5, b"\x00\xff")]

    def test_no_two_columns_have_one_name(self, file: Path) -> None:
        with asked(file, "select 1 as a, 2 as a_2, 3 as a, 4 as a, 5 as a_2", PLENTY) as at:
            assert list(at.columns) == ["a", "a_2", "a_3", "a_4", "a_2_2"]

    @pytest.mark.parametrize(
        "sql",
        [
            *(f"select * from {name}" for name in sql_views()),
            "with a as (select * from offices) select count(*) from a",
            "select value from json_each('[1]')",
            "select json_extract(value, '$.value') from offices, json_each(roles)",
            "select fullkey from json_tree('{}')",
            "select row_number() over (order by key) from offices",
            "select key from offices union select key from people except select key from bodies",
            "select * from (select 1) left join (select 2) on 1",
            "select name from sqlite_master",
            "explain query plan select * from offices",
            f"{ENDLESS} select x from c limit 3",
            "/* so */ select 1; -- and no more",
            "values (1), (2)",
            "select 'a' like 'A', 'a' glob '*', date('2024-01-01', '+1 day'), '{}' -> '$'",
        ],
    )
    def test_one_select_of_any_kind_is_answered(self, sql: str, file: Path) -> None:
        assert isinstance(rows(file, sql), list)

    def test_rows_come_before_a_query_is_at_its_end(self, file: Path) -> None:
        with asked(file, f"{ENDLESS} select x from c", PLENTY) as answer:
            assert list(islice(answer.rows, 3)) == [(1,), (2,), (3,)]

    def test_text_that_is_none_is_read_nevertheless(self, file: Path) -> None:
        assert rows(file, "select cast(x'61ff' as text), cast(x'eda080' as text)") == [("a\ufffd", "\ufffd" * 3)]


class TestRefused:
    def test_the_file_is_opened_so_that_nothing_can_change_it(self, file: Path) -> None:
        with closing(opened_to_read(file)) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
            db.execute("delete from meta")
        with pytest.raises(sqlite3.OperationalError, match="unable to open"):
            opened_to_read(file.with_name("other.sqlite"))

    @pytest.mark.parametrize(
        ("sql", "says"),
        [
            ("insert into meta values ('a', 'b')", "it would change what there is"),
            ("replace into meta values ('a', 'b')", "it would change what there is"),
            ("update rows set body = '{}'", "it would change what there is"),
            ("with a as (select 1) delete from rows", "it would change what there is"),
            ("delete from offices", "cannot modify offices because it is a view"),
            ("drop table rows", "it would change what there is"),
            ("drop view offices", "it would change what there is"),
            ("create table mine (a)", "it would change what there is"),
            ("create temp table mine (a)", "it would change what there is"),
            ("create temp view offices as select 1", "it would change what there is"),
            ("create trigger t after insert on meta begin select 1; end", "it would change what there is"),
            ("create virtual table mine using fts5(a)", "it would change what there is"),
            ("alter table rows rename to mine", "it would change what there is"),
            ("explain drop table rows", "it would change what there is"),
            ("analyze", "it would change what there is"),
            ("reindex", "it would change what there is"),
            ("attach 'other.sqlite' as other", "it would open another file"),
            ("detach main", "it would close a file"),
            ("vacuum", "VACUUM"),
            ("vacuum into 'other.sqlite'", "VACUUM"),
            ("pragma writable_schema = on", "it would use a pragma"),
            ("pragma query_only = off", "it would use a pragma"),
            ("pragma journal_mode = delete", "it would use a pragma"),
            ("pragma data_version", "it would use a pragma"),
            ("select * from pragma_table_info('rows')", "it would read a virtual table"),
            ("select * from dbstat", "it would read a virtual table"),
            ("select * from search where search match 'abc'", "which no query may"),
            ("begin", "it would begin or end a transaction"),
            ("commit", "it would begin or end a transaction"),
            ("savepoint a", "it would begin or end a transaction"),
            ("select load_extension('other')", "it would call load_extension()"),
            ("select fts3_tokenizer('simple')", "it would call fts3_tokenizer()"),
            ("select sqlite_compileoption_get(1)", "it would call sqlite_compileoption_get()"),
            ("select json_patch('{}', '{}')", "it would call json_patch()"),
            ("select 1; select 2", "there is more than one statement"),
            ("select 1; drop table rows", "there is more than one statement"),
            ("", "it asks for nothing"),
            ("-- nothing", "it asks for nothing"),
            ("selec 1", 'near "selec": syntax error'),
            ("select ?", "bindings"),
            ("select 1\0", "null character"),
            ("select '\ud800'", "it is not UTF-8"),
            ("select json('{')", "malformed JSON"),
            ("select abs(-9223372036854775808)", "integer overflow"),
            (f"select {'(' * 2_000}1{')' * 2_000}", "the query cannot be answered"),
            (f"select 1 /* {'x' * LONGEST} */", "it is longer than 100,000 characters"),
        ],
    )
    def test_what_is_no_reading_is_refused_with_its_reason(self, sql: str, says: str, file: Path) -> None:
        with pytest.raises(QueryRefused) as refused:
            rows(file, sql)
        assert says in str(refused.value)
        assert "it can read, and nothing else" in str(refused.value)
        assert refused.value.status == 2
        assert not Path("other.sqlite").exists()

    @pytest.mark.parametrize(
        ("sql", "says", "near"),
        [
            ("select * from ofices", "'ofices' is no view", "offices"),
            ("select ofice from offices", "'ofice' is no column here", "office"),
            ("select o.ofice from offices o", "'o.ofice' is no column here", "office"),
            ("select json_extrat('{}', '$')", "'json_extrat' is no function", "json_extract"),
            ("select regexp('a', 'b')", "'regexp' is no function", "exp"),
            ("select 'a' regexp 'b'", "is no function", "exp"),
        ],
    )
    def test_a_mistyped_name_is_answered_with_what_comes_near(self, sql: str, says: str, near: str, file: Path) -> None:
        with pytest.raises(NotUnderstood) as unknown:
            rows(file, sql)
        assert says in str(unknown.value)
        assert near in unknown.value.near


class TestBounds:
    @pytest.mark.parametrize(
        "sql",
        [
            f"{ENDLESS} select max(x) from c",
            f"{ENDLESS} select x from c order by x desc",
            f"{ENDLESS} select x from c",
            f"{ENDLESS} select x from c where x < 0",
            f"{ENDLESS} select group_concat(x) from c",
            "select count(*) from claims a, claims b, claims c, claims d",
        ],
    )
    def test_what_takes_too_long_is_stopped(self, sql: str, file: Path) -> None:
        with pytest.raises(QueryStopped) as stopped:
            rows(file, sql, 0.2)
        assert "it took longer than 0.2 s" in str(stopped.value)
        assert "--limit-seconds" in str(stopped.value)
        assert stopped.value.status == 1

    def test_a_query_can_be_stopped_by_hand(self, file: Path) -> None:
        stop = threading.Timer(0.2, _thread.interrupt_main)
        stop.start()
        with pytest.raises(KeyboardInterrupt):
            rows(file, f"{ENDLESS} select max(x) from c")

    @pytest.mark.parametrize("seconds", [0, -1, float("nan")])
    def test_no_time_is_too_little(self, seconds: float, file: Path) -> None:
        with pytest.raises(QueryStopped):
            rows(file, "select 1", seconds)

    def test_the_time_of_whoever_reads_the_rows_does_not_count(self, file: Path) -> None:
        with asked(file, f"{ENDLESS} select x from c limit 3", 0.3) as answer:
            next(answer.rows)
            time.sleep(0.4)
            assert list(answer.rows) == [(2,), (3,)]

    @pytest.mark.parametrize(
        "sql",
        [
            "select zeroblob(1000000000)",
            "select randomblob(2000000)",
            "select hex(randomblob(900000))",
            "select replace(hex(zeroblob(400000)), '0', 'abc')",
            "with recursive c(x) as (select 'a' union all select x || x from c) select sum(length(x)) from c",
        ],
    )
    def test_a_value_of_too_many_bytes_is_not_made(self, sql: str, file: Path) -> None:
        with pytest.raises(QueryStopped, match=r"a value has more than 1,000,000 bytes|it needs more than 256 MB"):
            rows(file, sql)

    @pytest.mark.parametrize(
        "sql", ["printf('%1000000000d', 1)", "printf('%.1000000000f', 1.5)", "printf('%.*c', 2000000, 'x')"]
    )
    def test_a_wide_format_makes_no_large_text(self, sql: str, file: Path) -> None:
        try:
            ((made,),) = rows(file, f"select length({sql})")
        except QueryStopped:
            return
        assert made is None or (isinstance(made, int) and made <= 1_000_000)

    def test_what_needs_too_much_memory_is_stopped(self, file: Path) -> None:
        asking = f"import test_query as q; from pathlib import Path; q.rows(Path({str(file)!r}), q.unfolding(40))"
        tests = Path(__file__).parent
        done = subprocess.run(
            [sys.executable, "-c", asking], env=os.environ | {"PYTHONPATH": f"{tests}:{tests.parent / 'src'}"},
            capture_output=True, check=False, text=True,
        )  # fmt: skip
        assert "QueryStopped" in done.stderr
        assert "it needs more than 256 MB" in done.stderr

    def test_functions_that_cannot_be_stopped_end_by_themselves(self, file: Path) -> None:
        long = "replace(hex(zeroblob(100000)), '0', 'a')"
        for sql in (f"{long} like '{'%a' * 400}b'", f"{long} glob '{'*a' * 400}b'", f"instr({long}, {long} || 'b')"):
            assert rows(file, f"select {sql}") == [(0,)]


_WORDS = (
    "select", "from", "where", "*", "1", "'x'", "x'00'", "(", ")", ",", ";", "--", "/*", "*/", "order by", "group by",
    "limit", "with recursive c(x) as (select 1 union all select x+1 from c)", "c", "rows", "offices", "claims",
    "search", "evidence", "sqlite_master", "sqlite_temp_master", "meta", "body", "key", "update", "set", "insert into",
    "values", "delete from", "drop table", "drop view", "create table", "create temp trigger t after insert on",
    "begin", "end", "pragma", "writable_schema=on", "attach", "as", "vacuum into", "'other'", "load_extension(",
    "randomblob(", "zeroblob(", "printf(", "'%999999999d'", "999999999", "json_each(", "pragma_table_info(", "match",
    "regexp", "like", "explain", "join", "union all", "returning", "on conflict do update", "\0", "\ud800", "é", '"',
    "`", "[", "?1",
)  # fmt: skip


@law
@given(st.lists(st.sampled_from(_WORDS), max_size=12))
def test_no_words_do_more_than_read(file: Path, words: list[str]) -> None:
    with suppress(LegationError):  # and the file, when all is done, is what it was
        rows(file, " ".join(words), 0.05)


@law
@given(st.text(max_size=40))
def test_no_text_is_a_fault_of_the_program(file: Path, text: str) -> None:
    for sql in (text, f"select {text}", f"select * from {text}", f"select '{text}'"):
        with suppress(LegationError):
            rows(file, sql, 0.05)


def test_every_function_that_may_be_called_only_computes() -> None:
    telling = {"changes", "last_insert_rowid", "total_changes", "load_extension", "sqlite_version", "sqlite_source_id"}
    assert not FUNCTIONS & telling
