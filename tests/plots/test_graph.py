"""The graph: one in the middle, and what is one step away."""

from __future__ import annotations

from legation.plot import Plot, band_line
from legation.plots.graph import MOST, around
from readings import court, reading, seen
from trial import Event, entity, event, meeting


def came(who: str, eng: str = "eng:talks") -> Event:
    return event("engagement.attended", engagement=eng, participant=f"person:{who}")


TALKS = (
    meeting("eng:talks", title="Talks", when="2022-03-10"),
    came("rufus"),
    came("gloria"),
    seen("rufus", "2022-03-10"),
)


def graph(centre: str, *events: Event, room: int = 100, words: str = "", certain: bool = False) -> Plot:
    return around(centre, reading(court(*events)), room, words, certain=certain)


def drawn(found: Plot, room: int = 100) -> list[str]:
    return ["".join(piece.text for piece in band_line(found, band, room)).rstrip() for band in found.bands]


def test_a_person_stands_beside_those_met_and_the_offices_held() -> None:
    assert drawn(graph("person:rufus", *TALKS)) == [
        "▐Rufus Firefly▌ ──┬─ with ×1 ─▸ Gloria Teasdale     10 Mar 2022",
        "                  └─ holds ───▸ Leader of Freedonia ░ last seen 10 Mar 2022",
    ]


def test_where_there_is_no_room_the_middle_stands_above() -> None:
    first, *rest = drawn(graph("person:rufus", *TALKS, room=60), 60)
    assert first == "▐Rufus Firefly▌"
    assert [line[:5] for line in rest] == [" ├─ w", " └─ h"]


def test_every_line_leads_to_another_middle_and_names_the_row_that_says_why() -> None:
    [met, holds] = [band.cells[0] for band in graph("person:rufus", *TALKS).bands]
    assert (met.about, met.view, met.keys) == ("person:gloria", "relations", ("person:rufus person:gloria",))
    assert (holds.about, holds.view, holds.keys) == ("office:leader", "offices", ("office:leader",))


def test_an_office_stands_beside_its_holders_and_its_organisation() -> None:
    named = event("role.designated", person="person:vera", office="office:leader", act="elected", on="2022-06-02")
    found = graph("office:leader", *TALKS, named)
    assert [band.cells[0].text for band in found.bands] == ["Rufus Firefly", "Vera Marcal", "org:freedonia"]
    assert found.notes == ("2 people and 1 organisation",)


def test_an_organisation_stands_beside_its_offices_which_belong_to_it() -> None:
    [line] = drawn(graph("org:freedonia"))
    assert line.endswith("◂ of ── Leader of Freedonia")


def test_a_meeting_stands_beside_those_who_came() -> None:
    assert [band.cells[0].text for band in graph("eng:talks", *TALKS).bands] == ["Rufus Firefly", "Gloria Teasdale"]


def test_the_filter_and_what_is_certain_leave_less() -> None:
    assert [band.cells[0].text for band in graph("person:rufus", *TALKS, words="leader").bands] == [
        "Leader of Freedonia"
    ]
    assert [band.cells[0].text for band in graph("person:rufus", *TALKS, certain=True).bands] == ["Gloria Teasdale"]
    assert graph("person:rufus", *TALKS, words="zebra").notes == ("No tie matches “zebra”.",)


def test_more_than_forty_lines_are_counted_not_drawn() -> None:
    many = [entity(f"person:p-{i}", name=f"Person {i}") for i in range(50)]
    found = graph("person:rufus", *many, *TALKS, *(came(f"p-{i}") for i in range(50)))
    assert len([band for band in found.bands if band.cells]) == MOST
    assert found.notes[-1] == "and 12 more, / filters"


def test_whoever_stands_alone_is_told_so() -> None:
    assert graph("person:vera").notes == ("No tie to anybody is recorded.",)
