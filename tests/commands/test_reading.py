"""The commands that read: `show`, `who`, `due`, `search`, `why`, and `browse` where there is no terminal."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from console import Console, Done, attested
from legation.literal import literal
from legation.view import VIEWS
from readings import NASTY
from trial import Event, cited, entity, event, meeting, promise, retract

DAY = ("--as-of", "2022-07-01")
TOLD: tuple[Event, ...] = (
    attested("2021-05-09"),
    attested("2022-05-12", evidence=[cited(2, 3, voice="author", certainty="probable")]),
    entity("person:gloria", name="Gloria Teasdale-Firefly"),
    attested("2024-01-08", person="person:gloria"),
    event("role.attested", person="person:gloria", office="office:leader", capacity="acting", on="2022-06-30"),
    {
        **meeting("eng:talks", when="2022-06-07", title="Río talks", place="place:here", hosts=["person:rufus"]),
        "id": "talks",
    },
    {**promise("com:bridge", on="2022-01-10", due="2022-06", due_basis="stated"), "id": "promised"},
    promise("com:ferry", on="2022-01-10", summary="A ferry"),
    event("followup.updated", target="com:ferry", state="fulfilled", on="2022-03-01"),
    entity("agreement:pact", name="The Pact"),
    event("agreement.launched", agreement="agreement:pact", act="signed", on="2021-10"),
)
SIZE = 5 + len(TOLD)
# With these, every view has something to show.
MORE: tuple[Event, ...] = (
    event("figure.reported", about="place:here", measure="bridges", unit="other", nature="observed", value="1049"),
    event("occurrence.reported", about=["place:here"], kind="disaster", summary="A flood", when="2022-03"),
    entity("topic:roads", name="Roads"),
    entity("series:parleys", name="Parleys"),
    event("position.voiced", holders=["person:rufus"], about=["topic:roads"], stance="warns", summary="Mud."),
    event(
        "recommendation.made",
        recommendation="rec:pave",
        by=["person:rufus"],
        to=["person:gloria"],
        summary="Pave.",
        about=["topic:roads"],
        strength="must",
    ),
    meeting("eng:parley", title="Parley", when="2022-03-02", hosts=["person:rufus"], series="series:parleys"),
    event("engagement.attended", engagement="eng:parley", participant="person:gloria"),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """Return a command line on a ledger that no test changes."""
    with pytest.MonkeyPatch.context() as patch:
        console = Console(tmp_path_factory.mktemp("reading"), patch)
        console.begin(*TOLD)
        yield console


@pytest.fixture
def full(run: Console) -> Console:
    """Return a command line on a ledger of which every view shows something."""
    run.begin(*TOLD, *MORE)
    return run


@pytest.fixture
def own(run: Console) -> Console:
    """Return a command line on a ledger of the test's own."""
    run.begin(*TOLD)
    return run


def table(done: Done) -> list[list[str]]:
    """Return the cells of a printed table that hold anything."""
    return [re.split(" {2,}", line.strip()) for line in done.out.splitlines()]


def as_csv(done: Done) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.out)))


