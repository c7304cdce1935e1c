"""What has to go together when something is retracted, and which matches make two ids one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hypothesis import assume, given

from ledgers import Ledger, ledgers
from legation.after import After
from legation.amending import effect, joining, retractions, struck_with
from legation.event_type import references
from legation.fact import Fact
from legation.known import Known, Nothing
from legation.rule import broken
from legation.view import VIEWS
from models import anywhere, head, law, model, pick, takes_back
from trial import Trial, cited, entity, event, meeting, retract, same


def with_them(trial: Trial, *ids: str) -> list[str]:
    """Return the ids of the events that a retraction of these takes along, them included, in the order found."""
    return told(struck_with(trial.known, (_event(trial, id_) for id_ in ids), trial.store.head().size))


def told(facts: Iterable[Fact]) -> list[str]:
    return [fact.id for fact in facts]


class TestWhatGoesTogether:
    def test_an_event_that_nothing_depends_on_goes_alone(self) -> None:
        trial = Trial()
        trial.append(meeting("eng:may", "m", parties=["org:freedonia"]))
        assert with_them(trial, "m") == ["m"]

    def test_what_names_it_goes_along_and_what_names_that_the_newest_first(self) -> None:
        trial = Trial()
        trial.append(entity("org:sylvania", "s"), meeting("eng:may", "m", parties=["org:sylvania"]))
        trial.append(event("engagement.attended", "a", engagement="eng:may", participant="org:freedonia"))
        assert with_them(trial, "s") == ["a", "m", "s"]
        assert with_them(trial, "m") == ["a", "m"]

    def test_a_second_account_keeps_what_names_the_first(self) -> None:
        trial = Trial()
        trial.append(meeting("eng:may", "m"), meeting("eng:may", "n"))
        trial.append(event("engagement.attended", "a", engagement="eng:may", participant="org:freedonia"))
        assert with_them(trial, "m") == ["m"]
        assert with_them(trial, "m", "n") == ["a", "n", "m"]

    def test_the_end_of_a_match_takes_along_what_stood_on_it(self) -> None:
        trial = Trial()
        trial.append(entity("org:a", "a"), entity("org:b", "b"), same("org:a", "org:b", id="one"))
        trial.append(meeting("eng:may", "m", parties=["org:b"]), retract("b"))
        assert with_them(trial, "one") == ["m", "one"]

    def test_what_a_dependant_had_struck_stays_struck(self) -> None:
        trial = Trial()
        trial.append(meeting("eng:may", "m"), entity("org:sylvania", "s"))
        trial.append(retract("m", "r", reason="So it was.", evidence=[cited(speaker="org:sylvania", voice="speaker")]))
        assert with_them(trial, "s") == ["r", "s", "m"]
        trial.append(*(retract(id_) for id_ in with_them(trial, "s")))
        assert not trial.known.live(_event(trial, "m"))

    def test_what_a_restored_retraction_strikes_takes_its_dependants_along(self) -> None:
        trial = Trial()
        trial.append(entity("org:sylvania", "s"), retract("s", "r"))
        trial.append(retract("r", "back"))
        trial.append(meeting("eng:may", "m", parties=["org:sylvania"]))
        assert with_them(trial, "back") == ["m", "back"]


class TestEffect:
    def test_a_retraction_ends_its_target_and_one_of_a_retraction_restores_what_that_had_ended(self) -> None:
        trial = Trial()
        trial.append(meeting("eng:may", "m"))
        size = trial.store.head().size
        found = effect(trial.known, retractions([_event(trial, "m")], size))
        assert (told(found.ended), told(found.restored)) == (["m"], [])
        trial.append(retract("m", "r"))
        found = effect(trial.known, retractions([_event(trial, "r")], size + 1))
        assert (told(found.ended), told(found.restored)) == (["r"], ["m"])

    def test_what_is_restored_and_struck_anew_is_not_told_of(self) -> None:
        trial = Trial()
        trial.append(meeting("eng:may", "m"), retract("m", "r"))
        both = retractions([_event(trial, "r"), _event(trial, "m")], trial.store.head().size)
        found = effect(trial.known, both)
        assert (told(found.ended), told(found.restored)) == (["r"], [])


class TestJoining:
    def test_a_match_between_two_joins_them_directly(self) -> None:
        trial = _joined(("a", "b"))
        assert tuple(map(told, joining(trial.known, "org:b", "org:a"))) == (["ab"], [])

    def test_a_chain_is_told_from_one_end_to_the_other(self) -> None:
        trial = _joined(("a", "b"), ("c", "b"), ("c", "d"))
        assert tuple(map(told, joining(trial.known, "org:d", "org:a"))) == ([], ["cd", "cb", "ab"])

    def test_a_match_and_a_way_round_are_told_apart(self) -> None:
        trial = _joined(("a", "b"), ("b", "c"))
        trial.append(same("org:a", "org:c", keep="org:c", id="ac"))
        assert tuple(map(told, joining(trial.known, "org:a", "org:c"))) == (["ac"], ["ab", "bc"])

    def test_what_is_not_joined_has_no_match(self) -> None:
        trial = _joined(("a", "b"))
        assert joining(trial.known, "org:a", "org:d") == ([], [])
        trial.append(retract("ab"))
        assert joining(trial.known, "org:a", "org:b") == ([], [])


def _joined(*pairs: tuple[str, str]) -> Trial:
    trial = Trial()
    trial.append(*(entity(f"org:{letter}") for letter in "abcd"))
    for one, other in pairs:
        trial.append(same(f"org:{one}", f"org:{other}", id=one + other))
    return trial


def _event(trial: Trial, id_: str) -> Fact:
    found = trial.known.event(id_)
    assert found
    return found


def refusals(known: Known, targets: Sequence[Fact], size: int) -> list[str]:
    """Return what the rules say of a retraction of these events in one append."""
    data = {"ground": "entry_error", "reason": "It was wrong."}
    lines = [
        Fact(size + i, f"r{size + i}", "record.retracted", t.subject, t.recordedtime, "", "", {"target": t.id, **data})
        for i, t in enumerate(targets, 1)
    ]
    return [str(fault) for _, fault in broken(After(known, lines))]


def _struck_with_one(ledger: Ledger, known: Known, choice: int) -> tuple[Fact, list[Fact]]:
    """Return a live event and all that goes with it, no key among it: only its successor takes one back."""
    target = pick(choice, [f for f in ledger.facts if known.live(f) and f.type != "record.retracted"])
    struck = list(struck_with(known, [target], len(ledger.facts)))
    assume(all(fact.type != "key.adopted" for fact in struck))
    return target, struck


@law
@given(ledgers(), anywhere)
def test_whatever_is_retracted_with_all_that_depends_on_it_the_rules_let_it_go(ledger: Ledger, choice: int) -> None:
    known, size = After(Nothing(), ledger.facts), len(ledger.facts)
    target, struck = _struck_with_one(ledger, known, choice)
    assert refusals(known, struck, size) == []
    brought_back = {fact.id for fact in effect(known, retractions(struck, size)).restored}
    assert not brought_back - {fact.data["target"] for fact in struck if fact.type == "record.retracted"}
    assert told(struck_with(model(ledger.facts), [target], size)) == told(struck)


@law
@given(ledgers(), anywhere, anywhere)
def test_none_of_what_goes_along_can_be_left_out(ledger: Ledger, choice: int, left: int) -> None:
    known, size = After(Nothing(), ledger.facts), len(ledger.facts)
    target, struck = _struck_with_one(ledger, known, choice)
    out = pick(left, [fact for fact in struck if fact is not target])
    assume(known.live(out))  # what was struck before is struck again only to stay so
    assert refusals(known, [fact for fact in struck if fact is not out], size)


def shown(facts: Sequence[Fact]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the cells of every line of every view but the audit; some keys hold positions, so they are left out."""
    at = head(facts)
    views = {name: VIEWS[name]() for name in VIEWS if VIEWS[name].kinds}
    return sorted((name, view.entry(key, at).cells) for name, view in views.items() for key in view.keys(at))


