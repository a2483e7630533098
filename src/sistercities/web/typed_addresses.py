"""Addresses as people type them: with a slash at the end, or with a name where an id stands."""

from __future__ import annotations

import re
from dataclasses import replace

from sistercities.web.answers import Redirect
from sistercities.web.asked import Asked
from sistercities.web.page_types import PAGE_TYPES
from sistercities.web.pages.search import search_page

_PAGES = tuple(re.compile(re.sub(r"{\w+}", "[^/]+", one.path)) for one in PAGE_TYPES)
_NAMED = re.compile(r"(/embed|)/(place|region|country)/([^/]+)/?")
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
    if named is not None and not _is_key(named[2], named[3]):
        if named[2] == "country" and (code := asked.site.explorer.code_of_three(named[3])):
            return asked.link(f"{named[1]}/country/{code}", **asked.every)
        return _searched(asked, named[3], named[1])
    path = asked.path.rstrip("/")
    if path != asked.path and any(page.fullmatch(path) for page in _PAGES):
        return asked.link(path, **asked.every)
    return None


def _searched(asked: Asked, name: str, before: str) -> str:
    """Find where a name leads: a reduced page to one of its kind, since a frame shows no other.

    Where more than the language is asked for, such as all columns, the page is found at once, so
    that this is not lost on the way.
    """
    address = asked.link("/search", q=name)
    if not before and not asked.every.keys() - {"lang"}:
        return address
    found = search_page(replace(asked, path="/search", params={**asked.params, "q": name}), "html")
    if not isinstance(found, Redirect):
        return address
    return asked.link(before + found.address.partition("?")[0], **asked.every)


def _is_key(room: str, text: str) -> bool:
    """Whether it has the form of what stands in the address of a place or of a country."""
    return bool((_CODE if room == "country" else _ID).fullmatch(text))
