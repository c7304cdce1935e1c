"""Who held an office on a day, and how sure that is."""

from __future__ import annotations

import click

from legation.command import Desk, certain_option, reading_options
from legation.commands._listing import listing, view_named
from legation.lookup import find

section = "read"


@click.command()
@click.argument("office", nargs=-1, required=True)
@certain_option
@reading_options
@click.pass_obj
def command(
    desk: Desk, office: tuple[str, ...], certain: bool, as_of: str | None, known_by: str | None, form: str | None
) -> None:
    """Say who held OFFICE, given as an id, a name or an unambiguous part of one.

    Example: legation who "foreign secretary" --as-of 2022-03-20
    """
    at = desk.reading(as_of, known_by)
    id_ = find(at, " ".join(office), "office")
    listing(
        desk, at, form, "offices", lambda entry: entry.sure or not certain, keys=view_named("offices").naming(id_, at)
    )
