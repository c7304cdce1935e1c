"""What a new ledger is called, unless somebody knows better."""

from __future__ import annotations

import re
import socket
from datetime import UTC, datetime
from pathlib import Path

from legation.ids import slug


def suggested(folder: Path) -> str:
    """Return a source for a ledger in `folder`: the machine, the present day, and the folder that holds it."""
    here = folder.absolute()
    holder = here.parent.name if here.name == "events" else here.name
    machine = re.sub(r"[^a-z0-9.-]+", "-", socket.gethostname().lower()).strip("-.") or "localhost"
    return f"tag:{machine},{datetime.now(UTC).date().isoformat()}:{slug(holder)}"
