"""The documents that may be cited: what each is, whose account it gives, and its editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from legation.claim import Claims, first
from legation.fact import Fact
from legation.projection import Change, Row, many, one, projection


@dataclass(frozen=True, slots=True)
class Source(Row):
    """One document as it was registered; `editions` are those that replace it."""

    single: ClassVar[frozenset[str]] = frozenset({"kind", "language", "origin", "sha256"})
    narrowed: ClassVar[frozenset[str]] = frozenset({"published"})

    title: Claims = one("text", "its title")
    kind: Claims = one("text", "article, report, transcript …")
    language: Claims = one("text", "its language")
    origin: Claims = one("text", "whose account it is")
    published: Claims = one("date", "when it was published")
    published_basis: Claims = one("text", "stated, inferred or unknown")
    held: Claims = one("integer", "1 if its text is held, 0 if it is known by mention")
    sha256: Claims = one("text", "the hash of its bytes")
    bytes: Claims = one("integer", "how many bytes it has")
    lines: Claims = one("integer", "how many lines it has")
    media_type: Claims = one("text", "its media type")
    dateline: Claims = one("id", "where it was written")
    publisher: Claims = one("id", "who published it")
    authors: Claims = many("who wrote it")
    url: Claims = one("text", "where it was found")
    retrieved: Claims = one("date", "when it was fetched")
    rights: Claims = one("text", "what may be done with it")
    replaces: Claims = one("id", "the edition that it corrects")
    editions: Claims = many("the documents that replace it")

    def label(self) -> str:
        """Return the title."""
        return first(self.title) or ""


_REGISTERED = (
    "title", "kind", "language", "origin", "published", "published_basis", "sha256", "bytes", "lines", "media_type",
    "dateline", "publisher", "authors", "url", "retrieved", "rights", "replaces",
)  # fmt: skip


@projection(Source, "source.registered", document=("id", "the document"))
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
