"""What commands share that take an event field by field: options for its fields, questions for what is missing."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from legation.command import Desk, say, today
from legation.errors import DocumentNotAtHand, Fault, NotUnderstood, Refused
from legation.event_type import faults_of
from legation.form import Blank, Path, blanks, filled
from legation.jsonlines import read_events
from legation.payload import meant, shown
from legation.reading import Reading


def option(blank: Blank) -> click.Option:
    """Return the option by which a field is given."""
    words = f"{'Needed: ' if blank.required else ''}{blank.help}.{' Repeatable.' if blank.many else ''}"
    flag = f"--{blank.name.replace('_', '-')}"
    return click.Option([flag, _parameter(blank)], multiple=True, metavar=blank.takes, help=words)


def _parameter(blank: Blank) -> str:
    return "field_" + "_".join(blank.path)


def typed(fields: Sequence[Blank], given: Mapping[str, Any]) -> dict[Path, Sequence[str]]:
    """Return what was given on the command line, by field; what was not given is left out."""
    return {blank.path: given[_parameter(blank)] for blank in fields if given.get(_parameter(blank))}


def read_data(raw: str | None) -> Mapping[str, Any]:
    """Return data that was given as JSON; raises Refused if it is not one JSON object."""
    if raw is None:
        return {}
    events, faults = read_events(raw.encode("utf-8", "surrogateescape"), "--data")
    if faults or len(events) != 1:
        raise Refused(faults or [Fault("E004", f"{len(events)} objects were given", "one", file="--data", line=1)])
    return events[0].event


class Entering:
    """One event on its way into the ledger: what was typed for its fields, over data that was given as a whole."""

    def __init__(
        self, desk: Desk, type_name: str, entries: Mapping[Path, Sequence[str]], given: Mapping[str, Any]
    ) -> None:
        self._desk, self._type, self._given = desk, type_name, given
        self._entries = dict(entries)
        self._at = Reading(desk.model, today())
        self._fields = {blank.path: blank for blank in blanks(type_name)}
        self._asked: set[Path] = set()

    def data(self) -> dict[str, Any]:
        """Return the data; on a terminal, ask for what is missing until nothing is."""
        data = self._filled(self._entries)
        while sys.stdin.isatty() and (blank := self._next(data)):
            self._asked.add(blank.path)
            if answers := self._answers(blank):
                self._entries[blank.path] = answers
                data = self._filled(self._entries)
        return data

    def _filled(self, entries: Mapping[Path, Sequence[str]]) -> dict[str, Any]:
        return filled(self._type, entries, self._given, self._at, self._desk.documents)

    def _next(self, data: Mapping[str, Any]) -> Blank | None:
        """Return the first field, in the order of the form, whose absence is a fault and that was not asked for yet."""
        missing = [
            tuple(step for step in fault.field.split(".")[1:] if not step.isdecimal())
            for fault in faults_of(self._type, data)
        ]
        # Who cites no lines gives a reason; the fault blames neither field.
        reason = ("reason",) if ("reason",) in self._fields and "evidence" not in data else ()
        missing = [path for steps in missing if (path := steps or reason)]
        for path, blank in self._fields.items():
            blamed = any(path[: len(steps)] == steps for steps in missing)
            if blamed and path not in self._asked and not _holds(data, path):
                return blank
        return None

    def _answers(self, blank: Blank, present: str = "", words: Sequence[str] = ()) -> list[str]:
        """Ask for one field until the answer is understood, or one of `words`; an empty one leaves it as it is."""
        several = "; several with commas between them" if blank.many else ""
        say(f"{blank.name.replace('_', ' ')}: {blank.help}{several}{present}")
        while True:
            text = click.prompt("", default="", show_default=False, prompt_suffix="> ", err=True)
            parts = text.split(",") if blank.many else [text]
            answers = [part.strip() for part in parts if part.strip()]
            if answers and answers[0] in words:
                return answers
            wrong = [word for word in answers if blank.choices and word not in blank.choices]
            if wrong:
                say(f"{shown(wrong[0])} is none of these; {meant(wrong[0], blank.choices) or 'choose one of them'}")
                continue
            try:
                self._filled({**self._entries, **({blank.path: answers} if answers else {})})
            except (NotUnderstood, DocumentNotAtHand) as error:
                say(str(error))
            else:
                return answers


def _holds(data: Any, path: Path) -> bool:
    for step in path:
        data = data[-1] if isinstance(data, list) and data else data
        if not isinstance(data, Mapping) or step not in data:
            return False
        data = data[step]
    return True
