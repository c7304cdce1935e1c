"""W11: an inference rests on an event that is contested or retracted."""

from __future__ import annotations

from collections.abc import Iterator

from legation.errors import Fault
from legation.fact import Fact
from legation.reading import Reading
from legation.warning import odd, told


def shaken_inferences(at: Reading) -> Iterator[Fault]:
    """Yield the events whose evidence is inferred from one that no longer counts, or that an assessment disputes."""
    disputed = {event: fact for fact in told(at, "record.assessed") for event in _disputed(fact)}
    for fact in at.facts():
        if not at.counts(fact.position):
            continue
        for piece in fact.data.get("evidence", ()):
            for event in piece.get("basis", ()):
                basis = at.model.event(event)
                if basis and not at.counts(basis.position):
                    what = f"what is inferred ({piece['rule']}) rests on #{basis.position}, which is retracted"
                    yield odd("W11", fact.subject, what, "a basis that counts", [fact.position, basis.position],
                              "retract it, or infer it anew")  # fmt: skip
                elif basis and event in disputed:
                    what = f"what is inferred ({piece['rule']}) rests on #{basis.position}, which is disputed"
                    rests = [fact.position, basis.position, disputed[event].position]
                    yield odd("W11", fact.subject, what, "a basis that nobody disputes", rests,
                              "look whether it still follows")  # fmt: skip


def _disputed(assessment: Fact) -> Iterator[str]:
    if assessment.data["verdict"] in {"contradicts", "outweighs"}:
        yield assessment.data["other"]
        if assessment.data["verdict"] == "contradicts":
            yield assessment.data["target"]
