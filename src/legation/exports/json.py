"""One object for other programs: lossless, with characters that hide or turn text escaped."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from legation.export import Export, Table
from legation.literal import escaped_json


class Json(Export):
    """Every row with its key, its cells as they are, and the events behind it."""

    about, ending = "an object for other programs", "json"

    def text(self, table: Table) -> Iterator[str]:
        """Yield the moment, then a line of text for each row."""
        yield _written({**table.head, "documents": table.documents}).removesuffix("}") + ',"rows":['
        for number, row in enumerate(table.rows()):
            yield ("," if number else "") + "\n" + _written(row.whole)
        yield "\n]}\n"


def _written(value: object) -> str:
    return escaped_json(orjson.dumps(value).decode())
