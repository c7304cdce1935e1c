"""A real terminal for tests: the program in tmux, keys pressed, and the picture waited for."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Self

PATIENCE = 30.0  # seconds until a picture counts as never coming
THERE = shutil.which("tmux") is not None


class Terminal:
    """A shell command in a terminal of its own; how it ends is written below what it leaves on the screen."""

    def __init__(self, folder: Path, command: str, size: tuple[int, int] = (120, 36), **env: str) -> None:
        """Start the command in `folder`; `env` is added to the environment."""
        self._socket = str(folder / f"tmux-{id(self)}")
        width, height = map(str, size)
        set_to = {name: str(folder / name.lower()) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
        self._env = {**os.environ, **set_to, "LC_ALL": "C.UTF-8", **env}
        self._env.pop("TMUX", None)
        script = f"cd {folder}; {command}; echo ended with $?; exec sleep 100"
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", width, "-y", height, script)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._tmux("kill-server")

    def press(self, *keys: str) -> None:
        """Press keys, as tmux calls them."""
        for key in keys:
            self._tmux("send-keys", *(["-l"] if len(key) == 1 else []), key)

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    def text(self) -> str:
        """Return what is on the screen."""
        return self._tmux("capture-pane", "-p")

    def until(self, *words: str, without: str = "") -> str:
        """Wait until all of the words are on the screen, and something else is not; return what is there then."""
        deadline = time.monotonic() + PATIENCE
        while True:
            text = self.text()
            if all(word in text for word in words) and not (without and without in text):
                return text
            assert time.monotonic() < deadline, f"{words} did not come in {PATIENCE:g} s:\n{text}"
            time.sleep(0.02)  # between two looks

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, *words], env=self._env, capture_output=True, text=True, check=False
        )
        return done.stdout
