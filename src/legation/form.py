"""The fields of an event as a person fills them in: what each takes, and the data that comes of what was typed.

Names stand for ids, positions for events, `25-27` for lines; the hash of cited lines is computed, never typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from legation.documents import Documents, span_sha256
from legation.errors import DocumentNotAtHand, NotUnderstood
from legation.event_type import event_type
from legation.fact import Fact
from legation.fields import Evidence, Model
from legation.ids import is_id, slug
from legation.lookup import find
from legation.payload import Flag, ListOf, Member, Node, described, members
from legation.reading import Reading
from legation.shapes import AtLeast, ByKind, Choice, Date, EventRef, New, Ref, Span

Path: TypeAlias = tuple[str, ...]
Typed: TypeAlias = Mapping[Path, Sequence[str]]
COMPUTED = "span_sha256"
_NOTHING = "0" * 64
_EVIDENCE = "evidence"
_CAUSES = {"rule": "stance", "speaker": "voice"}


class Id(str):
    """An id that is taken as it is typed, whether anything has it yet or not."""

    __slots__ = ()


class Blank(NamedTuple):
    """One thing to fill in: where it stands in the data, how it is called for short, and what it takes in a word."""

    path: Path
    name: str
    takes: str
    many: bool
    required: bool
    choices: tuple[str, ...]
    help: str


def blanks(type_name: str) -> list[Blank]:
    """Return what can be filled in for an event of a type, in the order in which to ask.

    What stands inside evidence or attributes is called by its own name, unless the type has a field of that name.
    """
    model = event_type(type_name)
    own = sorted(members(model).values(), key=lambda m: (m.name in {"evidence", "reason", "note"}, not m.required))
    found = [blank for member in own for blank in _of(member)]
    names = [blank.name for blank in found if len(blank.path) == 1]
    taken = {b.name for b in found if len(b.path) > 1 and b.name in names}
    return [b._replace(name="-".join(b.path)) if len(b.path) > 1 and b.name in taken else b for b in found]


def applies(type_name: str, blank: Blank, data: Mapping[str, Any]) -> bool:
    """Tell whether something can be filled in beside these data: an attribute belongs to some kinds of thing only."""
    node = members(event_type(type_name))[blank.path[0]].node
    if not isinstance(node, ByKind):
        return True
    model = node.model(data)
    return bool(model) and blank.path[1] in members(model)


def _of(member: Member) -> Iterator[Blank]:
    node = member.node.item if isinstance(member.node, ListOf) else member.node
    match node:
        case ByKind(of=of, models=models):
            inner: dict[str, dict[str, Member]] = {}
            for kind, model in models.items():
                for attribute in members(model).values():
                    inner.setdefault(attribute.name, {})[kind] = attribute
            for name, kinds in inner.items():
                words = "; ".join(f"{kind}: {_words(attribute)}" for kind, attribute in kinds.items())
                takes = "|".join(dict.fromkeys(_takes(attribute.node) for attribute in kinds.values()))
                yield Blank((member.name, name), name, takes, False, False, (), f"by the kind of the {of}: {words}")
        case type() if node is Evidence:
            for piece in members(node).values():
                if piece.name != COMPUTED:
                    yield _blank(piece, (member.name,), piece.name)
        case type():
            for part in members(node).values():
                yield _blank(part, (member.name,), f"{member.name}-{part.name}")
        case _:
            yield _blank(member, (), member.name)


def _blank(member: Member, around: Path, name: str) -> Blank:
    node = member.node.item if isinstance(member.node, ListOf) else member.node
    many = isinstance(member.node, ListOf)
    choices = node.values if isinstance(node, Choice) else ("true", "false") if isinstance(node, Flag) else ()
    return Blank(
        (*around, member.name), name, _takes(node), many, member.required and not around, choices, _words(member)
    )


def _takes(node: Node) -> str:
    match node:
        case New():
            return "ID"
        case Ref():
            return "ID|NAME"
        case EventRef():
            return "POSITION|ID"
        case Date():
            return "DATE"
        case AtLeast():
            return "N"
        case Span():
            return "A-B"
        case Choice() | Flag():
            return "WORD"
        case _:
            return "TEXT"


def _words(member: Member) -> str:
    node = member.node.item if isinstance(member.node, ListOf) else member.node
    words = "a line such as 25, or lines such as 25-27" if isinstance(node, Span) else described(node)
    return "; ".join(filter(None, (member.help, words)))


def filled(
    type_name: str,
    typed: Typed,
    given: Mapping[str, Any],
    at: Reading,
    documents: Documents,
    piece: int | None = None,
) -> dict[str, Any]:
    """Return the data of an event: what was typed, put over what was `given`, with cited lines hashed.

    What is typed of evidence is a piece more, or changes the `piece` of that index, counted from 0. The data is not
    checked yet. Raises NotUnderstood for a name that nothing or too much answers to, DocumentNotAtHand if lines are
    cited whose hash cannot be computed.
    """
    model, data = event_type(type_name), dict(given)
    inner: dict[str, dict[str, Any]] = {}
    for (first, *rest), texts in typed.items():
        member = members(model)[first]
        if not rest:
            data[first] = value(member.node, texts, at)
        else:
            inner.setdefault(first, {})[rest[0]] = _inside(member.node, rest[0], texts, data, at)
    for name, values in inner.items():
        many = isinstance(members(model)[name].node, ListOf)
        data[name] = _with_piece(data.get(name, []), values, piece) if many else _over(data.get(name, {}), values)
    if any(isinstance(m.node, ByKind) and m.required and m.name not in data for m in members(model).values()):
        data |= {m.name: {} for m in members(model).values() if isinstance(m.node, ByKind) and m.name not in data}
    if isinstance(data.get("evidence"), list):
        data["evidence"] = [cited(piece, at, documents) for piece in data["evidence"]]
    return data


def _over(value: Any, values: Mapping[str, Any]) -> Any:
    """Return an object with values put over its own; what is none stays, for the check to blame."""
    return {**value, **values} if isinstance(value, Mapping) else value


def _with_piece(pieces: Any, values: Mapping[str, Any], piece: int | None) -> Any:
    if not isinstance(pieces, list):
        return pieces
    if piece is None or piece >= len(pieces):
        return [*pieces, values]
    told = _over(pieces[piece], values)
    if told is pieces[piece]:
        return pieces
    # What followed from the old values is found anew, as if they had never been typed.
    if any(told.get(name) != pieces[piece].get(name) for name in ("document", "lines")):
        told.pop(COMPUTED, None)
    for cause, result in _CAUSES.items():
        if cause in values and result not in values:
            told.pop(result, None)
    return [*pieces[:piece], told, *pieces[piece + 1 :]]


def without(data: Any, path: Path, piece: int | None = None) -> dict[str, Any]:
    """Return the data of an event without the value at a path; of evidence, in the piece of that index alone.

    With a rule goes what it makes of a piece. What holds nothing more is taken away as a whole. Raises KeyError if
    there is no such value, IndexError if there is no such piece.
    """
    if not isinstance(data, Mapping) or path[0] not in data:
        raise KeyError(path[0])
    (first, *rest), told = path, dict(data)
    if first == _EVIDENCE and piece is not None and isinstance(told[first], list):
        pieces = list(told[first])
        pieces[piece : piece + 1] = [without(pieces[piece], tuple(rest))] if rest else []
        told[first] = pieces
    else:
        told[first] = without(told[first], tuple(rest)) if rest else None
        for result in ("stance", "basis") if path == ("rule",) else ():
            told.pop(result, None)
    if not told[first]:
        del told[first]
    return told


def _inside(node: Node, name: str, texts: Sequence[str], data: Mapping[str, Any], at: Reading) -> Any:
    node = node.item if isinstance(node, ListOf) else node
    model = node.model(data) if isinstance(node, ByKind) else node
    member = members(model).get(name) if isinstance(model, type) and issubclass(model, Model) else None
    return value(member.node, texts, at) if member else texts[-1]


def value(node: Node, texts: Sequence[str], at: Reading) -> Any:
    """Return what the texts mean where a value of this shape is expected; the last one counts, or all for a list.

    A text that cannot mean anything there is returned as it is: the check of the event says what is wrong with it.
    """
    if isinstance(node, ListOf):
        return [_one(node.item, text, at) for text in texts]
    return _one(node, texts[-1], at)


def _one(node: Node, text: str, at: Reading) -> Any:
    match node:
        case Ref() if isinstance(text, Id):
            return str(text)
        case New() if is_id(text):
            return text
        case New():
            return _spoken_of(node, text, at)
        case Ref(kinds=kinds):
            return find(at, text, *sorted(kinds))
        case EventRef() if text.removeprefix("#").isdecimal() and 0 < int(text.removeprefix("#")) <= at.size:
            return at.fact(int(text.removeprefix("#"))).id
        case AtLeast() if text.isdecimal():
            return int(text)
        case Span():
            first, _, last = text.replace("–", "-").partition("-")
            return [int(first), int(last or first)] if first.isdecimal() and (last or first).isdecimal() else text
        case Flag() if text in {"true", "false"}:
            return text == "true"
        case _:
            return text


def _spoken_of(node: New, text: str, at: Reading) -> str:
    try:
        return find(at, text, *sorted(node.kinds))
    except NotUnderstood as error:
        kinds = sorted(node.kinds)
        ids = error.near or tuple(f"{kind}:{slug(text)}" for kind in kinds[:1] if len(kinds) == 1)
        raise NotUnderstood(
            text, "id, nor the name of anything here; a new thing needs an id of its own", ids
        ) from None


def cited(piece: Any, at: Reading, documents: Documents) -> Any:
    """Return one piece of evidence with what follows from the rest: the hash of its lines, its stance, its voice.

    A rule makes it inferred, a speaker makes the voice that of a speaker; no other voice is presumed.
    """
    if not isinstance(piece, Mapping):
        return piece
    told = dict(piece)
    told.setdefault("stance", "inferred" if "rule" in told else "asserted")
    if told["stance"] == "inferred":
        told.setdefault("basis", [])
    if "speaker" in told:
        told.setdefault("voice", "speaker")
    if COMPUTED not in told:
        told[COMPUTED] = _span(told.get("document"), told.get("lines"), at, documents)
    return told


def _span(document: Any, lines: Any, at: Reading, documents: Documents) -> str:
    """Return the hash of lines, or one of nothing where document or lines are amiss: the check blames those."""
    source = registration(at, document) if isinstance(document, str) else None
    sha256 = source.data.get("sha256") if source else None
    if not (sha256 and isinstance(lines, list) and len(lines) == 2):
        return _NOTHING
    text = documents.lines(sha256)
    if text is None:
        raise DocumentNotAtHand(str(document), sha256)
    return span_sha256(text, *lines) if 1 <= lines[0] <= lines[1] <= len(text) else _NOTHING


def registration(at: Reading, document: str) -> Fact | None:
    """Return the event that registered a document; None if none counts."""
    found = [f for f in at.model.about(document) if f.type == "source.registered"]
    return found[-1] if found else None
