"""What would settle a doubt: the kind of source or event that would make a line sure."""

from __future__ import annotations

from legation.view import Entry

_PLACES = "a source that places the person there on this day, or tells when it began or ended"
# By the view and the state of its line; `*` stands for any view.
_SETTLING = {
    ("*", "contested"): "an assessment that prefers one of the accounts (`legation assess`), or the retraction of one",
    ("*", "unclear"): "a source with a closer date",
    ("offices", "possible"): _PLACES,
    ("people", "possible"): _PLACES,
    ("offices", "carried"): "a source that sees the person there later, or tells of the end",
    ("people", "carried"): "a source that sees the person there later, or tells of the end",
    ("offices", "named"): "a source that tells whether the office was taken up",
    ("offices", "unknown"): "a source that names who held it",
    ("calendar", "planned"): "an account that it was held, or a word that it was put off or called off",
    ("calendar", "no outcome"): "an account that it was held, or a word that it was put off or called off",
    ("advice", "day passed"): "an event that says how it was answered",
    ("advice", "only possible"): "a source that states it plainly",
    ("entity", "possible"): "a source that is surer of it",
    ("relations", "possibly"): "a source that says who was present",
    ("series", "does not fit"): "a source that counts the editions, or the retraction of a number",
}  # fmt: skip


def settling(view: str, entry: Entry) -> str:
    """Return what would settle the doubt that a line leaves; empty if it leaves none, or its verdict says so."""
    found = _SETTLING.get((view, entry.state)) or _SETTLING.get(("*", entry.state), "")
    return f"It would be settled by {found}." if found else ""
