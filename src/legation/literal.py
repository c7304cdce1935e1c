"""Hostile text made harmless: the one way from a ledger or a document to a screen or a terminal (screens.md 12)."""

from __future__ import annotations

import re
import unicodedata
from typing import NewType

Shown = NewType("Shown", str)

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_HIDDEN = (
    (0x80, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
_JOINERS = "\u200c\u200d"
_SURROGATES = range(0xD800, 0xE000)
_MARKS_KEPT = 4
# Only text with none of these needs no second look; it is nearly all text.
_PLAIN = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e]*\Z")


def literal(text: str) -> Shown:
    """Return `text` as it may be shown: control, direction and invisible characters made visible.

    C0 and DEL become their pictures; C1, bidi and zero-width characters become `⟨202E⟩`; surrogates become `�`; a
    letter keeps at most four combining marks. Joiners between two letters stay, for Persian and Indic names.
    """
    if _PLAIN.match(text):
        return Shown(text)
    shown: list[str] = []
    marks = 0
    for i, c in enumerate(text):
        code = ord(c)
        if unicodedata.combining(c) or (unicodedata.category(c) in {"Mn", "Me"} and not _hidden(code)):
            marks += 1
            if marks <= _MARKS_KEPT:
                shown.append(c)
            continue
        marks = 0
        if code in _PICTURES:
            shown.append(_PICTURES[code])
        elif code in _SURROGATES:
            shown.append("\ufffd")
        elif c in _JOINERS and 0 < i < len(text) - 1 and _letter(text[i - 1]) and _letter(text[i + 1]):
            shown.append(c)
        elif _hidden(code):
            shown.append(f"⟨{code:04X}⟩")
        else:
            shown.append(c)
    return Shown("".join(shown))


def escaped_json(json: str) -> str:
    """Return JSON with every character that `literal` would change written as an escape; its meaning is the same."""
    if literal(json.replace("\n", "")) == json.replace("\n", ""):
        return json
    told, marked = [], ""
    for c in json:
        # What may stand alone may still be a mark too many on its letter; a few are enough to tell.
        marked = (marked + c)[:9] if unicodedata.category(c) in {"Mn", "Me"} else c
        told.append(c if c == "\n" or literal(marked) == marked else _escape(c))
    return "".join(told)


def in_ascii(json: str) -> str:
    """Return JSON with every character beyond ASCII written as an escape."""
    return "".join(c if c.isascii() else _escape(c) for c in json)


def _escape(c: str) -> str:
    return "".join(f"\\u{unit:04x}" for unit in memoryview(c.encode("utf-16-le", "surrogatepass")).cast("H"))


def _letter(c: str) -> bool:
    return unicodedata.category(c)[0] in "LM" and ord(c) > 0x7F


def _hidden(code: int) -> bool:
    return any(low <= code <= high for low, high in _HIDDEN)


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a leading apostrophe where it could."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
