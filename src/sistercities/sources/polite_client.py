"""The only way to the network: one client that asks slowly, waits when told to, and gives up.

A request is repeated, with growing pauses, where a later try may do better: no connection, a
time-out, a body that ends too early, an answer that is not whole JSON, 429 and 5xx. `Retry-After`
is obeyed, in seconds or as a date; a pause longer than `MAX_PAUSE_SECONDS` is told instead of
waited for. Everything else fails at once. A redirect is followed only on the same host, because an
answer from elsewhere is not the source that the origin record would name.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from sistercities.errors import FetchError, InvalidArgument

ATTEMPTS = 5
TIMEOUT_SECONDS = 75.0
"""Longer than the 60 s that a query may take at the Wikidata endpoint, so that its word comes."""
CONNECT_SECONDS = 15.0
FIRST_PAUSE_SECONDS = 2.0
MAX_PAUSE_SECONDS = 300.0
NOTICED_SECONDS = 3.0
MAX_BYTES = 64 * 1024 * 1024
MAX_REDIRECTS = 3
_AGAIN = "run the command again later: what has been fetched is kept, and it goes on from there"
_LOOK = "check --endpoint, and whether a proxy or a login page stands between"
_WHO = "say who you are with --contact, as the operators of Wikimedia ask, or check --endpoint"
_JSON = "application/sparql-results+json, application/json"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its bytes as they came, and the JSON value in them."""

    raw: bytes
    value: Any


class Unusable(Exception):
    """Raised by a reader of answers: this one is whole JSON, yet a later try may do better.

    `wait_seconds` is the pause that the answer asks for, if it does.
    """

    def __init__(self, problem: str, wait_seconds: float | None = None) -> None:
        super().__init__(problem)
        self.problem, self.wait_seconds = problem, wait_seconds


class _Transient(Unusable):
    """A failure of the transport that a later try may not meet."""


