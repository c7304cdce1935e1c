"""What git does to the files of a ledger: nothing but a whole, sound history is ever taken for one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from legation.damage import KINDS
from legation.doctor import examine
from legation.errors import Damaged, LegationError
from legation.stores.files import Files
from stores.ledgers import SOURCE, batch, numbers
from torture.row import Tally, folder

TITLE, UNIT, LEAST = "git: merge, union, rebase, old files, line ends", "results", 100
NEEDS = ("git",)
FAULTS = ("the root is not compared", "every tail is torn")
BIG = 60_000
_OURS, _THEIRS, _BASE = [1, 2, 10, 11], [1, 2, 20], [1, 2]


def _deeds() -> dict[str, tuple[Callable[[Path], object], list[int] | None]]:
    """Return what is done in a repository with the branches `ours` (checked out) and `theirs`; None: refused."""
    return {
        "merge with attributes, ours kept": (lambda r: _merge(r, "binary"), _OURS),
        "merge as text, left in conflict": (lambda r: _merge(r, ""), None),
        "merge=union": (lambda r: _merge(r, "union"), None),
        "merge -X ours": (lambda r: _git(r, "merge", "-X", "ours", "theirs"), _OURS),
        "merge -X theirs": (lambda r: _git(r, "merge", "-X", "theirs", "theirs"), _THEIRS),
        "rebase as text": (lambda r: _git(r, "rebase", "theirs"), None),
        "cherry-pick": (lambda r: _git(r, "cherry-pick", "theirs"), None),
        "revert": (lambda r: _git(r, "revert", "--no-edit", "HEAD"), _BASE),
        "checkout of theirs": (lambda r: _git(r, "checkout", "-q", "theirs"), _THEIRS),
        "checkout of the base": (lambda r: _git(r, "checkout", "-q", "base"), _BASE),
        "an old checkpoint": (lambda r: _git(r, "checkout", "-q", "base", "--", "events/checkpoint"), _OURS),
        "their checkpoint": (lambda r: _git(r, "checkout", "-q", "theirs", "--", "events/checkpoint"), None),
        "old segments": (lambda r: _old_segments(r, "base"), None),
        "their segments": (lambda r: _old_segments(r, "theirs"), None),
        "the checkpoint removed": (lambda r: _git(r, "rm", "-q", "events/checkpoint"), _OURS),
        "the first segment removed": (lambda r: _git(r, "rm", "-q", "events/000000000001.jsonl"), None),
        "stash and pop": (_stashed, _OURS),
        "autocrlf": (_crlf, None),
        "reset to the base": (lambda r: _git(r, "reset", "-q", "--hard", "base"), _BASE),
        "patch of theirs": (_patched, None),
    }


def run(thorough: bool) -> Tally:
    """Do everything in small ledgers and in some of several segments, sealed at once or late."""
    tally = Tally()
    with folder() as root:
        for number, (text, late) in enumerate([(0, False), (200, True), (BIG, False), (BIG, True), (5, True)]):
            if not thorough and number > 1:
                break
            made = _branches(root / f"made-{number}", text)
            for what, (deed, wanted) in _deeds().items():
                repository = root / "repository"
                shutil.rmtree(repository, ignore_errors=True)
                shutil.copytree(made, repository)
                deed(repository)
                tally.note(*_judged(repository / "events", wanted, f"{what}, lines of {text} bytes", write=late))
    return tally


def _branches(made: Path, text: int) -> Path:
    made.mkdir()
    place = made / "events"
    more = {"text": "x" * text}
    _git(made, "init", "-q", "-b", "ours")
    _git(made, "config", "merge.conflictStyle", "merge")
    Files.create(str(place), SOURCE).close()
    for branch, appends in (("base", ([1], [2])), ("theirs", ([20],)), ("ours", ([10], [11]))):
        if branch != "base":
            _git(made, "checkout", "-q", *([] if branch == "ours" else ["-b"]), branch)
        for new in appends:
            with Files.open(str(place)) as store:
                store.append(batch(*new, **more))
        _git(made, "add", "-A")
        _git(made, "commit", "-q", "-m", branch)
        if branch == "base":
            _git(made, "tag", "base")
    return made


def _git(repository: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    env = os.environ | {
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_EDITOR": "true",
        **{f"GIT_{who}_{what}": "ana@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }  # fmt: skip
    return subprocess.run(["git", *words], cwd=repository, env=env, capture_output=True, check=False)


def _merge(repository: Path, driver: str) -> None:
    if driver:
        (repository / ".gitattributes").write_text(f"events/** -text merge={driver}\n")
    _git(repository, "merge", "theirs")


def _old_segments(repository: Path, commit: str) -> None:
    for path in (repository / "events").glob("*.jsonl"):
        path.unlink()
    shown = _git(repository, "archive", commit, "events").stdout
    aside = repository / "aside"
    aside.mkdir()
    subprocess.run(["tar", "-x", "-C", str(aside)], input=shown, check=True)
    for path in (aside / "events").glob("*.jsonl"):
        path.rename(repository / "events" / path.name)


def _stashed(repository: Path) -> None:
    (repository / "notes").write_text("mine")
    _git(repository, "stash", "-u")
    _git(repository, "stash", "pop")


def _crlf(repository: Path) -> None:
    _git(repository, "config", "core.autocrlf", "true")
    _git(repository, "rm", "-q", "--cached", "-r", "events")
    _git(repository, "reset", "-q", "--hard")
    for path in (repository / "events").glob("*.jsonl"):
        path.unlink()
    _git(repository, "checkout", "-q", "--", ".")


def _patched(repository: Path) -> None:
    patch = _git(repository, "diff", "base", "theirs", "--", "events").stdout
    (repository / "patch").write_bytes(patch)
    if _git(repository, "apply", "--reject", "patch").returncode == 0:
        return
    # What could not be applied is added by hand, as people do.
    added = [line[1:] + b"\n" for line in patch.split(b"\n") if line.startswith(b"+{")]
    last = max((repository / "events").glob("*.jsonl"))
    last.write_bytes(last.read_bytes() + b"".join(added))


def _judged(place: Path, wanted: list[int] | None, what: str, *, write: bool) -> tuple[bool, str]:
    """Hold what is read, and with `write` what is appended to, against what may be; damage has to have a name."""
    try:
        with Files.open(str(place)) as store:
            found = numbers(store)
            if write:
                store.append(batch(99))
                found = numbers(store)[:-1]
    except Damaged:
        named = {ailment.code for ailment in examine(str(place)).ailments if KINDS[ailment.code].grave}
        return wanted is None and bool(named - {"D99"}), f"{what}: refused as {sorted(named)}"
    except LegationError as error:
        return False, f"{what}: {error}"
    return found == wanted, f"{what}: taken for {found}"
