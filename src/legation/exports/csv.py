"""A table for spreadsheets: no cell is taken for a formula, and two lines say what it stands on (storage.md 5)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from legation.export import Export, Table
from legation.literal import guarded, literal

_GUARDED = "a leading ' keeps a cell from being taken for a formula"


class Csv(Export):
    """Comma-separated, UTF-8, one line a row."""

    about, ending = "a table for spreadsheets", "csv"

    def text(self, table: Table) -> Iterator[str]:
        """Yield two lines about the table, the titles, and the rows."""
        yield _row(f"# {table.basis}")
        yield _row(f"# {_GUARDED}")
        yield _row("key", *table.titles, table.behind)
        for row in table.rows():
            yield _row(row.key, *row.cells, row.behind)


def _row(*cells: str) -> str:
    written = StringIO()
    # What says that it is a remark begins with a sign that no spreadsheet takes for a formula.
    csv.writer(written, lineterminator="\n").writerow([guarded(literal(cell)) for cell in cells])
    return written.getvalue()
