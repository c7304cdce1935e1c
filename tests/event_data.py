"""Hypothesis strategies for the payloads of events: valid ones of every type, and ones gone wrong by a step.

They are read off the models, as everything else is: a new type or field needs no line here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

from hypothesis import strategies as st

from dates_strategies import edtfs
from legation.conditions import AtLeastOne, Echoes, ExactlyOne, Fits, Given, Has, Kinds
from legation.event_type import event_type
from legation.fields import Model
from legation.ids import kind
from legation.payload import Flag, ListOf, Member, Node, members
from legation.shapes import VISIBLE, AtLeast, ByKind, Choice, Date, EventRef, Ref, Shape, Span

Data = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

ASCII = st.characters(codec="ascii")
SLUGS = st.sampled_from(("a", "b-2", "northern-desk", "x9"))
# Patterns with so many branches that drawing from them takes longer than all the rest.
SAMPLES = {
    "lang": ("en", "es-MX", "zh-Hant-TW", "sl-rozaj-biske-1994", "de-u-co-phonebk-x-a"),
    "url": ("https://example.org/a?b=c#d", "urn:isbn:0451450523"),
    "scheme": ("wikidata", "iso3166-1", "iso3166-2", "unlocode", "viaf", "unts", "isni", "lei", "url", "x-own-data"),
}
WORDS = st.lists(st.sampled_from(("trade", "a", "río", "water", "7", "«new»", "of")), min_size=1, max_size=6).map(
    " ".join
)


def data_for(name: str) -> st.SearchStrategy[Data]:
    """Generate payloads of a type that its model takes."""
    return _data(event_type(name))


@st.composite
def _data(draw: Draw, model: type[Model]) -> Data:
    data: Data = {}
    for member in members(model).values():
        if member.required or draw(st.integers(0, 3)) == 0:
            data[member.name] = draw(_value(member.node, data))
    for _ in range(4):
        for condition in model.conditions:
            if any(True for _ in condition.broken(data)):
                _mend(draw, model, condition, data)
    return data


def _mend(draw: Draw, model: type[Model], condition: object, data: Data) -> None:
    def give(field: str) -> None:
        data[field] = draw(_value(members(model)[field].node, data))

    match condition:
        case Given(fields=fields, when=when, needed=needed):
            for field in fields:
                if when.holds(data) and needed and field not in data:
                    give(field)
                elif not when.holds(data):
                    data.pop(field, None)
        case AtLeastOne(tests=tests):
            give(draw(st.sampled_from([test.field for test in tests if isinstance(test, Has)])))
        case ExactlyOne(one=one, other=other, when=when):
            data.pop(one, None)
            data.pop(other, None)
            if not when or when.holds(data):
                give(draw(st.sampled_from((one, other))))
        case Kinds(one=one, other=other, pairs=pairs):
            left = kind(data[one]) if kind(data[one]) in pairs else draw(st.sampled_from(sorted(pairs)))
            data[one] = f"{left}:{draw(SLUGS)}"
            data[other] = f"{draw(st.sampled_from(sorted(pairs[left])))}:{draw(SLUGS)}"
        case Fits(field=field, pattern=pattern):
            data[field] = draw(
                st.from_regex(pattern, fullmatch=True).filter(lambda text: len(text) <= 80 and text == text.strip())
            )
        case Echoes(field=field, one=one, other=other):
            data[field] = data[draw(st.sampled_from((one, other)))]
        case _:
            raise AssertionError(f"nobody knows how to mend {condition}")


def _value(node: Node, around: Data) -> st.SearchStrategy[Any]:
    return _data(node.model(around) or Model) if isinstance(node, ByKind) else _of(node)


@cache
def _of(node: Node) -> st.SearchStrategy[Any]:
    match node:
        case Ref(kinds=kinds):
            return st.builds("{}:{}".format, st.sampled_from(sorted(kinds)), SLUGS)
        case EventRef():
            return st.uuids().map(str)
        case Date():
            return edtfs()
        case Shape(name="hex64"):
            return st.binary(min_size=32, max_size=32).map(bytes.hex)
        case Shape(name=shape) if shape in SAMPLES:
            return st.sampled_from(SAMPLES[shape])
        case Shape(pattern=pattern, longest=longest):
            texts = WORDS if pattern == VISIBLE else st.from_regex(pattern, fullmatch=True, alphabet=ASCII)
            return texts.filter(lambda text: longest is None or len(text) <= longest)
        case AtLeast(least=least):
            return st.integers(least, 2**53 - 1)
        case Span():
            return st.lists(st.integers(1, 700), min_size=2, max_size=2).map(sorted)
        case Choice(values=values):
            return st.sampled_from(values)
        case Flag():
            return st.booleans()
        case ListOf(item=item, least=least):
            return st.lists(_of(item), min_size=least, max_size=2, unique_by=_identity)
        case _:
            return _data(node)


def _identity(value: object) -> str:
    # A model takes a default for what is left out, so two pieces of evidence may differ in their bytes alone.
    return json.dumps(value["span_sha256"] if isinstance(value, dict) and "span_sha256" in value else value)


STRANGE: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 2**53, "", " ", "x", "org:", "org:x\n", "doc:A", "2022-13", "2022-02-30", "2022/2021",
    "a\nb", "\u2028", "y" * 300, [], {}, [None], ["x", "x"], {"x": 1},
)  # fmt: skip


@st.composite
def spoilt(draw: Draw, data: Data) -> Data:
    """Generate what becomes of a payload by one step: something dropped, added, doubled or replaced, anywhere in it."""
    whole = deepcopy(data)
    places: list[tuple[Any, Any]] = [(whole, name) for name in whole]
    for holder, key in places:
        inner = holder[key]
        if isinstance(inner, dict | list):
            places += [(inner, one) for one in (inner if isinstance(inner, dict) else range(len(inner)))]
    holder, key = draw(st.sampled_from(places))
    match draw(st.sampled_from(("drop", "add", "double", "replace", "extend"))):
        case "drop":
            del holder[key]
        case "add" if isinstance(holder, dict):
            holder[draw(st.sampled_from(("bogus", "reason", "group", "due", "speaker", "rule", "party")))] = "x"
        case "double" if isinstance(holder, list):
            holder.append(deepcopy(holder[key]))
        case "extend" if isinstance(holder[key], str):
            holder[key] += draw(st.sampled_from(("\n", " ", "-", "x", "\x00", "é")))
        case _:
            holder[key] = draw(st.sampled_from(STRANGE))
    return whole


def switched(name: str, data: Data) -> list[Data]:
    """Return the payload once for every other word that a field of it may take, and for every field it may lack."""
    variants = []
    for member in members(event_type(name)).values():
        words = _words(member) if member.name in data else ()
        variants += [{**data, member.name: word} for word in words if word != data[member.name]]
        variants += [{k: v for k, v in data.items() if k != member.name}] if member.name in data else []
    return variants


def _words(member: Member) -> tuple[Any, ...]:
    return (
        member.node.values
        if isinstance(member.node, Choice)
        else (True, False)
        if isinstance(member.node, Flag)
        else ()
    )
