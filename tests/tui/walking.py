"""A walk over every view of a ledger full of hostile texts, on the terminal it is started on; run as a program.

`hostile` or `harmless` says whether the texts are those nobody could have appended, or what is shown in their place.
"""

from __future__ import annotations

import sys
from typing import Any

from textual.pilot import Pilot

from legation.fact import decode
from legation.literal import literal
from legation.store import Store
from legation.stores.memory import Memory
from legation.tui.app import LegationApp
from stage import Stage, attested, opening, story
from test_cli import HOSTILE
from trial import entity, meeting, promise

SIZE = (100, 30)


def ledger(texts: tuple[str, ...]) -> Store:
    """Return a ledger that says each of these texts wherever something can be said, whatever the rules say to it."""
    more = []
    for i in range(len(texts)):
        said = f"<{i}>"
        more += [
            entity(f"person:p{i}", name=f"P{i} {said}"),
            entity(f"office:o{i}", name=f"O{i} {said}", seats=1),
            entity(f"topic:t{i}", name=f"T{i} {said}"),
            entity(f"place:l{i}", name=f"L{i} {said}"),
            attested(f"p{i}", f"o{i}", "2022-03-10"),
            meeting(f"eng:e{i}", title=f"E{i} {said}", when="2022-05-10", place=f"place:l{i}"),
            promise(f"com:c{i}", summary=f"C{i} {said}", on="2022-05-12"),
        ]
    lines = [decode(line.entry) for line in story(*more).store.read()]
    store = Memory()
    store.append(lambda _: [spoken({k: line[k] for k in line.keys() - {"position", "batch"}}, texts) for line in lines])
    return store


def spoken(value: Any, texts: tuple[str, ...]) -> Any:
    """Put the texts where their numbers stand; no rule is asked."""
    match value:
        case str():
            for i, text in enumerate(texts):
                value = value.replace(f"<{i}>", text)
            return value
        case dict():
            return {key: spoken(member, texts) for key, member in value.items()}
        case list():
            return [spoken(member, texts) for member in value]
    return value


async def walk(pilot: Pilot[None]) -> None:
    """Open everything that shows a text."""
    app = pilot.app
    assert isinstance(app, LegationApp)
    stage = Stage(app, pilot)
    await stage.settle()
    for view in stage.screen.opening.views:
        stage.screen.go_to(view)
        await stage.settle()
        await pilot.press("end", "w")
        await stage.press("enter")
        await pilot.press("escape", "escape", "y")
        await stage.press("f1")
        await pilot.press("escape")
    await stage.press("1", "comma", "less_than_sign", "slash", "o", "enter", "escape")
    await stage.press("ctrl+p", "o", "w", "down", "escape", "0", "escape", "question_mark", "escape", "t", "escape")
    app.exit()


if __name__ == "__main__":
    app = LegationApp(opening(ledger(HOSTILE if sys.argv[1] == "hostile" else tuple(map(literal, HOSTILE)))))
    app.run(auto_pilot=walk, size=SIZE)
    print("walked", app.return_code)
