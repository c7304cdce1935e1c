"""A payload as its model sees it: the values in it, by path, and everything that is wrong with it.

The annotations of a model are compiled once into nodes, pruned to what is asked for; plain data is then walked along
them. Data that has not been validated yet may be walked: what has another shape than its node is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

import orjson
from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticUndefined

from legation.conditions import Broken
from legation.errors import Fault
from legation.fields import Model
from legation.literal import literal
from legation.shapes import Absent, AtLeast, ByKind, Choice, Many, Shape, Span

Data = Mapping[str, Any]
S = TypeVar("S", bound=Shape)


@dataclass(frozen=True)
class Flag:
    """True or false."""


@dataclass(frozen=True)
class ListOf:
    """A list of `least` members or more."""

    item: Node
    least: int


Node = Shape | AtLeast | Span | Choice | Flag | ListOf | ByKind[Model] | type[Model]


class Member(NamedTuple):
    """One field of a model: its name in the data, what it holds, and what the model says about it."""

    name: str
    node: Node
    required: bool
    default: str | bool | None
    help: str


@cache
def members(model: type[Model]) -> Mapping[str, Member]:
    """Return the fields of a model by their names in the data."""
    hints = get_type_hints(model, include_extras=True)
    found = []
    for attribute, info in model.model_fields.items():
        default = None if info.default is PydanticUndefined else info.default
        name = info.alias or attribute
        found.append(Member(name, _node(hints[attribute]), info.is_required(), default, info.description or ""))
    return {member.name: member for member in found}


def _node(hint: Any) -> Node:
    marks: tuple[Any, ...] = ()
    while get_origin(hint) is Annotated:
        hint, *more = get_args(hint)
        marks = (*more, *marks)
    for mark in marks:
        match mark:
            case Shape() | AtLeast() | Span() | Choice() | ByKind():
                return mark
            case Many(least=least):
                return ListOf(_node(get_args(hint)[0]), least)
            case Absent():
                return _node(next(arm for arm in get_args(hint) if arm is not type(None)))
    if get_origin(hint) is Literal:
        return Choice(get_args(hint))
    if hint is bool:
        return Flag()
    assert isinstance(hint, type), f"{hint} is no kind of field"
    assert issubclass(hint, Model), f"{hint} is no model"
    return hint


def leaves(model: type[Model], data: Data, wanted: type[S]) -> list[tuple[str, S, str]]:
    """Return (path, shape, value) of every string in `data` whose shape is of the wanted class."""
    found: list[tuple[str, S, str]] = []
    _walk(model, data, wanted, "", found)
    return found


def _walk(model: type[Model], data: Data, wanted: type[S], path: str, found: list[tuple[str, S, str]]) -> None:
    for name, node in _branches(model, wanted):  # type: ignore[arg-type]  # a class is hashable, whatever its members are
        if name in data:
            _look(_model(node, data) or node, data[name], wanted, path + name, found)


def _look(node: Node, value: Any, wanted: type[S], path: str, found: list[tuple[str, S, str]]) -> None:
    if isinstance(node, wanted):
        if isinstance(value, str):
            found.append((path, node, value))
    elif isinstance(node, ListOf):
        if isinstance(value, list):
            for i, member in enumerate(value):
                _look(node.item, member, wanted, f"{path}.{i}", found)
    elif isinstance(node, type) and isinstance(value, Mapping):
        _walk(node, value, wanted, f"{path}.", found)


@cache
def _branches(model: type[Model], wanted: type[Shape]) -> tuple[tuple[str, Node], ...]:
    return tuple((member.name, member.node) for member in members(model).values() if _leads_to(member.node, wanted))


def _leads_to(node: Node, wanted: type[Shape]) -> bool:
    match node:
        case Shape():
            return isinstance(node, wanted)
        case ListOf(item=item):
            return _leads_to(item, wanted)
        case ByKind(models=models):
            return any(_branches(model, wanted) for model in models.values())  # type: ignore[arg-type]
        case type():
            return bool(_branches(node, wanted))  # type: ignore[arg-type]
    return False


def _model(node: Node | None, around: Any) -> type[Model] | None:
    if isinstance(node, ByKind):
        return node.model(around) if isinstance(around, Mapping) else None
    return node if isinstance(node, type) else None


def described(node: Node) -> str:
    """Say in words what a value has to be."""
    match node:
        case Shape(expected=expected):
            return expected
        case AtLeast(least=least):
            return f"a whole number, {least} or more"
        case Span():
            return "the first and the last line, such as [25, 25]"
        case Choice(values=values):
            return f"one of {', '.join(values)}"
        case Flag():
            return "true or false"
        case ListOf(item=item, least=least):
            return f"a list{' of one or more' if least else ''}, none twice, each {described(item)}"
        case ByKind():
            return f"an object with the attributes of its {node.of}'s kind"
        case _:
            return f"an object with {', '.join(members(node))}"


def faults(model: type[Model], data: object) -> list[Fault]:
    """Return everything that is wrong with the shape of a payload; empty if the model takes it."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        # The model asks its conditions only once all its fields are right; a person wants to hear everything at once.
        shape = [_fault(model, data, one) for one in error.errors(include_url=False) if one["type"] != "condition"]
        return shape + [_broken(path, broken) for path, broken in _conditions(model, data, "data")]
    return []


