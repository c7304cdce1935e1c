"""A ledger at one moment: rows ready to be judged, names, and the facts they rest on."""

from __future__ import annotations

import pytest

from legation.claim import Claim, single
from legation.reading import Reading
from readings import court, model_of, reading, seen
from trial import Trial, cited, entity, event, meeting, promise, retract, same, source

DAY = "2024-07-17"


def described(org: str, org_class: str, id: str | None = None) -> dict[str, object]:  # noqa: A002
    return entity(f"org:{org}", id, **{"class": org_class})


def outweighs(target: str, other: str, id: str | None = None) -> dict[str, object]:  # noqa: A002
    return event("record.assessed", id, target=target, verdict="outweighs", other=other)


class TestOutweighedClaims:
    """Two registrations of one body, known under two ids, that disagree about its class."""

    def trial(self) -> Trial:
        return Trial(
            None,
            described("board", "board", "one"),
            described("panel", "committee", "two"),
            same("org:board", "org:panel"),
        )

    def test_without_an_assessment_they_are_contested(self) -> None:
        body = reading(self.trial()).row("bodies", "org:board")
        assert single(body.class_).contested

    def test_what_is_outweighed_is_shown_and_judged_by_no_longer(self) -> None:
        trial = self.trial()
        trial.append(outweighs("one", "two"))
        body = reading(trial).row("bodies", "org:panel")
        assert body.class_ == (Claim(4, "board"), Claim(5, "committee", "outweighed"))
        assert single(body.class_).value == "board"

    def test_it_counts_again_before_the_assessment_and_after_its_end(self) -> None:
        trial = self.trial()
        trial.append(outweighs("one", "two", "preferred"))
        trial.append(retract("preferred"))
        for position in (6, 8):
            body = reading(trial, position=position).row("bodies", "org:board")
            assert [claim.weight for claim in body.class_] == ["certain", "certain"]

    def test_it_counts_again_when_what_outweighed_it_is_retracted(self) -> None:
        trial = self.trial()
        trial.append(event("entity.named", "named", entity="org:board", name="The Board", use="official"))
        trial.append(outweighs("named", "two"))
        trial.append(retract("named"))
        registry = reading(trial).row("registry", "org:board")
        assert {claim.weight for claim in registry.attrs} == {"certain"}
        assert registry.assessed == ()

    def test_a_claim_that_was_only_possible_stays_so(self) -> None:
        trial = court(
            seen("rufus", "2023", id="sure"),
            seen("vera", "2023", id="maybe", evidence=[cited(certainty="possible")]),
            outweighs("sure", "maybe"),
        )
        office = reading(trial).row("offices", "office:leader")
        assert [claim.weight for claim in office.roles] == ["certain", "possible"]


class TestUndatedSteps:
    def founded(self, published: str = "") -> Reading:
        """Return a ledger in which a document, published then, tells of a founding."""
        news = source("doc:news", b"News\n")
        if published:
            news["data"] |= {"published_basis": "stated", "published": published}
        told = [cited(1, document="doc:news", text=b"News\n")]
        founding = event("body.established", body="org:bank", act="founded", evidence=told)
        return reading(Trial(None, news, described("bank", "bank"), founding))

    def test_a_step_without_a_day_is_dated_by_the_end_of_its_documents_publication(self) -> None:
        at = self.founded("2022-06")
        assert at.row("bodies", "org:bank").life[0].value == {
            "type": "body.established", "act": "founded", "on": "[..2022-06-30]", "undated": True,
        }  # fmt: skip

    def test_or_by_the_day_it_was_recorded_if_nobody_knows_when_that_was(self) -> None:
        at = self.founded()
        (step,) = at.row("bodies", "org:bank").life
        assert step.value["on"] == "[..2024-07-17]"
        assert at.told_by(step.at) == "2024-07-17"

    def test_or_if_it_was_recorded_before_the_document_is_said_to_be_out(self) -> None:
        (step,) = self.founded("2025").row("bodies", "org:bank").life
        assert step.value["on"] == "[..2024-07-17]"

    def test_a_step_with_a_day_keeps_it(self) -> None:
        trial = Trial(None, described("bank", "bank"))
        trial.append(event("body.established", body="org:bank", act="founded", on="1999"))
        (step,) = reading(trial).row("bodies", "org:bank").life
        assert step.value == {"type": "body.established", "act": "founded", "on": "1999"}

    def test_a_promise_without_a_day_gets_one_and_its_due_date_none(self) -> None:
        trial = Trial(None, promise("com:bridge"))
        row = reading(trial).row("followups", "com:bridge")
        assert row.on == (Claim(4, "[..2024-07-17]"),)
        assert row.due == ()


