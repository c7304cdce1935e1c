"""What commands share that put the record right: the form of one event type, events that count, and how they go."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from legation import words
from legation.command import Desk, say, today
from legation.commands._writing import record
from legation.fact import Fact
from legation.reading import Reading
from legation.righting import first, striking, struck, told

if TYPE_CHECKING:
    from legation.form import Blank


with_dependants_option = click.option(
    "--with-dependants", is_flag=True, help="Strike all that cannot stand without it, too, in the same append."
)


class Form(click.Command):
    """A command that takes, beside what it names itself, the fields of an event type as options."""

    def __init__(self, *args: Any, event: str, fixed: Sequence[str] = (), **more: Any) -> None:
        """Take the name of the type and of the fields that the command fills in itself."""
        super().__init__(*args, **more)
        self._event, self._fixed = event, fixed

    @cached_property
    def _fields(self) -> list[click.Option]:
        from legation.commands._entering import option

        return [option(blank) for blank in fields(self._event, self._fixed)]

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options of the command; the event type is looked at now, and no sooner."""
        return [*self._fields, *super().get_params(ctx)]


def fields(event: str, fixed: Iterable[str]) -> list[Blank]:
    """Return what can be filled in for an event of a type, but for some of its fields."""
    from legation.form import blanks

    return [blank for blank in blanks(event) if blank.path[0] not in fixed]


def entered(desk: Desk, event: str, given: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of an event of a type: what the options say, over `data`, which the command fills in itself."""
    from legation.commands._entering import Entering, typed

    return Entering(desk, event, typed(fields(event, data), given), data).data()


def at_head(desk: Desk) -> Reading:
    """Return the ledger as it stands, to find what is named on the command line."""
    return Reading(desk.model, today())


def strike(
    desk: Desk,
    at: Reading,
    targets: Sequence[Fact],
    data: Mapping[str, Any],
    *,
    with_dependants: bool,
    also: Iterable[str] = (),
    **how: Any,
) -> None:
    """Retract events, and all that depends on them if that is wanted, in one append; `data` is the rest of each.

    On a terminal, what depends is told and asked about. Without a terminal and unasked for, it stays, and rule R5
    refuses. `also` says what else this does; `how` goes to `record`.
    """
    all_of_it = _struck(desk, at, targets, with_dependants)
    sentences = [*struck(at, all_of_it), *also]  # while the ledger stands as it did
    record(desk, striking(all_of_it, targets, data), tell=lambda _: sentences, **how)


def _struck(desk: Desk, at: Reading, targets: Sequence[Fact], with_dependants: bool) -> list[Fact]:
    from legation.amending import struck_with

    every = struck_with(desk.model, targets, at.size)
    more = [fact for fact in every if fact not in targets]
    if with_dependants or not more:
        return every
    say(f"{words.counted(len(more), 'event')} cannot stand without it:")
    for line in first([told(at, fact) for fact in more]):
        say(f"  {line}")
    if not sys.stdin.isatty():
        return [fact for fact in every if fact in targets]
    click.confirm(f"Strike {'it' if len(more) == 1 else 'them'}, too?", abort=True, prompt_suffix="\n> ", err=True)
    return every
