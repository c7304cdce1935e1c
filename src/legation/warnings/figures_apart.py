"""W12: a figure that contradicts another of the same thing, or a share or change that does not say of what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from legation.claim import Claim
from legation.errors import Fault
from legation.projections.figures import Figure, baseless, numbers
from legation.reading import Reading
from legation.tally import measured, text_of
from legation.warning import odd


def figures_apart(at: Reading) -> Iterator[Fault]:
    """Yield figures without a base where they need one, and pairs that cannot both be true (domain.md 10)."""
    for (about, measure), row in at.rows("figures"):
        figure = cast("Figure", row)
        for claim in baseless(figure):
            of = "of what it is a share" if claim.value["nature"] == "share" else "since when it changed"
            yield odd(
                "W12",
                about,
                f"{measured(measure, at)}, {text_of(claim.value, at)}, does not say {of}",
                "a base",
                [claim.at],
            )
        for one, other in (pair for number in numbers(figure) for pair in number.contested):
            what = f"{measured(measure, at)} is {_told(one, at)} and {_told(other, at)}"
            yield odd(
                "W12", about, what, "figures that can both be true", (one.at, other.at), "assess them: record.assessed"
            )


def _told(claim: Claim, at: Reading) -> str:
    return f"{'not ' if claim.weight == 'denied' else ''}{text_of(claim.value, at)}"
