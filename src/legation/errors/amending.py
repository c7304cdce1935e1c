"""What can go wrong where events are corrected, retracted, or two things told apart."""

from __future__ import annotations

from collections.abc import Sequence

from legation.errors.fault import LegationError


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
