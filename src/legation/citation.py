"""What a fact rests on, in words: document, lines, voice, doubt, and the text if it is at hand (domain.md 3)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legation.claim import first, weight
from legation.documents import Documents, span_sha256
from legation.fact import Fact
from legation.newer import cited_by
from legation.reading import Reading
from legation.sourcing import not_the_one
from legation.voices import INFERRED, REPORTED, voices
from legation.words import listed

_DIFFERS = "✗ the lines at hand are not the ones that were read: their fingerprint differs"


@dataclass(frozen=True, slots=True)
class Citation:
    """One piece of evidence. `text` holds (line number, line) pairs, and is empty where `missing` says why."""

    document: str
    title: str
    lines: tuple[int, int]
    voice: str
    doubt: str = ""
    text: tuple[tuple[int, str], ...] = ()
    missing: str = ""

    @property
    def differs(self) -> bool:
        """Whether the text is at hand, but not the one that was read."""
        return self.missing.startswith("✗")

    @property
    def place(self) -> str:
        """Document and lines, as one writes them under a sentence."""
        return self.place_within(len(self.title))

    def place_within(self, letters: int) -> str:
        """Return document and lines with at most so many letters of the title."""
        a, b = self.lines
        title = self.title if len(self.title) <= letters else f"{self.title[: letters - 1].rstrip()}…"
        return f"{title} · {f'line {a}' if a == b else f'lines {a}–{b}'}"


def citations(fact: Fact, at: Reading, documents: Documents | None = None) -> list[Citation]:
    """Return the evidence of a fact; with `documents`, its text too, once its hash has matched."""
    return [_citation(piece, at, documents) for piece in cited_by(fact)]


def _citation(piece: Mapping[str, Any], at: Reading, documents: Documents | None) -> Citation:
    a, b = piece["lines"]
    text, missing = _text(piece, at, documents) if documents is not None else ((), "")
    said = (piece.get("certainty"), piece.get("polarity"))
    doubts = [word for word in said if word not in {None, "certain", "affirmed"}]
    return Citation(
        piece["document"], at.name(piece["document"]), (a, b), voice(piece, at), ", ".join(doubts), text, missing
    )


def reserve(fact: Fact, at: Reading, plain: Collection[str] = ()) -> str:
    """Say in few words why a fact is less than plainly reported: who claims it, what it was inferred by, whether it is
    only possible, denied, outweighed or contradicted; empty if nothing of the kind is told.

    Claims of those named in `plain` are told as such where it is asked, and are not marked again.
    """
    said = voices(at, [fact.position])
    names = [who for who in said if who not in {REPORTED, INFERRED, *plain}]
    sure = weight(fact)
    return ", ".join((
        *([sure] if sure != "certain" else []),
        *([f"claimed by {listed(names)}"] if names and REPORTED not in said else []),
        *([f"inferred ({_rules(fact)})"] if INFERRED in said else []),
        *_assessed(fact.position, at),
    ))  # fmt: skip


def _rules(fact: Fact) -> str:
    rules = dict.fromkeys(piece["rule"] for piece in fact.data["evidence"] if "rule" in piece)
    return ", ".join(rule.replace("-", " ") for rule in rules)


def _assessed(position: int, at: Reading) -> Iterator[str]:
    told = "select position, target, other from assessments where other is not null and ? in (target, other)"
    for judged, target, other in at.model.db.execute(f"{told} order by position", (position,)).fetchall():
        verdict = at.fact(judged).data["verdict"] if at.counts(judged) else ""
        if verdict == "contradicts":
            yield f"≠ #{other if position == target else target}"
        elif verdict == "outweighs" and position == other:
            yield f"outweighed by #{target}"


def voice(piece: Mapping[str, Any], at: Reading) -> str:
    """Say who speaks: `reported`, `claimed by NAME`, or `inferred` with its rule and the events it rests on."""
    spoken = {
        "body": "reported",
        "heading": "a heading",
        "caption": "a caption",
        "author": "the authors’ opinion",
        "third_party": "claimed by somebody unnamed",
    }
    told = spoken.get(piece["voice"]) or f"claimed by {at.name(piece.get('speaker', ''))}"
    if piece["stance"] != "inferred":
        return told
    basis = [fact.position for fact in map(at.model.event, piece.get("basis", ())) if fact]
    told = " ".join(f"#{p}" if at.counts(p) else f"#{p} (struck)" for p in basis)
    rest = f", from {told}" if told else ""
    return f"inferred ({piece['rule'].replace('-', ' ')}{rest})"


def _text(piece: Mapping[str, Any], at: Reading, documents: Documents) -> tuple[tuple[tuple[int, str], ...], str]:
    sha256 = first(at.row("sources", piece["document"]).sha256)  # type: ignore[attr-defined]
    lines = documents.lines(sha256) if sha256 else None
    a, b = piece["lines"]
    if lines is None and (told := not_the_one(piece["document"], at, documents)):
        return (), f"✗ {told}"
    if lines is None:
        file = f"the file with fingerprint {(sha256 or 'unknown')[:8]}…"
        return (), f"The lines are not at hand. To read them: --documents DIR, holding {file}"
    if not 1 <= a <= b <= len(lines) or span_sha256(lines, a, b) != piece["span_sha256"]:
        return (), _DIFFERS
    return tuple((n, lines[n - 1].decode("utf-8", "replace")) for n in range(a, b + 1)), ""
