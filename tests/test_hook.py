"""The hook of the README, on a server of git: what adds to the ledger comes in, what rewrites it does not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from legation.stores.files import Files
from torture.child import environment, topics

ROOT = Path(__file__).parents[1]
HOOK = next(
    block for block in re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    if block.startswith("#!")
)  # fmt: skip
SOURCE = "tag:example.org,2026:shared"
FIRST = "000000000001.jsonl"


class Team:
    """A server with the hook, and a clone in which somebody works."""

    def __init__(self, folder: Path) -> None:
        self.server, self.clone = folder / "server.git", folder / "clone"
        self.env = environment(
            PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", GIT_CONFIG_GLOBAL="/dev/null",
            XDG_CACHE_HOME=str(folder / "cache"), LEGATION_ACTOR="ana.ruiz",
            **{f"GIT_{who}_{what}": "ana@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        )  # fmt: skip
        self.git("init", "-q", "--bare", "-b", "main", str(self.server), at=folder)
        (self.server / "hooks" / "pre-receive").write_text(HOOK)
        (self.server / "hooks" / "pre-receive").chmod(0o755)
        self.git("clone", "-q", str(self.server), str(self.clone), at=folder)
        self.git("checkout", "-q", "-b", "main")
        Files.create(str(self.clone / "events"), SOURCE).close()
        (self.clone / ".gitattributes").write_text("events/** -text merge=binary\n")
        self.append("first")

    def git(self, *words: str, at: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *words], cwd=at or self.clone, env=self.env, capture_output=True, text=True, check=False
        )

    def append(self, name: str) -> None:
        from legation.jsonlines import Given
        from legation.known import Nothing
        from legation.ledger import append

        with Files.open(str(self.clone / "events")) as store:
            append(store, list(map(Given, topics(name))), lambda size: Nothing(), actor="ana.ruiz")
        self.commit()

    def commit(self) -> None:
        self.git("add", "-A")
        assert self.git("commit", "-q", "-m", "more").returncode == 0

    def push(self, *more: str) -> tuple[bool, str]:
        done = self.git("push", *(more or ("-f", "origin", "main")))
        return done.returncode == 0, done.stderr


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Return a team whose server has the first three events."""
    made = Team(tmp_path)
    pushed, said = made.push()
    assert pushed, said
    return made


def test_what_adds_to_the_ledger_comes_in(team: Team) -> None:
    team.append("second")
    pushed, said = team.push()
    assert pushed
    assert "verified: 6 events" in said
    (team.clone / "notes.txt").write_text("mine")
    team.commit()
    assert team.push()[0]
    assert team.push("origin", "main:another")[0]


def test_a_ledger_begun_anew_under_its_name_is_refused(team: Team) -> None:
    shutil.rmtree(team.clone / "events")
    Files.create(str(team.clone / "events"), SOURCE).close()
    for name in ("other", "more", "and-more"):
        team.append(name)
    pushed, said = team.push()
    assert not pushed
    assert "pre-receive hook declined" in said


def test_a_history_that_lost_its_end_is_refused(team: Team) -> None:
    team.append("second")
    assert team.push()[0]
    team.git("reset", "-q", "--hard", "HEAD~1")
    assert not team.push()[0]


def test_a_changed_word_is_refused_even_with_a_seal_that_fits(team: Team) -> None:
    path = team.clone / "events" / FIRST
    path.write_bytes(path.read_bytes().replace(b"Raced.", b"Races."))
    (team.clone / "events" / "checkpoint").unlink()
    with Files.open(str(team.clone / "events")) as store:
        store.seal()
    team.commit()
    assert not team.push()[0]


def test_what_git_made_of_two_branches_in_one_text_is_refused(team: Team) -> None:
    team.git("checkout", "-q", "-b", "side")
    team.append("theirs")
    team.git("checkout", "-q", "main")
    team.append("ours")
    (team.clone / ".gitattributes").write_text("events/** -text merge=union\n")
    team.commit()
    team.git("merge", "side")
    team.git("add", "-A")
    team.git("commit", "-q", "-m", "merged")
    assert not team.push()[0]


def test_a_branch_is_not_deleted(team: Team) -> None:
    pushed, said = team.push("origin", ":main")
    assert not pushed
    assert "a history is not deleted" in said
