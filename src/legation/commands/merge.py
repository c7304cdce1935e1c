"""Take over what another branch or copy of the ledger holds beyond this one, appended anew behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from legation.command import Desk, say
from legation.commands._writing import record, writing_options
from legation.doctor import examine
from legation.errors import Ahead, AnotherLedger, Fault, NotUnderstood, OtherDamaged, Refused
from legation.fact import Fact
from legation.stores.files import Files
from legation.words import counted

if TYPE_CHECKING:
    from legation.merging import Beyond

section = "write"

# What two branches in one text look like, and nothing else does.
_UNITED = {"D03", "D04", "D11"}
# What a fault most often means when two branches meet, by the beginning of its code.
_MEANT = {
    "E025": "the two sides used one id for different events: leave theirs out, or have it recorded anew there",
    "E101": "it was retracted here, or left out: take in what creates it, too, or leave this out as well",
    "E102": "the event it names was left out, or never whole: leave this out as well",
    "E104": "both sides registered it: leave theirs out, and what else they say of it is said of yours",
    "E80": "both sides recorded an identifier: leave theirs out; or match the two things, if they are one",
}


@click.command()
@click.argument("other", type=click.Path(exists=True, file_okay=False))
@click.option("--leave-out", type=click.IntRange(min=1), multiple=True, metavar="POSITION",
              help="Do not take over the event at this position of theirs; may be given again.")  # fmt: skip
@click.option("--anew", is_flag=True, help="Append anew even where putting their files in place of yours would do.")
@click.option("--salvage", is_flag=True, help="Take what is whole of a damaged OTHER, though nothing proves it.")
@writing_options
@click.pass_obj
def command(
    desk: Desk, *, other: str, leave_out: tuple[int, ...], anew: bool, salvage: bool,
    dry_run: bool, actor: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Append the events that OTHER, a branch or copy of this ledger, holds behind the beginning both share.

    All of them or none, under all rules. Each keeps its id, data and actor and says where it stood before; one that is
    here already has no effect, so merging twice changes nothing. OTHER may be a text in which git put both branches:
    then those appends are taken of which every line is there.

    Example: legation merge events --dry-run
    """
    from legation.envelope import payload

    found = _beyond(desk, _place(other), anew, salvage)
    for fault in found.left:
        say(str(fault))
    if unknown := sorted(set(leave_out) - {given.line for given in found.events}):
        raise NotUnderstood(f"#{unknown[0]}", f"position behind #{found.common}, where {other} goes its own way")
    chosen = [given for given in found.events if given.line not in leave_out]
    new = []
    for given in chosen:
        known = desk.model.event(str(given.event.get("id")))
        if not known or (known.type, known.data) != (given.event.get("type"), payload(given.event)):
            new.append(given)
    say(f"the first {counted(found.common, 'event')} are the same, root {found.root.hex()}")
    theirs, known_here = len(found.events), len(chosen) - len(new)
    say(f"behind them, {other} holds {counted(theirs, 'event')}: {known_here:,} known here, "
        f"{theirs - len(chosen):,} left out, {len(new):,} new")  # fmt: skip

    def tell(facts: Sequence[Fact]) -> list[str]:
        return [f"#{fact.position} was #{fact.mergedfrom.partition('/')[0]} there" for fact in facts]

    try:
        record(desk, new, actor=actor, dry_run=dry_run, as_json=as_json, tell=tell)
    except Refused as refused:
        raise Refused(list(map(_explained, refused.faults))) from None


def _place(other: str) -> str:
    inside = Path(other, "events")
    return str(inside) if inside.is_dir() else other


def _beyond(desk: Desk, place: str, anew: bool, salvage: bool) -> Beyond:
    from legation import merging

    found = examine(place)
    codes = sorted({ailment.code for ailment in found.ailments if ailment.kind.grave} - {"D10", "D23", "D24"})
    with Files.open(place) as theirs:
        if theirs.source != desk.store.source:
            raise AnotherLedger(place, theirs.source, desk.store.source)
        if not codes:
            told = merging.beyond(desk.store, theirs, place)
            if told.events and told.common and told.common == desk.store.head().size and not anew:
                raise Ahead(place, told.common, len(told.events))
            return told
        if not salvage and not set(codes) <= _UNITED:
            raise OtherDamaged(place, codes)
        say(f"{place} is damaged ({', '.join(codes)}): only appends of which every line is there are taken")
        return merging.salvage(desk.store, theirs, place)


def _explained(fault: Fault) -> Fault:
    meant = next((told for code, told in _MEANT.items() if fault.code.startswith(code)), "")
    if not meant or not fault.line:
        return fault
    remedy = f"{fault.remedy}; {meant} (--leave-out {fault.line})"
    return replace(fault, remedy=remedy.removeprefix("; "))
