"""Reading a ledger from its first line to its last: trusted, and with everything asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from benchmarks.keeping import kept
from benchmarks.measure import Left, Ratio, Work, decode, duration, medians, rate, seconds, workshop
from benchmarks.peers import journals
from benchmarks.worlds import Event, world
from legation import audit
from legation.projection import PROJECTIONS
from legation.stores.files import Files
from legation.upcast import fact_of

MOST = 100_000
_PAGE = 1_000
TRUSTED = "trusted replay: decode, fold one projection in memory"
VERIFIED = "validated replay, `verify`: every byte, every shape"
CHECKED = "validated replay, `check`: every shape, every rule"


def measure(sizes: Sequence[int]) -> Iterator[Ratio | Left]:
    """Compare with F, the time in which orjson reads one line, and with what others take to replay the same events."""
    for size in (size for size in sizes if size <= MOST):
        yield from _one(size)


def _one(size: int) -> Iterator[Ratio | Left]:
    from benchmarks.peers import asynchronous, library

    runs = 7 if size <= 10_000 else 3
    with Files.open(str(kept(size))) as store, workshop() as folder:
        entries = [line.entry for line in store.read()]
        events = [event for batch in world(size) for event in batch]
        one, other = library.Peer(folder), asynchronous.Peer(folder)
        for start in range(0, size, _PAGE):
            for peer in (one, other):
                peer.append(events[start : start + _PAGE])
        works: list[Work] = [
            lambda: decode(entries),
            lambda: _trusted(entries),
            lambda: audit.verify(store),
            one.replay,
            one.follow,
            other.replay,
        ]
        floor, trusted, verified, rebuilt, followed, awaited = medians(*works, runs=runs)
        one.close()
        other.close()
        told = rate(size, trusted)
        yield Ratio(TRUSTED, "F", trusted / floor, 2.6, size, told)
        yield Ratio(TRUSTED, "eventsourcing, aggregates", rebuilt / trusted, 3, size, told, at_least=True)
        yield Ratio(TRUSTED, "eventsourcing, log of all events", followed / trusted, None, size, told, at_least=True)
        yield Ratio(TRUSTED, "eventsource-py", awaited / trusted, None, size, told, at_least=True)
        yield from _journals(events, trusted)
        told = rate(size, verified)
        yield Ratio(VERIFIED, "F", verified / floor, 6, size, told)
        yield Ratio(VERIFIED, "eventsourcing, aggregates", rebuilt / verified, 1.3, size, told, at_least=True)
        checked = seconds(lambda: list(audit.check(store)))
        told = rate(size, checked)
        yield Ratio(CHECKED, "F", checked / floor, 6, size, told)
        yield Ratio(CHECKED, "eventsourcing, aggregates", rebuilt / checked, 1.3, size, told, at_least=True)


def _trusted(entries: Sequence[bytes]) -> None:
    offices = PROJECTIONS["offices"]
    rows: dict[object, object] = {}
    for entry in entries:
        fact = fact_of(entry)
        for key, change in offices.changes(fact):
            rows[key] = change(rows.get(key) or offices.row(), fact)


def _journals(events: Sequence[Event], trusted: float) -> Iterator[Ratio | Left]:
    size = len(events)
    with workshop() as folder:
        text = journals.write(folder / "journal", islice(events, size))
        loads: dict[str, Callable[[], object] | str] = {
            "beancount, load": lambda: journals.beancount(text),
            "hledger, balance": journals.hledger(folder / "journal"),
        }
        for name, load in loads.items():
            if isinstance(load, str):
                yield Left(f"{TRUSTED}, against {name}", load)
            else:
                took = min(seconds(load) for _ in range(2))
                yield Ratio(TRUSTED, name, took / trusted, None, size, f"they take {duration(took)}", at_least=True)
