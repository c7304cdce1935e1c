"""What can go wrong: errors in use, and `Fault`, what is wrong in data.

LegationError                 used wrongly, or the environment is broken: exit status 2
├── Refused                   data was not taken; carries every fault: exit status 1
├── NoLedger                  no ledger where one was looked for
├── LedgerExists              `init` where a ledger stands already
├── LedgerMoved               the head is not where the writer expected it
├── LedgerBusy                another writer holds the lock
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
└── DocumentNotAtHand         the text of a document is needed and was not found

An error takes facts and writes its own sentence; a fault is a value and is collected with its like.
It is long because all sentences about wrong use stand here, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in data: a stable code, the place, what was found, what was expected, what to do.

    `code` is E000–E099 for a line itself, E100–E199 for rule R1, … E1000–E1099 for R10; W1–W12 are warnings.
    (D01–D99, damage of the files, is explained in `damage.py`.)
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
            "Nothing was changed: `legation doctor` explains what is wrong and what can be done"
        )


class NotWritable(LegationError):
    """The place cannot keep the promises that an append makes."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"cannot write at {place}: {why}. Reading works; keep the writable ledger on a local disk")


class NotSealed(LegationError):
    """A signed ledger is sealed by the holder of its key alone."""

    def __init__(self, behind: int) -> None:
        events = "1 event is" if behind == 1 else f"{behind:,} events are"
        super().__init__(
            f"{events} not sealed: the ledger is signed, and its key is not at hand. "
            "They are kept; the holder of the key seals them with `legation seal`"
        )


class KeyUnsafe(LegationError):
    """A private key lies, or would lie, where it is not safe."""

    def __init__(self, place: str, why: str, remedy: str) -> None:
        super().__init__(f"{place} cannot be used as a private key: {why}; {remedy}")


class KeyNotAtHand(LegationError):
    """No file and no agent holds the private key that is needed."""

    def __init__(self, key: str, looked: Sequence[str]) -> None:
        super().__init__(
            f"the private key of {key} is not at hand (looked at {', '.join(looked)}): "
            "name its file in LEGATION_KEY, or add it to your ssh-agent"
        )


class SigningNotInstalled(LegationError):
    """The package that makes and checks signatures is missing."""

    def __init__(self) -> None:
        super().__init__("signatures need one package more: pip install 'legation[sign]'")


class WebNotInstalled(LegationError):
    """The packages that serve the screen to a browser are missing."""

    def __init__(self) -> None:
        super().__init__("the screen in a browser needs one package more: pip install 'legation[web]'")


class NotServed(LegationError):
    """The screen cannot be served at an address."""

    def __init__(self, address: str, port: int, why: str) -> None:
        super().__init__(f"{address}:{port} cannot be served: {why}. Name another with --port or --address")


class NotSigned(LegationError):
    """A proof is only worth the signature below it, and the ledger has none."""

    def __init__(self, origin: str) -> None:
        super().__init__(
            f"the checkpoint of {origin} is not signed, so a proof would prove nothing to others: "
            "`legation key new` makes a key, `legation key use` signs the ledger with it"
        )


class NotProved(LegationError):
    """A proof, or a checkpoint, does not show what it should."""

    status = 1

    def __init__(self, place: str, what: str, remedy: str) -> None:
        super().__init__(f"{place}: not proved: {what}; {remedy}")


class PublishedDiffers(LegationError):
    """What lies where a ledger is published is not the beginning of it."""

    status = 1

    def __init__(self, place: str, what: str, remedy: str) -> None:
        super().__init__(f"{place}: {what}. Nothing was changed there: {remedy}")


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


class NoReadModel(LegationError):
    """The tables that answers are read from cannot be made or brought up to date."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(
            f"the read model at {place} cannot be written: {why}. It is a copy; the ledger was not touched by this: "
            "make room there, or name another directory with XDG_CACHE_HOME"
        )


class AnotherLedger(LegationError):
    """A ledger of another name stands where a branch or copy of this one was looked for."""

    def __init__(self, place: str, found: str, wanted: str) -> None:
        super().__init__(
            f"{place} is another ledger ({found}), no branch or copy of this one ({wanted}): "
            "its positions and names mean other things. Take out the type and data of what belongs here, "
            "and hand it to `legation append`"
        )


class Ahead(LegationError):
    """A copy holds all of this ledger and more behind it: nothing has to be merged."""

    def __init__(self, place: str, size: int, more: int) -> None:
        super().__init__(
            f"{place} holds all {size:,} events of yours and {more:,} more behind them: put its files in the place of "
            "yours (`git merge --ff-only`, or copy them), which keeps positions, times and root. "
            "`--anew` appends them anew all the same"
        )


class OtherDamaged(LegationError):
    """A branch or copy is damaged in a way that no merge of two texts explains."""

    status = 1

    def __init__(self, place: str, codes: Sequence[str]) -> None:
        super().__init__(
            f"{place} is damaged ({', '.join(codes)}): `legation --ledger {place} doctor` explains how. Restore it; "
            "or take, with --salvage, those of its appends that are whole, without any proof that they are unchanged"
        )


class DocumentNotAtHand(LegationError):
    """The text of a document is needed and no file with its hash was found."""

    def __init__(self, document: str, sha256: str) -> None:
        super().__init__(
            f"the text of {document} is not at hand: give --documents DIR (or LEGATION_DOCUMENTS) "
            f"with the file whose SHA-256 is {sha256[:12]}…"
        )