class TestMoments:
    def trial(self) -> Trial:
        """Return a ledger in which 4 to 7 are there from the beginning; 8 to 11 as the tests say."""
        return court(
            seen("rufus", "2023-01-01", id="first"),
            seen("gloria", "2023-06-01", id="second"),
            same("person:gloria", "person:vera", "person:vera", id="one"),
        )

    def test_a_row_nobody_has_spoken_of_is_the_empty_row(self) -> None:
        at = reading(self.trial())
        assert at.row("offices", "office:nobody") == type(at.row("offices", "office:leader"))()
        assert at.evidence("offices", "office:nobody") == []

    def test_without_a_position_or_past_the_end_it_is_the_head(self) -> None:
        model = model_of(self.trial())
        assert Reading(model, DAY).position == Reading(model, DAY, 99).position == model.size == 10

    def test_what_came_later_is_not_known_yet(self) -> None:
        trial = self.trial()
        assert reading(trial, position=8).evidence("offices", "office:leader") == [4, 8]
        assert [fact.id for fact in reading(trial, position=9).facts()][-2:] == ["first", "second"]
        assert reading(trial, position=0).keys("offices") == []

    def test_what_was_retracted_is_known_up_to_then_and_no_longer(self) -> None:
        trial = self.trial()
        trial.append(retract("first"))
        before, after = reading(trial, position=10), reading(trial)
        assert before.evidence("offices", "office:leader") == [4, 8, 9]
        assert after.evidence("offices", "office:leader") == [4, 9]
        assert (before.counts(8), after.counts(8), before.counts(11)) == (True, False, False)

    def test_ids_are_one_from_their_match_on_and_under_either_of_them(self) -> None:
        trial = self.trial()
        before, after = reading(trial, position=9), reading(trial)
        assert after.keys("people") == [("person:vera",), ("person:rufus",)]  # vera is called Gloria, as told first
        assert before.keys("people") == [("person:gloria",), ("person:vera",), ("person:rufus",)]  # in the same order
        assert after.row("people", "person:gloria") is after.row("people", "person:vera")
        assert [claim.value["person"] for claim in after.row("offices", "office:leader").roles] == [
            "person:rufus", "person:vera",
        ]  # fmt: skip
        assert after.identity.members("person:gloria") == ("person:gloria", "person:vera")

    def test_a_match_that_is_undone_leaves_two_again(self) -> None:
        trial = self.trial()
        trial.append(retract("one"))
        assert reading(trial).keys("people") == [("person:gloria",), ("person:rufus",), ("person:vera",)]
        # A list keeps the order that the head gives it.
        assert reading(trial, position=10).keys("people") == [("person:rufus",), ("person:vera",)]

    def test_the_match_itself_is_read_as_it_was_written(self) -> None:
        at = reading(self.trial())
        (claim, *more) = at.row("registry", "person:vera").matches
        assert not more
        assert (claim.value["entity"], claim.value["other"]) == ("person:gloria", "person:vera")
        assert at.row("audit", "10").entity == (Claim(10, "person:gloria"),)


