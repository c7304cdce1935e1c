"""A table for a note: with what it stands on, and the documents behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from legation.export import Export, Table
from legation.literal import literal

_MARKS = re.compile(r"[\\`*_\[\]<>|~&!]")


class Markdown(Export):
    """A table as GitHub, pandoc and most editors read it."""

    about, ending = "a table for a note", "md"

    def text(self, table: Table) -> Iterator[str]:
        """Yield a heading, the moment, the rows, and the documents."""
        yield f"# {plain(table.name)}\n\n{plain(table.basis)}\n\n"
        yield _row([*table.titles, table.behind.capitalize()])
        yield f"|{' --- |' * (len(table.titles) + 1)}\n"
        for row in table.rows():
            yield _row([*row.cells, row.behind])
        if table.documents:
            yield "\nSources:\n\n"
            yield from (f"- {plain(name)}\n" for name in table.documents)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(plain, cells))} |\n"


def plain(text: str) -> str:
    """Return text of a ledger as Markdown that shows it and means nothing."""
    return _MARKS.sub(r"\\\g<0>", literal(text))
