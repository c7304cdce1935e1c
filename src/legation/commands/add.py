"""Add one event, field by field; asks for what is missing."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

import click

from legation.command import Desk, escaped, say
from legation.commands._writing import record, writing_options
from legation.labels import happening
from legation.shelf import Shelf, camel

section = "write"


class Types(click.Group):
    """A group with one command for each event type; its options are the fields of the type."""

    @cached_property
    def _names(self) -> list[str]:
        return sorted(file.replace("_", ".") for file in Shelf[Any]("legation.event_types", camel))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all event types."""
        return self._names

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Make the command of an event type; raises NotUnderstood, with what comes near, if there is none."""
        from legation.commands._entering import option
        from legation.event_type import event_type
        from legation.form import blanks

        type_ = event_type(name)
        fields = blanks(name)
        example = escaped(json.dumps(type_.examples[0], indent=2, ensure_ascii=False))

        @writing_options
        @click.pass_obj
        def add(
            desk: Desk, /, *, raw: str | None, actor: str | None, dry_run: bool, as_json: bool, **given: Any
        ) -> None:
            from legation.commands._entering import Entering, read_data, typed
            from legation.jsonlines import Given

            data = Entering(desk, name, typed(fields, given), read_data(raw)).data()
            record(desk, [Given({"type": name, "data": data})], actor=actor, dry_run=dry_run, as_json=as_json)
            if not (dry_run or as_json):
                say(f"`legation event {desk.store.head().size}` shows it")

        raw = click.Option(
            ["--data", "raw"], metavar="JSON", help="All or some of the data as JSON; options come on top."
        )
        words = f"{happening(name)}\n\n\b\nThe data of an example:\n{example}"
        return click.command(name, params=[*map(option, fields), raw], help=words)(add)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the event types, each with the first line of its file."""
        with formatter.section("Types"):
            formatter.write_dl([(name, happening(name)) for name in self._names])


@click.group(cls=Types, name="add", subcommand_metavar="TYPE [OPTIONS]")
def command() -> None:
    """Add one event of TYPE: `legation add TYPE --help` lists its fields.

    A name may stand for an id, #12 for the event at position 12. With --document and --lines the cited lines are
    hashed, for which their text must be at hand (--documents). On a terminal, what is missing is asked for.
    """
