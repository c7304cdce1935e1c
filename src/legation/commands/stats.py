"""Say what the ledger holds: by type, document and view, how sure, and on how many independent accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import click

from legation.claim import weight
from legation.command import Desk, answer, reading_options
from legation.fact import Fact
from legation.reading import Reading
from legation.row_source import RowSource
from legation.supporting import support
from legation.view import VIEWS
from legation.words import counted

section = "read"


@click.command()
@reading_options
@click.pass_obj
def command(desk: Desk, as_of: str | None, known_by: str | None, form: str | None) -> None:
    """Count what the ledger holds: events by type and document, lines by view, how sure, in whose voice.

    Example: legation stats --as-of 2024-07-17
    """
    at = desk.reading(as_of, known_by)
    rows = [{"of": of, "what": what, "count": count} for of, what, count in _counts(at)]
    answer(at, form, ("of", "what", "count"), rows)


def _counts(at: Reading) -> Iterator[tuple[str, str, int]]:
    everything = list(at.facts())
    live = [fact for fact in everything if at.counts(fact.position)]
    yield "ledger", "events", len(everything)
    yield "ledger", "events that count", len(live)
    yield "ledger", "events struck", len(everything) - len(live)
    if newer := at.newer():
        yield "ledger", "events newer than this legation", len(newer)
    yield from _sorted("type", Counter(fact.type for fact in live))
    yield from _sorted("document", Counter(at.name(doc) for fact in live for doc in _documents(fact)))
    yield from _lines(at)
    yield from _sorted("how sure", Counter(weight(fact) for fact in live if fact.data.get("evidence")))
    yield from _sorted("voice", Counter(piece["voice"] for fact in live for piece in _pieces(fact)))
    rules = Counter(piece["rule"] for fact in live for piece in _pieces(fact) if piece["stance"] == "inferred")
    yield "inference", "events with an inference", sum(any(p["stance"] == "inferred" for p in _pieces(f)) for f in live)
    yield from _sorted("inference", Counter({f"by {rule.replace('-', ' ')}": n for rule, n in rules.items()}))


def _lines(at: Reading) -> Iterator[tuple[str, str, int]]:
    """Yield how many lines each view shows, how many of them are sure or contested, and on how much they rest."""
    states: Counter[str] = Counter()
    origins: Counter[int] = Counter()
    for view in (VIEWS[name]() for name in VIEWS):
        source = RowSource(view, at)
        yield "view", view.name, source.count
        if view.kinds:  # the audit shows the events themselves
            for key in source.keys:
                entry = source.line(key).entry
                states["contested" if entry.state == "contested" else "certain" if entry.sure else "possible"] += 1
                origins[support(at, entry.at)[1]] += 1
    yield from _sorted("line", Counter({f"that is {state}": n for state, n in states.items()}))
    yield from (("line", f"on {counted(n, 'origin')}", count) for n, count in sorted(origins.items()))


def _pieces(fact: Fact) -> list[Mapping[str, str]]:
    return list(fact.data.get("evidence", ()))


def _documents(fact: Fact) -> set[str]:
    return {piece["document"] for piece in _pieces(fact)}


def _sorted(of: str, counts: Counter[str]) -> Iterator[tuple[str, str, int]]:
    return ((of, what, count) for what, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
