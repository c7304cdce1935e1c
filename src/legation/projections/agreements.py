"""Treaties, frameworks, plans and laws: who is a party, and every step of their life."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from legation.claim import Claim, Claims
from legation.dates import OPEN_START, Edtf, day_before, parse
from legation.fact import Fact
from legation.ids import kind
from legation.projection import Change, Row, many, one, projection
from legation.steps import ANY_DAY, States, Step, step, told
from legation.steps import standing as standing_of

PARTY, LEFT = "party", "left"

_STANDINGS = {
    **dict.fromkeys(("announced", "adopted", "signed", "published", "launched", "concluded"), "made"),
    **dict.fromkeys(("in_force", "provisionally_applied", "restored"), "in force"),
    **dict.fromkeys(("terminated", "superseded", "expired"), "ended"),
    "proposed": "proposed",
    "negotiated": "in preparation",
    "suspended": "suspended",
}
_FIRST = "0001-01-01"
_TURNS = ("proposed", "in preparation", "made", "in force")


@dataclass(frozen=True, slots=True)
class Agreement(Row):
    """One agreement: what it is, whose it is, and the steps it has gone through."""

    dated: ClassVar[frozenset[str]] = frozenset({"parties", "steps"})

    class_: Claims = one("text", "treaty, framework, bill …")
    parent: Claims = one("id", "the agreement it is a part of")
    parties: Claims = many("who is a party to it: {party, on, valid}")
    steps: Claims = many("every step of its life: {type, act, stage, party, on …}")


@projection(Agreement, "agreement", "entity.registered", "entity.related", agreement=("id", "the agreement"))
def agreements(fact: Fact) -> Iterator[Change[Agreement]]:
    """Fold the steps of an agreement, its registration, and who is said to be a party."""
    match fact.type, fact.data:
        case "agreement.launched" | "agreement.advanced" | "agreement.ended", {"agreement": key}:
            yield key, _advanced
        case "entity.registered", {"entity": key} if kind(key) == "agreement":
            yield key, _registered
        case "entity.related", {"relation": "party_to", "other": key} if kind(key) == "agreement":
            yield key, _joined


def history(row: Agreement) -> tuple[Step, ...]:
    """Return the recorded steps in the order of their dates, those that change no standing too."""
    return told(row.steps, _leads_to, "type", "act", "stage", "party")


def standing(row: Agreement, day: str) -> States:
    """Return what may have been the case by the end of `day` (domain.md 9).

    none, proposed, in preparation, made, in force, suspended or ended: the last sure step decides, and steps whose
    order is unknown give all their standings. A step that no source dates came before the dated ones that it leads to.
    """
    return standing_of(_in_turn(history(row)), day)


def _in_turn(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Yield the steps, an undated one before what follows it in the life of a text: it is proposed, then negotiated …

    Else a remark that a treaty in force had been negotiated, on no day named, would put its being in force in doubt.
    """
    for taken in steps:
        undated = taken.value.get("undated") and taken.on.s_lo == OPEN_START
        later = [step.on.s_lo for step in steps if undated and _turn(step) > _turn(taken) >= 0]
        first = min((day for day in later if day != OPEN_START), default="")
        before = _FIRST < first <= taken.on.e_hi
        yield replace(taken, on=_between(OPEN_START, day_before(first))) if before else taken


def _turn(taken: Step) -> int:
    return _TURNS.index(taken.state) if taken.state in _TURNS else -1


def parties(row: Agreement, day: str) -> tuple[tuple[str, States], ...]:
    """Return every named party, in the order of first mention, with `none`, `party` and `left` as possible on `day`."""
    names = dict.fromkeys(claim.value["party"] for claim in row.parties if claim.counts)
    return tuple((party, standing_of(_membership(row, party), day)) for party in names)


def _membership(row: Agreement, party: str) -> Iterator[Step]:
    for claim in row.parties:
        if claim.counts and claim.value["party"] == party:
            yield from _spell(claim)
    for taken in history(row):
        if taken.value.get("act") == "denounced" and taken.value["party"] == party:
            yield Step(LEFT, taken.on, taken.at)


def _spell(claim: Claim) -> Iterator[Step]:
    """Yield the step by which a party joined, and the one by which it left if its time as a party has an end."""
    text = claim.value.get("valid") or claim.value.get("on")
    on = parse(text) if text else ANY_DAY
    if on.kind == "extent":
        yield Step(PARTY, _between(on.s_lo, on.s_hi), (claim.at,))
        yield Step(LEFT, _between(on.e_lo, on.e_hi), (claim.at,))
    else:
        yield Step(PARTY, on, (claim.at,))


def _between(lo: str, hi: str) -> Edtf:
    return Edtf("", "range", lo, hi, lo, hi, "", ((lo, hi),))


def _leads_to(taken: Mapping[str, Any]) -> str:
    # Denounced, ratified, acceded, amended and reviewed change no standing.
    return _STANDINGS.get(taken.get("act") or taken["stage"], "")


def _advanced(row: Agreement, fact: Fact) -> Agreement:
    when = {"on": fact.data["on"]} if "on" in fact.data else {}
    joined = fact.data.get("parties", [])
    if fact.data.get("stage") in {"ratified", "acceded"}:
        joined = [fact.data["party"]]
    for party in joined:
        row = row.add(fact, parties={"party": party, **when})
    return row.add(fact, steps=step(fact, "agreement", "parties"))


def _registered(row: Agreement, fact: Fact) -> Agreement:
    attrs = fact.data["attrs"]
    return row.add(fact, class_=attrs.get("class"), parent=attrs.get("parent"))


def _joined(row: Agreement, fact: Fact) -> Agreement:
    valid = {"valid": fact.data["valid"]} if "valid" in fact.data else {}
    return row.add(fact, parties={"party": fact.data["entity"], **valid})
