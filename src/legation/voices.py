"""Who says so: a document itself, its authors, or somebody whom it lets speak (domain.md 3.2).

What only speakers claim is never told as if the document said it, however often it is repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from legation.claim import Claims
from legation.fact import Fact
from legation.reading import Reading
from legation.words import listed

REPORTED, INFERRED = "reported", "inferred"
CLAIMED, POSSIBLE, SET_ASIDE = "claimed", "possible", "set aside"

# The sign of each, as lists show it.
STATES = (("█", REPORTED), ("∴", INFERRED), ("“", CLAIMED), ("?", POSSIBLE), ("−", SET_ASIDE))

_UNNAMED = {"author": "the authors", "third_party": "somebody unnamed"}


def voices(at: Reading, positions: Iterable[int]) -> tuple[str, ...]:
    """Return whose word some events are, each once: `reported` first, then who claims it, by name.

    Lines that an inference rests on do not say themselves what is inferred, so they speak only where nothing else does.
    """
    found = dict.fromkeys(voice for position in positions for voice in _of(at.fact(position), at))
    return tuple(sorted(found, key=lambda voice: voice != REPORTED))


def sureness(at: Reading, claims: Claims) -> str:
    """Return how much stands behind some claims: reported, inferred, claimed, possible, or set aside.

    Claimed is what no document says in its own voice; set aside is what is only denied, or outweighed.
    """
    counted = [claim.at for claim in claims if claim.counts]
    if counted:
        found = voices(at, counted)
        return next((word for word in (REPORTED, INFERRED) if word in found), CLAIMED)
    return POSSIBLE if any(claim.weight == "possible" for claim in claims) else SET_ASIDE


def unsure(claims: Claims) -> str:
    """Say in a sentence why nothing rests on some claims; empty if one of them counts."""
    if any(claim.counts for claim in claims):
        return ""
    weights = listed(sorted({claim.weight for claim in claims}), "or")
    return f"It is {'only possible' if weights == POSSIBLE else weights}, so nothing rests on it."


def whose(said: Iterable[str]) -> str:
    """Say in a sentence whose word something is, from what `voices` returns."""
    told = set(said)
    names = [voice for voice in said if voice not in {REPORTED, INFERRED}]
    parts = ["reported"] * (REPORTED in told) + [f"claimed by {listed(names)}"] * bool(names)
    parts += ["inferred from what its lines say"] * (INFERRED in told)
    text = listed(parts)
    return f"{text[:1].upper()}{text[1:]}."


def _of(fact: Fact, at: Reading) -> Iterator[str]:
    pieces = fact.data.get("evidence", ())
    affirmed = [piece for piece in pieces if piece.get("polarity", "affirmed") == "affirmed"] or pieces
    asserted = [piece for piece in affirmed if piece["stance"] == "asserted"]
    for piece in asserted:
        if piece["voice"] == "speaker":
            yield at.name(piece["speaker"])
        else:
            yield _UNNAMED.get(piece["voice"], REPORTED)
    if affirmed and not asserted:
        yield INFERRED
