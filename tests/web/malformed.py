"""Requests that no browser sends: drawn at random from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

_METHODS = (b"HEAD", b"POST", b"DELETE", b"get", b"", b"GE T", b"\x00", b"A" * 300)
_PATHS = (
    b"/", b"/place/gn:921", b"/search?q=", b"/api/v1/ties", b"//", b"/%", b"/%zz", b"/%00",
    b"/..%2f..%2fetc/passwd", b"/%2e%2e/", b"/assets/%2e%2e%2fsite.py", b"*", b"", b"http://a/",
    b"/place/gn:921.csv", b"/tie/~", b"/\xff\xfe", b"/studies/..%2f/report", b"/a" * 900,
    b"/country/CN/ties?page=-1", b"/recommend?q=%F0%28", b"/place/\xe5\xae\x81", b"/?lang=%ff",
)  # fmt: skip
_VERSIONS = (b"HTTP/1.0", b"HTTP/9.9", b"", b"HTTP/", b"FTP/1.1", b"\x00")
_HEADERS = (
    b"Host: a", b"Host: <script>", b"Host: a\r\nHost: b", b"Content-Length: -1",
    b"Content-Length: 99999999999999999999", b"Content-Length: 5\r\nContent-Length: 6",
    b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked, identity", b"Expect: 100-continue",
    b"Upgrade: websocket\r\nConnection: Upgrade", b"Connection: close", b"If-None-Match: \"",
    b"If-None-Match: *", b"Accept-Encoding: gzip;q=x, \x01", b"Accept-Language: zh;q=", b": empty",
    b"Accept-Language: " + b"a," * 2_000, b"X" * 4_000 + b": y", b"no colon", b" folded",
    b"Range: bytes=0-,5-", b"Cookie: \x00", b"X-Forwarded-Proto: javascript", b"Bad\xff: \xff",
)  # fmt: skip
_ODD = 0.2
_BODIES = (
    b"",
    b"",
    b"5\r\nhello\r\n",
    b"zz\r\n",
    b"0\r\n\r\n",
    b"\x00" * 50,
    b"GET / HTTP/1.1\r\n",
)


def malformed(n: int, seed: int) -> Iterator[bytes]:
    """Draw requests: parts that do not belong together, some with bytes changed or cut off."""
    drawn = random.Random(seed)
    for _ in range(n):
        yield _spoilt(_put_together(drawn), drawn)


def _put_together(drawn: random.Random) -> bytes:
    def one(usual: bytes, odd: tuple[bytes, ...]) -> bytes:
        return drawn.choice(odd) if drawn.random() < _ODD else usual

    path = drawn.choice(_PATHS)
    line = b" ".join((one(b"GET", _METHODS), path, one(b"HTTP/1.1", _VERSIONS)))
    headers = drawn.sample(_HEADERS, drawn.choice((0, 0, 1, 2)))
    end = one(b"\r\n", (b"\n", b"\r"))
    return end.join((line, b"Host: a", *headers, b"", one(b"", _BODIES)))


def _spoilt(request: bytes, drawn: random.Random) -> bytes:
    spoilt = bytearray(request)
    if drawn.random() < _ODD:
        for _ in range(drawn.randrange(1, 6)):
            if spoilt:
                spoilt[drawn.randrange(len(spoilt))] = drawn.randrange(256)
    if drawn.random() < _ODD / 2:
        del spoilt[drawn.randrange(len(spoilt) + 1) :]
    return bytes(spoilt)
