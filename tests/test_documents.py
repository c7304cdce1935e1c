"""Documents are found by what they hold, and their lines are the pieces between LF bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from legation import documents
from legation.documents import Documents, measure, span_sha256, split

TEXT = b"one\ntwo \r\nthree\xe2\x80\xa8still three\x0b\x0c\x85\n\nfive \xff no utf-8"
LINES = (b"one", b"two \r", b"three\xe2\x80\xa8still three\x0b\x0c\x85", b"", b"five \xff no utf-8")


def sha(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


@contextmanager
def somebody(folder: Path) -> Iterator[None]:
    """Go on as a user to whom `folder` belongs and who is not root, who may read everything."""
    me, nobody = os.geteuid(), 65534
    if me == 0:
        os.chown(folder, nobody, -1)
        os.seteuid(nobody)
    try:
        yield
    finally:
        os.seteuid(me)


class TestLines:
    def test_only_lf_ends_a_line(self) -> None:
        assert split(TEXT) == LINES

    @pytest.mark.parametrize(
        ("raw", "lines"),
        [
            (b"", ()),
            (b"\n", (b"",)),
            (b"a\n", (b"a",)),
            (b"a\n ", (b"a", b" ")),
            (b"a\n\n", (b"a", b"")),
            (b"a", (b"a",)),
        ],
    )
    def test_an_empty_last_piece_is_not_a_line(self, raw: bytes, lines: tuple[bytes, ...]) -> None:
        assert split(raw) == lines

    def test_a_span_is_joined_with_lf_and_has_none_at_its_end(self) -> None:
        assert span_sha256(LINES, 1, 2) == sha(b"one\ntwo \r")
        assert span_sha256(LINES, 5, 5) == sha(b"five \xff no utf-8")
        assert span_sha256(LINES, 1, 5) == sha(TEXT)
        assert span_sha256(split(b"a\nb\n"), 1, 2) == sha(b"a\nb")

    def test_nothing_is_trimmed_or_normalised(self) -> None:
        assert len({span_sha256((line,), 1, 1) for line in (b"a", b" a", b"a ", b"a\r")}) == 4
        assert span_sha256(("é".encode(),), 1, 1) != span_sha256(("e\u0301".encode(),), 1, 1)

    @pytest.mark.parametrize(("a", "b"), [(0, 1), (1, 6), (3, 2), (6, 6), (-1, 1)])
    def test_lines_outside_have_no_hash(self, a: int, b: int) -> None:
        with pytest.raises(IndexError):
            span_sha256(LINES, a, b)


class TestMeasure:
    def test_it_tells_hash_bytes_and_lines(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(TEXT)
        assert measure(tmp_path / "a") == (sha(TEXT), len(TEXT), 5)

    def test_a_person_may_name_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(TEXT)
        (tmp_path / "b").symlink_to(tmp_path / "a")
        assert measure(tmp_path / "b").sha256 == sha(TEXT)

    def test_what_is_no_file_is_refused(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        for path in (tmp_path, tmp_path / "nothing", tmp_path / "pipe", "/dev/null"):
            with pytest.raises(OSError, match=r".+"):
                measure(path)

    def test_what_is_too_large_is_refused(self, tmp_path: Path) -> None:
        with (tmp_path / "large").open("wb") as file:
            file.truncate(documents.LARGEST + 1)
        with pytest.raises(OSError, match="at most"):
            measure(tmp_path / "large")


class TestFinding:
    def test_a_document_is_found_by_its_hash_whatever_it_is_called(self, tmp_path: Path) -> None:
        (tmp_path / "deep" / "er").mkdir(parents=True)
        (tmp_path / "deep" / "er" / "\x1b[2Jname").write_bytes(TEXT)
        (tmp_path / "other").write_bytes(b"something else")
        found = Documents([tmp_path / "other", tmp_path / "deep", tmp_path / "nowhere"])
        assert found.lines(sha(TEXT)) == LINES
        assert found.lines(sha(TEXT), len(TEXT)) == LINES
        assert found.lines(sha(b"something else")) is None

    def test_the_size_is_trusted_to_pass_files_over(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(TEXT)
        assert Documents([tmp_path]).lines(sha(TEXT), len(TEXT) + 1) is None

    def test_no_directory_holds_nothing(self) -> None:
        assert Documents().lines(sha(TEXT)) is None

    def test_no_link_is_followed(self, tmp_path: Path) -> None:
        (tmp_path / "outside").mkdir()
        (tmp_path / "outside" / "a").write_bytes(TEXT)
        (tmp_path / "inside").mkdir()
        (tmp_path / "inside" / "folder").symlink_to(tmp_path / "outside")
        (tmp_path / "inside" / "file").symlink_to(tmp_path / "outside" / "a")
        assert Documents([tmp_path / "inside"]).lines(sha(TEXT)) is None

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert Documents([tmp_path]).lines(sha(TEXT)) is None

    def test_what_must_not_be_read_is_passed_over(self) -> None:
        with TemporaryDirectory() as folder, somebody(Path(folder)):
            text = Path(folder, "a")
            text.write_bytes(TEXT)
            assert Documents([Path(folder)]).lines(sha(TEXT))
            text.chmod(0)
            assert Documents([Path(folder)]).lines(sha(TEXT)) is None

    def test_a_file_that_is_too_large_is_passed_over(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(documents, "LARGEST", len(TEXT) - 1)
        (tmp_path / "a").write_bytes(TEXT)
        assert Documents([tmp_path]).lines(sha(TEXT)) is None

    def test_a_file_changed_under_the_same_size_is_read_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(documents, "_FRESH", 0.0)
        one, other = b"a first text", b"another text"
        found = Documents([tmp_path])
        (tmp_path / "a").write_bytes(one)
        assert found.lines(sha(other)) is None
        (tmp_path / "a").write_bytes(other)
        os.utime(tmp_path / "a", (1, 1))
        assert found.lines(sha(other)) == (other,)

    def test_an_unchanged_file_is_not_read_twice_in_vain(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(TEXT)
        found = Documents([tmp_path])
        assert found.lines(sha(b"?")) is None
        os.utime(tmp_path / "a", ns=(0, (tmp_path / "a").stat().st_mtime_ns))
        read_at = (tmp_path / "a").stat().st_atime_ns
        assert found.lines(sha(b"?")) is None
        assert (tmp_path / "a").stat().st_atime_ns == read_at

    def test_only_so_much_text_is_kept_in_memory(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(documents, "_HELD", 12)
        texts = [b"a" * 6, b"b" * 6, b"c" * 6]
        for text in texts:
            (tmp_path / text.decode()).write_bytes(text)
        found = Documents([tmp_path])
        for text in texts:
            assert found.lines(sha(text)) == (text,)
        for text in texts:
            (tmp_path / text.decode()).unlink()
        assert [found.lines(sha(text)) for text in texts] == [None, (texts[1],), (texts[2],)]


REAL = {  # domain.md 3.1
    "b30a42f560f7b16df31d61790b9e50edd01131419c74d78ced26c3615531d90c": (3810, 30),
    "bf9f18850d1ccd10fe7026faa7e4fda2e6162980f3aba95214b4d52e5648c7a3": (3688, 32),
    "e8929817e9acbd788331c335843eb0d72d1c1313e6c2ad01105850c0faedafbd": (2484, 23),
    "21bfccd0acdf93075d0a486981ac8a7c4af7df113f2966297742a8a64c734071": (13632, 49),
    "f8f1bc449c1f7b326338fa2d4e398e9539687f8161a673df5656479543543e4a": (37097, 663),
}
SPANS = {  # domain.md 3.3
    ("21bf", 7, 7): "be467979898a2c7f282b5f48b7cd4b8ce2caa9a921f134e1ca98047f5fec4178",
    ("f8f1", 647, 652): "1681b580c828f9672e461a416494d822437578b6958c5a9db810d769654d0c57",
    ("e892", 23, 23): "70de1e74682a03141ab3f050d5c8d9de97ea6f12615cc8e9dbc5e4f2314bec9f",
}


@pytest.mark.skipif("LEGATION_DOCUMENTS" not in os.environ, reason="LEGATION_DOCUMENTS does not say where they are")
class TestTheFiveDocuments:
    @pytest.fixture
    def found(self) -> Documents:
        return Documents(os.environ["LEGATION_DOCUMENTS"].split(os.pathsep))

    @pytest.mark.parametrize("sha256", REAL)
    def test_they_are_found_and_have_the_lines_they_should(self, found: Documents, sha256: str) -> None:
        size, count = REAL[sha256]
        lines = found.lines(sha256, size)
        assert lines is not None
        assert len(lines) == count

    @pytest.mark.parametrize("place", SPANS)
    def test_spans_have_their_published_hashes(self, found: Documents, place: tuple[str, int, int]) -> None:
        begin, a, b = place
        lines = found.lines(next(sha256 for sha256 in REAL if sha256.startswith(begin)))
        assert lines is not None
        assert span_sha256(lines, a, b) == SPANS[place]
