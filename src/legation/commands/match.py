"""Judge two ids to be one thing, or two."""

from __future__ import annotations

import sys
from typing import Any

import click

from legation.command import Desk, say
from legation.commands._amending import Form, at_head, entered
from legation.commands._writing import record, writing_options
from legation.errors import NotUnderstood
from legation.ids import is_id, kind
from legation.lookup import find
from legation.reading import Reading
from legation.righting import MATCHABLE, going_on, naming
from legation.words import counted

section = "write"


@click.command(cls=Form, event="entity.matched", fixed=("entity", "other", "verdict", "keep"))
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--distinct", is_flag=True, help="They are two: they are not proposed as one again.")
@click.option("--keep", metavar="A|B", help="Which id goes on. Else the one that more events name.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    *,
    one: str,
    other: str,
    distinct: bool,
    keep: str | None,
    actor: str | None,
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Judge A and B, ids or names, to be one: all that is told of either is told of the one that goes on.

    Nothing is rewritten, and `legation unmatch` undoes it. The id that more events name goes on, unless --keep says
    otherwise: what is told of the other is folded anew.

    Example: legation match person:esteban-moctezuma person:ken-salazar --distinct --reason "Two men." --dry-run
    """
    from legation.jsonlines import Given

    if distinct and keep:
        raise click.UsageError("with --distinct both ids go on: leave --keep out")
    at = at_head(desk)
    first, second = pair(at, one, other)
    data: dict[str, Any] = {"entity": first, "other": second, "verdict": "distinct" if distinct else "same"}
    if not distinct:
        data["keep"] = _kept(at, {one: first, other: second}, keep)
    data = entered(desk, "entity.matched", given, data)
    sentence = _apart(at, first, second) if distinct else _joined(at, first, second, data["keep"])
    record(desk, [Given({"type": "entity.matched", "data": data})], actor=actor, dry_run=dry_run, as_json=as_json,
           tell=lambda _: [sentence])  # fmt: skip


def pair(at: Reading, one: str, other: str) -> tuple[str, str]:
    """Return the ids that two words name, the second of the kind of the first; an id is taken as it is written.

    Raises NotUnderstood and Ambiguous, as `find` does.
    """
    if is_id(other) and not is_id(one):
        second, first = pair(at, other, one)
        return first, second
    first = _named(at, one, *MATCHABLE)
    # Ids of two kinds are for the rules to refuse, with a better sentence.
    return first, _named(at, other, *(MATCHABLE if is_id(other) else (kind(first),)))


def _named(at: Reading, word: str, *kinds: str) -> str:
    found = find(at, word, *kinds)
    return word if is_id(word) else found


def _kept(at: Reading, named: dict[str, str], keep: str | None) -> str:
    """Return the id that is to go on: the one that was said, else the one that more events name."""
    ids = list(named.values())
    if keep is not None:
        if keep in named or keep in ids:
            return named.get(keep, keep)
        found = find(at, keep, kind(ids[0]))
        if found in ids:
            return found
        raise NotUnderstood(keep, "one of the two that are matched", ids)
    proposed = going_on(at, *ids)
    if sys.stdin.isatty():
        told = " or ".join(f"{id_} ({counted(len(naming(at, id_)), 'event')})" for id_ in ids)
        say(f"keep: which of the two goes on, {told}; Enter keeps {proposed}")
        return str(click.prompt("", type=click.Choice(ids), default=proposed, show_default=False, show_choices=False,
                                prompt_suffix="> ", err=True))  # fmt: skip
    return proposed


def _joined(at: Reading, one: str, other: str, keep: str) -> str:
    given_up = other if keep == one else one
    events = counted(len(naming(at, given_up)), "event")
    return f"one from now on: {at.name(keep)} ({keep}) goes on, {at.name(given_up)} ({given_up}, {events}) is given up"


def _apart(at: Reading, one: str, other: str) -> str:
    return f"held apart: {at.name(one)} ({one}) and {at.name(other)} ({other}) are not proposed as one again"
