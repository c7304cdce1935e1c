"""Register a document, so that its lines can be cited."""

from __future__ import annotations

from typing import Any

import click

from legation.command import Desk, say
from legation.commands._writing import record, writing_options
from legation.documents import Measure, measure
from legation.errors import Fault, Refused
from legation.ids import slug
from legation.literal import literal

section = "write"

TYPE = "source.registered"
_MEASURED = frozenset({*Measure._fields, "held"})


class Sources(click.Group):
    """The group of commands on documents; `add` has the fields of a registration as options."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return ["add"]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Make the command, with options for all that cannot be measured; None for another name."""
        if name != "add":
            return None
        from legation.commands._entering import option
        from legation.form import blanks

        fields = [blank._replace(name="id") if blank.name == "document" else blank for blank in blanks(TYPE)
                  if len(blank.path) == 1 and blank.name not in _MEASURED]  # fmt: skip
        file = click.Argument(["file"], type=click.Path(exists=True, dir_okay=False))

        @writing_options
        @click.pass_obj
        def add(desk: Desk, /, *, file: str, actor: str | None, dry_run: bool, as_json: bool, **given: Any) -> None:
            """Register FILE: its hash, bytes and lines are measured, what it is you say.

            Without --id, the id is made of the title; without --published, its day of publication is unknown.
            """
            from legation.commands._entering import Entering, typed
            from legation.jsonlines import Given

            measured = measure(file)
            _refuse_known(desk, file, measured)
            entries = typed(fields, given)
            if ("document",) not in entries and ("title",) in entries:
                entries["document",] = [f"doc:{slug(entries['title',][-1])}"]
            if ("published",) not in entries:
                entries.setdefault(("published_basis",), ["unknown"])
            data = Entering(desk, TYPE, entries, measured._asdict()).data()
            record(desk, [Given({"type": TYPE, "data": data})], actor=actor, dry_run=dry_run, as_json=as_json)
            if not (dry_run or as_json):
                say(f"registered {literal(data['document'])}: {measured.lines:,} lines, {measured.bytes:,} bytes")
                if desk.documents.lines(measured.sha256) is None:
                    say("to cite and read its lines, keep the file and name its folder with --documents DIR")

        return click.command("add", params=[file, *map(option, fields)])(add)


def _refuse_known(desk: Desk, file: str, measured: Measure) -> None:
    for fact in desk.model.of_type(TYPE):
        if fact.data.get("sha256") == measured.sha256:
            what = f"the bytes of {file} are registered already, as {fact.subject} (#{fact.position})"
            raise Refused([Fault("E907", what, "a document that is new", f"cite {fact.subject}", "data.sha256")])


@click.group(cls=Sources)
def command() -> None:
    """Register a document: its bytes are hashed here and stay where they are; only the hash enters the ledger."""
