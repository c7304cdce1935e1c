"""Part again what was judged to be one thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from legation.command import Desk
from legation.commands._amending import Form, at_head, entered, strike, with_dependants_option
from legation.commands._writing import writing_options
from legation.errors import Ambiguous, NotOneThing, NotUnderstood, OneInOtherWays
from legation.fact import Fact
from legation.ids import fold, is_id
from legation.lookup import find
from legation.reading import Reading
from legation.righting import MATCHABLE, standing, told
from legation.words import thing

section = "write"

_NAMING = ("name", "title", "summary", "label")


@click.command(cls=Form, event="record.retracted", fixed=("target",))
@click.argument("words", nargs=-1, required=True, metavar="A B|ID")
@with_dependants_option
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    *,
    words: tuple[str, ...],
    with_dependants: bool,
    actor: str | None,
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Undo the match of A and B, ids or names, or the match of a position or an event id.

    Every line is then what it would be had nobody matched them. The ground is `identity`, unless --ground says another.
    If the two are one through other matches, these are named, and nothing is written.

    Example: legation unmatch person:esteban-moctezuma person:ken-salazar --reason "Two men."
    """
    at = at_head(desk)
    if len(words) > 2:
        raise click.UsageError("name two things, or one match")
    matches, sentence = _of_two(desk, at, *words) if len(words) == 2 else _of_one(at, words[0])
    given = {**given, "field_ground": given.get("field_ground") or ["identity"]}
    data = entered(desk, "record.retracted", given, {"target": matches[0].id})
    strike(desk, at, matches, data, with_dependants=with_dependants, also=[sentence],
           actor=actor, dry_run=dry_run, as_json=as_json)  # fmt: skip


def _of_one(at: Reading, word: str) -> tuple[Sequence[Fact], str]:
    fact = standing(at, word)
    if fact.type != "entity.matched":
        raise NotUnderstood(word, f"match: it is {told(at, fact)}")
    one, other = fact.data["entity"], fact.data["other"]
    return [fact], _parted(one, other) if fact.data["verdict"] == "same" else f"{one} and {other} may be one again"


def _of_two(desk: Desk, at: Reading, *words: str) -> tuple[Sequence[Fact], str]:
    """Return the matches between two things; raises OneInOtherWays if they would stay one without these."""
    from legation.amending import joining

    one, other = (_as_written(at, word) for word in words)
    if one == other:
        raise click.UsageError(f"both words name {one}: name the two ids that were matched")
    directly, around = joining(desk.model, one, other)
    if around:
        ways = [f"#{m.position} ({m.data['entity']} is {m.data['other']})" for m in (*directly, *around)]
        raise OneInOtherWays(one, other, ways, [match.position for match in (*directly, *around)])
    if not directly:
        raise NotOneThing(one, other)
    return directly, _parted(one, other)


def _parted(one: str, other: str) -> str:
    return f"two again: {one} and {other}"


def _as_written(at: Reading, word: str) -> str:
    """Return the id that a word names, as events write it; of ids that are one, that of the name. Raises Ambiguous."""
    found = find(at, word, *MATCHABLE)
    members = at.identity.members(found)
    if is_id(word) or len(members) == 1:
        return word if is_id(word) else found
    own = {id_: fold(" ".join(_names(at, id_))).split() for id_ in members}
    wanted = fold(word).split()
    named = [id_ for id_ in members if all(part in " ".join(own[id_]) for part in wanted)]
    whole = [id_ for id_ in named if any(fold(name) == fold(word) for name in _names(at, id_))]
    if len(whole or named) == 1:
        return (whole or named)[0]
    several = whole or named or list(members)
    raise Ambiguous(word, thing(several[0].partition(":")[0]), len(several), several)


def _names(at: Reading, id_: str) -> list[str]:
    """Return what the events about an id, as they write it, call it."""
    told = at.model.db.execute("select position from ids where subject = ?", (id_,)).fetchall()
    facts = (at.fact(position) for (position,) in told if at.counts(position))
    return [str(fact.data[field]) for fact in facts for field in _NAMING if field in fact.data]
