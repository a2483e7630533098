"""`serve`.

Sockets that a server listens on, taken before anybody is told of an address.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities.cli.host_options import Contact, Imprint, Licence, Title
from sistercities.cli.options import Data, Overlay, Reports, require_folder
from sistercities.cli.screen import say
from sistercities.errors import InvalidArgument, MissingExtra, OutputError

if TYPE_CHECKING:
    from uvicorn.supervisors.multiprocess import Process

_BACKLOG = 2048
Address = tuple[socket.AddressFamily, tuple[str, int]]


def listen_on(host: str, port: int) -> list[socket.socket]:
    """Bind and listen on each address that a host has; port 0 takes a free one, the same for all.

    Raises
    ------
    InvalidArgument
        If the host is none of this machine, or the port is taken or not ours to take.
    """
    taken: list[socket.socket] = []
    try:
        for family, address in _addresses(host, port):
            at = taken[0].getsockname()[1] if taken else port
            taken.append(_listening(family, address[0], at))
    except OSError as reason:
        for one in taken:
            one.close()
        raise _refused(host, port, reason) from None
    return taken


def _addresses(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise InvalidArgument(
            "host", host, "no address has this name; give one of this machine, such as 127.0.0.1"
        ) from None
    known = (socket.AF_INET, socket.AF_INET6)
    return list(
        dict.fromkeys(
            (one[0], (str(one[4][0]), int(one[4][1]))) for one in found if one[0] in known
        )
    )


def _listening(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind((host, port))
        sock.listen(_BACKLOG)
        sock.set_inheritable(True)
    except OSError:
        sock.close()
        raise
    return sock


def _refused(host: str, port: int, reason: OSError) -> InvalidArgument:
    if reason.errno == errno.EADDRINUSE:
        return InvalidArgument(
            "port", port, "another program listens on it; stop that, or give another, 0 for any"
        )
    if reason.errno == errno.EACCES:
        return InvalidArgument("port", port, "it is not ours to take; give one from 1,024 up")
    if reason.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
        return InvalidArgument(
            "host", host, "it is no address of this machine; give 127.0.0.1, or 0.0.0.0 for all"
        )
    said = reason.strerror or str(reason)
    return InvalidArgument("host", host, f"{said}; give another address and port")


_APPLICATION = "sistercities.web.application:from_environment"
_CONNECTION = "sistercities.web.connections:BoundedHTTP"
_LOGS = "sistercities.web.logs"
_HOST, _ROOTED = "sistercities.web.host", "sistercities.web.rooted"
_NAMED_HOST = "sistercities.web.named_host"
_ACCESS_LOG = "sistercities.web.access_log"
_LIBRARIES = ("babel", "fastapi", "uvicorn", "httptools")
LOADED_FOR_ALL = (
    _APPLICATION.partition(":")[0], _CONNECTION.partition(":")[0],
    # What the application does not load itself, and each worker with its first pages.
    "duckdb", "anyio._backends._asyncio", "sistercities.report.maps.tie_map",
    "sistercities.report.maps.count_map", "pydantic.v1", "pydantic.dataclasses", "babel.numbers",
    "jellyfish", "opencc", "sistercities.dataset.index.near_names", "sistercities.web.left_alone",
)  # fmt: skip
"""What the process loads that workers are forked from, in this order."""
MOST_WORKERS = 64
MOST_MEGABYTES = 100_000
_HIGHEST_PORT = 65_535
_CANNOT_BEGIN = 3
"""Exit code of a process of uvicorn that could not make the application."""


def serve(
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Address to listen on; 0.0.0.0 lets other machines in.",
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="PORT", help="Port to listen on; 0 takes a free one.")
    ] = 8000,
    workers: Annotated[
        int,
        typer.Option(metavar="N", help="Processes that answer; they share the index."),
    ] = 1,
    cache: Annotated[
        int,
        typer.Option(
            metavar="MEGABYTES", help="Answers that each process keeps to give again; 0 keeps none."
        ),
    ] = 32,
    reports: Reports = None,
    title: Title = None,
    contact: Contact = None,
    imprint: Imprint = None,
    licence: Licence = None,
    root_path: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER",
            help="Folder of the address below which a proxy shows the site, such as /ties "
            "[default: $SISTERCITIES_ROOT_PATH, else none].",
            show_default=False,
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Address at which readers see the site, for citations, such as "
            "https://example.org [default: $SISTERCITIES_BASE, else the one that is asked for].",
            show_default=False,
        ),
    ] = None,
    access_log: Annotated[
        bool | None,
        typer.Option(
            "--access-log/--no-access-log",
            help="Write a line for each answer to the standard output, without addresses of "
            "readers [default: $SISTERCITIES_ACCESS_LOG, else none].",
            show_default=False,
        ),
    ] = None,
    is_opened: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the explorer in the browser.")
    ] = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Show the ties, the studies and the recommendations in a browser.

    The pages are read-only, work without JavaScript and ask no other server. Damaged overlays are
    left out, and the pages say so. When the data change, they are read again within seconds.
    """
    _check(host, port, workers, reports)
    if not 0 <= cache <= MOST_MEGABYTES:
        raise InvalidArgument("cache", cache, f"give megabytes from 0 to {MOST_MEGABYTES:,}")
    os.environ["SISTERCITIES_CACHE"] = str(cache)
    _hand_on(reports, data, overlay)
    _hand_on_host(title, contact, imprint, licence, access_log)
    _hand_on_address(root_path, base)
    sockets = listen_on(host, port)  # before the index is made, which takes many seconds
    try:
        _check_data()
        announce(host, sockets[0].getsockname()[1], is_opened=is_opened)
        _run(sockets, workers)
    finally:
        for one in sockets:
            one.close()


