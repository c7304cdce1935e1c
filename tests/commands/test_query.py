"""`legation query`: SQL in, rows out, and nothing changes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from console import Console, Done, attested
from legation.commands.query import command
from legation.literal import literal
from legation.projection import PROJECTIONS
from legation.sql_views import sql_views
from readings import NASTY
from trial import entity, promise

HOLDERS = "select office, json_extract(value, '$.value.person') as holder from offices, json_each(roles)"


@pytest.fixture
def told(run: Console) -> Console:
    run.begin(attested(), promise("com:bridge"))
    return run


def table(done: Done) -> list[list[str]]:
    return [re.split(r" {2,}", line) for line in done.out.splitlines()]


class TestAnswers:
    def test_a_table_stands_under_the_names_of_its_columns(self, told: Console) -> None:
        done = told("query", HOLDERS)
        assert table(done) == [["office", "holder"], ["office:leader", "person:rufus"]]
        assert (done.status, done.err) == (0, "known by #7 (end)\n")

    def test_csv_and_json_say_the_same(self, told: Console) -> None:
        assert list(csv.reader(io.StringIO(told("query", HOLDERS, "--csv").out))) == table(told("query", HOLDERS))
        assert told("query", HOLDERS, "--json").json == {
            "known_by": 7,
            "columns": ["office", "holder"],
            "rows": [{"office": "office:leader", "holder": "person:rufus"}],
        }

    def test_each_kind_of_value_is_printed_as_what_it_is(self, told: Console) -> None:
        every = "select null as a, -5 as b, 0.5 as c, 'x' as d, x'00ff' as e, 1e999 as f, '' as g"
        assert told("query", every, "--csv").out.splitlines()[1] == ",-5,0.5,x,x'00ff',inf,"
        assert told("query", every, "--json").json["rows"] == [
            {"a": None, "b": -5, "c": 0.5, "d": "x", "e": "x'00ff'", "f": None, "g": ""}
        ]

    def test_a_query_is_read_from_standard_input(self, told: Console) -> None:
        assert told("query", "-", given=HOLDERS).out == told("query", HOLDERS).out
        assert told("query", "-", given="select 'é'").out == "'é'\né\n"
        assert told("query", "-", given=b"select '\xff'").status == 0
        assert told("query", "-", given="select 1 /*" + "é" * 1_000_000).status == 2

    def test_no_rows_are_no_answer(self, told: Console) -> None:
        nothing = "select key from offices where 0"
        assert (told("query", nothing).status, told("query", nothing).out) == (1, "key\n")
        assert (told("query", nothing, "--csv").status, told("query", nothing, "--csv").out) == (1, "key\n")
        assert (told("query", nothing, "--json").status, told("query", nothing, "--json").json["rows"]) == (1, [])

    def test_it_catches_up_before_it_answers(self, told: Console) -> None:
        told.append(entity("person:gloria"))
        assert told("query", "select count(*) as n from people", "--json").json["rows"] == [{"n": 2}]

    def test_a_long_table_is_put_in_line_piece_by_piece(self, told: Console) -> None:
        many = "with recursive c(x) as (select 1 union all select x + 1 from c limit 2000) select x, 'end' from c"
        lines = told("query", many).out.splitlines()
        assert [line.split() for line in lines[1:]] == [[str(x), "end"] for x in range(1, 2001)]
        assert lines[0].split() == ["x", "'end'"]

    def test_the_example_of_its_help_runs(self, told: Console) -> None:
        (example,) = re.findall(r"Example: legation (.*)", command.help or "")
        assert told(*shlex.split(example)).status == 0
        assert "show" in told("query", "--help").out


class TestManners:
    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("select * from ofices",), "did you mean offices"),
            (("drop table rows",), "it would change what there is"),
            (("select 1; select 2",), "more than one statement"),
            ((), "Missing argument 'SQL'"),
            (("select 1", "--limit-seconds", "0"), "--limit-seconds"),
            (("select 1", "--as-of", "2022"), "--as-of"),
            (("--schema", "ofices"), "did you mean offices"),
            (("--schema", "x"), "engagements"),
        ],
    )
    def test_what_cannot_be_answered_is_used_wrongly(self, told: Console, words: tuple[str, ...], says: str) -> None:
        done = told("query", *words)
        assert (done.status, done.out, says in done.err) == (2, "", True), done.err

    @pytest.mark.parametrize("form", [(), ("--csv",), ("--json",)])
    def test_what_takes_too_long_is_stopped_behind_what_was_printed(self, told: Console, form: tuple[str, ...]) -> None:
        endless = "with recursive c(x) as (select 1 union all select x + 1 from c) select x from c where x < 4"
        done = told("query", endless, "--limit-seconds", "0.2", *form)
        assert done.status == 1
        assert "the query was stopped: it took longer than 0.2 s" in done.err
        assert [line.strip(',{}"x:') for line in done.out.splitlines()[1:3]] == ["1", "2"]
        assert not done.out.endswith("]}\n")

    def test_nothing_is_changed_by_asking(self, told: Console) -> None:
        file = Path(told("query", "--file").out.strip())
        before = told.ledger(), sha256(file.read_bytes()).hexdigest()
        for sql in (
            "delete from rows",
            "vacuum into 'copy'",
            "select 1",
            "pragma user_version = 5",
            "drop view offices",
        ):
            told("query", sql)
        assert (told.ledger(), sha256(file.read_bytes()).hexdigest()) == before
        assert not (told.folder / "copy").exists()

    def test_text_reaches_the_terminal_harmless(self, run: Console) -> None:
        nasty = [text for text in NASTY if len(text) <= 200 and not any(ord(c) < 0x20 for c in text)]
        run.begin(*(entity(f"topic:t-{i}", name=text) for i, text in enumerate(nasty)))
        for form in ((), ("--csv",), ("--json",)):
            for sql in ("select * from registry", "select * from claims", "select '\u202e' as \"\u202e\"", "\u202e"):
                done = run("query", sql, *form)
                assert [line for line in (done.out + done.err).splitlines() if literal(line) != line] == []
        cells = [
            cell for row in csv.reader(io.StringIO(run("query", "select name from names", "--csv").out)) for cell in row
        ]
        assert "'=HYPERLINK(1)" in cells
        assert run("query", "select '=1' as \"=a\", -1", "--csv").out == "'=a,'-1\n'=1,-1\n"
        names = {row["name"] for row in run("query", "select name from names", "--json").json["rows"]}
        assert set(nasty) <= names

    def test_a_reader_that_goes_away_is_no_fault(self, told: Console) -> None:
        sql = "with recursive c(x) as (select 1 union all select x + 1 from c) select x from c"
        line = f'{sys.executable} -m legation query "{sql}" | head -n 2; echo ${{PIPESTATUS[0]}}'
        done = subprocess.run(["bash", "-c", line], cwd=told.folder, env=os.environ.copy(), capture_output=True,
                              text=True, check=True)  # fmt: skip
        assert done.stdout.splitlines()[2] in {"0", "1"}
        assert "Traceback" not in done.stderr
        assert "Exception" not in done.stderr

    def test_memory_stays_flat_however_many_rows_come(self, told: Console) -> None:
        made = (
            "with recursive c(x) as (select 1 union all select x + 1 from c limit {}) select hex(zeroblob(1000)) from c"
        )
        code = (
            "import resource, sys\nfrom legation.cli import main\n"
            "try: main()\nexcept SystemExit: pass\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        for form in ((), ("--csv",), ("--json",)):
            few, many = (
                int(subprocess.run([sys.executable, "-c", code, "query", made.format(rows), *form], cwd=told.folder,
                                   env=os.environ.copy(), capture_output=True, text=True, check=True)
                    .stderr.splitlines()[-1])
                for rows in (600, 9_000)
            )  # fmt: skip
            assert many < few * 1.2


class TestSchema:
    def test_it_lists_every_view_with_every_column(self, run: Console) -> None:
        views = {view["name"]: view for view in run("query", "--schema", "--json").json["views"]}
        assert set(views) == set(sql_views()) > set(PROJECTIONS)
        for name, view in views.items():
            assert view["about"]
            assert [column["name"] for column in view["columns"]] == list(sql_views()[name].columns)
            assert all(column["type"] and column["about"] for column in view["columns"])

    def test_what_it_prints_can_be_typed(self, told: Console) -> None:
        for name in sql_views():
            lines = list(csv.reader(io.StringIO(told("query", "--schema", name, "--csv").out)))
            columns = [column for _, column, *_ in lines[2:]]
            assert columns
            assert told("query", f"select {', '.join(columns)} from {name}").status in {0, 1}
        assert '"to"' in told("query", "--schema", "followups").out

    def test_it_needs_no_ledger(self, run: Console) -> None:
        done = run("query", "--schema")
        assert (done.status, done.err) == (0, "")
        assert len(done.out.splitlines()) == sum(len(view.columns) + 1 for view in sql_views().values())


def test_any_tool_can_open_the_file(told: Console) -> None:
    file = Path(told("query", "--file").out.strip())
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as db:
        assert db.execute(HOLDERS).fetchall() == [("office:leader", "person:rufus")]
        assert json.loads(db.execute("select roles from offices").fetchone()[0])[0]["at"] == 6
