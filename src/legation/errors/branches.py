"""What can go wrong between a ledger and its branches and copies."""

from __future__ import annotations

from collections.abc import Sequence

from legation.errors.fault import LegationError


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
