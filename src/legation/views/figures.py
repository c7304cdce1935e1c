"""Numbers and money: what is measured, how much, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.dates import first_day, in_words
from legation.fact import Fact
from legation.ids import ENTITY_KINDS
from legation.reading import Reading
from legation.supporting import support, supported
from legation.tally import NO_AMOUNT, Line, in_all, lines_of, totals_of
from legation.view import Column, Entry, Note, Sections, View, Why, line_named, told
from legation.voices import INFERRED, REPORTED, STATES, sureness, unsure, voices, whose
from legation.words import counted, listed, sentence

_WITHOUT_BASE = {
    "share": "A share without its base: it does not say of what.",
    "change": "A change without its base: it does not say since when.",
}
_SURE = frozenset({REPORTED, INFERRED, NO_AMOUNT})


class Figures(View):
    """One line a number, with all observations of it, or a sum of money with its stage."""

    digit, name, short, one = 7, "Figures", "Figure", "figure"
    projections, kinds = ("figures", "programmes"), (*ENTITY_KINDS, "eng")
    plots = ("measures",)
    columns = (
        Column("", 1),
        Column("Measure", 0),
        Column("Value", 30),
        Column("About", 18, keep=1),
        Column("Nature", 11, keep=1),
        Column("Period", 12, keep=3),
        Column("Claimed by", 16, keep=4),
        Column("Src", 3, keep=2, right=True),
    )
    states = (("≠", "contested"), *STATES, ("·", NO_AMOUNT))

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Return one line for each number and each sum of money, but for what surely lies after the day."""
        return [f"{key} {line.word}" for line in lines_of(key, at)]

    def naming(self, id_: str, at: Reading) -> Sequence[str]:
        """Return also the lines of who says it, gives or gets it, of where it is, and of what it is compared to."""
        told_of = {fact.position for fact in at.naming(id_) if id_ in at.identity.resolve(tuple(_parties(fact)))}
        return [
            key
            for key in self.keys(at)
            if id_ in {key, key.partition(" ")[0]} or told_of & {claim.at for claim in _line(key, at).claims}
        ]

    def find(self, words: str, at: Reading) -> str:
        """Return what `words` name: an id, or the one line that measures what they say."""

        def title(key: str) -> str:
            line = _line(key, at)
            return ", ".join(filter(None, (line.measure, _about(key, line, at), line.nature, _period(line))))

        return line_named(self, words, at, title)

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one number, or one sum of money."""
        line = _line(key, at)
        state = _state(line, at)
        positions = tuple(claim.at for claim in line.told)
        documents, _ = support(at, positions)
        sign = self.sign(state)
        src = f"{documents}{'≠' if line.contested else ''}"
        cells = (sign, line.measure, line.value, _about(key, line, at), line.nature, _period(line),
                 listed(voices(at, positions)), src)  # fmt: skip
        return Entry(key, cells, state, positions, first_day(line.period), sure=state in _SURE)

    def why(self, key: str, at: Reading) -> Why:
        """Say what it measures, whose word it is, whether others disagree, and what is missing."""
        line = _line(key, at)
        positions = [claim.at for claim in line.told]
        when = ", ".join(filter(None, (line.nature, _period(line))))
        verdict = [
            f"{line.value[:1].upper()}{line.value[1:]} ({when}).",
            whose(voices(at, positions)),
            *_agreement(line, at),
            *_bases(line),
            *(in_all(total) for total in totals_of(key.partition(" ")[0], at) if line.is_money),
            supported(at, positions),
        ]
        beside = {claim.at for claim in line.claims} - set(positions)
        what = "money" if line.is_money else "a number"
        return Why(f"{line.measure} · {_about(key, line, at)}", what, tuple(verdict), (
            ("Because", told(at, positions)),
            ("Takes no part: denied, only possible, or outweighed", told(at, beside)),
            ("Noted", tuple(Note(f"#{p}: {at.fact(p).data['note']}") for p in positions if "note" in at.fact(p).data)),
        ))  # fmt: skip

    def page(self, key: str, at: Reading) -> Sections:
        """Return what is told in all of the money for one thing, where there is more than one amount."""
        notes = tuple(Note(in_all(total)) for total in totals_of(key.partition(" ")[0], at))
        return (("In all", notes),) if notes else ()


def _line(key: str, at: Reading) -> Line:
    about, _, word = key.partition(" ")
    return next(line for line in lines_of(about, at) if line.word == word)


def _about(key: str, line: Line, at: Reading) -> str:
    """Return where and of what: the place first, since it tells lines of one thing apart where columns are cut."""
    names = (at.name(id_) for id_ in (line.place, key.partition(" ")[0]) if id_)
    return " · ".join(dict.fromkeys(names))  # a state and its land go by one name


def _period(line: Line) -> str:
    return in_words(line.period) if line.period else ""


def _state(line: Line, at: Reading) -> str:
    if line.contested:
        return "contested"
    stands = sureness(at, line.claims)
    return NO_AMOUNT if stands == REPORTED and line.value == NO_AMOUNT else stands


def _parties(fact: Fact) -> Iterator[str]:
    """Yield the ids beside its subject that a number or a sum of money is about, and who claims it."""
    yield from (fact.data[name] for name in ("place", "compared_to") if name in fact.data)
    yield from (id_ for name in ("donors", "recipients") for id_ in fact.data.get(name, ()))
    yield from (piece["speaker"] for piece in fact.data.get("evidence", ()) if "speaker" in piece)


def _agreement(line: Line, at: Reading) -> Iterator[str]:
    """Yield whether the accounts agree; where they do not, whose word each is."""
    if line.contested:
        denied = any(other.weight == "denied" for _, other in line.contested)
        yield f"Contested: {'one account denies another' if denied else 'they cannot all be true'}. None is struck."
        for claim in line.told:
            yield f"#{claim.at}: {whose(voices(at, [claim.at]))}"
    elif doubt := unsure(line.claims):
        yield doubt
    elif len(line.told) > 1:
        yield f"{counted(len(line.told), 'account')} agree."
    else:
        yield "No other account of it is recorded."


def _bases(line: Line) -> Iterator[str]:
    bases = dict.fromkeys(claim.value["base"] for claim in line.told if "base" in claim.value)
    yield from (sentence(f"Its base: {base.rstrip('.')}") for base in bases)
    if line.nature in _WITHOUT_BASE and any("base" not in claim.value for claim in line.told):
        yield _WITHOUT_BASE[line.nature]
