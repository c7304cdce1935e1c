"""The documents the ledger rests on, and how much of each is cited."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from legation.claim import dated, first
from legation.dates import in_words
from legation.projections.citations import Citation
from legation.projections.sources import Source
from legation.reading import Reading
from legation.tables import text_key
from legation.view import Column, Entry, Note, Sections, View, Why, told
from legation.words import about, counted, what

_BARS = "·▁▂▃▄▅▆▇█"
_BINS = 16


class Sources(View):
    """One line a document; the bars show, from its first line to its last, the share that an event cites."""

    digit, name, short, one = 8, "Sources", "Source", "document"
    projections, kinds = ("sources",), ("doc",)
    uses_day = False
    columns = (
        Column("", 1),
        Column("Document", 0),
        Column("Kind", 8, keep=3),
        Column("Origin", 26, keep=2),
        Column("Coverage", _BINS, keep=1),
        Column("Lines cited", 12, right=True),
        Column("Events", 6, keep=1, right=True),
    )
    states = (("✓", "cited"), ("·", "not cited"))

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one document."""
        row = cast("Source", at.row("sources", key))
        cited = cited_lines(key, at)
        lines = first(row.lines) or 0
        events = {position for positions in cited.values() for position in positions}
        state = "cited" if cited else "not cited"
        share = f"{len(cited)} of {lines}" if lines else str(len(cited))
        cells = ("✓" if cited else "·", at.name(key), first(row.kind) or "", first(row.origin) or "",
                 _coverage(set(cited), lines), share, str(len(events)))  # fmt: skip
        return Entry(key, cells, state, tuple(at.evidence("sources", key)))

    def why(self, key: str, at: Reading, field: str = "") -> Why:
        """Say what the document is, and which events cite each of its lines."""
        row = cast("Source", at.row("sources", key))
        published = dated(row.published).value
        verdict = [
            f"Fingerprint {first(row.sha256) or 'unknown'}.",
            f"Published {in_words(published)} ({first(row.published_basis)})."
            if published
            else "Its day of publication is unknown.",
            f"Whose account it is: {first(row.origin) or 'unknown'}.",
        ]
        cited = cited_lines(key, at)
        by_line = tuple(
            Note(f"line {line}: {counted(len(positions), 'event')}, #{positions[0]}"
                 + (f" to #{positions[-1]}" if len(positions) > 1 else ""))
            for line, positions in sorted(cited.items())
        )  # fmt: skip
        return Why(at.name(key), "a document", tuple(verdict), (
            ("Registered", told(at, at.evidence("sources", key))),
            ("Cited lines", by_line),
        ))  # fmt: skip

    def page(self, key: str, at: Reading) -> Sections:
        """Return each stretch of lines with the events that cite it, as the text goes, and what is not cited."""
        row = cast("Source", at.row("sources", key))
        spans = sorted(_spans(key, at))
        notes = tuple(Note(f"{_lines(a, b)}  {text}", position) for a, b, position in spans
                      for text in [_told(position, at)])  # fmt: skip
        cited = {line for a, b, _ in spans for line in range(a, b + 1)}
        rest = [line for line in range(1, (first(row.lines) or 0) + 1) if line not in cited]
        bare = (("Not cited", (Note(", ".join(_runs(rest))),)),) if rest else ()
        return ((("Line by line", notes),) if notes else ()) + bare


def _spans(document: str, at: Reading) -> set[tuple[int, int, int]]:
    """Return (first line, last line, position) of each stretch that an event cites."""
    return {
        (*claim.value["lines"], int(position))
        for _, position in at.keys_under("citations", document)
        for claim in cast("Citation", at.row("citations", document, position)).pieces
    }


def _told(position: int, at: Reading) -> str:
    fact = at.fact(position)
    return f"{what(fact)}: {about(fact, at.name)}"


def _lines(a: int, b: int) -> str:
    return f"line {a}" if a == b else f"lines {a}–{b}"


def _runs(lines: list[int]) -> Iterator[str]:
    """Yield stretches of numbers as one writes them: `1`, `3–5`."""
    start = 0
    for i, line in enumerate(lines):
        if i + 1 == len(lines) or lines[i + 1] != line + 1:
            yield str(line) if start == i else f"{lines[start]}–{line}"
            start = i + 1


def cited_lines(document: str, at: Reading) -> dict[int, list[int]]:
    """Return the lines of a document that events cite, each with the positions of those events, in order."""
    keys = at.model.db.execute(
        "select key from parts where id = ? and projection = 'citations'", (document,)
    ).fetchall()
    cited: dict[int, list[int]] = {}
    for position in sorted(int(text_key(text)[1]) for (text,) in keys):
        row = cast("Citation", at.row("citations", document, str(position))) if at.counts(position) else Citation()
        for claim in row.pieces:
            a, b = claim.value["lines"]
            for line in range(a, b + 1):
                positions = cited.setdefault(line, [])
                if position not in positions:
                    positions.append(position)
    return cited


def _coverage(cited: set[int], lines: int) -> str:
    """Draw the share of cited lines in equal stretches of the document; `·` where none is cited."""
    edges = [i * lines // _BINS for i in range(_BINS + 1)]
    stretches = [range(a + 1, max(a + 1, b) + 1) for a, b in pairwise(edges)]  # a short one gives lines several bars
    shares = [sum(line in cited for line in stretch) / len(stretch) for stretch in stretches]
    return "".join(_BARS[max(1, round(share * 8))] if share else _BARS[0] for share in shares) if lines else ""
