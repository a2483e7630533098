"""The only way to the network: one client that asks slowly, waits when told to, and gives up.

A request is repeated, with growing pauses, where a later try may do better: no connection, a
time-out, a body that ends too early, an answer that is not whole JSON, 429 and 5xx. `Retry-After`
is obeyed, in seconds or as a date; a pause longer than `MAX_PAUSE_SECONDS` is told instead of
waited for. Everything else fails at once, also an answer that comes so slowly that it does not end.
A redirect is followed only on the same host and port, because an answer from elsewhere is not the
source that the origin record would name.
"""

from __future__ import annotations

import errno
import json
import re
import socket
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
from sistercities.sources.request_deadline import RequestDeadline

ATTEMPTS = 5
TIMEOUT_SECONDS = 75.0
"""Longer than the 60 s that a query may take at the Wikidata endpoint, so that its word comes."""
CONNECT_SECONDS = 15.0
REQUEST_SECONDS = 150.0
"""Longest that one answer may take from the first byte asked to the last one sent."""
NAME_ATTEMPTS = 2
"""A name that is not found is hardly ever found a moment later: the computer is offline."""
FIRST_PAUSE_SECONDS = 2.0
MAX_PAUSE_SECONDS = 300.0
NOTICED_SECONDS = 3.0
MAX_BYTES = 64 * 1024 * 1024
MAX_REDIRECTS = 3
OFFLINE = (
    "connect this computer and run the command again, or take over a snapshot that was fetched "
    "elsewhere: --from FOLDER"
)
GO_ON = "run the command again later: what has been fetched is kept, and it goes on from there"
_LOOK = "check --endpoint, and whether a proxy or a login page stands between"
_WHO = "say who you are with --contact, as the operators of Wikimedia ask, or check --endpoint"
_JSON = "application/sparql-results+json, application/json"
_PORTS = {"http": 80, "https": 443}
_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN})
_ERROR_NUMBER = re.compile(r"^\[\w+ -?\d+\] ")
_HALF_LETTER = re.compile(rb"\\u[dD][89a-fA-F]")
"""May be half of a pair that stands for one letter; alone it can be neither kept nor shown."""
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


class _Offline(_Transient):
    """The name of the host leads nowhere, or no network leads there: mostly there is none."""


