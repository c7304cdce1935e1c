"""What the form calls fields and kinds of events, in words a reader knows (screens.md 8.4)."""

from __future__ import annotations

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
_LAST = ("entity.", "source.", "record.")  # of the record, not of the world


def label(name: str) -> str:
    """Return what a field is called before the text that is typed into it."""
    return _LABELS.get(name) or name.replace("_", " ").replace("-", " ").capitalize()


@cache
def happening(type_name: str) -> str:
    """Return in words what happened, as the file of an event type says first; imports nothing."""
    text = (files("legation.event_types") / f"{type_name.replace('.', '_')}.py").read_text("utf-8")
    return text.split('"""', 2)[1].strip().split("\n")[0]


def in_order(types: list[str]) -> list[str]:
    """Return event types as they are offered: what happened in the world first, then what is told of the record."""
    return sorted(types, key=lambda name: (name.startswith(_LAST), name))
