"""What the form calls fields and kinds of events, in words a reader knows (screens.md 8.4)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_LABELS = {
    "about": "About",
    "base": "Of what",
    "basis": "Rests on",
    "class": "What it is",
    "commitment": "Promise",
    "document": "Source",
    "engagement": "Meeting",
    "entity": "Who or what",
    "evidence-document": "Cited source",
    "evidence-lines": "Cited lines",
    "evidence-stance": "Stated or not",
    "group-comparator": "How exactly",
    "group-count": "How many",
    "group-label": "Unnamed group",
    "item": "Item number",
    "lang": "Language",
    "office": "Office",
    "on": "Day",
    "org": "Of",
    "participant": "Who",
    "polarity": "Affirmed?",
    "rule": "Inferred by",
    "side": "For which side",
    "stance": "Stated or not",
    "target": "Which event",
    "when": "When",
}
# What happens in the world, as often as it does; what is told of the record itself comes last.
_FAMILIES = ("meeting", "visit", "engagement", "topic", "position", "commitment", "recommendation", "followup", "role",
             "agreement", "body", "figure", "funding", "occurrence", "ordinal")  # fmt: skip
_LAST = ("entity", "source", "record")


def label(name: str) -> str:
    """Return what a field is called before the text that is typed into it."""
    return _LABELS.get(name) or name.replace("_", " ").replace("-", " ").capitalize()


@cache
def happening(type_name: str) -> str:
    """Return in words what happened, as the file of an event type says first; imports nothing."""
    text = (files("legation.event_types") / f"{type_name.replace('.', '_')}.py").read_text("utf-8")
    return text.split('"""', 2)[1].strip().split("\n")[0]


def in_order(types: Iterable[str]) -> list[str]:
    """Return event types as they are offered: what happened in the world first, then what is told of the record."""
    order = {family: i for i, family in enumerate((*_FAMILIES, "", *_LAST))}
    return sorted(types, key=lambda name: (order.get(name.partition(".")[0], order[""]), name))
