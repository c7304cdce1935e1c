"""A row while many facts are folded into it: as its bytes hold it, so that nothing is made that no reader asked for.

It takes the place of a row in the changes of a fold, which add claims and look at none. What it encodes to is what the
row would: one of the laws that tests hold over every projection.
"""

from __future__ import annotations

from functools import cache, partial
from types import MemberDescriptorType
from typing import Any, Self, TypeVar

import orjson

from legation.claim import Claim, weight
from legation.fact import Fact
from legation.projection import Row

R = TypeVar("R", bound=Row)
Said = dict[str, list[list[Any]]]


class Growing:
    """One row in the making: first and last fact that touched it, and its claims as they are stored."""

    __slots__ = ("first", "last", "said")

    def __init__(self, first: int = 0, last: int = 0, body: bytes = b"") -> None:
        """Take the row as it is stored; none is the empty row."""
        self.first, self.last = first, last
        self.said: Said = orjson.loads(body) if body else {}

    def add(self, fact: Fact, **values: Any) -> Self:
        """Take one claim more in each named field, as `Row.add`."""
        at, sure = fact.position, weight(fact)
        for name, value in values.items():
            if value is not None:
                claim = [at, value] if sure == "certain" else [at, value, sure]
                self.said.setdefault(name, []).append(claim)
        return self

    def keep(self, fact: Fact, *names: str) -> Self:
        """Take what `fact` says in its fields of these names, as `Row.keep`."""
        data, at, sure = fact.data, fact.position, weight(fact)
        for name in names:
            if (value := data.get(name)) is not None:
                for member in value if isinstance(value, list) else (value,):
                    if member is not None:
                        claim = [at, member] if sure == "certain" else [at, member, sure]
                        self.said.setdefault(name, []).append(claim)
        return self

    def assess(self, fact: Fact) -> Self:
        """Take an assessment, as `Row.assess`."""
        self.said.setdefault("assessed", []).append([fact.position, dict(fact.data)])
        return self

    def row(self, kind: type[R]) -> R:
        """Return the row that it has become."""
        return kind(**{name: tuple([Claim(*claim) for claim in claims]) for name, claims in self.said.items()})

    def stored(self, kind: type[Row]) -> tuple[bytes, str, str, str]:
        """Return the bytes of the row, the text it is sorted by, the mark of doubt, and what it calls its id."""
        body = orjson.dumps(self.said, option=orjson.OPT_SORT_KEYS)
        judges = _judges(kind)  # type: ignore[arg-type]  # a class can be hashed, whatever its objects can
        if not judges:
            return body, "", "", ""
        row: Any = _Glance(self.said, kind)
        return body, kind.order(row), "?" if kind.doubtful(row) else "", kind.label(row)


class _Glance:
    """A row as its own judgements see it: a field is made when it is looked at, for most are not."""

    __slots__ = ("_kind", "_said")

    def __init__(self, said: Said, kind: type[Row]) -> None:
        self._said, self._kind = said, kind

    def __getattr__(self, name: str) -> Any:
        claims = self._said.get(name)
        if claims is not None:
            return tuple([Claim(*claim) for claim in claims])
        found = getattr(self._kind, name)
        if isinstance(found, MemberDescriptorType):  # a field in which nothing was said
            return ()
        return partial(found, self) if callable(found) else found


@cache
def _judges(kind: type[Row]) -> bool:
    """Tell whether rows of a kind have an order, a doubt or a label of their own."""
    own = (kind.order is not Row.order, kind.doubtful is not Row.doubtful, kind.label is not Row.label)
    return any(own) or bool(kind.single | kind.narrowed | kind.placed)
