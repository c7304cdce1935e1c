"""The forms that put the record right do what the commands of that name do, and say the same of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from entering import Desk
from legation.appending import record
from legation.entry import Entry
from legation.errors import NoLongerCounts, NotUnderstood
from legation.putting_right import Judging, Matching, Righting, Striking
from legation.remedies import entitled, opened, remedies
from stage import story
from trial import cited, entity, event, retract, same

BRIDGE = "Build a bridge"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(story(), tmp_path)


def position(desk: Desk, type_: str, number: int = 0) -> int:
    """Return where the event of a type stands."""
    return [fact.position for fact in desk.at.model.of_type(type_)][number]


class TestCorrecting:
    def test_it_takes_every_value_that_is_not_typed_anew(self, desk: Desk) -> None:
        wrong = desk.at.fact(position(desk, "commitment.made"))
        entry = Righting(wrong, desk.at)
        assert entry.start["summary"] == BRIDGE
        found = desk.understood(entry, {"due": "2025", "strike.reason": "The year was mistyped."})
        right, strike = (given.event for given in found.events)
        assert right["data"] == {**wrong.data, "due": "2025"}
        assert strike["data"] == {"target": wrong.id, "replaced_by": right["id"], "ground": "entry_error",
                                  "reason": "The year was mistyped."}  # fmt: skip
        assert found.told[0] == "due: 2024-12-31 (31 Dec 2024) → 2025"
        assert found.ready

    def test_without_another_value_there_is_nothing_to_record(self, desk: Desk) -> None:
        entry = Righting(desk.at.fact(position(desk, "commitment.made")), desk.at)
        found = desk.understood(entry, {"strike.reason": "No reason."})
        assert found.missing == ("another value than it has",)
        assert not found.ready

    def test_what_is_emptied_is_taken_away(self, desk: Desk) -> None:
        wrong = desk.at.fact(position(desk, "engagement.planned"))
        entry = Righting(wrong, desk.at)
        texts = {key: "" if key == "title" else text for key, text in entry.start.items()}
        assert "title" not in desk.data(entry, texts)

    def test_each_piece_of_evidence_is_put_right_by_itself(self, desk: Desk) -> None:
        desk.trial.append(entity("topic:t", name="trade"))
        desk.trial.append(event("topic.discussed", topic="topic:t", evidence=[cited(2), cited(3)]))
        wrong = desk.at.fact(position(desk, "topic.discussed"))
        entry = Righting(wrong, desk.at)
        data = desk.data(entry, {"evidence.1.lines": "3-4"})
        assert data["evidence"] == [cited(2), cited(3, 4)]
        gone = {key: "" if key.startswith("evidence.0") else text for key, text in entry.start.items()}
        assert desk.data(entry, gone)["evidence"] == [cited(3)]

    def test_a_name_that_several_share_is_typed_as_its_id(self, desk: Desk) -> None:
        desk.trial.append(entity("person:ada-2", name="Ada Lovell"))
        entry = Righting(desk.at.fact(position(desk, "role.attested")), desk.at)
        assert entry.start["person"] == "person:ada"


class TestStriking:
    def test_it_says_what_goes_and_records_the_retraction(self, desk: Desk) -> None:
        target = desk.at.fact(position(desk, "commitment.made"))
        found = desk.understood(Striking(target, desk.at), {"ground": "duplicate", "reason": "Told twice."})
        assert [given.event["data"] for given in found.events] == [
            {"target": target.id, "ground": "duplicate", "reason": "Told twice."}]  # fmt: skip
        assert f"no longer counts: #{target.position} promised: {BRIDGE}" in found.told
        assert found.ready

    def test_what_depends_on_it_is_told_and_asked_about(self, desk: Desk) -> None:
        ada = next(fact for fact in desk.at.about("person:ada") if fact.type == "entity.registered")
        entry, why = Striking(ada, desk.at), {"ground": "entry error", "reason": "Nobody of that name."}
        asked = desk.understood(entry, why)
        assert asked.missing == ("Strike these?",)
        assert len([said for said in asked.told if said.startswith("cannot stand without it")]) == 2
        every = desk.understood(entry, {**why, "dependants": "yes"})
        assert [given.event["data"]["target"] for given in every.events] == [fact.id for fact in entry.all]
        assert every.ready
        alone = desk.understood(entry, {**why, "dependants": "no"})
        assert not alone.ready
        assert alone.wrong

    def test_a_match_is_undone_on_the_ground_of_identity(self, desk: Desk) -> None:
        desk.trial.append(same("person:ada", "person:bruno"))
        entry = Striking(desk.at.fact(position(desk, "entity.matched")), desk.at)
        assert entry.start == {"ground": "identity"}

    def test_what_was_struck_counts_again_when_its_strike_is_struck(self, desk: Desk) -> None:
        target = desk.at.fact(position(desk, "commitment.made"))
        desk.trial.append(retract(target.id))
        entry = Striking(desk.at.fact(position(desk, "record.retracted")), desk.at)
        found = desk.understood(entry, {"ground": "entry_error", "reason": "It was right."})
        record(desk.model, found.events, desk.documents, "ana.ruiz", found.trial.size)
        assert desk.at.counts(target.position)


class TestJudgingAndMatching:
    def test_a_verdict_reads_in_the_order_of_the_events(self, desk: Desk) -> None:
        one, other = (desk.at.fact(position(desk, "meeting.held", i)) for i in (2, 3))
        found = desk.understood(Judging(one, other, "outweighs", desk.at), {"reason": "It was there."})
        assert found.events[0].event["data"] == {
            "target": one.id, "other": other.id, "verdict": "outweighs", "reason": "It was there."}  # fmt: skip
        assert found.told[0].startswith(f"#{one.position} took place: Torn meeting outweighs #{other.position}")

    def test_a_judgement_needs_a_reason_or_a_source(self, desk: Desk) -> None:
        one, other = (desk.at.fact(position(desk, "meeting.held", i)) for i in (2, 3))
        assert desk.understood(Judging(one, other, "refines", desk.at), {}).missing == ("Reason or Source",)

    def test_of_two_that_are_one_the_one_that_more_events_name_goes_on(self, desk: Desk) -> None:
        entry = Matching("person:bruno", "", "same", desk.at)
        data = desk.data(entry, {"other": "Ada Lovell", "reason": "One and the same."})
        assert data == {"entity": "person:bruno", "other": "person:ada", "verdict": "same", "keep": "person:ada",
                        "reason": "One and the same."}  # fmt: skip

    def test_what_is_matched_is_of_one_kind(self, desk: Desk) -> None:
        found = desk.understood(Matching("person:bruno", "", "same", desk.at), {"other": "Foreign Minister"})
        assert found.answers["other"].sign != "↳" or "new person" in found.answers["other"].text

    def test_two_that_are_held_apart_need_no_survivor(self, desk: Desk) -> None:
        entry = Matching("person:bruno", "person:ada", "distinct", desk.at)
        assert "keep" not in desk.data(entry, {"reason": "Two men."})


class TestRemedies:
    def words(self, desk: Desk, at: int, *rivals: int, key: str = "", open_: bool = False) -> list[str]:
        return [remedy.words for remedy in remedies(desk.at, desk.at.fact(at), rivals, key, open_=open_)]

    def test_every_remedy_opens_a_form(self, desk: Desk) -> None:
        one, other = position(desk, "meeting.held", 2), position(desk, "meeting.held", 3)
        for remedy in remedies(desk.at, desk.at.fact(one), [one, other], "person:ada", open_=True):
            if remedy.purpose:
                entry = opened(remedy.purpose, desk.at)
                assert entry.purpose == remedy.purpose
                assert entitled(remedy.purpose)

    def test_an_event_that_counts_is_corrected_or_struck(self, desk: Desk) -> None:
        assert self.words(desk, position(desk, "commitment.made"))[1:] == [
            "correct: the right event takes its place", "strike: it no longer counts"]  # fmt: skip

    def test_one_that_was_struck_is_restored(self, desk: Desk) -> None:
        target = desk.at.fact(position(desk, "commitment.made"))
        desk.trial.append(retract(target.id))
        struck = desk.at.size
        assert self.words(desk, target.position)[1] == f"restore it: strike #{struck}, by which it no longer counts"
        with pytest.raises(NoLongerCounts):
            opened(("correct", str(target.position)), desk.at)

    def test_an_open_question_offers_its_verdicts_and_another_row_the_way_to_them(self, desk: Desk) -> None:
        one, other = position(desk, "meeting.held", 2), position(desk, "meeting.held", 3)
        assert f"A: #{one} holds, #{other} is set aside" in self.words(desk, one, one, other, open_=True)
        assert self.words(desk, one, one, other)[-1] == f"beside #{other} took place: Torn meeting, 11 Mar 2022"

    def test_two_ids_are_matched_or_held_apart_and_one_that_was_matched_is_parted(self, desk: Desk) -> None:
        assert self.words(desk, position(desk, "role.attested"), key="person:ada")[-2:] == [
            "match: it is one with another", "hold apart: it is not another that looks like it"]  # fmt: skip
        desk.trial.append(same("person:ada", "person:bruno"))
        told = self.words(desk, position(desk, "role.attested"), key="person:ada")
        assert told[-1] == f"part again: #{desk.at.size} (person:ada is person:bruno)"

    def test_a_purpose_that_nobody_knows_is_refused(self, desk: Desk) -> None:
        with pytest.raises(NotUnderstood):
            opened(("fly",), desk.at)

    def test_an_entry_is_opened_by_what_it_is_for(self, desk: Desk) -> None:
        assert opened(Entry("meeting.held").purpose, desk.at).type == "meeting.held"
