"""A saved question, whose answer is compared with that of the last time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import orjson

from legation.causes import made
from legation.changes import compared
from legation.command import Desk, print_json, say, table
from legation.commands._listing import view_named
from legation.commands._reasons import reasons
from legation.commands._telling import print_made
from legation.errors import NotUnderstood
from legation.keeping import kept_in, name_of, replace
from legation.literal import literal
from legation.reading import Reading
from legation.row_source import RowSource
from legation.view import VIEWS, Entry
from legation.words import counted

section = "read"

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@click.command(epilog=f"VIEW is one of {', '.join(VIEWS)}.")
@click.argument("question", required=False)
@click.option("--of", "view", metavar="VIEW", help="Save the question: these lines …")
@click.option("--key", metavar="ID|NAME", help="… only those of one thing …")
@click.option("--filter", "words", default="", metavar="WORDS", help="… only those that hold all these words …")
@click.option("--at", "moment", default="today", metavar="MOMENT", help="… at AS_OF@KNOWN_BY (default: now).")
@click.option("--forget", is_flag=True, help="Forget the question.")
@click.option("--json", "form", flag_value="json", help="Print JSON, one object.")
@click.pass_obj
def command(
    desk: Desk, *, question: str | None, view: str | None, key: str | None, words: str, moment: str, forget: bool,
    form: str | None,
) -> None:  # fmt: skip
    """Ask a saved QUESTION again, and tell what is answered otherwise than the last time, and why.

    Exit status 0: the same answer; 1: another one, which is the one to compare with from then on. So it is fit for
    cron. With --of the question is saved with its answer; without QUESTION, those that are saved are listed. They are
    kept for each ledger, in the user's state directory.

    Example: legation watch overdue --of followups --filter "day passed"
    """
    kept = _Kept(desk)
    if question is None:
        table([[literal(name), literal(told)] for name, told in kept.all()])
    elif forget:
        kept.file(question, there=True).unlink()
        say(f"forgot {question}")
    elif view:
        asked = {"view": view, "key": key, "filter": words, "moment": moment}
        at = desk.moment(moment)
        lines = _answer(asked, at)
        kept.save(question, asked, at, lines)
        say(f"saved {question}, with {counted(len(lines), 'line')} as of {at.day} · known by #{at.position}")
    else:
        _compare(desk, kept, question, form)


def _compare(desk: Desk, kept: _Kept, question: str, form: str | None) -> None:
    saved = kept.read(question)
    at, then = desk.moment(saved["moment"]), saved["at"]
    if then["known_by"] > at.size:
        raise NotUnderstood(question, f"question of this ledger, which ends at #{at.size}: it was asked at "
                            f"#{then['known_by']}; has the ledger been put back to an earlier state?")  # fmt: skip
    before = Reading(desk.model, then["as_of"], then["known_by"])
    old, new = {key: Entry(key, tuple(cells)) for key, cells in saved["lines"].items()}, _answer(saved, at)
    view, changed = view_named(saved["view"]), list(compared(saved["view"], old, new))
    told_of = list(made(changed, before, at))
    if form:
        print_json({"question": question, "then": then, "now": {"as_of": at.day, "known_by": at.position},
                    "changes": [one.row() for one in told_of]})  # fmt: skip
    else:
        for one in told_of:
            print_made(one, before, at)
            if one.change.after:
                why = reasons(desk, at, view.why(one.change.key, at))
                click.echo("\n".join(f"    {literal(line)}".rstrip() for line in ("", *why, "")))
    kept.save(question, saved, at, new)
    say(f"{question}: {counted(len(changed), 'change')} since {then['as_of']} · #{then['known_by']}; "
        f"as of {at.day} · known by #{at.position}")  # fmt: skip
    if changed:
        raise SystemExit(1)


def _answer(asked: dict[str, Any], at: Reading) -> dict[str, Entry]:
    view = view_named(asked["view"])
    among = view.naming(view.find(asked["key"], at), at) if asked["key"] else None
    source = RowSource(view, at, asked["filter"], among)
    return {key: source.line(key).entry for key in source.keys}


class _Kept:
    """The saved questions of one ledger: a file each, replaced as a whole."""

    def __init__(self, desk: Desk) -> None:
        self._folder = kept_in("watch", name_of(os.path.realpath(desk.place)))

    def file(self, name: str, there: bool = False) -> Path:
        """Return the file of a question; raises NotUnderstood for what is no name, and for one that is not `there`."""
        if not _NAME.fullmatch(name) or len(name) > 80:
            raise NotUnderstood(name, "name of a question: small letters, digits and hyphens")
        if there and not (self._folder / f"{name}.json").is_file():
            raise NotUnderstood(name, "saved question; --of VIEW saves one", [saved for saved, _ in self.all()][:5])
        return self._folder / f"{name}.json"

    def all(self) -> Iterator[tuple[str, str]]:
        """Yield each question with what it asks."""
        for file in sorted(self._folder.glob("*.json")):
            told = self.read(file.stem)
            asks = (told["view"], told["key"], told["filter"], f"at {told['moment']}")
            yield file.stem, " ".join(filter(None, asks))

    def read(self, name: str) -> dict[str, Any]:
        """Return a question with its last answer; raises NotUnderstood if its file cannot be read."""
        file = self.file(name, there=True)
        try:
            found: dict[str, Any] = orjson.loads(file.read_bytes())
            _ = found["view"], found["key"], found["filter"], found["moment"], found["lines"], found["at"]["known_by"]
        except (ValueError, KeyError, TypeError):
            raise NotUnderstood(name, f"question that can be read: save it anew, or delete {file}") from None
        return found

    def save(self, name: str, asked: dict[str, Any], at: Reading, lines: dict[str, Entry]) -> None:
        """Keep a question with its answer."""
        file = self.file(name)
        told = {
            **{field: asked[field] for field in ("view", "key", "filter", "moment")},
            "at": {"as_of": at.day, "known_by": at.position},
            "lines": {key: entry.cells for key, entry in lines.items()},
        }
        replace(file, orjson.dumps(told, option=orjson.OPT_INDENT_2))
