"""What a made-up document tells of offices, things and texts, and what an editor decides about the record itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import wording
from benchmarks.cast import DAYS, Data, Official
from benchmarks.dealings import lately, place

if TYPE_CHECKING:
    from benchmarks.worlds import Event, World

_ASPECTS = ("mandate", "aim", "composition", "scope", "status", "background", "history", "assessment")


def attested(world: World) -> None:
    """Tell of one seen in office."""
    day = world.day - world.choose.randrange(60)
    event = _role(world, "role.attested", world.cast.official(world.circle, day), day)
    world.sightings.append((event["id"], event["subject"]))


def designated(world: World) -> None:
    """Tell of one who is named for an office."""
    who = world.cast.official(world.circle, world.day)
    act = world.choose.choice(("nominated", "appointed", "confirmed"))
    _role(world, "role.designated", who, who.since - world.choose.randrange(10, 90), act=act)


def assumed(world: World) -> None:
    """Tell of one who takes up an office."""
    who = world.cast.official(world.circle, world.day)
    act = world.choose.choice(("sworn_in", "entered_duty", "unspecified"))
    _role(world, "role.assumed", who, who.since, act=act)


def left(world: World) -> None:
    """Tell of one who leaves an office."""
    who = world.cast.official(world.circle, world.day)
    act = world.choose.choice(("left_post", "resigned", "term_ended", "unspecified"))
    _role(world, "role.left", who, who.until, act=act)


def _role(world: World, type_: str, who: Official, day: int, **more: str) -> Event:
    data: Data = {"person": who.person, "office": who.office, "title_used": who.title, **more}
    if 0 <= day < DAYS or type_ == "role.attested":
        data["on"] = world.about(day)
    return world.tell(type_, who.office, data)


def _thing(world: World) -> str:
    cast, circle, choose = world.cast, world.circle, world.choose
    match choose.randrange(8):
        case 0 | 1:
            return cast.official(circle, world.day).person
        case 2:
            return cast.body(circle)
        case 3:
            return cast.agreement(circle)
        case 4:
            return cast.programme(circle)
        case 5:
            return place(world)
        case 6:
            return cast.ministry(choose.choice(circle.sides), choose.randrange(8))
        case _:
            return cast.series(circle)


def described(world: World) -> None:
    """Tell of what something is like."""
    id_ = _thing(world)
    data: Data = {"entity": id_, "aspect": world.choose.choice(_ASPECTS), "detail": wording.sentence(world.choose)}
    world.recent.append(world.tell("entity.described", id_, data))


def named(world: World) -> None:
    """Tell of another name of something."""
    id_, use = _thing(world), world.choose.choice(("short", "variant", "translation", "alias", "acronym"))
    name = f"{id_.partition(':')[2].replace('-', ' ').title()} ({use})"
    world.recent.append(world.tell("entity.named", id_, {"entity": id_, "name": name, "use": use}))


def related(world: World) -> None:
    """Tell of a lasting tie between two things."""
    cast, circle, choose = world.cast, world.circle, world.choose
    one, relation, other = choose.choice((
        lambda: (cast.state(choose.choice(circle.sides)), "party_to", cast.agreement(circle)),
        lambda: (cast.state(choose.choice(circle.sides)), "party_to", cast.body(circle)),
        lambda: (cast.programme(circle), "run_by", cast.ministry(choose.choice(circle.sides), choose.randrange(8))),
        lambda: (cast.series(circle), "run_by", cast.body(circle)),
        lambda: (cast.body(circle), "under", cast.agreement(circle)),
        lambda: (cast.ministry(circle.sides[0], choose.randrange(8)), "member_of", cast.body(circle)),
    ))()  # fmt: skip
    data: Data = {"entity": one, "relation": relation, "other": other}
    world.tell("entity.related", one, data)


def launched(world: World) -> None:
    """Tell of a text that begins its public life."""
    id_, day = world.cast.agreement(world.circle), world.day - world.choose.randrange(60)
    data: Data = {"agreement": id_, "act": world.choose.choice(("announced", "signed", "launched", "adopted"))}
    data |= {"on": world.about(day), "parties": [world.cast.state(side) for side in world.circle.sides]}
    world.tell("agreement.launched", id_, data)


def advanced(world: World) -> None:
    """Tell of a further step of a text."""
    id_ = world.cast.agreement(world.circle)
    stage = world.choose.choice(("negotiated", "ratified", "in_force", "amended", "reviewed"))
    data: Data = {"agreement": id_, "stage": stage, "on": world.about(world.day)}
    if stage == "ratified":
        data["party"] = world.cast.state(world.choose.choice(world.circle.sides))
    world.tell("agreement.advanced", id_, data)


def ended(world: World) -> None:
    """Tell of a text that a newer one replaces."""
    number = world.choose.randrange(6)
    id_, successor = world.cast.agreement(world.circle, number), world.cast.agreement(world.circle, number + 6)
    data: Data = {"agreement": id_, "act": "superseded", "successor": successor, "on": world.about(world.day)}
    world.tell("agreement.ended", id_, data)


def _body(world: World, type_: str, **more: str) -> None:
    id_ = world.cast.body(world.circle)
    world.tell(type_, id_, {"body": id_, "on": world.about(world.day), **more})


def established(world: World) -> None:
    """Tell of a body that comes into being."""
    _body(world, "body.established", act=world.choose.choice(("founded", "created", "launched", "opened")))


def restored(world: World) -> None:
    """Tell of a body that works again."""
    _body(world, "body.restored")


def dissolved(world: World) -> None:
    """Tell of a body that is suspended."""
    _body(world, "body.dissolved", act="suspended")


def funded(world: World) -> None:
    """Tell of money and what it is for."""
    id_, choose = world.cast.programme(world.circle), world.choose
    data: Data = {"for": id_, "stage": choose.choice(("announced", "pledged", "disbursed", "unspecified"))}
    data["donors"] = [world.cast.state(choose.choice(world.circle.sides))]
    if choose.random() < 0.6:
        data |= {"amount": str(choose.randrange(1, 900) * 100_000), "currency": choose.choice(("EUR", "USD", "JPY"))}
    world.tell("funding.recorded", id_, data)


def identified(world: World) -> None:
    """Tell an outside identifier of what never has a twin: one number for one thing."""
    id_ = world.cast.programme(world.circle)
    value = f"Q{world.cast.entered[id_]}"
    world.tell("entity.identified", id_, {"entity": id_, "scheme": "wikidata", "value": value})


def corrected(world: World) -> None:
    """Tell something anew, or no more, and take the event back that told it before."""
    if not world.recent:
        return
    choose = world.choose
    wrong = world.recent[choose.randrange(len(world.recent))]
    world.recent.remove(wrong)
    data: Data = {"target": wrong["id"], "ground": "entry_error", "reason": "The line was read wrongly at first."}
    if choose.random() < 0.7:
        said = {name: value for name, value in wrong["data"].items() if name != "evidence"}
        right = world.tell(wrong["type"], wrong["subject"], said | {"note": wording.phrase(choose)})
        data["replaced_by"] = right["id"]
    world.retracted.append(world.tell("record.retracted", wrong["subject"], data, cited=False))


def reinstated(world: World) -> None:
    """Take a retraction back."""
    if world.retracted:
        over = world.retracted.popleft()
        data: Data = {"target": over["id"], "ground": "entry_error", "reason": "It had been right after all."}
        world.tell("record.retracted", over["subject"], data, cited=False)


def assessed(world: World) -> None:
    """Set one sighting in office beside another."""
    if len(world.sightings) > 1:
        (one, office), (other, _) = world.choose.sample(world.sightings, 2)
        verdict = world.choose.choice(("corroborates", "refines", "contradicts"))
        data: Data = {"target": one, "verdict": verdict, "other": other, "reason": "Both were read again."}
        world.tell("record.assessed", office, data, cited=False)


def doubled(world: World) -> None:
    """Enter somebody a second time; or, later, say that the two are one."""
    choose, cast = world.choose, world.cast
    if world.twins and choose.random() < 0.5:
        one, other = world.twins.popleft()
        data: Data = {
            "entity": one,
            "other": other,
            "verdict": "same",
            "keep": one,
            "reason": "Same post and same days.",
        }
        world.tell("entity.matched", one, data, cited=False)
        return
    one = cast.newcomer()
    other = cast.twin(one, f"{one.partition(':')[2].replace('-', ' ').title()} II")
    world.twins.append((one, other))
    meeting = lately(world)
    for id_ in (one, other):
        world.tell("engagement.attended", meeting.id, {"engagement": meeting.id, "participant": id_})


def told_apart(world: World) -> None:
    """Say that two persons are two."""
    one, other = world.cast.newcomer(), world.cast.newcomer()
    data: Data = {"entity": one, "other": other, "verdict": "distinct", "reason": "They sat on two sides of the table."}
    world.tell("entity.matched", one, data, cited=False)
