"""Pages whose answers are computed: what to do where no server computes them."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities import api
from sistercities.web.answers import Answer, Page
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.pages.benchmark import benchmark_answer
from sistercities.web.static.letters import letter_ways

_COMMANDS = {
    "recommend": ("sistercities recommend Ningbo", "sistercities recommend Ningbo --country DE"),
    "assess": ("sistercities assess Ningbo Porto",),
    "benchmark": ("sistercities benchmark Ningbo",),
    "path": ("sistercities path Ningbo Porto", "sistercities path Ningbo Kyoto --near"),
}


@dataclass(frozen=True, slots=True)
class AskPage:
    """A page that says how to get an answer that needs a computer.

    Attributes
    ----------
    heading, lead
        What the answer is about.
    commands
        Commands that give it.
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
