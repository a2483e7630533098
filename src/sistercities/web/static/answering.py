"""From a path to the page or the data that its file holds, by functions that the server uses."""

from __future__ import annotations

import re
from functools import cache

from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.web.answers import Answer
from sistercities.web.asked import Asked
from sistercities.web.page_types import PAGE_TYPES, PageType
from sistercities.web.static.letters import letter_page, letters_page
from sistercities.web.static.without_server import ask_page, benchmark_of_place, search_form

_OWN = (
    PageType("/search", lambda asked, _parts, _form: search_form(asked)),
    PageType("/places", lambda asked, _parts, _form: letters_page(asked)),
    PageType(
        "/places/{letter}", lambda asked, parts, form: letter_page(asked, parts["letter"], form)
    ),
    PageType("/recommend", lambda asked, _parts, _form: ask_page(asked, "recommend")),
    PageType("/assess", lambda asked, _parts, _form: ask_page(asked, "assess")),
    PageType("/path", lambda asked, _parts, _form: ask_page(asked, "path")),
    PageType("/benchmark", lambda asked, _parts, _form: ask_page(asked, "benchmark")),
    PageType(
        "/benchmark/{key}", lambda asked, parts, form: benchmark_of_place(asked, parts["key"], form)
    ),
)
"""Pages that files hold in place of those of a server."""


def answer(asked: Asked, form: str) -> Answer:
    """Answer the path of a request.

    Parameters
    ----------
    asked
        The request, with the path.
    form
        html, csv or json.

    Raises
    ------
    InvalidArgument
        If no page of a static site has the path.
    """
    for pattern, page in _by_room().get(_room(asked.path), ()):
        found = pattern.fullmatch(asked.path)
        if found:
            return page.make(asked, found.groupdict(), form)
    raise InvalidArgument("path", asked.path, say("no page of a static site has it"))


@cache
def _by_room() -> dict[str, list[tuple[re.Pattern[str], PageType]]]:
    """Return the pages of a static site by the first part of their path, in their order."""
    held: dict[str, list[tuple[re.Pattern[str], PageType]]] = {}
    for page in (*_OWN, *(one for one in PAGE_TYPES if one.in_files)):
        pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", page.path))
        held.setdefault(_room(page.path), []).append((pattern, page))
    return held


def _room(path: str) -> str:
    return path.split("/", 2)[1]
