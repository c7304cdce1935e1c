"""A program that offers a file as soon as it is up, to be opened in the page; tests run it behind a tab."""

from __future__ import annotations

import sys
import time
from io import StringIO

from textual.app import App

NAME = "rows ü\u202e.html"
TEXT = "<script>alert(1)</script>" * 5000


class Slow(StringIO):
    """A file that is at hand only after some seconds."""

    def read(self, size: int | None = -1, /) -> str:
        """Keep whoever reads it waiting before the first part."""
        if self.tell() == 0:
            time.sleep(5)
        return super().read(size)


class Offering(App[None]):
    """Nothing but a file."""

    def on_mount(self) -> None:
        """Offer it."""
        file = Slow(TEXT) if "slow" in sys.argv else StringIO(TEXT)
        self.deliver_text(file, save_filename=NAME, open_method="browser", mime_type="text/html")


if __name__ == "__main__":
    Offering().run()
