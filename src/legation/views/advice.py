"""What was recommended, to whom, how strongly, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from legation import brief
from legation.claim import first, single, union
from legation.dates import in_words
from legation.fact import Fact
from legation.outcome import FULFILLED, NOT_YET, OVERDUE, PENDING, TERMINAL
from legation.projections.recommendations import Recommendation
from legation.reading import Reading
from legation.supporting import support, supported
from legation.undertaking import by_addressee, due, state
from legation.view import Column, Entry, View, Why, line_named, told
from legation.voices import voices, whose
from legation.words import listed, sentence, spoken, what

_OPEN = "no answer"
_WORDS = {PENDING: _OPEN, "due": "due", OVERDUE: "day passed", FULFILLED: "done", NOT_YET: "not yet advised"}
_URGENT = (OVERDUE, "due", PENDING)


class Advice(View):
    """One line a recommendation, in the order of the reports that give them."""

    digit, name, short, one = 6, "Advice", "Advice", "recommendation"
    projections = ("recommendations",)
    kinds = ("rec", "org", "person", "office", "topic", "agreement", "programme", "series", "place", "eng")
    plots = ("addressees",)
    columns = (
        Column("", 1),
        Column("What", 0, least=40),
        Column("To whom", 16, keep=1),
        Column("Topic", 12, keep=4),
        Column("Strength", 8, keep=2),
        Column("Answer", 9, keep=3),
        Column("Src", 3, keep=3, right=True),
    )
    states = (
        ("!", "day passed"), ("○", "open"), ("◔", "answered"), ("?", "only possible"), ("✓", "done"), ("−", "closed"),
    )  # fmt: skip
    settled_by = (
        ("day passed", "an event that says how it was answered"),
        ("only possible", "a source that states it plainly"),
    )

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Leave out what is no recommendation, and what was surely not yet advised on the day."""
        row = self._row(key, at)
        return (key,) if (row.summary and state(row, at.day).states - {NOT_YET}) or _doubtful(row) else ()

    def naming(self, id_: str, at: Reading) -> Sequence[str]:
        """Return the recommendation, or those to somebody, about something, or by somebody."""
        named = {at.identity.resolve((f.subject,))[0] for f in at.naming(id_) if id_ in _party(f, at)}
        return [key for key in self.keys(at) if key == id_ or key in named]

    def find(self, words: str, at: Reading) -> str:
        """Return what `words` name: an addressee, a topic, whoever advised, or the one recommendation that says so."""
        return line_named(self, words, at, at.name)

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one recommendation as it stands on the day."""
        row = self._row(key, at)
        stands = state(row, at.day)
        word = "only possible" if _doubtful(row) else _state(stands.states)
        sign = self.sign(word)
        topics = [at.name(id_) for id_, _ in union(row.about)]
        more = f" +{len(topics) - 1}" if len(topics) > 1 else ""
        strength = single(row.strength)
        said = listed((value for value, _ in strength.values), "or")
        documents, _ = support(at, self._at(key, at))
        cells = (sign, at.name(key), _addressees(row, at), f"{topics[0]}{more}" if topics else "", said,
                 _answer(stands.states), f"{documents}{'≠' if strength.contested else ''}")  # fmt: skip
        addressed = [who for who, _ in union(row.to)]
        short = {1: brief.act(at, at.name(key), addressed)}
        short |= {2: brief.sides(at, addressed)} if addressed else {}
        return Entry(key, cells, word, tuple(self._at(key, at)), sure=word != "only possible", short=short)

    def why(self, key: str, at: Reading) -> Why:
        """Say who advised it, to whom, about what and how strongly, and what would answer it."""
        row = self._row(key, at)
        stands = state(row, at.day)
        positions = self._at(key, at)
        made = first(row.engagement)
        by = listed((at.name(who) for who, _ in union(row.by))) or spoken(first(row.group) or "", at.name)
        on = listed((in_words(when) for when, _ in union(row.on)), "or")
        verdict = [
            sentence(f"Advised by {by}, {on}{f', at: {at.name(made)}' if made else ''}"),
            sentence(f"To {_addressees(row, at) or 'nobody named'}"),
            sentence(f"About {listed(at.name(id_) for id_, _ in union(row.about))}"),
            *self._strength(row),
            sentence(f"What came of it: {_answer(stands.states)}"),
        ]
        successors = [step["successor"] for step, _ in union(row.updates) if "successor" in step]
        for word, others in (
            ("Its place was taken by", successors),
            ("It took the place of", [o for o, _ in union(row.supersedes)]),
        ):
            verdict += [sentence(f"{word}: {listed(at.name(other).rstrip('.') for other in others)}")] if others else []
        dues = listed((in_words(when) for when, _ in due(row, at.day).current), "or")
        verdict += [sentence(f"Due: {dues}")] if dues else []
        shares = by_addressee(row, at.day)
        verdict += [f"{at.name(who) if who else 'All others'}: {_answer(share.states)}." for who, share in shares]
        if not stands.states <= TERMINAL:
            verdict.append("Silence is no refusal: it closes when an event says what became of it.")
        verdict += [whose(voices(at, positions)), supported(at, positions)]
        return Why(
            at.name(key),
            "a recommendation",
            tuple(verdict),
            (("Because", told(at, positions, lambda fact, _: what(fact))),),
        )

    def also(self, key: str, at: Reading) -> Sequence[str]:
        """Return all it is about, who advised it, and every wording."""
        row = self._row(key, at)
        named = [at.name(id_) for id_, _ in (*union(row.about), *union(row.by), *union(row.engagement))]
        return [*named, *(text for text, _ in union(row.summary))]

    def _strength(self, row: Recommendation) -> Iterator[str]:
        strength = single(row.strength)
        said = listed((value for value, _ in strength.values), "or")
        if strength.contested:
            yield f"Contested: its accounts say {said}. None is struck."
        elif said:
            yield f"Strength: {said}."

    def _row(self, key: str, at: Reading) -> Recommendation:
        return cast("Recommendation", at.row("recommendations", key))

    def _at(self, key: str, at: Reading) -> list[int]:
        return at.evidence("recommendations", key)


def _doubtful(row: Recommendation) -> bool:
    """Tell whether no account of it counts: each is only possible, denied or outweighed."""
    return bool(row.summary) and not any(claim.counts for claim in row.summary)


def _addressees(row: Recommendation, at: Reading) -> str:
    named = [at.name(who) for who, _ in union(row.to)]
    return listed(dict.fromkeys((*named, *(spoken(group, at.name) for group, _ in union(row.to_group)))))


def _state(states: frozenset[str]) -> str:
    if states <= TERMINAL:
        return "done" if states == {FULFILLED} else "closed"
    if states == {OVERDUE}:
        return "day passed"
    return "open" if states & {PENDING, "due", OVERDUE, NOT_YET} else "answered"


def _answer(states: frozenset[str]) -> str:
    told_of = sorted(states - {NOT_YET}, key=lambda word: (_URGENT.index(word) if word in _URGENT else 3, word))
    return listed((_WORDS.get(word, word.replace("_", " ")) for word in told_of), "or") or _OPEN


def _party(fact: Fact, at: Reading) -> tuple[str, ...]:
    """Return whom a recommendation concerns: its addressees and advisers, and what it is about."""
    if fact.type != "recommendation.made":
        return ()
    members = (id_ for name in ("by", "to", "about") for id_ in fact.data.get(name, ()))
    return at.identity.resolve((*members, *filter(None, (fact.data.get("engagement"),))))
