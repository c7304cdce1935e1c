"""What can go wrong: errors in use, and `Fault`, what is wrong in data.

LegationError                 used wrongly, or the environment is broken: exit status 2
├── Refused                   data was not taken; carries every fault: exit status 1
├── NoLedger                  no ledger where one was looked for
├── LedgerExists              `init` where a ledger stands already
├── LedgerMoved               the head is not where the writer expected it
├── LedgerBusy                another writer holds the lock
├── NewerEvents               a ledger with events that came later than this program, where it would be written
├── Damaged                   the bytes of the ledger are not what was written
├── NotWritable               a file system that cannot keep what `append` promises
├── NotSealed                 a signed ledger that somebody without its key would seal
├── KeyUnsafe                 a private key that others could read, or that could be published by mistake
├── KeyNotAtHand              a private key is needed and was not found
├── SigningNotInstalled       signatures are asked for, and what makes and checks them is not installed
├── WebNotInstalled           the screen is wanted in a browser, and what serves it there is not installed
├── NotServed                 the screen cannot be served at an address: it is taken, or not of this machine
├── NotSigned                 a proof is asked of a ledger that nobody vouches for
├── NotProved                 a proof or a checkpoint that does not show what it should: exit status 1
├── PublishedDiffers          what was published is not the beginning of what is to be: exit status 1
├── NotUnderstood             a word on the command line that nothing answers to
├── NotAFilter                a term of a filter that does not exist, or stands without its value
├── FileStands                a file stands where one was to be written
├── NotWritten                a file that could not be written
├── UnreadableMarks           named moments whose file is not what was written
├── TooManyRows               rows that would have to be judged one by one, and are too many for that
├── Ambiguous                 a word that several things answer to
├── QueryRefused              SQL that cannot be answered, or would do more than read
├── QueryStopped              SQL that took more time or room than it may: exit status 1
├── NoLongerCounts            an event that was retracted, where one is meant that counts
├── NothingToCorrect          a correction that would say what the event says already
├── NotOneThing               two ids that no match joins, where the match is to be undone
├── OneInOtherWays            two ids that no single retraction would part
├── NoReadModel               the tables that answers are read from cannot be written
├── AnotherLedger             a ledger of another name, where a branch or copy of this one is wanted
├── Ahead                     a copy that holds all of this ledger and more, where a branch is wanted
├── OtherDamaged              a branch or copy whose bytes are not what was written
├── DocumentNotAtHand         the text of a document is needed and was not found
├── WrongUse                  options or arguments that do not fit the command
├── SystemRefused             what the operating system did not let us do
└── OwnFault                  a fault of the program itself: exit status 70

An error takes facts and writes its own sentence; a fault is a value and is collected with its like.
Each has a name of its own, its class's in small letters (`no-ledger`), which `legation explain` knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from legation.errors.amending import NoLongerCounts as NoLongerCounts
from legation.errors.amending import NothingToCorrect as NothingToCorrect
from legation.errors.amending import NotOneThing as NotOneThing
from legation.errors.amending import OneInOtherWays as OneInOtherWays
from legation.errors.branches import Ahead as Ahead
from legation.errors.branches import AnotherLedger as AnotherLedger
from legation.errors.branches import OtherDamaged as OtherDamaged
from legation.errors.fault import Fault as Fault
from legation.errors.fault import LegationError as LegationError
from legation.errors.fault import Refused as Refused
from legation.errors.serving import NotServed as NotServed
from legation.errors.serving import WebNotInstalled as WebNotInstalled
from legation.errors.trust import KeyNotAtHand as KeyNotAtHand
from legation.errors.trust import KeyUnsafe as KeyUnsafe
from legation.errors.trust import NotProved as NotProved
from legation.errors.trust import NotSealed as NotSealed
from legation.errors.trust import NotSigned as NotSigned
from legation.errors.trust import PublishedDiffers as PublishedDiffers
from legation.errors.trust import SigningNotInstalled as SigningNotInstalled

_MOST_NEWER = 5  # events that a sentence names


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


class NewerEvents(LegationError):
    """The ledger holds events that a later version of the program wrote, and can only be read by this one."""

    def __init__(self, positions: Sequence[int]) -> None:
        self.positions = tuple(positions)
        more = f" and {len(positions) - _MOST_NEWER:,} more" if len(positions) > _MOST_NEWER else ""
        named = " ".join(f"#{position}" for position in positions[:_MOST_NEWER])
        super().__init__(
            f"events of this ledger are newer than this legation ({named}{more}): what they mean it does not know, so "
            "it cannot tell what may follow them, and writes nothing. Reading works; write with a newer legation"
        )


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
            "Nothing was changed: `legation doctor` explains what is wrong and what can be done"
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


class NotAFilter(LegationError):
    """A term of a filter at a place, counted from 1: not one of those `known`, or one that needs a value."""

    def __init__(self, term: str, place: int, known: Sequence[str], needs: str = "") -> None:
        from difflib import get_close_matches

        if needs:
            super().__init__(f"{term}: (letter {place} of the filter) needs {needs}")
            return
        near = get_close_matches(term.casefold(), known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}:? " if near else ""
        all_ = " ".join(f"{name}:" for name in known)
        super().__init__(
            f"no term of a filter is called {term}: (letter {place}); {hint}Known are {all_}; quotes make it words"
        )


class FileStands(LegationError):
    """A file stands where one was to be written."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is there already: name another file, or say that it may be replaced (--replace)")


class NotWritten(LegationError):
    """A file could not be written."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place} was not written: {why}. Name a file in a folder that can be written to")


class UnreadableMarks(LegationError):
    """The file of named moments is not what was written; it is left as it is."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"the marks in {file} cannot be read: expected names and moments. Move the file away to mark anew"
        )


class TooManyRows(LegationError):
    """Something is computed row by row, and there are more rows than are looked at for it."""

    def __init__(self, doing: str, rows: int, most: int) -> None:
        super().__init__(f"too many rows to {doing}: {rows:,}, and at most {most:,} can be; a filter leaves fewer")


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


class NoReadModel(LegationError):
    """The tables that answers are read from cannot be made or brought up to date."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(
            f"the read model at {place} cannot be written: {why}. It is a copy; the ledger was not touched by this: "
            "make room there, or name another directory with XDG_CACHE_HOME"
        )


class DocumentNotAtHand(LegationError):
    """The text of a document is needed and no file with its hash was found."""

    def __init__(self, document: str, sha256: str) -> None:
        super().__init__(
            f"the text of {document} is not at hand: give --documents DIR (or LEGATION_DOCUMENTS) "
            f"with the file whose SHA-256 is {sha256[:12]}…"
        )


class WrongUse(LegationError):
    """The words of the command line do not fit together: an option or an argument too many, too few, or unreadable."""

    def __init__(self, what: str, asked: str = "") -> None:
        super().__init__(what + (f"\n`{asked} --help` tells more" if asked else ""))


class SystemRefused(LegationError):
    """The operating system refused to open, read or write something."""

    def __init__(self, why: OSError) -> None:
        super().__init__(f"{why}: check the place and its rights, then try again")


class OwnFault(LegationError):
    """The program met something that it was not written for."""

    status = 70

    def __init__(self, why: Exception) -> None:
        super().__init__(
            f"a fault of the program itself ({type(why).__name__}: {why}); nothing was written by it. "
            "LEGATION_DEBUG=1 shows where; please report it"
        )
