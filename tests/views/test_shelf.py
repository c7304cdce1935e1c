"""What every view on the shelf promises: on the shipped ledger, one of a hostile hand, and some made up by chance."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from ledgers import sample, stored
from legation.command import width
from legation.ids import KINDS, is_id
from legation.literal import literal
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.row_source import RowSource
from legation.shelf import camel
from legation.stores.files import Files
from legation.view import VIEWS, Entry, View, Why, legend
from readings import nasty

EVENTS = Path(__file__).parents[2] / "events"
NARROWEST = 80
KNOW_NOTHING = {"unknown", "nothing recorded"}


@cache
def shipped() -> ReadModel:
    model = ReadModel(Files.open(str(EVENTS)))
    model.catch_up()
    return model


@cache
def made_up(number: int) -> ReadModel:
    model = ReadModel(stored(sample(number, 60).facts))
    model.catch_up()
    return model


hostile = cache(nasty)


class Moment:
    """One reading, and what each view shows of it, worked out once."""

    def __init__(self, model: ReadModel, day: str, position: int | None = None) -> None:
        self.at = Reading(model, day, position)

    @cache  # noqa: B019 moments live as long as the tests
    def entries(self, view: View) -> Sequence[Entry]:
        return [view.entry(key, self.at) for key in view.keys(self.at)]

    @cache  # noqa: B019
    def source(self, view: View) -> RowSource:
        return RowSource(view, self.at)

    @cache  # noqa: B019
    def reasons(self, view: View) -> Sequence[tuple[Entry, Why]]:
        return [(entry, view.why(entry.key, self.at)) for entry in self.entries(view)]

    def known(self, view: View, position: int) -> bool:
        """Tell whether a view may name an event: the audit names those that no longer count, too."""
        return self.at.counts(position) if view.kinds else 1 <= position <= self.at.position


@cache
def moments() -> dict[str, Moment]:
    """Return the moments that every view is looked at, by what is special about them."""
    return {
        "shipped, in 2022": Moment(shipped(), "2022-03-20"),
        "shipped, as known by 400": Moment(shipped(), "2024-03-01", 400),
        "shipped, before anything": Moment(shipped(), "1066-10-14", 120),
        "shipped, knowing nothing": Moment(shipped(), "2024-03-01", 0),
        "hostile": Moment(hostile(), "2024-07-17"),
        "hostile, before its last words": Moment(hostile(), "2022-05-12", 130),
        **{f"made up, {n}": Moment(made_up(n), "2023-06-01") for n in range(1, 9)},
        "made up, half of it": Moment(made_up(9), "2024-07-01", 30),
    }


every_view = pytest.mark.parametrize("view", [pytest.param(VIEWS[name](), id=name) for name in VIEWS])


class TestTheShelf:
    def test_no_two_views_have_one_digit_one_name_or_one_short_name(self) -> None:
        shelved = [VIEWS[name] for name in VIEWS]
        digits = Counter(view.digit for view in shelved if view.digit)
        assert not [digit for digit, count in digits.items() if count > 1 or not 1 <= digit <= 9]
        assert len({view.name for view in shelved}) == len({view.short for view in shelved}) == len(shelved)

    @pytest.mark.parametrize("name", list(VIEWS))
    def test_a_view_is_a_class_named_after_its_file_that_says_what_a_line_is(self, name: str) -> None:
        view = VIEWS[name]
        assert (view.__name__, issubclass(view, View)) == (camel(name), True)
        assert re.match(r"One line ", inspect.getdoc(view) or "")

    @every_view
    def test_names_fit_the_tabs_and_the_sentences(self, view: View) -> None:
        assert 0 < len(view.short) <= 7
        assert len(view.short) <= len(view.name) <= 12
        assert view.one == view.one.lower().strip() != ""
        assert view.projections
        assert set(view.kinds) <= set(KINDS)

    @every_view
    def test_columns_begin_with_a_sign_and_one_takes_what_is_left(self, view: View) -> None:
        sign, *columns = view.columns
        assert (sign.title, sign.width, sign.keep) == ("", 1, 0)
        titles = [column.title for column in columns]
        assert len(set(titles)) == len(titles)
        assert all(titles)
        assert [column.width for column in columns].count(0) == 1
        assert not [c.title for c in columns if c.keep < 0 or c.width < 0 or 0 < c.width < len(c.title)]

    @every_view
    def test_what_never_drops_leaves_room_in_a_narrow_window(self, view: View) -> None:
        assert sum(column.width + 2 for column in view.columns if not column.keep) <= NARROWEST // 2

    @every_view
    def test_each_state_has_a_sign_of_one_cell_and_a_word(self, view: View) -> None:
        signs, words = zip(*view.states, strict=True)
        assert len(set(signs)) == len(set(words)) == len(view.states)
        assert all(width(sign) == 1 for sign in signs)
        assert all(word == word.lower().strip() != "" for word in words)


@every_view
class TestLines:
    def test_keys_are_the_lines_of_all_rows_each_once(self, view: View) -> None:
        for name, moment in moments().items():
            keys, at = list(view.keys(moment.at)), moment.at
            rows = dict.fromkeys(key[0] for projection in view.projections for key in at.keys(projection))
            positions = map(str, range(1, at.position + 1))
            if view.follows:
                rows = dict.fromkeys(key.partition(" ")[0] for key in keys)
            told = [line for row in rows for line in view.lines(row, at)] if view.kinds else [*positions]
            assert (name, sorted(keys)) == (name, sorted(told))
            assert len(set(keys)) == len(keys)
            assert all(is_id(key.partition(" ")[0]) for key in keys) or not view.kinds

    def test_a_line_has_one_text_a_column_and_begins_with_the_sign_of_its_state(self, view: View) -> None:
        signs = {"": "", **{state: sign for sign, state in view.states}}
        for name, moment in moments().items():
            for entry in moment.entries(view):
                assert len(entry.cells) == len(view.columns), (name, entry)
                assert all(isinstance(cell, str) for cell in entry.cells), (name, entry)
                assert entry.cells[0] == signs[entry.state], (name, entry)

    def test_a_line_rests_on_events_that_count_and_is_about_a_day(self, view: View) -> None:
        for name, moment in moments().items():
            for entry in moment.entries(view):
                assert entry.at or entry.state in KNOW_NOTHING, (name, entry)
                assert [p for p in entry.at if not moment.known(view, p)] == [], (name, entry)
                assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", entry.day), (name, entry)

    def test_why_names_what_the_line_rests_on_and_nothing_that_does_not_count(self, view: View) -> None:
        for name, moment in moments().items():
            for entry, why in moment.reasons(view):
                assert set(entry.at) <= set(why.positions), (name, entry, why)
                assert [p for p in why.positions if not moment.known(view, p)] == [], (name, entry, why)

    def test_why_is_told_in_whole_sentences_under_headings_of_their_own(self, view: View) -> None:
        for name, moment in moments().items():
            for _, why in moment.reasons(view):
                assert why.title, (name, why)
                assert why.about, (name, why)
                assert why.verdict, (name, why)
                headings = [heading for heading, _ in why.sections]
                assert all(headings), (name, why)
                for sentence in why.verdict:
                    assert re.search(r"[^\s.,:;][.!?]\Z", sentence), (name, sentence)
                    assert not re.search(r"\S +[.,;](?!\w)|\(\)|\bNone\b(?! is)", sentence), (name, sentence)

    def test_an_id_finds_its_line(self, view: View) -> None:
        for name, moment in moments().items():
            named = {entry.key.partition(" ")[0] for entry in moment.entries(view)}
            assert (name, {view.find(id_, moment.at) for id_ in named}) == (name, named)

    def test_it_is_said_where_there_is_nothing(self, view: View) -> None:
        for name, moment in moments().items():
            told = view.empty(moment.at)
            assert re.fullmatch(rf"[A-Z].*\b{view.one}\b.*\.", told), (name, told)

    def test_the_legend_counts_every_line_that_has_a_state(self, view: View) -> None:
        for moment in moments().values():
            entries = moment.entries(view)
            told = re.findall(r"(\S) (\d+) ([a-z ]+)", legend(view, entries))
            assert sum(int(count) for _, count, _ in told) == sum(bool(entry.state) for entry in entries)


@every_view
class TestRowSource:
    def test_pages_put_together_are_all_lines_and_each_knows_its_place(self, view: View) -> None:
        for moment in moments().values():
            source = moment.source(view)
            paged = [line for first in range(0, source.count, 7) for line in source.page(first, first + 7)]
            assert [line.entry for line in paged] == moment.entries(view)
            assert [source.position_of(line.key) for line in paged] == list(range(source.count))
            assert source.page(source.count, source.count + 7) == []
            assert source.count_unfiltered == source.count

    def test_what_is_shown_is_harmless(self, view: View) -> None:
        for moment in moments().values():
            source = moment.source(view)
            for line in source.page(0, source.count):
                assert line.cells == tuple(map(literal, line.entry.cells))
                assert not [cell for cell in line.cells if re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", cell)]

    def test_the_texts_of_a_line_find_it_in_any_case(self, view: View) -> None:
        for name, moment in moments().items():
            entries = moment.entries(view)
            for entry in entries[len(entries) // 2 :][:1]:
                words = " ".join(f'"{cell}"' for cell in entry.cells if '"' not in cell)
                found = RowSource(view, moment.at, words.upper())
                assert found.position_of(entry.key) is not None, (name, entry)
                assert found.count_unfiltered == len(entries)

    def test_what_no_line_holds_leaves_none(self, view: View) -> None:
        source = RowSource(view, moments()["hostile"].at, "no such words anywhere")
        assert (source.count, source.page(0, 9), source.position_of("office:x")) == (0, [], None)


class TestFilters:
    """A filter keeps the lines that hold every word, accents and case aside."""

    @pytest.fixture
    def at(self) -> Reading:
        return moments()["shipped, in 2022"].at

    @pytest.mark.parametrize(
        ("view", "words", "found"),
        [
            ("people", "barcena", ["person:alicia-barcena"]),
            ("people", "ÁLVAREZ velasco", ["person:roberto-velasco"]),
            ("people", "alvarez peña", []),
            ("offices", "ebrard foreign", ["office:mx-foreign-secretary"]),
            ("calendar", "salazar tijuana", []),
            ("calendar", "kerry", ["eng:kerry-mexico-city-2022-02-meeting", "eng:kerry-mexico-city-2022-02"]),
        ],
    )
    def test_folds_accents_and_case(self, at: Reading, view: str, words: str, found: list[str]) -> None:
        assert [line.key for line in RowSource(VIEWS[view](), at, words).page(0, 99)] == found

    def test_former_holders_and_other_names_are_found_though_no_cell_shows_them(self, at: Reading) -> None:
        source = RowSource(VIEWS["offices"](), at, "barcena")
        assert [line.key for line in source.page(0, 9)] == ["office:mx-foreign-secretary"]
        assert not any("Bárcena" in cell for line in source.page(0, 9) for cell in line.cells)


@pytest.mark.parametrize("name", [name for name in VIEWS if not VIEWS[name].uses_day])
def test_a_view_that_follows_no_day_is_the_same_on_all_days(name: str) -> None:
    view = VIEWS[name]()
    told = [Moment(shipped(), day).entries(view) for day in ("1066-10-14", "2022-03-20", "2026-11-21")]
    assert told[0] == told[1] == told[2]


@every_view
def test_what_settles_a_doubt_is_said_of_states_that_the_view_has(view: View) -> None:
    states = {state for _, state in view.states}
    assert {state for state, _ in view.settled_by} <= states


def test_what_settles_a_doubt_is_said_in_a_sentence_or_not_at_all() -> None:
    offices = VIEWS["offices"]()
    assert offices.settling(Entry("office:a", (), "possible")).startswith("a source that places")
    assert "an assessment" in offices.settling(Entry("office:a", (), "contested"))
    assert offices.settling(Entry("office:a", (), "certain")) == ""
    assert VIEWS["relations"]().settling(Entry("person:a person:b", (), "possibly met"))
