"""What one value must look like: the annotations that models are made of.

Each says it to pydantic here; `payload` reads the same annotations to walk plain data, `schema` to publish them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from legation import dates
from legation.ids import LONGEST, kind

CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
VISIBLE = rf"[^{CONTROL}]*[^{CONTROL} \u00a0][^{CONTROL}]*"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
_EDTF = dates.PATTERN.removeprefix("^").removesuffix("$")
_BIGGEST = 2**53 - 1

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Shape:
    """A string that matches `pattern` as a whole; `name` is what its schema is called."""

    name: str
    expected: str
    pattern: str
    longest: int | None = None

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        # `\A` and `\z` are anchors to pydantic's regex engine whatever flags it may get one day.
        return core_schema.str_schema(strict=True, pattern=rf"\A(?:{self.pattern})\z", max_length=self.longest)


class Date(Shape):
    """An EDTF string; the pattern is for the published schema, `dates.parse` decides here."""

    def __init__(self) -> None:
        super().__init__("edtf", "a date such as 2022-02-09, 2022-02, [..2022-03-22] or 2022-03-10/2022-03-12", _EDTF)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(_date, core_schema.str_schema(strict=True))


def _date(text: str) -> str:
    try:
        dates.parse(text)
    except dates.NotADate as error:
        code = "E702" if re.fullmatch(_EDTF, text) else "E701"
        why = {"code": code, "what": error.what, "expected": error.expected, "remedy": error.remedy}
        raise PydanticCustomError("date", "{what}", why) from None
    return text


class OwnWords(Shape):
    """A sentence or less that no document may be found in (domain.md 3.4)."""


class Naming(Shape):
    """The name of something earlier."""


class Ref(Naming):
    """The id of something that an earlier event created, of one of `kinds`."""

    kinds: frozenset[str]

    def __init__(self, *kinds: str, name: str = "") -> None:
        expected = f"an id such as {' or '.join(f'{kind}:…' for kind in kinds)}"
        super().__init__(name or f"ref-{'-'.join(kinds)}", expected, rf"({'|'.join(kinds)}):{SLUG}", LONGEST)
        object.__setattr__(self, "kinds", frozenset(kinds))


class New(Ref):
    """The id of what this event creates, or speaks of again."""


class EventRef(Naming):
    """The `id` of an earlier event, of one of `types`; of any if there are none."""

    types: frozenset[str]

    def __init__(self, *types: str) -> None:
        super().__init__("event", "the id of an earlier event", rf"[^{CONTROL}]+", 200)
        object.__setattr__(self, "types", frozenset(types))


@dataclass(frozen=True)
class AtLeast:
    """A whole number, not less than `least`."""

    least: int

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.int_schema(strict=True, ge=self.least, le=_BIGGEST)


@dataclass(frozen=True)
class Span:
    """The first and the last of some lines, counted from 1."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        numbers = core_schema.list_schema(
            AtLeast(1).__get_pydantic_core_schema__(int, handler), min_length=2, max_length=2
        )
        return core_schema.no_info_after_validator_function(_forward, numbers)


def _forward(lines: list[int]) -> list[int]:
    if lines[0] > lines[1]:
        raise PydanticCustomError("lines", "the last line stands before the first")
    return lines


@dataclass(frozen=True)
class Choice:
    """One of some words; what `Literal` says, for words that a table already lists."""

    values: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(list(self.values))


@dataclass(frozen=True)
class Many:
    """A list of `least` members or more, none of them twice."""

    least: int = 1

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        members = {**handler(source), "min_length": self.least}
        return core_schema.no_info_after_validator_function(_unique, members)


def _unique(members: list[Any]) -> list[Any]:
    if len(members) > 1:
        try:
            unique = len(set(members)) == len(members)
        except TypeError:  # models that hold lists have no hash; a line has room for a few hundred of them at most
            unique = all(member not in members[:i] for i, member in enumerate(members))
        if not unique:
            raise PydanticCustomError("twice", "a member stands there twice")
    return members


@dataclass(frozen=True)
class Absent:
    """A field that is left out when there is nothing to say: `null` is refused, only the default is None."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        assert schema["type"] == "nullable"
        value: CoreSchema = schema["schema"]
        return value


@dataclass(frozen=True)
class ByKind(Generic[M]):
    """An object whose model follows from the kind of the id in the field `of`, which stands before it."""

    of: str
    models: Mapping[str, type[M]] = field(hash=False)

    def model(self, around: Mapping[str, Any]) -> type[M] | None:
        """Return the model that fits the data around the object; None if its id has no known kind."""
        id_ = around.get(self.of)
        return self.models.get(kind(id_)) if isinstance(id_, str) else None

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self._validate)

    def _validate(self, value: object, info: ValidationInfo) -> object:
        model = self.model(info.data)
        return model.model_validate(value) if model else value
