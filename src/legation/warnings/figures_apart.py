"""W12: a figure that contradicts another of the same thing, or a share or change that does not say of what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from legation.claim import Claim
from legation.errors import Fault
from legation.projections.figures import Figure, baseless, numbers
from legation.reading import Reading
from legation.tally import text_of
from legation.warning import said


def figures_apart(at: Reading) -> Iterator[Fault]:
    """Yield figures without a base where they need one, and pairs that cannot both be true (domain.md 10)."""
    for (about, measure), row in at.rows("figures"):
        figure = cast("Figure", row)
        for claim in baseless(figure):
            of = "of what it is a share" if claim.value["nature"] == "share" else "since when it changed"
            what = f"{measure} {claim.value.get('value', '')}".strip() + f" does not say {of} ({said((claim.at,))})"
            yield Fault("W12", what, "a base", field=about)
        for one, other in (pair for number in numbers(figure) for pair in number.contested):
            what = f"{measure} is {_told(one, at)} and {_told(other, at)} ({said((one.at, other.at))})"
            yield Fault("W12", what, "figures that can both be true", "assess them: record.assessed", about)


def _told(claim: Claim, at: Reading) -> str:
    return f"{'not ' if claim.weight == 'denied' else ''}{text_of(claim.value, at)}"
