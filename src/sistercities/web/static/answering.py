"""From a path to the page or the data that its file holds, by functions that the server uses.

Pages whose answers are computed: what to do where no server computes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sistercities import api
from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.web.answers import Answer, Page
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.page_types import PAGE_TYPES, PageType
from sistercities.web.pages.benchmark import benchmark_answer
from sistercities.web.static.letters import letter_page, letter_ways, letters_page

_COMMANDS = {
    "recommend": ("sistercities recommend Ningbo",),
    "assess": ("sistercities assess Ningbo Porto",),
    "compare": (),
    "benchmark": ("sistercities benchmark Ningbo",),
    "path": ("sistercities path Ningbo Porto",),
}


@dataclass(frozen=True, slots=True)
class AskPage:
    """A page that says how to get an answer that needs a computer.

    Attributes
    ----------
    heading, lead
        What the answer is about.
    commands
        Commands that give it; empty where none does.
    """

    frame: Frame
    heading: str
    lead: str
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The search: a form for browsers with JavaScript, letters and countries for all."""

    frame: Frame
    letters: tuple[Way, ...]
    countries: str


def ask_page(asked: Asked, room: str) -> Answer:
    """Make the page of a room whose answers need a server."""
    heading, lead = asked.words(f"nav.{room}"), asked.words(f"{room}.lead")
    frame = make_frame(asked, heading, lead)
    return Page("ask.html", AskPage(frame, heading, lead, _COMMANDS[room]))


def search_form(asked: Asked) -> Answer:
    """Make the page of the search."""
    words = asked.words
    frame = make_frame(asked, words("search.heading"), words("start.lead"))
    page = SearchForm(frame, letter_ways(asked), asked.link("/countries"))
    return Page("search_static.html", page)


def benchmark_of_place(asked: Asked, place_id: str, form: str) -> Answer:
    """Make the page of a place among its peers, computed once for all readers."""
    found = api.benchmark(place_id, data=asked.site.explorer.data)
    return benchmark_answer(asked, found, form)


_OWN = (
    PageType("/search", lambda asked, _parts, _form: search_form(asked)),
    PageType("/places", lambda asked, _parts, _form: letters_page(asked)),
    PageType(
        "/places/{letter}", lambda asked, parts, form: letter_page(asked, parts["letter"], form)
    ),
    PageType("/recommend", lambda asked, _parts, _form: ask_page(asked, "recommend")),
    PageType("/assess", lambda asked, _parts, _form: ask_page(asked, "assess")),
    PageType("/path", lambda asked, _parts, _form: ask_page(asked, "path")),
    PageType("/compare", lambda asked, _parts, _form: ask_page(asked, "compare")),
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
