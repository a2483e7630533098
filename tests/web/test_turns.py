"""Dear answers in turn: a few at a time, the rest refused at once, who has left forgotten."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Scope

from sistercities.web import connections, turns
from sistercities.web.application import make_application
from sistercities.web.rendering import render
from sistercities.web.site import Site
from sistercities.web.turns import Busy, Lanes, Left, Turns, is_dear


class Asker:
    """A reader of the server: it may leave, and its message came before it waits."""

    def __init__(self) -> None:
        self.gone = asyncio.Event()
        self._asked = False

    async def receive(self) -> Message:
        """Give the request once, then wait until the reader leaves."""
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}


async def _work(turns: Turns, asker: Asker, free: asyncio.Event, log: list[str]) -> str:
    async with turns.taken(asker.receive):
        log.append("begun")
        await free.wait()
        return "done"


def _run(play: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(_awaited(play), 30))


async def _awaited(play: Callable[[], Awaitable[None]]) -> None:
    await play()


async def _settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def test_no_more_at_a_time_than_there_is_room_for_and_the_rest_is_refused() -> None:
    async def play() -> None:
        turns, free = Turns(at_once=2, held=5), asyncio.Event()
        log: list[str] = []
        asked = [asyncio.create_task(_work(turns, Asker(), free, log)) for _ in range(9)]
        await _settled()
        assert log == ["begun"] * 2
        assert [one.done() and isinstance(one.exception(), Busy) for one in asked].count(True) == 4
        free.set()
        done = await asyncio.gather(*asked, return_exceptions=True)
        assert done.count("done") == 5

    _run(play)


def test_who_leaves_while_waiting_is_forgotten_and_makes_room() -> None:
    async def play() -> None:
        turns, free = Turns(at_once=1, held=3), asyncio.Event()
        log: list[str] = []
        askers = [Asker() for _ in range(3)]
        asked = [asyncio.create_task(_work(turns, one, free, log)) for one in askers]
        await _settled()
        askers[1].gone.set()
        await _settled()
        assert isinstance(asked[1].exception(), Left)
        late = asyncio.create_task(_work(turns, Asker(), free, log))
        await _settled()
        assert not late.done()
        free.set()
        assert await asyncio.gather(asked[0], asked[2], late) == ["done"] * 3
        assert log == ["begun"] * 3

    _run(play)


def test_the_turn_of_who_leaves_as_it_comes_is_not_lost() -> None:
    async def play() -> None:
        turns, free = Turns(at_once=1, held=9), asyncio.Event()
        log: list[str] = []
        first, leaving = Asker(), Asker()
        asked = [asyncio.create_task(_work(turns, one, free, log)) for one in (first, leaving)]
        await _settled()
        free.set()  # the turn comes and the reader leaves in the same step
        leaving.gone.set()
        assert await asked[0] == "done"
        await asyncio.gather(asked[1], return_exceptions=True)
        for _ in range(3):
            assert await _work(turns, Asker(), free, log) == "done"

    _run(play)


def test_who_waits_too_long_is_asked_to_come_again_and_the_room_is_free_after() -> None:
    async def play() -> None:
        turns, free = Turns(at_once=1, held=2, seconds=0.05), asyncio.Event()
        log: list[str] = []
        first = asyncio.create_task(_work(turns, Asker(), free, log))
        await _settled()
        with pytest.raises(Busy):
            await _work(turns, Asker(), free, log)
        free.set()
        assert await first == "done"
        assert await _work(turns, Asker(), free, log) == "done"

    _run(play)


def test_work_that_fails_gives_its_room_back() -> None:
    async def play() -> None:
        turns = Turns(at_once=1, held=1)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                async with turns.taken(Asker().receive):
                    raise ZeroDivisionError
        async with turns.taken(Asker().receive):
            pass

    _run(play)


def test_what_came_while_one_waited_is_read_by_the_answer() -> None:
    async def play() -> None:
        turns, free = Turns(at_once=1, held=2), asyncio.Event()
        first = asyncio.create_task(_work(turns, Asker(), free, []))
        await _settled()

        async def second() -> list[str]:
            asker = Asker()
            asker.gone.clear()
            async with turns.taken(asker.receive) as receive:
                read = [(await receive())["type"]]
                asker.gone.set()
                return [*read, (await receive())["type"]]

        reading = asyncio.create_task(second())
        await _settled()
        free.set()
        await first
        assert await reading == ["http.request", "http.disconnect"]

    _run(play)


class _NeverReads:
    """A reader who takes nothing of the answer."""

    def __init__(self) -> None:
        self.is_sent_to = asyncio.Event()

    async def take(self, _message: Message) -> None:
        """Wait as long as the connection stands."""
        self.is_sent_to.set()
        await asyncio.Event().wait()


def test_who_never_reads_an_answer_holds_no_turn_of_others(site: Site) -> None:
    async def play() -> None:
        lanes = Lanes()
        lanes.cheap = Turns(at_once=1, held=1, seconds=0.2)
        app, stalled, got = make_application(site, lanes=lanes), _NeverReads(), list[Message]()
        never = asyncio.create_task(app(_asked_for("/methods"), Asker().receive, stalled.take))
        await stalled.is_sent_to.wait()

        async def take(message: Message) -> None:
            got.append(message)

        await app(_asked_for("/data"), Asker().receive, take)
        never.cancel()
        await asyncio.gather(never, return_exceptions=True)
        assert got[0]["status"] == 200

    _run(play)


def test_start_pages_thrown_away_cost_two_pages_in_all(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    may_end = threading.Event()

    def slow(*given: Any) -> str:
        made.append("page")
        may_end.wait(20)
        return render(*given)

    monkeypatch.setattr("sistercities.web.application.render", slow)

    async def play() -> None:
        app, askers = make_application(site), [Asker() for _ in range(60)]
        asked = [
            asyncio.create_task(app(_asked_for("/", f"x={k}"), one.receive, _ignored))
            for k, one in enumerate(askers)
        ]
        while len(made) < 2:
            await asyncio.sleep(0.01)
        for one in askers:
            one.gone.set()
        await _settled()
        may_end.set()
        await asyncio.gather(*asked)

    _run(play)
    assert made == ["page"] * 2


async def _ignored(_message: Message) -> None:
    pass


def _asked_for(path: str, query: str = "") -> Scope:
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "root_path": "", "headers": [(b"host", b"ties.test")],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "query", "lane"),
    [
        ("/api/v1/status", b"", None),
        ("/assets/explorer.css", b"", None),
        ("/search", b"q=x", "dear"),
        ("/search.csv", b"q=x", "dear"),
        ("/api/v1/search", b"q=x", "dear"),
        ("/api/v1/path", b"start=a&end=b", "dear"),
        ("/place/gn:1/standing", b"", "dear"),
        ("/recommend", b"", "cheap"),
        ("/place/gn:1", b"", "cheap"),
        ("/searching", b"q=x", "cheap"),
        ("/", b"lang=zh", "cheap"),
    ],
)
def test_each_address_waits_in_its_lane(path: str, query: bytes, lane: str | None) -> None:
    lanes = Lanes()
    due = None if lane is None else getattr(lanes, lane)
    assert lanes.of({"type": "http", "path": path, "query_string": query}) is due
    assert is_dear(path, query) == (lane == "dear")


def test_the_guide_tells_the_bounds_that_hold() -> None:
    page = " ".join((Path(__file__).parents[2] / "docs/guide/explorer.md").read_text().split())
    for said in (
        f"is made {turns.DEAR_AT_ONCE} at a time in each worker, all else "
        f"{turns.CHEAP_AT_ONCE} at a time",
        f"At most {turns.DEAR_HELD} and {turns.CHEAP_HELD} are made and wait together, for "
        f"{turns.WAIT_SECONDS:.0f} seconds at most",
        f"for {connections.SECONDS_TO_READ_ON:.0f} seconds is given up",
    ):
        assert said in page