class TestShow:
    @pytest.mark.parametrize("view", list(VIEWS))
    def test_table_json_and_csv_say_the_same(self, full: Console, view: str) -> None:
        plain, as_json, sheet = (full("show", view, *DAY, *form) for form in ((), ("--json",), ("--csv",)))
        assert {done.status for done in (plain, as_json, sheet)} == {0}, plain.err
        rows = as_json.json["rows"]
        shown = [[text for name, text in row.items() if text and name not in {"key", "sure", "at"}] for row in rows]
        # A view without a column for it has its state only where machines read.
        states = "State" in {column.title for column in VIEWS[view].columns}
        assert table(plain) == [
            line if states or not row["state"] else line[:-1] for line, row in zip(shown, rows, strict=True)
        ]
        for row, line in zip(rows, as_csv(sheet), strict=True):
            assert {name: text.removeprefix("'") for name, text in line.items()} == {name: row[name] for name in line}
            assert set(row) - set(line) == {"sure", "at"}

    @pytest.mark.parametrize("view", list(VIEWS))
    def test_data_goes_to_one_stream_and_talk_to_the_other(self, full: Console, view: str) -> None:
        done = full("show", view, *DAY)
        rows = full("show", view, *DAY, "--json")
        count = len(rows.json["rows"])
        assert len(done.out.splitlines()) == count
        for one in (done, rows):
            assert one.err.splitlines() == [
                f"as of 2022-07-01 · known by #{SIZE + len(MORE)} (end)",
                f"{count} of {count} row{'s' if count != 1 else ''}",
            ]

    def test_json_says_for_which_moment_it_answers_and_what_a_row_rests_on(self, told: Console) -> None:
        answer = told("show", "offices", *DAY, "--json", "--known-by", "6").json
        assert (answer["as_of"], answer["known_by"], answer["view"]) == ("2022-07-01", 6, "offices")
        [row] = answer["rows"]
        assert (row["key"], row["mark"], row["holder"], row["state"], row["sure"]) == (
            "office:leader", "░", "Rufus T. Firefly", "carried", False,
        )  # fmt: skip
        assert row["at"] == [6]

    @pytest.mark.parametrize("words", [("office:leader",), ("Leader of Freedonia",), ("leader",), ("LEADER", "free")])
    def test_a_line_is_found_by_id_name_or_part_with_those_beside_it(
        self, told: Console, words: tuple[str, ...]
    ) -> None:
        rows = told("show", "offices", *words, *DAY, "--json").json["rows"]
        assert [row["key"] for row in rows] == ["office:leader", "office:leader acting"]

    def test_certain_leaves_out_what_is_only_possible(self, told: Console) -> None:
        done = told("show", "offices", "--certain", "--as-of", "2022-06-30")
        assert [line[2] for line in table(done)] == ["Gloria Teasdale-Firefly (acting)"]
        assert done.err.splitlines()[-1] == "1 of 2 rows"

    def test_a_filter_folds_accents_and_says_of_how_many(self, told: Console) -> None:
        done = told("show", "calendar", "--filter", "RIO firefly")
        assert [line[2] for line in table(done)] == ["Río talks"]
        assert told("show", "people", "--filter", "teasdale").err.splitlines()[-1] == "1 of 2 rows"

    def test_the_past_is_what_was_known_then(self, told: Console) -> None:
        before, after = (told("show", "people", "--known-by", str(p), "--json").json["rows"] for p in (7, 8))
        assert [row["name"] for row in before] == ["Rufus T. Firefly"]
        assert [row["name"] for row in after] == ["Gloria Teasdale-Firefly", "Rufus T. Firefly"]

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("followups", "--as-of", "1990"), "No promise is recorded up to 31 Dec 1990, as known by #16."),
            (("offices", "--known-by", "0"), "as known by #0."),
            (("people", "--filter", "nobody at all"), "0 of 2 rows"),
            (("followups", "ferry", "--as-of", "2021"), "0 of 0 rows"),
        ],
    )
    @pytest.mark.parametrize("form", [(), ("--json",), ("--csv",)])
    def test_an_empty_answer_is_said_and_ends_with_1(
        self, told: Console, words: tuple[str, ...], says: str, form: tuple[str, ...]
    ) -> None:
        done = told("show", *words, *form)
        assert (done.status, says in done.err) == (1, True), done.err
        assert "--json" not in form or done.json["rows"] == []
        assert "--csv" not in form or as_csv(done) == []
        assert form or done.out == ""

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("ofices",), "'ofices' is no view: did you mean offices"),
            (("nothing",), "agreements"),
            (("people", "firefly"), "'firefly' fits 2 of kind person: "),
            (("people", "person:rufos"), "did you mean person:rufus"),
            (("people", "Groucho"), "'Groucho' is no person in this ledger"),
            (("offices", "person:rufus"), "is no office in this ledger"),
            (("people", "gloria", "--known-by", "7"), "is no person in this ledger"),
            (("audit", "99"), "'99' is no event known at #16"),
            ((), "Missing argument 'VIEW'"),
        ],
    )
    def test_what_is_not_understood_is_refused_with_what_comes_near(
        self, told: Console, words: tuple[str, ...], says: str
    ) -> None:
        done = told("show", *words)
        assert (done.status, done.out, says in done.err) == (2, "", True), done.err

    def test_help_names_every_view(self, told: Console) -> None:
        for command in ("show", "why"):
            assert set(VIEWS) <= set(re.findall(r"\w+", told(command, "--help").out))


