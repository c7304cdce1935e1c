"""What can go wrong: errors in use, and `Fault`, what is wrong in data.

LegationError                 used wrongly, or the environment is broken: exit status 2
├── Refused                   data was not taken; carries every fault: exit status 1
├── NoLedger                  no ledger where one was looked for
├── LedgerExists              `init` where a ledger stands already
├── LedgerMoved               the head is not where the writer expected it
├── LedgerBusy                another writer holds the lock
├── Damaged                   the bytes of the ledger are not what was written
├── NotWritable               a file system that cannot keep what `append` promises
├── NotUnderstood             a word on the command line that nothing answers to
├── Ambiguous                 a word that several things answer to
├── QueryRefused              SQL that cannot be answered, or would do more than read
├── QueryStopped              SQL that took more time or room than it may: exit status 1
├── NoLongerCounts            an event that was retracted, where one is meant that counts
├── NothingToCorrect          a correction that would say what the event says already
├── NotOneThing               two ids that no match joins, where the match is to be undone
├── OneInOtherWays            two ids that no single retraction would part
└── DocumentNotAtHand         the text of a document is needed and was not found

An error takes facts and writes its own sentence; a fault is a value and is collected with its like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in data: a stable code, the place, what was found, what was expected, what to do.

    `code` is E000–E099 for a line itself, E100–E199 for rule R1, … E1000–E1099 for R10; W1–W12 are warnings.
    `line` counts from 1 in the file the person gave (0: no line); `field` is a path such as `data.evidence.0.lines`.
    `positions` are the events of the ledger that it rests on.
    """

    code: str
    what: str
    expected: str = ""
    remedy: str = ""
    field: str = ""
    file: str = ""
    line: int = 0
    positions: tuple[int, ...] = ()

    def at(self, file: str, line: int) -> Fault:
        """Return the same fault with its place filled in."""
        return replace(self, file=file, line=line)

    def __str__(self) -> str:
        place = f"{self.file or '-'}:{self.line}: " if self.line else ""
        field = f"{self.field}: " if self.field else ""
        rest = "; ".join(part for part in (self.expected and f"expected {self.expected}", self.remedy) if part)
        events = f" ({', '.join(f'#{position}' for position in self.positions)})" if self.positions else ""
        return f"{place}{self.code} {field}{self.what}{events}{'; ' if rest else ''}{rest}"


class LegationError(Exception):
    """The program was used wrongly, or what it stands on is broken."""

    status = 2

    @property
    def name(self) -> str:
        """What the error is called for ever, to search for: `ledger-moved`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()


class Refused(LegationError):
    """Data was not taken: every fault found in it, none of it written."""

    status = 1

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class NoLedger(LegationError):
    """There is no ledger at the place looked at."""

    def __init__(self, place: str) -> None:
        super().__init__(f"no ledger at {place}: name one with --ledger, or start one with `legation init`")


class LedgerExists(LegationError):
    """A ledger stands where one was to be started."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} already holds a ledger: append to it, or name an empty place")


class LedgerMoved(LegationError):
    """The head is not the one the writer had read."""

    def __init__(self, expected: int, found: int) -> None:
        self.expected, self.found = expected, found
        super().__init__(f"the ledger stands at {found}, not at {expected}: somebody appended; look again and retry")


class LedgerBusy(LegationError):
    """Another process has held the lock for longer than we wait."""

    def __init__(self, place: str, seconds: float) -> None:
        super().__init__(f"{place} is being written by another program (waited {seconds:g} s): try again")


class Damaged(LegationError):
    """The stored bytes are not what was written; nothing is repaired without being asked.

    `position` is the last position that can still be proved.
    """

    status = 1

    def __init__(self, place: str, what: str, position: int) -> None:
        self.place, self.what, self.position = place, what, position
        super().__init__(
            f"{place}: {what}; events up to {position} hold. "
            "Nothing was changed: restore the file, then run `legation verify`"
        )


class NotWritable(LegationError):
    """The place cannot keep the promises that an append makes."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"cannot write at {place}: {why}. Reading works; keep the writable ledger on a local disk")


class NotUnderstood(LegationError):
    """A word that nothing answers to, with what comes near it."""

    def __init__(self, word: str, wanted: str, near: Sequence[str] = ()) -> None:
        self.near = tuple(near)
        hint = f": did you mean {', '.join(self.near)}?" if self.near else ""
        super().__init__(f"{word!r} is no {wanted}{hint}")


class Ambiguous(LegationError):
    """A word that several things answer to, with all of them, or the first where they are many."""

    def __init__(self, word: str, wanted: str, count: int, named: Sequence[str]) -> None:
        more = f" and {count - len(named)} more" if count > len(named) else ""
        super().__init__(
            f"{word!r} fits {count} of kind {wanted}: {'; '.join(named)}{more}. Say more of the name, or the id"
        )


class QueryRefused(LegationError):
    """SQL that cannot be answered: it is not understood, comes to nothing, or would do more than read."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"the query cannot be answered: {what}. Expected one SELECT over what `legation query --schema` lists; "
            "it can read, and nothing else"
        )


class QueryStopped(LegationError):
    """SQL that was stopped on its way, because it took more time or room than it may."""

    status = 1

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"the query was stopped: {what}. What was printed is not all; {remedy}")


class NoLongerCounts(LegationError):
    """An event was named that counts no more: what took it back, at which position, what stands for it (0: nothing)."""

    def __init__(self, position: int, why: str, by: int, instead: int) -> None:
        remedy = (
            f"name #{instead}, which stands in its place now" if instead else f"`legation retract {by}` restores it"
        )
        super().__init__(f"#{position} no longer counts: it was {why}; {remedy}")


class NothingToCorrect(LegationError):
    """What was given for an event is what it says already."""

    def __init__(self, position: int) -> None:
        super().__init__(
            f"nothing of #{position} would change: give a field another value, or take one away with --without; "
            f"`legation correct {position} --help` lists them"
        )


class NotOneThing(LegationError):
    """No live match joins two ids."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other} are two already: no match that counts joins them; nothing is to be undone")


class OneInOtherWays(LegationError):
    """Two ids are one through other matches, all of which are right or wrong by themselves."""

    def __init__(self, one: str, other: str, ways: Sequence[str], numbers: Sequence[int]) -> None:
        each = " or ".join(f"`legation unmatch {number}`" for number in numbers)
        super().__init__(f"{one} and {other} are one through {'; '.join(ways)}. Undo what is wrong of it: {each}")


class DocumentNotAtHand(LegationError):
    """The text of a document is needed and no file with its hash was found."""

    def __init__(self, document: str, sha256: str) -> None:
        super().__init__(
            f"the text of {document} is not at hand: give --documents DIR (or LEGATION_DOCUMENTS) "
            f"with the file whose SHA-256 is {sha256[:12]}…"
        )
