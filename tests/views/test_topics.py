"""Topics on the shelf: broad to narrow, with what was said, advised and done on each."""

from __future__ import annotations

from legation.reading import Reading
from legation.view import VIEWS
from readings import court, noted, reading, rows
from trial import Event, entity, event, meeting, same

TOPIC, MEETINGS, SAID, ADVICE, AROUND, LAST, SRC = range(1, 8)
TREE = (
    entity("topic:water", name="Water", id="water"),
    entity("topic:rivers", name="Rivers", broader="topic:water"),
    entity("topic:dams", name="Dams", broader="topic:rivers"),
    entity("topic:air", name="Air"),
)
MET = meeting("eng:m", title="Parley", when="2022-03-10")


def discussed(topic: str, **more: object) -> Event:
    return event("topic.discussed", topic=topic, **{"engagement": "eng:m", **more})


def at(*events: Event, day: str = "2022-06-01") -> Reading:
    return reading(court(*TREE, MET, *events), day)


def test_narrower_topics_stand_below_broader_ones() -> None:
    assert [row[TOPIC] for row in rows("topics", at())] == ["Air", "Water", "  Rivers", "    Dams"]


def test_a_topic_whose_broader_one_is_joined_with_another_stands_below_that() -> None:
    joined = at(same("topic:air", "topic:water", keep="topic:air"))
    assert VIEWS["topics"]().keys(joined) == ["topic:air", "topic:rivers", "topic:dams"]
    assert [row[TOPIC] for row in rows("topics", joined)] == ["Water", "  Rivers", "    Dams"]


def test_a_line_counts_what_is_told_of_the_topic_itself() -> None:
    said = event("position.voiced", holders=["person:vera"], about=["topic:rivers"], stance="warns", summary="Mud.")
    advice = event("recommendation.made", recommendation="rec:dig", by=["person:vera"], to=["person:rufus"],
                   summary="Dig.", about=["topic:rivers"], strength="must")  # fmt: skip
    floods, mud = (discussed("topic:rivers", aspect=aspect) for aspect in ("floods", "mud"))
    told = {row[TOPIC].strip(): row for row in rows("topics", at(floods, mud, said, advice))}
    assert told["Rivers"][: LAST + 1] == ("█", "  Rivers", "1", "1", "1", "", "10 Mar 2022")
    assert told["Water"][: LAST + 1] == ("·", "Water", "", "", "", "", "")


def test_what_is_only_spoken_of_was_not_discussed() -> None:
    said = event("position.voiced", holders=["person:vera"], about=["topic:air"], stance="warns", summary="Dust.")
    assert rows("topics", at(said))[0][:4] == ("“", "Air", "", "1")


def test_nothing_from_after_the_day_counts() -> None:
    assert rows("topics", at(discussed("topic:air"), day="2022-03-09"))[0][0] == "·"
    assert rows("topics", at(discussed("topic:air"), day="2022-03-10"))[0][0] == "█"


def test_the_page_tells_where_who_and_what() -> None:
    raised = discussed("topic:rivers", aspect="floods", raised_by=["person:gloria"])
    said = event("position.voiced", holders=["person:vera"], about=["topic:rivers"], stance="warns", summary="Mud.")
    flood = event("occurrence.reported", about=["topic:rivers"], kind="disaster", summary="It rained.", when="2022-02")
    page = dict(VIEWS["topics"]().page("topic:rivers", at(raised, said, flood)))
    assert list(page) == ["Discussed", "Who said what", "What happened around", "Broader and narrower"]
    assert [note.text for note in page["Broader and narrower"]] == ["Broader: Water", "Narrower: Dams (0 events)"]
    (note,) = page["Discussed"]
    assert (note.text, note.day) == ("Parley: floods (raised by Gloria Teasdale)", "10 Mar 2022")


def test_the_why_counts_narrower_topics_beside() -> None:
    why = VIEWS["topics"]().why("topic:water", at(discussed("topic:rivers"), discussed("topic:dams")))
    assert why.verdict[0] == "0 events of it; 2 more of narrower topics."
    assert "Narrower: Rivers and Dams." in why.verdict
    assert noted(why) == {}
    narrow = VIEWS["topics"]().why("topic:dams", at(discussed("topic:dams")))
    assert "A part of Rivers and Water." in narrow.verdict