class TestWho:
    def test_it_prints_the_lines_of_one_office(self, told: Console) -> None:
        done = told("who", "leader", *DAY)
        assert done.out == told("show", "offices", "leader", *DAY).out
        assert table(done)[0][:3] == ["▒", "Freedonia · Leader", "Rufus T. Firefly or Gloria Teasdale-Firefly"]
        assert (
            told("who", "leader", "of", "freedonia", *DAY, "--json").json
            == told("show", "offices", *DAY, "--json").json
        )

    @pytest.mark.parametrize(
        ("day", "holder"),
        [("2021-05-09", "Rufus T. Firefly"), ("2024-01", "Gloria Teasdale-Firefly"), ("#6", "Rufus T. Firefly")],
    )
    def test_the_day_decides(self, told: Console, day: str, holder: str) -> None:
        assert table(told("who", "leader", "--as-of", day))[0][2] == holder

    def test_nobody_known_is_an_answer(self, told: Console) -> None:
        done = told("who", "leader", "--known-by", "5")
        assert (done.status, table(done)[0][2]) == (0, "nobody known")

    @pytest.mark.parametrize(("words", "says"), [(("treasurer",), "is no office"), ((), "Missing argument")])
    def test_an_office_that_is_not_there_is_refused(self, told: Console, words: tuple[str, ...], says: str) -> None:
        done = told("who", *words)
        assert (done.status, done.out, says in done.err) == (2, "", True)

    def test_an_office_by_a_part_that_fits_two_is_refused_with_both(self, own: Console) -> None:
        own.append(entity("office:deputy", name="Deputy Leader of Freedonia"))
        done = own("who", "freedonia")
        assert done.status == 2
        assert "Deputy Leader of Freedonia (office:deputy); Leader of Freedonia (office:leader)" in done.err
        assert own("who", "leader of freedonia").status == 0, "a whole name is not in doubt"


class TestDue:
    def test_it_prints_what_is_open_on_the_day_and_nothing_that_is_done(self, told: Console) -> None:
        assert [line[1] for line in table(told("due", *DAY))] == ["A bridge"]
        assert [line[1] for line in table(told("due", "--as-of", "2022-02-01"))] == ["A bridge", "A ferry"]

    def test_json_and_csv_say_the_same(self, told: Console) -> None:
        [row] = told("due", *DAY, "--json").json["rows"]
        [line] = as_csv(told("due", *DAY, "--csv"))
        assert {name: row[name] for name in line} == line
        assert (row["mark"], row["due"], row["state"]) == ("!", "Jun 2022", "day passed")

    def test_nothing_due_ends_with_1(self, told: Console) -> None:
        done = told("due", "--as-of", "1990")
        assert (done.status, done.out) == (1, "")
        assert "No promise is recorded" in done.err
        done = told("due", *DAY, "--known-by", "5")
        assert (done.status, done.out) == (1, "")


class TestSearch:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            (("RIO",), ["eng:talks"]),
            (("teasdale",), ["person:gloria"]),
            (("firefly",), ["person:gloria", "person:rufus"]),
            (("bridge",), ["com:bridge"]),
            (("freedonia", "leader"), ["office:leader", "org:freedonia"]),
            (("-n", "1", "firefly"), ["person:gloria"]),
        ],
    )
    def test_it_finds_names_and_texts(self, told: Console, words: tuple[str, ...], found: list[str]) -> None:
        assert [row["id"] for row in told("search", *words, "--json").json["rows"]] == found

    def test_table_and_csv_say_the_same_as_json(self, told: Console) -> None:
        rows = told("search", "firefly", "--json").json["rows"]
        shown = [{k: v for k, v in row.items() if k != "id"} for row in rows]
        assert as_csv(told("search", "firefly", "--csv")) == shown
        assert table(told("search", "firefly")) == [[v for k, v in row.items() if k != "id" and v] for row in rows]
        assert rows[0] == {
            "kind": "person", "name": "Gloria Teasdale-Firefly", "matched": "", "id": "person:gloria",
            "open": "show people person:gloria",
        }  # fmt: skip

    def test_what_is_left_out_is_counted_beside_and_can_be_asked_for(self, told: Console) -> None:
        short = told("search", "-n", "1", "firefly")
        assert (len(short.out.splitlines()), short.err.splitlines()[-1]) == (1, "and 1 more: --all prints them")
        for words in (("--all", "-n", "1"), ()):
            whole = told("search", *words, "firefly")
            assert (len(whole.out.splitlines()), "more" in whole.err) == (2, False)

    @pytest.mark.parametrize(
        "words", ["freedonia", "firefly", "bridge", "pact", "talks", "report", "mud", "pave", "roads"]
    )
    def test_the_command_that_opens_what_was_found_prints_it(self, full: Console, words: str) -> None:
        rows = full("search", words, "--json").json["rows"]
        assert rows
        for row in rows:
            opened = full(*row["open"].split(" "), "--json")
            assert (row["open"], opened.status) == (row["open"], 0)
            assert row["id"] in opened.out

    @pytest.mark.parametrize(
        "words", [("groucho",), ('"',), ("*",), ("a OR b",), ("NEAR(", "x"), ("'; drop table ids",)]
    )
    def test_nothing_found_ends_with_1(self, told: Console, words: tuple[str, ...]) -> None:
        done = told("search", *words)
        assert (done.status, done.out) == (1, "")
        done = told("search", *words, "--json")
        assert (done.status, done.json["rows"]) == (1, [])

    def test_what_was_not_yet_known_is_not_found(self, told: Console) -> None:
        assert told("search", "teasdale", "--known-by", "7").status == 1
        assert told("search", "teasdale", "--known-by", "8").status == 0


