"""What a projection is: for one fact, the rows it touches and how each such row changes (domain.md 13.1)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar, Generic, Literal, NamedTuple, Self, TypeAlias, TypeVar, cast

import orjson

from legation.claim import Claim, Claims, weight
from legation.fact import Fact
from legation.newer import is_newer
from legation.shelf import Shelf, same

ColumnType: TypeAlias = Literal["id", "date", "text", "integer", "json"]


class Column(NamedTuple):
    """What one part of a row tells, and what its values are, for those who read the rows without this program."""

    type: ColumnType
    about: str


def one(type_: ColumnType, about: str) -> Claims:
    """Return a field of a row that has one true value, which can stand in a column by itself where all claims agree."""
    return cast("Claims", field(default=(), metadata={"column": Column(type_, about)}))


def many(about: str) -> Claims:
    """Return a field of a row whose claims stand side by side: members of a list, steps in time, observations."""
    return cast("Claims", field(default=(), metadata={"column": Column("json", about)}))


@dataclass(frozen=True, slots=True)
class Row:
    """What was claimed about one key: every field a list of claims; nothing is compared, grouped or judged here.

    A row nobody has spoken of is the empty row. `assessed` holds `record.assessed` events, handed in by the driver.
    """

    # Fields whose claims are steps in time: where `on` is missing, the reader dates them by their document.
    dated: ClassVar[frozenset[str]] = frozenset()

    # Fields with one true value, and with one true date: two that exclude each other are contested (domain.md 12.1).
    single: ClassVar[frozenset[str]] = frozenset()
    narrowed: ClassVar[frozenset[str]] = frozenset()
    placed: ClassVar[frozenset[str]] = frozenset()  # of places, one lies within the other, or they are contested

    # Fields that say something about ids as ids, and so keep them as written.
    as_written: ClassVar[frozenset[str]] = frozenset()

    assessed: Claims = many("what was judged of two of its events: {target, verdict, other}")

    def add(self, fact: Fact, **values: Any) -> Self:
        """Return the row with one claim more in each named field; an absent (None) value adds nothing."""
        sure = weight(fact)
        return self._with({name: [Claim(fact.position, v, sure)] for name, v in values.items() if v is not None})

    def keep(self, fact: Fact, *names: str) -> Self:
        """Return the row with what `fact` says in its fields of these names; a list adds one claim per member."""
        sure = weight(fact)
        said = {}
        for name in names:
            value = fact.data.get(name)
            members = value if isinstance(value, list) else [value]
            said[name] = [Claim(fact.position, member, sure) for member in members if member is not None]
        return self._with(said)

    def assess(self, fact: Fact) -> Self:
        """Return the row with one assessment more, of two events that touched it."""
        return self._with({"assessed": [Claim(fact.position, dict(fact.data))]})

    def _with(self, more: Mapping[str, list[Claim]]) -> Self:
        return replace(self, **{name: (*getattr(self, name), *claims) for name, claims in more.items() if claims})

    def label(self) -> str:
        """Return the name to show for what the row is about; empty if the row knows none."""
        return ""

    def headline(self, name: Callable[[str], str]) -> str:
        """Return what to call it where it has no label of its own, with `name` for other ids."""
        return self.label()

    def doubtful(self) -> bool:
        """Tell whether a reader may find it contested: a field with one true value was given two, or was denied."""
        for claims in (getattr(self, name) for name in self.single | self.narrowed | self.placed):
            values = {repr(claim.value) for claim in claims if claim.value != ""}
            if len(values) > 1 or any(claim.weight == "denied" for claim in claims):
                return True
        return False

    def order(self) -> str:
        """Return the text by which lists of such rows are sorted, before their names; empty: by name alone."""
        return ""

    def encode(self) -> bytes:
        """Return the row as bytes; equal rows give equal bytes."""
        said = {f.name: [c[:2] if c.weight == "certain" else c[:] for c in getattr(self, f.name)] for f in fields(self)}
        return orjson.dumps({name: claims for name, claims in said.items() if claims}, option=orjson.OPT_SORT_KEYS)

    @classmethod
    def columns(cls) -> dict[str, Column]:
        """Return what each field tells, in their order; a claim is looked up under these names."""
        return {f.name: f.metadata["column"] for f in fields(cls)}

    @classmethod
    def decode(cls, body: bytes, upto: int | None = None, only: Collection[str] = ()) -> Self:
        """Read what `encode` wrote: all fields or `only` some, all claims or those made up to a position."""
        said = orjson.loads(body)
        if only:
            said = {name: said[name] for name in only if name in said}
        end = sys.maxsize if upto is None else upto
        return cls(**{name: tuple([Claim(*c) for c in claims if c[0] <= end]) for name, claims in said.items()})


R = TypeVar("R", bound=Row)
Key: TypeAlias = tuple[str, ...]
Change: TypeAlias = tuple[str | Key, Callable[[R, Fact], R]]


@dataclass(frozen=True, slots=True)
class Projection(Generic[R]):
    """A named fold: the kind of its rows, and what one fact changes in which of them, under keys as written."""

    name: str
    row: type[R]
    fold: Callable[[Fact], Iterable[Change[R]]]
    types: tuple[str, ...] = ()
    key: Mapping[str, Column] = field(default_factory=dict)

    def concerns(self, type_: str) -> bool:
        """Tell whether facts of a type can touch its rows; none that is not named does, nor one newer than this."""
        named = not self.types or type_ in self.types or type_.partition(".")[0] in self.types
        return named and not is_newer(type_)

    def changes(self, fact: Fact) -> list[tuple[Key, Callable[[R, Fact], R]]]:
        """Return every row and item that `fact` touches; the same key comes twice if it is touched twice."""
        told = self.fold(fact) if self.concerns(fact.type) else ()
        return [((key,) if isinstance(key, str) else key, change) for key, change in told]


def projection(
    row: type[R], *types: str, **key: tuple[ColumnType, str]
) -> Callable[[Callable[[Fact], Iterable[Change[R]]]], Projection[R]]:
    """Make a projection of a fold that stands in a file of its name.

    `types` are the event types, or families of them such as `role`, of which a fact can touch its rows (none named:
    any): no other is shown to it while many are loaded. `key` says of each part of its keys what it is.
    """

    def make(fold: Callable[[Fact], Iterable[Change[R]]]) -> Projection[R]:
        return Projection(fold.__name__, row, fold, types, {part: Column(*told) for part, told in key.items()})

    return make


PROJECTIONS: Shelf[Projection[Any]] = Shelf("legation.projections", same)
