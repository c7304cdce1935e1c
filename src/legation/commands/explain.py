"""Explain a code: what it means, why the rule exists, what to do, and an example that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from shutil import get_terminal_size
from textwrap import wrap

import click

from legation.command import print_json, table
from legation.literal import literal
from legation.manual import Page, explain, pages

section = "audit"

_WIDEST = 100
# Said of the examples, which stand on a ledger that none of them shows.
_BEFORE = {
    "append": "An example: on a ledger that holds a document (doc:report), org:freedonia, place:here, person:rufus and "
    "office:leader, `legation append` refuses this. `[…]` stands for one piece of evidence.",
    "check": "An example: on a ledger that holds a document (doc:report), org:freedonia, place:here, person:rufus and "
    "office:leader, `legation append` takes this, and `legation check` warns. `[…]` stands for one piece of evidence.",
    "sh": "An example, in the folder of a ledger that is not worth keeping:",
}


@click.command()
@click.argument("code", required=False, metavar="[CODE]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object.")
def command(code: str | None, as_json: bool) -> None:
    """Explain a CODE of a fault (E101), a warning (W5), damage (D02), or the name of an error (no-ledger).

    Without CODE, all of them are listed.

    Example: legation explain E101
    """
    told = [explain(code)] if code else list(pages().values())
    if as_json:
        print_json({"pages": [page._asdict() | {"examples": [e._asdict() for e in page.examples]} for page in told]})
    elif code:
        click.echo("\n".join(map(literal, _page(told[0]))))
    else:
        table([[literal(page.code), literal(page.title)] for page in told])


def _page(page: Page) -> Iterator[str]:
    room = min(get_terminal_size().columns, _WIDEST)
    yield from wrap(f"{page.code}  {page.title}", room, subsequent_indent="  ")
    paragraphs = [text for told in (page.why, page.remedy) for text in told.split("\n\n") if text]
    if page.examples:
        paragraphs.append(_BEFORE[page.examples[-1].kind])
    for paragraph in paragraphs:
        yield ""
        yield from wrap(paragraph, room, subsequent_indent="  " if paragraph.startswith("- ") else "")
    for example in page.examples:
        yield ""
        yield from (f"    {line}" for line in example.text.splitlines())
