"""The repairs that are safe, because they change nothing that was acknowledged; and what is wrong with the copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from legation.command import Desk, progress
from legation.commands._verifying import Found
from legation.commit import put_seal_aside
from legation.comparing import partings, unsound
from legation.disk import Disk
from legation.doctor import Ailment, Examined
from legation.newer import Newer
from legation.read_model import ReadModel, cache_path
from legation.segments import SEAL
from legation.stores.files import Files
from legation.tablefile import remove
from legation.tables import fingerprint, opened_to_read
from legation.upcast import fact_of
from legation.words import counted

_UNSEALED = {"D10", "D11"}
_SIGNED = "\n— ".encode()


def _tail(desk: Desk, found: Examined) -> list[str]:
    """Set aside what an append left unfinished."""
    if not any(ailment.code == "D01" for ailment in found.ailments):
        return ["tail: nothing to do, no append was left unfinished"]
    with Files.open(str(desk.place)) as store:
        store.append(lambda size: [])  # whoever appends recovers first
        return [f"tail: set aside; {notice}" for notice in store.notices if "torn-" in notice]


def _checkpoint(desk: Desk, found: Examined) -> list[str]:
    """Seal what is there, where there is no checkpoint that can be read; say what is not known thereafter."""
    grave = {ailment.code for ailment in found.ailments if ailment.kind.grave}
    if not grave & _UNSEALED:
        return ["checkpoint: nothing to do, it is there and can be read"]
    if others := sorted(grave - _UNSEALED):
        return [f"checkpoint: not sealed anew, as the lines do not hold: see to {', '.join(others)} first"]
    if "D11" in grave and _SIGNED in (desk.place / SEAL).read_bytes()[: 1 << 16]:
        return ["checkpoint: not touched, as it bears a signature: restore it, or have whoever holds the key seal anew"]
    told = []
    if "D11" in grave:
        told.append(f"checkpoint: the unreadable one is kept as {put_seal_aside(Disk(), str(desk.place))}")
    with Files.open(str(desk.place)) as store:
        seal = store.seal()
    lost = "whether lines behind it were lost, nobody can tell any more"
    return [*told, f"checkpoint: sealed anew for {counted(seal.size, 'event')}, root {seal.root.hex()}; {lost}"]


def _read_model(desk: Desk, found: Examined) -> list[str]:
    """Throw the copy away and make it anew."""
    path = cache_path(str(desk.place))
    remove(path)
    return [f"read-model: made anew, {counted(desk.model.size, 'event')}, at {path}"]


REPAIRS: dict[str, Callable[[Desk, Examined], list[str]]] = {
    "tail": _tail,
    "checkpoint": _checkpoint,
    "read-model": _read_model,
}


def of_events(desk: Desk) -> Iterator[Ailment]:
    """Yield what keeps this version of the program from understanding all events, which are sound."""
    read = (fact_of(line.entry) for line in desk.store.read())
    newer = [(fact.position, fact.called()) for fact in read if isinstance(fact, Newer)]
    if newer:
        more = f", and {counted(len(newer) - 1, 'event')} more" if len(newer) > 1 else ""
        yield Ailment("D40", f"#{newer[0][0]}", f"{newer[0][1]}{more}")


def of_read_model(desk: Desk) -> Iterator[Ailment]:
    """Yield what is wrong with the read model, held against one that is folded anew; neither of them is kept."""
    path = cache_path(str(desk.place))
    if not path.exists():
        return
    with TemporaryDirectory(prefix="anew-", dir=path.parent) as folder:
        try:
            kept = _copied(path, Path(folder, "kept.sqlite"))
        except sqlite3.DatabaseError as error:
            yield Ailment("D32", str(path), str(error))
            return
        if kept.get("code") != fingerprint():
            yield Ailment("D30", str(path), "it was made by another version of the program")
            return
        head = desk.store.head()
        if kept.get("root") != head.root.hex():
            yield Ailment("D30", str(path), f"it holds {kept.get('size', '0')} of {head.size:,} events")
        yield from _parting(desk, path, Path(folder))


def _copied(path: Path, to: Path) -> dict[str, str]:
    """Copy the tables as they stand, and return what is remembered beside them."""
    with closing(opened_to_read(path)) as kept, closing(sqlite3.connect(to)) as copy:
        kept.backup(copy)
        return {str(name): str(value) for name, value in copy.execute("select name, value from meta")}


def _parting(desk: Desk, path: Path, folder: Path) -> Iterator[Ailment]:
    kept, anew = (ReadModel(desk.store, folder / f"{name}.sqlite") for name in ("kept", "anew"))
    try:
        fault = unsound(kept)
        for model in (kept, anew):
            model.catch_up(lambda done, of: progress(f"folding anew: {done:,} of {of:,} events"))
        progress()
        found = Found.of(chain(partings(kept, anew)))
    finally:
        kept.db.close()
        anew.db.close()
    if fault:
        yield Ailment("D32", str(path), fault)
    elif found.number:
        yield Ailment("D31", str(path), f"it parts{found}")
