"""Plain-text accounting: a journal with one transaction for each event, loaded by beancount and by hledger."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.worlds import Event


def write(path: Path, events: Iterable[Event]) -> str:
    """Write the journal and return it in the words of beancount; hledger reads what is at `path`."""
    told = [f"2020-01-01 open Assets:A\n2020-01-01 open Assets:B\n"]  # noqa: F541
    plain = []
    for number, event in enumerate(events):
        day = f"20{20 + number % 5}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        what = event["data"].get("summary", event["type"])
        told.append(f'{day} * "{event["subject"]}" "{what}"\n  Assets:A  {number % 97}.00 XXX\n  Assets:B\n')
        plain.append(f"{day} * {event['subject']} | {what}\n  Assets:A  {number % 97}.00 XXX\n  Assets:B\n")
    path.write_text("\n".join(plain), "utf-8")
    return "\n".join(told)


def beancount(text: str) -> None:
    """Load a journal; raise RuntimeError if it is refused."""
    from beancount.loader import load_string

    _, errors, _ = load_string(text)
    if errors:
        raise RuntimeError(str(errors[0]))


def hledger(path: Path) -> Callable[[], object] | str:
    """Return what loads the journal and prints its balance; a sentence if hledger is not there."""
    program = shutil.which("hledger")
    if not program:
        return "hledger is not installed; Debian has it: apt install hledger"
    return lambda: subprocess.run([program, "-f", str(path), "balance"], capture_output=True, check=True)
