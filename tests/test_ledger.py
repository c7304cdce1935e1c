"""The door of the ledger: all or none, every fault at once, and nothing that is thrown at it breaks it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest

from legation import envelope, jsonlines, ledger
from legation.after import After
from legation.envelope import time_key, time_text, uuid7
from legation.errors import LedgerMoved, Refused
from legation.fact import DEEPEST, LONGEST_LINE
from legation.known import Nothing
from legation.ledger import Given, append, propose, read_events
from legation.stores.memory import Memory
from trial import NOON, Event, Trial, cited, entity, event, meeting, promise, retract, source

MEMORY = "tag:example.org,2026:memory"


@pytest.fixture
def trial() -> Trial:
    return Trial()


def stored(trial: Trial) -> list[Event]:
    """Return the lines of a ledger, decoded."""
    return [orjson.loads(line.entry) for line in trial.store.read()]


class TestAppend:
    def test_it_fills_in_the_envelope(self, trial: Trial) -> None:
        trial.append(meeting("eng:may"))
        line = stored(trial)[-1]
        batch = line.pop("batch")
        assert re.fullmatch(r"[^/]+/1/1", batch)
        assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", line.pop("id"))
        assert line == {
            "specversion": "1.0", "source": MEMORY, "type": "meeting.held", "subject": "eng:may",
            "recordedtime": "2024-07-17T12:00:00.000Z", "actor": "ana.ruiz", "position": 4,
            "dataschema": "urn:legation:schema:meeting.held:1",
            "data": {"engagement": "eng:may", "kind": "meeting", "evidence": [cited()]},
        }  # fmt: skip

    def test_all_lines_of_an_append_are_one_batch(self, trial: Trial) -> None:
        taken = trial.append(meeting("eng:may"), meeting("eng:june"))
        batches = [line["batch"].split("/") for line in stored(trial)[-2:]]
        assert batches[0][0] == batches[1][0]
        assert [batch[1:] for batch in batches] == [["1", "2"], ["2", "2"]]
        assert [fact.position for fact in taken.facts] == [4, 5]

    def test_the_subject_of_a_record_is_that_of_its_target(self, trial: Trial) -> None:
        trial.append(meeting("eng:may", "m"), event("record.assessed", "a", target="m", verdict="corroborates"))
        trial.append(retract("a"))
        assert [line["subject"] for line in stored(trial)[-2:]] == ["eng:may", "eng:may"]

    def test_an_event_may_name_its_own_recorder(self, trial: Trial) -> None:
        trial.append({**meeting("eng:may"), "actor": "benito"})
        assert stored(trial)[-1]["actor"] == "benito"

    def test_somebody_has_to_be_the_recorder(self, trial: Trial) -> None:
        with pytest.raises(Refused, match="E024 actor"):
            append(trial.store, [Given(meeting("eng:may"))], lambda size: trial.known)

    def test_time_never_runs_backwards(self, trial: Trial) -> None:
        trial.clock = lambda: NOON - timedelta(days=1)
        trial.append(meeting("eng:may"))
        trial.clock = lambda: NOON + timedelta(milliseconds=1)
        trial.append(meeting("eng:june"))
        assert [line["recordedtime"][11:] for line in stored(trial)[-2:]] == ["12:00:00.000Z", "12:00:00.001Z"]

    def test_nothing_is_written_if_one_fault_remains(self, trial: Trial) -> None:
        trial.faults(meeting("eng:may"), meeting("eng:june", parties=["org:nobody"]))

    def test_all_faults_of_all_lines_are_told_at_once_and_in_order(self, trial: Trial) -> None:
        events = (
            entity("org:freedonia"),
            {"type": "meeting.helt", "data": {}},
            meeting("eng:may", when="2024-02-30", parties=["org:nobody", "org:freedonia"], colour="red"),
            {**meeting("eng:june", hosts=["org:nobody"]), "subject": "eng:july"},
            promise("com:x", on="2024", due_basis="stated", due="2023"),
        )
        assert trial.codes(*events) == ["1 E104", "2 E901", "3 E702", "3 E902", "4 E911", "4 E101", "5 E703"]

    def test_a_fault_knows_its_file_and_its_line(self, trial: Trial) -> None:
        (fault,) = trial.faults(meeting("eng:may"), meeting("eng:june", parties=["org:nobody"]))
        assert str(fault).startswith("events:2: E101 data.parties.0: nothing creates")

    def test_what_is_expected_of_the_head_is_kept_to(self, trial: Trial) -> None:
        given = [Given(meeting("eng:may"))]
        with pytest.raises(LedgerMoved):
            append(trial.store, given, lambda size: trial.known, actor="a", expect=2)
        append(trial.store, given, lambda size: trial.known, actor="a", expect=3)
        assert trial.store.head().size == 4

    def test_the_present_is_taken_where_no_clock_is_given(self) -> None:
        store, before = Memory(), time_text(datetime.now(UTC))
        append(store, [Given(source())], lambda size: Nothing(), actor="a")
        (line,) = store.read()
        assert time_key(before) <= time_key(orjson.loads(line.entry)["recordedtime"])

    def test_a_proposal_writes_nothing_and_says_what_would_be_written(self, trial: Trial) -> None:
        given = [Given(meeting("eng:may", "m")), Given(source(id="report"))]
        told = propose(given, trial.known, source=MEMORY, size=3, moment="2024-07-17T12:00:00.000Z", actor="a")
        assert [fact.id for fact in told.facts] == ["m"]
        assert [fact.id for fact in told.repeated] == ["report"]
        assert told.faults == ()
        assert trial.store.head().size == 3

    def test_a_line_that_grows_too_long_is_refused(self, trial: Trial) -> None:
        evidence = [cited(item=str(i)) for i in range(400)]
        (fault,) = trial.faults(meeting("eng:may", evidence=evidence))
        assert (fault.code, fault.line) == ("E027", 1)


class TestGivenAttributes:
    def test_a_full_event_of_this_ledger_is_taken(self, trial: Trial) -> None:
        full = {
            **meeting("eng:may", "m"), "specversion": "1.0", "source": MEMORY, "subject": "eng:may", "position": 4,
            "dataschema": "urn:legation:schema:meeting.held:1", "actor": "benito",
        }  # fmt: skip
        trial.append(full)
        assert stored(trial)[-1]["id"] == "m"

    @pytest.mark.parametrize(
        ("attributes", "code", "field"),
        [
            ({"specversion": "0.3"}, "E022", "specversion"),
            ({"source": "tag:example.org,2026:other"}, "E022", "source"),
            ({"subject": "eng:june"}, "E911", "subject"),
            ({"subject": "eng"}, "E021", "subject"),
            ({"subject": None}, "E021", "subject"),
            ({"position": 1}, "E022", "position"),
            ({"position": "4"}, "E022", "position"),
            ({"position": True}, "E022", "position"),
            ({"dataschema": "urn:legation:schema:visit.made:1"}, "E908", "dataschema"),
            ({"dataschema": "urn:legation:schema:meeting.held:99"}, "E908", "dataschema"),
            ({"dataschema": 1}, "E908", "dataschema"),
            ({"recordedtime": "2024-07-17T12:00:00.000Z"}, "E023", "recordedtime"),
            ({"batch": "b/1/1"}, "E023", "batch"),
            ({"time": "2024-07-17T12:00:00Z"}, "E020", ""),
            ({"datacontenttype": "application/json"}, "E020", ""),
            ({"id": ""}, "E021", "id"),
            ({"id": 7}, "E021", "id"),
            ({"id": "x" * 201}, "E021", "id"),
            ({"id": "a\nb"}, "E021", "id"),
            ({"id": "\ud800"}, "E021", "id"),
            ({"actor": ""}, "E021", "actor"),
            ({"actor": "a\x1b[2J"}, "E021", "actor"),
            ({"actor": None}, "E021", "actor"),
        ],
    )
    def test_what_does_not_fit_is_refused_and_never_replaced(
        self, trial: Trial, attributes: Event, code: str, field: str
    ) -> None:
        (fault,) = trial.faults({**meeting("eng:may", "m"), **attributes})
        assert (fault.code, fault.field) == (code, field)

    def test_a_misspelt_attribute_is_guessed_at(self, trial: Trial) -> None:
        (fault,) = trial.faults({**meeting("eng:may"), "subjekt": "eng:may"})
        assert "did you mean subject?" in fault.remedy

    def test_positions_are_counted_past_what_has_no_effect(self, trial: Trial) -> None:
        trial.append(source(id="report"), {**meeting("eng:may"), "position": 4})


class TestIdempotence:
    def test_the_same_event_again_has_no_effect_and_is_reported(self, trial: Trial) -> None:
        trial.append(meeting("eng:may", "m"))
        taken = trial.append(meeting("eng:may", "m"))
        assert taken.facts == ()
        assert [fact.position for fact in taken.repeated] == [4]
        assert trial.store.head().size == 4

    def test_an_append_may_be_repeated_whole_or_in_part(self, trial: Trial) -> None:
        first, second = entity("org:a", "a"), entity("org:b", "b", parent="org:a")
        trial.append(first)
        taken = trial.append(first, second, second)
        assert [fact.id for fact in taken.facts] == ["b"]
        assert [fact.id for fact in taken.repeated] == ["a", "b"]
        assert trial.append(first, second).facts == ()

    def test_a_stored_line_may_be_handed_in_again_as_it_stands(self, trial: Trial) -> None:
        line = stored(trial)[1]
        given = {name: value for name, value in line.items() if name not in {"recordedtime", "batch"}}
        assert [fact.position for fact in trial.append(given).repeated] == [2]

    def test_an_id_does_not_stand_for_two_events(self, trial: Trial) -> None:
        trial.append(meeting("eng:may", "m"))
        (fault,) = trial.faults(meeting("eng:may", "m", title="May"))
        assert (fault.code, fault.field) == ("E025", "id")
        assert "at 4" in fault.what
        assert trial.codes(meeting("eng:june", "n"), promise("com:x", "n")) == ["2 E025"]

    def test_a_retracted_event_is_not_appended_again(self, trial: Trial) -> None:
        trial.append(meeting("eng:may", "m"))
        trial.append(retract("m"))
        assert [fact.id for fact in trial.append(meeting("eng:may", "m")).repeated] == ["m"]


GOOD = json.dumps(meeting("eng:may")).encode()


def nested(depth: int) -> bytes:
    return b'{"type":' + b"[" * depth + b"]" * depth + b"}"


UNREADABLE: list[tuple[bytes, str]] = [
    (b"", "E011"),
    (b"\n", "E010"),
    (b" \t\r\n", "E010"),
    (b"{", "E003"),
    (b"}", "E003"),
    (b"[", "E003"),
    (b"hello", "E003"),
    (b"'type'", "E003"),
    (b"{'type': 'meeting.held'}", "E003"),
    (b'{"type": "meeting.held",}', "E003"),
    (b'{"type": meeting}', "E003"),
    (b'{"type" "meeting"}', "E003"),
    (b'{"type": "meet', "E003"),
    (b'{"type": "a\nb"}', "E003"),
    (b'{"type": "a\tb"}', "E003"),
    (b'{"type": "a\x00b"}', "E003"),
    (b'{"type": "\\x41"}', "E003"),
    (b'{"type": "\\u12"}', "E003"),
    (b"\x00", "E003"),
    (b"\x00\x00\x00\x00\x00", "E003"),
    (GOOD + b" " + GOOD, "E003"),
    (GOOD + b"x", "E003"),
    (b"// a comment", "E003"),
    (b"# a comment", "E003"),
    (b"type: meeting.held", "E003"),
    (b"type,data", "E003"),
    (b"<event/>", "E003"),
    (b'{"type": TRUE}', "E003"),
    (b'{"type": +1}', "E003"),
    (b'{"type": 01}', "E003"),
    (b'{"type": 0x1F}', "E003"),
    (b"undefined", "E003"),
    ('｛"type": 1}'.encode(), "E003"),
    (b"\xef\xbb\xbf" + GOOD, "E002"),
    (b"\xff\xfe" + '{"type":1}'.encode("utf-16-le"), "E001"),
    (b"\xfe\xff" + '{"type":1}'.encode("utf-16-be"), "E001"),
    (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "E001"),
    (b"PK\x03\x04\xff", "E001"),
    (b"\x89PNG\r", "E001"),
    (b'{"type": "caf\xe9"}', "E001"),
    (b'{"type": "\xed\xa0\x80"}', "E001"),
    (b'{"type": "\xc0\xaf"}', "E001"),
    (bytes(range(128, 256)), "E001"),
    (b"null", "E004"),
    (b"true", "E004"),
    (b"12", "E004"),
    (b'"text"', "E004"),
    (b"[]", "E004"),
    (b"[" + GOOD + b"]", "E004"),
    (b'{"type": "a", "type": "b"}', "E005"),
    (b'{"data": {"a": {"x": 1, "x": 1}}}', "E005"),
    (b'{"t\\u0079pe": "a", "type": "a"}', "E005"),
    (b'{"type": 1.5}', "E006"),
    (b'{"type": 1e3}', "E006"),
    (b'{"type": -0.0}', "E006"),
    (b'{"type": 1E400}', "E006"),
    (b'{"type": NaN}', "E006"),
    (b'{"type": Infinity}', "E006"),
    (b'{"type": -Infinity}', "E006"),
    (b'{"type": 9007199254740992}', "E006"),
    (b'{"type": -9007199254740992}', "E006"),
    (b'{"type": ' + b"9" * 5_000 + b"}", "E006"),
    (nested(DEEPEST), "E007"),
    (nested(5_000), "E007"),
    (b"[" * 100_000, "E007"),
    (b'{"a":' * 100_000, "E007"),
    (b'{"type": "\\ud800"}', "E008"),
    (b'{"type": "\\udfff\\ud800"}', "E008"),
    (b'{"\\ud800": 1}', "E008"),
    (b'{"type": "' + b"a" * jsonlines.LONGEST_RAW + b'"}', "E009"),
    (b" " * (jsonlines.LONGEST_RAW + 1), "E009"),
    (b"\x00" * 3_000_000, "E009"),
]
MEANINGLESS: list[tuple[bytes, str]] = [
    (b"{}", "E901"),
    (b'{"type": null, "data": {}}', "E901"),
    (b'{"type": 5, "data": {}}', "E901"),
    (b'{"type": ["meeting.held"], "data": {}}', "E901"),
    (b'{"type": {"a": 1}, "data": {}}', "E901"),
    (b'{"type": "../../etc/passwd", "data": {}}', "E901"),
    (b'{"type": "__init__", "data": {}}', "E901"),
    (b'{"type": "meeting_held", "data": {}}', "E901"),
    ('{"type": "mееting.held", "data": {}}'.encode(), "E901"),
    (b'{"type": "meeting.held"}', "E904"),
    (b'{"type": "meeting.held", "data": null}', "E904"),
    (b'{"type": "meeting.held", "data": []}', "E904"),
    (b'{"type": "meeting.held", "data": "x"}', "E904"),
    (b'{"type": "meeting.held", "data": {}}', "E903"),
    (b'{"type": "meeting.held", "engagement": "eng:may", "data": {}}', "E020"),
    (GOOD.replace(b'"eng:may"', b'"eng:May"'), "E904"),
    (GOOD.replace(b'"eng:may"', '"eng:máy"'.encode()), "E904"),
    (GOOD.replace(b'"eng:may"', b'"eng:../../etc"'), "E904"),
    (GOOD.replace(b'"eng:may"', b'"eng:' + b"a" * 80 + b'"'), "E904"),
    (GOOD.replace(b'"eng:may"', b'null'), "E904"),
    (GOOD.replace(b'"eng:may"', b'"person:may"'), "E904"),
    (GOOD.replace(b'"meeting", ', b'"meeting", "title": "\\u001b[2J\\u0000", '), "E904"),
    (GOOD.replace(b'"meeting", ', b'"meeting", "purpose": "one\\ntwo", '), "E904"),
    (GOOD.replace(b'"meeting", ', b'"meeting", "purpose": "' + b"x" * 281 + b'", '), "E904"),
    (GOOD.replace(b'"meeting", ', b'"meeting", "parties": [], '), "E904"),
    (GOOD.replace(b'"meeting", ', b'"meeting", "parties": ["org:freedonia", "org:freedonia"], '), "E904"),
    (GOOD.replace(b'"meeting", ', b'"meeting", "duration_days": true, '), "E904"),
    (GOOD.replace(b'"meeting", ', b'"meeting", "duration_days": "3", '), "E904"),
    (GOOD.replace(b'"meeting", ', b'"meeting", "when": "2024-02-30", '), "E702"),
    (GOOD.replace(b'"meeting", ', b'"meeting", "when": "2024-05-01\\n", '), "E701"),
    (GOOD.replace(b"[1, 1]", b"[0, 1]"), "E904"),
    (GOOD.replace(b"[1, 1]", b"[2, 1]"), "E407"),
    (GOOD.replace(b"[1, 1]", b"[1, 99999999]"), "E403"),
    (GOOD.replace(b'"doc:report"', b'"doc:other"'), "E401"),
]  # fmt: skip


class TestReading:
    @pytest.mark.parametrize(("raw", "code"), UNREADABLE, ids=lambda part: repr(part)[:40])
    def test_what_cannot_be_read_is_a_fault_with_its_place(self, raw: bytes, code: str) -> None:
        events, faults = read_events(raw, "events.jsonl")
        assert [fault.code for fault in faults][:1] == [code]
        assert all(fault.file == "events.jsonl" and fault.line >= 1 for fault in faults)
        assert all(len(str(fault)) < 400 and str(fault).isprintable() for fault in faults)
        assert len(events) + len(faults) <= raw.count(b"\n") + 1

    @pytest.mark.parametrize(("raw", "code"), MEANINGLESS, ids=lambda part: repr(part)[:40])
    def test_what_means_nothing_is_read_and_refused(self, trial: Trial, raw: bytes, code: str) -> None:
        events, faults = read_events(raw)
        assert not faults
        told = trial.faults(*(given.event for given in events))
        assert code in {fault.code for fault in told}
        assert all(str(fault).isprintable() for fault in told)

    def test_good_lines_are_read_beside_bad_ones(self) -> None:
        events, faults = read_events(b"\n".join((GOOD, b"{", GOOD, b"", GOOD)), "f")
        assert [given.line for given in events] == [1, 3, 5]
        assert [(fault.line, fault.code) for fault in faults] == [(2, "E003"), (4, "E010")]

    def test_a_line_after_one_that_is_too_long_is_read(self) -> None:
        events, faults = read_events(b"[" * (3 * jsonlines.LONGEST_RAW) + b"\n" + GOOD)
        assert [given.line for given in events] == [2]
        assert [fault.code for fault in faults] == ["E009"]

    def test_the_last_line_needs_no_end_and_cr_is_a_blank(self) -> None:
        for raw in (GOOD, GOOD + b"\n", GOOD + b"\r\n", b"  " + GOOD + b"\t\r\n"):
            assert read_events(raw) == ([Given(meeting("eng:may"), "", 1)], [])

    def test_only_lf_ends_a_line(self) -> None:
        text = "one\u2028two\u0085three"
        raw = json.dumps({"type": text}, ensure_ascii=False).encode()
        assert [given.event for given in read_events(raw)[0]] == [{"type": text}]

    def test_a_place_in_the_line_is_told(self) -> None:
        (fault,) = read_events(b'{"type": meeting}', "f")[1]
        assert str(fault).startswith("f:1: E003 column 10: ")
        (fault,) = read_events(b'{"type": "caf\xe9"}', "f")[1]
        assert "column 14: the byte 0xE9" in fault.what

    def test_what_is_shown_of_a_hostile_line_is_harmless(self) -> None:
        raw = '{"a": \x1b]0;title\x07\u202e}'.encode()
        (fault,) = read_events(raw)[1]
        assert not {"\x1b", "\x07", "\u202e"} & set(str(fault))

    def test_a_file_may_be_a_stream(self) -> None:
        assert len(read_events(io.BytesIO(GOOD + b"\n" + GOOD))[0]) == 2

    def test_a_heap_of_faults_ends_the_reading(self) -> None:
        _, faults = read_events(b"{\n" * 5_000)
        assert len(faults) == jsonlines.MOST_FAULTS + 1
        assert faults[-1].code == "E012"

    def test_an_endless_file_ends_the_reading(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(jsonlines, "LARGEST_INPUT", 4 * jsonlines.LONGEST_RAW)
        _, faults = read_events(Endless(b"\x00"))
        assert faults[0].code == "E009"
        assert faults[-1].code == "E012"
        _, faults = read_events(Endless(GOOD + b"\n"))
        assert faults[-1].code == "E012"

    def test_there_is_enough_that_is_hostile(self) -> None:
        assert len(UNREADABLE) + len(MEANINGLESS) >= 60

    def test_the_docstrings_tell_of_every_code_once(self) -> None:
        told: list[str] = []
        for module in (jsonlines, envelope, ledger):
            assert module.__doc__ is not None
            mine = re.findall(r"^(E\d+)  \S", module.__doc__, re.MULTILINE)
            text = Path(module.__file__ or "").read_text("utf-8")
            assert set(re.findall(r'"(E0\d+)"', text)) <= {*mine, *told}
            told += mine
        assert len(told) == len(set(told))


class Endless(io.RawIOBase):
    """A stream that repeats itself for ever."""

    def __init__(self, text: bytes) -> None:
        self._text = text

    def readline(self, size: int | None = -1) -> bytes:  # type: ignore[override]
        assert size is not None
        assert size > 0, "an endless line must not be asked for whole"
        return self._text if self._text.endswith(b"\n") else self._text * size


class TestTimesAndIds:
    def test_ids_tell_their_moment_and_their_order(self) -> None:
        ids = [uuid7(1_700_000_000_000, count) for count in range(5_000)]
        assert ids == sorted(ids)
        assert len(set(ids)) == 5_000
        assert all(id_[14] == "7" and id_[19] in "89ab" for id_ in ids)
        assert int(ids[0].replace("-", "")[:12], 16) == 1_700_000_000_000
        assert uuid7(1) != uuid7(1)

    def test_a_moment_is_written_in_utc_to_the_millisecond(self) -> None:
        assert time_text(datetime.fromisoformat("2026-03-02T10:14:07.412999+01:00")) == "2026-03-02T09:14:07.412Z"

    def test_times_of_any_precision_are_compared(self) -> None:
        times = ["2024-01-01T00:00:00Z", "2024-01-01T00:00:00.05Z", "2024-01-01T00:00:00.5Z", "2024-01-01T00:00:01Z"]
        assert sorted((*times[2:], *times[:2]), key=time_key) == times
        for wrong in ("", "2024-01-01", "2024-01-01T00:00:00", "2024-02-30T00:00:00Z", "2024-01-01T25:00:00Z", "٢"):
            with pytest.raises(ValueError, match=r".*"):
                time_key(wrong)


def test_rules_see_the_ledger_as_it_stands_under_the_lock() -> None:
    trial = Trial()
    seen: list[int] = []

    def known_at(size: int) -> After:
        seen.append(size)
        with pytest.raises(RuntimeError):
            trial.store.append(lambda size: [])
        return trial.known

    append(trial.store, [Given(meeting("eng:may"))], known_at, actor="a")
    assert seen == [3]


CLOCKS: list[Callable[[], datetime]] = [lambda: NOON, lambda: datetime(1999, 1, 1, tzinfo=UTC)]


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_line_at_the_limit_of_length_is_taken(clock: Callable[[], datetime]) -> None:
    trial = Trial()
    trial.clock = clock
    evidence = [cited(item=str(i)) for i in range(310)]
    trial.append(meeting("eng:may", evidence=evidence))
    assert LONGEST_LINE * 0.8 < len(max((line.entry for line in trial.store.read()), key=len)) <= LONGEST_LINE