class TestNames:
    def test_a_thing_is_called_by_its_official_name_from_when_that_was_told(self) -> None:
        trial = court(event("entity.named", "given", entity="person:vera", name="Vera de Marcal", use="official"))
        trial.append(retract("given"))
        called = [reading(trial, position=position).name("person:vera") for position in (6, 7, 8, 9)]
        assert called == ["person:vera", "Vera Marcal", "Vera de Marcal", "Vera Marcal"]

    def test_a_title_that_is_taken_back_is_gone_from_the_lists_too(self) -> None:
        trial = Trial(None, meeting("eng:may", "titled", title="May talks"), meeting("eng:may"))
        model = model_of(trial)
        assert Reading(model, DAY).name("eng:may") == "May talks"
        trial.append(retract("titled"))
        model.catch_up()
        assert Reading(model, DAY).name("eng:may") == reading(trial).name("eng:may") != "May talks"
        assert model.db.execute("select * from names where id = 'eng:may'").fetchall() == []

    def test_a_title_stays_when_all_that_was_said_of_other_names_is_taken_back(self) -> None:
        trial = Trial(None, meeting("eng:may", title="May talks"))
        trial.append(event("entity.named", "alias", entity="eng:may", name="The talks", use="alias"))
        model = model_of(trial)
        trial.append(retract("alias"))
        model.catch_up()
        assert model.db.execute("select name from names where id = 'eng:may'").fetchall() == [("May talks",)]

    def test_a_rename_changes_no_row(self) -> None:
        trial = court(seen("vera", "2023-01-01"))
        before = reading(trial).model.db.execute("select * from rows where projection != 'registry'").fetchall()
        trial.append(event("entity.named", entity="person:vera", name="Vera M.", use="official", evidence=[cited()]))
        after = reading(trial).model.db.execute("select * from rows where projection != 'registry'").fetchall()
        assert [row for row in after if row[0] != "citations"] == [row for row in before if row[0] != "citations"]

    def test_ids_that_are_one_are_called_by_the_name_recorded_first(self) -> None:
        trial = court(same("person:gloria", "person:vera", "person:vera"))
        names = [[reading(trial, position=p).name(f"person:{one}") for one in ("gloria", "vera")] for p in (7, 8)]
        assert names == [["Gloria Teasdale", "Vera Marcal"], ["Gloria Teasdale", "Gloria Teasdale"]]

    def test_what_nobody_named_is_called_by_its_id(self) -> None:
        assert reading(court()).name("person:nobody") == "person:nobody"


class TestMentions:
    def test_the_facts_that_name_an_id_or_one_that_is_the_same(self) -> None:
        trial = court(
            seen("gloria", "2023-01-01"),
            event("entity.named", "said", entity="person:vera", name="V.", use="short"),
            same("person:gloria", "person:vera"),
        )
        trial.append(retract("said"))
        assert [fact.position for fact in reading(trial, position=9).naming("person:vera")] == [7, 9]
        assert [fact.position for fact in reading(trial, position=10).naming("person:vera")] == [6, 7, 8, 9, 10]
        assert [fact.position for fact in reading(trial).naming("person:gloria")] == [6, 7, 8, 10, 11]


@pytest.mark.parametrize("position", [None, 9])
def test_lists_are_in_the_order_of_their_rows_and_then_of_names(position: int | None) -> None:
    trial = Trial(
        None,
        promise("com:z", summary="Later", due_basis="stated", due="2025"),
        promise("com:a", summary="Some day"),
        promise("com:m", summary="Sooner", due_basis="stated", due="2024-09"),
        promise("com:b", summary="Another day"),
        entity("org:zebra", name="Ábaco"),
        entity("org:alpha", name="Zirkel"),
    )
    if position:
        trial.append(entity("org:later", name="Aaa"))
    at = reading(trial, position=position)
    assert [key for (key,) in at.keys("followups")] == ["com:m", "com:z", "com:b", "com:a"]
    assert [key for (key,) in at.keys("bodies")] == ["org:zebra", "org:freedonia", "org:alpha"]
