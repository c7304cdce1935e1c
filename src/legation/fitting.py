"""How what is typed into one field fits what others say: a person an office, lines a document."""

from __future__ import annotations

from collections.abc import Iterator

from legation.answering import Answer
from legation.documents import Documents
from legation.form import registration
from legation.holders import holding_of
from legation.projections.offices import Answer as Holder
from legation.reading import Reading
from legation.sourcing import not_the_one
from legation.words import counted, listed

_MOST = 3  # holders that are named
_NAME = 30  # characters of a title
_SHOWN = 60  # characters of the cited lines


def in_office(person: str, office: str, day: str, at: Reading) -> Answer:
    """Say whether a person fits an office on a day, as far as the ledger knows."""
    name, then = at.name(person), at.on(day)
    held = holding_of(then, office)
    for answers, said in ((held.certain, "certain"), (held.acting, "acting"), (held.possible, "")):
        for answer in answers:
            if at.identity.resolve((answer.person,)) == at.identity.resolve((person,)):
                shade = said or ("carried" if answer.shade == "carried" else "possible")
                return Answer("↳", f"fits: {name} is {shade} in this office on that day")
    others = [_holder(answer, at) for answer in (*held.certain, *held.possible)][:_MOST]
    if held.certain:
        return Answer("!", f"look again: {listed(others)} is certain in this office on that day")
    if others:
        return Answer("↳", f"{listed(others, 'or')} may hold it on that day; nothing tells that {name} does")
    return Answer("↳", "nobody is known in this office on that day")


def _holder(answer: Holder, at: Reading) -> str:
    return at.name(answer.person)


def document(id_: str, at: Reading, documents: Documents) -> Answer:
    """Say whether the text of a document is at hand, so that its lines can be cited."""
    source = registration(at, id_)
    if not source:
        return Answer("✗", f"{at.name(id_)} is not registered: `legation source add FILE` does that")
    sha256, count = source.data.get("sha256"), source.data.get("lines", 0)
    if not sha256:
        return Answer("✗", "known by mention only: cite the document that mentions it")
    if documents.lines(sha256) is None:
        if told := not_the_one(id_, at, documents):
            return Answer("✗", told)
        return Answer("✗", f"not at hand: start with --documents DIR, holding the file with fingerprint {sha256[:8]}…")
    name = at.name(id_) if len(at.name(id_)) <= _NAME else f"{at.name(id_)[: _NAME - 1]}…"
    return Answer("↳", f"{name} · at hand · {counted(count, 'line')} · fingerprint matches")


def cited_lines(text: str, id_: str, at: Reading, documents: Documents) -> Answer:
    """Say which lines of a document a text such as `25-27` cites, and how they begin."""
    source = registration(at, id_)
    lines = documents.lines(source.data["sha256"]) if source and "sha256" in source.data else None
    if lines is None:
        return Answer()
    most = len(lines)
    some = f"{min(25, most)}-{min(27, most)}"
    first, last = (int(part) if part.strip().isdecimal() else 0 for part in _ends(text))
    if not 1 <= first <= last <= most:
        return Answer("✗", f"Say which lines, 1 to {most}, for example {some}")
    said = " ".join(b" ".join(lines[first - 1 : last]).decode("utf-8", "replace").split())
    where = f"line {first}" if first == last else f"lines {first}–{last}"
    return Answer("↳", f"{where}: “{said[:_SHOWN]}{'…' if len(said) > _SHOWN else ''}”")


def _ends(text: str) -> Iterator[str]:
    first, dash, last = text.replace("–", "-").partition("-")
    yield first
    yield last if dash else first
