"""Put one event right: the right one is added and the wrong one struck, in one append."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from legation.command import Desk, escaped
from legation.commands._amending import at_head, entered
from legation.commands._writing import record, writing_options
from legation.errors import LegationError, NothingToCorrect
from legation.fact import Fact
from legation.literal import literal
from legation.reading import Reading
from legation.righting import RETRACTED, differences, replaced, standing, told

if TYPE_CHECKING:
    from legation.form import Blank

section = "write"

# What the command calls its own; a field of the event with such a name is given as `--event-reason`.
_OWN = frozenset({"ground", "reason"})
_MANNERS = """What is not given stays as it is. On a terminal, and if nothing is given, every field is asked for. Events
that name what this one created go on naming it; of those that name the event itself you are told."""


class Events(click.Group):
    """A group with one command for each event that counts; its options are the fields of the event's type."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return nothing: nobody reads through all events."""
        return []

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Make the command of an event; raises NotUnderstood if there is none, NoLongerCounts if it was retracted."""
        root = ctx.find_root().params
        # While a shell completes words, nobody has opened the ledger yet, and nobody listens to errors.
        desk = ctx.obj or Desk(root.get("ledger"), root.get("documents") or ())
        try:
            return _command(desk, name)
        except LegationError:
            if ctx.resilient_parsing:
                return None
            raise


def _command(desk: Desk, name: str) -> click.Command:
    from legation.commands._correcting import Correcting, paths
    from legation.commands._entering import option, read_data, typed

    at = at_head(desk)
    wrong = standing(at, name)
    fields = _fields(wrong.type)

    def put_right(
        *, raw: str | None, away: tuple[str, ...], piece: str | None, ground: str, because: str | None,
        actor: str | None, dry_run: bool, as_json: bool, **given: Any,
    ) -> None:  # fmt: skip
        entries = typed(fields, given)
        data = Correcting(desk, wrong, entries, read_data(raw), paths(fields, away), piece).data()
        if data == wrong.data:
            raise NothingToCorrect(wrong.position)
        said = {"field_ground": [ground], "field_reason": [because] if because else []}
        _replace(desk, at, wrong, data, said, actor=actor, dry_run=dry_run, as_json=as_json)

    now = escaped(json.dumps(wrong.data, indent=2, ensure_ascii=False))
    help_ = f"Put right {literal(told(at, wrong))}\n\n{_MANNERS}\n\n\b\nIt says now:\n{now}"
    return click.command(name, params=[*map(option, fields), *_options(desk)], help=help_)(writing_options(put_right))


def _options(desk: Desk) -> list[click.Option]:
    """Return the options that say how an event is put right."""
    from legation.form import blanks

    grounds = next(blank for blank in blanks(RETRACTED) if blank.name == "ground")
    return [
        click.Option(["--without", "away"], multiple=True, metavar="FIELD", help="Take a field away. Repeatable."),
        click.Option(["--piece"], metavar="N|new", help="Which piece of evidence is meant, from 1; `new` adds one."),
        click.Option(["--data", "raw"], metavar="JSON", help="Some of the data as JSON; options come on top."),
        click.Option(["--ground"], default="entry_error", metavar="WORD", show_default=True, help=grounds.help),
        click.Option(["--reason", "because"], metavar="TEXT", help="Needed: why it is put right, in your own words."),
    ]


def _fields(type_: str) -> list[Blank]:
    from legation.form import blanks

    return [
        blank._replace(name=f"event-{blank.name}" if blank.name in _OWN else blank.name, required=False)
        for blank in blanks(type_)
    ]


def _replace(
    desk: Desk, at: Reading, wrong: Fact, data: Mapping[str, Any], said: Mapping[str, Any], **how: Any
) -> None:
    """Append the right event and the retraction of the wrong one, and say what is another now."""
    from legation.envelope import uuid7
    from legation.jsonlines import Given
    from legation.ledger import now

    right = uuid7(round(now().timestamp() * 1000))
    because = entered(desk, RETRACTED, said, {"target": wrong.id, "replaced_by": right})
    batch = [
        Given({"type": wrong.type, "id": right, "data": data}),
        Given({"type": RETRACTED, "data": because}),
    ]
    sentences = [*differences(at, wrong.data, data), *replaced(at, wrong, data)]

    def tell(facts: Any) -> Iterator[str]:
        yield f"#{facts[0].position} stands in the place of {told(at, wrong)}"
        yield from sentences

    record(desk, batch, tell=tell, **how)


@click.group(cls=Events, name="correct", subcommand_metavar="ID [OPTIONS]")
def command() -> None:
    """Put right the event of a position or an id: `legation correct ID --help` lists its fields, and what they say.

    The options are those of `legation add`. Nothing is edited: the right event is added and the wrong one struck, for
    a reason, and each names the other.

    Example: legation correct 1112 --detail "Talk on at a high level." --reason "Better said." --dry-run
    """
