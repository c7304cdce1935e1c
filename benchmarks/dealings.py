"""What a made-up document tells of people: where they met, what they said there, what they promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import wording
from benchmarks.cast import DAYS, Data, Meeting

if TYPE_CHECKING:
    from benchmarks.worlds import World

_STANCES = ("supports", "praises", "thanks", "affirms", "offers", "urges", "demands", "warns", "opposes", "assesses",
            "predicts", "reports")  # fmt: skip
_FUNCTIONS = ("head", "member", "chair", "host", "guest", "visitor", "speaker", "observer")
_MEASURES = (("crossings", "crossing"), ("permits-issued", "visa"), ("posts-filled", "post"), ("growth", "percent"),
             ("workers-abroad", "person"))  # fmt: skip


def engagement(world: World) -> None:
    """Tell of a meeting or a visit, and who was there."""
    (met if world.choose.random() < 0.56 else visited)(world)
    for _ in range(world.choose.randrange(3)):
        attended(world)


def _fresh(world: World, kind: str, day: int) -> str:
    return f"eng:{kind}-{world.iso(day)}-{world.choose.getrandbits(32):08x}"


def met(world: World) -> None:
    """Tell of a meeting: a new one, one that was planned, or a second account of one."""
    choose, circle, cast = world.choose, world.circle, world.cast
    told = [meeting for meeting in circle.meetings if meeting.type == "meeting.held"]
    again = bool(told) and choose.random() < 0.1  # a second account of one meeting
    if again:
        id_, _, day = choose.choice(told)
    elif circle.plans and choose.random() < 0.3:
        id_, _, day = circle.plans.popleft()
    else:
        day = world.day - choose.randrange(60)
        id_ = _fresh(world, "meeting", day)
    kind = choose.choice(("meeting", "talks", "session", "forum", "conference", "summit", "call"))
    data: Data = {"engagement": id_, "kind": kind, "when": world.about(day), "place": place(world)}
    if choose.random() < 0.4:
        data["title"] = f"{kind.title()} on {wording.topic(choose.randrange(240))}"
    if choose.random() < 0.4:
        data["purpose"] = wording.phrase(choose)
    if choose.random() < 0.35:
        data["parties"] = [cast.state(side) for side in circle.sides]
    if choose.random() < 0.3:
        data["series"] = cast.series(circle)
    visits = [meeting.id for meeting in circle.meetings if meeting.type == "visit.made"]
    if visits and not again and choose.random() < 0.4:
        data["parent"] = choose.choice(visits)
    world.tell("meeting.held", id_, data)
    if not again:
        circle.meetings.append(Meeting(id_, "meeting.held", day))


def visited(world: World) -> None:
    """Tell of a visit."""
    choose, circle = world.choose, world.circle
    day = world.day - choose.randrange(60)
    id_ = _fresh(world, "visit", day)
    kind = choose.choice(("visit", "working_visit", "official_visit", "tour", "trip"))
    data: Data = {"engagement": id_, "kind": kind, "when": world.about(day), "destination": place(world)}
    data["visitors"] = [world.cast.official(circle, day).person]
    if choose.random() < 0.4:
        data["title"] = f"{kind.replace('_', ' ').title()} to {wording.phrase(choose)}"
    if choose.random() < 0.2:
        data["duration_days"] = choose.randrange(1, 6)
    world.tell("visit.made", id_, data)
    circle.meetings.append(Meeting(id_, "visit.made", day))


def planned(world: World) -> None:
    """Tell of a meeting that lies ahead."""
    choose, circle = world.choose, world.circle
    day = world.day + choose.randrange(10, 300)
    id_ = _fresh(world, "meeting", day)
    status = choose.choice(("proposed", "scheduled", "scheduled", "postponed"))
    data: Data = {"engagement": id_, "kind": "meeting", "status": status, "when": world.about(day)}
    data |= {"on": world.iso(world.day), "parties": [world.cast.state(side) for side in circle.sides]}
    world.tell("engagement.planned", id_, data)
    circle.plans.append(Meeting(id_, "meeting.held", day))


def lately(world: World) -> Meeting:
    """Return what the document is mostly about: one of the last three, now and then an older one."""
    meetings = world.circle.meetings
    return meetings[-world.choose.randrange(1, min(3, len(meetings)) + 1)] if world.choose.random() < 0.85 else (
        world.choose.choice(meetings)
    )  # fmt: skip


def place(world: World) -> str:
    """Return a city of either side."""
    return world.cast.city(world.choose.choice(world.circle.sides), world.choose.randrange(6))


def attended(world: World) -> None:
    """Tell of one who was there."""
    choose, meeting = world.choose, lately(world)
    data: Data = {"engagement": meeting.id}
    if choose.random() < 0.15:
        data["group"] = {
            "label": f"{choose.choice(wording.AREAS)} experts of both sides",
            "count": choose.randrange(2, 40),
        }
    elif choose.random() < 0.25:
        data["participant"] = world.cast.newcomer()
    else:
        who = world.cast.official(world.circle, meeting.day)
        data |= {"participant": who.person, "office": who.office, "side": who.side}
        data["function"] = choose.choice(_FUNCTIONS)
    world.recent.append(world.tell("engagement.attended", meeting.id, data))


def _about(world: World) -> list[str]:
    """Return one to three things that something may be about, topics first."""
    cast, circle = world.cast, world.circle
    found = [cast.topic(circle)]
    if world.choose.random() < 0.5:
        makers = (cast.topic, cast.agreement, cast.programme, cast.body)
        found += [world.choose.choice(makers)(circle)]
    return list(dict.fromkeys(found))


def voiced(world: World) -> None:
    """Tell of what somebody holds."""
    meeting, about = lately(world), _about(world)
    who = world.cast.official(world.circle, meeting.day)
    data: Data = {"holders": [who.person], "about": about, "stance": world.choose.choice(_STANCES)}
    data |= {"summary": wording.sentence(world.choose), "engagement": meeting.id}
    if world.choose.random() < 0.2:
        data["on"] = world.about(meeting.day)
    world.recent.append(world.tell("position.voiced", about[0], data))


def discussed(world: World) -> None:
    """Tell of what was on the table."""
    topic, meeting = world.cast.topic(world.circle), lately(world)
    data: Data = {"topic": topic, "engagement": meeting.id, "aspect": wording.phrase(world.choose)}
    if world.choose.random() < 0.4:
        data["raised_by"] = [world.cast.official(world.circle, meeting.day).person]
    world.recent.append(world.tell("topic.discussed", topic, data))


def advised(world: World) -> None:
    """Tell of what somebody advises a ministry."""
    choose, meeting, about = world.choose, lately(world), _about(world)
    id_ = f"rec:advice-{choose.getrandbits(48):012x}"
    data: Data = {"recommendation": id_, "by": [world.cast.official(world.circle, meeting.day).person]}
    data |= {"to": [world.cast.ministry(choose.choice(world.circle.sides), choose.randrange(8))], "about": about}
    data |= {"summary": wording.sentence(choose), "strength": choose.choice(("must", "should", "should", "could"))}
    data |= {"engagement": meeting.id}
    world.tell("recommendation.made", id_, data)
    if choose.random() < 0.2:
        world.circle.promises.append((id_, meeting.day))


def promised(world: World) -> None:
    """Tell of a promise of one of the states."""
    choose, meeting = world.choose, lately(world)
    id_ = f"com:promise-{choose.getrandbits(48):012x}"
    data: Data = {
        "commitment": id_,
        "by": [world.cast.state(choose.choice(world.circle.sides))],
        "about": _about(world),
    }
    data["action"] = choose.choice(("meet", "visit", "establish", "publish", "fund", "build", "share", "continue"))
    data |= {"summary": wording.sentence(choose), "strength": choose.choice(("agreed", "pledged", "intends", "seeks"))}
    data |= {"engagement": meeting.id, "on": world.iso(meeting.day)}
    match choose.randrange(3):
        case 0:
            data |= {"due_basis": "stated", "due": world.about(meeting.day + choose.randrange(30, 400))}
        case 1:
            data |= {"due_basis": "vague", "due_vague": choose.choice(("promptly", "soon", "ongoing"))}
        case _:
            data["due_basis"] = "none"
    world.tell("commitment.made", id_, data)
    world.circle.promises.append((id_, meeting.day))


def updated(world: World) -> None:
    """Tell of what became of a promise or of advice; of a new promise, if all are settled."""
    choose, promises = world.choose, world.circle.promises
    if not promises:
        return promised(world)
    id_, day = promises.popleft()
    day = min(day + choose.randrange(1, 90), DAYS - 1)
    state = choose.choice(("in_progress", "partly_fulfilled", "rescheduled", "fulfilled", "withdrawn", "lapsed"))
    data: Data = {"target": id_, "state": state, "on": world.iso(day), "detail": wording.sentence(choose)}
    if state == "rescheduled":
        data["due"] = world.iso(DAYS - 1)
    elif state == "fulfilled":
        data["engagement"] = lately(world).id
    world.tell("followup.updated", id_, data)
    if state in {"in_progress", "partly_fulfilled", "rescheduled"}:
        promises.append((id_, day))
    return None


def occurred(world: World) -> None:
    """Tell of what happened outside."""
    about = _about(world)
    kind = world.choose.choice(("election", "crisis", "legislation", "policy", "disaster", "trend"))
    data: Data = {"about": about, "kind": kind, "summary": wording.sentence(world.choose)}
    data |= {"when": world.about(world.day - world.choose.randrange(60)), "place": place(world)}
    world.recent.append(world.tell("occurrence.reported", about[0], data))


def figured(world: World) -> None:
    """Tell of a number."""
    choose, id_ = world.choose, world.cast.topic(world.circle)
    measure, unit = choose.choice(_MEASURES)
    data: Data = {"about": id_, "measure": measure, "unit": unit, "nature": choose.choice(("observed", "estimate"))}
    data |= {"value": str(choose.randrange(10, 100_000)), "period": world.iso(world.day)[:4], "place": place(world)}
    world.recent.append(world.tell("figure.reported", id_, data))


def counted(world: World) -> None:
    """Tell of the how manieth of a series it was."""
    choose, meeting = world.choose, lately(world)
    data: Data = {"of": meeting.id, "claim": "nth", "ordinal": choose.randrange(1, 30)}
    data["series"] = world.cast.series(world.circle)
    world.recent.append(world.tell("ordinal.claimed", meeting.id, data))
