"""A folder seen as a mapping from file names to what they offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from os import listdir
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")


class Shelf(Mapping[str, T], Generic[T]):
    """The modules of a package, each offering one thing.

    `offers` says under which name a file offers it: `camel` for a class (`role_assumed` offers `RoleAssumed`),
    `same` for what is called like its file. Looking at the names imports nothing; a module is imported when its
    thing is asked for.
    """

    def __init__(self, package: str, offers: Callable[[str], str]) -> None:
        self._package, self._offers = package, offers
        self._loaded: dict[str, T] = {}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        names = (name for folder in import_module(self._package).__path__ for name in listdir(folder))  # noqa: PTH208 pathlib is slow to import
        return tuple(sorted(n[:-3] for n in names if n.endswith(".py") and not n.startswith("_")))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> T:
        if name not in self._loaded:
            if name not in self._names:
                raise KeyError(name)
            module = import_module(f"{self._package}.{name}")
            self._loaded[name] = cast("T", cast("Any", module).__dict__[self._offers(name)])
        return self._loaded[name]


def camel(file: str) -> str:
    """Return the class a file is named after: `role_assumed` → `RoleAssumed`."""
    return "".join(word.capitalize() for word in file.split("_"))


def same(file: str) -> str:
    """Return the name of the file itself."""
    return file
