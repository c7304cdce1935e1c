"""Rows at the head, and which facts touched them, in SQLite: a copy of the ledger that catches up by itself.

Deleting it loses nothing. It is trusted while the ledger still has the line it stopped at and the same code folded it;
if the ledger grew, only the tail is folded; if anything else differs, all is built anew.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from legation.documents import Documents
from legation.fact import Fact
from legation.ids import digest_mark, kind
from legation.memo import Memo
from legation.replay import Identity
from legation.sealing import Seals
from legation.store import Head, Line, Store
from legation.tablefile import damaged, known_of, make, opened, remove, replace, told
from legation.tables import TABLES, Hold, alone, connect_anew, fingerprint, key_text
from legation.tree import Frontier, leaf
from legation.upcast import fact_of

if TYPE_CHECKING:
    from legation.loading import Assist

T = TypeVar("T")
Progress = Callable[[int, int], None]
# To rules, an assessment of what is struck still counts, though no row is made of it: only what is struck itself does
# not, or what it names could go and leave it pointing at nothing.
_STRUCK = """select r.target from retractions r where r.target is not null
    and not exists (select 1 from dead d where d.position = r.position and d.until is null)"""


def cache_path(place: str) -> Path:
    """Return where the read model of the ledger at `place` lies, in the user's cache directory."""
    home = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    name = hashlib.sha256(os.path.realpath(place).encode(errors="surrogateescape")).hexdigest()[:32]
    return Path(home) / "legation" / f"{name}.sqlite"


