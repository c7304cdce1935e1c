"""`legation diff`: what reads otherwise at one moment than at another, and what made it so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest

from console import Console, attested
from trial import entity, meeting, promise, retract


@pytest.fixture
def told(run: Console) -> Iterator[Console]:
    run.begin(
        attested("2021-05-09"),  # 6
        {**meeting("eng:talks", when="2022-06-07", title="Río talks", hosts=["person:rufus"]), "id": "talks"},  # 7
        promise("com:bridge", on="2022-01-10", due="2022-06", due_basis="stated"),  # 8
        entity("person:gloria", name="Gloria Teasdale"),  # 9
        attested("2024-01-08", person="person:gloria"),  # 10
        retract("talks"),  # 11
    )
    return run


class TestKnownBy:
    def test_lines_that_appear_change_and_end_stand_with_the_events_that_made_it_so(self, told: Console) -> None:
        done = told("diff", "offices", "--from", "2024-07-17@9", "--to", "2024-07-17@10")
        assert done.status == 0
        assert "Rufus T. Firefly → Gloria Teasdale" in done.out
        assert "    #10  8 Jan 2024  seen in office: Gloria Teasdale, Leader of Freedonia" in done.out.splitlines()
        assert "from 17 Jul 2024 as known by #9 to 17 Jul 2024 as known by #10: 1 change" in done.err

        ended = told("diff", "calendar", "--from", "2024-07-17@10", "--to", "2024-07-17@11").out.splitlines()
        assert [ended[0][:1], ended[1].split()[0]] == ["−", "#11"]

    def test_backwards_it_tells_the_opposite(self, told: Console) -> None:
        done = told("diff", "calendar", "--from", "@11", "--to", "@10").out.splitlines()
        assert [done[0][:1], done[1].split()[0]] == ["+", "#11"]

    def test_without_a_view_all_are_told_of_and_the_audit_holds_each_event(self, told: Console) -> None:
        told_of = told("diff", "--from", "@7", "--to", "@8", "--json").json
        assert {(c["sign"], c["view"], c["key"]) for c in told_of["changes"]} >= {
            ("+", "followups", "com:bridge"),
            ("+", "audit", "8"),
            ("~", "sources", "doc:report"),
        }
        assert told_of["from"]["known_by"] == 7

    def test_one_thing_can_be_asked_for_by_name(self, told: Console) -> None:
        done = told("diff", "people", "gloria", "--from", "@5")
        assert [line[:9] for line in done.out.splitlines() if line[:1] in "+−~"] == ["+ People:"]

    def test_nothing_changed_is_said_and_is_no_fault(self, told: Console) -> None:
        done = told("diff", "calendar", "--from", "@8", "--to", "@9")
        assert (done.status, done.out) == (0, "")
        assert "0 changes" in done.err


class TestAsOf:
    def test_days_that_pass_change_lines_and_the_events_they_passed_are_named(self, told: Console) -> None:
        done = told("diff", "followups", "--from", "2022-05-01", "--to", "2022-07-01")
        assert "pending → day passed" in done.out
        assert "    #8  10 Jan 2022  promised: A bridge" in done.out

    def test_over_both_clocks_days_are_told_apart_from_events(self, told: Console) -> None:
        changes = told("diff", "followups", "--from", "2022-05-01@8", "--to", "2022-07-01@10", "--json").json["changes"]
        assert [(c["key"], c["events"], c["days"]) for c in changes] == [("com:bridge", [], True)]
        printed = told("diff", "followups", "--from", "2022-05-01@8", "--to", "2022-07-01@10").out
        assert "as the days passed from 1 May 2022 to 1 Jul 2022" in printed


class TestForms:
    @pytest.mark.parametrize("form", ["csv", "html", "json", "markdown"])
    def test_one_view_is_written_in_every_format_of_an_export(self, told: Console, form: str) -> None:
        moments = ("--from", "2024-07-17@9", "--to", "2024-07-17@10")
        done = told("diff", "offices", *moments, "--format", form)
        assert done.status == 0
        assert "Rufus T. Firefly" in done.out
        assert "Gloria Teasdale" in done.out
        kept = told("diff", "offices", *moments, "--format", form, "-o", "out")
        assert "wrote 1 row to out" in kept.err
        assert "is there already" in told("diff", "offices", *moments, "--format", form, "-o", "out").err

    def test_what_differs_is_drawn(self, told: Console) -> None:
        asked = ("diff", "calendar", "--from", "2024-07-17@6", "--to", "2024-07-17@7", "--plot", "months")
        assert "2022 ·  ·  ·  ·  ·  +1" in told(*asked).out
        assert told(*asked, "--json").json["from"]["known_by"] == 6

    def test_a_file_or_a_plot_is_of_one_view(self, told: Console) -> None:
        for option in (("--format", "csv"), ("--plot", "months")):
            done = told("diff", "--from", "@6", *option)
            assert done.status == 2
            assert "are of one VIEW" in done.err
        assert "is no format" in told("diff", "offices", "--from", "@6", "--format", "exe").err
        assert "is no plot of offices" in told("diff", "offices", "--from", "@6", "--plot", "pie").err

    def test_csv_has_a_line_for_each_cell_that_changed(self, told: Console) -> None:
        done = told("diff", "offices", "--from", "2024-07-17@9", "--to", "2024-07-17@10", "--csv")
        rows = list(csv.DictReader(io.StringIO(done.out)))
        assert [row for row in rows if row["column"] == "Holder"] == [
            {
                "view": "offices", "key": "office:leader", "sign": "~",
                "column": "Holder", "before": "Rufus T. Firefly", "after": "Gloria Teasdale", "events": "#10",
            }
        ]  # fmt: skip
        assert {row["column"] for row in rows} >= {"Holder", "Seen"}
        assert all(row["before"] != row["after"] for row in rows)

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("offices",), "Missing option '--from'"),
            (("ofices", "--from", "@1"), "did you mean offices"),
            (("--from", "@99"), "the ledger ends at #11"),
            (("--from", "someday"), "is no day"),
            (("offices", "nobody", "--from", "@1"), "is no office"),
        ],
    )
    def test_what_is_not_understood_is_refused(self, told: Console, words: tuple[str, ...], says: str) -> None:
        done = told("diff", *words)
        assert (done.status, done.out, says in done.err) == (2, "", True), done.err
