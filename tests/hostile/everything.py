"""All cases, of all kinds."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

from hostile.case import Case

_NO_KINDS = {"case", "everything", "test_answers", "test_bounds"}
KINDS = sorted({file.stem for file in Path(__file__).parent.glob("[a-z]*.py")} - _NO_KINDS)
CASES: list[Case] = [
    replace(case, name=f"{kind}: {case.name}") for kind in KINDS for case in import_module(f"hostile.{kind}").CASES
]
