"""Payloads made up by chance, read off the models: all that is required, and more the richer they shall be.

As quick as whole ledgers need it, which drawing each value by Hypothesis is not: `event_data` does that for one event.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from random import Random
from typing import Any

from legation.conditions import AtLeastOne, Echoes, ExactlyOne, Fits, Given, Has, Kinds
from legation.event_type import event_type
from legation.fact import Fact
from legation.fields import Evidence, Model
from legation.ids import ENTITY_KINDS, kind
from legation.payload import Flag, ListOf, Node, members
from legation.shapes import AtLeast, ByKind, Choice, Date, EventRef, Ref, Shape, Span

Data = dict[str, Any]

LETTERS = "abcd"
CITED = ("doc:a", "doc:b")
MATCHABLE = (*ENTITY_KINDS, "eng", "com", "rec")
DAYS = (
    "2022-02-09", "2022-03", "2022", "2023-06-01", "2022-06~", "2021?", "[..2022-03-22]", "[2022-12..2023-02]",
    "[2022-02,2023-02]", "2022-03-10/2022-03-12", "/2022-03-08", "2002/..", "2013",
)  # fmt: skip
# No promise is due before it was made.
DUES = ("2024-08-01", "2024-09", "2025", "[2024-08..2025-02]", "[2024-09,2025-02]")
SAMPLES: Mapping[str, Sequence[str]] = {
    "text": ("They speak of water.", "Nobody agrees.", "New bridges", "«Río» & more"),
    "name": ("Alicia Bárcena", "Bárcena", "HLED", "Ministry of Rivers", "Ministry of Roads"),
    "value": ("P1Y", "green", "two"), "item": ("1", "2b"), "slug": ("first-term", "trade"),
    "identifier": ("Q1", "Q2", "https://example.org/1", "7"), "scheme": ("wikidata", "url", "x-desk"),
    "decimal": ("12", "12.5", "-3"), "hex64": ("0" * 64,), "media-type": ("text/plain",), "duration": ("P1Y", "P6M"),
    "verifier": ("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",),
    "voucher": ("A" * 86 + "==",),
    "currency": ("USD", "MXN"), "unit": ("USD", "person"), "lang": ("en", "es-MX"), "url": ("https://example.org/a",),
}  # fmt: skip


class Making:
    """The making of payloads that may name the events in `accounts`, and ids whether or not they exist."""

    def __init__(self, choose: Random, rich: int, accounts: Sequence[Fact]) -> None:
        """Take what decides, and how rich they shall be: from 0, the barest, to 3."""
        self._choose, self._rich, self._accounts = choose, rich, accounts

    def payload(self, type_: str, given: Data) -> Data:
        """Return data that the model of a type takes, with what is given in it."""
        match type_:
            case "entity.matched":
                given = self._pair() | given
            case "record.assessed":
                given = self._two_accounts() | given
            case "visit.made" if self._rich > 1:  # whoever receives may turn out to be who comes
                given = {"hosts": [self.id("person", "org")], "visitors": [self.id("person", "org")]} | given
            case "source.registered":
                given = {"document": self.id("doc")} | given
                given |= {"held": True} if given["document"] in CITED else {}
        data = self._data(event_type(type_), given)
        if "sha256" in data:  # a document has the same bytes whenever it is registered
            data |= {"sha256": sha256(data["document"].encode()).hexdigest(), "bytes": 90, "lines": 9}
        data.pop("voucher", None)  # nobody here has a key to sign one with
        if data.get("state") == "fulfilled":
            data["engagement"] = self.id("eng")
        return data

    def id(self, *kinds: str) -> str:
        """Return an id of one of these kinds, one of few."""
        return f"{self._choose.choice(sorted(kinds))}:{self._letter()}"

    def _letter(self) -> str:
        return LETTERS[min(self._choose.randrange(len(LETTERS)) for _ in range(3))]

    def _pair(self) -> Data:
        of = self._choose.choice((*MATCHABLE, "person", "org", "eng"))
        one, other = (f"{of}:{letter}" for letter in self._choose.sample(LETTERS, 2))
        keep, drawn = self._choose.choice((one, other)), self._choose.random()
        joined = [fact.data for fact in self._accounts if "keep" in fact.data]
        if joined and drawn < 0.2:  # the two are one already; the other one is to go on
            match = self._choose.choice(joined)
            one, other = match["entity"], match["other"]
            keep = one if match["keep"] == other else other
        return {"entity": one, "other": other} | (
            {"verdict": "same", "keep": keep} if drawn < 0.9 else {"verdict": "distinct"}
        )

    def _two_accounts(self) -> Data:
        if not self._accounts:
            return {}
        target = self._choose.choice(self._accounts)
        alike = [fact for fact in self._accounts if fact.subject == target.subject and fact is not target]
        return {"target": target.id, "other": self._choose.choice(alike or self._accounts).id}

    def _data(self, model: type[Model], given: Data) -> Data:
        data = dict(given)
        for member in members(model).values():
            if member.name not in data and (member.required or self._choose.random() * 6 < self._rich):
                data[member.name] = self._value(member.node, member.name, data)
        for _ in range(4):
            for condition in model.conditions:
                if any(True for _ in condition.broken(data)):
                    self._mend(model, condition, data)
        if model is Evidence:
            data["document"] = self._choose.choice(CITED)
        return data

    def _mend(self, model: type[Model], condition: object, data: Data) -> None:
        def give(field: str) -> None:
            data[field] = self._value(members(model)[field].node, field, data)

        match condition:
            case Given(fields=fields, when=when):
                for field in fields:
                    if not when.holds(data):
                        data.pop(field, None)
                    elif field not in data:
                        give(field)
            case AtLeastOne(tests=tests):
                give(self._choose.choice([test.field for test in tests if isinstance(test, Has)]))
            case ExactlyOne(one=one, other=other, when=when):
                data.pop(one, None)
                data.pop(other, None)
                if not when or when.holds(data):
                    give(self._choose.choice((one, other)))
            case Kinds(one=one, other=other, pairs=pairs):
                if kind(data[one]) not in pairs:
                    data[one] = self.id(*pairs)
                data[other] = self.id(*pairs[kind(data[one])])
            case Fits(field=field, pattern=pattern):
                fitting = [text for texts in SAMPLES.values() for text in texts if re.fullmatch(pattern, text)]
                data[field] = self._choose.choice(sorted(set(fitting)))
            case Echoes(field=field, one=one, other=other):
                data[field] = data[self._choose.choice((one, other))]
            case _:
                raise AssertionError(f"nobody knows how to mend {condition}")

    def _value(self, node: Node, name: str, around: Data) -> Any:
        match node:
            case Ref(kinds=kinds):
                return self.id(*kinds)
            case EventRef():
                return self._choose.choice([fact.id for fact in self._accounts] or ["e0"])
            case Date():
                return self._choose.choice(DUES if name == "due" else DAYS)
            case Shape(name=shape):
                return self._choose.choice(SAMPLES[shape])
            case AtLeast(least=least):
                return least + self._choose.randrange(3)
            case Span():
                first = self._choose.randint(1, 6)
                return [first, first + self._choose.randrange(4)]
            case Choice(values=values):
                return self._choose.choice(values)
            case Flag():
                return self._choose.choice((False, True))
            case ListOf(item=item, least=least):
                return self._list(item, least, name, around)
            case ByKind():
                model = node.model(around)
                assert model, "the id that chooses the model stands before what it chooses"
                return self._data(model, {})
            case _:
                return self._data(node, {})

    def _list(self, item: Node, least: int, name: str, around: Data) -> list[Any]:
        values = [self._value(item, name, around) for _ in range(max(least, self._choose.randint(0, 2)))]
        # No member stands twice, and no two pieces of evidence cite the same lines.
        return list({str(value["lines"] if isinstance(value, dict) else value): value for value in values}.values())


def ids_of(kinds: Collection[str]) -> list[str]:
    """Return every id of these kinds that is ever made up."""
    return [f"{of}:{letter}" for of in kinds for letter in LETTERS]
