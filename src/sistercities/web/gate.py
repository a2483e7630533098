"""What each request passes: methods, lengths, HEAD, conditional requests, headers of safety.

What was answered before is answered from `answer_cache`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sistercities.web.answer_cache import AnswerCache, Key, Recording
from sistercities.web.languages import choose_language
from sistercities.web.named_host import host_refused
from sistercities.web.parameters import heeded_query
from sistercities.web.policy import CLOSED, EMBED_POLICY, HEADERS, POLICY, STRICT
from sistercities.web.turns import API, Lanes, Left
from sistercities.web.weights import weighted

LONGEST_ADDRESS = 2_000
_SECONDS = 300
_CHANGING = ("/studies",)
"""What rests on files that may change while the site runs has no tag."""


class Gate:
    """Wrap an application.

    Parameters
    ----------
    app
        What answers.
    tag
        What changes when an answer may: with it, the address and the language an answer is known.
    on_failure
        Makes the answer where something fell that nobody foresaw.
    kept
        Answers that were given before, which are sent at once.
    lanes
        The turns that answers wait for which have to be made.
    cites_host
        Whether pages cite the host that was asked for, so that each host has answers of its own.
    """

    def __init__(
        self,
        app: ASGIApp,
        tag: str,
        on_failure: Callable[[Request, Exception], Response],
        kept: AnswerCache,
        lanes: Lanes,
        *,
        cites_host: bool = True,
    ) -> None:
        self.app, self.tag, self.on_failure, self.kept = app, tag, on_failure, kept
        self.lanes, self.cites_host = lanes, cites_host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope = {**scope, "headers": _with_one_encoding(scope["headers"])}
        refusal = _refusal(scope)
        if refusal is not None:
            await _say(send, *refusal)
            return
        etag = self._etag(scope)
        out = _bodyless(send) if scope["method"] == "HEAD" else send
        if etag is None:
            await self._answer(scope, receive, _wrapped(out, None))
        elif etag in Headers(scope=scope).get("if-none-match", ""):
            await _say_unchanged(send, etag)
        else:
            await self._answer_or_repeat(scope, receive, out, etag)

    async def _answer_or_repeat(
        self, scope: Scope, receive: Receive, send: Send, etag: str
    ) -> None:
        """Answer as before, or anew and remember it."""
        key: Key = (etag, "gzip" in Headers(scope=scope).get("accept-encoding", ""))
        found = self.kept.get(key)
        if found is not None:
            await found.send(send)
            return
        recording = Recording(send, self.kept.largest)
        await self._answer(scope, receive, _wrapped(recording, etag))
        if recording.answer is not None:
            self.kept.keep(key, recording.answer)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked, answer = {**scope, "method": "GET"}, _Sent(send)
        try:
            await self._in_turn(asked, receive, answer)
        except Left:
            return
        except Exception as failure:
            if answer.has_begun:
                raise
            await self.on_failure(Request(asked), failure)(asked, receive, answer)

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Make an answer in its turn; a reader who takes it slowly holds no turn."""
        lane = self.lanes.of(scope)
        if lane is None:
            await self.app(scope, receive, send)
            return
        made = _Made()
        async with lane.taken(receive) as onward:
            await self.app(scope, onward, made)
        for message in made.messages:
            await send(message)

    def _etag(self, scope: Scope) -> str | None:
        """Name the answer: data and program, address, language, and host, which a page cites."""
        path = scope["path"]
        if path.startswith(_CHANGING):
            return None
        query, headers = scope["query_string"].decode("latin-1"), Headers(scope=scope)
        if not path.startswith(API):
            query = heeded_query(query)
        asked = QueryParams(query).get("lang") if "lang" in query else None
        language = choose_language(asked, headers.get("accept-language", ""))
        said = (scope.get("scheme", ""), headers.get("host", "")) if self.cites_host else ()
        known = "\n".join((self.tag, path, query, language, *said))
        return f'W/"{hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:24]}"'


class _Made:
    """An answer that is made, and not sent yet."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def __call__(self, message: Message) -> None:
        self.messages.append(message)


class _Sent:
    """What is sent, and whether anything was."""

    def __init__(self, send: Send) -> None:
        self.send, self.has_begun = send, False

    async def __call__(self, message: Message) -> None:
        self.has_begun = True
        await self.send(message)


def _with_one_encoding(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Say `gzip` alone where the reader takes it, nothing where not: what is behind asks no more.

    A weight of 0 refuses an encoding (RFC 9110, 12.5.3).
    """
    kept, named = [], []
    for name, value in headers:
        if name == b"accept-encoding":
            named.append(value.decode("latin-1"))
        else:
            kept.append((name, value))
    if takes_gzip(",".join(named)):
        kept.append((b"accept-encoding", b"gzip"))
    return kept


def takes_gzip(accepted: str) -> bool:
    """Whether a header `Accept-Encoding` takes gzip, by its own name or by `*`."""
    weights = dict(weighted(accepted))
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


def _refusal(scope: Scope) -> tuple[int, str] | None:
    wrong_host = host_refused(scope.get("http_version", ""), Headers(scope=scope).getlist("host"))
    if wrong_host:
        return 400, wrong_host
    if scope["method"] not in ("GET", "HEAD"):
        return 405, "This site can only be read; use GET or HEAD."
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
        return 414, f"The address is too long; keep it under {LONGEST_ADDRESS:,} characters."
    return None


def _wrapped(send: Send, etag: str | None) -> Send:
    """Add the headers to the first message."""

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            _add_headers(message, etag)
        await send(message)

    return send_on


def _bodyless(send: Send) -> Send:
    """Leave the body out where only the headers are asked."""

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {"type": "http.response.body", "body": b"",
                       "more_body": message.get("more_body", False)}  # fmt: skip
        await send(message)

    return send_on


def _add_headers(message: Message, etag: str | None) -> None:
    headers = MutableHeaders(raw=message["headers"])
    for name, value in HEADERS:
        headers[name.decode()] = value.decode()
    headers.setdefault(STRICT, POLICY)
    if headers[STRICT] != EMBED_POLICY:
        headers[CLOSED[0].decode()] = CLOSED[1].decode()
    headers.add_vary_header("Accept-Language")
    if message["status"] == 200 and etag is not None:
        headers.setdefault("etag", etag)
        headers.setdefault("cache-control", f"public, max-age={_SECONDS}")
    else:
        headers.setdefault("cache-control", "no-cache")
    message["headers"] = headers.raw


async def _say_unchanged(send: Send, etag: str) -> None:
    """Say that what the reader has is what would be sent."""
    headers = [
        (b"etag", etag.encode()),
        (b"cache-control", f"public, max-age={_SECONDS}".encode()),
        (b"vary", b"Accept-Language, Accept-Encoding"),
        *HEADERS,
    ]
    await send({"type": "http.response.start", "status": 304, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _say(send: Send, status: int, sentence: str) -> None:
    """Refuse with the one shape that errors have."""
    content = {
        "error": {"status": status, "kind": "Refused", "message": sentence, "candidates": []}
    }
    body = json.dumps(content).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (STRICT.lower().encode(), POLICY.encode()),
        CLOSED,
        *HEADERS,
    ]
    if status == 405:
        headers.append((b"allow", b"GET, HEAD"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