class _Redirect(Exception):
    """Raised on an answer that leads elsewhere, before the library reads the address."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


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
    attempts, first_pause, max_bytes, timeout, whole_timeout
        How often a request is tried, the first pause between tries in seconds, the largest body in
        bytes, the longest silence in seconds, and the longest answer in seconds.
    pause, now
        Waiting and the clock, in seconds; tests give their own.
    tell
        Called with a sentence before a pause that a person would notice.
    again
        What to do where a later run may do better.
    """

    endpoint: str
    agent: str
    rate: float = 1.0
    attempts: int = ATTEMPTS
    first_pause: float = FIRST_PAUSE_SECONDS
    max_bytes: int = MAX_BYTES
    timeout: float = field(default_factory=lambda: TIMEOUT_SECONDS)
    whole_timeout: float = field(default_factory=lambda: REQUEST_SECONDS)
    pause: Callable[[float], None] = field(default_factory=lambda: time.sleep)
    now: Callable[[], float] = time.monotonic
    tell: Callable[[str], None] = lambda _: None
    again: str = GO_ON
    n_requests: int = 0
    _last: float | None = None
    _http: httpx.Client = field(init=False, repr=False)
    _deadline: RequestDeadline = field(init=False, repr=False)

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
        address = urlsplit(self.endpoint)
        is_local = address.hostname in _LOOPBACK
        self._deadline = RequestDeadline(self.whole_timeout)
        self._http = httpx.Client(
            timeout=timeout,
            headers=headers,
            trust_env=not is_local,
            # To read the certificates takes a while, and a redirect to https is not followed.
            verify=not (is_local and address.scheme == "http"),
            event_hooks={"response": [_stop_at_redirect]},
        )

    def __enter__(self) -> PoliteClient:
        return self

    def __exit__(self, *exception: object) -> None:
        self._http.close()
        self._deadline.close()

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
                if attempt == self._most_attempts(failure):
                    advice = OFFLINE if isinstance(failure, _Offline) else self.again
                    raise self._failed(f"{failure.problem} ({attempt} tries)", advice) from None
                self._wait(failure, attempt)
            else:
                return answer
        raise AssertionError("no try is left and none has ended the loop")

    def _most_attempts(self, failure: Unusable) -> int:
        is_offline = isinstance(failure, _Offline)
        return min(self.attempts, NAME_ATTEMPTS) if is_offline else self.attempts

    def _wait(self, failure: Unusable, attempt: int) -> None:
        asked = failure.wait_seconds
        if asked is not None and asked > MAX_PAUSE_SECONDS:
            problem = f"{failure.problem}, and it asks to come back {_when(asked)}"
            raise self._failed(problem, self.again) from None
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
        with self._deadline.kept():
            try:
                found = self._sent(method, url, **sent)
            except _Transient:
                if not self._deadline.is_over:
                    raise
        if self._deadline.is_over:
            problem = f"its answer did not end within {self.whole_timeout:g} seconds"
            raise self._failed(problem, self.again)
        return found

    def _sent(self, method: str, url: str, **sent: Any) -> bytes | str:
        traced = {"trace": self._deadline.trace}
        try:
            with self._http.stream(method, url, extensions=traced, **sent) as response:
                self._check_status(response)
                return self._body(response)
        except _Redirect as redirect:
            return self._next(url, redirect.location)
        except httpx.InvalidURL:
            raise self._failed(f"{url[:200]} is no address", _LOOK) from None
        except httpx.TimeoutException:
            raise _Transient(f"it was silent for {self.timeout:g} seconds") from None
        except httpx.ConnectError as reason:
            raise _unreachable(reason) from None
        except httpx.RemoteProtocolError:
            raise _Transient("the answer was cut short") from None
        except httpx.DecodingError:
            raise _Transient("the answer cannot be unpacked, so it is damaged") from None
        except httpx.HTTPError as reason:
            raise _Transient(f"the connection broke: {_said(reason)}") from None

    def _next(self, url: str, location: str) -> str:
        try:
            target = urljoin(url, location)
            is_same = bool(location) and _is_same_place(url, target)
        except ValueError:
            target, is_same = location, False
        if not is_same:
            raise self._failed(f"it redirects to {target[:200]}, another place", _LOOK)
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
        return FetchError(self.endpoint, harmless(problem), advice)


def harmless(told: str) -> str:
    """Return what a server says without the characters that would steer a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in told)


def _stop_at_redirect(response: httpx.Response) -> None:
    if response.is_redirect:
        raise _Redirect(response.headers.get("location", ""))


def _is_same_place(url: str, target: str) -> bool:
    """Whether both are on one host and port; https in the place of http is no other place."""
    old, new = urlsplit(url), urlsplit(target)
    is_plain = target.isprintable() and " " not in target and "@" not in new.netloc
    if not is_plain or new.hostname != old.hostname:
        return False
    if new.scheme == old.scheme:
        usual = _PORTS.get(old.scheme)
        return (new.port or usual) == (old.port or usual)
    return (
        (old.scheme, new.scheme) == ("http", "https")
        and old.port in (None, 80)
        and (new.port in (None, 443))
    )


def _unreachable(reason: httpx.ConnectError) -> _Transient:
    cause: BaseException | None = reason
    while cause is not None:
        if isinstance(cause, socket.gaierror):
            return _Offline("its name is not found: is this computer on the internet?")
        if isinstance(cause, OSError) and cause.errno in _NO_NETWORK:
            return _Offline("no network leads there: is this computer on the internet?")
        cause = cause.__cause__ or cause.__context__
    return _Transient(f"it cannot be reached: {_said(reason)}")


def _when(seconds: float) -> str:
    """Say how long it is to wait, in the unit that a person would use."""
    if seconds < 2 * 3600:
        return f"in {round(seconds / 60)} minutes"
    if seconds < 48 * 3600:
        return f"in {round(seconds / 3600)} hours"
    return "in more than two days"


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
        value = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse)
        if _HALF_LETTER.search(raw):
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _Transient("the answer holds half a letter, which is no text") from None
    except (ValueError, RecursionError):
        raise _Transient("the answer is not whole JSON") from None
    return value


def _refuse(constant: str) -> None:
    """Refuse NaN and the infinities, which Python reads and JSON does not know."""
    raise ValueError(constant)


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
    said = _ERROR_NUMBER.sub("", str(reason).strip())
    return said.splitlines()[0].lower() if said else type(reason).__name__