class TestWhy:
    def test_it_concludes_and_names_events_and_lines(self, told: Console) -> None:
        out = told("why", "offices", "leader", *DAY).out
        assert out.startswith("Why Firefly or Teasdale-Firefly?\nFreedonia · Leader (Leader of Freedonia)\n")
        assert "\n  possible: neither is certain." in out
        assert "\n\nRufus T. Firefly\n  #7  12 May 2022  seen in office\n" in out
        assert "  #6  9 May 2021  at Río talks\n" in out
        assert "      Report · lines 2–3 · the authors’ opinion · probable\n" in out
        assert out.count("Leader of Freedonia") >= 2, "who acts is explained, too"

    def test_cited_lines_are_printed_if_they_are_at_hand(self, own: Console) -> None:
        assert "         1 | Report of a made-up year\n" in own("why", "followups", "bridge", *DAY).out
        (own.folder / "texts" / "report.txt").unlink()
        done = own("why", "followups", "bridge", *DAY)
        assert "Report of a made-up year" not in done.out
        assert "Report: The lines are not at hand. To read them: --documents DIR" in done.err
        assert done.status == 0

    @pytest.mark.parametrize(("view", "key"), [
        ("offices", "leader"), ("calendar", "talks"), ("people", "gloria"), ("agreements", "pact"),
        ("followups", "bridge"),
        ("sources", "report"), ("audit", "6"), ("figures", "bridges"), ("context", "flood"),
    ])  # fmt: skip
    def test_every_view_explains_itself_in_text_json_and_csv(self, full: Console, view: str, key: str) -> None:
        plain, as_json, sheet = (full("why", view, key, *DAY, *form) for form in ((), ("--json",), ("--csv",)))
        assert {done.status for done in (plain, as_json, sheet)} == {0}, as_json.err
        answer = as_json.json
        assert (answer["as_of"], answer["known_by"], answer["view"]) == ("2022-07-01", SIZE + len(MORE), view)
        for sentences in answer["verdict"].values():
            assert all(f"  {sentence}\n" in plain.out for sentence in sentences)
        named = [row["position"] for row in answer["rows"] if row["position"]]
        assert set(re.findall(r"^  #(\d+)", plain.out, re.MULTILINE)) == {str(position) for position in named} != set()
        for row, line in zip(answer["rows"], as_csv(sheet), strict=True):
            shown = {name: ", ".join(map(str, v)) if isinstance(v, list) else str(v or "") for name, v in row.items()}
            assert {name: text.removeprefix("'") for name, text in line.items()} == shown

    def test_notes_that_name_no_event_and_events_without_a_document_are_rows_too(self, told: Console) -> None:
        rows = told("why", "offices", "leader", *DAY, "--json").json["rows"]
        bounds = [row for row in rows if row["position"] is None]
        assert any("Began on or before 9 May 2021" in row["event"] for row in bounds)
        [entered] = [row for row in told("why", "people", "gloria", "--json").json["rows"] if row["position"] == 8]
        assert (entered["document"], entered["lines"], entered["voice"]) == (None, None, None)

    def test_the_past_is_explained_by_what_was_known_then(self, told: Console) -> None:
        rows = told("why", "offices", "leader", *DAY, "--known-by", "6", "--json").json["rows"]
        assert {row["position"] for row in rows} == {5, 6, None}

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("ofices", "leader"), "did you mean offices"),
            (("people", "firefly"), "fits 2 of kind person"),
            (("people", "nobody"), "is no person"),
            (("audit", "17"), "is no event known at #16"),
            (("audit", "9" * 5000), "is no event known at #16"),
            (("offices",), "Missing argument 'KEY [FIELD]'"),
        ],
    )
    def test_what_is_not_understood_is_refused(self, told: Console, words: tuple[str, ...], says: str) -> None:
        done = told("why", *words)
        assert (done.status, done.out, says in done.err) == (2, "", True), done.err


