"""What rules ask, held against answers found the slow way: everything decided anew from the definitions."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from legation.after import After
from legation.fact import Fact
from legation.known import Nothing

IDS = tuple(f"org:{name}" for name in "abcde")


class Naive:
    """A ledger as a list of facts, in which every answer is looked for from the beginning."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = facts

    def live(self, fact: Fact) -> bool:
        return not any(self.live(f) for f in self.facts if f.type == "record.retracted" and f.data["target"] == fact.id)

    def about(self, id_: str, *types: str) -> list[Fact]:
        return [f for f in self.facts if f.subject == id_ and self.live(f) and (not types or f.type in types)]

    def naming(self, id_: str) -> list[Fact]:
        return [f for f in self.facts if id_ in f.data.values() and self.live(f)]

    def of_type(self, type_: str) -> list[Fact]:
        return [f for f in self.facts if f.type == type_ and self.live(f)]

    def identified(self, scheme: str, value: str) -> list[Fact]:
        told = self.of_type("entity.identified")
        return [f for f in told if (f.data["scheme"], f.data["value"]) == (scheme, value)]

    def classes(self) -> dict[str, tuple[str, frozenset[str]]]:
        found = {id_: (id_, frozenset({id_})) for id_ in IDS}
        for match in (m for m in self.of_type("entity.matched") if m.data["verdict"] == "same"):
            one, other, keep = (found[match.data[name]] for name in ("entity", "other", "keep"))
            survivor = match.data["keep"] if one[1] == other[1] else keep[0]
            joined = one[1] | other[1]
            found |= dict.fromkeys(joined, (survivor, joined))
        return found


@st.composite
def ledgers(draw: st.DrawFn) -> list[Fact]:
    facts: list[Fact] = []
    for position in range(1, draw(st.integers(3, 18)) + 1):
        kinds = ["registered", "identified", "same", "distinct", "related"] + ["retracted"] * 3 * bool(facts)
        kind = draw(st.sampled_from(kinds))
        one, other = draw(st.sampled_from(IDS)), draw(st.sampled_from(IDS))
        subject, type_ = one, f"entity.{kind}"
        match kind:
            case "registered":
                data = {"entity": one, "name": one, "attrs": {"class": "other"}}
            case "identified":
                data = {"entity": one, "scheme": "wikidata", "value": draw(st.sampled_from(("Q1", "Q2")))}
            case "same":
                keep = draw(st.sampled_from((one, other)))
                type_, data = "entity.matched", {"entity": one, "other": other, "verdict": "same", "keep": keep}
            case "distinct":
                type_, data = "entity.matched", {"entity": one, "other": other, "verdict": "distinct"}
            case "related":
                data = {"entity": one, "relation": "part_of", "other": other}
            case _:
                target = draw(st.sampled_from(facts))
                type_, subject, data = "record.retracted", target.subject, {"target": target.id}
        facts.append(Fact(position, f"e{position}", type_, subject, "", "", "", data))
    return facts


@settings(max_examples=150, deadline=None)
@given(ledgers(), st.data())
def test_a_ledger_taken_in_by_parts_answers_like_one_looked_through_from_the_beginning(
    facts: list[Fact], data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(facts)), min_size=2, max_size=2)))
    before = After(Nothing(), facts[: cuts[0]])
    after = After(before, facts[cuts[0] : cuts[1]])
    after.take(facts[cuts[1] :])
    naive = Naive(facts)
    for fact in facts:
        assert after.live(fact) == naive.live(fact)
        assert after.event(fact.id) is fact
    for id_, (survivor, members) in naive.classes().items():
        assert after.survivor(id_) == survivor
        assert set(after.members(id_)) == members
        assert len(after.members(id_)) == len(members)
        assert after.about(id_) == naive.about(id_)
        assert after.about(id_, "entity.matched", "record.retracted") == naive.about(
            id_, "entity.matched", "record.retracted"
        )
        assert after.naming(id_) == naive.naming(id_)
    assert after.of_type("entity.matched") == naive.of_type("entity.matched")
    assert after.identified("wikidata", "Q1") == naive.identified("wikidata", "Q1")


@settings(max_examples=150, deadline=None)
@given(ledgers(), st.data())
def test_what_an_append_ended_and_restored_is_what_its_lines_changed(facts: list[Fact], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(facts)))
    after = After(After(Nothing(), facts[:cut]), facts[cut:])
    old, new = Naive(facts[:cut]), Naive(facts)
    ended = {f.id for told in after.ended.values() for f in told if f in facts[:cut]}
    restored = {f.id for told in after.restored.values() for f in told if f in facts[:cut]}
    assert ended - restored == {f.id for f in facts[:cut] if old.live(f) and not new.live(f)}
    assert restored - ended == {f.id for f in facts[:cut] if new.live(f) and not old.live(f)}
