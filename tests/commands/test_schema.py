"""`legation schema`: what each event must look like, written, printed, and compared with what is there."""

from __future__ import annotations

import json

import jsonschema
import pytest

from console import Console
from legation.event_type import event_type, names


def test_each_type_has_a_file_and_the_line_has_one(run: Console) -> None:
    done = run("schema")
    assert (done.status, done.out) == (0, f"schemas: {len(names()) + 1} schemas\n")
    written = {file.name for file in (run.folder / "schemas").iterdir()}
    assert written == {*(f"{name}.v{event_type(name).version}.json" for name in names()), "event.json"}


def test_one_type_is_printed_and_its_examples_obey_it(run: Console) -> None:
    schema = json.loads(run("schema", "role.assumed").out)
    for example in event_type("role.assumed").examples:
        jsonschema.validate(example, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"person": "person:a"}, schema)
    assert sorted(file.name for file in run.folder.iterdir()) == ["texts"]


def test_what_is_stale_is_listed_and_ends_with_1(run: Console) -> None:
    run("schema", "out")
    assert (run("schema", "out", "--check").status, run("schema", "out", "--check").out) == (0, "")
    (run.folder / "out" / "role.left.v1.json").write_text("{}")
    (run.folder / "out" / "event.json").unlink()
    done = run("schema", "out", "--check")
    assert (done.status, done.out.split()) == (1, ["out/event.json", "out/role.left.v1.json"])
    assert (run.folder / "out" / "role.left.v1.json").read_text() == "{}"
    run("schema", "out")
    assert run("schema", "out", "--check").status == 0


def test_a_trial_writes_nothing(run: Console) -> None:
    done = run("schema", "--dry-run")
    assert (done.status, len(done.out.splitlines())) == (0, len(names()) + 1)
    assert not (run.folder / "schemas").exists()


def test_a_mistyped_type_makes_no_folder(run: Console) -> None:
    done = run("schema", "role.asumed")
    assert (done.status, "did you mean role.assumed" in done.err) == (2, True)
    assert sorted(file.name for file in run.folder.iterdir()) == ["texts"]
