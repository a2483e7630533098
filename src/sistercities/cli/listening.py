"""Sockets that a server listens on, taken before anybody is told of an address."""

from __future__ import annotations

import errno
import socket

from sistercities.errors import InvalidArgument

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
