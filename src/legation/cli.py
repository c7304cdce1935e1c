"""The command group: offers whatever stands in commands/, imported when it is run."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from legation import __version__
from legation.errors import LegationError, OwnFault, Refused, SystemRefused, WrongUse
from legation.letters import use_plain_where_needed
from legation.literal import literal
from legation.shelf import Shelf

COMMANDS: Shelf[click.Command] = Shelf("legation.commands", lambda file: "command")
SECTIONS = {
    "look": "Look",
    "read": "Read",
    "write": "Write",
    "audit": "Audit",
    "leave": "Leave",
}


class Shelved(click.Group):
    """A group whose commands are files; listing them reads their first lines and imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return [file.rstrip("_").replace("_", "-") for file in COMMANDS]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import the command of this name; None if there is no such file."""
        file = name.replace("-", "_")
        return next((COMMANDS[f] for f in (file, file + "_") if f in COMMANDS), None)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command asked for; what comes near a mistyped one is named."""
        from difflib import get_close_matches

        if args and args[0] not in self.list_commands(ctx):
            near = get_close_matches(args[0], self.list_commands(ctx), n=2)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"there is no command {literal(args[0])!r}{hint} `legation --help` lists all")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the commands by section, each with the first line of its file."""
        told: dict[str, list[tuple[str, str]]] = {section: [] for section in SECTIONS}
        for file, name in zip(COMMANDS, self.list_commands(ctx), strict=True):
            text = (Path(__file__).parent / "commands" / f"{file}.py").read_text("utf-8")
            section = re.search(r'^section = "(\w+)"$', text, re.MULTILINE)
            told[section[1] if section else "read"].append((name, text.split('"""', 2)[1].strip().split("\n")[0]))
        for title, commands in told.items():
            if commands:
                with formatter.section(SECTIONS[title]):
                    formatter.write_dl(commands)


@click.command(
    cls=Shelved,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog='Completion: eval "$(_LEGATION_COMPLETE=bash_source legation)" in .bashrc; zsh_source and fish_source too.',
)
@click.option(
    "--ledger", metavar="PLACE", help="The ledger. Else $LEGATION_LEDGER, else the nearest events/ here or above."
)
@click.option(
    "--documents", metavar="DIR", multiple=True, help="Where texts lie, found by hash. Else $LEGATION_DOCUMENTS."
)
@click.version_option(__version__, prog_name="legation")
@click.pass_context
def legation(ctx: click.Context, ledger: str | None, documents: tuple[str, ...]) -> None:
    """Keep and read a ledger of diplomatic engagements.

    Every line of an answer can say which events, and which lines of which document, it rests on: `legation why`.

    Two clocks: --as-of is the day in the world you ask about; --known-by is how much of the ledger may be used.
    """
    from legation.command import Desk  # help needs none of it

    ctx.obj = Desk(ledger, documents)
    ctx.call_on_close(ctx.obj.close)


def main() -> None:
    """Run the command line; print errors as sentences and exit with their status."""
    use_plain_where_needed()
    try:
        status = legation.main(prog_name="legation", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        status = 2
    except click.ClickException as error:
        asked = error.ctx if isinstance(error, click.UsageError) else None
        status = _told(WrongUse(error.format_message(), asked.command_path if asked else ""))
    except click.Abort:
        click.echo("stopped; nothing was written by the unfinished command", err=True)
        status = 130
    except Refused as error:
        click.echo("\n".join(literal(str(fault)) for fault in error.faults), err=True)
        click.echo(f"`legation explain {error.faults[0].code}` says why, with an example", err=True)
        status = error.status
    except LegationError as error:
        status = _told(error)
    except OSError as error:
        status = _told(SystemRefused(error))
    except Exception as error:
        if os.environ.get("LEGATION_DEBUG"):
            raise
        status = _told(OwnFault(error))
    sys.exit(status if isinstance(status, int) else 0)


def _told(error: LegationError) -> int:
    """Print an error as a sentence, with the name that `legation explain` knows it by; return its status."""
    first, *more = map(literal, str(error).splitlines() or [""])
    click.echo("\n".join((f"legation: {first} [{error.name}]", *more)), err=True)
    return error.status
