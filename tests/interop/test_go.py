"""What is published and proved is what Go's own transparency logs say: golang.org/x/mod/sumdb/note and tlog.

It runs where Go and that module's source are at hand, as Debian installs them:
apt-get install golang-go golang-golang-x-mod-dev. `main.go` beside this file holds everything against them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.note import Signature, VerifierKey
from legation.proof import Consistency, Inclusion
from legation.signing import PrivateKey
from legation.tiles import publish
from legation.tree import Checkpoint, Frontier, consistency, inclusion, leaf

SOURCES = Path("/usr/share/gocode")
SIZES = (1, 2, 3, 255, 256, 257, 1_000, 70_000)
KEY = PrivateKey.new()
NAME = "example.org,2026:desk"
VERIFIER = VerifierKey(NAME, KEY.public)

pytestmark = pytest.mark.skipif(
    not shutil.which("go") or not (SOURCES / "src/golang.org/x/mod/sumdb/tlog").is_dir(),
    reason="Go and golang.org/x/mod are not installed",
)


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("go")
    program = folder / "interop"
    subprocess.run(
        ["go", "build", "-o", program, Path(__file__).with_name("main.go")],
        check=True, cwd=folder, timeout=120,
        env={**os.environ, "GO111MODULE": "off", "GOPATH": str(SOURCES), "GOCACHE": str(folder / "cache")},
    )  # fmt: skip
    return program


def entries(size: int) -> Iterator[bytes]:
    # Some are as long as an entry can be.
    return (b"x" * 65_535 if n % 9_000 == 8 else f"event {n}".encode() for n in range(size))


def signed(size: int) -> Checkpoint:
    frontier = Frontier()
    for entry in entries(size):
        frontier.append(leaf(entry))
    checkpoint = Checkpoint(NAME, size, frontier.root())
    return checkpoint._replace(signatures=(Signature(NAME, VERIFIER.id, KEY.sign(checkpoint.text())),))


def checked(checker: Path, place: Path, proofs: list[Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checker, VERIFIER.text(), place, *proofs], capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("size", SIZES)
def test_go_takes_a_log_of_any_size_and_every_proof_of_it(checker: Path, tmp_path: Path, size: int) -> None:
    checkpoint, place = signed(size), tmp_path / "log"
    publish(place, entries, checkpoint)
    every = list(entries(size))
    leaves = [leaf(entry) for entry in every]
    several = sorted({0, 1, size // 3, size // 2, 255, 256, size - 2, size - 1} & set(range(size)))
    proofs = []
    for index in several:
        proof = Inclusion(index + 1, tuple(inclusion(leaves, index, size)), checkpoint, every[index])
        proofs.append(tmp_path / f"{index}.tlog-proof")
        proofs[-1].write_bytes(proof.raw())
    for old in sorted({n for n in several if n} | {size}):
        proofs.append(tmp_path / f"{old}.consistency")
        proofs[-1].write_bytes(Consistency(old, tuple(consistency(leaves, old, size)), checkpoint).raw())
    done = checked(checker, place, proofs)
    assert (done.returncode, done.stdout) == (0, f"{size} entries, {len(proofs)} proofs\n"), done.stderr


def test_go_takes_a_log_that_grew_step_by_step(checker: Path, tmp_path: Path) -> None:
    for size in (1, 200, 255, 256, 300, 511, 513, 1_000):
        publish(tmp_path / "log", entries, signed(size))
        assert checked(checker, tmp_path / "log", []).returncode == 0


def test_go_refuses_what_was_tampered_with(checker: Path, tmp_path: Path) -> None:
    """The check itself is one: what it is handed broken, it refuses."""
    publish(tmp_path / "log", entries, signed(300))
    for file in sorted(file for file in (tmp_path / "log").rglob("*") if file.is_file()):
        raw = file.read_bytes()
        file.write_bytes(raw[:9] + bytes([raw[9] ^ 1]) + raw[10:])
        assert checked(checker, tmp_path / "log", []).returncode == 1, file
        file.write_bytes(raw)
