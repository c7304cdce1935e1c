"""Numbers and money as lines of a list: what is measured, how much, where and when, in words (domain.md 10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from legation.claim import Claims
from legation.ids import kind
from legation.projections.figures import Figure, Number, numbers
from legation.projections.programmes import Funding, Programme, Total, fundings, totals
from legation.projections.registry import Entity, attribute
from legation.quantity import Pairs, Said, comparator, in_words, recorded
from legation.reading import Reading
from legation.words import counted, listed, unit

NO_AMOUNT = "amount not given"

_MOST_NAMED = 3
_LONGEST_NAME = 3  # words
_BESIDE = {"denied": " (denied)", "outweighed": " (outweighed)"}


class Line(NamedTuple):
    """What one line tells; `word` stands behind the id in its key, and is a position where it tells of money."""

    word: str
    measure: str
    value: str
    nature: str  # of a number, or the stage of money
    place: str
    period: str
    claims: Claims
    contested: Pairs

    @property
    def told(self) -> Claims:
        """The claims that the line shows: those that count, else all."""
        return tuple(claim for claim in self.claims if claim.counts) or self.claims

    @property
    def is_money(self) -> bool:
        """Tell whether it is a sum of money."""
        return self.word.isdecimal()


def lines_of(about: str, at: Reading) -> Iterator[Line]:
    """Yield what there is to tell of one thing on the day: its numbers, measure by measure, then its money."""
    for key in sorted(at.keys_under("figures", about)):
        for number in numbers(cast("Figure", at.row("figures", *key))):
            if not number.lies_ahead(at.day):
                yield _number(key[1], number, at)
    yield from (_money(funding, at) for funding in _fundings(about, at))


def totals_of(about: str, at: Reading) -> tuple[Total, ...]:
    """Return what money is told of in all for one thing on the day, where that is more than one amount."""
    return tuple(total for total in totals(_fundings(about, at)) if total.sums > 1)


def in_all(total: Total) -> str:
    """Say in a sentence what is told in all, or that it cannot be added up."""
    if not total.amount:
        return f"The amounts {total.stage} in {total.currency} may overlap or are not exact, so they are not added up."
    sums = counted(total.sums, "amount")
    return f"In all, {total.stage}: {in_words(total.amount, total.currency)} ({sums}, one a donor and period)."


def text_of(said: Said, at: Reading) -> str:
    """Return what one account of a number says, in words."""
    return recorded(said, lambda id_: _among(id_, at))


def measured(measure: str, at: Reading) -> str:
    """Say what a measure is in words, with the names of states and places written as they are."""
    words, told = measure.split("-"), list[str]()
    while words:
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            found = at.model.db.execute(
                "select name from names where folded = ? and (id like 'place:%' or id like 'org:%')",
                (" ".join(words[:length]),),
            ).fetchone()
            if found or length == 1:
                told.append(str(found[0]) if found else words[0])
                words = words[length:]
                break
    what = " ".join(told)
    return f"{what[:1].upper()}{what[1:]}"


def _fundings(about: str, at: Reading) -> Iterator[Funding]:
    row = cast("Programme", at.row("programmes", about))
    return (funding for funding in fundings(row) if not funding.lies_ahead(at.day))


def _number(measure: str, number: Number, at: Reading) -> Line:
    parts = (measure, number.nature, number.unit, *filter(None, (number.period,)))
    where = f"@{number.place.partition(':')[2]}" if number.place else ""
    value = _all(number.observations, number.unit, at) if number.contested else _agreed(number, at)
    return Line(".".join(parts) + where, measured(measure, at), value, number.nature, number.place,
                number.period, number.observations, number.contested)  # fmt: skip


def _money(funding: Funding, at: Reading) -> Line:
    donors, recipients = (_few(who, at) for who in (funding.donors, funding.recipients))
    sides = (f"from {donors}" if donors else "", f"to {recipients}" if recipients else "")
    measure = " ".join(filter(None, ("Money", *sides)))
    found = funding.left()
    value = in_words(found, funding.currency) if found and not funding.contested else _amounts(funding, at)
    word = str(min(claim.at for claim in funding.records))
    return Line(word, measure, value, funding.stage, "", funding.period, funding.records, funding.contested)


def _agreed(number: Number, at: Reading) -> str:
    """Return what all observations leave together: of values their common interval, then ways and comparisons."""
    those = [claim for claim in number.observations if claim.counts]
    if len({text_of(claim.value, at) for claim in those}) < 2:
        return _all(number.observations, number.unit, at)
    told = []
    for scale in dict.fromkeys(claim.value.get("compared_to", "") for claim in those):
        alike = [claim for claim in those if claim.value.get("compared_to", "") == scale]
        values = tuple(claim for claim in alike if "value" in claim.value)
        ways = [claim.value.get("direction", "") for claim in values]
        if found := number.left(scale):
            other = f", compared with {_among(scale, at)}" if scale else ""
            told.append(f"{max(ways)} {in_words(found, number.unit)}{other}".strip())
        elif values:
            told.append(_all(values, number.unit, at))
        # That it went up is said already by a number that went up.
        rest = [claim for claim in alike if "value" not in claim.value and claim.value.get("direction") not in ways]
        told += dict.fromkeys(text_of(claim.value, at) for claim in rest)
    return "; ".join(told)


def _all(claims: Claims, of: str, at: Reading) -> str:
    """Return every account of those that count, else of all, with what takes from its weight; a common unit once."""
    shown = tuple(claim for claim in claims if claim.counts) or claims
    texts = list(dict.fromkeys(text_of(claim.value, at) + _BESIDE.get(claim.weight, "") for claim in shown))
    last = f" {unit(of, shown[-1].value.get('value', ''))}".rstrip()
    shared = last and len(texts) > 1 and all(text.endswith(last) for text in texts)
    return listed((text.removesuffix(last) for text in texts), "or") + last if shared else listed(texts, "or")


def _amounts(funding: Funding, at: Reading) -> str:
    said = [claim for claim in funding.records if "amount" in claim.value]
    values = [{"comparator": comparator(c.value), "value": c.value["amount"], "unit": funding.currency} for c in said]
    claims = tuple(claim._replace(value=value) for claim, value in zip(said, values, strict=True))
    return _all(claims, funding.currency, at) if claims else NO_AMOUNT


def _among(id_: str, at: Reading) -> str:
    """Return what a number is compared to: one counts in a country, but not in a company."""
    state = kind(id_) == "org" and attribute(cast("Entity", at.row("registry", id_)), "class").value == "state"
    return f"in {at.name(id_)}" if state or kind(id_) == "place" else at.name(id_)


def _few(ids: tuple[str, ...], at: Reading) -> str:
    most = _MOST_NAMED if len(ids) > _MOST_NAMED + 1 else len(ids)
    return listed([*map(at.name, ids[:most]), *([f"{len(ids) - most} more"] if len(ids) > most else [])])
