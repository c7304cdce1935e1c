"""The audit on the shelf: every event in its order, with what became of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from legation.errors import NotUnderstood
from legation.view import VIEWS, Why
from legation.views.audit import Positions
from readings import Trial, court, noted, reading, rows, seen
from trial import NOON, event, meeting, retract, same

SIGN, NUMBER, RECORDED, WHAT, ABOUT, HAPPENED = range(6)
SEEN = "Rufus Firefly, Leader of Freedonia"


@pytest.fixture(scope="module")
def put_right() -> Trial:
    """Return a ledger where #8 was struck by #10 and replaced by #9, #11 joined two, and #12 assessed two."""
    return court(
        seen("rufus", "2021-05-10", id="wrong"),
        seen("rufus", "2021-05-09", id="right"),
        retract("wrong", id="strike", replaced_by="right", reason="A slip of the pen."),
        same("person:rufus", "person:vera", id="match"),
        event("record.assessed", "judged", target="right", verdict="corroborates", reason="Seen in the papers, too."),
    )


def why(trial: Trial, key: str) -> Why:
    return VIEWS["audit"]().why(key, reading(trial))


def test_every_event_is_a_line_with_what_it_tells_and_what_became_of_it(put_right: Trial) -> None:
    assert rows("audit", reading(put_right))[6:] == [
        ("", "#7", "17 Jul 2024", "entered", "Vera Marcal", ""),
        ("·", "#8", "17 Jul 2024", "seen in office", f"{SEEN} · struck by #10, now #9", "10 May 2021"),
        ("+", "#9", "17 Jul 2024", "seen in office", f"{SEEN} · for #8", "9 May 2021"),
        ("−", "#10", "17 Jul 2024", "struck", "#8: A slip of the pen.", ""),
        ("=", "#11", "17 Jul 2024", "judged same", "Rufus Firefly (person:rufus and person:vera)", ""),
        ("~", "#12", "17 Jul 2024", "assessed", "#9 corroborates", ""),
    ]


def test_what_was_not_yet_known_leaves_no_mark(put_right: Trial) -> None:
    told = rows("audit", reading(put_right, position=9))
    assert [(row[SIGN], row[ABOUT]) for row in told[7:]] == [("", SEEN), ("", SEEN)]
    assert len(told) == 9


def test_a_retraction_that_was_taken_back_marks_nothing() -> None:
    trial = court(seen("rufus", "2021-05-10", id="wrong"), seen("rufus", "2021-05-09", id="right"),
                  retract("wrong", id="strike", replaced_by="right"), retract("strike"))  # fmt: skip
    told = rows("audit", reading(trial))[7:]
    assert [row[SIGN] for row in told] == ["", "", "·", "−"]
    assert [row[ABOUT] for row in told[:3]] == [SEEN, SEEN, "#8: So it was. · struck by #11"]


def test_an_assessment_of_what_was_struck_no_longer_counts(put_right: Trial) -> None:
    trial = court(seen("rufus", "2021", id="seen"), event("record.assessed", target="seen", verdict="corroborates"))
    trial.append(retract("seen"))
    assert [row[SIGN] for row in rows("audit", reading(trial))[7:]] == ["·", "·", "−"]


class TestWhy:
    def test_it_says_who_recorded_it_when_and_whether_it_counts(self, put_right: Trial) -> None:
        assert why(put_right, "7").verdict == ("Recorded 17 Jul 2024 by ana.ruiz.", "It counts.", "Reason: So it was.")
        assert why(put_right, "9").verdict[1:] == ("It counts.", "It was put in the place of #8.")
        assert why(put_right, "10").verdict[2:] == ("Reason: A slip of the pen.", "Ground: entry error.")

    def test_of_what_no_longer_counts_it_says_what_struck_it_and_why(self, put_right: Trial) -> None:
        struck = "It no longer counts: retracted by #10 (entry error: A slip of the pen.), replaced by #9."
        assert why(put_right, "8").verdict[1] == struck
        put_right = court(seen("rufus", "2021", id="seen"),
                          event("record.assessed", target="seen", verdict="corroborates"))  # fmt: skip
        put_right.append(retract("seen"))
        assert why(put_right, "9").verdict[1] == "It no longer counts: an event that it names is retracted."

    def test_corrections_point_both_ways(self, put_right: Trial) -> None:
        assert noted(why(put_right, "8")) == {"The event": [8], "Put in its place": [9], "Records about it": [10]}
        assert noted(why(put_right, "9")) == {"The event": [9], "In place of": [8], "Records about it": [10, 12]}
        assert noted(why(put_right, "10")) == {"The event": [10], "It speaks of": [8, 9]}

    def test_what_was_not_yet_known_is_not_named(self, put_right: Trial) -> None:
        told = VIEWS["audit"]().why("8", reading(put_right, position=9))
        assert noted(told) == {"The event": [8]}
        assert told.verdict[1] == "It counts."


@pytest.mark.parametrize("words", ["10", "#10", "strike"])
def test_an_event_is_found_by_position_sign_or_id(put_right: Trial, words: str) -> None:
    assert VIEWS["audit"]().find(words, reading(put_right)) == "10"


@pytest.mark.parametrize("words", ["0", "13", "#", "", "-1", "½", "strikes", "9" * 5000, "١٠"])
def test_what_is_no_event_is_refused(put_right: Trial, words: str) -> None:
    with pytest.raises(NotUnderstood, match="is no event known at #12"):
        VIEWS["audit"]().find(words, reading(put_right))


def test_an_event_of_the_future_is_not_found(put_right: Trial) -> None:
    with pytest.raises(NotUnderstood):
        VIEWS["audit"]().find("strike", reading(put_right, position=9))


def test_days_of_recording_are_told_apart() -> None:
    trial = court()
    trial.clock = lambda: NOON + timedelta(days=2)
    trial.append(meeting("eng:talks", when="2024-07-01"))
    assert [row[RECORDED] for row in rows("audit", reading(trial))][-2:] == ["17 Jul 2024", "19 Jul 2024"]


def test_a_million_keys_cost_nothing_to_hold() -> None:
    keys = Positions(1_000_000)
    assert (len(keys), keys[0], keys[-1], list(keys[5:7])) == (1_000_000, "1", "1000000", ["6", "7"])
    assert keys.index("999999") == 999_998
    for stranger in ("0", "1000001", "x", "", None):
        with pytest.raises(ValueError, match=r".*"):
            keys.index(stranger)
