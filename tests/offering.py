"""A program that offers a file as soon as it is up, to be opened in the page; tests run it behind a tab."""

from __future__ import annotations

from io import StringIO

from textual.app import App

NAME = "rows ü\u202e.html"
TEXT = "<script>alert(1)</script>" * 5000


class Offering(App[None]):
    """Nothing but a file."""

    def on_mount(self) -> None:
        """Offer it."""
        self.deliver_text(StringIO(TEXT), save_filename=NAME, open_method="browser", mime_type="text/html")


if __name__ == "__main__":
    Offering().run()
