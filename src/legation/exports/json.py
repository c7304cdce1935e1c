"""One object for other programs: lossless, with characters that hide or turn text escaped."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from legation.export import Export, Table
from legation.literal import escaped_json


class Json(Export):
    """Every line with its key, its cells as they are, its state, and the events it rests on."""

    about, ending = "an object for other programs", "json"

    def text(self, table: Table) -> Iterator[str]:
        """Yield the moment, then a line of text for each row."""
        head = {
            "view": table.view.file, "as_of": table.at.day, "known_by": table.at.position, "filter": table.words,
            "sort": table.sort, "documents": table.documents,
        }  # fmt: skip
        yield _written(head).removesuffix("}") + ',"rows":['
        for number, line in enumerate(table.lines):
            entry = line.entry
            cells = dict(zip((name.lower() for name in table.titles), entry.cells, strict=True))
            row = {"key": entry.key, **cells, "state": entry.state, "sure": entry.sure, "at": entry.at}
            yield ("," if number else "") + "\n" + _written(row)
        yield "\n]}\n"


def _written(value: object) -> str:
    return escaped_json(orjson.dumps(value).decode())
