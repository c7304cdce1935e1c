"""The file system, one method a call: the seam at which tests record, fail and cut what a ledger does to a disk.

Names are looked up in an open directory and links are never followed, so what was looked at is what is used.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from legation.errors import LedgerBusy, NotWritable

# A FIFO must not keep us waiting for its other end.
_ALWAYS = os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
# Their locks hold on one machine only, or not at all, and they may write in another order than they were told.
_SHARED = re.compile(r"nfs|cifs|smb|afs|coda|ncp|davfs|vboxsf|fuse\.(sshfs|rclone|s3fs|davfs|gvfs|glusterfs|onedriver)")
_SYNCED = re.compile(r"dropbox|onedrive|google ?drive|nextcloud|owncloud|mobile documents|icloud", re.IGNORECASE)


class Disk:
    """The calls that a ledger makes; each raises OSError as the system does."""

    def directory(self, path: str) -> int:
        """Open a directory that is none by way of a link."""
        return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)

    def make_directory(self, path: str) -> None:
        """Make a directory and those above it, if they are missing."""
        Path(path).mkdir(parents=True, exist_ok=True)

    def names(self, directory: int) -> list[str]:
        """List a directory."""
        return os.listdir(directory)

    def stat(self, name: str, directory: int) -> os.stat_result:
        """Look at a name, not through it."""
        return os.stat(name, dir_fd=directory, follow_symlinks=False)

    def open(self, name: str, directory: int, flags: int = os.O_RDONLY) -> int:
        """Open a name in a directory; fails on a link."""
        return os.open(name, flags | _ALWAYS, 0o666, dir_fd=directory)

    def close(self, fd: int) -> None:
        """Close what was opened."""
        os.close(fd)

    def fstat(self, fd: int) -> os.stat_result:
        """Look at an open file."""
        return os.fstat(fd)

    def read(self, fd: int, count: int, offset: int) -> bytes:
        """Read at most `count` bytes."""
        return os.pread(fd, count, offset)

    def write(self, fd: int, data: memoryview) -> int:
        """Write, perhaps not all; return how much."""
        return os.write(fd, data)

    def truncate(self, fd: int, length: int) -> None:
        """Cut an open file."""
        os.ftruncate(fd, length)

    def sync(self, fd: int) -> None:
        """Make a file's bytes and length last, or a directory's names."""
        if hasattr(fcntl, "F_FULLFSYNC"):  # macOS: fsync alone leaves them in the drive's cache
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        else:
            os.fsync(fd)

    def sync_data(self, fd: int) -> None:
        """Make a file's bytes and length last, its times not."""
        if hasattr(os, "fdatasync"):
            os.fdatasync(fd)
        else:
            self.sync(fd)

    def rename(self, old: str, new: str, directory: int) -> None:
        """Give a file another name, in place of whatever bore it."""
        os.rename(old, new, src_dir_fd=directory, dst_dir_fd=directory)

    def unlink(self, name: str, directory: int) -> None:
        """Take a name away."""
        os.unlink(name, dir_fd=directory)

    def lock(self, directory: int, operation: int) -> None:
        """Lock or unlock an open directory (flock)."""
        fcntl.flock(directory, operation)

    def mounts(self) -> str:
        """Return the table of mounted file systems, empty where the system keeps none."""
        try:
            return Path("/proc/self/mountinfo").read_text(errors="surrogateescape")
        except OSError:
            return ""


def regular(disk: Disk, name: str, directory: int, flags: int = os.O_RDONLY) -> int:
    """Open a regular file of the directory; raise OSError that says what else it is."""
    try:
        fd = disk.open(name, directory, flags)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, "a symbolic link, not a regular file") from None
        raise
    if stat.S_ISREG(disk.fstat(fd).st_mode):
        return fd
    disk.close(fd)
    raise OSError(errno.EINVAL, "not a regular file")


@contextmanager
def closing(disk: Disk, fd: int) -> Iterator[int]:
    """Close `fd` in the end."""
    try:
        yield fd
    finally:
        disk.close(fd)


def write_all(disk: Disk, fd: int, data: bytes) -> None:
    """Write all of `data`, in one call if the system takes it."""
    rest = memoryview(data)
    while rest:
        rest = rest[disk.write(fd, rest) :]


def lock(disk: Disk, directory: int, operation: int, place: str, patience: float) -> None:
    """Wait at most `patience` seconds for a lock; raise LedgerBusy, or NotWritable where there is none to write by."""
    deadline, wait = time.monotonic() + patience, 0.001
    while True:
        try:
            disk.lock(directory, operation | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise LedgerBusy(place, patience) from None
            time.sleep(wait)
            wait = min(wait * 2, 0.004)
        except OSError as error:
            if operation == fcntl.LOCK_EX:
                why = unfit(disk, place) or f"its file system gives no lock ({error.strerror})"
                raise NotWritable(place, why) from None
            return  # Reading works everywhere.
        else:
            return


def unfit(disk: Disk, path: str) -> str:
    """Say why a place cannot keep what an append promises; empty for a local file system (storage.md 2)."""
    real = os.path.realpath(path)
    kind, longest = "", -1
    for line in disk.mounts().splitlines():
        left, _, right = line.partition(" - ")
        mount = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), left.split(" ")[4])
        if len(mount) >= longest and (real == mount or real.startswith(mount.rstrip("/") + "/")):
            kind, longest = right.split(" ")[0], len(mount)
    if _SHARED.match(kind):
        return f"{kind} is a network file system, whose locks and flushes cannot be relied on"
    if any(_SYNCED.match(part) for part in Path(real).parts):
        return "the folder is synchronised by another program, which moves files apart that belong together"
    return ""
