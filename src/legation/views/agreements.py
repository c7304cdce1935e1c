"""What was agreed, and the bodies and programmes that came of it: where each stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from legation import brief, life
from legation.dates import in_words
from legation.fact import Fact
from legation.ids import kind
from legation.projections.agreements import PARTY, Agreement, history, parties, standing
from legation.projections.bodies import Body
from legation.projections.programmes import Programme
from legation.projections.registry import Entity, aliases
from legation.reading import Reading
from legation.steps import NONE, States, Step
from legation.supporting import support, supported
from legation.view import Column, Entry, View, Why, told
from legation.words import counted, listed, sentence, what

_WHAT = {"agreement": "an agreement", "org": "a body", "programme": "a programme"}
_BEGINNINGS = frozenset({"agreement.launched", "agreement.advanced", "body.established", "body.restored"})
_PLAIN = frozenset({"made", "active"})  # that it was agreed or lives on is said as well by the step that led there
_UNRECORDED, _UNKNOWN = "nothing recorded", "not known"


class Agreements(View):
    """One line an agreement or plan, or a body or programme of which a step is recorded."""

    digit, name, short, one = 4, "Agreements", "Agree", "agreement or body"
    projections, kinds = ("agreements", "bodies", "programmes"), ("agreement", "org", "programme")
    plots = ("life", "lanes")
    columns = (
        Column("", 1),
        Column("Name", 0, least=26),
        Column("Stage", 16),
        Column("Since", 11, keep=1, right=True),
        Column("Src", 3, keep=3, right=True),
    )
    states = (("≠", "contested"), ("?", "unclear"), ("█", "sure"), ("·", "nothing recorded"))

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Leave out bodies and programmes without a recorded step, and what surely began after the day."""
        _, steps, _ = _standing(key, at)
        begun = any(step.on.s_lo <= at.day for step in steps)
        return (key,) if begun or (not steps and kind(key) == "agreement") else ()

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one agreement or body as it stands on the day."""
        stands, steps, against = _standing(key, at)
        taken = [step for step in steps if step.on.s_lo <= at.day]
        positions = tuple(dict.fromkeys(p for step in taken for p in step.at))
        leading = any(step.state for step in taken)
        word = "contested" if against else _UNRECORDED if not leading else "sure" if stands.sure else "unclear"
        sign = self.sign(word)
        since = next((step.on for step in reversed(taken) if step.state), None)
        documents, _ = support(at, positions)
        cells = (sign, at.name(key), _stage(stands, taken, against), in_words(since) if since else "",
                 f"{documents or ''}{'≠' if against else ''}")  # fmt: skip
        short = {1: _short_name(key, at), 3: brief.day(since) if since else ""}
        return Entry(key, cells, word, positions, _day(taken), sure=stands.sure, short=short)

    def why(self, key: str, at: Reading) -> Why:
        """Say which steps were taken, in the order of their dates, and what they lead to."""
        stands, steps, against = _standing(key, at)
        positions = [p for step in steps for p in step.at]
        documents, _ = support(at, positions)
        if against:
            acts = dict.fromkeys(_act(step) for step in steps if set(step.at) & set(against))
            readings = counted(len(against), "reading")
            verdict = [f"One beginning, {len(acts)} names for it: {listed(acts, 'or')}.",
                       f"{counted(documents, 'document')}, {readings}, none struck."]  # fmt: skip
        else:
            verdict = [f"{_in_words(stands, steps).capitalize()}."]
            if len(stands.states) > 1:
                verdict.append("The dates of its steps leave more than one standing open on this day.")
            elif stands.states and not stands.sure:
                verdict.append("It rests on a date that is itself uncertain.")
        if kind(key) == "agreement":
            told_of = parties(cast("Agreement", at.row("agreements", key)), at.day)
            sides = [at.name(who) for who, stood in told_of if PARTY in stood.states]
            verdict += [sentence(f"Parties: {listed(sides)}")] if sides else []
        if not against:
            verdict.append(supported(at, positions) if positions else "No step of its life is recorded.")
        grown = [f.position for f in at.naming(key) if f.subject != key and f.type in _BEGINNINGS]
        rest = set(at.evidence("registry", key)) - set(positions)
        return Why(at.name(key), _WHAT[kind(key)], tuple(verdict), (
            ("Steps", tuple(note for step in steps for note in told(at, step.at, _of_itself))),
            ("What grew out of it", told(at, grown)),
            ("Also said of it", told(at, rest)),
        ), question=f"Life of {_short_name(key, at)}")  # fmt: skip


def _standing(key: str, at: Reading) -> tuple[States, tuple[Step, ...], tuple[int, ...]]:
    if kind(key) == "agreement":
        row = cast("Agreement", at.row("agreements", key))
        return standing(row, at.day), history(row), ()
    lived = cast("Body | Programme", at.row("bodies" if kind(key) == "org" else "programmes", key)).life
    return life.standing(lived, at.day), life.life(lived), life.contested_beginning(lived)


def _in_words(stands: States, steps: Sequence[Step]) -> str:
    told = sorted("not yet" if state == NONE else state for state in stands.states)
    if not any(step.state for step in steps):  # who ratified it is told, but not whether it stands
        return _UNKNOWN if steps else _UNRECORDED
    return listed(told, "or")


def _stage(stands: States, taken: Sequence[Step], against: Sequence[int]) -> str:
    """Return where it stands in a word: the last step where that is all that can be said."""
    if against:
        return listed(dict.fromkeys(_act(step) for step in taken if set(step.at) & set(against)), "or")
    word = _in_words(stands, taken)
    return next((_act(step) for step in reversed(taken) if step.state), word) if word in _PLAIN else word


def _of_itself(fact: Fact, at: Reading) -> str:
    return what(fact)


def _short_name(key: str, at: Reading) -> str:
    """Return the shortest of its names that is no bare acronym, and stands for the same."""
    row = cast("Entity", at.row("registry", key))
    short = [name.name for name in aliases(row) if "short" in name.uses]
    return min((at.name(key), *short), key=len)


def _act(step: Step) -> str:
    value = step.value
    return str(value.get("act") or value.get("stage") or value["type"].partition(".")[2]).replace("_", " ")


def _day(steps: Sequence[Step]) -> str:
    return next((step.on.s_lo for step in reversed(steps) if step.on.s_lo == step.on.e_hi), "")
