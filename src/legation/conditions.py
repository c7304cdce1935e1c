"""What must hold between the fields of one payload (domain.md 5).

A condition is said once and answers twice: `broken` asks it of plain data, `schema` publishes it as JSON Schema.
Data that has not been validated yet may be asked, so nothing here trusts the type of a value.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from legation.ids import kind

Data = Mapping[str, Any]
JsonSchema = dict[str, Any]

TOO_LITTLE = "tells too little"  # of several fields, none is there


class Broken(NamedTuple):
    """A condition that does not hold: the field to blame, what to say about it, and the code of the fault."""

    field: str
    what: str
    remedy: str
    code: str


class Condition(Protocol):
    """Something that must hold between fields."""

    def broken(self, data: Data) -> Iterable[Broken]: ...

    def schema(self) -> JsonSchema: ...


class Test(Protocol):
    """A question about the data that is answered by yes or no; reads as words."""

    def holds(self, data: Data) -> bool: ...

    def schema(self) -> JsonSchema: ...


@dataclass(frozen=True, slots=True)
class Has:
    """The field is there."""

    field: str

    def holds(self, data: Data) -> bool:
        return self.field in data

    def schema(self) -> JsonSchema:
        return {"required": [self.field]}

    def __str__(self) -> str:
        return f"{self.field} is given"


class Is:
    """The field is there and has one of the values."""

    def __init__(self, field: str, *values: str | bool) -> None:
        self.field, self.values = field, values

    def holds(self, data: Data) -> bool:
        return data.get(self.field) in self.values

    def schema(self) -> JsonSchema:
        return {"properties": {self.field: {"enum": list(self.values)}}, "required": [self.field]}

    def __str__(self) -> str:
        return f"{self.field} is {' or '.join(str(value).lower() for value in self.values)}"


@dataclass(frozen=True, slots=True)
class Not:
    """The other test fails."""

    test: Test

    def holds(self, data: Data) -> bool:
        return not self.test.holds(data)

    def schema(self) -> JsonSchema:
        return {"not": self.test.schema()}

    def __str__(self) -> str:
        return str(self.test).replace(" is ", " is not ", 1)


@dataclass(frozen=True, slots=True)
class Both:
    """The two tests hold together."""

    one: Test
    other: Test

    def holds(self, data: Data) -> bool:
        return self.one.holds(data) and self.other.holds(data)

    def schema(self) -> JsonSchema:
        return {"allOf": [self.one.schema(), self.other.schema()]}

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"


@dataclass(frozen=True, slots=True)
class Given:
    """Fields that are needed when a test holds, barred when it does not, or both."""

    fields: tuple[str, ...]
    when: Test
    needed: bool
    barred: bool
    code: str

    def broken(self, data: Data) -> Iterable[Broken]:
        if self.when.holds(data):
            missing = [field for field in self.fields if field not in data] if self.needed else ()
            return [Broken(f, f"missing, though {self.when}", f"give {f}", self.code) for f in missing]
        added = [field for field in self.fields if field in data] if self.barred else ()
        told = f"out of place: it belongs only where {self.when}" if added else ""
        return [Broken(field, told, f"leave {field} out", self.code) for field in added]

    def schema(self) -> JsonSchema:
        then = {"then": {"required": list(self.fields)}} if self.needed else {}
        otherwise = {"else": {"properties": dict.fromkeys(self.fields, False)}} if self.barred else {}
        return {"if": self.when.schema(), **then, **otherwise}


def needs(*fields: str, when: Test) -> Given:
    """Require the fields when the test holds; leave them free otherwise."""
    return Given(fields, when, needed=True, barred=False, code="E906")


def only(*fields: str, when: Test) -> Given:
    """Bar the fields unless the test holds; never require them."""
    return Given(fields, when, needed=False, barred=True, code="E906")


def iff(*fields: str, when: Test, code: str = "E906") -> Given:
    """Require the fields when the test holds, bar them otherwise."""
    return Given(fields, when, needed=True, barred=True, code=code)


class AtLeastOne:
    """One of several things is told; a name stands for the field being there."""

    def __init__(self, *tests: Test | str) -> None:
        self.tests = tuple(Has(test) if isinstance(test, str) else test for test in tests)

    def broken(self, data: Data) -> Iterable[Broken]:
        for test in self.tests:
            if test.holds(data):
                return ()
        remedy = f"make sure that {', or that '.join(map(str, self.tests))}"
        return (Broken("", TOO_LITTLE, remedy, "E906"),)

    def schema(self) -> JsonSchema:
        return {"anyOf": [test.schema() for test in self.tests]}


class ExactlyOne:
    """One of two fields is given, never both; if a test is named, only where it holds."""

    def __init__(self, one: str, other: str, when: Test | None = None) -> None:
        self.one, self.other, self.when = one, other, when

    def broken(self, data: Data) -> Iterator[Broken]:
        if self.when and not self.when.holds(data):
            yield from only(self.one, self.other, when=self.when).broken(data)
        elif self.one not in data and self.other not in data:
            yield Broken(self.one, f"{self.one} and {self.other} are both missing", "give one of them", "E906")
        elif self.one in data and self.other in data:
            yield Broken(self.other, f"given beside {self.one}", "keep one of them", "E906")

    def schema(self) -> JsonSchema:
        choice: JsonSchema = {"oneOf": [{"required": [self.one]}, {"required": [self.other]}]}
        if not self.when:
            return choice
        return {**only(self.one, self.other, when=self.when).schema(), "then": choice}


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kinds of id that may stand together in two fields; `pairs` leads from one of the first to those of the second."""

    one: str
    other: str
    pairs: Mapping[str, Collection[str]]
    when: Test | None = None
    code: str = "E906"

    def broken(self, data: Data) -> Iterator[Broken]:
        if self.when and not self.when.holds(data):
            return
        left, right = data.get(self.one), data.get(self.other)
        if isinstance(left, str) and isinstance(right, str) and kind(right) not in self.pairs.get(kind(left), ()):
            where = f" where {self.when}" if self.when else ""
            what = f"{kind(right) or 'no id'} cannot stand beside {self.one} {kind(left) or 'without a kind'}{where}"
            ways = ", ".join(f"{one} → {' or '.join(others)}" for one, others in self.pairs.items())
            yield Broken(self.other, what, f"allowed are {ways}", self.code)

    def schema(self) -> JsonSchema:
        starts = [{self.one: _starts([one]), self.other: _starts(others)} for one, others in self.pairs.items()]
        choice: JsonSchema = {"anyOf": [{"properties": properties} for properties in starts]}
        return {"if": self.when.schema(), "then": choice} if self.when else choice


def _starts(kinds: Collection[str]) -> JsonSchema:
    return {"pattern": f"^({'|'.join(kinds)}):"}


@dataclass(frozen=True, slots=True)
class Fits:
    """A string that must match a pattern as a whole where a test holds."""

    field: str
    pattern: str
    when: Test
    code: str = "E906"

    def broken(self, data: Data) -> Iterator[Broken]:
        value = data.get(self.field)
        if isinstance(value, str) and self.when.holds(data) and not re.fullmatch(self.pattern, value):
            yield Broken(self.field, f"does not fit {self.pattern}, though {self.when}", "look it up again", self.code)

    def schema(self) -> JsonSchema:
        return {"if": self.when.schema(), "then": {"properties": {self.field: {"pattern": f"^(?:{self.pattern})$"}}}}


@dataclass(frozen=True, slots=True)
class Echoes:
    """A field that repeats one of two others; JSON Schema has no words for that."""

    field: str
    one: str
    other: str

    def broken(self, data: Data) -> Iterator[Broken]:
        if self.field in data and data[self.field] not in (data.get(self.one), data.get(self.other)):
            yield Broken(self.field, f"neither {self.one} nor {self.other}", "repeat one of the two", "E906")

    def schema(self) -> JsonSchema:
        return {}
