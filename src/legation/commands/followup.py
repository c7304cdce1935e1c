"""Say what became of a promise, or of advice."""

from __future__ import annotations

from typing import Any

import click

from legation.command import Desk
from legation.commands._amending import Form, at_head, entered
from legation.commands._writing import record, writing_options
from legation.dates import NotADate, in_words
from legation.ids import kind
from legation.lookup import find
from legation.reading import Reading
from legation.view import VIEWS
from legation.words import spoken

section = "write"

_SHOWN_IN = {"com": "followups", "rec": "advice"}


@click.command(cls=Form, event="followup.updated", fixed=("target",))
@click.argument("promise", metavar="COM")
@writing_options
@click.pass_obj
def command(desk: Desk, /, *, promise: str, actor: str | None, dry_run: bool, as_json: bool, **given: Any) -> None:
    """Say what became of COM, a promise or a recommendation, by id or by words of it.

    A promise to meet or to visit is fulfilled by an --engagement. One that is put off has a new --due, one that gives
    way to another has a --successor. As with `legation add`, the lines that say so are cited.

    Example: legation followup darien-visit --state noted --on 2024-10 --document migration --lines 15 --voice body
    """
    from legation.jsonlines import Given

    at = at_head(desk)
    target = find(at, promise, *_SHOWN_IN)
    data = entered(desk, "followup.updated", given, {"target": target})
    sentence = _sentence(at, target, data)
    record(desk, [Given({"type": "followup.updated", "data": data})], actor=actor, dry_run=dry_run, as_json=as_json,
           tell=lambda _: [sentence])  # fmt: skip


def _sentence(at: Reading, target: str, data: dict[str, Any]) -> str:
    """Say what it is from now on, and what it was."""
    view = VIEWS[_SHOWN_IN[kind(target)]]()
    before, now = view.entry(target, at).state, spoken(data.get("state", ""), at.name)
    return f"{at.name(target).rstrip('.')}: {before or 'open'} so far; {now} ({_day(data.get('on'))})"


def _day(text: Any) -> str:
    try:
        return in_words(text) if isinstance(text, str) else ""
    except NotADate:  # it will be refused
        return ""
