"""Each rule of an append: what it lets through, what it refuses, and where it points."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from legation.documents import Documents
from legation.rule import RULES
from trial import REPORT, Trial, cited, distinct, entity, event, meeting, promise, retract, same, source, visit


@pytest.fixture
def ledger() -> Trial:
    return Trial()


def with_orgs(*names: str) -> Trial:
    """Return a ledger that knows these organisations; each event has its org's name as id."""
    return Trial(None, *(entity(f"org:{name}", name) for name in names))


class TestTheShelf:
    @pytest.mark.parametrize("name", RULES)
    def test_every_file_says_which_rule_it_is_and_what_each_code_means(self, name: str) -> None:
        source_text = Path(f"src/legation/rules/{name}.py").read_text("utf-8")
        doc = source_text.split('"""')[1]
        number = re.match(r"R([1-9]|1[01]): .+\.\n", doc)
        assert number, doc
        told = re.findall(r"^E(\d+)  \S.*$", doc, re.MULTILINE)
        assert told
        assert all(int(code) // 100 == int(number[1]) for code in told)
        assert set(re.findall(r'"E(\d+)"', source_text)) <= set(told)

    def test_there_are_eleven_rules_and_no_code_is_told_of_twice(self) -> None:
        docs = [Path(f"src/legation/rules/{name}.py").read_text("utf-8").split('"""')[1] for name in RULES]
        assert sorted(int(doc[1:].split(":")[0]) for doc in docs) == list(range(1, 12))
        codes = [code for doc in docs for code in re.findall(r"^(E\d+)  ", doc, re.MULTILINE)]
        assert len(codes) == len(set(codes))


class TestR1ReferencesResolve:
    def test_what_the_same_append_created_before_can_be_named(self, ledger: Trial) -> None:
        taken = ledger.append(entity("org:sylvania"), entity("org:ministry", parent="org:sylvania"), meeting("eng:may"))
        assert [fact.position for fact in taken.facts] == [4, 5, 6]

    def test_an_unknown_id_is_refused_with_what_comes_near(self, ledger: Trial) -> None:
        (fault,) = ledger.faults(meeting("eng:may", parties=["org:freedonja"]))
        assert (fault.code, fault.field, fault.line) == ("E101", "data.parties.0", 1)
        assert "org:freedonia" in fault.remedy

    def test_what_the_same_append_creates_only_later_cannot_be_named(self, ledger: Trial) -> None:
        assert ledger.codes(entity("org:ministry", parent="org:sylvania"), entity("org:sylvania")) == ["1 E103"]

    def test_an_unknown_event_is_refused(self, ledger: Trial) -> None:
        (fault,) = ledger.faults(retract("nothing"))
        assert (fault.code, fault.field) == ("E102", "data.target")

    def test_an_event_cannot_name_itself_or_a_later_one(self, ledger: Trial) -> None:
        basis = {"stance": "inferred", "rule": "year-from-label"}
        later = meeting("eng:may", "m", evidence=[cited(**basis, basis=["n"])])
        assert ledger.codes(later, meeting("eng:june", "n")) == ["1 E103"]
        assert ledger.codes(meeting("eng:may", "m", evidence=[cited(**basis, basis=["m"])])) == ["1 E103"]

    def test_an_id_is_registered_once(self, ledger: Trial) -> None:
        assert ledger.codes(entity("org:freedonia")) == ["1 E104"]
        assert ledger.codes(entity("org:sylvania"), entity("org:sylvania")) == ["2 E104"]
        assert ledger.codes(source(text=b"other")) == ["1 E104"]

    def test_an_id_is_registered_anew_where_the_first_registration_is_retracted(self, ledger: Trial) -> None:
        ledger.append(entity("org:freedonia", "second", **{"class": "state"}), retract("freedonia"))
        ledger.append(retract("second"), entity("org:freedonia", "third"))
        assert [f.id for f in ledger.known.creators("org:freedonia")] == ["third"]

    def test_an_engagement_may_be_told_of_many_times(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may"), meeting("eng:may"), meeting("eng:may"))

    def test_what_was_retracted_is_unknown_again(self) -> None:
        ledger = with_orgs("sylvania")
        ledger.append(retract("sylvania"))
        assert ledger.codes(meeting("eng:may", parties=["org:sylvania"])) == ["1 E101"]

    def test_what_the_same_append_retracts_cannot_be_named(self) -> None:
        ledger = with_orgs("sylvania")
        assert ledger.codes(meeting("eng:may", parties=["org:sylvania"]), retract("sylvania")) == ["1 E105"]
        assert ledger.codes(retract("sylvania"), meeting("eng:may", parties=["org:sylvania"])) == ["2 E105"]

    def test_an_id_that_is_one_with_a_registered_one_can_be_named(self) -> None:
        ledger = with_orgs("sylvania", "sylvany")
        ledger.append(same("org:sylvania", "org:sylvany"), retract("sylvany"))
        ledger.append(meeting("eng:may", parties=["org:sylvany"]))

    def test_a_line_retracted_in_its_own_append_is_not_asked(self, ledger: Trial) -> None:
        wrong = meeting("eng:may", "wrong", parties=["org:nobody"])
        ledger.append(wrong, meeting("eng:may", "right"), retract("wrong", replaced_by="right"))

    def test_a_line_with_faults_of_its_own_is_not_missed_by_others(self, ledger: Trial) -> None:
        wrong = entity("org:sylvania", shape="round")
        assert ledger.codes(wrong, meeting("eng:may", parties=["org:sylvania", "org:nobody"])) == ["1 E902", "2 E101"]


class TestR2IdentitiesAgree:
    def test_chains_of_matches_are_welcome(self) -> None:
        ledger = with_orgs("a", "b", "c")
        ledger.append(same("org:a", "org:b"), same("org:b", "org:c", keep="org:c"))
        assert set(ledger.known.members("org:a")) == {"org:a", "org:b", "org:c"}
        assert ledger.known.survivor("org:b") == "org:c"

    def test_a_match_that_changes_nothing_is_refused(self) -> None:
        ledger = with_orgs("a", "b", "c")
        ledger.append(same("org:a", "org:b"), same("org:b", "org:c", keep="org:b"))
        assert ledger.codes(same("org:a", "org:c")) == ["1 E202"]
        assert ledger.codes(same("org:a", "org:a")) == ["1 E202"]
        ledger.append(same("org:a", "org:c", keep="org:c"))
        assert ledger.known.survivor("org:b") == "org:c"

    def test_the_second_of_two_equal_matches_in_one_append_is_refused(self) -> None:
        assert with_orgs("a", "b").codes(same("org:a", "org:b"), same("org:b", "org:a", keep="org:a")) == ["2 E202"]

    def test_a_pair_is_not_both_the_same_and_distinct(self) -> None:
        ledger = with_orgs("a", "b", "c")
        ledger.append(same("org:a", "org:b"), distinct("org:b", "org:c", "apart"))
        (fault,) = ledger.faults(same("org:c", "org:a"))
        assert (fault.code, fault.field) == ("E203", "data.verdict")
        assert ledger.codes(distinct("org:b", "org:a")) == ["1 E203"]
        ledger.append(retract("apart"), same("org:c", "org:a"))

    def test_a_meeting_is_not_matched_with_a_visit(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may"), visit("eng:stay"), meeting("eng:june"), same("eng:may", "eng:june"))
        assert ledger.codes(same("eng:june", "eng:stay")) == ["1 E201"]

    def test_one_engagement_is_not_both_a_meeting_and_a_visit(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"), meeting("eng:june"), same("eng:june", "eng:may"))
        assert ledger.codes(visit("eng:june")) == ["1 E204"]
        assert ledger.codes(visit("eng:july"), meeting("eng:july")) == ["2 E204"]

    def test_a_meeting_taken_for_a_visit_is_put_right_in_one_append(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"))
        ledger.append(visit("eng:may"), retract("m"))

    def test_a_restoration_that_brings_a_contradiction_back_is_refused(self) -> None:
        ledger = with_orgs("a", "b")
        ledger.append(same("org:a", "org:b", id="one"))
        ledger.append(retract("one", "undone"), distinct("org:a", "org:b"))
        (fault,) = ledger.faults(retract("undone"))
        assert (fault.code, fault.field) == ("E203", "data.target")
        assert '"one"' in fault.what


class TestR3NamedEventsCount:
    def test_a_retracted_event_cannot_be_named(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"), meeting("eng:may", "n"), retract("m"))
        assess = event("record.assessed", target="n", verdict="contradicts", other="m")
        (fault,) = ledger.faults(assess)
        assert (fault.code, fault.field) == ("E301", "data.other")
        assert "at 6" in fault.what
        assert ledger.codes(retract("n", replaced_by="m")) == ["1 E301"]

    def test_what_the_same_append_retracts_cannot_be_named(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"), meeting("eng:may", "n"))
        assess = event("record.assessed", target="m", verdict="corroborates")
        assert ledger.codes(assess, retract("m")) == ["1 E301"]
        assert ledger.codes(retract("n", replaced_by="m"), retract("m")) == ["1 E301"]

    def test_only_a_retraction_speaks_of_a_record(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"), event("record.assessed", "a", target="m", verdict="corroborates"))
        (fault,) = ledger.faults(event("record.assessed", target="a", verdict="corroborates"))
        assert (fault.code, fault.field) == ("E302", "data.target")
        ledger.append(event("record.assessed", "b", target="m", verdict="corroborates"))
        ledger.append(retract("a", replaced_by="b"))

    def test_an_inference_cannot_rest_on_a_retracted_event(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"), retract("m"))
        inferred = cited(stance="inferred", rule="year-from-label", basis=["m"])
        (fault,) = ledger.faults(meeting("eng:june", evidence=[inferred]))
        assert (fault.code, fault.field) == ("E301", "data.evidence.0.basis.0")

    def test_an_event_is_retracted_once(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"), retract("m", "r"))
        assert ledger.codes(retract("m")) == ["1 E301"]
        ledger.append(meeting("eng:june", "j"))
        assert ledger.codes(retract("j"), retract("j")) == ["2 E301"]

    def test_a_retraction_can_be_retracted_and_the_event_retracted_again(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"), retract("m", "r"))
        ledger.append(retract("r"))
        found = ledger.known.event("m")
        assert found
        assert ledger.known.live(found)
        ledger.append(retract("m"))
        assert not ledger.known.live(found)

    def test_one_append_may_exchange_a_retraction_for_another(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"), retract("m", "r"))
        ledger.append(retract("m"), retract("r"))
        found = ledger.known.event("m")
        assert found
        assert not ledger.known.live(found)

    def test_a_restored_line_must_not_name_what_was_retracted_since(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"), meeting("eng:may", "n"))
        ledger.append(event("record.assessed", "a", target="n", verdict="corroborates", other="m"))
        ledger.append(retract("a", "r"), retract("m"))
        assert ledger.codes(retract("r")) == ["1 E301"]


class TestR4SpansMatch:
    def test_lines_in_range_are_taken_where_the_text_is_not_at_hand(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", evidence=[{**cited(2, 4), "span_sha256": "0" * 64}]))

    def test_an_unregistered_document_cannot_be_cited(self, ledger: Trial) -> None:
        (fault,) = ledger.faults(meeting("eng:may", evidence=[cited(document="doc:reports")]))
        assert (fault.code, fault.field) == ("E401", "data.evidence.0.document")
        assert "doc:report?" in fault.remedy

    def test_a_document_known_by_mention_cannot_be_cited(self, ledger: Trial) -> None:
        mention = source("doc:old", held=False)
        for name in ("sha256", "bytes", "lines"):
            del mention["data"][name]
        ledger.append(mention)
        assert ledger.codes(meeting("eng:may", evidence=[cited(document="doc:old")])) == ["1 E402"]

    def test_lines_outside_the_document_are_refused(self, ledger: Trial) -> None:
        (fault,) = ledger.faults(meeting("eng:may", evidence=[cited(), {**cited(), "lines": [4, 5]}]))
        assert (fault.code, fault.field, fault.expected) == ("E403", "data.evidence.1.lines", "lines of 1 to 4")

    def test_a_hash_is_recomputed_where_the_text_is_at_hand(self, tmp_path: Path) -> None:
        (tmp_path / "report.txt").write_bytes(REPORT)
        ledger = Trial(Documents([tmp_path]))
        ledger.append(meeting("eng:may", evidence=[cited(2, 4)]))
        (fault,) = ledger.faults(meeting("eng:june", evidence=[{**cited(2), "lines": [3, 3]}]))
        assert (fault.code, fault.expected) == ("E404", cited(3)["span_sha256"])

    def test_a_speaker_and_a_rule_are_in_their_place(self, ledger: Trial) -> None:
        spoken, inferred = cited(voice="speaker"), cited(stance="inferred")
        assert ledger.codes(meeting("eng:may", evidence=[spoken])) == ["1 E405"]
        assert set(ledger.codes(meeting("eng:may", evidence=[inferred]))) == {"1 E406"}
        assert ledger.codes(meeting("eng:may", evidence=[cited(speaker="org:freedonia")])) == ["1 E405"]

    def test_a_document_in_use_is_not_registered_anew_with_fewer_lines(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", evidence=[cited(4)]))
        assert ledger.codes(source(text=b"one line"), retract("report")) == ["1 E408"]
        ledger.append(source(title="A better title"), retract("report"))


class TestR5NothingIsOrphaned:
    def test_what_is_still_named_is_not_retracted(self) -> None:
        ledger = with_orgs("sylvania")
        ledger.append(meeting("eng:may", parties=["org:freedonia", "org:sylvania"]))
        (fault,) = ledger.faults(retract("sylvania"))
        assert (fault.code, fault.field, fault.line) == ("E501", "data.target", 1)
        assert "#5 (took place)" in fault.what

    def test_of_many_dependants_some_are_named_and_the_others_counted(self) -> None:
        ledger = with_orgs("sylvania")
        ledger.append(*(meeting(f"eng:day-{i}", parties=["org:sylvania"]) for i in range(8)))
        assert ledger.faults(retract("sylvania"))[0].what.endswith("#12 (took place) name it")
        ledger.append(*(meeting(f"eng:night-{i}", parties=["org:sylvania"]) for i in range(3)))
        assert ledger.faults(retract("sylvania"))[0].what.endswith("#12 (took place) and 3 more name it")

    def test_what_only_creators_name_is_retracted_freely(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"))
        ledger.append(retract("m"))

    def test_dependants_may_be_retracted_in_the_same_append_before_or_after(self) -> None:
        for order in (1, -1):
            ledger = with_orgs("sylvania")
            ledger.append(meeting("eng:may", "m", parties=["org:sylvania"]))
            ledger.append(*[retract("m"), retract("sylvania")][::order])

    def test_dependants_of_dependants_count(self) -> None:
        ledger = with_orgs("sylvania")
        ledger.append(meeting("eng:may", "m", parties=["org:sylvania"]))
        ledger.append(event("engagement.attended", engagement="eng:may", participant="org:freedonia"))
        assert ledger.codes(retract("m"), retract("sylvania")) == ["1 E501"]

    def test_a_replacement_in_the_same_append_keeps_dependants_standing(self) -> None:
        ledger = with_orgs("sylvania")
        ledger.append(meeting("eng:may", parties=["org:sylvania"]))
        ledger.append(entity("org:sylvania", "anew"), retract("sylvania"))
        ledger.append(retract("anew"), entity("org:sylvania"))

    def test_a_second_account_keeps_an_engagement_standing_and_the_last_does_not(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"), meeting("eng:may", "n"))
        ledger.append(event("engagement.attended", "a", engagement="eng:may", participant="org:freedonia"))
        ledger.append(retract("m"))
        assert ledger.codes(retract("n")) == ["1 E501"]
        ledger.append(retract("n"), retract("a"))

    def test_a_new_line_cannot_lean_on_what_goes(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"))
        attended = event("engagement.attended", engagement="eng:may", participant="org:freedonia")
        assert ledger.codes(retract("m"), attended) == ["2 E105"]

    def test_a_cited_document_is_not_retracted(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"))
        assert ledger.codes(retract("report")) == ["1 E501"]
        ledger.append(retract("m"), retract("report"))

    def test_a_speaker_in_evidence_counts_as_named(self) -> None:
        ledger = with_orgs("sylvania")
        ledger.append(meeting("eng:may", evidence=[cited(voice="speaker", speaker="org:sylvania")]))
        assert ledger.codes(retract("sylvania")) == ["1 E501"]

    def test_an_id_that_is_one_with_another_may_lose_its_registration_and_the_other_not_too(self) -> None:
        ledger = with_orgs("sylvania", "sylvany")
        ledger.append(meeting("eng:may", parties=["org:sylvany"]), same("org:sylvania", "org:sylvany"))
        ledger.append(retract("sylvany"))
        faults = ledger.faults(retract("sylvania"))
        assert {fault.code for fault in faults} == {"E501"}
        assert any("org:sylvany" in fault.what and "#6 (took place)" in fault.what for fault in faults)

    def test_the_end_of_a_match_must_not_leave_an_id_without_a_creator(self) -> None:
        ledger = with_orgs("sylvania", "sylvany")
        ledger.append(meeting("eng:may", "m", parties=["org:sylvany"]), same("org:sylvania", "org:sylvany", id="one"))
        ledger.append(retract("sylvany"))
        (fault,) = ledger.faults(retract("one"))
        assert fault.code == "E502"
        assert "org:sylvany" in fault.what
        assert "#6 (took place)" in fault.what
        ledger.append(retract("one"), entity("org:sylvany"))

    def test_the_end_of_a_match_may_take_its_dependants_along(self) -> None:
        ledger = with_orgs("sylvania", "sylvany")
        ledger.append(meeting("eng:may", "m", parties=["org:sylvany"]), same("org:sylvania", "org:sylvany", id="one"))
        ledger.append(retract("sylvany"))
        ledger.append(retract("one"), retract("m"))

    def test_a_match_may_end_where_both_ids_stand_by_themselves(self) -> None:
        ledger = with_orgs("sylvania", "sylvany")
        ledger.append(meeting("eng:may", parties=["org:sylvany"]), same("org:sylvania", "org:sylvany", id="one"))
        ledger.append(retract("one"))
        assert ledger.known.members("org:sylvany") == ("org:sylvany",)

    def test_a_line_cannot_be_restored_to_point_at_nothing(self) -> None:
        ledger = with_orgs("sylvania")
        ledger.append(meeting("eng:may", "m", parties=["org:sylvania"]))
        ledger.append(retract("m", "r"), retract("sylvania", "s"))
        (fault,) = ledger.faults(retract("r"))
        assert (fault.code, fault.field) == ("E101", "data.target")
        assert '"m" at 5' in fault.what
        ledger.append(retract("r"), retract("s"))

    def test_undoing_the_restoration_of_a_creator_is_refused_too(self) -> None:
        ledger = with_orgs("sylvania")
        ledger.append(retract("sylvania", "r"))
        ledger.append(retract("r", "back"))
        ledger.append(meeting("eng:may", parties=["org:sylvania"]))
        assert ledger.codes(retract("back")) == ["1 E501"]

    def test_an_inference_may_lose_its_basis(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", "m"))
        inferred = cited(stance="inferred", rule="year-from-label", basis=["m"])
        ledger.append(meeting("eng:june", evidence=[inferred]))
        ledger.append(retract("m"))


class TestR6NoCircles:
    @pytest.mark.parametrize("tie", ["part_of", "section_of", "under", "replaces"])
    def test_a_tie_that_leads_back_is_refused(self, tie: str) -> None:
        kind = "agreement" if tie == "under" else "org"
        a, b, c = (f"{kind}:{name}" for name in "abc")
        ledger = Trial(None, entity(a), entity(b), entity(c))

        def tied(one: str, other: str) -> dict[str, object]:
            return event("entity.related", entity=one, relation=tie, other=other)

        ledger.append(tied(a, b), tied(b, c), tied(a, c), tied(b, c))
        (fault,) = ledger.faults(tied(c, a))
        assert (fault.code, fault.field) == ("E601", "data.other")
        assert ledger.codes(tied(a, a)) == ["1 E601"]

    def test_different_ties_do_not_make_one_circle(self) -> None:
        ledger = with_orgs("a", "b")
        ledger.append(event("entity.related", entity="org:a", relation="part_of", other="org:b"))
        ledger.append(event("entity.related", entity="org:b", relation="replaces", other="org:a"))

    def test_a_tie_that_is_denied_leads_nowhere(self) -> None:
        ledger = with_orgs("a", "b")
        ledger.append(event("entity.related", entity="org:a", relation="part_of", other="org:b"))
        denied = [cited(polarity="denied")]
        ledger.append(event("entity.related", entity="org:b", relation="part_of", other="org:a", evidence=denied))

    def test_parents_and_wholes_among_attributes_lead_somewhere(self, ledger: Trial) -> None:
        ledger.append(entity("org:a", "a"), entity("org:b", parent="org:a"))
        assert ledger.codes(entity("org:a", parent="org:b"), retract("a")) == ["1 E601"]
        ledger.append(entity("place:a", "pa"), entity("place:b", within="place:a"))
        assert ledger.codes(entity("place:a", within="place:b"), retract("pa")) == ["1 E601"]
        ledger.append(entity("topic:a", "ta"), entity("topic:b", broader="topic:a"))
        assert ledger.codes(entity("topic:a", broader="topic:b"), retract("ta")) == ["1 E601"]

    @pytest.mark.parametrize("tie", ["parent", "follows"])
    def test_engagements_neither_contain_nor_follow_themselves(self, ledger: Trial, tie: str) -> None:
        ledger.append(meeting("eng:a"), meeting("eng:b", **{tie: "eng:a"}))
        assert ledger.codes(meeting("eng:a", **{tie: "eng:b"})) == ["1 E601"]
        assert ledger.codes(meeting("eng:a", **{tie: "eng:a"})) == ["1 E601"]

    def test_editions_do_not_replace_each_other(self, ledger: Trial) -> None:
        ledger.append(source("doc:second", b"second", replaces="doc:report"))
        again = source(text=b"\n\n\n\n", replaces="doc:second")
        assert "1 E601" in ledger.codes(again, retract("report"))

    def test_a_match_that_closes_a_circle_is_refused(self) -> None:
        ledger = with_orgs("a", "b", "c")
        ledger.append(
            entity("org:d", parent="org:a"), event("entity.related", entity="org:a", relation="part_of", other="org:b")
        )
        for _ in "two sources":
            ledger.append(event("entity.related", entity="org:b", relation="part_of", other="org:c"))
        (fault,) = ledger.faults(same("org:c", "org:b"))
        assert (fault.code, fault.field) == ("E601", "data.other")
        (fault,) = ledger.faults(same("org:c", "org:a"))
        assert (fault.code, fault.field) == ("E601", "data.other")
        assert ledger.codes(same("org:a", "org:d")) == ["1 E601"]

    def test_a_tie_is_asked_of_classes(self) -> None:
        ledger = with_orgs("a", "b", "c")
        ledger.append(
            same("org:b", "org:c"), event("entity.related", entity="org:a", relation="part_of", other="org:b")
        )
        assert ledger.codes(event("entity.related", entity="org:c", relation="part_of", other="org:a")) == ["1 E601"]

    def test_a_restoration_that_closes_a_circle_is_refused(self) -> None:
        ledger = with_orgs("a", "b")
        ledger.append(event("entity.related", "t", entity="org:a", relation="part_of", other="org:b"))
        ledger.append(retract("t", "r"), event("entity.related", entity="org:b", relation="part_of", other="org:a"))
        assert ledger.codes(retract("r")) == ["1 E601"]


class TestR7DatesArePossible:
    def test_what_is_due_surely_before_the_promise_is_refused(self, ledger: Trial) -> None:
        ledger.append(promise("com:bridge", on="2024-05", due_basis="stated", due="2024-05"))
        (fault,) = ledger.faults(promise("com:bridge", on="2024-05", due_basis="stated", due="2024-04"))
        assert (fault.code, fault.field) == ("E703", "data.due")

    def test_what_is_put_off_to_before_the_promise_is_refused(self, ledger: Trial) -> None:
        ledger.append(promise("com:bridge", on="2024-05"))
        put_off = {"target": "com:bridge", "state": "rescheduled", "on": "2024-06"}
        assert ledger.codes(event("followup.updated", **put_off, due="2023")) == ["1 E703"]
        ledger.append(event("followup.updated", **put_off, due="2024"))

    def test_an_account_is_held_to_its_own_day_and_one_without_to_those_of_the_others(self, ledger: Trial) -> None:
        ledger.append(promise("com:bridge", on="2024-05"))
        ledger.append(promise("com:bridge", on="2023-01", due_basis="stated", due="2023-02"))
        assert ledger.codes(promise("com:bridge", on="2024-05", due_basis="stated", due="2023-06")) == ["1 E703"]
        assert ledger.codes(promise("com:bridge", due_basis="stated", due="2022-12")) == ["1 E703"]
        ledger.append(promise("com:bridge", due_basis="stated", due="2023-06"))

    def test_what_is_denied_is_not_held_against_anything(self, ledger: Trial) -> None:
        denied = [cited(polarity="denied")]
        ledger.append(promise("com:bridge", on="2024-05", due_basis="stated", due="2023", evidence=denied))
        ledger.append(promise("com:bridge"))
        ledger.append(event("followup.updated", target="com:bridge", state="rescheduled", on="2022", due="2023"))

    def test_a_matched_promise_is_held_to_the_day_of_the_other(self, ledger: Trial) -> None:
        ledger.append(promise("com:bridge", on="2024-05"), promise("com:crossing"), same("com:bridge", "com:crossing"))
        put_off = event("followup.updated", target="com:crossing", state="rescheduled", on="2024-06", due="2023")
        assert ledger.codes(put_off) == ["1 E703"]

    def test_no_date_at_all_forbids_nothing(self, ledger: Trial) -> None:
        ledger.append(promise("com:bridge", due_basis="stated", due="1900"))

    @pytest.mark.parametrize(("date", "code"), [("2024-02-30", "E702"), ("yesterday", "E701"), ("2024/2023", "E702")])
    def test_a_date_that_cannot_be_is_refused(self, ledger: Trial, date: str, code: str) -> None:
        (fault,) = ledger.faults(meeting("eng:may", when=date))
        assert (fault.code, fault.field) == (code, "data.when")


def identified(
    entity_: str,
    value: str,
    scheme: str = "wikidata",
    id: str | None = None,  # noqa: A002
    **data: object,
) -> dict[str, object]:
    return event("entity.identified", id, entity=entity_, scheme=scheme, value=value, **data)


class TestR8IdentifiersAreUnique:
    def test_one_identifier_belongs_to_one_thing(self) -> None:
        ledger = with_orgs("a", "b")
        ledger.append(identified("org:a", "Q1", id="q"))
        (fault,) = ledger.faults(identified("org:b", "Q1"))
        assert (fault.code, fault.field) == ("E802", "data.value")
        ledger.append(identified("org:b", "Q1", match="close"), identified("org:b", "1", "viaf"))
        ledger.append(identified("org:a", "Q1"))
        ledger.append(retract("q"), identified("org:a", "Q1"))

    def test_the_second_in_one_append_is_blamed(self) -> None:
        assert with_orgs("a", "b").codes(identified("org:a", "Q1"), identified("org:b", "Q1")) == ["2 E802"]

    def test_one_thing_has_one_value_in_a_scheme_but_many_addresses(self) -> None:
        ledger = with_orgs("a")
        ledger.append(identified("org:a", "Q1"))
        assert ledger.codes(identified("org:a", "Q2")) == ["1 E803"]
        ledger.append(identified("org:a", "http://a", "url"), identified("org:a", "http://b", "url"))

    def test_only_the_second_of_two_values_in_one_append_is_blamed(self) -> None:
        assert with_orgs("a").codes(identified("org:a", "Q1"), identified("org:a", "Q2")) == ["2 E803"]

    def test_close_and_denied_identifiers_stand_in_nobodys_way(self) -> None:
        ledger = with_orgs("a", "b")
        ledger.append(identified("org:a", "Q1", match="close"), identified("org:a", "Q2"))
        ledger.append(identified("org:b", "Q2", evidence=[cited(polarity="denied")]))
        ledger.append(identified("org:b", "Q3"), identified("org:b", "Q2", match="close"))

    def test_a_wrong_identifier_is_exchanged_in_one_append(self) -> None:
        ledger = with_orgs("a")
        ledger.append(identified("org:a", "Q1", id="q"))
        ledger.append(identified("org:a", "Q2"), retract("q"))

    def test_matched_things_share_their_identifiers(self) -> None:
        ledger = with_orgs("a", "b", "c")
        ledger.append(same("org:a", "org:b"), identified("org:a", "Q1"), identified("org:b", "Q1"))
        assert ledger.codes(identified("org:b", "Q2")) == ["1 E803"]
        assert ledger.codes(identified("org:c", "Q1")) == ["1 E802"]

    def test_a_match_does_not_bring_two_values_together(self) -> None:
        ledger = with_orgs("a", "b")
        ledger.append(identified("org:a", "Q1"), identified("org:b", "Q2"))
        (fault,) = ledger.faults(same("org:a", "org:b"))
        assert (fault.code, fault.field) == ("E803", "data.other")

    def test_the_end_of_a_match_does_not_leave_one_value_with_two_things(self) -> None:
        ledger = with_orgs("a", "b")
        ledger.append(same("org:a", "org:b", id="one"), identified("org:a", "Q1"), identified("org:b", "Q1", id="q"))
        assert ledger.codes(retract("one")) == ["1 E802"]
        ledger.append(retract("one"), retract("q"))

    def test_a_restored_identifier_is_asked_against_newer_ones(self) -> None:
        ledger = with_orgs("a", "b")
        ledger.append(identified("org:a", "Q1", id="q"))
        ledger.append(retract("q", "r"), identified("org:b", "Q1"))
        assert ledger.codes(retract("r")) == ["1 E802"]


class TestR9TypesAreObeyed:
    def test_the_same_bytes_are_registered_once(self, ledger: Trial) -> None:
        (fault,) = ledger.faults(source("doc:copy"))
        assert (fault.code, fault.field) == ("E907", "data.sha256")
        assert ledger.codes(source("doc:a", b"same"), source("doc:b", b"same")) == ["2 E907"]
        assert ledger.codes(source()) == ["1 E104"]
        ledger.append(source("doc:copy"), retract("report"))

    def test_nothing_follows_the_end_of_a_promise(self, ledger: Trial) -> None:
        ledger.append(promise("com:bridge"))
        ledger.append(event("followup.updated", target="com:bridge", state="fulfilled", on="2024-05"))
        late = event("followup.updated", target="com:bridge", state="in_progress", on="2024-06")
        (fault,) = ledger.faults(late)
        assert (fault.code, fault.field) == ("E909", "data.on")
        for on in ("2024-04", "2024", "2024-05-31"):
            ledger.append(event("followup.updated", target="com:bridge", state="in_progress", on=on))
        ledger.append(event("followup.updated", target="com:bridge", state="fulfilled", on="2024-07"))

    def test_an_end_does_not_come_before_what_is_known_to_follow_it(self, ledger: Trial) -> None:
        ledger.append(promise("com:bridge"))
        ledger.append(event("followup.updated", target="com:bridge", state="in_progress", on="2024-06"))
        assert ledger.codes(event("followup.updated", target="com:bridge", state="lapsed", on="2024-05")) == ["1 E909"]

    def test_of_two_updates_in_one_append_the_second_is_blamed(self, ledger: Trial) -> None:
        ledger.append(promise("com:bridge"))
        end = event("followup.updated", target="com:bridge", state="lapsed", on="2024-05")
        late = event("followup.updated", target="com:bridge", state="accepted", on="2024-06")
        assert ledger.codes(end, late) == ["2 E909"]

    def test_an_end_that_is_denied_or_of_another_party_ends_nothing(self, ledger: Trial) -> None:
        ledger.append(promise("com:bridge"), entity("org:sylvania"))
        end = {"target": "com:bridge", "state": "lapsed", "on": "2024-05"}
        ledger.append(event("followup.updated", **end, evidence=[cited(polarity="denied")]))
        ledger.append(event("followup.updated", **end, party="org:sylvania"))
        ledger.append(event("followup.updated", target="com:bridge", state="accepted", on="2024-06"))

    def test_a_retraction_opens_a_promise_again(self, ledger: Trial) -> None:
        ledger.append(promise("com:bridge"))
        ledger.append(event("followup.updated", "end", target="com:bridge", state="lapsed", on="2024-05"))
        ledger.append(event("followup.updated", target="com:bridge", state="accepted", on="2024-06"), retract("end"))

    def test_a_promise_to_meet_is_fulfilled_by_a_meeting(self, ledger: Trial) -> None:
        ledger.append(promise("com:talks", action="meet"), meeting("eng:may"), promise("com:bridge"))
        ledger.append(event("followup.updated", target="com:talks", state="in_progress", on="2024-04"))
        done = {"state": "fulfilled", "on": "2024-05"}
        (fault,) = ledger.faults(event("followup.updated", target="com:talks", **done))
        assert (fault.code, fault.field) == ("E910", "data.engagement")
        ledger.append(event("followup.updated", target="com:talks", engagement="eng:may", **done))
        ledger.append(event("followup.updated", target="com:bridge", **done))

    def test_what_a_denied_account_calls_it_changes_nothing(self, ledger: Trial) -> None:
        denied = [cited(polarity="denied")]
        ledger.append(promise("com:talks", action="meet"), promise("com:talks", action="build", evidence=denied))
        assert ledger.codes(event("followup.updated", target="com:talks", state="fulfilled", on="2024")) == ["1 E910"]

    def test_advice_is_fulfilled_without_a_meeting(self, ledger: Trial) -> None:
        told = {"by": ["org:freedonia"], "to": ["org:freedonia"], "summary": "Build it", "strength": "must"}
        ledger.append(event("recommendation.made", recommendation="rec:bridge", about=["org:freedonia"], **told))
        ledger.append(event("followup.updated", target="rec:bridge", state="fulfilled", on="2024"))


class TestR10OwnWords:
    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Trial:
        (tmp_path / "report.txt").write_bytes(REPORT)
        return Trial(Documents([tmp_path]))

    def test_eight_words_in_a_row_are_too_many_and_seven_are_not(self, ledger: Trial) -> None:
        ledger.append(meeting("eng:may", purpose="We know that they spoke of bridges, of the price, at length"))
        (fault,) = ledger.faults(meeting("eng:may", purpose="They spoke of Bridges — of the price of something else"))
        assert (fault.code, fault.field, fault.expected) == ("E1001", "data.purpose", "at most 7")
        assert "they spoke of bridges of the price of" in fault.what

    def test_the_ends_of_lines_do_not_end_a_run(self, ledger: Trial) -> None:
        text = "the capital of Sylvania they spoke of bridges"
        assert ledger.codes(meeting("eng:may", purpose=text)) == ["1 E1001"]

    def test_case_quotes_and_composition_make_no_difference(self, tmp_path: Path) -> None:
        text = "l’e\u0301té “1” 2 3 4 5 6 7"
        (tmp_path / "french.txt").write_text(text, "utf-8")
        ledger = Trial(Documents([tmp_path]), source("doc:french", text.encode()))
        assert ledger.codes(meeting("eng:may", purpose="L'ÉTÉ 1 2 3 4 5 6 7")) == ["1 E1001"]

    def test_a_registered_name_never_counts(self, ledger: Trial) -> None:
        name = "Standing Joint Commission for the Navigation and Upkeep of the Lower River Crossings"
        text = "It was the Standing Joint Commission for the Navigation and Upkeep of the Lower River Crossings"
        assert ledger.codes(meeting("eng:may", purpose=text)) == ["1 E1001"]
        ledger.append(entity("org:commission", name=name), meeting("eng:may", purpose=text))

    def test_a_part_of_a_registered_name_does_not_count_either(self, ledger: Trial) -> None:
        name = "Standing Joint Commission for the Navigation and Upkeep of the Lower River Crossings"
        ledger.append(entity("org:commission", name=name))
        ledger.append(
            meeting("eng:may", purpose="A commission for the navigation and upkeep of the lower river, it said")
        )

    def test_a_name_breaks_a_run_and_what_remains_on_one_side_still_counts(self, ledger: Trial) -> None:
        ledger.append(entity("org:sylvania", name="Sylvania"))
        ledger.append(meeting("eng:may", purpose="in the capital of Sylvania. They spoke of bridges"))
        text = "envoys of freedonia arrived by train in the capital of Sylvania"
        assert ledger.codes(meeting("eng:may", purpose=text)) == ["1 E1001"]

    def test_names_and_titles_are_exempt(self, ledger: Trial) -> None:
        sentence = "They spoke of bridges, of the price of grain, and of the long quarrel"
        ledger.append(meeting("eng:may", title=sentence), entity("topic:quarrel", name=sentence))

    def test_a_document_registered_in_the_same_append_counts(self, tmp_path: Path) -> None:
        text = b"one two three four five six seven eight"
        (tmp_path / "eight.txt").write_bytes(text)
        said = meeting("eng:may", purpose=text.decode())
        assert Trial(Documents([tmp_path])).codes(source("doc:eight", text), said) == ["2 E1001"]
        Trial(Documents([tmp_path])).append(said)
