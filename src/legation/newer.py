"""An event of a shape that came later than this program: kept as it was written, shown, and of no effect (domain.md 2).

Nobody here can say what it means: it may create ids, retract, or join two of them. So it touches no row and names
nothing; the evidence it brings is the only part that is read, and only where that has the form it has always had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from legation.fact import Fact
from legation.ids import is_id, kind

NEWER = "newer than this legation"
_LONGEST_NAME = 60
_WORDS = ("document", "span_sha256", "voice", "stance")
_MORE_WORDS = ("item", "speaker", "rule", "certainty", "polarity")
_SURE = frozenset({"certain", "probable", "possible"})


@dataclass(frozen=True, slots=True)
class Newer(Fact):
    """An event of a type, or of a version of one, that this program does not know.

    Its `type` ends in its version, `role.attested:2`, as no known one does; so whoever looks for a type passes it over.
    It has no `data`; `evidence` is what it cites, as far as that can be read, and `raw` all that was written.
    """

    evidence: Sequence[Mapping[str, Any]] = ()
    raw: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, line: Mapping[str, Any]) -> Newer:
        """Take a decoded line whose data nobody here understands."""
        name, data = line["type"], line["data"]
        version = line["dataschema"].removeprefix(f"urn:legation:schema:{name}:")
        raw = data if isinstance(data, dict) else {"data": data}
        evidence: Any = raw.get("evidence")
        return cls(
            line["position"], line["id"], f"{name}:{version}", line["subject"], line["recordedtime"], line["actor"],
            line["batch"], {}, line.get("mergedfrom", ""), evidence if _is_usual(evidence) else (), raw,
        )  # fmt: skip

    @property
    def unread(self) -> Mapping[str, Any]:
        """What was written and is not read here: all but evidence that is."""
        return {name: value for name, value in self.raw.items() if name != "evidence" or not self.evidence}

    @property
    def written(self) -> str:
        """The type as it was written."""
        return self.type.partition(":")[0]

    def called(self) -> str:
        """Return type and version in a few words: `treaty.signed, version 1`; of a long one its beginning."""
        version = self.type.removeprefix(f"{self.written}:")
        return ", version ".join(map(_short, (self.written, version)))


def cited_by(fact: Fact) -> Sequence[Mapping[str, Any]]:
    """Return the pieces of evidence that an event brings, also where nothing else of it can be read."""
    return fact.evidence if isinstance(fact, Newer) else fact.data.get("evidence", ())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"


def is_newer(type_: str) -> bool:
    """Tell whether it is the type of a fact that came later than this program."""
    return ":" in type_


def _is_usual(evidence: object) -> bool:
    return isinstance(evidence, list) and all(map(_is_piece, evidence))


def _is_piece(piece: Any) -> bool:
    """Tell whether readers can take a piece of evidence for one."""
    match piece:
        case {"document": str(document), "lines": [int(first), int(last)]}:
            texts = all(isinstance(piece.get(name), str) for name in _WORDS)
            more = all(isinstance(piece.get(name, ""), str) for name in _MORE_WORDS)
            basis = piece.get("basis", [])
            return (
                texts and more and is_id(document) and kind(document) == "doc" and 1 <= first <= last
                and piece.get("certainty", "certain") in _SURE
                and (piece["stance"] != "inferred" or "rule" in piece)
                and isinstance(basis, list) and all(isinstance(event, str) for event in basis)
            )  # fmt: skip
    return False