class TestRetraction:
    """What is taken back is gone from every view that showed it, and the replay tells of both."""

    @pytest.mark.parametrize(
        ("id_", "event_", "views"),
        [
            ("held", meeting("eng:more", when="2022-06-08", hosts=["person:gloria"]), {"calendar", "people"}),
            ("said", promise("com:road", on="2022-06-01", summary="A road"), {"followups"}),
            ("led", attested("2022-06-15", person="person:gloria"), {"offices", "people"}),
            ("left", event("agreement.ended", agreement="agreement:pact", act="expired", on="2022-01-01"),
             {"agreements"}),
            ("merged", event("entity.matched", entity="person:rufus", other="person:gloria", verdict="same",
                             keep="person:rufus"), {"people", "offices"}),
        ],
    )  # fmt: skip
    def test_every_view_is_as_if_it_had_never_been_said(
        self, own: Console, id_: str, event_: Event, views: set[str]
    ) -> None:
        def shown() -> dict[str, Any]:
            return {view: own("show", view, *DAY, "--json").json["rows"] for view in VIEWS if VIEWS[view].kinds}

        before = shown()
        own.append({**event_, "id": id_})
        between = shown()
        assert views <= {view for view in before if between[view] != before[view]}
        own.append(retract(id_))
        assert shown() == before
        assert own("replay", "--verify").status == 0
        said, struck = own("replay", "--from", "17", *DAY, "--json").json["rows"]
        assert views <= {change["view"] for change in said["changes"]}
        undone = {(c["view"], c["key"], str(c["after"]), str(c["before"])) for c in said["changes"]}
        assert {(c["view"], c["key"], str(c["before"]), str(c["after"])) for c in struck["changes"]} == undone

    def test_the_audit_shows_both(self, own: Console) -> None:
        own.append(retract("talks", reason="It never was."))
        rows = own("show", "audit", "--json").json["rows"]
        assert [(row["mark"], row["what"], row["about"]) for row in (rows[10], rows[16])] == [
            ("−", "took place", "struck by #17 · Río talks"),
            ("−", "struck", "#11: It never was."),
        ]
        assert own("show", "calendar").status == 1
        assert own("show", "calendar", "--known-by", "16").status == 0


class TestBrowse:
    @pytest.mark.parametrize("words", [(), ("--as-of", "last"), ("--known-by", "3")])
    @pytest.mark.parametrize("terminal", ["xterm", "dumb", ""])
    def test_without_a_terminal_it_says_what_prints_the_same(
        self, told: Console, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], terminal: str
    ) -> None:
        monkeypatch.setenv("TERM", terminal)
        done = told("browse", *words)
        assert (done.status, done.out) == (2, "")
        assert "the screen needs a terminal" in done.err
        assert "`legation show VIEW` prints the same rows" in done.err

    def test_an_unknown_theme_names_those_there_are(self, told: Console) -> None:
        done = told("browse", "--theme", "pink")
        assert (done.status, done.out) == (2, "")
        assert "chancery, paper" in done.err


