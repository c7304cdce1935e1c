"""The house keeps its shape: the picture in the README is the rule, and every file says what it is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "legation"
FILES = sorted(SOURCE.rglob("*.py"))
LONGEST = 300


def module_of(file: Path) -> str:
    """Return the part of the picture a file belongs to: its shelf, or its own name."""
    inside = file.relative_to(SOURCE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def picture() -> dict[str, tuple[int, str]]:
    """Read the layers from the README: name → (row counted from the bottom, half: left, right or both)."""
    block = re.search(r"```layers\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert block, "the README holds no block of layers"
    rows = [row for row in block[1].splitlines() if row.strip()]
    barred = [i for i, row in enumerate(rows) if "|" in row]
    places: dict[str, tuple[int, str]] = {}
    for i, row in enumerate(rows):
        halves = row.split("|")
        for half, names in zip(("left", "right"), halves, strict=False) if "|" in row else (("both", halves[0]),):
            for name in names.split():
                assert name not in places, f"{name} stands twice in the picture"
                places[name] = (len(rows) - i, half)
    assert barred, "the picture has lost its bar"
    return places


def imports(file: Path) -> set[str]:
    """Return the parts of legation, and the foreign top-level packages, that a file imports anywhere."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are written in full"
            module = node.module or ""
            found |= {f"legation.{alias.name}" for alias in node.names} if module == "legation" else {module}
    return found


PICTURE = picture()
SINGULAR = {plural: plural[:-1] if plural != "stores" else "store" for plural in PICTURE if (SOURCE / plural).is_dir()}


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(SOURCE)))
class TestEveryFile:
    def test_opens_with_one_line_that_says_what_it_is(self, file: Path) -> None:
        doc = ast.get_docstring(ast.parse(file.read_text("utf-8")))
        assert doc, "no docstring"
        first, *rest = doc.split("\n")
        assert first.endswith((".", ":")), first
        assert not rest or not rest[0], "the first line of the docstring stands alone"

    def test_passes_300_lines_only_with_a_reason(self, file: Path) -> None:
        text = file.read_text("utf-8")
        doc = ast.get_docstring(ast.parse(text)) or ""
        reason = re.search(r"\blong(er)?\b.*\bbecause\b", " ".join(doc.split()))
        assert len(text.splitlines()) <= LONGEST or reason

    def test_imports_only_what_stands_below_it(self, file: Path) -> None:
        name = module_of(file)
        if name in {"__init__", "__main__"}:
            return
        assert name in PICTURE, f"{name} is not in the picture of the README"
        row, half = PICTURE[name]
        for target in (t.split(".")[1] for t in imports(file) if t.startswith("legation.")):
            if target in {name, "__version__", SINGULAR.get(name)}:
                continue
            assert target in PICTURE, f"{target} is not in the picture of the README"
            there, other = PICTURE[target]
            assert there < row, f"{name} imports {target}, which does not stand below it"
            assert "both" in {half, other} or half == other, f"{name} reaches across the bar for {target}"

    def test_heavy_libraries_stay_in_their_rooms(self, file: Path) -> None:
        name = module_of(file)
        foreign = {t.split(".")[0] for t in imports(file)}
        _, half = PICTURE.get(name, (0, "both"))
        assert "pydantic" not in foreign or half == "right"
        assert "textual" not in foreign or name == "tui"
        assert "cryptography" not in foreign or name == "signing"
        assert not {"aiohttp", "textual_serve"} & foreign or name == "web"
        assert "click" not in foreign or name in {"cli", "command", "commands"}

    def test_speaks_of_nothing_but_the_project(self, file: Path) -> None:
        text = file.read_text("utf-8")
        assert not re.search(r"\bTODO\b|\bFIXME\b|\bXXX\b", text)


def test_the_picture_names_nothing_that_is_not_there() -> None:
    there = {module_of(file) for file in FILES} | {p.name for p in SOURCE.iterdir() if p.is_dir()}
    assert set(PICTURE) <= there


def test_no_room_is_called_by_an_empty_word() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
    assert not empty & {part.removesuffix(".py") for file in FILES for part in file.relative_to(SOURCE).parts}


def test_the_top_of_the_tree_is_what_the_readme_says() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in ("pyproject.toml", "Makefile", "CHANGELOG.md", "events/", "schemas/", "src/legation/", "tests/"):
        assert f"`{name}`" in readme, f"the README does not say what {name} is"
        assert (ROOT / name).exists(), name
