"""The documents the ledger rests on, and how much of each is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, TypeAlias, cast

from legation.citation import voice
from legation.claim import dated, first
from legation.dates import in_words
from legation.occasion import day_in_words
from legation.projections.citations import Citation
from legation.projections.sources import Source
from legation.reading import Reading
from legation.sourcing import ABSENT, DIFFERS, HERE, NOT_HELD, cited_lines, not_the_one, text_of, written_lines
from legation.view import Column, Entry, Note, Sections, View, Why, told
from legation.words import about, counted, sentence, what

_Said: TypeAlias = Mapping[str, Any]

_TOLD = {
    HERE: "The text is here, and its fingerprint matches",
    ABSENT: "The text is not at hand, so empty lines are counted. Name the folder that holds it with --documents",
    NOT_HELD: "It is only known by mention",
}
_MOST_SAID = 2  # things told by a line that are named
_MOST_COUNTED = 200  # documents of which the lines are counted together
_BARS = "·▁▂▃▄▅▆▇█"
_BINS = 16
_PLAIN = frozenset({"reported", "certain", "affirmed"})


class Sources(View):
    """One line a document; the bars show, from its first line to its last, the share that an event cites."""

    digit, name, short, one = 8, "Sources", "Source", "document"
    projections, kinds = ("sources",), ("doc",)
    uses_day = False
    plots = ("coverage",)
    ordered_by = "Document"
    columns = (
        Column("", 1, tally=True),
        Column("Document", 0, least=24),
        Column("Text", 7, keep=1, tally=True),
        Column("Lines cited", 11, keep=1, right=True, tally=True),
        Column("Coverage", _BINS, keep=2, tally=True, whole=True),
        Column("Events", 6, keep=1, right=True, tally=True),
        Column("Origin", 10, keep=3),
        Column("Kind", 8, keep=4),
    )
    states = (("✓", HERE), ("·", ABSENT), ("✗", DIFFERS), ("○", NOT_HELD))

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one document."""
        row = cast("Source", at.row("sources", key))
        cited, written = set(cited_lines(key, at)), written_lines(key, at)
        state = text_of(key, at)
        share = f"{len(cited)} of {len(written)}" if written else ""
        cells = (self.sign(state), at.name(key), state, share, _coverage(cited, written),
                 str(len(_events(key, at)) or ""), first(row.origin) or "", first(row.kind) or "")  # fmt: skip
        return Entry(key, cells, state, tuple(at.evidence("sources", key)))

    def why(self, key: str, at: Reading) -> Why:
        """Say what the document is, and line by line which events cite it, and which lines none does."""
        row = cast("Source", at.row("sources", key))
        published, lines = dated(row.published).value, first(row.lines) or 0
        day = (
            f"published {in_words(published)} ({first(row.published_basis)})"
            if published
            else "day of publication unknown"
        )
        kind_, origin = first(row.kind) or "document", first(row.origin) or "unknown"
        cited, written = set(cited_lines(key, at)), written_lines(key, at)
        state = text_of(key, at)
        # The sign of the line stands before its verdict.
        text = not_the_one(key, at) if state == DIFFERS else _TOLD[state]
        verdict = [sentence(text), f"{kind_.capitalize()} by {origin}, {day}."]
        if lines:
            blank = ", empty ones not counted" if len(written) < lines else ""
            verdict.append(f"{len(cited)} of {counted(len(written), 'line')} cited{blank}.")
        rest = tuple(note for run in _runs(sorted(set(written) - cited)) for note in (_uncited(run),))
        listed_ = sorted((*_cited_spans(key, at), *rest), key=lambda note: int(note.lead.split("–")[0]))
        title, fingerprint = at.name(key), first(row.sha256) or "unknown"
        return Why(title, "a document", tuple(verdict), (
            ("Line, events, and what they tell", tuple(listed_)),
            ("It is", (Note(f"fingerprint {fingerprint[:16]}…"), *told(at, at.evidence("sources", key)))),
        ), grounds=False, question=f"{title} · {counted(lines, 'line')}" if lines else title)  # fmt: skip

    def foot(self, at: Reading) -> str:
        """Count the documents, what cites them, and the lines cited."""
        keys = at.ids("sources")
        if len(keys) > _MOST_COUNTED:
            return ""
        events = {event for key in keys for event in _events(key, at)}
        cited = sum(len(set(cited_lines(key, at))) for key in keys)
        written = sum(len(written_lines(key, at)) for key in keys)
        return f"{counted(len(keys), 'document')} · {counted(len(events), 'event')} · {cited} of {written} lines cited"

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


def _cited_spans(key: str, at: Reading) -> Iterator[Note]:
    """Yield each stretch of lines with the events that cite it, and in a word or two what these tell."""
    spans: dict[tuple[int, int], list[int]] = {}
    for _, position in at.keys_under("citations", key):
        for claim in cast("Citation", at.row("citations", key, position)).pieces:
            a, b = claim.value["lines"]
            spans.setdefault((a, b), []).append(int(position))
    walked: set[int] = set()
    for (a, b), told_by in sorted(spans.items()):
        positions = sorted(set(told_by))
        # An event may stand at several lines; each line is walked by an event of its own, if it has one.
        chosen = next((p for p in positions if p not in walked), positions[0])
        walked.add(chosen)
        said = list(dict.fromkeys(what(at.fact(p)) for p in positions))
        more = f" +{len(said) - _MOST_SAID}" if len(said) > _MOST_SAID else ""
        lead = str(a) if a == b else f"{a}–{b}"
        yield Note(f"{_numbers(positions)} {', '.join(said[:_MOST_SAID])}{more}", chosen, lead=lead)


def _numbers(positions: Sequence[int]) -> str:
    """Write positions in short: `#411–413`, `#7 +3`."""
    low, high = positions[0], positions[-1]
    if len(positions) == 1:
        return f"#{low}"
    return f"#{low}–{high}" if high - low == len(positions) - 1 else f"#{low} +{len(positions) - 1}"


def _uncited(run: Sequence[int]) -> Note:
    return Note("not cited", lead=str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}")


def _events(key: str, at: Reading) -> set[int]:
    return {position for positions in cited_lines(key, at).values() for position in positions}


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    return [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]


def _not_cited(cited: Iterable[int], lines: int) -> str:
    """Return the lines that no event cites as one writes them: `2, 4–5`."""
    rest = sorted(set(range(1, lines + 1)) - set(cited))
    return ", ".join(_uncited(run).lead for run in _runs(rest))


def stretches(written: Sequence[int], count: int) -> list[Sequence[int]]:
    """Return the written lines of a document in `count` equal stretches; a short one gives its lines to several."""
    edges = [i * len(written) // count for i in range(count + 1)] if written else []
    return [written[a : max(a + 1, b)] for a, b in pairwise(edges)]


def height(share: float) -> str:
    """Return a share as a bar of one cell, `·` for none."""
    return _BARS[max(1, round(share * 8))] if share else _BARS[0]


def _coverage(cited: set[int], written: Sequence[int]) -> str:
    """Draw the share of cited lines in equal stretches of the document."""
    return "".join(height(sum(line in cited for line in s) / len(s)) for s in stretches(written, _BINS))
