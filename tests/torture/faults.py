"""Faults seeded on purpose, by name: whoever does not notice them has proved nothing.

A fault holds in this process and, by the environment, in those that rows start through `torture.child`.
"""

from __future__ import annotations

import os
import secrets
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson
import pytest

from legation import commit, comparing, disk, fact, log, read_model, segments, store
from legation.disk import Disk
from legation.fact import Batch, encode
from legation.segments import SEAL
from legation.stores import files
from legation.tree import Checkpoint, leaf, origin

NAME = "LEGATION_SEEDED_FAULT"
Patch = pytest.MonkeyPatch


def _lines_are_not_flushed(patch: Patch) -> None:
    patch.setattr(Disk, "sync_data", lambda self, fd: None)


def _files_and_names_are_not_flushed(patch: Patch) -> None:
    patch.setattr(Disk, "sync", lambda self, fd: None)


def _the_seal_leads(patch: Patch) -> None:
    write = commit.write

    def sealed_first(disk_: Disk, directory: int, log_: log.Log, entries: Sequence[bytes]) -> log.Log:
        frontier = log_.frontier.copy()
        for entry in entries:
            frontier.append(leaf(entry))
        commit.write_seal(disk_, directory, Checkpoint(origin(log_.source), frontier.size, frontier.root()))
        return write(disk_, directory, log_, entries)

    patch.setattr(commit, "write", sealed_first)


