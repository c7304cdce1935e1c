"""What was found out about a ledger as known by one position: the same on every day, so its readings share it."""

from __future__ import annotations

from legation.projection import Key, Row
from legation.replay import Identity


class Knowledge:
    """Rows ready to be judged, names, and who is who; `counted` tells of events whether they count."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, Key], Row] = {}
        self.names: dict[str, str] = {}
        self.under: dict[tuple[str, str], list[Key]] = {}  # keys by their projection and first part
        self.counted: dict[int, bool] = {}
        self.identity: Identity | None = None
