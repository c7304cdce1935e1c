"""What leaves is whole, says what it stands on, and means nothing to the program that opens it."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest

from legation.errors import FileStands, NotWritten
from legation.export import EXPORTS, Lines, file_name, write
from legation.literal import literal
from legation.reading import Reading
from legation.row_source import RowSource
from legation.view import VIEWS
from readings import TODAY, nasty, reading
from trial import Trial, entity


@pytest.fixture(scope="module")
def at() -> Reading:
    return Reading(nasty(), TODAY)


def table(at: Reading, words: str = "") -> Lines:
    source = RowSource(VIEWS["people"](), at, words)
    return Lines(source.view, at, source.page(0, source.count), source.count_unfiltered, words)


def text(at: Reading, name: str, words: str = "") -> str:
    return "".join(EXPORTS[name]().text(table(at, words)))


@pytest.mark.parametrize("name", EXPORTS)
class TestEveryFormat:
    def test_it_says_its_moment_and_its_filter(self, at: Reading, name: str) -> None:
        told = text(at, name, "table")
        assert "17 Jul 2024" in told or "2024-07-17" in told, told
        assert str(at.position) in told
        assert "table" in told

    def test_no_character_in_it_hides_or_turns_text(self, at: Reading, name: str) -> None:
        for line in text(at, name).splitlines():
            assert literal(line.replace("\t", " ")) == line.replace("\t", " ")

    def test_it_names_no_file_by_what_the_ledger_says(self, at: Reading, name: str) -> None:
        assert re.fullmatch(
            r"people-2024-07-17-known-by-\d+\.[a-z]+", file_name(VIEWS["people"](), at, EXPORTS[name].ending)
        )


def test_no_cell_of_a_spreadsheet_is_a_formula(at: Reading) -> None:
    rows = list(csv.reader(StringIO(text(at, "csv"))))
    assert len(rows) == 3 + len(table(at).lines)
    assert not [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r]", cell)]
    assert any("'=HYPERLINK(1)" in row for row in rows)


def test_json_gives_every_name_back_as_it_was(at: Reading) -> None:
    told = json.loads(text(at, "json"))
    assert [row["name"] for row in told["rows"]] == [line.entry.cells[1] for line in table(at).lines]
    assert (told["view"], told["as_of"], told["known_by"]) == ("people", "2024-07-17", at.position)


def test_a_page_holds_no_tag_of_the_ledgers(at: Reading) -> None:
    trial = Trial()
    trial.append(entity("person:x", name="<script>alert(1)</script>"), entity("person:y", name='"><img src=x>'))
    tags: list[str] = []

    class Seen(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)

    Seen().feed(text(reading(trial), "html"))
    assert {"script", "img"}.isdisjoint(tags)
    assert tags.count("tr") == 3


def test_a_note_shows_marks_of_markdown_as_they_are() -> None:
    trial = Trial()
    trial.append(entity("person:x", name="a|b *bold* [x](y)"))
    [row] = [line for line in text(reading(trial), "markdown").splitlines() if "bold" in line]
    assert r"a\|b \*bold\* \[x\](y)" in row
    assert len(re.findall(r"(?<!\\)\|", row)) == len(VIEWS["people"].columns) + 2


class TestWriting:
    def test_a_file_is_whole_or_not_there(self, tmp_path: Path) -> None:
        def failing() -> object:
            yield "begun"
            raise OSError(28, "No space left on device")

        with pytest.raises(NotWritten, match=r"out\.csv was not written: No space left on device"):
            write(tmp_path / "out.csv", failing())  # type: ignore[arg-type]
        assert list(tmp_path.iterdir()) == []

    def test_what_stands_there_stays_unless_it_may_be_replaced(self, tmp_path: Path) -> None:
        place = tmp_path / "out.csv"
        place.write_text("mine")
        with pytest.raises(FileStands, match="is there already"):
            write(place, ["theirs"])
        assert place.read_text() == "mine"
        write(place, ["theirs"], replace=True)
        assert place.read_text() == "theirs"
        assert list(tmp_path.iterdir()) == [place]

    def test_a_link_that_leads_nowhere_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "out.csv").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(FileStands):
            write(tmp_path / "out.csv", ["text"])
        assert not (tmp_path / "elsewhere").exists()

    def test_a_folder_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(NotWritten, match="Name a file in a folder that can be written to"):
            write(tmp_path / "no" / "out.csv", ["text"])
