"""Private keys: where they may lie, who else may read them, and an ssh-agent that keeps them to itself."""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from legation import keyring
from legation.agent import AgentKey, agent_keys
from legation.errors import KeyNotAtHand, KeyUnsafe
from legation.keyring import FileKey, folder, holder, make
from legation.note import VerifierKey
from legation.signing import PrivateKey, verified

NAME = "example.org,2026:desk"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.delenv("LEGATION_KEY", raising=False)
    return tmp_path


def test_a_new_key_is_a_file_of_its_owner_alone_and_signs_under_its_name() -> None:
    key, path = make(NAME)
    assert (path.parent, path.stat().st_mode & 0o777) == (folder(), 0o600)
    assert path.name == f"example-org-2026-desk-{key.id.hex()}.pem"
    assert path.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----\n")
    found = holder(key)
    assert (found.public, found.place, key.name) == (key.public, str(path), NAME)
    assert verified(key.public, found.sign(b"text"), b"text")
    assert not verified(key.public, found.sign(b"text"), b"other")


def test_two_keys_of_one_name_are_told_apart_by_their_id() -> None:
    one, other = make(NAME)[0], make(NAME)[0]
    assert one != other
    assert [holder(key).public for key in (one, other)] == [one.public, other.public]


def test_a_key_that_is_named_is_found_wherever_it_lies(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, path = make(NAME, home / "safe" / "mine")
    with pytest.raises(KeyNotAtHand, match="LEGATION_KEY"):
        holder(key)
    monkeypatch.setenv("LEGATION_KEY", str(path))
    assert holder(key).public == key.public


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o666, 0o610])
def test_a_file_that_others_may_use_is_refused(mode: int) -> None:
    key, path = make(NAME)
    path.chmod(mode)
    with pytest.raises(KeyUnsafe, match=f"{mode:04o}.*chmod 600"):
        holder(key)


def test_a_key_in_a_git_work_tree_is_neither_made_nor_used(home: Path) -> None:
    key, path = make(NAME, home / "tree" / "deep" / "key.pem")
    (home / "tree" / ".git").mkdir()
    with pytest.raises(KeyUnsafe, match="git work tree"):
        FileKey(path)
    with pytest.raises(KeyUnsafe, match="git work tree"):
        make(NAME, home / "tree" / "another.pem")
    assert not (home / "tree" / "another.pem").exists()
    # Of a linked work tree, .git is a file; and a link from outside leads in all the same.
    (home / "tree" / ".git").rmdir()
    (home / "tree" / ".git").write_text("gitdir: elsewhere")
    (home / "door").symlink_to(home / "tree" / "deep")
    with pytest.raises(KeyUnsafe, match="git work tree"):
        FileKey(home / "door" / "key.pem")
    assert key


def test_what_is_no_file_of_its_own_is_refused(home: Path) -> None:
    _, path = make(NAME)
    link, fifo = home / "link.pem", home / "fifo.pem"
    link.symlink_to(path)
    os.mkfifo(fifo, 0o600)
    for place, why in ((link, "symbolic link"), (fifo, "no regular file"), (home, "no regular file"),
                       (home / "nothing", "cannot be read")):  # fmt: skip
        with pytest.raises(KeyUnsafe, match=why):
            FileKey(place)


def test_what_is_no_ed25519_key_is_refused_in_words(home: Path) -> None:
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    def written(
        key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey, how: form.KeySerializationEncryption
    ) -> bytes:
        return key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, how)

    place = home / "key.pem"
    other = written(ec.generate_private_key(ec.SECP256R1()), form.NoEncryption())
    locked = written(ed25519.Ed25519PrivateKey.generate(), form.BestAvailableEncryption(b"secret"))
    empty = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    for raw, why in ((b"", "no private key"), (b"\xff" * 99, "no private key"), (empty, "no private key"),
                     (other, "another kind"), (locked, "encrypted")):  # fmt: skip
        place.write_bytes(raw)
        place.chmod(0o600)
        with pytest.raises(KeyUnsafe, match=why):
            FileKey(place)


def test_a_key_file_is_never_overwritten(home: Path) -> None:
    _, path = make(NAME, home / "key.pem")
    before = path.read_bytes()
    with pytest.raises(KeyUnsafe, match="never overwritten"):
        make(NAME, path)
    assert path.read_bytes() == before


@pytest.fixture
def agent(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Start a real ssh-agent with one Ed25519 key and one of another kind."""
    if not shutil.which("ssh-agent"):
        pytest.skip("ssh-agent is not installed")
    door = home / "agent"
    process = subprocess.Popen(["ssh-agent", "-D", "-a", door], stdout=subprocess.PIPE)
    try:
        assert process.stdout
        process.stdout.readline()  # it is listening once it has said where
        monkeypatch.setenv("SSH_AUTH_SOCK", str(door))
        for kind, name in (("ed25519", "mine"), ("ecdsa", "other")):
            subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", name, "-f", home / name], check=True)
            subprocess.run(["ssh-add", "-q", home / name], check=True)
        yield door
    finally:
        process.terminate()
        process.wait(10)


def test_an_ssh_agent_signs_with_the_ed25519_keys_it_holds(agent: Path) -> None:
    (held,) = agent_keys()
    assert (held.comment, len(held.public)) == ("mine", 32)
    found = holder(VerifierKey(NAME, held.public))
    assert found.place == "ssh-agent (mine)"
    assert verified(held.public, found.sign(b"text"), b"text")
    with pytest.raises(OSError, match="refused to sign"):
        AgentKey(bytes(32), "nobody").sign(b"text")
    with pytest.raises(KeyNotAtHand):
        holder(VerifierKey(NAME, PrivateKey.new().public))


def listing(kind: bytes, *more: bytes) -> bytes:
    """Return the answer of an agent that holds one key of a kind, with more behind it."""

    def string(data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + data

    blob = string(string(kind) + string(bytes(32)))
    return string(b"\x0c" + struct.pack(">I", 1) + blob + string(b"mine") + b"".join(map(string, more)))


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"\0", b"\0\0\0\1", b"\0\0\0\1\5", b"\xff\xff\xff\xff", b"\0\0\0\5\x0c\0\0\0\2",
        b"\0\0\0\5\x0c\xff\xff\xff\xff",
        b"\0\0\0\x0d\x0c\0\0\0\1\0\0\0\0\0\0\0\0", b"\0\0\0\x0d\x0c\0\0\0\1\0\0\0\7abcd",
        listing(b"ssh-other"), listing(b"ssh-ed25519", bytes(1 << 20)),
    ],
)  # fmt: skip
def test_what_answers_otherwise_than_agents_do_holds_no_key(
    home: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    monkeypatch.setenv("SSH_AUTH_SOCK", str(home / "door"))
    assert agent_keys() == []
    assert answered(home, answer) == []


def answered(home: Path, answer: bytes) -> list[AgentKey]:
    """Return the keys of an agent that answers so."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(home / "door"))
        server.listen()

        def serve() -> None:
            one, _ = server.accept()
            with one, suppress(OSError):
                one.recv(99)
                one.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        found = agent_keys()
        thread.join(10)
    return found


def test_an_agent_is_understood_byte_for_byte(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_AUTH_SOCK", str(home / "door"))
    assert answered(home, listing(b"ssh-ed25519")) == [AgentKey(bytes(32), "mine")]


def test_without_the_package_that_signs_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from legation.errors import SigningNotInstalled

    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric", None)
    with pytest.raises(SigningNotInstalled, match=r"pip install 'legation\[sign\]'"):
        keyring.make(NAME)
