"""What a view is: a list a person can look at, the same for the screen and for the command line (screens.md 4).

Views give plain text; `row_source.py` makes it harmless and hands it on. So a view never asks where it will be shown.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import ClassVar, TypeAlias

from legation import brief
from legation.compact import gathered
from legation.dates import in_words
from legation.errors import Ambiguous, NotUnderstood
from legation.fact import Fact
from legation.ids import fold
from legation.lookup import MOST_NAMED, candidates, find
from legation.occasion import dates, day_in_words
from legation.reading import Reading
from legation.shelf import Shelf, camel
from legation.words import about, what


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title and width in cells, and when it may go.

    `keep` 0 stays always; where the width is short, the highest number drops first. A width of 0 takes what is left,
    and others drop before it has less than `least`. A `tally` counts events, or says whether there are
    any: that it grows is no change to tell of each time. What is `whole` is not cut to less than its width.
    """

    title: str
    width: int
    keep: int = 0
    right: bool = False
    tally: bool = False
    least: int = 22
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a view: its key, one text per column, and the word for its state (empty: it has none).

    `at` are the positions that the line rests on; `day` is the day it is about, for going there (empty: no known day);
    `sure` is False for what is only possible. `short` holds shorter texts for cells, by the number of their column, to
    be shown where the whole text has no room.
    """

    key: str
    cells: tuple[str, ...]
    state: str = ""
    at: tuple[int, ...] = ()
    day: str = ""
    sure: bool = True
    short: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """One line of an answer to "why?": a sentence, or an event (`position` > 0) with its day and what it tells.

    On a screen, `brief` is the day in a few cells, and `lead` stands in the place of the position. A sentence with a
    `moment`, as `2023-03-01@368`, tells what was so then.
    """

    text: str
    position: int = 0
    day: str = ""
    brief: str = ""
    moment: str = ""
    lead: str = ""


Sections: TypeAlias = tuple[tuple[str, tuple[Note, ...]], ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a line reads as it does: what it is, the verdict, and the events it rests on under headings.

    `question` is what is answered, in a few words (empty: the title is enough); `grounds` says whether what an event
    rests on belongs below it.
    """

    title: str
    about: str
    verdict: tuple[str, ...]
    sections: Sections = ()
    question: str = ""
    grounds: bool = True

    @property
    def asked(self) -> str:
        """The question in words: `Why Ebrard or Bárcena?`."""
        return self.question or f"Why “{self.title}”?"

    def and_then(self, verdict: Iterable[str] = (), sections: Sections = ()) -> Why:
        """Return this answer with more at its end."""
        return replace(self, verdict=(*self.verdict, *verdict), sections=(*self.sections, *sections))

    @property
    def positions(self) -> tuple[int, ...]:
        """The events named, each once, in the order they are named."""
        named = (note.position for _, notes in self.sections for note in notes if note.position)
        return tuple(dict.fromkeys(named))


# What settles a doubt in whichever view it shows.
_SETTLED_BY = (
    ("contested", "an assessment that prefers one of the accounts (`legation assess`), or the retraction of one"),
    ("unclear", "a source with a closer date"),
)


