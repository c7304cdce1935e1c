"""A document as it is read beside the ledger: every line, which events cite it, or how to come by its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from legation.claim import first
from legation.documents import Documents
from legation.projections.citations import Citation
from legation.projections.sources import Source
from legation.reading import Reading

HERE, ABSENT, DIFFERS, NOT_HELD = "here", "absent", "differs", "none"


@dataclass(frozen=True, slots=True)
class Document:
    """What is registered of a document, and its text: one string a line, none unless its fingerprint matches."""

    title: str
    state: str
    sha256: str
    size: int
    count: int
    url: str
    lines: tuple[str, ...]
    cited: Mapping[int, list[int]]
    differs: str = ""

    def how_to_read(self) -> tuple[str, ...]:
        """Say in sentences how to come by the text; empty if it is here."""
        if self.state == HERE:
            return ()
        if self.state == NOT_HELD:
            return ("This document is only known by mention: nobody has registered its text.",)
        return tuple(filter(None, (
            f"✗ {self.differs}" if self.differs else "Its text is not at hand.",
            "Start legation with --documents DIR, where DIR holds the file with this fingerprint:",
            f"sha256 {self.sha256}",
            f"{self.size:,} bytes, {self.count:,} lines",
        )))  # fmt: skip


def document(key: str, at: Reading) -> Document:
    """Return a document with its text, if that is at hand."""
    row = cast("Source", at.row("sources", key))
    sha256, size = first(row.sha256) or "", first(row.bytes) or 0
    lines = at.model.documents.lines(sha256) if sha256 else None
    told = tuple(line.decode("utf-8", "replace") for line in lines or ())
    return Document(at.name(key), text_of(key, at), sha256, int(size), int(first(row.lines) or 0),
                    str(first(row.url) or ""), told, cited_lines(key, at), not_the_one(key, at))  # fmt: skip


def text_of(key: str, at: Reading) -> str:
    """Tell whether the text of a document is here, absent, another one (`differs`), or was never held."""
    sha256 = first(cast("Source", at.row("sources", key)).sha256)
    if not sha256:
        return NOT_HELD
    if at.model.documents.lines(sha256) is not None:
        return HERE
    return DIFFERS if not_the_one(key, at) else ABSENT


def not_the_one(key: str, at: Reading, documents: Documents | None = None) -> str:
    """Say that the file of a document's id or title is not the one that was read; empty if it is, or none is there."""
    sha256 = first(cast("Source", at.row("sources", key)).sha256)
    documents = at.model.documents if documents is None else documents
    found = documents.named(key.partition(":")[2], at.name(key)) if sha256 else ""
    if not sha256 or found in {"", sha256}:
        return ""
    return f"the file is not the one that was read: expected {sha256[:8]}…, found {found[:8]}…"


def written_lines(key: str, at: Reading) -> list[int]:
    """Return the numbers of the lines that are not empty; of all lines, while the text is not at hand."""
    row = cast("Source", at.row("sources", key))
    lines = at.model.documents.lines(first(row.sha256) or "")
    if lines is None:
        return list(range(1, (first(row.lines) or 0) + 1))
    cited = cited_lines(key, at)
    return [n for n, line in enumerate(lines, 1) if line.strip() or n in cited]


def cited_lines(document: str, at: Reading) -> dict[int, list[int]]:
    """Return the lines of a document that events cite, each with the positions of those events, in order."""
    cited: dict[int, list[int]] = {}
    for position in sorted(int(position) for _, position in at.keys_holding("citations", document)):
        for claim in cast("Citation", at.row("citations", document, str(position))).pieces:
            a, b = claim.value["lines"]
            for line in range(a, b + 1):
                positions = cited.setdefault(line, [])
                if position not in positions:
                    positions.append(position)
    return cited
