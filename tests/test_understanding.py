"""A form while it is being filled in: every field is answered, and what comes of it is what `legation add` makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from console import Console
from entering import CITED, SEEN, Desk, creating
from legation.command import Desk as CommandDesk
from legation.documents import Documents, span_sha256, split
from legation.entry import Entry
from legation.event_type import event_type, names
from legation.form import blanks
from legation.putting_right import as_typed
from legation.understanding import Understood, understood
from stage import TODAY, story
from trial import REPORT, cited, entity, event

ATTENDED = "engagement.attended"
CITED_PLACE = {name: value for name, value in cited(2, 3).items() if name in {"document", "lines", "span_sha256"}}
UNSOUND = {"note": "x" * 300}  # what is refused is not tried, which would take its time


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(story(), tmp_path)


def wrong(found: Understood) -> dict[str, str]:
    """Return what is wrong, by field."""
    return {key: answer.text for key, answer in found.answers.items() if answer.sign == "✗"}


class TestEveryType:
    @pytest.mark.parametrize(("name", "number"), [(n, i) for n in names() for i in range(len(event_type(n).examples))])
    def test_the_form_filled_from_an_example_makes_what_the_command_makes(
        self, name: str, number: int, run: Console
    ) -> None:
        from legation.commands._entering import Entering

        example = {**event_type(name).examples[number]}
        if "evidence" in example:
            example["evidence"] = [{**piece, **CITED_PLACE} for piece in example["evidence"]]
        run.begin(*creating(name, example))
        commands = CommandDesk("events", ["texts"])
        at = commands.reading(None, None, quiet=True)
        given = Entry(name, example)
        texts = {slot.key: text for slot in given.slots if (text := as_typed(given, slot, at))}
        typed = {
            blank.path: [text.strip() for text in texts[key].split(";")] if blank.many else [texts[key]]
            for blank in blanks(name)
            if (key := ".".join((*blank.path[:-1], "0", blank.path[-1]) if blank.path[0] == "evidence" else blank.path))
            in texts
        }
        by_command = Entering(commands, name, typed, {}).data()
        found = understood(Entry(name), texts | UNSOUND, at, commands.documents, "ana.ruiz", TODAY)
        assert wrong(found).keys() == UNSOUND.keys()
        by_form = next(given.event["data"] for given in found.events if given.event["type"] == name)
        by_form.pop("note")
        assert by_form == by_command == example


class TestAnswers:
    def test_an_empty_form_says_what_it_needs_and_blames_nothing(self, desk: Desk) -> None:
        found = desk.understood(Entry(ATTENDED), {})
        assert found.missing == ("Meeting", "Who", "Source", "Lines", "Voice")
        assert not wrong(found)
        assert not found.ready

    def test_a_part_of_a_name_is_known_and_offers_the_whole(self, desk: Desk) -> None:
        found = desk.understood(Entry(ATTENDED), {"engagement": "spring", "participant": "ada"})
        assert found.answers["engagement"][:3] == ("↳", "Spring talks, 10–12 May 2022 · known", "Spring talks")
        assert found.answers["participant"][:3] == ("↳", "Ada Lovell · known", "Ada Lovell")

    def test_what_fits_several_names_them_and_stands_for_none(self, desk: Desk) -> None:
        desk.trial.append(entity("person:zoe", name="Zoe Stark"))
        found = desk.understood(Entry(ATTENDED), {"participant": "stark"})
        said = wrong(found)["participant"]
        assert said == "2 fit: Bruno Stark; Zoe Stark"

    def test_a_new_person_is_entered_in_the_same_batch_on_the_same_evidence(self, desk: Desk) -> None:
        texts = {"engagement": "Spring talks", "participant": "Dora Quill", **CITED}
        found = desk.understood(Entry(ATTENDED), texts)
        assert found.answers["participant"].text == "new person, will be created"
        entered, main = (given.event["data"] for given in found.events)
        assert entered == {"entity": "person:dora-quill", "name": "Dora Quill", "attrs": {},
                           "evidence": main["evidence"]}  # fmt: skip
        assert main["participant"] == "person:dora-quill"
        assert found.ready

    def test_a_new_thing_whose_kind_needs_more_than_a_name_has_to_be_entered_first(self, desk: Desk) -> None:
        found = desk.understood(Entry("role.attested"), {"office": "Keeper of the Bridge"})
        assert wrong(found)["office"].startswith("no office is called so; record the office first")

    def test_a_name_that_is_nearly_known_is_asked_about(self, desk: Desk) -> None:
        answer = desk.understood(Entry(ATTENDED), {"participant": "Ada Lovel1"}).answers["participant"]
        assert (answer.sign, answer.accept) == ("↳", "Ada Lovell")
        assert answer.text == "new person, will be created · or did you mean Ada Lovell?"

    @pytest.mark.parametrize(("typed", "value", "said"), [
        ("9 Feb 2022", "2022-02-09", "Wed 9 Feb 2022 · exact day"),
        ("Feb 2022", "2022-02", "Feb 2022 · some day of that month"),
        ("2022", "2022", "2022 · some day of that year"),
        ("2022-03-10/2022-03-12", "2022-03-10/2022-03-12", "10–12 Mar 2022"),
        ("yesterday", "2024-07-16", "Tue 16 Jul 2024 · exact day"),
    ])  # fmt: skip
    def test_a_day_is_read_and_told_with_its_precision(self, desk: Desk, typed: str, value: str, said: str) -> None:
        found = desk.understood(Entry("role.attested"), {"on": typed})
        assert found.events[0].event["data"]["on"] == value
        assert found.answers["on"][:2] == ("↳", said)

    def test_no_day_is_wrong_at_its_field(self, desk: Desk) -> None:
        assert "on" in wrong(desk.understood(Entry("role.attested"), {"on": "30 Feb 2022"}))

    def test_whether_the_person_fits_the_office_on_that_day(self, desk: Desk) -> None:
        fits = {"engagement": "Spring talks", "participant": "Ada Lovell", "office": "Foreign Minister"}
        assert desk.understood(Entry(ATTENDED), fits).answers["office"].text == (
            "fits: Ada Lovell is certain in this office on that day")  # fmt: skip
        other = {**fits, "participant": "Clara Moreau"}
        assert desk.understood(Entry(ATTENDED), other).answers["office"][:2] == (
            "!", "look again: Ada Lovell is certain in this office on that day")  # fmt: skip

    def test_the_document_is_at_hand_and_its_lines_are_told(self, desk: Desk) -> None:
        found = desk.understood(Entry(ATTENDED), CITED)
        assert found.answers["evidence.0.document"].text == "Report · at hand · 4 lines · fingerprint matches"
        assert found.answers["evidence.0.lines"].text.startswith("lines 2–3: “On the ninth of May")
        [piece] = found.events[0].event["data"]["evidence"]
        assert piece["span_sha256"] == span_sha256(split(REPORT), 2, 3)

    @pytest.mark.parametrize("lines", ["", "9", "3-2", "0", "x", "2-99"])
    def test_lines_outside_the_document_are_asked_for(self, desk: Desk, lines: str) -> None:
        found = desk.understood(Entry(ATTENDED), {**CITED, "evidence.0.lines": lines})
        assert wrong(found)["evidence.0.lines"] == "Say which lines, 1 to 4, for example 4-4"

    def test_without_the_document_nothing_can_be_recorded_and_the_way_to_it_is_told(self, desk: Desk) -> None:
        found = desk.understood(Entry("role.attested"), SEEN, Documents())
        assert wrong(found)["evidence.0.document"].startswith("not at hand: start with --documents DIR")
        assert not found.ready

    def test_copied_words_are_told_at_their_field(self, desk: Desk) -> None:
        copied = "of bridges, of the price of grain, and of the long quarrel"
        said = wrong(desk.understood(Entry("role.attested"), {**SEEN, "note": copied}))["note"]
        assert said.startswith("12 words in a row are those of doc:report")
        assert said.endswith("say it in words of your own")

    def test_a_word_of_a_list_is_completed_and_a_wrong_one_shows_the_list(self, desk: Desk) -> None:
        answer = desk.understood(Entry(ATTENDED), {"evidence.0.voice": "third"}).answers["evidence.0.voice"]
        assert (answer.sign, answer.accept) == ("✗", "third_party")
        said = wrong(desk.understood(Entry(ATTENDED), {"evidence.0.voice": "loud"}))["evidence.0.voice"]
        assert said == "none of these: body · heading · caption · author · speaker · third party"
        typed = desk.understood(Entry(ATTENDED), {**CITED, "evidence.0.voice": "third party"})
        assert typed.events[0].event["data"]["evidence"][0]["voice"] == "third_party"

    def test_an_attribute_is_asked_for_where_its_kind_has_it(self, desk: Desk) -> None:
        found = desk.understood(Entry("entity.registered"), {"entity": "office: Keeper", "reason": "It is known."})
        assert "attrs.birth" in found.hidden
        assert "attrs.org" not in found.hidden
        assert found.missing == ("Of",)
        assert found.events[0].event["data"]["name"] == "Keeper"

    def test_an_id_follows_from_the_summary_and_is_always_new(self, desk: Desk) -> None:
        texts = {"summary": "Bridge", "action": "build", "strength": "pledged", "due_basis": "none",
                 "by": "freedonia", **CITED}  # fmt: skip
        assert desk.data(Entry("commitment.made"), texts)["commitment"] == "com:bridge-2"

    def test_what_is_said_already_word_for_word_is_told(self, desk: Desk) -> None:
        texts = {"engagement": "Spring talks", "participant": "Ada Lovell", **CITED}
        data = desk.data(Entry(ATTENDED), texts)
        desk.trial.append(event(ATTENDED, **data))
        found = desk.understood(Entry(ATTENDED), texts)
        assert [twin.code for twin in found.trial.preview.twins] == ["W5"]

    def test_hostile_names_are_never_offered_as_names(self, desk: Desk) -> None:
        desk.trial.append(entity("person:evil", name="Eve \u202eLLIV"))
        assert desk.understood(Entry(ATTENDED), {"participant": "eve"}).answers["participant"].accept == "person:evil"