class View(ABC):
    """A list over the rows of projections. A file on the shelf offers one, as a class named after the file."""

    digit: ClassVar[int] = 0  # the key that opens it on the screen; 0: the palette only
    name: ClassVar[str]
    short: ClassVar[str]
    one: ClassVar[str]  # what one line is, for sentences: "office"
    projections: ClassVar[tuple[str, ...]]
    kinds: ClassVar[tuple[str, ...]]  # the kinds of id that name its lines
    columns: ClassVar[tuple[Column, ...]]
    states: ClassVar[tuple[tuple[str, str], ...]] = ()  # (sign, state) in the order of the legend
    settled_by: ClassVar[tuple[tuple[str, str], ...]] = ()  # (state, the source or event that would leave no doubt)
    uses_day: ClassVar[bool] = True  # the audit follows only what was known
    ordered: ClassVar[str] = ""  # how its lines are ordered, where one could wonder
    follows: ClassVar[bool] = False  # its lines follow from those of other views, all at once
    plots: ClassVar[tuple[str, ...]] = ()  # how its lines can be drawn, beside the table
    called: ClassVar[tuple[int, ...]] = (1,)  # the columns that say what a line is about
    about_several: ClassVar[bool] = False  # a line is about several things at once, such as two people
    ordered_by: ClassVar[str] = ""  # the title of the column in whose order the list stands (empty: of none)

    @property
    def file(self) -> str:
        """The name of its file on the shelf, by which commands and links call it."""
        return type(self).__module__.rpartition(".")[2]

    def sign(self, state: str) -> str:
        """Return the sign of one of the states; raises KeyError for what is none."""
        return {word: sign for sign, word in self.states}[state]

    def ids(self, at: Reading) -> Sequence[str]:
        """Return the ids that may give lines, whatever the day, in the order of the list."""
        ids = [at.ids(projection) for projection in self.projections]
        return ids[0] if len(ids) == 1 else gathered(dict.fromkeys(chain.from_iterable(ids)))

    def keys(self, at: Reading) -> Sequence[str]:
        """Return the key of every line, in the order of the list."""
        return [line for id_ in self.ids(at) for line in self.lines(id_, at)]

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Return the keys of the lines that one id gives: none if there is nothing to show of it on the day.

        The id is the key of a row, or the first part of the keys of several. A line beside the first has a word behind
        the id, as in `office:mx-president next`.
        """
        return (key,)

    def naming(self, id_: str, at: Reading) -> Sequence[str]:
        """Return the keys of the lines that are about one thing, in the order of the list."""
        return list(lines_of(self, id_, at))

    def still(self, keys: Sequence[str], at: Reading) -> Sequence[str]:
        """Return those of some keys that have a line at this moment, in the order of the list."""
        wanted = frozenset(keys)
        return [key for key in self.keys(at) if key in wanted]

    @abstractmethod
    def entry(self, key: str, at: Reading) -> Entry:
        """Return the line of a key; computed for the visible page only."""

    @abstractmethod
    def why(self, key: str, at: Reading) -> Why:
        """Say why the line of a key reads as it does."""

    def turned(self, early: Entry | None, late: Entry | None) -> str:
        """Say what came about on the first of the days on which a line reads as `late`; the day follows the words."""
        return "It reads as on the later day since" if late else "It is no longer there since"

    def settling(self, entry: Entry) -> str:
        """Return what would settle the doubt that a line leaves; empty if it leaves none, or its verdict says so."""
        return dict((*_SETTLED_BY, *self.settled_by)).get(entry.state, "")

    def page(self, key: str, at: Reading) -> Sections:
        """Return what there is to read about one line beside the line itself; empty: the line says it all."""
        return ()

    def find(self, words: str, at: Reading) -> str:
        """Return the id that `words` name among the lines; raises NotUnderstood for none or several."""
        try:
            return find(at, words, *self.kinds)
        except Ambiguous:
            shown = [id_ for id_ in candidates(at, words, *self.kinds) if self.naming(id_, at)]
            if len(shown) != 1:
                raise
            return shown[0]

    def also(self, key: str, at: Reading) -> Sequence[str]:
        """Return further texts by which a filter finds the line, such as other names."""
        return ()

    def foot(self, at: Reading) -> str:
        """Return what stands below the list in place of the count of its states; empty: nothing does."""
        return ""

    def empty(self, at: Reading) -> str:
        """Say that there is nothing to show at this moment."""
        up_to = f" up to {in_words(at.day)}" if self.uses_day else ""
        return f"No {self.one} is recorded{up_to}, as known by #{at.position}."


def lines_of(view: View, id_: str, at: Reading) -> Sequence[str]:
    """Return the keys of the lines that one id gives: none if it has no row, or is left out on the day.

    Of a view whose lines are the events themselves, the id is a position.
    """
    if not view.kinds:
        return (id_,) if id_.isdecimal() and 1 <= int(id_) <= at.position else ()
    if not view.follows:
        survives = at.identity.resolve((id_,)) == (id_,)
        if not (survives and any(at.keys_under(projection, id_) for projection in view.projections)):
            return ()
    return view.lines(id_, at)


def line_named(view: View, words: str, at: Reading, title: Callable[[str], str]) -> str:
    """Return what `words` name of a view whose lines have no names: a key, an id with lines, else the one line whose
    title holds all words.

    `title` says what the line of a key is called. Raises NotUnderstood for none and Ambiguous for several.
    """
    keys = view.keys(at)
    if any(words in {key, key.partition(" ")[0]} for key in keys):
        return words
    wanted = fold(words).split()
    held = [key for key in keys if all(word in fold(title(key)) for word in wanted)]
    try:
        found = find(at, words, *view.kinds)
    except NotUnderstood as unknown:
        if not held:
            raise NotUnderstood(words, f"{view.one} in this ledger", unknown.near) from None
    except Ambiguous:
        if found := _of_first_kind(view, words, at):
            return found
        if not held:
            raise
    else:
        if not held or view.naming(found, at):
            return found
    if len(held) > 1:
        raise Ambiguous(words, view.one, len(held), [f"{title(key)} ({key})" for key in held[:MOST_NAMED]])
    return held[0]


def _of_first_kind(view: View, words: str, at: Reading) -> str:
    """Return the one thing named of the first kind that has any: who says `granholm` means her, not what she was at."""
    found = next(filter(None, (candidates(at, words, kind) for kind in view.kinds)), [])
    return found[0] if len(found) == 1 and view.naming(found[0], at) else ""


def told(
    at: Reading, positions: Iterable[int], saying: Callable[[Fact, Reading], str] | None = None
) -> tuple[Note, ...]:
    """Return events as lines of an answer to "why?", in the order of the ledger; `saying` puts them into words."""
    return tuple(_told(at.fact(p), at, saying) for p in sorted(set(positions)))


def _told(fact: Fact, at: Reading, saying: Callable[[Fact, Reading], str] | None) -> Note:
    when = dates(fact, at)
    text = saying(fact, at) if saying else f"{what(fact)}: {about(fact, at.name)}"
    return Note(text, fact.position, day_in_words(fact, at), brief.days(when) if when else "")


VIEWS: Shelf[type[View]] = Shelf("legation.views", camel)


def legend(view: View, entries: Sequence[Entry]) -> str:
    """Count the states of `entries` with their signs, as in `█ 4 certain  ▒ 1 possible`."""
    count = Counter(entry.state for entry in entries)
    return "  ".join(f"{sign} {count[state]} {state}" for sign, state in view.states if count[state])
