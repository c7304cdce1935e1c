"""Topics: where they were dealt with, which part of them, and who brought them up."""

from __future__ import annotations

from facts import fact, rows
from legation.claim import union
from legation.projections.topics import topics


def test_a_topic_stands_under_the_engagement_that_dealt_with_it() -> None:
    one = fact(1, "topic.discussed", topic="topic:water", engagement="eng:m", aspect="rivers", raised_by=["org:a"])
    two = fact(2, "topic.discussed", topic="topic:water", engagement="eng:m", aspect="lakes", on="2022-03-01")
    ((key, told),) = rows(topics, [one, two]).items()
    assert key == ("topic:water", "eng:m")
    assert union(told.aspect) == (("rivers", (1,)), ("lakes", (2,)))
    assert union(told.raised_by) == (("org:a", (1,)),)
    assert union(told.on) == (("2022-03-01", (2,)),)


def test_without_an_engagement_it_stands_under_each_document_that_deals_with_it() -> None:
    assert rows(topics, [fact(1, "topic.discussed", topic="topic:water")]).keys() == {("topic:water", "doc:rec-2024")}
