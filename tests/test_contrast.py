"""A view at two moments side by side: the lines of `diff`, in the order of the list, with what each side says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers import Ledger
from legation.changes import Change, differences
from legation.contrast import SAME, Contrast, in_signs, merged
from legation.distinction import difference
from legation.reading import Reading
from legation.view import VIEWS
from models import SMALL, anywhere, law, model
from readings import model_of
from stage import attested, story
from trial import meeting

DAYS = ("2021-05-09", "2022-05-12", "2023-06-01", "2024-07-17")
MIRRORED = {"+": "−", "−": "+", "~": "~"}


@pytest.fixture(scope="module")
def ledger() -> Reading:
    trial = story(meeting("eng:talks", title="Spring talks", when="2022-05-10/2022-05-12"))
    trial.append(attested("clara", "ambassador", "2023-05-12"))
    return Reading(model_of(trial), "2024-07-17")


def sides(ledger: Reading, view: str, a: str, b: str, words: str = "") -> Contrast:
    """Compare a view at two moments `day@position`."""
    moments = (Reading(ledger.model, day, int(known or ledger.size)) for day, _, known in (m.partition("@")
               for m in (a, b)))  # fmt: skip
    return Contrast(VIEWS[view](), *moments, words)


def told(contrast: Contrast) -> list[Change]:
    """Return the lines that differ, in the order of the list."""
    found = {change.key: change for change in contrast.changes() if change}
    return [found[key] for key in contrast.ordered(found)]


@law
@given(SMALL, anywhere, anywhere, st.sampled_from(DAYS), st.sampled_from(DAYS), st.sampled_from(sorted(VIEWS)))
def test_it_holds_what_diff_tells_for_every_view_and_backwards_the_opposite(
    ledger: Ledger, one: int, other: int, here: str, there: str, view: str
) -> None:
    whole = model(ledger.facts)
    a, b = Reading(whole, here, one % (whole.size + 1)), Reading(whole, there, other % (whole.size + 1))
    forward, backward = (Contrast(VIEWS[view](), *pair) for pair in ((a, b), (b, a)))
    found = {change.key: change for change in told(forward)}
    assert found == {change.key: change for change in differences(a, b, [view])}
    assert {k: (MIRRORED[c.sign], c.after, c.before) for k, c in found.items()} == {
        change.key: (change.sign, change.before, change.after) for change in told(backward)
    }
    assert all(forward.line(key).entry.state == SAME for key in forward.all_keys if key not in found)
    assert set(found) <= set(forward.all_keys)


def test_each_side_says_its_sign_and_values_and_what_else_differs(ledger: Reading) -> None:
    contrast = sides(ledger, "offices", "2022-05-12", "2024-07-17")
    assert [contrast.line(change.key).cells for change in told(contrast)] == [
        ("~", "Ambassador to Sylvania", "█ Clara Moreau · Seen 12 May 2022",
         "░ Clara Moreau · Seen 12 May 2023"),
        ("~", "Foreign Minister", "█ Ada Lovell, perhaps Bruno Stark · Seen 12 May 2022",
         "░ Bruno Stark · Seen 8 Jan 2024"),
    ]  # fmt: skip


def test_a_line_of_one_side_says_nothing_on_the_other(ledger: Reading) -> None:
    contrast = sides(ledger, "calendar", "2024-07-17@3", "2024-07-17@14")
    [line] = [contrast.line(change.key) for change in told(contrast) if change.key == "eng:gathering"]
    assert line.cells == ("+", "Yearly gathering", "", "✓ 8–13 Jan 2024")


def test_a_filter_keeps_a_line_that_holds_the_words_on_either_side(ledger: Reading) -> None:
    assert [c.key for c in told(sides(ledger, "offices", "2022-05-12", "2024-07-17", "ada"))] == ["office:minister"]
    assert [c.key for c in told(sides(ledger, "offices", "2022-05-12", "2024-07-17", "bruno"))] == ["office:minister"]
    assert told(sides(ledger, "offices", "2022-05-12", "2024-07-17", "nobody at all")) == []


def test_a_moment_does_not_differ_from_itself(ledger: Reading) -> None:
    contrast = sides(ledger, "audit", "2024-07-17", "2024-07-17")
    assert (told(contrast), contrast.suspects) == ([], ())


def test_a_difference_names_the_events_between_and_the_day_from_which_on_it_reads_so(ledger: Reading) -> None:
    contrast = sides(ledger, "offices", "2022-05-12", "2024-01-08")
    why = difference(contrast, "office:minister")
    assert why.title == "Foreign Minister"
    assert [side for side, _ in why.sides] == [
        "█ Ada Lovell, perhaps Bruno Stark · Seen 12 May 2022, certain",
        "█ Bruno Stark, perhaps Ada Lovell · Seen 8 Jan 2024, certain",
    ]
    assert {ledger.fact(p).data.get("person") for p in why.positions} >= {"person:bruno"}
    assert (why.since, why.day) == ("Change of hands, at the latest:", "2024-01-08")


def test_that_day_is_the_same_whichever_way_one_looks(ledger: Reading) -> None:
    for view in VIEWS:
        for change in told(sides(ledger, view, "2022-03-01", "2024-07-17")):
            one, other = (difference(sides(ledger, view, *days), change.key).day
                          for days in (("2022-03-01", "2024-07-17"), ("2024-07-17", "2022-03-01")))  # fmt: skip
            assert one == other
            if one:
                before = Reading(ledger.model, one, ledger.size)
                late = sides(ledger, view, one, "2024-07-17")
                values = [entry and [c for c, col in zip(entry.cells, late.view.columns, strict=True) if not col.keep]
                          for entry in (late.entry(change.key, before), late.entry(change.key, ledger))]  # fmt: skip
                assert values[0] == values[1]


def test_where_only_the_record_differs_there_is_no_such_day(ledger: Reading) -> None:
    why = difference(sides(ledger, "calendar", "2024-07-17@3", "2024-07-17@14"), "eng:gathering")
    assert (why.sides[0], why.day) == (("nothing", ()), "")
    assert why.positions == (14,)


def test_lines_of_one_side_stand_where_that_side_has_them() -> None:
    assert merged(["a", "x", "b", "y"], ["b", "a", "c"]) == ["b", "y", "a", "x", "c"]
    assert merged(["x", "a"], ["a"]) == ["x", "a"]


def test_what_differs_is_counted_by_sign() -> None:
    assert in_signs({"+": 1, "~": 4}) == "+ 1 appears  ~ 4 change  − 0 end"