class TestManners:
    READING = ("show", "who", "due", "search", "why", "replay", "log")

    def test_reading_needs_neither_the_models_nor_the_screen(self, full: Console) -> None:
        code = (
            "import sys, json\nfrom legation.cli import main\nfound = {}\n"
            "for words in json.loads(sys.argv[1]):\n"
            "    sys.argv = ['legation', *words]\n"
            "    try: main()\n"
            "    except SystemExit as ended:\n"
            "        found[' '.join(words)] = [ended.code, *({'pydantic', 'textual'} & set(sys.modules))]\n"
            "print(json.dumps(found), file=sys.stderr)"
        )
        asked = [
            ["show", "offices", "--json"], ["who", "leader"], ["due", *DAY], ["search", "firefly"], ["log"],
            ["why", "offices", "leader"], ["why", "people", "gloria", "--json"], ["replay", "--from", "6", "--to", "7"],
            *(["show", view, *DAY] for view in VIEWS),
        ]  # fmt: skip
        done = subprocess.run([sys.executable, "-c", code, json.dumps(asked)], cwd=full.folder, env=os.environ.copy(),
                              capture_output=True, text=True, check=True)  # fmt: skip
        assert json.loads(done.stderr.splitlines()[-1]) == {" ".join(words): [0] for words in asked}

    @pytest.mark.parametrize("command", READING)
    def test_no_ledger_is_said_and_ends_with_2(self, told: Console, command: str) -> None:
        more = {"show": ["offices"], "who": ["x"], "search": ["x"], "why": ["offices", "x"]}.get(command, [])
        done = told("--ledger", "nowhere", command, *more)
        assert (done.status, done.out) == (2, "")
        assert "no ledger at nowhere" in done.err

    def test_hostile_text_reaches_nobody_s_terminal(self, run: Console) -> None:
        allowed = [text for text in NASTY if not any(ord(c) < 0x20 for c in text) and len(text) < 200]
        run.begin(
            *(entity(f"person:p-{i}", name=text) for i, text in enumerate(allowed)),
            *(attested("2021", person=f"person:p-{i}") for i, _ in enumerate(allowed)),
            *(meeting(f"eng:m-{i}", title=text, hosts=[f"person:p-{i}"]) for i, text in enumerate(allowed)),
        )
        asked = [("why", "offices", "leader"), ("why", "calendar", "eng:m-1"), ("who", "leader"), ("replay",),
                 ("search", "markup"), *(("show", view) for view in VIEWS)]  # fmt: skip
        for words in asked:
            for form in ((), ("--json",)):
                done = run(*words, *form)
                assert done.status in {0, 1}, done.err
                assert [line for line in (done.out + done.err).splitlines() if literal(line) != line] == [], words

    def test_reading_leaves_the_ledger_as_it_was(self, own: Console) -> None:
        before = own.ledger()
        for words in (["show", "offices"], ["who", "leader"], ["due"], ["search", "x"], ["why", "audit", "6"],
                      ["replay"],
                      ["replay", "--verify"]):  # fmt: skip
            own(*words)
        assert own.ledger() == before


class TestWhyOfACell:
    def test_a_field_is_explained_by_what_determines_it_alone(self, told: Console) -> None:
        done = told("why", "offices", "leader", "holder", "--as-of", "2022-05-13")
        assert "\n  Holder: Rufus T. Firefly" in done.out
        assert "seen in office: Rufus T. Firefly" in done.out
        assert "Río" not in done.out
        assert "promised" not in done.out

    def test_it_says_what_stood_there_before_and_until_which_event(self, told: Console) -> None:
        day = ("--as-of", "2021-05-09")
        done = told("why", "offices", "leader", "state", *day).out
        assert "What it said before\n  unknown, until:\n  #6" in done
        told_of = told("why", "offices", "leader", "state", *day, "--json").json
        assert told_of["field"] == "State"
        assert told_of["before"]["office:leader"] == {"said": ["unknown"], "until": 6}

    def test_it_says_what_would_settle_a_doubt(self, told: Console) -> None:
        assert "What would settle it\n  A source that" in told("why", "offices", "leader", *DAY).out

    def test_what_is_neither_a_thing_nor_a_column_is_refused(self, told: Console) -> None:
        done = told("why", "offices", "leader", "colour")
        assert (done.status, done.out) == (2, "")
        assert "'colour' is no column of Offices: did you mean mark, office, holder, state" in done.err


class TestCertain:
    def test_lists_leave_out_what_is_only_possible(self, told: Console) -> None:
        assert told("who", "leader", "--as-of", "2023-03-01", "--certain").status == 1
        assert told("who", "leader", "--as-of", "2022-05-12", "--certain").status == 0
        told.append(promise("com:tunnel", on="2022-01-10", summary="A tunnel", due="2022-05~", due_basis="stated"))
        whole, sure = (told("due", "--as-of", "2022-07-01", *more).out for more in ((), ("--certain",)))
        assert ("A tunnel" in whole, "A bridge" in whole) == (True, True)
        assert ("A tunnel" in sure, "A bridge" in sure) == (False, True)
