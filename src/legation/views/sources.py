"""The documents the ledger rests on, and how much of each is cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, TypeAlias, cast

from legation.citation import voice
from legation.claim import dated, first
from legation.dates import in_words
from legation.occasion import day_in_words
from legation.projections.citations import Citation
from legation.projections.sources import Source
from legation.reading import Reading
from legation.view import Column, Entry, Note, Sections, View, Why, told
from legation.words import about, counted, what

_Said: TypeAlias = Mapping[str, Any]

_BARS = "·▁▂▃▄▅▆▇█"
_BINS = 16
_PLAIN = frozenset({"reported", "certain", "affirmed"})


class Sources(View):
    """One line a document; the bars show, from its first line to its last, the share that an event cites."""

    digit, name, short, one = 8, "Sources", "Source", "document"
    projections, kinds = ("sources",), ("doc",)
    uses_day = False
    ordered = "Document"
    columns = (
        Column("", 1, tally=True),
        Column("Document", 0),
        Column("Kind", 8, keep=3),
        Column("Origin", 26, keep=2),
        Column("Coverage", _BINS, keep=1, tally=True),
        Column("Lines cited", 12, right=True, tally=True),
        Column("Events", 6, keep=1, right=True, tally=True),
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

    def why(self, key: str, at: Reading) -> Why:
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
        cited, lines = cited_lines(key, at), first(row.lines) or 0
        events = {position for positions in cited.values() for position in positions}
        verdict.append(f"{counted(len(events), 'event cites', 'events cite')} {_share(len(cited), lines)}.")
        if bare := _not_cited(cited, lines):
            verdict.append(f"Not cited, or empty: {bare}.")
        return Why(at.name(key), "a document", tuple(verdict), (
            ("Registered", told(at, at.evidence("sources", key))),
        ))  # fmt: skip

    def page(self, key: str, at: Reading) -> Sections:
        """Return each stretch of lines with the events that cite it, as the text goes, and what no event cites."""
        spans: dict[tuple[int, int], dict[int, list[_Said]]] = {}
        for _, position in at.keys_under("citations", key):
            for claim in cast("Citation", at.row("citations", key, position)).pieces:
                a, b = claim.value["lines"]
                spans.setdefault((a, b), {}).setdefault(int(position), []).append(claim.value)
        lines = first(cast("Source", at.row("sources", key)).lines) or 0
        cited = [line for a, b in spans for line in range(a, b + 1)]
        bare = _not_cited(cited, lines)
        return (
            *(
                (_place(*span), tuple(_cites(p, said, at) for p, said in sorted(spans[span].items())))
                for span in sorted(spans)
            ),
            *((("Not cited, or empty", (Note(bare),)),) if bare else ()),
        )


def _cites(position: int, said: Sequence[_Said], at: Reading) -> Note:
    """Return an event with how the lines carry it, where they do not plainly say so."""
    fact = at.fact(position)
    voices = [voice(piece, at) for piece in said]
    doubts = [
        piece[name] for piece in said for name in ("certainty", "polarity") if piece.get(name, "certain") != "certain"
    ]
    marks = (*(v for v in voices if v != "reported"), *(d for d in doubts if d != "affirmed"))
    text = " · ".join(dict.fromkeys((f"{what(fact)}: {about(fact, at.name)}", *marks)))
    return Note(text, position, day_in_words(fact, at))


def _place(a: int, b: int) -> str:
    return f"line {a}" if a == b else f"lines {a}–{b}"


def _share(cited: int, lines: int) -> str:
    return f"{cited} of its {counted(lines, 'line')}" if lines else counted(cited, "line")


def _not_cited(cited: Iterable[int], lines: int) -> str:
    """Return the lines that no event cites as one writes them: `2, 4–5`."""
    rest = sorted(set(range(1, lines + 1)) - set(cited))
    runs = [[number for _, number in run] for _, run in groupby(enumerate(rest), key=lambda pair: pair[1] - pair[0])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def cited_lines(document: str, at: Reading) -> dict[int, list[int]]:
    """Return the lines of a document that events cite, each with the positions of those events, in order."""
    cited: dict[int, list[int]] = {}
    for position in sorted(int(position) for _, position in at.keys_holding("citations", document)):
        for claim in cast("Citation", at.row("citations", document, str(position))).pieces:
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
