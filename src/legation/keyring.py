"""The private keys at hand: files that nobody else can read, outside any git work tree, and an ssh-agent."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from legation.agent import agent_keys
from legation.errors import KeyNotAtHand, KeyUnsafe
from legation.ids import slug
from legation.note import VerifierKey

_LONGEST = 65_536


class Holder(Protocol):
    """Something that signs with a private key, and tells where that is."""

    @property
    def public(self) -> bytes: ...

    @property
    def place(self) -> str: ...

    def sign(self, text: bytes) -> bytes: ...


class FileKey:
    """A private key in a file."""

    def __init__(self, path: Path) -> None:
        """Read it; raise KeyUnsafe if others could, or if it is none."""
        from legation.signing import PrivateKey

        self.place = str(path)
        _outside_git(path)
        try:
            self._key = PrivateKey.read(_private(path))
        except ValueError as error:
            remedy = "name a file that `legation key new` made, or add the key to your ssh-agent"
            raise KeyUnsafe(str(path), str(error), remedy) from None
        self.public = self._key.public

    def sign(self, text: bytes) -> bytes:
        """Return the signature of a text."""
        return self._key.sign(text)


def folder() -> Path:
    """Return where key files lie: $XDG_CONFIG_HOME/legation/keys."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path("~/.config").expanduser()) / "legation" / "keys"


def make(name: str, path: Path | None = None) -> tuple[VerifierKey, Path]:
    """Make a private key whose signatures bear a name, in a new file (mode 0600); raise KeyUnsafe or OSError."""
    from legation.signing import PrivateKey

    private = PrivateKey.new()
    key = VerifierKey.parse(VerifierKey(name, private.public).text())
    path = path or folder() / f"{slug(name)}-{key.id.hex()}.pem"
    _outside_git(path)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        raise KeyUnsafe(str(path), "a file stands there already", "name another: keys are never overwritten") from None
    with os.fdopen(fd, "wb") as file:
        file.write(private.pem())
        file.flush()
        os.fsync(fd)
    return key, path


def files() -> Iterator[Path]:
    """Yield the key files there are: the one named in $LEGATION_KEY, and those in the folder."""
    if named := os.environ.get("LEGATION_KEY"):
        yield Path(named)
    yield from sorted(folder().glob("*.pem"))


def holder(key: VerifierKey) -> Holder:
    """Return who can sign with a key: a file or the ssh-agent; raise KeyNotAtHand or KeyUnsafe."""
    named = os.environ.get("LEGATION_KEY")
    for path in files():
        # A folder may hold many keys: only what can be the right one is opened, and has to be safe.
        if str(path) == named or path.name.endswith(f"-{key.id.hex()}.pem"):
            found = FileKey(path)
            if found.public == key.public:
                return found
    for held in agent_keys():
        if held.public == key.public:
            return held
    agent = "the ssh-agent" if os.environ.get("SSH_AUTH_SOCK") else "no ssh-agent, as SSH_AUTH_SOCK is not set"
    raise KeyNotAtHand(key.text(), [*map(str, filter(None, (named, folder()))), agent])


def _outside_git(path: Path) -> None:
    for place in {path.absolute(), path.resolve()}:
        for above in place.parents:
            if (above / ".git").exists():
                remedy = f"keep it elsewhere, such as {folder()}"
                raise KeyUnsafe(str(path), f"it lies in a git work tree ({above}), which may be published", remedy)


def _private(path: Path) -> bytes:
    """Read a regular file that its owner alone can read; raise KeyUnsafe for any other."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        why = "it is a symbolic link" if error.errno == errno.ELOOP else f"it cannot be read ({error.strerror})"
        raise KeyUnsafe(str(path), why, "name the file itself") from None
    try:
        found = os.fstat(fd)
        mode = stat.S_IMODE(found.st_mode)
        if not stat.S_ISREG(found.st_mode):
            raise KeyUnsafe(str(path), "it is no regular file", "name the file itself")
        if found.st_uid != os.geteuid():
            raise KeyUnsafe(str(path), "it belongs to another user", "use a key of your own")
        if mode & 0o077:
            why, remedy = (
                f"others than you may use it (mode {mode:04o})",
                f"chmod 600 {path}, if nobody can have copied it",
            )
            raise KeyUnsafe(str(path), why, remedy)
        return os.read(fd, _LONGEST)
    finally:
        os.close(fd)
