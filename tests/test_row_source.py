"""Filters and first pages over small ledgers and the one that ships: the lines kept are the lines meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation import sifting
from legation.errors import NotUnderstood, TooManyRows
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.row_source import RowSource
from legation.stores.files import Files
from legation.view import VIEWS

EVENTS = Path(__file__).parents[1] / "events"
DAY = "2024-07-17"


@pytest.fixture(scope="module")
def at() -> Reading:
    model = ReadModel(Files.open(str(EVENTS)))
    model.catch_up()
    return Reading(model, DAY)


def kept(at: Reading, view: str, words: str) -> list[str]:
    return list(RowSource(VIEWS[view](), at, words).keys)


class TestTerms:
    def test_who_keeps_what_rests_on_events_that_name_the_person(self, at: Reading) -> None:
        found = kept(at, "calendar", "who:salazar")
        assert len(found) > 3
        for key in found:
            facts = [at.fact(p) for p in at.evidence("engagements", key)]
            named = {id_ for fact in at.naming("person:ken-salazar") for id_ in (fact.position,)}
            touched = {f.position for f in at.naming(key)}
            assert facts
            assert named & touched, key

    def test_a_place_stands_for_all_within_it(self, at: Reading) -> None:
        town, land = kept(at, "calendar", "place:tijuana"), kept(at, "calendar", "place:mexico")
        assert town
        assert set(town) < set(land)

    def test_without_is_the_rest(self, at: Reading) -> None:
        every = kept(at, "calendar", "")
        for words in ("who:kerry", "visit", "kind:visit", "state:held", "after:2022-03"):
            some, others = kept(at, "calendar", words), kept(at, "calendar", f"-{words}")
            assert some, words
            assert sorted(some + others) == sorted(every), words

    def test_a_source_keeps_what_it_tells_of(self, at: Reading) -> None:
        for key in kept(at, "sources", "source:convocation"):
            assert "Convocation" in at.name(key)
        assert 0 < len(kept(at, "people", "source:convocation")) < len(kept(at, "people", ""))

    def test_before_and_after_part_the_events_at_the_ends_of_a_period(self, at: Reading) -> None:
        early, late = kept(at, "audit", "before:2022"), kept(at, "audit", "after:2022")
        assert early
        assert late
        assert kept(at, "audit", "before:2022-01-01") == early
        assert kept(at, "audit", "after:2022-12-31") == late

    def test_state_is_the_word_of_the_line(self, at: Reading) -> None:
        states = {VIEWS["offices"]().entry(key, at).state for key in kept(at, "offices", "state:carried")}
        assert states == {"carried"}

    def test_kind_is_what_happened(self, at: Reading) -> None:
        for key in kept(at, "audit", "kind:figure"):
            assert "figure" in at.fact(int(key)).type

    def test_a_day_that_is_none_is_refused_with_what_would_be(self, at: Reading) -> None:
        with pytest.raises(NotUnderstood, match=r"'before:xyz' is no day: expected"):
            kept(at, "calendar", "before:xyz")


class TestManyRows:
    """Beyond a number of rows no line is made to find words in it."""

    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sifting, "MANY", 20)

    @pytest.mark.parametrize(
        "words", ["salazar", "kerry -tijuana", "climate", "who:ebrard forum", '"border infrastructure"']
    )
    def test_what_a_line_says_in_names_and_texts_is_found_all_the_same(
        self, at: Reading, words: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked_up = set(kept(at, "calendar", words))
        monkeypatch.setattr(sifting, "MANY", 2_000)
        read = set(kept(at, "calendar", words))
        assert read
        assert "-" in words or read <= looked_up

    def test_a_state_needs_fewer_rows(self, at: Reading) -> None:
        with pytest.raises(TooManyRows, match="too many rows to filter by state"):
            kept(at, "calendar", "state:held")
        assert kept(at, "calendar", "who:kerry state:held")

    def test_the_audit_goes_by_the_events_themselves(self, at: Reading) -> None:
        found = kept(at, "audit", "salazar")
        assert found == sorted(found, key=int)
        assert "20" in found


class TestWindows:
    @pytest.mark.parametrize("view", ["offices", "calendar", "audit", "positions", "relations"])
    @pytest.mark.parametrize("backwards", [False, True])
    def test_a_first_page_is_what_the_whole_list_shows_there(self, at: Reading, view: str, backwards: bool) -> None:
        shown = VIEWS[view]()
        if backwards and not shown.ordered_by:
            pytest.skip("the list stands in the order of no column")
        sort = f"-{shown.ordered_by}" if backwards else ""
        whole = list(RowSource(shown, at, sort=sort).keys)
        for index in range(0, len(whole), max(1, len(whole) // 7)):
            part = RowSource(shown, at, sort=sort).window(whole[index], 0, 5, 9)
            start = whole.index(part.keys[0])
            assert list(part.keys) == whole[start : start + len(part.keys)]
            assert part.keys[part.cursor] == whole[index]
            assert part.first == (start == 0)
            assert part.last == (start + len(part.keys) == len(whole))

    def test_its_end_is_the_end_of_the_list(self, at: Reading) -> None:
        source = RowSource(VIEWS["calendar"](), at)
        part = source.window("", -1, 5, 9)
        assert part.last
        assert part.keys[-1] == source.keys[-1]
