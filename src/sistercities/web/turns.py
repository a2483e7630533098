"""Turns: dear answers a few at a time, and whoever has left does not hold up those who wait.

A request that waits holds no thread. Once its turn has come its work runs to the end; so no more
than a few answers are ever made for readers who are gone. What is cheap waits behind nothing that
is dear, and the state of the server behind nothing at all. A turn ends when the answer is made, not
when it has been read: who reads slowly, or never, holds up nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

from starlette.types import Message, Receive, Scope

WAIT_SECONDS = 20.0
DEAR_AT_ONCE, DEAR_HELD = 2, 64
"""Answers that need the model of partners, a search for a path or for a near name: they take a
tenth of a second to a second of a processor each."""
CHEAP_AT_ONCE, CHEAP_HELD = 2, 512
"""All other pages and tables. Python computes one at a time: more at once are not done sooner, and
each lets the loop that reads and answers wait longer for its turn at the interpreter. With 8, 60
start pages whose readers had left kept the state of the server silent for 1 s, with 2 for 0.2."""
STATUS = "/api/v1/status"
_FILES = "/assets/"
_DEAR = frozenset({"search", "recommend", "assess", "benchmark", "path", "compare"})
_DEAR_ENDINGS = ("/standing", "/card.png")
API = "/api/v1/"


class Busy(Exception):
    """Others are being answered that take long; the same may be asked again in a few seconds."""


class Left(Exception):
    """The reader has closed the connection, so that nobody waits for the answer."""


class Turns:
    """Room for some answers.

    Parameters
    ----------
    at_once
        How many are made at a time.
    held
        How many are made and wait together; who comes then is refused.
    seconds
        How long one waits at most.
    """

    def __init__(self, at_once: int, held: int, seconds: float = WAIT_SECONDS) -> None:
        self._working = asyncio.Semaphore(at_once)
        self._most, self._held, self._seconds = held, 0, seconds

    @asynccontextmanager
    async def taken(self, receive: Receive) -> AsyncIterator[Receive]:
        """Wait for a turn and hold it until the block ends.

        Parameters
        ----------
        receive
            Tells when the reader leaves.

        Yields
        ------
        Receive
            What the answer reads the request from: what came while it waited, then the rest.

        Raises
        ------
        Busy
            If too many wait already, or the turn does not come in time.
        Left
            If the reader leaves before the turn comes.
        """
        if self._held >= self._most:
            raise Busy
        self._held += 1
        try:
            reader = _Reader(receive)
            await self._wait(reader)
            try:
                yield reader.receive
            finally:
                self._working.release()
        finally:
            self._held -= 1

    async def _wait(self, reader: _Reader) -> None:
        if not self._working.locked():
            await self._working.acquire()
            return
        turn = asyncio.ensure_future(self._working.acquire())
        left = asyncio.ensure_future(reader.leave())
        try:
            await asyncio.wait((turn, left), timeout=self._seconds, return_when="FIRST_COMPLETED")
            is_left, has_turn = left.done(), turn.done()
        finally:
            left.cancel()
            turn.cancel()
            await asyncio.gather(left, turn, return_exceptions=True)
        if has_turn and not is_left:
            return
        if has_turn or _was_given(turn):
            self._working.release()
        raise Left if is_left else Busy


def _was_given(turn: asyncio.Task[Literal[True]]) -> bool:
    """Whether a turn came after all, while it was being given up."""
    return not turn.cancelled() and turn.exception() is None


class _Reader:
    """Who asked: what has come from there, and whether it is still there."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._came: list[Message] = []

    async def leave(self) -> None:
        """Return once the reader has left."""
        while True:
            message = await self._receive()
            self._came.append(message)
            if message["type"] == "http.disconnect":
                return

    async def receive(self) -> Message:
        """Give what came, in order, then what comes."""
        return self._came.pop(0) if self._came else await self._receive()


class Lanes:
    """Which turns an address waits for."""

    def __init__(self) -> None:
        self.dear = Turns(DEAR_AT_ONCE, DEAR_HELD)
        self.cheap = Turns(CHEAP_AT_ONCE, CHEAP_HELD)

    def of(self, scope: Scope) -> Turns | None:
        """Choose by the address; None waits for nothing."""
        path = scope["path"]
        if path == STATUS or path.startswith(_FILES):
            return None
        return self.dear if is_dear(path, scope["query_string"]) else self.cheap


def is_dear(path: str, query: bytes) -> bool:
    """Whether the answer takes long: a question is asked, and it is one of the dear ones."""
    if path.endswith(_DEAR_ENDINGS):
        return True
    room = path.removeprefix(API).strip("/").partition(".")[0]
    return bool(query) and room in _DEAR