class ReadModel:
    """The tables over one store. Answers what the rules of an append ask, and what readings are made of."""

    def __init__(self, store: Store, path: Path | None = None, facts: int = 20_000) -> None:
        """Take the store and the file of the tables; None keeps them in memory. So many facts are kept at hand.

        `documents` are the texts at hand, `seals` tell how far the lines were read again, `memo` keeps what was found
        out of the tables: whoever opens it may set them.
        """
        self.store, self.path = store, path
        self.documents, self.seals, self.memo = Documents(), Seals(), Memo()
        self.db = opened(path)
        self._fact = lru_cache(maxsize=facts)(lambda position: fact_of(self._line(position)))

    @property
    def size(self) -> int:
        """The position of the last fact the tables hold."""
        return int(self.meta("size") or 0)

    def meta(self, name: str) -> str | None:
        """Return what was remembered under `name`."""
        found = self.db.execute("select value from meta where name = ?", (name,)).fetchone()
        return found and str(found[0])

    def remember(self, **values: str) -> None:
        """Keep small texts beside the tables."""
        self.db.executemany("insert or replace into meta values (?, ?)", values.items())

    def catch_up(self, progress: Progress | None = None) -> int:
        """Bring the tables to the head of the ledger; return how many facts were folded in."""
        try:
            return self._catch_up(progress)
        except sqlite3.DatabaseError as error:
            if not self.path or not damaged(error):
                raise told(error, self.path) from None
            self.db.close()
            remove(self.path)
            self.db = opened(self.path)
            return self._catch_up(progress)

    def _catch_up(self, progress: Progress | None) -> int:
        if self._is_current(self.store.head()):
            return 0
        if self.path and (not self.size or self.meta("code") != fingerprint()):
            self.db.close()
            if hold := alone(self.path):
                return self._build_beside(self.path, hold, progress)
            self.db = opened(self.path)
        with self._writing():
            # Another process may have been faster while we waited for the tables.
            head = self.store.head()
            if self._is_current(head):
                return 0
            if not self._grew_into(head):
                self._empty()
            return self._load(head, progress)

    def _load(self, head: Head, progress: Progress | None, assist: Assist | None = None) -> int:
        size = self.size
        if size < head.size:
            from legation.loading import Load  # most who open the tables find them current

            Load(self.db, size, lambda: self._tail(size, head.size, progress), self.facts_at, assist).run()
        known = self.store.known()
        self.remember(size=str(head.size), root=head.root.hex(), known=known.text(), code=fingerprint())
        return head.size - size

    def _build_beside(self, path: Path, hold: Hold, progress: Progress | None) -> int:
        """Build all in a new file and put it in the place of the old one, so that a crash leaves that one."""
        from legation import partner

        self.db, head = opened(path, hold), self.store.head()
        if self._is_current(head):  # another process was faster
            hold.share()
            return 0
        self.db.hold = None
        self.db.close()
        making, shared = (path.with_name(f"{path.name}.{end}") for end in ("new", "share"))
        making.unlink(missing_ok=True)
        try:
            self.db = connect_anew(making)
            self._fact.cache_clear()
            make(self.db)
            assist = partner.at_hand(self.db, self.store, head.size, shared)
            with self._writing("deferred"):  # at once, the tables of the partner would be locked too
                done = self._load(head, progress, assist)
            self.db.close()
            replace(path, making)
        finally:
            self.db.close()
            for left in (making, shared):
                left.unlink(missing_ok=True)
            try:
                self.db = opened(path, hold)  # nobody else may be at it while it is new
            finally:
                hold.share()
        return done

    def _is_current(self, head: Head) -> bool:
        return self.meta("root") == head.root.hex() and self.meta("code") == fingerprint()

    def _tail(self, size: int, upto: int, progress: Progress | None) -> Iterator[Line]:
        for line in self.store.read(size, upto):
            if progress and line.position % 1_000 == 0:
                progress(line.position - size, upto - size)
            yield line

    def _grew_into(self, head: Head) -> bool:
        """Tell whether the ledger is what we stopped at with more behind it: our peaks and the tail give its root."""
        known = known_of(self.meta("known"))
        if not known or known.size > head.size or self.meta("code") != fingerprint():
            return False
        frontier = Frontier(known.size, known.peaks)
        for line in self.store.read(known.size, head.size):
            frontier.append(leaf(line.entry))
        return frontier.root() == head.root

    def _empty(self) -> None:
        self._fact.cache_clear()
        for (view,) in self.db.execute("select name from sqlite_master where type = 'view'").fetchall():
            quoted = view.replace('"', '""')
            self.db.execute(f'drop view "{quoted}"')
        for table in TABLES:
            self.db.execute(f"drop table if exists {table}")
        make(self.db)

    @contextmanager
    def _writing(self, how: str = "immediate") -> Iterator[None]:
        self.db.execute(f"begin {how}")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.OperationalError):  # a full disk ends the transaction by itself
                self.db.execute("rollback")
            raise
        self.db.execute("commit")

    # What the rules of an append ask (rule.Known); everything as it stands at the head.

    def newer(self) -> list[int]:
        """Return the positions of the events that a later version wrote, in order."""
        return [p for (p,) in self.db.execute("select position from ids where instr(type, ':') > 0 order by 1")]

    def event(self, id: str) -> Fact | None:  # noqa: A002 the field's own word
        """Return the event of this id, live or not."""
        found = self.db.execute("select position from ids where id = ?", (id,)).fetchone()
        return self.fact(found[0]) if found else None

    def live(self, fact: Fact) -> bool:
        """Tell whether the fact counts: whether no live retraction names it."""
        return self.db.execute(f"{_STRUCK} and r.target = ?", (fact.position,)).fetchone() is None

    def about(self, id: str, *types: str) -> Sequence[Fact]:  # noqa: A002
        """Return the live facts whose subject is `id`, as written; of these types, if any are named."""
        of = f" and type in ({', '.join('?' * len(types))})" if types else ""
        return self._live(f"select position from ids where subject = ?{of}", id, *types)

    def naming(self, id: str) -> Sequence[Fact]:  # noqa: A002
        """Return the live facts that mention `id` anywhere, as written."""
        return self._live("select position from mentions where id = ?", id)

    def of_type(self, type: str) -> Iterable[Fact]:  # noqa: A002
        """Return the live facts of a type, in order of position."""
        return self._live("select position from ids where type = ?", type)

    def identified(self, scheme: str, value: str) -> Sequence[Fact]:
        """Return the live `entity.identified` facts of one outside identifier."""
        # An assessment touches the rows of what it speaks of, and identifies nothing.
        touched = "select position from touches where projection = 'identifiers' and key = ?"
        return [fact for fact in self._live(touched, key_text((scheme, value))) if fact.type == "entity.identified"]

    def digested(self, sha256: str) -> Sequence[Fact]:
        """Return the live registrations of a document with these bytes."""
        return self._live("select position from mentions where id = ?", digest_mark(sha256))

    def survivor(self, id: str) -> str:  # noqa: A002
        """Return the id that goes on for `id`: itself unless a live match joins it to another."""
        found = self.db.execute("select survivor from same where id = ?", (id,)).fetchone()
        return str(found[0]) if found else id

    def members(self, id: str) -> Sequence[str]:  # noqa: A002
        """Return all ids joined with `id`, itself included."""
        told = self.db.execute("select id from same where survivor = ? order by id", (self.survivor(id),))
        return [member for (member,) in told] or [id]

    def near(self, id: str) -> Sequence[str]:  # noqa: A002
        """Return ids of the same kind that look like `id`, the likest first."""
        prefix = f"{kind(id)}:"
        told = self.db.execute(
            "select distinct subject from ids where subject >= ? and subject < ?", (prefix, prefix[:-1] + ";")
        )
        return get_close_matches(id, [subject for (subject,) in told], n=3, cutoff=0.75)

    def _live(self, positions: str, *values: str) -> list[Fact]:
        return list(self.facts_at(p for (p,) in self.db.execute(
            f"select position from ({positions}) p where not exists ({_STRUCK} and r.target = p.position) "
            "order by position", values
        ).fetchall()))  # fmt: skip

    # What readings are made of.

    def fact(self, position: int) -> Fact:
        """Return the fact at a position; raises KeyError if the ledger has none there."""
        return self._fact(position)

    def facts_at(self, positions: Iterable[int]) -> Iterator[Fact]:
        """Yield the facts at these positions, in their order."""
        return map(self._fact, positions)

    def _line(self, position: int) -> bytes:
        found = self.db.execute("select place from ids where position = ?", (position,)).fetchone()
        if not found:
            raise KeyError(position)
        return self.store.line(found[0])

    def leaf(self, position: int) -> bytes:
        """Return the hash of the line at a position, as it lies there now; raises KeyError or Damaged."""
        return leaf(self._line(position))

    def position_at(self, time: datetime) -> int:
        """Return the last position recorded no later than `time`; 0 if there is none."""
        text = time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        found = self.db.execute("select max(position) from ids where recordedtime <= ?", (text,)).fetchone()
        return int(found[0] or 0)

    def identity(self) -> Identity:
        """Return who is who at the head."""
        told = "select id, survivor from same"
        return self.kept(("identity",), lambda: Identity(dict(self.db.execute(told))))

    def kept(self, asked: tuple[str | int, ...], find: Callable[[], T]) -> T:
        """Return what `find` found when this was asked of the tables as they stand, or finds now."""
        return self.memo.get((*asked, self.meta("root")), find)