def events_of(fact: Fact) -> list[str]:
    """Return the ids of the events that an event names."""
    return [reference.value for reference in references(fact.type, fact.data) if reference.event]


def spoken_last(ledger: Ledger) -> list[Fact]:
    """Return the events that count, name and are named by none that does not, and have nothing told of the same later.

    Nor speak they of what was joined with anything, of which something may be told later under the other id.

    Of several accounts the one recorded first gives the name, so that an account that moves behind others may lose it.
    """
    known, tables = After(Nothing(), ledger.facts), model(ledger.facts)
    named = {name for fact in ledger.facts for name in events_of(fact)}
    gone = {fact.id for fact in ledger.facts if not known.live(fact)}
    later = (
        "select 1 from touches a join touches b using (projection, key) "
        "where projection not in ('sources', 'citations') and a.position = ? and b.position > a.position"
    )
    joined = "select 1 from mentions m join same s on m.id in (s.id, s.survivor) where m.position = ?"
    never = {"record.retracted", "entity.matched", "key.adopted"}
    return [
        fact for fact in ledger.facts
        if fact.id not in named | gone and fact.type not in never and not gone.intersection(events_of(fact))
        and not any(tables.db.execute(asked, (fact.position,)).fetchone() for asked in (later, joined))
    ]  # fmt: skip


@law
@given(ledgers(), anywhere)
def test_a_correction_that_only_notes_something_changes_no_cell_of_any_view(ledger: Ledger, choice: int) -> None:
    wrong, size = pick(choice, spoken_last(ledger)), len(ledger.facts)
    right = replace(wrong, position=size + 1, id="right", data={**wrong.data, "note": "Looked at again."})
    strike = replace(takes_back(wrong, [*ledger.facts, right]), recordedtime=wrong.recordedtime)
    assert [str(fault) for _, fault in broken(After(After(Nothing(), ledger.facts), [right, strike]))] == []
    assert shown([*ledger.facts, right, strike]) == shown(ledger.facts)
