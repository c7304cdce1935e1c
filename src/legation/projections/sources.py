"""The documents that may be cited: what each is, whose account it gives, and its editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from legation.claim import Claims, first
from legation.fact import Fact
from legation.projection import Change, Row, projection


@dataclass(frozen=True, slots=True)
class Source(Row):
    """One document as it was registered; `editions` are those that replace it."""

    single: ClassVar[frozenset[str]] = frozenset({"kind", "language", "origin", "sha256"})
    narrowed: ClassVar[frozenset[str]] = frozenset({"published"})

    title: Claims = ()
    kind: Claims = ()
    language: Claims = ()
    origin: Claims = ()
    published: Claims = ()
    published_basis: Claims = ()
    held: Claims = ()
    sha256: Claims = ()
    bytes: Claims = ()
    lines: Claims = ()
    media_type: Claims = ()
    dateline: Claims = ()
    publisher: Claims = ()
    authors: Claims = ()
    url: Claims = ()
    retrieved: Claims = ()
    rights: Claims = ()
    replaces: Claims = ()
    editions: Claims = ()

    def label(self) -> str:
        """Return the title."""
        return first(self.title) or ""


_REGISTERED = (
    "title", "kind", "language", "origin", "published", "published_basis", "sha256", "bytes", "lines", "media_type",
    "dateline", "publisher", "authors", "url", "retrieved", "rights", "replaces",
)  # fmt: skip


@projection(Source)
def sources(fact: Fact) -> Iterator[Change[Source]]:
    """Fold registrations; an edition touches the document it replaces too."""
    match fact.type, fact.data:
        case "source.registered", {"document": key}:
            yield key, _registered
    match fact.type, fact.data:
        case "source.registered", {"replaces": older}:
            yield older, _replaced


def _registered(row: Source, fact: Fact) -> Source:
    return row.keep(fact, *_REGISTERED).add(fact, held=fact.data.get("held", True))


def _replaced(row: Source, fact: Fact) -> Source:
    return row.add(fact, editions=fact.data["document"])
