"""Hypothesis strategies for the texts of world dates, of every kind and of each (domain.md 6.1).

Each takes the days, months and years it builds from, so that a test can keep them in a small world.
"""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

Texts = st.SearchStrategy[str]


def parts(first: date = date.min, last: date = date.max) -> Texts:
    """Generate days, months and years, as texts, that touch the days from `first` to `last`."""
    return st.builds(lambda day, size: day.isoformat()[:size], st.dates(first, last), st.sampled_from((10, 7, 4)))


PARTS = parts() | parts(date(2020, 1, 1), date(2024, 12, 31))
QUALIFIERS = st.sampled_from(("", "", "~", "?", "%"))


def points(of: Texts = PARTS, qualifiers: Texts = QUALIFIERS) -> Texts:
    """Generate single dates, some of them qualified."""
    return st.builds("{}{}".format, of, qualifiers)


def ranges(of: Texts = PARTS) -> Texts:
    """Generate `[A..B]`, `[..B]` and `[A..]`."""
    closed = st.builds(lambda a, b: "[{}..{}]".format(*_forwards(a, b)), of, of)
    return closed | of.map("[..{}]".format) | of.map("[{}..]".format)


def sets(of: Texts = PARTS) -> Texts:
    """Generate `[A,B]` and longer, ascending and without overlap."""
    chosen = st.lists(of, min_size=2, max_size=5).map(_apart).filter(lambda kept: len(kept) > 1)
    return chosen.map(lambda kept: f"[{','.join(kept)}]")


def extents(of: Texts = PARTS) -> Texts:
    """Generate `A/B` and the forms with an unknown or an open side."""
    closed = st.builds(lambda a, b: "{}/{}".format(*_forwards(a, b)), of, of)
    sides = st.sampled_from(("/{}", "{}/", "../{}", "{}/.."))
    return closed | st.builds(str.format, sides, of)


def edtfs(of: Texts = PARTS) -> Texts:
    """Generate world dates of every kind."""
    return points(of) | ranges(of) | sets(of) | extents(of)


def _forwards(a: str, b: str) -> tuple[str, str]:
    return (b, a) if _first(a) > _last(b) else (a, b)


def _apart(found: list[str]) -> list[str]:
    kept: list[str] = []
    for part in sorted(found, key=lambda part: (_first(part), len(part))):
        if not kept or _last(kept[-1]) < _first(part):
            kept.append(part)
    return kept


def _first(part: str) -> str:
    return part + "0000-01-01"[len(part) :]


def _last(part: str) -> str:
    return part + "0000-12-31"[len(part) :]