def _the_seal_is_written_in_place(patch: Patch) -> None:
    def in_place(disk_: Disk, directory: int, seal: Checkpoint) -> None:
        fd = disk_.open(SEAL, directory, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        disk.write_all(disk_, fd, seal.text())
        disk_.sync(fd)
        disk_.close(fd)
        disk_.sync(directory)

    patch.setattr(commit, "write_seal", in_place)


def _the_seal_is_renamed_unflushed(patch: Patch) -> None:
    def unflushed(disk_: Disk, directory: int, seal: Checkpoint) -> None:
        if f".{SEAL}.tmp" in disk_.names(directory):
            disk_.unlink(f".{SEAL}.tmp", directory)
        fd = disk_.open(f".{SEAL}.tmp", directory, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        disk.write_all(disk_, fd, seal.text())
        disk_.close(fd)
        disk_.rename(f".{SEAL}.tmp", SEAL, directory)
        disk_.sync(directory)

    patch.setattr(commit, "write_seal", unflushed)


def _recovery_seals_what_was_not_flushed(patch: Patch) -> None:
    patch.setattr(commit, "flush", lambda *arguments: None)


def _a_torn_tail_is_left_where_it_is(patch: Patch) -> None:
    patch.setattr(commit, "set_aside", lambda disk_, directory, log_: (log_.without_tail(), "torn-nowhere"))


def _a_torn_tail_is_cut_without_a_copy(patch: Patch) -> None:
    def cut(disk_: Disk, directory: int, log_: log.Log) -> tuple[log.Log, str]:
        last = log_.segments[-1]
        fd = disk_.open(last.name, directory, os.O_RDWR)
        disk_.truncate(fd, log_.end - last.start)
        disk_.sync_data(fd)
        disk_.close(fd)
        return log_.without_tail(), "torn-nowhere"

    patch.setattr(commit, "set_aside", cut)


def _what_an_error_left_is_not_taken_back(patch: Patch) -> None:
    patch.setattr(commit, "_take_back", lambda *arguments: None)


def _an_error_is_told_as_success(patch: Patch) -> None:
    write = commit.write

    def write_or_not(disk_: Disk, directory: int, log_: log.Log, entries: Sequence[bytes]) -> log.Log:
        try:
            return write(disk_, directory, log_, entries)
        except OSError:
            return log_

    patch.setattr(commit, "write", write_or_not)


def _nobody_waits_for_a_lock(patch: Patch) -> None:
    patch.setattr(Disk, "lock", lambda self, directory, operation: None)


def _links_are_followed(patch: Patch) -> None:
    patch.setattr(disk, "_ALWAYS", os.O_CLOEXEC | os.O_NONBLOCK)
    patch.setattr(Disk, "stat", lambda self, name, directory: os.stat(name, dir_fd=directory))


def _hard_links_are_written(patch: Patch) -> None:
    patch.setattr(commit, "_own", lambda disk_, directory, name, flags: disk.regular(disk_, name, directory, flags))


def _each_line_is_a_batch(patch: Patch) -> None:
    def alone(events: Sequence[store.Event], size: int, source: str) -> list[bytes]:
        return [
            encode({**event, "position": size + i, "batch": str(Batch(secrets.token_hex(8), 1, 1))})
            for i, event in enumerate(events, 1)
        ]

    patch.setattr(files, "lines", alone)


def _the_root_is_not_compared(patch: Patch) -> None:
    patch.setattr(log._Walk, "compare", lambda self: None)


def _every_tail_is_torn(patch: Patch) -> None:
    def torn(disk_: Disk, directory: int, found: Sequence[segments.Segment], walk: Any) -> int:
        return int(found[-1].end - walk.end) if found else 0

    patch.setattr(log, "_torn", torn)


def _the_expected_size_is_not_compared(patch: Patch) -> None:
    append = files.Files.append
    patch.setattr(files.Files, "append", lambda self, make, expect=None: append(self, make))


def _any_json_is_a_line(patch: Patch) -> None:
    for module in (fact, log, store):
        patch.setattr(module, "decode", orjson.loads)


def _a_checkpoint_is_read_however_it_is_written(patch: Patch) -> None:
    def lenient(text: bytes) -> Checkpoint:
        try:
            name, size, root = text.decode().split("\n")[:3]
            return Checkpoint(name, int(size), b64decode(root))
        except ValueError:
            raise fact.NotCanonical("no checkpoint") from None

    patch.setattr(Checkpoint, "parse", lenient)


def _a_checkpoint_is_unpacked_unseen(patch: Patch) -> None:
    def unseen(text: bytes) -> Checkpoint:
        name, size, root = text.decode().split("\n")[:3]
        return Checkpoint(name, int(size), b64decode(root))

    patch.setattr(Checkpoint, "parse", unseen)


def _tables_of_any_version_are_believed(patch: Patch) -> None:
    patch.setattr(read_model.ReadModel, "_is_current", lambda self, head: self.meta("size") == str(head.size))


def _tables_are_not_compared(patch: Patch) -> None:
    patch.setattr(comparing, "_apart", lambda *arguments: iter(()))


def _a_past_row_forgets_its_last_event(patch: Patch) -> None:
    from legation import reading, replay

    def forgetful(projection: Any, facts: Any, mine: Any) -> Any:
        return replay_fold(projection, list(facts)[:-1], mine)

    replay_fold = replay.fold
    patch.setattr(reading, "fold", forgetful)


def _evidence_leaves_out_an_event(patch: Patch) -> None:
    from legation.reading import Reading

    evidence = Reading.evidence
    patch.setattr(Reading, "evidence", lambda self, projection, *key: evidence(self, projection, *key)[1:])


def _a_change_is_not_told(patch: Patch) -> None:
    from legation import changes

    told = changes.changes
    patch.setattr(changes, "changes", lambda *arguments, **more: list(told(*arguments, **more))[1:])


def _a_preview_leaves_out_a_change(patch: Patch) -> None:
    from legation import preview

    told = preview.preview

    def shortened(*arguments: Any, **more: Any) -> Any:
        changed, rows, twins = told(*arguments, **more)
        return list(changed)[1:], list(rows)[1:], twins

    patch.setattr(preview, "preview", shortened)


def _an_answer_rests_on_one_event_less(patch: Patch) -> None:
    from legation import determining

    found = determining.determining

    def shortened(*arguments: Any, **more: Any) -> Any:
        told = found(*arguments, **more)
        return told._replace(positions=told.positions[1:])

    patch.setattr(determining, "determining", shortened)


FAULTS: dict[str, Callable[[Patch], None]] = {
    name.removeprefix("_").replace("_", " "): seed
    for name, seed in list(globals().items())
    if name.startswith("_") and getattr(seed, "__annotations__", {}).get("patch") == "Patch"
}


@contextmanager
def seeded(name: str) -> Iterator[None]:
    """Break the code in this way, here and in the processes that rows start, until the block ends."""
    with Patch.context() as patch:
        patch.setenv(NAME, name)
        FAULTS[name](patch)
        yield


def is_seeded() -> bool:
    """Tell whether the code is broken just now."""
    return NAME in os.environ


def seed_from_environment() -> None:
    """Break the code for good as the process that started this one asks; by default, not at all."""
    if name := os.environ.get(NAME):
        FAULTS[name](Patch())
