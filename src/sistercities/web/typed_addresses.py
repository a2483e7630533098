"""Addresses as people type them: with a slash at the end, or with a name where an id stands."""

from __future__ import annotations

import re

from sistercities.web.asked import Asked
from sistercities.web.page_types import PAGE_TYPES

_PAGES = tuple(re.compile(re.sub(r"{\w+}", "[^/]+", one.path)) for one in PAGE_TYPES)
_NAMED = re.compile(r"/(place|region|country)/([^/]+)/?")
_ID = re.compile(r"(?:gn|wd|x):\S+")
_CODE = re.compile("[A-Za-z]{2}")


def meant_by(asked: Asked) -> str | None:
    """Find the address that is meant by one that leads nowhere; None where none is known.

    Only an address of a page is given, so that no link to this site can lead to another.

    Parameters
    ----------
    asked
        The request of a page.
    """
    named = _NAMED.fullmatch(asked.path)
    if named is not None and not _is_key(named[1], named[2]):
        return asked.link("/search", q=named[2])
    path = asked.path.rstrip("/")
    if path != asked.path and any(page.fullmatch(path) for page in _PAGES):
        return asked.link(path, **asked.every)
    return None


def _is_key(room: str, text: str) -> bool:
    """Whether it has the form of what stands in the address of a place or of a country."""
    return bool((_CODE if room == "country" else _ID).fullmatch(text))
