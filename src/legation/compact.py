"""Many short texts in little memory: a million keys are one block of bytes, not a million objects (screens.md 5)."""

from __future__ import annotations

from abc import abstractmethod
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

_FEW = 2_000  # texts; so many cost nothing as a list


class _Held(Sequence[str]):
    """A sequence of texts each of which is made when it is asked for."""

    @abstractmethod
    def _at(self, n: int) -> str:
        """Return the text at an index that is there."""

    @overload
    def __getitem__(self, i: int) -> str: ...
    @overload
    def __getitem__(self, i: slice) -> list[str]: ...
    def __getitem__(self, i: int | slice) -> str | list[str]:
        if isinstance(i, slice):
            return [self._at(n) for n in range(*i.indices(len(self)))]
        return self._at(range(len(self))[i])


class Texts(_Held):
    """A sequence of texts that can be looked up by index, and of which the index of one can be found."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts, in their order."""
        bytes_, ends = bytearray(), array("Q")
        for text in texts:
            bytes_ += text.encode("utf-8", "surrogatepass")
            ends.append(len(bytes_))
        self._bytes, self._ends = bytes(bytes_), ends

    def __len__(self) -> int:
        return len(self._ends)

    def _at(self, n: int) -> str:
        return self._bytes[self._ends[n - 1] if n else 0 : self._ends[n]].decode("utf-8", "surrogatepass")

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Return where a text stands first; raises ValueError if it does not."""
        wanted = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else b"\xff"
        found = self._bytes.find(wanted)
        while found >= 0:
            n = bisect_right(self._ends, found)
            begins = self._ends[n - 1] if n else 0
            if n < len(self._ends) and begins == found and self._ends[n] == found + len(wanted):
                return n
            found = self._bytes.find(wanted, found + 1)
        raise ValueError(value)


class Chosen(_Held):
    """Some of other texts, in their order."""

    def __init__(self, texts: Sequence[str], numbers: Sequence[int]) -> None:
        """Take the texts, each there once, and the indexes of those chosen, in order."""
        self._texts, self._numbers = texts, array("I", numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return map(self._texts.__getitem__, self._numbers)

    def _at(self, n: int) -> str:
        return self._texts[self._numbers[n]]

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Return where a text stands; raises ValueError if it does not."""
        number = self._texts.index(value)
        n = bisect_left(self._numbers, number)
        if n < len(self._numbers) and self._numbers[n] == number:
            return n
        raise ValueError(value)


def chosen(texts: Sequence[str], numbers: Sequence[int]) -> Sequence[str]:
    """Return the texts of these indexes, in little memory; all of them are the texts themselves."""
    return texts if len(numbers) == len(texts) else Chosen(texts, numbers)


def gathered(texts: Iterable[str]) -> Sequence[str]:
    """Return texts as a sequence: a list while they are few, else one that takes little memory."""
    rest = iter(texts)
    first = list(islice(rest, _FEW))
    if len(first) < _FEW:
        return first

    def all_() -> Iterable[str]:
        yield from first
        yield from rest

    return Texts(all_())
