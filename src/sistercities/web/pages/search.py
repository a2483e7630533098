"""The search: to the place's page where one place fits, else the candidates."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.records import PlaceLine
from sistercities.api.explorer.searching import card_by_id, search_place, suggest_places
from sistercities.web.addresses import country_path, place_path
from sistercities.web.answers import Answer, Page, Redirect
from sistercities.web.asked import Asked
from sistercities.web.choices import country_named
from sistercities.web.frame import Frame, make_frame
from sistercities.web.place_lists import place_listing
from sistercities.web.tables import Table


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search.

    Attributes
    ----------
    query
        What was typed.
    heading, advice
        What was found, and what to try; advice may be empty.
    found
        Candidates; None where nothing was asked or nothing is near.
    """

    frame: Frame
    query: str
    heading: str
    advice: str
    found: Table | None


def search_page(asked: Asked, form: str) -> Answer:
    """Answer a search."""
    words, text = asked.words, asked.text("q")
    if not text:
        return _page(asked, text, [], words("search.heading"), words("search.advice"), form)
    answer = search_place(asked.site.explorer, text)
    if answer.place_id is not None and form == "html":
        return Redirect(asked.link(place_path(card_by_id(asked.site.explorer, answer.place_id))))
    country = None if answer.place_id is not None else country_named(asked, text)
    if country is not None and form == "html" and not answer.has_name:
        return Redirect(asked.link(country_path(country)))
    rows = list(answer.candidates) or suggest_places(asked.site.explorer, text)
    if answer.place_id is not None:
        rows = [one for one in rows if one.place.place_id == answer.place_id] or rows
    if answer.has_name:
        heading = words("search.several", text=text)
    elif rows:
        heading = words("search.nearest", text=text)
    else:
        heading = words("search.nothing", text=text)
    return _page(asked, text, rows, heading, words("search.advice"), form)


def _page(
    asked: Asked, text: str, rows: list[PlaceLine], heading: str, advice: str, form: str
) -> Answer:
    listing = place_listing(
        asked, "search", "/search", asked.words("search.caption"), rows, has_where=True
    )
    if form != "html":
        return listing.feed(asked, form)
    frame = make_frame(asked, heading, asked.words("start.lead"), has_data=bool(text))
    table = listing.whole(asked) if rows else None
    return Page("search.html", SearchPage(frame, text, heading, advice, table))
