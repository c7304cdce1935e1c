"""The keys as a person has set them: which are pressed for an entry of the registry, and how they are written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from legation.tui.keys import KEYS, Key, key

# How Textual calls a sign where Unicode has another name.
_NAMED = {"/": "slash", "\\": "backslash", "@": "at", "-": "minus", "+": "plus", "_": "underscore"}
_WRITTEN = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home",
    "end": "End", "tab": "Tab", "enter": "Enter", "escape": "Esc", "backspace": "Backspace", "space": "Space",
    "delete": "Delete", "insert": "Insert",
}  # fmt: skip
_SAME_AS = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+j": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+left_square_bracket": "Esc",
}
_FIXED = {"ctrl+c": "it says how to leave", "ctrl+q": "it always leaves"}


def pressed(text: str) -> str:
    """Return the name of a key as Textual calls it: `?` → `question_mark`, `^e` → `ctrl+e`; empty if it is none."""
    text = text.strip()
    if len(text) > 1 and text.startswith("^"):
        text = f"ctrl+{text[1:]}"
    if len(text) == 1:
        named = _NAMED.get(text) or unicodedata.name(text, "").lower().replace("-", "_").replace(" ", "_")
        return text if text.isalnum() else named
    *held, last = text.lower().split("+")
    if held and not set(held) <= {"ctrl", "shift", "alt"}:
        return ""
    if len(last) == 1:
        last = pressed(last)
    known = last in _WRITTEN or (last.isalnum() and (len(last) == 1 or (last[:1] == "f" and last[1:].isdigit())))
    return "+".join((*held, last)) if known or last in _signs() else ""


def written(name: str) -> str:
    """Return how a key is written on the screen: `question_mark` → `?`, `ctrl+e` → `^e`."""
    *held, last = name.split("+")
    told = _WRITTEN.get(last) or _signs().get(last) or (last.upper() if last[:1] == "f" and last[1:] else last)
    return "".join("^" if one == "ctrl" else f"{one.capitalize()}+" for one in held) + told


def _signs() -> Mapping[str, str]:
    return {pressed(sign): sign for sign in map(chr, range(0x21, 0x7F)) if not sign.isalnum()}


class Keyboard:
    """What is pressed for each entry of the registry; the registry's own keys unless something else is wanted."""

    def __init__(self, wanted: Mapping[str, Sequence[str]] | None = None) -> None:
        """Take keys by the id of their entry, as many as the entry has; `faults` says what is not used, and why."""
        self.faults: list[tuple[str, str]] = []  # id, sentence
        self._keys = {entry.id: entry.keys for entry in KEYS}
        for id_, keys in (wanted or {}).items():
            if fault := self._take(id_, [pressed(name) for name in keys], keys):
                self.faults.append((id_, fault))
        self._settle()

    def keys(self, id_: str) -> tuple[str, ...]:
        """Return what is pressed for an entry, as Textual calls it."""
        return self._keys[id_]

    def shown(self, id_: str) -> str:
        """Return how the keys of an entry are written."""
        keys = self._keys[id_]
        return key(id_).shown if keys == key(id_).keys else " ".join(map(written, keys))

    @property
    def changed(self) -> Mapping[str, str]:
        """What is to be bound otherwise than in the registry: `ID.KEY` → key."""
        return {
            f"{entry.id}.{old}": new
            for entry in KEYS
            for old, new in zip(entry.keys, self._keys[entry.id], strict=True)
            if old != new
        }

    def _take(self, id_: str, names: Sequence[str], given: Sequence[str]) -> str:
        """Bind an entry to other keys; return why not, if they cannot be."""
        ids = [entry.id for entry in KEYS]
        if id_ not in ids:
            near = get_close_matches(id_, ids, n=2)
            return "no key has this name" + (f"; did you mean {' or '.join(near)}?" if near else "")
        entry: Key = key(id_)
        if len(names) != len(entry.keys):
            return f"it takes {len(entry.keys)} key{'s' if len(entry.keys) > 1 else ''}, for {entry.shown}"
        for name, text in zip(names, given, strict=True):
            if not name:
                return f'"{text}" is no key: expected a sign, F1 to F12, or such as ctrl+e, pageup, space'
            if name in _SAME_AS:
                return f"terminals send {_SAME_AS[name]} for {written(name)}: choose another"
            if name in _FIXED:
                return f"{written(name)} is taken: {_FIXED[name]}"
        self._keys[id_] = tuple(names)
        return ""

    def _settle(self) -> None:
        """Give entries their own keys back until no two claim one key."""
        while clash := next(self._clashes(), None):
            name, one, other = clash
            loser, keeps = (one, other) if self._keys[other] == key(other).keys else (other, one)
            self.faults.append((loser, f'{written(name)} is the key of "{key(keeps).label}" ({keeps}): choose another'))
            self._keys[loser] = key(loser).keys

    def _clashes(self) -> Iterator[tuple[str, str, str]]:
        """Yield every key that two entries claim, with both."""
        claimed: dict[str, str] = {}
        for id_, keys in self._keys.items():
            for name in keys:
                if name in claimed:
                    yield name, claimed[name], id_
                claimed[name] = id_


def first_word(keyboard: Keyboard) -> str:
    """Return what somebody is told who has never been here."""
    stop = " and ".join(keyboard.shown("stop").split())
    return (
        f"Arrows move, {keyboard.shown('open')} opens, {stop} travel in time, {keyboard.shown('keys')} shows all keys"
    )
