"""What is wrong in data, as a value, and what all errors in use share."""

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
        return name_of(type(self).__name__)


class Refused(LegationError):
    """Data was not taken: every fault found in it, none of it written."""

    status = 1

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def name_of(class_: str) -> str:
    """Return the name of an error from that of its class: `LedgerMoved` → `ledger-moved`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", class_).lower()
