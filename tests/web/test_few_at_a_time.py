"""Work that takes long: a few at a time, the next in their turn, the rest refused at once."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from sistercities.web.few_at_a_time import Busy, FewAtATime


def test_no_more_work_at_a_time_than_there_is_room_for_and_the_rest_is_refused() -> None:
    room, lock = FewAtATime(at_once=2, held=5), threading.Lock()
    free, most, now = threading.Event(), 0, 0

    def work() -> str:
        nonlocal most, now
        with lock:
            now += 1
            most = max(most, now)
        free.wait(10)
        with lock:
            now -= 1
        return "done"

    with ThreadPoolExecutor(9) as pool:
        asked: list[Future[str]] = [pool.submit(room.do, work) for _ in range(9)]
        refused = [one for one in asked if _is_refused(one)]
        while len(refused) < 4:
            time.sleep(0.01)
            refused = [one for one in asked if _is_refused(one)]
        free.set()
        done = [one.result() for one in asked if one not in refused]
    assert done == ["done"] * 5
    assert most == 2


def _is_refused(one: Future[str]) -> bool:
    return one.done() and isinstance(one.exception(), Busy)


def test_who_waits_too_long_is_refused() -> None:
    room = FewAtATime(at_once=1, held=2, seconds=0.05)
    with pytest.raises(Busy):
        room.do(lambda: _in_another_thread(room))


def _in_another_thread(room: FewAtATime) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(room.do, lambda: None).result()


def test_work_that_fails_gives_its_room_back() -> None:
    room = FewAtATime(at_once=1, held=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            room.do(lambda: 1 / 0)
    assert room.do(lambda: "free") == "free"
