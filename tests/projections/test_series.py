"""Series: accounts of their editions, counts, and how often they come."""

from __future__ import annotations

from facts import fact, rows
from legation.claim import union
from legation.projections.series import series

REC = "series:rec"


def test_registration_and_description_say_how_often_it_comes() -> None:
    registered = fact(1, "entity.registered", entity=REC, name="Yearly", attrs={"cadence": "P1Y", "body": "org:a"})
    described = fact(2, "entity.described", entity=REC, aspect="cadence", value="P1Y")
    aim = fact(3, "entity.described", entity=REC, aspect="aim", value="Meet")
    ((key, told),) = rows(series, [registered, described, aim]).items()
    assert key == (REC,)
    assert union(told.cadence) == (("P1Y", (1, 2)),)
    assert union(told.body) == (("org:a", (1,)),)


def test_accounts_and_plans_are_editions() -> None:
    held = fact(1, "meeting.held", engagement="eng:one", kind="summit", series=REC, when="1989")
    planned = fact(2, "engagement.planned", engagement="eng:two", kind="summit", status="scheduled", series=REC)
    other = fact(3, "meeting.held", engagement="eng:three", kind="talks")
    ((_, told),) = rows(series, [held, planned, other]).items()
    assert [c.value for c in told.editions] == [
        {"type": "meeting.held", "engagement": "eng:one", "when": "1989"},
        {"type": "engagement.planned", "engagement": "eng:two"},
    ]


def test_counts_stand_under_the_series_they_count_in() -> None:
    counted = fact(1, "ordinal.claimed", of="eng:one", claim="nth", ordinal=35, series=REC)
    of_itself = fact(2, "ordinal.claimed", of=REC, claim="top", scope="gatherings by size")
    elsewhere = fact(3, "ordinal.claimed", of="org:a", claim="top", scope="partners")
    ((_, told),) = rows(series, [counted, of_itself, elsewhere]).items()
    assert [c.value["claim"] for c in told.ordinals] == ["nth", "top"]
