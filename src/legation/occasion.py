"""When what an event tells was so: on its own day, or on that of the meeting or visit at which it was said or done.

Who took part, what was spoken of, and much of what was promised is told without a day of its own.
"""

from __future__ import annotations

from typing import cast

from legation.dates import OPEN_START, Edtf, in_words, parse
from legation.fact import Fact
from legation.projections.engagements import Engagement, when
from legation.reading import Reading
from legation.words import happened, listed

_PLAN = "engagement.planned"


def dates(fact: Fact, at: Reading) -> tuple[str, ...]:
    """Return the date of what a fact tells, as EDTF text: several if accounts disagree, none if nobody gives one."""
    if own := happened(fact):
        return (own,)
    engagement = fact.data.get("engagement")
    if not engagement:
        return ()
    agreed = when(cast("Engagement", at.row("engagements", engagement)), at.day)
    return (agreed.value,) if agreed.value else tuple(value for value, _ in agreed.values)


def day_in_words(fact: Fact, at: Reading) -> str:
    """Say when it was; every date that is told, if accounts disagree; empty if nobody gives one."""
    told = dates(fact, at)
    return listed(map(in_words, told), "or") + (" (contested)" if len(told) > 1 else "")


def lies_ahead(fact: Fact, at: Reading) -> bool:
    """Tell whether what a fact tells surely lies after the day; a plan counts from the day on which it was stated."""
    told = (fact.data.get("on", ""),) if fact.type == _PLAN else dates(fact, at)
    return any(told) and all(parse(text).s_lo > at.day for text in told)


def last_day(fact: Fact, at: Reading) -> Edtf | None:
    """Return when something was, so far as it had begun by the day; None for plans, and for what nobody dates."""
    told = [parse(text) for text in dates(fact, at)] if fact.type != _PLAN else []
    begun = [on for on in told if on.s_lo <= at.day and on.e_lo != OPEN_START]
    return max(begun, key=lambda on: min(on.e_lo, at.day), default=None)
