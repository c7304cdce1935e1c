"""What can go wrong when the screen is served to a browser."""

from __future__ import annotations

from legation.errors.fault import LegationError


class WebNotInstalled(LegationError):
    """The packages that serve the screen to a browser are missing."""

    def __init__(self) -> None:
        super().__init__("the screen in a browser needs one package more: pip install 'legation[web]'")


class NotServed(LegationError):
    """The screen cannot be served at an address."""

    def __init__(self, address: str, port: int, why: str) -> None:
        super().__init__(f"{address}:{port} cannot be served: {why}. Name another with --port or --address")