@dataclass(slots=True)
class PoliteClient:
    """Asks one endpoint for JSON, at most `rate` times a second.

    Attributes
    ----------
    endpoint
        Address that every request goes to.
    rate
        Requests a second, at most.
    agent
        What the client calls itself; `user_agent` words it.
    attempts, first_pause, max_bytes, timeout
        How often a request is tried, the first pause between tries in seconds, the largest body in
        bytes, and the longest silence in seconds.
    pause, now
        Waiting and the clock, in seconds; tests give their own.
    tell
        Called with a sentence before a pause that a person would notice.
    """

    endpoint: str
    agent: str
    rate: float = 1.0
    attempts: int = ATTEMPTS
    first_pause: float = FIRST_PAUSE_SECONDS
    max_bytes: int = MAX_BYTES
    timeout: float = field(default_factory=lambda: TIMEOUT_SECONDS)
    pause: Callable[[float], None] = field(default_factory=lambda: time.sleep)
    now: Callable[[], float] = time.monotonic
    tell: Callable[[str], None] = lambda _: None
    n_requests: int = 0
    _last: float | None = None
    _http: httpx.Client = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Check the arguments and open the connection pool.

        Raises
        ------
        InvalidArgument
            If the endpoint is no http address, or the rate is not positive.
        """
        check_endpoint(self.endpoint)
        check_rate(self.rate)
        timeout = httpx.Timeout(self.timeout, connect=min(CONNECT_SECONDS, self.timeout))
        headers = {"User-Agent": self.agent, "Accept": _JSON, "Accept-Encoding": "gzip"}
        is_local = urlsplit(self.endpoint).hostname in _LOOPBACK
        self._http = httpx.Client(timeout=timeout, headers=headers, trust_env=not is_local)

    def __enter__(self) -> PoliteClient:
        return self

    def __exit__(self, *exception: object) -> None:
        self._http.close()

    def get(
        self, parameters: Mapping[str, str], check: Callable[[Any], None] = lambda _: None
    ) -> Answer:
        """Ask with GET; `check` may raise `Unusable` of the JSON that came.

        Raises
        ------
        FetchError
            If no usable answer comes.
        """
        return self._ask(check, "GET", params=dict(parameters))

    def post(
        self, form: Mapping[str, str], check: Callable[[Any], None] = lambda _: None
    ) -> Answer:
        """Ask with POST, for what is too long for an address; as `get` otherwise."""
        return self._ask(check, "POST", data=dict(form))

    def _ask(self, check: Callable[[Any], None], method: str, **sent: Any) -> Answer:
        for attempt in range(1, self.attempts + 1):
            try:
                raw = self._one_request(method, **sent)
                answer = Answer(raw, _parsed(raw))
                check(answer.value)
            except Unusable as failure:
                if attempt == self.attempts:
                    raise self._failed(f"{failure.problem} ({attempt} tries)", _AGAIN) from None
                self._wait(failure, attempt)
            else:
                return answer
        raise AssertionError("no try is left and none has ended the loop")

    def _wait(self, failure: Unusable, attempt: int) -> None:
        asked = failure.wait_seconds
        if asked is not None and asked > MAX_PAUSE_SECONDS:
            minutes = round(asked / 60)
            problem = f"{failure.problem}, and it asks to come back in {minutes} minutes"
            raise self._failed(problem, _AGAIN) from None
        seconds = self.first_pause * 2 ** (attempt - 1) if asked is None else asked
        if seconds > NOTICED_SECONDS:
            self.tell(f"Waiting {seconds:.0f} s, because {failure.problem}")
        self.pause(seconds)

    def _one_request(self, method: str, **sent: Any) -> bytes:
        url = self.endpoint
        for _ in range(MAX_REDIRECTS + 1):
            self._keep_to_rate()
            found = self._send(method, url, **sent)
            if isinstance(found, bytes):
                return found
            url, method, sent = found, "GET" if method == "GET" else method, sent
        raise self._failed(f"it redirects more than {MAX_REDIRECTS} times", _LOOK)

    def _keep_to_rate(self) -> None:
        if self._last is not None:
            left = self._last + 1.0 / self.rate - self.now()
            if left > 0:
                self.pause(left)
        self._last = self.now()
        self.n_requests += 1

    def _send(self, method: str, url: str, **sent: Any) -> bytes | str:
        """Return the body, or the address that the answer leads to."""
        try:
            with self._http.stream(method, url, **sent) as response:
                if response.is_redirect:
                    return self._next(url, response.headers.get("location", ""))
                self._check_status(response)
                return self._body(response)
        except httpx.TimeoutException:
            raise _Transient(f"it was silent for {self.timeout:g} seconds") from None
        except httpx.ConnectError as reason:
            raise _Transient(f"it cannot be reached: {_said(reason)}") from None
        except httpx.RemoteProtocolError:
            raise _Transient("the answer was cut short") from None
        except httpx.DecodingError:
            raise _Transient("the answer cannot be unpacked, so it is damaged") from None
        except httpx.HTTPError as reason:
            raise _Transient(f"the connection broke: {_said(reason)}") from None

    def _next(self, url: str, location: str) -> str:
        target = urljoin(url, location)
        old, new = urlsplit(url), urlsplit(target)
        is_safe = new.scheme == old.scheme or (old.scheme, new.scheme) == ("http", "https")
        if not location or new.hostname != old.hostname or not is_safe:
            raise self._failed(f"it redirects to {target}, another place", _LOOK)
        return target

    def _check_status(self, response: httpx.Response) -> None:
        code = response.status_code
        if code == httpx.codes.OK:
            return
        said = f"it answers {code} {response.reason_phrase}".rstrip()
        if code == httpx.codes.TOO_MANY_REQUESTS or code >= 500:
            raise _Transient(said, _seconds(response.headers.get("retry-after", "")))
        raise self._failed(said, _WHO if code == httpx.codes.FORBIDDEN else _LOOK)

    def _body(self, response: httpx.Response) -> bytes:
        kind = response.headers.get("content-type", "")
        if "html" in kind:
            raise self._failed(f"it sends a web page ({kind}) where JSON is due", _LOOK)
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self.max_bytes:
                limit = self.max_bytes // 1024**2 or 1
                raise self._failed(f"the answer is larger than {limit} MB", _LOOK)
        return bytes(body)

    def _failed(self, problem: str, advice: str) -> FetchError:
        return FetchError(self.endpoint, problem, advice)


def user_agent(version: str, contact: str = "") -> str:
    """Name the program, its version and whom to ask, as the operators of Wikimedia want it.

    Without `contact` the address is the one that the package's metadata state, if any.
    """
    who = " ".join(contact.split()) or _project_address()
    told = f" ({who})" if who else ""
    return f"sistercities/{version}{told} python-httpx/{httpx.__version__}"


def _project_address() -> str:
    try:
        stated = metadata("sistercities").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    return str(stated[0]).partition(", ")[2] if stated else ""


def check_endpoint(endpoint: str) -> None:
    """Refuse what is no address of the web, or one that carries a password."""
    try:
        parts = urlsplit(endpoint)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
        has_password = parts.password is not None
    except ValueError:
        is_web, has_password = False, False
    if not is_web or has_password or parts.fragment or any(c.isspace() for c in endpoint):
        advice = "give an address that begins with https:// (or http:// on this machine)"
        raise InvalidArgument("endpoint", endpoint, advice)
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        advice = "use https://; http:// is for this machine alone"
        raise InvalidArgument("endpoint", endpoint, advice)


def check_rate(rate: float) -> None:
    """Refuse a rate that is not positive, or too high to be polite."""
    if not 0 < rate <= 1000:
        raise InvalidArgument("rate", rate, "give requests a second, such as 1 or 0.5")


def _parsed(raw: bytes) -> Any:
    text = raw.lstrip()
    if text[:1] == b"<":
        raise _Transient("it sends a web page where JSON is due")
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise _Transient("the answer is not whole JSON") from None


def _seconds(stated: str) -> float | None:
    """Read `Retry-After`: seconds, or the date to wait for."""
    text = stated.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max((until - datetime.now(UTC)).total_seconds(), 0.0)


def _said(reason: Exception) -> str:
    return str(reason).strip().splitlines()[0] if str(reason).strip() else type(reason).__name__
