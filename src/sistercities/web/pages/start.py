"""The start: search, what this is, how much there is."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.areas import countries_with_ties
from sistercities.api.explorer.holdings import Holdings, holdings
from sistercities.web.answers import Answer, Page
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.place_lists import country_listing
from sistercities.web.tables import Table

_SHOWN = 12
_EXAMPLES = ("宁波", "Yokohama", "Ning-po", "München", "Jiangsu")


@dataclass(frozen=True, slots=True)
class StartPage:
    """The start.

    Attributes
    ----------
    held
        How much the data hold.
    countries
        Countries with most ties.
    drawing, drawing_words
        Address of the map of countries, and what it shows, for who does not see it.
    drawing_data
        What the map shows, as JSON, for a script that asks no server; else "".
    examples
        Names to try, those that the data know.
    """

    frame: Frame
    held: Holdings
    countries: Table
    drawing: str | None
    drawing_words: str
    examples: tuple[Way, ...]
    drawing_data: str = ""


def start_page(asked: Asked) -> Answer:
    """Make the start."""
    words, held = asked.words, holdings(asked.site.explorer)
    listing = country_listing(
        asked, "/countries", words("start.countries"), countries_with_ties(asked.site.explorer)
    )
    start = StartPage(
        frame=make_frame(asked, words("site.name"), words("start.lead")),
        held=held,
        countries=listing.beginning(asked, _SHOWN),
        drawing=asked.link("/countries/map.svg"),
        drawing_words=words.count("map.count_words", held.countries),
        examples=tuple(Way(asked.link("/search", q=name), name) for name in _EXAMPLES),
    )
    return Page("start.html", start)
