"""What became of an event: what struck it, what stands for it now, and for what it stands."""

from __future__ import annotations

from legation.fate import Fates, referring
from legation.reading import Reading
from readings import court, reading, seen
from trial import Event, Trial, event, retract


def corrected(*more: Event) -> Trial:
    """Return a ledger where #9 took the place of #8, #11 that of #9, and `more` comes from #13 on."""
    trial = court(
        seen("rufus", "2021-05-10", id="first"),
        seen("rufus", "2021-05-09", id="second"),
        retract("first", id="strike", replaced_by="second", reason="A slip of the pen"),
    )
    trial.append(seen("rufus", "2021-05-08", id="third"), retract("second", id="again", replaced_by="third"))
    for one in more:
        trial.append(one)
    return trial


def test_what_is_put_right_twice_leads_to_what_counts_now() -> None:
    at = reading(corrected())
    fates = Fates(at)
    assert [fates.successor(at.fact(p)) for p in (8, 9)] == [at.fact(9), at.fact(11)]
    assert [fates.latest(at.fact(p)) for p in (8, 9, 11)] == [at.fact(11), at.fact(11), None]
    assert [fates.replaced(at.fact(p)) for p in (8, 9, 11)] == [[], [at.fact(8)], [at.fact(9)]]


def test_the_story_names_the_retraction_its_ground_its_reason_and_what_replaced_it() -> None:
    at = reading(corrected())
    assert Fates(at).story(at.fact(8)) == "retracted by #10 (entry error: A slip of the pen), replaced by #9"
    assert Fates(at).story(at.fact(11)) == ""


def test_a_retraction_that_no_longer_counts_tells_of_nothing() -> None:
    at = reading(corrected(retract("again")))
    assert Fates(at).struck_by(at.fact(9)) is None
    assert Fates(at).replaced(at.fact(11)) == []
    assert Fates(at).latest(at.fact(8)) == at.fact(9)


def test_what_replaced_it_may_have_gone_too() -> None:
    at = reading(corrected(retract("third")))
    assert Fates(at).latest(at.fact(8)) is None


def test_what_was_not_yet_known_is_not_told() -> None:
    at = reading(corrected(), position=9)
    assert Fates(at).struck_by(at.fact(8)) is None
    assert Fates(at).replaced(at.fact(9)) == []


def test_what_names_an_event_is_found_among_all_that_come_later() -> None:
    at = reading(corrected())
    assert referring(at, [at.fact(8)]) == [at.fact(10)]
    assert referring(at, [at.fact(8), at.fact(9)]) == [at.fact(10), at.fact(12)]
    assert referring(at, [at.fact(p) for p in range(1, 13)]) == [at.fact(10), at.fact(12)]
    assert referring(Reading(at.model, at.day, 11), [at.fact(9)]) == [at.fact(10)]
    assert referring(at, []) == []


def test_an_assessment_goes_with_what_it_names() -> None:
    trial = court(seen("rufus", "2021", id="seen"), event("record.assessed", target="seen", verdict="corroborates"))
    trial.append(retract("seen"))
    at = reading(trial)
    assert Fates(at).story(at.fact(9)) == "an event that it names is retracted"
