"""What a person may set, read from $XDG_CONFIG_HOME/legation/settings.toml (screens.md 4).

A file that is partly wrong is partly used: every entry that cannot be is told with its place, what was expected and
what comes near it, and the default stands in its place.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from legation.literal import literal
from legation.tui.keyboard import Keyboard
from legation.tui.theme import all_themes

FILE = "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set, and what could not be used."""

    theme: str = "chancery"
    marks: str = "auto"
    follow: bool = True
    resume: bool = True
    documents: tuple[str, ...] = ()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def keyboard(self) -> Keyboard:
        """The keys as they are set."""
        return Keyboard(self.keys)


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that may be set: its name, what it does, what may stand there, and what reads it.

    `read` returns None for what may not stand there; `choices` are all that may, where they can be counted.
    """

    name: str
    help: str
    expected: str
    read: Callable[[Any], Any]
    choices: Callable[[], tuple[str, ...]] = tuple


def _one_of(choices: Callable[[], tuple[str, ...]]) -> Callable[[Any], Any]:
    return lambda value: value if value in choices() else None


def _truth(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _texts(value: Any) -> tuple[str, ...] | None:
    told = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else None
    return told if told and all(isinstance(text, str) and text for text in told) else None


def _marks() -> tuple[str, ...]:
    return "auto", "unicode", "ascii"


def _switch() -> tuple[str, ...]:
    return "true", "false"


SETTINGS: tuple[Setting, ...] = (
    Setting("theme", "the colours", "the name of a theme", _one_of(all_themes), all_themes),
    Setting("marks", "signs: unicode, ascii, or auto, which asks the locale", "auto, unicode or ascii",
            _one_of(_marks), _marks),
    Setting("follow", "at now, show new events as they come", "true or false", _truth, _switch),
    Setting("resume", "begin where you were when you left", "true or false", _truth, _switch),
    Setting("documents", "folders with texts, found by their fingerprint, when the command line names none",
            "a folder, or a list of folders", _texts),
)  # fmt: skip
KEYS_HELP = 'other keys, by the name in "legation settings keys": why = "e", stop = ["u", "i"]'


def path() -> Path:
    """Return where the settings are."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path("~/.config").expanduser()) / "legation" / FILE


def read(file: Path | None = None) -> Settings:
    """Return what is set; a file that is not there sets nothing."""
    place = file or path()
    try:
        text = place.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        return Settings(faults=(literal(f"{place} cannot be read: {told}. The defaults are used"),))
    return parse(text, str(place))


def parse(text: str, place: str) -> Settings:
    """Return what a text sets; `place` is named where something cannot be used."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(faults=(literal(f"{place}: no TOML: {error}. Nothing of it is used"),))
    known = {setting.name: setting for setting in SETTINGS}
    found, faults = Settings(), list[str]()
    for name, value in told.items():
        where = f"{place}:{_line(text, name)}"
        if name == "keys":
            keys, wrong = _keys(value)
            found = replace(found, keys=keys)
            faults += [f"{place}:{_line(text, id_)}: keys.{id_}: {what}" for id_, what in wrong]
        elif name not in known:
            near = get_close_matches(name, [*known, "keys"], n=2)
            hint = f"did you mean {' or '.join(near)}?" if near else f"expected {', '.join(known)} or [keys]"
            faults.append(f"{where}: {name} is no setting; {hint}")
        elif (understood := known[name].read(value)) is None:
            near = get_close_matches(str(value).lower(), known[name].choices(), n=2)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            faults.append(f"{where}: {name} cannot be {_as_toml(value)}: expected {known[name].expected}{hint}")
        else:
            found = replace(found, **{name: understood})
    return replace(found, faults=tuple(map(literal, faults)))


def _keys(value: Any) -> tuple[Mapping[str, tuple[str, ...]], list[tuple[str, str]]]:
    """Return the keys that can be used, and what is wrong with the others."""
    if not isinstance(value, dict):
        return {}, [("", f"expected a table [keys], not {_as_toml(value)}")]
    wanted = {id_: texts for id_, given in value.items() if (texts := _texts(given))}
    wrong = [(id_, "expected a key, or a list of keys") for id_ in value if id_ not in wanted]
    faults = [*wrong, *Keyboard(wanted).faults]
    return {id_: keys for id_, keys in wanted.items() if id_ not in dict(faults)}, faults


def _line(text: str, name: str) -> int:
    """Return the line on which a name is set, the first if it cannot be found."""
    pattern = re.compile(rf"""\s*\[?\s*["']?{re.escape(name)}["']?\s*(=|\.|\])""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)


def _as_toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def keep(name: str, value: str, file: Path | None = None) -> None:
    """Write one setting into the file, which stays as it is otherwise; raises OSError.

    `value` is one of the choices of the setting.
    """
    place = file or path()
    place.parent.mkdir(parents=True, exist_ok=True)
    text = place.read_text("utf-8") if place.exists() else ""
    line = f"{name} = {value if value in _switch() else _as_toml(value)}"
    begin = re.search(r"^[ \t]*\[", text, re.MULTILINE)  # tables come last in TOML
    head, tables = (text[: begin.start()], text[begin.start() :]) if begin else (text, "")
    changed, count = re.subn(rf"(?m)^{name}\s*=.*$", lambda _: line, head, count=1)
    if not count:
        changed = f"{head.rstrip()}\n{line}\n".lstrip() + ("\n" if tables else "")
    new = place.with_name(f".{place.name}.new")
    new.write_text(changed + tables, "utf-8")
    new.replace(place)
