"""What the rules of an append may ask of the ledger that is there (storage.md 2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from legation.fact import Fact


class Known(Protocol):
    """What may be asked of a ledger at its head."""

    def newer(self) -> Sequence[int]:
        """Return the positions of the events that a later version wrote: no rule can be asked of them."""

    def event(self, id: str) -> Fact | None:  # noqa: A002 the field's own word
        """Return the event of this id, live or not."""

    def live(self, fact: Fact) -> bool:
        """Tell whether the fact counts."""

    def about(self, id: str, *types: str) -> Sequence[Fact]:  # noqa: A002
        """Return, in order, the live facts whose subject is `id` as written; of these types, if any are named."""

    def naming(self, id: str) -> Sequence[Fact]:  # noqa: A002
        """Return, in order, the live facts whose data mention `id` as written anywhere, evidence included."""

    def of_type(self, type: str) -> Iterable[Fact]:  # noqa: A002
        """Return the live facts of a type, in order."""

    def identified(self, scheme: str, value: str) -> Sequence[Fact]:
        """Return the live `entity.identified` facts of one outside identifier."""

    def digested(self, sha256: str) -> Sequence[Fact]:
        """Return, in order, the live `source.registered` facts of documents with these bytes."""

    def survivor(self, id: str) -> str:  # noqa: A002
        """Return the id that goes on for `id`."""

    def members(self, id: str) -> Sequence[str]:  # noqa: A002
        """Return all ids joined with `id`, itself included."""

    def near(self, id: str) -> Sequence[str]:  # noqa: A002
        """Return ids that look like `id`, the likest first."""


class Nothing:
    """A ledger that has no line yet."""

    def newer(self) -> Sequence[int]:
        return ()

    def event(self, id: str) -> None:  # noqa: A002
        return None

    def live(self, fact: Fact) -> bool:
        return False

    def about(self, id: str, *types: str) -> Sequence[Fact]:  # noqa: A002
        return ()

    def naming(self, id: str) -> Sequence[Fact]:  # noqa: A002
        return ()

    def of_type(self, type: str) -> Sequence[Fact]:  # noqa: A002
        return ()

    def identified(self, scheme: str, value: str) -> Sequence[Fact]:
        return ()

    def digested(self, sha256: str) -> Sequence[Fact]:
        return ()

    def survivor(self, id: str) -> str:  # noqa: A002
        return id

    def members(self, id: str) -> Sequence[str]:  # noqa: A002
        return (id,)

    def near(self, id: str) -> Sequence[str]:  # noqa: A002
        return ()
