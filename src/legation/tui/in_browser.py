"""The screen in a browser: the page keeps view and moment in its address, and the program ends with its server.

Whoever sits there may be a guest on this machine: the screen offers none of its files and folders, and of those that
are kept for a person, it writes the marks alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from legation.moment import Moment
from legation.view import View

if TYPE_CHECKING:
    from textual.app import App

_LOOK = 2.0  # seconds between two looks for the server


def served() -> bool:
    """Tell whether a server draws for a browser, and not for a terminal."""
    return "TEXTUAL_DRIVER" in os.environ


def tell_place(app: App[Any], view: View, moment: Moment) -> None:
    """Tell the page where one is, as a link, so that a reload returns there; a terminal is told nothing."""
    if app.is_web:
        app.open_url(f"legation://{view.file}?at={moment}", new_tab=False)


def hand_over(app: App[Any], name: str, pieces: Iterable[str]) -> None:
    """Give the browser a file to keep."""
    file = BytesIO("".join(pieces).encode("utf-8", "surrogatepass"))
    app.deliver_binary(file, save_filename=name)


def leave_with_server(app: App[Any]) -> None:
    """Leave when the server is gone: what it started would otherwise wait for keys that never come."""
    if app.is_web:
        server = os.getppid()
        app.set_interval(_LOOK, lambda: None if os.getppid() == server else app.exit())
