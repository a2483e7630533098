"""The host that a request names, and the address that the site cites as its own.

A page cites its address by the host that it was asked for. Whoever serves the public names the
address once, and then no request can put another one into a page.
"""

from __future__ import annotations

import os
import re
from ipaddress import IPv6Address
from urllib.parse import urlsplit

from sistercities.errors import InvalidArgument

BASE = "SISTERCITIES_BASE"
"""Names the address at which readers see the site."""
_HIGHEST_PORT = 65_535
_LONGEST_ADDRESS = 300
_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9_.])?")
_PARTS = re.compile(r"(?:\[(?P<six>[^\[\]]*)\]|(?P<name>[^:\[\]]*))(?::(?P<port>[0-9]{0,5}))?")


def is_host(text: str) -> bool:
    """Tell whether a text is a host as `Host` has it: a name or an address, and maybe a port.

    Parameters
    ----------
    text
        What the header holds.
    """
    parts = _PARTS.fullmatch(text)
    if parts is None or int(parts["port"] or 0) > _HIGHEST_PORT:
        return False
    if parts["six"] is not None:
        return _is_version_6(parts["six"])
    return _NAME.fullmatch(parts["name"]) is not None and ".." not in parts["name"]


def _is_version_6(text: str) -> bool:
    try:
        return "%" not in text and bool(IPv6Address(text).packed)
    except ValueError:
        return False


def host_refused(http_version: str, named: list[str]) -> str:
    """Say what is wrong with the host that a request names; "" where nothing is.

    Parameters
    ----------
    http_version
        Version of HTTP; 1.0 need not name a host (RFC 9112, 3.2).
    named
        What each `Host` header holds.
    """
    if len(named) > 1:
        return "The request names two hosts; send one Host header."
    if not named and http_version != "1.0":
        return "The request names no host; send a Host header with it."
    if not named or is_host(named[0].strip()):
        return ""
    return "The Host header holds no host; send the name of the site, such as example.org:8000."


def read_base(base: str | None, root: str) -> str:
    """Check the address at which readers see the site.

    Parameters
    ----------
    base
        An address such as https://example.org; None takes what the environment says, "" is none.
    root
        Folder below which a proxy shows the site, as `read_root` gives it; the address may name it.

    Returns
    -------
    str
        Scheme, host and folder, without a slash at the end; "" where it is not known.

    Raises
    ------
    InvalidArgument
        If it is no whole address, or names another folder.
    """
    value = (os.environ.get(BASE, "") if base is None else base).strip()
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme in ("http", "https") and is_host(parts.netloc)
    except ValueError:
        is_whole = False
    if not is_whole or len(value) > _LONGEST_ADDRESS or parts.query or parts.fragment:
        raise InvalidArgument("base", value, "give a whole address such as https://example.org")
    if parts.path.rstrip("/") not in ("", root):
        advice = f"its folder is not that of --root-path; give --root-path {parts.path} as well"
        raise InvalidArgument("base", value, advice)
    return f"{parts.scheme}://{parts.netloc}{root}"
