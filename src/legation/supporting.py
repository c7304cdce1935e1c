"""How many documents carry an answer, and how many of them say so by themselves (domain.md 12.2)."""

from __future__ import annotations

from collections.abc import Iterable

from legation.claim import first
from legation.reading import Reading
from legation.words import counted


def support(at: Reading, positions: Iterable[int]) -> tuple[int, int]:
    """Count the documents behind some events, and their origins: only these corroborate (domain.md 12.2)."""
    pieces = (piece for p in positions for piece in at.fact(p).data.get("evidence", ()))
    documents = {at.identity.resolve((piece["document"],))[0] for piece in pieces}
    origins = {first(at.row("sources", document).origin) or document for document in documents}  # type: ignore[attr-defined]
    return len(documents), len(origins)


def supported(at: Reading, positions: Iterable[int], against: Iterable[int] = ()) -> str:
    """Say how many documents carry an answer, how many of them are independent, and how many speak against it."""
    documents, origins = support(at, positions)
    disagree = support(at, against)[0]
    if not documents:
        return "No document carries it; an editor’s reason does."
    others = "1 disagrees" if disagree == 1 else f"{disagree} disagree"
    told = f"{counted(documents, 'document agrees', 'documents agree')}, {others}"
    rest = "" if documents == origins else f"; {origins} are independent" if origins > 1 else "; they are of one origin"
    return f"{told}{rest}."
