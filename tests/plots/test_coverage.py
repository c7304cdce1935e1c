"""Coverage: how much of each document is cited, slice by slice."""

from __future__ import annotations

from legation.plot import Band, drawn
from legation.row_source import RowSource
from legation.view import VIEWS
from readings import court, reading, seen
from trial import cited, source

LONG = b"".join(b"line %d\n" % n for n in range(1, 33))


def band(*spans: tuple[int, int], room: int = 80) -> Band:
    events = (seen("rufus", "2021", evidence=[cited(a, b, "doc:long", LONG)]) for a, b in spans)
    at = reading(court(source("doc:long", LONG, title="Long"), *events))
    found = drawn("coverage", RowSource(VIEWS["sources"](), at), room)
    return next(band for band in found.bands if band.label == "Long")


def test_a_line_of_a_short_document_is_a_cell() -> None:
    found = band((1, 4), (2, 2), (32, 32))
    assert "".join(cell.text for cell in found.cells) == "████" + "·" * 27 + "█"
    assert found.after == "5 of 32"
    assert found.cells[1].says == "Long, line 2: 1 of 1 cited by 2 events"
    assert found.cells[4].says == "Long, line 5: not cited"


def test_a_narrow_screen_has_fewer_and_wider_slices_that_hold_all_lines() -> None:
    found = band((1, 3), room=31)
    assert len(found.cells) == 8
    assert [cell.text for cell in found.cells][:2] == ["▆", "·"]
    assert found.cells[0].says == "Long, lines 1–4: 3 of 4 cited by 1 event"
