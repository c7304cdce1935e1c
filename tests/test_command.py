"""What commands share: tables that fit, CSV no spreadsheet runs, JSON that loses nothing, and the two clocks."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import legation.command
from console import Console, attested
from legation.command import answer, cut, escaped, guarded, print_json, table, width
from legation.commands import _listing
from legation.errors import NotUnderstood
from legation.literal import literal
from legation.reading import Reading
from readings import NASTY, court, reading

ANYTHING = st.text(st.characters(codec=None), max_size=30)
CJK, COMBINED = "東京外務省", "e\u0301te\u0301"


class Terminal(io.StringIO):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_a_terminal(rows: Sequence[Sequence[Any]], columns: int) -> list[str]:
    """Return the lines of a table on a terminal of so many columns."""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(Terminal()) as out:
        patch.setenv("COLUMNS", str(columns))
        table(rows)
    return out.getvalue().splitlines()


@pytest.fixture(scope="module")
def at() -> Reading:
    return reading(court(), "2024-07-17")


class TestWidth:
    @pytest.mark.parametrize(
        ("text", "cells"),
        [("", 0), ("abc", 3), ("é", 1), (COMBINED, 3), (CJK, 10), ("ＡＢ", 4), ("█▒░→≠", 5), ("ﾊﾝｶｸ", 4)],
    )
    def test_cells_are_those_a_terminal_takes(self, text: str, cells: int) -> None:
        assert width(text) == cells

    @given(ANYTHING, st.integers(1, 20))
    def test_a_cut_text_takes_exactly_the_cells_it_is_given(self, text: str, wide: int) -> None:
        shown = literal(text)
        assert width(cut(shown, wide)) == wide

    @pytest.mark.parametrize(
        ("text", "wide", "told"),
        [
            ("Ana", 5, "Ana  "),
            ("Ana", 3, "Ana"),
            ("Anabel", 5, "Anab…"),
            (CJK, 6, "東京… "),
            (CJK, 7, "東京外…"),
            (COMBINED, 2, "e\u0301…"),
            ("x", 1, "x"),
            ("xy", 1, "…"),
        ],
    )
    def test_what_is_cut_ends_with_a_sign_that_it_was(self, text: str, wide: int, told: str) -> None:
        assert cut(text, wide) == told


def shown(*rows: Sequence[str]) -> list[list[Any]]:
    return [[literal(cell) for cell in row] for row in rows]


class TestTable:
    ROWS = (("█", "A short one", "x" * 30), ("░", "Z" * 30, "2022"))

    def test_a_pipe_gets_whole_texts_in_columns(self, capsys: pytest.CaptureFixture[str]) -> None:
        table(shown(*self.ROWS))
        lines = capsys.readouterr().out.splitlines()
        assert lines == [f"█  A short one{' ' * 19}  {'x' * 30}", f"░  {'Z' * 30}  2022"]

    def test_a_terminal_gets_rows_that_fit_and_the_widest_columns_are_cut(self) -> None:
        assert on_a_terminal(shown(*self.ROWS), 40) == [
            f"█  A short one{' ' * 6}  {'x' * 17}…",
            f"░  {'Z' * 16}…  2022",
        ]
        assert on_a_terminal(shown(*self.ROWS), 70) == [
            f"█  A short one{' ' * 19}  {'x' * 30}",
            f"░  {'Z' * 30}  2022",
        ]

    def test_wide_letters_stay_in_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        table(shown((CJK, "a"), (COMBINED, "b"), ("plain", "c")))
        lines = capsys.readouterr().out.splitlines()
        assert [width(line[: line.index(last)]) for line, last in zip(lines, "abc", strict=True)] == [12, 12, 12]

    def test_no_column_is_cut_to_nothing(self) -> None:
        [line] = on_a_terminal(shown([f"column{i}{'x' * 20}" for i in range(9)]), 40)
        assert [len(cell) for cell in line.split("  ")] == [8] * 9

    def test_no_rows_print_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        table([])
        assert capsys.readouterr().out == ""


class TestAnswer:
    ROWS = (
        {"name": "Ana", "at": (1, 2), "sure": True, "day": None},
        {"name": "=1+1", "at": (), "sure": False, "day": "2022"},
    )
    COLUMNS = ("name", "at", "day", "missing")

    def test_csv_has_a_header_and_blanks_for_what_is_unknown(
        self, at: Reading, capsys: pytest.CaptureFixture[str]
    ) -> None:
        answer(at, "csv", self.COLUMNS, self.ROWS)
        told = list(csv.reader(io.StringIO(capsys.readouterr().out)))
        assert told == [list(self.COLUMNS), ["Ana", "1, 2", "", ""], ["'=1+1", "", "2022", ""]]

    def test_json_carries_every_key_and_the_moment(self, at: Reading, capsys: pytest.CaptureFixture[str]) -> None:
        answer(at, "json", self.COLUMNS, self.ROWS, view="x")
        told = json.loads(capsys.readouterr().out)
        assert told == {"as_of": "2024-07-17", "known_by": 7, "view": "x", "rows": [
            {"name": "Ana", "at": [1, 2], "sure": True, "day": None},
            {"name": "=1+1", "at": [], "sure": False, "day": "2022"},
        ]}  # fmt: skip

    def test_plain_text_is_a_table_of_the_columns(self, at: Reading, capsys: pytest.CaptureFixture[str]) -> None:
        answer(at, None, ("name", "at"), self.ROWS)
        assert capsys.readouterr().out.splitlines() == ["Ana   1, 2", "=1+1"]

    @pytest.mark.parametrize("form", [None, "csv", "json"])
    def test_hostile_text_leaves_no_harm_in_any_form(
        self, at: Reading, capsys: pytest.CaptureFixture[str], form: str | None
    ) -> None:
        answer(at, form, ("name",), [{"name": text} for text in NASTY])
        out = capsys.readouterr().out
        assert [line for line in out.splitlines() if literal(line) != line] == []
        if form == "json":
            assert [row["name"] for row in json.loads(out)["rows"]] == list(NASTY)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("1=1", "1=1"),
        ("'=1", "'=1"),
        ("", ""),
        ("−", "−"),
    ],
)
def test_no_spreadsheet_takes_a_cell_for_a_formula(cell: str, told: str) -> None:
    assert guarded(cell) == told


class TestEscapes:
    @given(
        st.recursive(ANYTHING, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANYTHING, inner, max_size=3))
    )
    @example("\u202egnp.exe")
    @example("Z" + "\u0300" * 30)
    @example("\U000e0041")
    @example("\ud800")
    @example("\u200c")
    def test_they_lose_nothing_and_leave_nothing_that_hides_or_turns_text(self, value: Any) -> None:
        plain = json.dumps(value, ensure_ascii=False, indent=2)
        told = escaped(plain)
        assert json.loads(told) == json.loads(plain)
        assert [line for line in told.split("\n") if literal(line) != line] == []

    def test_what_harms_nobody_is_left_as_it_is(self) -> None:
        plain = json.dumps({"name": f"Bárcena {CJK} {COMBINED} محمد", "x": [1, None]}, ensure_ascii=False)
        assert escaped(plain) == plain

    def test_printed_json_is_read_back_as_it_was(self, capsys: pytest.CaptureFixture[str]) -> None:
        print_json({"texts": NASTY})
        assert tuple(json.loads(capsys.readouterr().out)["texts"]) == NASTY


class TestClocks:
    """Both clocks, as people type them, asked of a ledger of seven events recorded now."""

    @pytest.fixture
    def run(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Console:
        console = Console(tmp_path, monkeypatch)
        monkeypatch.setattr(legation.command, "today", lambda: "2024-07-17")
        console.begin(attested("2021-05-09"), attested("2022-06"))
        return console

    def moment(self, run: Console, *words: str) -> tuple[str, int]:
        done = run("show", "offices", "--json", *words)
        assert done.status in {0, 1}, done.err
        return done.json["as_of"], done.json["known_by"]

    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("2021-05-09", "2021-05-09"),
            ("2021-05", "2021-05-31"),
            ("2021", "2021-12-31"),
            ("2021-Q1", "2021-03-31"),
            ("2020-W20", "2020-05-17"),
            ("17 May 2021", "2021-05-17"),
            ("today", "2024-07-17"),
            ("last month", "2024-06-30"),
            ("-30d", "2024-06-17"),
            ("first", "2021-05-09"),
            ("last", "2022-06-01"),
            ("#6", "2021-05-09"),
            ("before #6", "2021-05-08"),
        ],
    )
    def test_a_day_is_understood_in_many_forms(self, run: Console, typed: str, day: str) -> None:
        assert self.moment(run, "--as-of", typed) == (day, 7)

    @pytest.mark.parametrize("typed", ["4", "#4", " 4 "])
    def test_known_by_takes_a_position(self, run: Console, typed: str) -> None:
        assert self.moment(run, "--known-by", typed) == ("2024-07-17", 4)

    @pytest.mark.parametrize(("typed", "position"), [("2001-01-01", 0), ("9999-12-31", 7), ("2001-01-01T12:00:00Z", 0)])
    def test_known_by_takes_a_time(self, run: Console, typed: str, position: int) -> None:
        assert self.moment(run, "--known-by", typed) == ("2024-07-17", position)

    def test_a_time_means_the_last_event_recorded_by_then(self, run: Console) -> None:
        recorded = run("log", "--json").json["rows"][6]["recordedtime"]
        assert self.moment(run, "--known-by", recorded)[1] == 7

    @pytest.mark.parametrize("typed", ["8", "#8", "999999999999999"])
    def test_a_position_past_the_end_is_refused(self, run: Console, typed: str) -> None:
        done = run("show", "offices", "--known-by", typed)
        assert (done.status, done.out) == (2, "")
        assert f"#{typed.removeprefix('#')}" in done.err
        assert "the ledger ends at #7" in done.err

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("--as-of", "someday"), "'someday' is no day: expected a day such as 2023-03-01"),
            (("--as-of", "2021-02-30"), "is no day"),
            (("--as-of", "#99"), "is no day"),
            (("--as-of", ""), "is no day"),
            (("--known-by", "soon"), "is no position or time: expected #388"),
            (("--known-by", "-1"), "is no position or time"),
            (("--known-by", "9" * 400), "is no position or time"),
        ],
    )
    def test_what_is_not_understood_is_said_with_what_is(self, run: Console, words: tuple[str, ...], says: str) -> None:
        done = run("show", "offices", *words)
        assert (done.status, done.out, says in done.err) == (2, "", True), done.err

    def test_the_basis_is_talk_and_names_both_clocks(self, run: Console) -> None:
        assert run("show", "offices").err.splitlines()[0] == "as of 2024-07-17 · known by #7 (end)"
        assert run("show", "offices", "--known-by", "5").err.splitlines()[0] == "as of 2024-07-17 · known by #5 (of 7)"


def test_an_unknown_view_is_named_with_those_there_are() -> None:
    with pytest.raises(NotUnderstood, match="'ofices' is no view: did you mean offices"):
        _listing.view_named("ofices")
    with pytest.raises(NotUnderstood, match="agreements, audit, calendar"):
        _listing.view_named("xyzzy")