def _conditions(model: type[Model], data: Any, path: str) -> Iterator[tuple[str, Broken]]:
    if not isinstance(data, Mapping):
        return
    for condition in model.conditions:
        for broken in condition.broken(data):
            yield path, broken
    for name, member in members(model).items():
        value = data.get(name)
        if isinstance(member.node, ListOf) and isinstance(member.node.item, type) and isinstance(value, list):
            for i, one in enumerate(value):
                yield from _conditions(member.node.item, one, f"{path}.{name}.{i}")
        elif inner := _model(member.node, data):
            yield from _conditions(inner, value, f"{path}.{name}")


def _broken(path: str, broken: Broken) -> Fault:
    field = f"{path}.{broken.field}" if broken.field else path
    return Fault(broken.code, broken.what, remedy=broken.remedy, field=field)


def _fault(model: type[Model], data: object, error: ErrorDetails) -> Fault:
    holder, node = _find(model, data, error["loc"])
    field = _short(".".join(map(str, ("data", *error["loc"]))), 120)
    found, last = shown(error["input"]), str(error["loc"][-1]) if error["loc"] else ""
    expected = described(node) if node else ""
    match error["type"]:
        case "extra_forbidden":
            known = tuple(members(holder))
            remedy = meant(last, known) or f"leave it out; the fields are {', '.join(known)}"
            return Fault("E902", f"{shown(last)} is no field here", remedy=remedy, field=field)
        case "missing":
            return Fault("E903", "missing", expected, f"give {last}", field)
        case "date":
            why = error["ctx"]
            return Fault(why["code"], literal(why["what"]), literal(why["expected"]), literal(why["remedy"]), field)
        case "lines":
            return Fault("E407", f"{found} ends before it begins", expected, "write the first line first", field)
        case "twice":
            return Fault("E904", f"{found} holds a member twice", expected, "name each once", field)
        case "literal_error" if isinstance(error["input"], str) and isinstance(node, Choice):
            return Fault("E905", f"{found} is not allowed here", expected, meant(error["input"], node.values), field)
        case _:
            remedy = "leave the field out" if error["input"] is None else ""
            return Fault("E904", f"found {found}", expected, remedy, field)


def _find(model: type[Model], data: object, loc: Sequence[str | int]) -> tuple[type[Model], Node | None]:
    """Return the model that holds the place, and what is expected there; None for an unknown field."""
    holder, value = model, data
    node: Node | None = model
    for step in loc:
        if isinstance(node, ListOf):
            node = node.item
        elif isinstance(node, type):
            holder = node
            member = members(holder).get(str(step))
            node = member and (_model(member.node, value) or member.node)
        value = value[step] if _has(value, step) else None  # type: ignore[index]
    return holder, node


def _has(value: object, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(value, list) and step < len(value)
    return isinstance(value, Mapping) and step in value


def shown(value: object) -> str:
    """Return a value as it may be shown in a sentence: as JSON, harmless, at most 60 characters."""
    try:
        text = orjson.dumps(value).decode()
    except (TypeError, ValueError):
        text = repr(value)
    return _short(text, 60)


def _short(text: str, longest: int) -> str:
    return literal(text if len(text) <= longest else f"{text[: longest - 1]}…")


def near(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the known words that come near to this one, the nearest first."""
    return tuple(get_close_matches(word, known, n=2, cutoff=0.6))


def meant(word: str, known: Sequence[str]) -> str:
    """Ask whether one of the known words was meant; empty if none comes near."""
    close = near(word, known)
    return f"did you mean {' or '.join(close)}?" if close else ""
