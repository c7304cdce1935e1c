"""Show what may be set for the screen, what is set, and in which file."""

from __future__ import annotations

import click

from legation.command import print_csv, print_json, say, table
from legation.literal import literal

section = "look"
_COLUMNS = ("name", "value", "expected", "help")


@click.command()
@click.argument("what", required=False, type=click.Choice(["keys"]))
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
@click.option("--json", "form", flag_value="json", help="Print JSON, one object.")
def command(what: str | None, form: str | None) -> None:
    """Show every setting with its value; with `keys`, every key by the name under which it can be set.

    The file is TOML; it need not exist. What of it cannot be used is told, and the status is then 1.

    Example: legation settings keys
    """
    from legation.tui import settings
    from legation.tui.keys import KEYS

    found = settings.read()
    rows = (
        [_row(f"keys.{e.id}", found.keyboard.shown(e.id), e.group, e.help) for e in KEYS]
        if what
        else [
            *(_row(s.name, _value(getattr(found, s.name)), s.expected, s.help) for s in settings.SETTINGS),
            _row("[keys]", f"{len(found.keys)} set", "a table", settings.KEYS_HELP),
        ]
    )
    if form == "json":
        print_json({"file": str(settings.path()), "settings": rows, "faults": found.faults})
    elif form == "csv":
        print_csv(_COLUMNS, ([row[c] for c in _COLUMNS] for row in rows))
    else:
        table([[literal(row[c]) for c in _COLUMNS] for row in rows])
    say(f"set in {settings.path()}{'' if settings.path().exists() else ', which is not there yet'}")
    for fault in found.faults:
        say(fault)
    if found.faults:
        raise SystemExit(1)


def _row(name: str, value: str, expected: str, help: str) -> dict[str, str]:  # noqa: A002
    return {"name": name, "value": value, "expected": expected, "help": help}


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else " ".join(map(str, value)) or "none"  # type: ignore[call-overload]
