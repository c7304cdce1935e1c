"""A page that stands by itself: for a browser, a word processor, or a mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from legation.export import Export, Table
from legation.literal import literal

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LOOK = (
    "body{font:15px/1.45 system-ui,sans-serif;margin:2em;color:#23282e}table{border-collapse:collapse}"
    "th,td{text-align:left;vertical-align:top;padding:.25em .8em .25em 0;border-bottom:1px solid #c9c2b2}"
    "p,li{max-width:60em}"
)


class Html(Export):
    """One table, no script, nothing fetched from anywhere."""

    about, ending = "a page for a browser, a word processor or a mail", "html"

    def text(self, table: Table) -> Iterator[str]:
        """Yield a heading, the moment, the rows, and the documents."""
        name = _safe(table.name)
        yield f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{name}</title>\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        yield f"<style>{_LOOK}</style></head><body>\n<h1>{name}</h1>\n<p>{_safe(table.basis)}</p>\n<table>\n"
        yield _row("th", [*table.titles, table.behind.capitalize()])
        for row in table.rows():
            yield _row("td", [*row.cells, row.behind])
        yield "</table>\n"
        if table.documents:
            yield "<h2>Sources</h2>\n<ul>\n"
            yield from (f"<li>{_safe(name)}</li>\n" for name in table.documents)
            yield "</ul>\n"
        yield "</body></html>\n"


def _row(tag: str, cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{_safe(cell)}</{tag}>' for cell in cells)}</tr>\n"


def _safe(text: str) -> str:
    return escape(literal(text))
