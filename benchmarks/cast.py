"""Who and what there is in a made-up world; each is entered in the ledger when it is first spoken of.

A circle is two states that deal with each other. Eight circles are open at a time; each gives way to a new one after
some four thousand events, so rows stay small however long the ledger grows. Only names grow with it: one for each
thing that was entered.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from benchmarks import wording

LENGTH = 4_000  # events that one circle is told of
DAYS = 7_305  # twenty years
_TOLD = DAYS - 880  # what lies before or ahead has its place in the calendar too
_TERMS = 8
_MINISTERS = len(wording.MINISTRIES)
_CITIES = 6
_AMBASSADORS, _NEWCOMERS = 200_000, 300_000  # where the numbers of such persons begin
_CLASSES = ("framework", "memorandum", "treaty", "plan", "agreement", "action_programme")
_EFFORTS = ("training", "scholarship", "infrastructure", "cooperation")

Data = dict[str, Any]
Enter = Callable[[str, str, Data], None]


class Official(NamedTuple):
    """Somebody in an office on a day, the state that the office serves, and the first and the last day of the term."""

    person: str
    office: str
    title: str
    side: str
    since: int
    until: int


class Meeting(NamedTuple):
    """A meeting or visit that was told of, with its first day."""

    id: str
    type: str
    day: int


class Circle:
    """Two states that deal with each other, and what of their dealings may still be spoken of."""

    def __init__(self, number: int, sides: tuple[int, int], start: int) -> None:
        """Take its number, its states by theirs, and the day from which on it is told of."""
        self.number, self.sides, self.told, self._start = number, sides, 0, start
        self.meetings: deque[Meeting] = deque(maxlen=24)
        self.promises: deque[tuple[str, int]] = deque(maxlen=24)
        self.plans: deque[Meeting] = deque(maxlen=6)

    @property
    def day(self) -> int:
        """The day of which it is told next: it goes through the twenty years once, from some day on."""
        return 80 + (self._start + self.told * _TOLD // LENGTH) % _TOLD


class Cast:
    """Everything that has a name; `enter` records the registration of what is new: id, name, attributes."""

    def __init__(self, choose: Random, enter: Enter) -> None:
        self._choose, self._enter = choose, enter
        self.entered: dict[str, int] = {}
        self._circles = self._newcomers = 0
        self._pairs: set[tuple[int, int]] = set()

    def circle(self) -> Circle:
        """Return a new circle: two in five bring a state nobody has met before."""
        number, states = self._circles, 3 + self._circles * 2 // 5
        self._circles += 1
        pair = (states - 1, self._choose.randrange(states - 1))
        while pair in self._pairs:
            one, other = self._choose.sample(range(states), 2)
            pair = (max(one, other), min(one, other))
        self._pairs.add(pair)
        return Circle(number, pair, self._choose.randrange(_TOLD))

    def _new(self, id_: str, name: str, attrs: Data) -> str:
        if id_ not in self.entered:
            self.entered[id_] = len(self.entered) + 1
            self._enter(id_, name, attrs)
        return id_

    def state(self, number: int) -> str:
        """Return a state, as an organisation."""
        name = wording.state(number)
        place = self._new(f"place:{name.lower()}", name, {"class": "country"})
        return self._new(f"org:{name.lower()}", name, {"class": "state", "territory": place})

    def city(self, state: int, number: int) -> str:
        """Return one of the cities of a state; the first is its capital."""
        self.state(state)
        name, within = wording.city(state * _CITIES + number % _CITIES), wording.state(state).lower()
        return self._new(f"place:{_slug(name)}", name, {"class": "city", "within": f"place:{within}"})

    def ministry(self, state: int, number: int) -> str:
        """Return a ministry of a state."""
        slug, name = wording.MINISTRIES[number % _MINISTERS]
        parent, seat = self.state(state), self.city(state, 0)
        land = wording.state(state)
        attrs = {"class": "ministry", "parent": parent, "seat": seat}
        return self._new(f"org:{land.lower()}-ministry-{slug}", f"{land} Ministry of {name}", attrs)

    def official(self, circle: Circle, day: int) -> Official:
        """Return somebody in an office of either side on a day: a minister, or an ambassador to the other side."""
        side = self._choose.randrange(2)
        state, number = circle.sides[side], self._choose.randrange(_MINISTERS + 2)
        land, served = wording.state(state), self.state(state)
        if number < _MINISTERS:
            slug, matter = wording.MINISTRIES[number]
            title, first = f"Minister of {matter}", (state * _MINISTERS + number) * _TERMS
            office, attrs = f"office:{land.lower()}-minister-{slug}", {"org": self.ministry(state, number), "seats": 1}
        else:
            other = circle.sides[1 - side]
            title, first = f"Ambassador to {wording.state(other)}", _AMBASSADORS + (circle.number * 2 + side) * _TERMS
            office = f"office:{land.lower()}-ambassador-to-{wording.state(other).lower()}"
            attrs = {"org": self.ministry(state, 0), "seats": 1, "accredited_to": self.state(other)}
        self._new(office, f"{land} {title}", attrs)
        ahead, length = first * 37 % 900, 1_200 + first * 53 % 400
        term = (day + ahead) // length
        since = term * length - ahead
        return Official(self._person(first + term), office, title, served, since, since + length - 1)

    def newcomer(self) -> str:
        """Return a person whom nobody has met before, without an office."""
        self._newcomers += 1
        return self._person(_NEWCOMERS + self._newcomers)

    def _person(self, number: int) -> str:
        name = wording.person(number)
        return self._new(f"person:{_slug(name)}", name, {})

    def topic(self, circle: Circle) -> str:
        """Return one of the topics of a circle."""
        number = circle.number * 7 + self._choose.randrange(10)
        area, name = wording.topic(number).split()[0], wording.topic(number)
        broader = self._new(f"topic:{area.lower()}", area, {})
        return self._new(f"topic:{_slug(name)}", name, {"broader": broader})

    def body(self, circle: Circle) -> str:
        """Return a dialogue or working group of both sides."""
        number = self._choose.randrange(5)
        area = wording.AREAS[(circle.number + number * 3) % len(wording.AREAS)]
        kind = ("dialogue", "working_group", "commission", "forum", "committee")[number]
        name = f"{self._both(circle)} {area} {kind.replace('_', ' ').title()}"
        return self._new(f"org:{_slug(name)}", name, {"class": kind})

    def series(self, circle: Circle) -> str:
        """Return a run of meetings of both sides."""
        name = f"{self._both(circle)} {('Annual Meeting', 'Border Round', 'Trade Talks')[self._choose.randrange(3)]}"
        return self._new(f"series:{_slug(name)}", name, {"cadence": "P1Y"})

    def agreement(self, circle: Circle, number: int | None = None) -> str:
        """Return a text between both sides, the one of a number if that is given."""
        number = self._choose.randrange(12) if number is None else number
        area, class_ = wording.AREAS[(circle.number + number) % len(wording.AREAS)], _CLASSES[number % len(_CLASSES)]
        name = f"{self._both(circle)} {area} {class_.replace('_', ' ').title()}"
        return self._new(f"agreement:{_slug(name)}", name, {"class": class_})

    def programme(self, circle: Circle) -> str:
        """Return a sustained effort of both sides."""
        number = self._choose.randrange(8)
        area, class_ = wording.AREAS[(circle.number + number) % len(wording.AREAS)], _EFFORTS[number % len(_EFFORTS)]
        name = f"{self._both(circle)} {area} {class_.title()}"
        return self._new(f"programme:{_slug(name)}", name, {"class": class_})

    def _both(self, circle: Circle) -> str:
        return "–".join(wording.state(side) for side in circle.sides)

    def twin(self, id_: str, name: str) -> str:
        """Enter a person or an organisation once more under another id, as one who did not know better would."""
        kind, _, slug = id_.partition(":")
        return self._new(f"{kind}:{slug[:60]}-again", name, {} if kind == "person" else {"class": "other"})


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-").replace("–", "-").replace("(", "").replace(")", "")
