"""Answers that were given before, as they were sent, while the data stay as they are.

A process reads its data once and never again, so the same address in the same language has the same
answer until it is started anew. What is kept is bounded in bytes; what was asked for longest ago
goes first. Nothing of a reader is kept: the key is the address, the language and the host asked.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from dataclasses import dataclass

from starlette.types import Message, Send

CACHE = "SISTERCITIES_CACHE"
"""Names the megabytes of answers that each process keeps."""
USUAL_MEGABYTES = 32
MEGABYTE = 1_000_000
_SHARE = 8
"""One answer may take at most this part of the whole, so that many have room."""
_AROUND = 1_000
"""Bytes that an entry takes beside its body."""

Key = tuple[str, bool]


def kept_megabytes() -> int:
    """Read from the environment how much may be kept; what is no number counts as the usual."""
    named = os.environ.get(CACHE, "")
    return int(named) if named.isascii() and named.isdigit() else USUAL_MEGABYTES


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer with status 200: its headers and its body, compressed where it was sent so."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def size(self) -> int:
        """Bytes that it takes, nearly."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)

    async def send(self, send: Send) -> None:
        """Send it again."""
        start = {"type": "http.response.start", "status": 200, "headers": list(self.headers)}
        await send(start)
        await send({"type": "http.response.body", "body": self.body})


class AnswerCache:
    """Answers by key, the least recently asked first.

    Parameters
    ----------
    most
        Bytes to keep at most; 0 keeps nothing.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._kept: OrderedDict[Key, KeptAnswer] = OrderedDict()

    @property
    def largest(self) -> int:
        """Bytes of the largest answer that is kept."""
        return self.most // _SHARE

    def __len__(self) -> int:
        """Return how many answers are kept."""
        return len(self._kept)

    def get(self, key: Key) -> KeptAnswer | None:
        """Give the answer of a key, which makes it the latest; None where it is not kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Key, answer: KeptAnswer) -> None:
        """Keep an answer, and let those go that were asked for longest ago."""
        size = answer.size + _AROUND
        if size > self.largest:
            return
        before = self._kept.pop(key, None)
        if before is not None:
            self.size -= before.size + _AROUND
        self._kept[key] = answer
        self.size += size
        while self.size > self.most:
            _, oldest = self._kept.popitem(last=False)
            self.size -= oldest.size + _AROUND


class Recording:
    """Passes an answer on and remembers what was sent, up to a number of bytes."""

    def __init__(self, send: Send, most: int) -> None:
        self.send, self.most = send, most
        self._start: Message | None = None
        self._parts: list[bytes] = []
        self._size, self._is_whole = 0, False

    async def __call__(self, message: Message) -> None:
        """Pass one message on."""
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            self._size += len(message.get("body", b""))
            if self._size <= self.most:
                self._parts.append(bytes(message.get("body", b"")))
            self._is_whole = not message.get("more_body", False)
        await self.send(message)

    @property
    def answer(self) -> KeptAnswer | None:
        """The answer; None where it is none to keep: not whole, too large, or no 200."""
        start = self._start
        if start is None or start["status"] != 200 or not self._is_whole or self._size > self.most:
            return None
        return KeptAnswer(tuple(start["headers"]), b"".join(self._parts))
