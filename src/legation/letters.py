"""Signs in plain letters: what stands for them where a terminal has no others (screens.md 2).

A sign takes one cell; `PLAIN` may take two. Letters that a terminal cannot show lose their accents, so that names
stay readable.
"""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

PLAIN: Mapping[str, str] = {
    "█": "#", "▒": "?", "░": ".", "→": ">", "·": ":", "≠": "<>", "○": "o", "◔": "*", "✓": "x", "✗": "X", "−": "-",
    "●": "*", "◷": "@", "◆": "^", "▸": ">", "◂": "<", "∴": ";", "═": "=", "━": "=", "┄": ".",
    "▁": ".", "▂": ",", "▃": "-", "▄": "+", "▅": "=", "▆": "*", "▇": "%",
}  # fmt: skip
"""Signs of the screen that carry a meaning, and the letters that stand for each."""

_OTHER: Mapping[str, str] = {
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "~", "‹": "<", "›": ">", "×": "x",
    "↑": "^", "↓": "v", "←": "<", "↳": ">", "▲": "^", "▼": "v", "│": "|", "─": "-", "▐": "|", "▌": "|", "⟨": "<",
    "⟩": ">", "≤": "<", "≥": ">", "±": "~", "•": "*", "⋮": ":", "№": "#", "ß": "s", "ø": "o", "Ø": "O", "ł": "l",
    "Ł": "L", "đ": "d", "æ": "a", "Æ": "A", "ı": "i",
}  # fmt: skip
_FRAMES = range(0x2500, 0x2580)


def bare() -> bool:
    """Tell whether the locale says that the terminal knows no UTF-8; a locale that says nothing is taken to know it."""
    # Python itself puts this locale in the place of C; what the person asked for stands in LANG.
    named = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE", "").replace("C.UTF-8", "") or os.environ.get("LANG")
    return bool(named) and "utf8" not in str(named).lower().replace("-", "")


@lru_cache(maxsize=4096)
def letter(sign: str) -> str:
    """Return what stands for one character where there is only ASCII; one letter, but two for a few signs."""
    if sign.isascii():
        return sign
    if found := PLAIN.get(sign) or _OTHER.get(sign):
        return found
    if ord(sign) in _FRAMES:
        return "+"
    if unicodedata.combining(sign):
        return ""
    first = unicodedata.normalize("NFKD", sign)[0]
    return first if first.isascii() and first.isprintable() else "?"


def plain(text: str) -> str:
    """Return a text in ASCII alone."""
    return text if text.isascii() else "".join(map(letter, text))


class PlainWriter(io.TextIOWrapper):
    """A stream that writes ASCII, whatever it is given."""

    def write(self, text: str, /) -> int:
        """Write the text with plain signs."""
        super().write(plain(text))
        return len(text)


def use_plain_where_needed() -> None:
    """Let standard output and error write ASCII on a terminal without UTF-8; what goes to files stays whole."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if bare() and stream.isatty():
            setattr(sys, name, PlainWriter(stream.buffer, encoding="utf-8", line_buffering=True))
