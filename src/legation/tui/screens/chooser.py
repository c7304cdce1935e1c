"""A field over the screen, and below it what answers to the words in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple, TypeAlias

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

Choice: TypeAlias = tuple[str, ...]


class Offer(NamedTuple):
    """A line that can be taken, or a heading (no choice)."""

    text: Content
    choice: Choice = ()


class Chooser(ModalScreen[Choice | None], inherit_bindings=False):
    """What is offered is up to the kind of chooser."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "close", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
    ]

    DEFAULT_CSS = """
    Chooser {
        align: center middle;
        Vertical {
            width: 88; max-width: 100%; height: auto; max-height: 80%;
            border: round $primary; border-title-color: $foreground; border-subtitle-color: $muted;
            border-subtitle-align: right;
            background: $surface;
        }
        Input { height: 1; margin: 0 1; background: $surface; color: $foreground; }
        OptionList {
            height: auto; border: none; padding: 0; background: $surface; scrollbar-size-vertical: 1;
            & > .option-list--option { padding: 0 1; color: $foreground; }
            & > .option-list--option-highlighted { color: $cursor-text; background: $cursor; text-style: none; }
            & > .option-list--option-disabled { color: $muted; }
        }
    }
    """

    title_text = ""
    placeholder = ""
    field = query_one(Input)
    options = query_one(OptionList)

    def __init__(self) -> None:
        super().__init__()
        self.choices: list[Choice] = []
        self._early = ""

    def offers(self, words: str) -> Iterable[Offer]:
        """Return what answers to the words."""
        raise NotImplementedError

    def below(self) -> str:
        """Return what the lower border says."""
        return "↑ ↓ choose · Enter takes · Esc closes"

    def compose(self) -> ComposeResult:
        """Lay out field and answers."""
        with Vertical() as frame:
            frame.border_title = Content(self.title_text)
            field = Input(placeholder=self.placeholder, compact=True, select_on_focus=False)
            field.cursor_blink = False
            yield field
            options = OptionList(markup=False)
            options.can_focus = False
            yield options

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self.field.value = self._early
        self.field.cursor_position = len(self._early)
        self.refill(self._early)

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for the field and the borders: a share of the frame would let the last lines fall out of it."""
        self.options.styles.max_height = max(1, event.size.height * 8 // 10 - 3)

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before the field is there."""
        if not self.focused and event.is_printable and event.character:
            self._early += event.character

    def refill(self, words: str) -> None:
        """Show what answers to the words, the first of it chosen."""
        self.fill(self.offers(words))

    def fill(self, offers: Iterable[Offer]) -> None:
        """Show these offers."""
        told = list(offers)
        self.choices = [offer.choice for offer in told]
        self.options.set_options(Option(offer.text, disabled=not offer.choice) for offer in told)
        self.options.highlighted = next((i for i, choice in enumerate(self.choices) if choice), None)
        self.tell(self.below())

    def tell(self, text: str) -> None:
        """Write the lower border."""
        self.query_one(Vertical).border_subtitle = Content(text)

    def take(self, choice: Choice) -> None:
        """Close, and hand over what was chosen."""
        self.dismiss(choice)

    def action_move(self, by: int) -> None:
        """Choose another line; headings are passed over."""
        takeable = [i for i, choice in enumerate(self.choices) if choice]
        at = self.options.highlighted
        if takeable and at is not None:
            self.options.highlighted = takeable[min(max(takeable.index(at) + by, 0), len(takeable) - 1)]

    def action_close(self) -> None:
        """Take nothing."""
        self.dismiss(None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.refill(event.value.strip())

    @on(Input.Submitted)
    def _submitted(self) -> None:
        at = self.options.highlighted
        if at is not None:
            self.take(self.choices[at])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.take(self.choices[event.option_index])