def _run(sockets: list[socket.socket], workers: int) -> None:
    """Answer until a signal comes.

    Raises
    ------
    OutputError
        If no process could begin to answer; why stands in what it has said.
    """
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    config = uvicorn.Config(
        _APPLICATION,
        factory=True,
        workers=workers,
        http=_CONNECTION,
        ws="none",
        log_config=import_module(_LOGS).LOGGING,
        server_header=False,
        access_log=False,
        timeout_graceful_shutdown=5,
    )
    with suppress(KeyboardInterrupt):
        if workers == 1:
            server = uvicorn.Server(config)
            server.run(sockets=sockets)
            has_begun = server.started
        else:
            _share_code()
            several = Multiprocess(config, sockets)
            vars(several)["handle_hup"] = lambda: _pass_on_hangup(several.processes)
            several.run()
            has_begun = all(one.exitcode != _CANNOT_BEGIN for one in several.processes)
        if not has_begun:
            raise OutputError("the explorer", "it could not begin", "mend what is said above")


def _share_code() -> None:
    """Fork the workers from one process that has loaded the application, where the system can.

    What it has loaded is then in memory once. Uvicorn names no way to say so: it takes the start of
    its processes from one variable of its own, and where it has none each worker loads all anew.
    """
    from uvicorn import _subprocess

    if "forkserver" not in get_all_start_methods() or not hasattr(_subprocess, "spawn"):
        return
    context = get_context("forkserver")
    context.set_forkserver_preload(list(LOADED_FOR_ALL))
    vars(_subprocess)["spawn"] = context


def _pass_on_hangup(workers: Iterable[Process]) -> None:
    """Let each worker read the data again by itself, and answer with the old ones meanwhile.

    Uvicorn would start others in their place: these must answer within seconds, and where the data
    are damaged none can begin.
    """
    for one in workers:
        if one.pid is not None and one.exitcode is None:
            os.kill(one.pid, signal.SIGHUP)


