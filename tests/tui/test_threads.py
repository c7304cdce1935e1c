"""What is waited for goes first, and what is no longer wanted ends."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from legation.stores.files import Files
from legation.tui.reader import Abandoned, Reader
from legation.tui.threads import Threads, Unwanted
from stage import acting

_COUNTING = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000000) select count(*) from n"
EVENTS = Path(__file__).parents[2] / "events"


def never() -> bool:
    return False


class TestThreads:
    async def test_the_back_stands_still_while_something_is_done_in_front(self) -> None:
        threads, done = Threads(), list[str]()
        begun, go_on = threading.Event(), threading.Event()

        def front(_: Unwanted) -> None:
            begun.set()
            go_on.wait(10)
            done.append("front")

        def back(unwanted: Unwanted) -> None:
            begun.wait(10)
            done.append("asks")
            assert not unwanted()
            done.append("back")

        both = asyncio.gather(threads.at_once(front, never), threads.in_time(back, never))
        while "asks" not in done:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.02)
        assert done == ["asks"]
        go_on.set()
        await both
        assert done == ["asks", "front", "back"]

    async def test_what_was_cancelled_before_it_began_is_never_done(self) -> None:
        threads, done = Threads(), list[int]()
        begun, go_on = threading.Event(), threading.Event()

        def first(_: Unwanted) -> None:
            begun.set()
            go_on.wait(10)

        one = asyncio.create_task(threads.at_once(first, never))
        two = asyncio.create_task(threads.at_once(lambda _: done.append(2), never))
        three = asyncio.create_task(threads.at_once(lambda _: done.append(3), never))
        four = asyncio.create_task(threads.at_once(lambda _: done.append(4), lambda: True))
        while not begun.is_set():
            await asyncio.sleep(0.001)
        two.cancel()
        await asyncio.sleep(0.01)
        go_on.set()
        await asyncio.gather(one, three, four)
        assert done == [3]


async def test_what_is_unwanted_when_it_is_found_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async with acting() as stage:
        heard: list[object] = []
        monkeypatch.setattr(stage.screen, "tell", lambda what, wish: heard.append(what))
        task = stage.screen._telling(lambda _: ["found"])
        task(lambda: True)
        assert not heard
        task(never)
        assert heard == ["found"]


class TestHeeding:
    @pytest.fixture
    def reader(self) -> Reader:
        return Reader(lambda: Files.open(str(EVENTS)), None)

    def test_a_long_question_ends_when_it_is_no_longer_wanted(self, reader: Reader) -> None:
        asked = 0

        def unwanted() -> bool:
            nonlocal asked
            asked += 1
            return asked > 3

        with pytest.raises(Abandoned), reader.heeding(unwanted):
            reader.model.db.execute(_COUNTING).fetchone()
        assert asked == 4

    def test_what_is_written_is_written_to_its_end(self, reader: Reader) -> None:
        with reader.heeding(lambda: True):
            end = reader.catch_up()
        assert end == reader.store.head().size

    def test_afterwards_questions_are_asked_to_their_end_again(self, reader: Reader) -> None:
        with pytest.raises(Abandoned), reader.heeding(lambda: True):
            reader.model.db.execute(_COUNTING.replace("10000000", "100000")).fetchone()
        assert reader.model.db.execute(_COUNTING.replace("10000000", "100000")).fetchone() == (100_000,)
