"""Meetings and visits, held or ahead: every account, every plan, and all that was said and done there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from legation.claim import Agreed, Claim, Claims, dated, union
from legation.dates import OPEN_END, OPEN_START, parse, sort_key
from legation.fact import Fact
from legation.ids import kind
from legation.outcome import OVERDUE, by_time
from legation.projection import Change, Row, many, one, projection
from legation.steps import NONE, Blur, Positions, States, blurred, datings, judged, last, step, told
from legation.words import listed

HELD, NO_OUTCOME = "held", "no outcome recorded"

_CLASSES = {"meeting.held": "meeting", "visit.made": "visit"}


@dataclass(frozen=True, slots=True)
class Engagement(Row):
    """One meeting or visit. An account fills the fields; a plan is kept whole, as it may come to nothing."""

    dated: ClassVar[frozenset[str]] = frozenset({"when", "plans", "occurrences"})
    single: ClassVar[frozenset[str]] = frozenset({"class_", "format", "level", "duration_days", "series", "parent"})
    narrowed: ClassVar[frozenset[str]] = frozenset({"when"})
    placed: ClassVar[frozenset[str]] = frozenset({"place", "destination", "origin"})

    class_: Claims = one("text", "meeting or visit")
    kind: Claims = one("text", "what kind of meeting or visit")
    title: Claims = one("text", "what it is called")
    when: Claims = one("date", "when it took place, as accounts tell it")
    duration_days: Claims = one("integer", "how many days it lasted")
    place: Claims = one("id", "where people met")
    venue: Claims = one("id", "in whose house")
    format: Claims = one("text", "in_person, remote or hybrid")
    level: Claims = one("text", "how high it ranked")
    hosts: Claims = many("who received the others")
    parties: Claims = many("the sides")
    visitors: Claims = many("who travelled")
    group: Claims = many("visitors nobody names: {label, count, comparator}")
    destination: Claims = one("id", "where a visit went")
    origin: Claims = one("id", "where it came from")
    purpose: Claims = one("text", "what for")
    parent: Claims = one("id", "the engagement it is a part of")
    parts: Claims = many("the engagements that are parts of it")
    series: Claims = one("id", "the series it belongs to")
    follows: Claims = one("id", "the engagement that it follows up")
    plans: Claims = many("every plan: {type, status, when, on …}")
    occurrences: Claims = many("what happened outside and realised the plan: {type, kind, on …}")
    attendance: Claims = many("who took part: {type, participant, function …}")
    topics: Claims = many("what was discussed: {type, topic, aspect …}")
    positions: Claims = many("what was said, without the words: {type, holders, about, stance …}")
    promises: Claims = many("the promises made there")
    advice: Claims = many("the advice given there")
    steps: Claims = many("steps of agreements and bodies taken there: {type, act …}")
    outcomes: Claims = many("what was said there of promises and advice: {type, target, state …}")
    ordinals: Claims = many("what number it is said to be: {type, claim, ordinal, series …}")
    descriptions: Claims = many("what else is told of it: {type, aspect, detail, value …}")

    def label(self) -> str:
        """Return the title."""
        return title(self)[0]

    def headline(self, name: Callable[[str], str]) -> str:
        """Return the title, else who came or what it was, and where."""
        if own := self.label():
            return own
        series = next((name(s) for s, _ in union(self.series)), "")
        visitors = [name(who) for who, _ in union(said(self, "visitors"))]
        what = series or listed(visitors) or next((str(k) for k, _ in union(said(self, "kind"))), "")
        seat = next((f" at {name(venue)}" for venue, _ in union(said(self, "venue"))), "")
        town = next((f" in {name(p)}" for f in ("destination", "place") for p, _ in union(said(self, f))), "")
        sides = listed(name(side) for side, _ in union(said(self, "parties")))
        # A whole that says no more than where it was adds nothing.
        wholes = (name(parent) for parent, _ in union(said(self, "parent")))
        whole = next((f" · {told}" for told in wholes if not (town and told.endswith(town))), "")
        where = seat or town or (f" of {sides}" if sides and not whole else "")
        return (what[:1].upper() + what[1:]).replace("_", " ") + where + whole if what else ""

    def order(self) -> str:
        """Return the date as text that sorts; the undated come last.

        What is known only by its latest day sorts by that day: at the head of the list nobody would look for it.
        """
        found = datings(_accounts(self)) or datings(_planned_dates(self, OPEN_END))
        if not found:
            return "".join(sort_key(None, 0)[:4])
        s_lo, *rest = sort_key(found[0][0], 0)[:4]
        return "".join((found[0][0].s_hi if s_lo == OPEN_START else s_lo, *rest))


_ACCOUNT = (
    "kind", "title", "duration_days", "place", "venue", "format", "level", "hosts", "parties", "visitors", "group",
    "destination", "origin", "purpose", "parent", "series", "follows",
)  # fmt: skip


@projection(Engagement, engagement=("id", "the meeting or visit"))
def engagements(fact: Fact) -> Iterator[Change[Engagement]]:
    """Fold every event that names an engagement; what is a part of another touches that one too."""
    match fact.type, fact.data:
        case "meeting.held" | "visit.made", {"engagement": key}:
            yield key, _account
        case "ordinal.claimed", {"of": key} if kind(key) == "eng":
            yield key, _counted
        case "entity.described", {"entity": key} if kind(key) == "eng":
            yield key, _described
        case _, {"engagement": key}:
            yield key, _MENTIONS.get(fact.type, _took_step)
    match fact.type, fact.data:
        case "meeting.held" | "visit.made" | "engagement.planned", {"parent": whole}:
            yield whole, _contained


def standing(row: Engagement, day: str) -> States:
    """Return what may have become of it by the end of `day` (domain.md 13.2, Calendar).

    `held`, if what an account tells of has begun by then; else what the newest plan says (proposed, scheduled,
    postponed, cancelled), or `no outcome recorded` once its time is over and nobody tells of it; else `none`.
    Contested, if accounts share no day or if plans of one day differ.
    """
    contested = len(datings(_accounts(row))) > 1 or _plans_differ(row, day)
    return judged(lambda blur: _possible(row, day, blur), contested=contested)


def when(row: Engagement, day: str = OPEN_END) -> Agreed:
    """Return its date: what the accounts leave, else what the newest plan by `day` says."""
    accounts = dated(_accounts(row))
    return accounts if accounts.values else dated(_planned_dates(row, day))


def said(row: Engagement, name: str) -> Claims:
    """Return what the accounts say in a field; where they are silent, what the plans say."""
    claims: Claims = getattr(row, name)
    return claims or tuple(
        claim._replace(value=member) for claim in row.plans for member in _members(claim.value.get(name))
    )


def title(row: Engagement) -> tuple[str, Positions]:
    """Return the title recorded first, with the positions that state it; empty if nobody gives one."""
    titles = union(said(row, "title"))
    return titles[0] if titles else ("", ())


def _possible(row: Engagement, day: str, blur: Blur) -> Iterator[tuple[str, Positions]]:
    accounts = [(blur(on), at) for on, at in datings(_accounts(row))]
    for on, at in accounts:
        if on.s_lo <= day:
            yield HELD, at
        if day < on.s_hi:
            yield from ((state, (*planned, *at)) for state, planned in _ahead(row, day, blur, awaited=False))
    if not accounts:
        yield from _ahead(row, day, blur, awaited=True)


def _ahead(row: Engagement, day: str, blur: Blur, *, awaited: bool) -> Iterator[tuple[str, Positions]]:
    plans = blurred(told(row.plans, _status), blur)
    for plan in last(plans, day):
        if not plan:
            yield NONE, ()
        elif plan.state == "cancelled" or not awaited:
            yield plan.state, plan.at
        else:
            # A plan told anew without a date keeps the one it had; a postponed one has lost it.
            own = [plan] if "when" in plan.value or plan.state == "postponed" else []
            source = own or [p for p in last([p for p in plans if "when" in p.value], day) if p]
            times = [(blur(parse(p.value["when"])), p.at) for p in source if "when" in p.value]
            for due, at in times:
                for state in sorted(by_time(due, day)):
                    yield NO_OUTCOME if state == OVERDUE else plan.state, (*plan.at, *at)
            if not times:
                yield plan.state, plan.at


def _plans_differ(row: Engagement, day: str) -> bool:
    newest = [p for p in last(told(row.plans, _status), day) if p and p.on.s_lo == p.on.e_hi]
    return any(one.state != two.state and one.on.s_lo == two.on.s_lo for one in newest for two in newest)


def _accounts(row: Engagement) -> Claims:
    return (*row.when, *(claim._replace(value=claim.value.get("on", "")) for claim in row.occurrences))


def _planned_dates(row: Engagement, day: str) -> Claims:
    plans = [p for p in told(row.plans, _status) if "when" in p.value]
    return tuple(Claim(at, plan.value["when"]) for plan in last(plans, day) if plan for at in plan.at)


def _status(plan: Mapping[str, Any]) -> str:
    return str(plan["status"])


def _members(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _account(row: Engagement, fact: Fact) -> Engagement:
    return row.add(fact, class_=_CLASSES[fact.type], when=fact.data.get("when", "")).keep(fact, *_ACCOUNT)


def _contained(row: Engagement, fact: Fact) -> Engagement:
    return row.add(fact, parts=fact.data["engagement"])


def _planned(row: Engagement, fact: Fact) -> Engagement:
    return row.add(fact, plans=step(fact, "engagement"))


def _attended(row: Engagement, fact: Fact) -> Engagement:
    return row.add(fact, attendance=step(fact, "engagement"))


def _discussed(row: Engagement, fact: Fact) -> Engagement:
    return row.add(fact, topics=step(fact, "engagement"))


def _voiced(row: Engagement, fact: Fact) -> Engagement:
    return row.add(fact, positions=step(fact, "engagement", "summary"))


def _promised(row: Engagement, fact: Fact) -> Engagement:
    return row.add(fact, promises=fact.data["commitment"])


def _advised(row: Engagement, fact: Fact) -> Engagement:
    return row.add(fact, advice=fact.data["recommendation"])


def _followed(row: Engagement, fact: Fact) -> Engagement:
    return row.add(fact, outcomes=step(fact, "engagement", "detail"))


def _occurred(row: Engagement, fact: Fact) -> Engagement:
    happened = step(fact, "engagement", "summary", "when")
    return row.add(fact, occurrences=happened | ({"on": fact.data["when"]} if "when" in fact.data else {}))


def _took_step(row: Engagement, fact: Fact) -> Engagement:
    return row.add(fact, steps=step(fact, "engagement", "detail"))


def _counted(row: Engagement, fact: Fact) -> Engagement:
    return row.add(fact, ordinals=step(fact, "of"))


def _described(row: Engagement, fact: Fact) -> Engagement:
    return row.add(fact, descriptions=step(fact, "entity"))


# What else names an engagement tells of a step that was taken there.
_MENTIONS = {
    "engagement.planned": _planned,
    "engagement.attended": _attended,
    "topic.discussed": _discussed,
    "position.voiced": _voiced,
    "commitment.made": _promised,
    "recommendation.made": _advised,
    "followup.updated": _followed,
    "occurrence.reported": _occurred,
}