def announce(host: str, port: int, *, is_opened: bool) -> None:
    """Say where the explorer is, and open it in the browser where that is wanted and can be."""
    address = f"http://{_shown(host)}:{port}/"
    say([f"Open {address} in a browser; stop with Ctrl-C."])
    if is_opened and not has_display():
        say(["It is not opened here: there is no display."])
    elif is_opened and port:
        open_when_it_answers(address, "localhost" if _shown(host) == "localhost" else host, port)


def _check(host: str, port: int, workers: int, reports: Path | None) -> None:
    """Refuse what cannot be served before anything is loaded."""
    for library in _LIBRARIES:
        if find_spec(library) is None:
            raise MissingExtra("the explorer", library, "web")
    if not host.strip():
        raise InvalidArgument("host", host, "give an address such as 127.0.0.1")
    if not 0 <= port <= _HIGHEST_PORT:
        raise InvalidArgument("port", port, f"give a port from 0 to {_HIGHEST_PORT:,}")
    if not 1 <= workers <= MOST_WORKERS:
        raise InvalidArgument("workers", workers, f"give a whole number from 1 to {MOST_WORKERS}")
    advice = "it is no folder; make one with `sistercities study all --out FOLDER`"
    require_folder(reports, "reports", advice)


def _hand_on(reports: Path | None, data: Path | None, overlay: list[str] | None) -> None:
    """Say in the environment what is meant: each worker reads it there."""
    from sistercities.api.data_choice import OVERLAY

    if data is not None:
        os.environ["SISTERCITIES_DATA"] = str(data.absolute())
    if overlay is not None:
        os.environ[OVERLAY] = os.pathsep.join(overlay)
    if reports is not None:
        os.environ["SISTERCITIES_REPORTS"] = str(reports.absolute())


def _hand_on_host(
    title: str | None,
    contact: str | None,
    imprint: str | None,
    licence: str | None,
    access_log: bool | None,
) -> None:
    """Check who runs the site, and say it in the environment.

    Raises
    ------
    InvalidArgument
        If a page could not show it.
    """
    host, log = import_module(_HOST), import_module(_ACCESS_LOG)
    known = host.read_host(title, contact, imprint, licence)
    os.environ[host.TITLE], os.environ[host.CONTACT] = known.title, known.contact
    os.environ[host.LICENCE] = known.licence
    if known.imprint_text and imprint is not None:
        os.environ[host.IMPRINT] = str(Path(imprint.strip()).absolute())
    elif not known.imprint_text:
        os.environ[host.IMPRINT] = known.imprint
    if access_log is not None:
        os.environ[log.ACCESS_LOG] = "1" if access_log else "0"


def _hand_on_address(root_path: str | None, base: str | None) -> None:
    """Check where readers see the site, and say it in the environment.

    Raises
    ------
    InvalidArgument
        If no reader can see it there.
    """
    rooted, named = import_module(_ROOTED), import_module(_NAMED_HOST)
    root = rooted.read_root(root_path)
    os.environ[rooted.ROOT_PATH], os.environ[named.BASE] = root, named.read_base(base, root)


def _check_data() -> None:
    """Stop with a sentence where the release is damaged, and make the index that workers share."""
    from sistercities.api.explorer.store import Explorer

    Explorer().close()


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::"):
        return "localhost"
    return f"[{host}]" if ":" in host else host


_PATIENCE = 120.0
_PAUSE = 0.2


def has_display() -> bool:
    """Whether a browser can show itself: a desktop of Linux or BSD, Windows, or macOS."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_when_it_answers(address: str, host: str, port: int) -> threading.Thread:
    """Open an address in the browser once its port takes connections; give up after two minutes.

    Parameters
    ----------
    address
        What the browser opens.
    host, port
        What is waited for.

    Returns
    -------
    threading.Thread
        The thread that waits; it does not keep the program alive.
    """
    waiting = threading.Thread(target=_wait_and_open, args=(address, host, port), daemon=True)
    waiting.start()
    return waiting


def _wait_and_open(address: str, host: str, port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(_PAUSE)
        else:
            webbrowser.open(address)
            return
