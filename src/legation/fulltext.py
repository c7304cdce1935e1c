"""Asking the full-text index: which words it can look up, and how one is written so that it means itself.

Source: https://sqlite.org/fts5.html, 3.1 (strings) and 4.3.4 (the trigram tokenizer).
"""

from __future__ import annotations

SHORTEST = 3  # letters that the index can look up


def quoted(words: str) -> str:
    """Return words as a string of a query, in which no character is an operator."""
    return '"' + words.replace('"', '""') + '"'
