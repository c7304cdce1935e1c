"""The life of a body: founded, stopped, restored, and what nobody knows in between."""

from __future__ import annotations

import pytest

from legation.claim import Claim, Claims
from legation.life import contested_beginning, standing
from legation.steps import States


def lived(*said: tuple[str, str, str]) -> Claims:
    return tuple(
        Claim(at, {"type": f"body.{type_}", "act": act, "on": on} if act else {"type": f"body.{type_}", "on": on})
        for at, (type_, act, on) in enumerate(said, 1)
    )


FOUNDED, RESTORED = ("established", "founded", "2013"), ("restored", "", "2021")
DIALOGUE = lived(FOUNDED, RESTORED)


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2012-12-31", States(frozenset({"none"}), True, ())),
        ("2018-01-01", States(frozenset({"active", "stopped"}), False, (1, 2))),
        ("2021-12-30", States(frozenset({"active", "stopped"}), False, (1, 2))),
        ("2021-12-31", States(frozenset({"active"}), True, (2,))),
    ],
)
def test_a_restoration_without_a_recorded_stop_implies_one(day: str, answer: States) -> None:
    assert standing(DIALOGUE, day) == answer


@pytest.mark.parametrize(("act", "stop"), [("dissolved", "ended"), ("suspended", "suspended")])
def test_a_recorded_stop_explains_the_restoration(act: str, stop: str) -> None:
    life = lived(FOUNDED, ("dissolved", act, "2015-05-01"), RESTORED)
    assert standing(life, "2014-06-01") == States(frozenset({"active"}), True, (1,))
    assert standing(life, "2018-01-01") == States(frozenset({stop}), True, (2,))


def test_a_stop_explains_only_the_restoration_that_follows_it() -> None:
    life = lived(FOUNDED, ("dissolved", "suspended", "2015"), ("restored", "", "2016"), RESTORED)
    assert standing(life, "2018-01-01") == States(frozenset({"active", "stopped"}), False, (3, 4))


def test_a_restoration_alone_says_nothing_of_the_time_before() -> None:
    assert standing(lived(RESTORED), "2018-01-01") == States(frozenset({"none"}), True, ())


def test_a_body_of_which_nothing_is_recorded_has_no_standing() -> None:
    assert standing((), "2018-01-01") == States(frozenset({"none"}), True, ())


def test_one_beginning_told_as_new_and_as_restored_is_contested() -> None:
    life = lived(("established", "created", "2021"), RESTORED)
    assert contested_beginning(life) == (1, 2)
    assert standing(life, "2022-01-01") == States(frozenset({"active"}), True, (1, 2), contested=True)
    assert standing(life, "2021-06-01") == States(frozenset({"none", "active"}), False, (1, 2), contested=True)


@pytest.mark.parametrize("founded", ["2013", "[..2022-07-01]"])
def test_a_founding_that_may_lie_before_contests_no_restoration(founded: str) -> None:
    assert contested_beginning(lived(("established", "founded", founded), RESTORED)) == ()


def test_a_beginning_stopped_and_restored_within_one_year_is_not_contested() -> None:
    life = lived(("established", "created", "2021"), ("dissolved", "suspended", "2021"), RESTORED)
    assert contested_beginning(life) == ()
