"""What a fact rests on, in words: whose voice, how sure, on which lines, and what these say if they are at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from legation.citation import Citation, citations, voice
from legation.documents import Documents
from legation.reading import Reading
from readings import court, model_of, reading, seen, unchecked
from trial import REPORT, cited, event, retract, source

SECOND = "On the ninth of May the envoys of Freedonia arrived by train in the capital of Sylvania."


def citation(folder: Path | None = None, **more: Any) -> Citation:
    """Return the one piece of evidence of a fact that cites lines 1 to 2 of the report."""
    trial = court(seen("rufus", "2021", evidence=[cited(1, 2, **more)]))
    at = reading(trial)
    [found] = citations(at.fact(8), at, Documents([folder]) if folder else None)
    return found


class TestVoice:
    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({"voice": "body"}, "reported"),
            ({"voice": "heading"}, "a heading"),
            ({"voice": "caption"}, "a caption"),
            ({"voice": "author"}, "the authors’ opinion"),
            ({"voice": "third_party"}, "claimed by somebody unnamed"),
            ({"voice": "speaker", "speaker": "person:vera"}, "claimed by Vera Marcal"),
        ],
    )
    def test_who_speaks_is_told_by_name(self, given: dict[str, str], told: str) -> None:
        assert citation(**given).voice == told

    def test_an_inference_names_its_rule_and_the_events_it_rests_on(self) -> None:
        inferred = {"stance": "inferred", "rule": "year-from-heading"}
        assert citation(**inferred, basis=[]).voice == "inferred (year from heading)"
        trial = court(seen("rufus", "2021", id="a"), seen("rufus", "2022", id="b"))
        trial.append(seen("rufus", "2023", evidence=[cited(2, **inferred, basis=["a", "b"])]))
        at = reading(trial)
        [piece] = at.fact(10).data["evidence"]
        assert voice(piece, at) == "inferred (year from heading, from #8 #9)"
        trial.append(retract("a"))
        assert voice(piece, reading(trial)) == "inferred (year from heading, from #8 (struck) #9)"
        assert voice(piece, Reading(model_of(trial), "2024-07-17", 10)) == voice(piece, at)

    def test_a_speaker_is_called_what_he_is_called_at_the_moment(self) -> None:
        trial = court(seen("rufus", "2021", evidence=[cited(voice="speaker", speaker="person:vera")]))
        trial.append(event("entity.named", entity="person:vera", name="Vera M.", use="official"))
        [piece] = reading(trial).fact(8).data["evidence"]
        assert [voice(piece, reading(trial, position=p)) for p in (8, None)] == [
            "claimed by Vera Marcal",
            "claimed by Vera M.",
        ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, ""),
        ({"certainty": "certain", "polarity": "affirmed"}, ""),
        ({"certainty": "probable"}, "probable"),
        ({"polarity": "denied"}, "denied"),
        ({"certainty": "possible", "polarity": "denied"}, "possible, denied"),
    ],
)
def test_doubt_is_told_and_certainty_is_not(given: dict[str, str], told: str) -> None:
    assert citation(**given).doubt == told


def test_the_place_is_title_and_lines() -> None:
    assert citation().place == "Report · lines 1–2"
    assert Citation("doc:x", "Note", (7, 7), "reported").place == "Note · line 7"


def test_every_piece_of_evidence_is_a_citation_and_a_reason_is_none() -> None:
    trial = court(seen("rufus", "2021", evidence=[cited(2), cited(1), cited(3, 4)]))
    at = reading(trial)
    assert [piece.lines for piece in citations(at.fact(8), at)] == [(2, 2), (1, 1), (3, 4)]
    assert citations(at.fact(7), at) == []


class TestText:
    def test_the_lines_are_given_with_their_numbers_if_the_file_is_at_hand(self, tmp_path: Path) -> None:
        (tmp_path / "any-name.txt").write_bytes(REPORT)
        found = citation(tmp_path)
        assert (found.text, found.missing) == (((1, "Report of a made-up year"), (2, SECOND)), "")

    def test_without_documents_nobody_asks_for_them(self) -> None:
        assert (citation().text, citation().missing) == ((), "")

    def test_where_it_is_not_at_hand_it_is_said_how_to_get_it(self, tmp_path: Path) -> None:
        (tmp_path / "another.txt").write_bytes(REPORT + b"a line more\n")
        found = citation(tmp_path)
        assert found.text == ()
        assert found.missing.startswith("The lines are not at hand. To read them: --documents DIR, holding the file")
        assert found.missing.endswith("fingerprint 38f6182d…")

    @pytest.mark.parametrize("name", ["report.txt", "Report.TXT", "report"])
    def test_a_file_of_its_name_that_was_not_the_one_read_is_told_by_both_fingerprints(
        self, tmp_path: Path, name: str
    ) -> None:
        (tmp_path / name).write_bytes(b"another\n")
        found = citation(tmp_path)
        assert (found.text, found.differs) == ((), True)
        assert found.missing == "✗ the file is not the one that was read: expected 38f6182d…, found 33a7b215…"

    @pytest.mark.parametrize("lines", [[1, 2], [0, 1], [4, 5], [3, 2], [9, 9]])
    def test_lines_that_are_not_what_was_read_are_not_shown(self, tmp_path: Path, lines: list[int]) -> None:
        (tmp_path / "report.txt").write_bytes(REPORT)
        piece = {**cited(1), "lines": lines}
        model = unchecked(source(), seen("rufus", "2021", evidence=[piece]))
        at = Reading(model, "2024-07-17")
        [found] = citations(at.fact(2), at, Documents([tmp_path]))
        assert found.text == ()
        assert found.missing == "✗ the lines at hand are not the ones that were read: their fingerprint differs"

    def test_a_document_nobody_registered_has_no_lines(self, tmp_path: Path) -> None:
        at = Reading(unchecked(seen("rufus", "2021")), "2024-07-17")
        [found] = citations(at.fact(1), at, Documents([tmp_path]))
        assert (found.title, found.text) == ("doc:report", ())
        assert "fingerprint unknown…" in found.missing

    def test_bytes_that_are_no_text_are_shown_as_such(self, tmp_path: Path) -> None:
        raw = b"caf\xe9\n"
        (tmp_path / "latin").write_bytes(raw)
        trial = court(source("doc:latin", raw), seen("rufus", "2021", evidence=[cited(1, 1, "doc:latin", raw)]))
        at = reading(trial)
        [found] = citations(at.fact(9), at, Documents([tmp_path]))
        assert found.text == ((1, "caf\ufffd"),)
