"""Reduced pages to be set into pages of others: a sentence, a map, the first rows, the source."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sistercities.errors import InvalidArgument
from sistercities.web.answers import Answer, Page, Redirect
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame
from sistercities.web.map_figure import MapFigure
from sistercities.web.pages.country import CountryPage, country_page
from sistercities.web.pages.pair import PairPage, pair_page
from sistercities.web.pages.place import PlacePage, place_page
from sistercities.web.pages.region import RegionPage, region_page
from sistercities.web.pages.tie import TiePage, tie_page
from sistercities.web.tables import Table

MOST_ROWS, ROWS = 50, 10
PATHS = ("place", "region", "country", "tie", "pair")
"""Rooms whose pages can be set into others."""


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """A reduced page.

    Attributes
    ----------
    heading, answer
        Name, and the page in one sentence.
    lists
        Which lists were read, one line each; empty where the answer says so.
    table
        The first rows; its heads lead nowhere.
    map
        The map; None where there is none.
    whole
        Address of the whole page.
    """

    frame: Frame
    heading: str
    answer: str
    lists: tuple[str, ...]
    table: Table
    map: MapFigure | None
    whole: str


def embed_page(asked: Asked, room: str, parts: tuple[str, ...]) -> Answer:
    """Make the reduced page of a place, a region, a country, a pair of countries or a tie.

    Parameters
    ----------
    asked
        The request; `rows` says how many rows are shown.
    room
        place, region, country, pair or tie.
    parts
        The id or codes.

    Raises
    ------
    PlaceNotFound, InvalidArgument
        As the whole page does, or if `rows` is out of range.
    """
    rows = asked.whole("rows", 1, MOST_ROWS) or ROWS
    path = f"/{room}/{'/'.join(parts)}"
    kept = {name: value for name, value in asked.params.items() if name != "rows"}
    whole = replace(asked, path=path, params={**kept, "size": str(rows)})
    made = _whole(whole, room, parts)
    if isinstance(made, Redirect):
        return replace(made, address=f"/embed{made.address}")
    if not isinstance(made, Page):
        return made
    return reduced_page(made, rows, whole.without("size"))


def reduced_page(made: Page, rows: int, whole: str) -> Page:
    """Reduce a page of a place, a region, a country, a pair of countries or a tie.

    Parameters
    ----------
    made
        The whole page.
    rows
        How many rows of its table are shown, at most.
    whole
        Address of the whole page.
    """
    context = made.context
    table, drawn, answer = _parts(context)
    plain = tuple(replace(one, sort=None) for one in table.columns)
    page = EmbedPage(
        frame=context.frame, heading=context.frame.title, answer=answer,
        lists=_lists(context),
        table=replace(table, columns=plain, rows=table.rows[:rows], marks=(), order=None),
        map=drawn, whole=whole,
    )  # fmt: skip
    return Page("embed.html", page)


def _whole(asked: Asked, room: str, parts: tuple[str, ...]) -> Answer:
    if room == "place":
        return place_page(asked, parts[0], "html")
    if room == "region":
        return region_page(asked, parts[0], None, "html")
    if room == "country":
        return country_page(asked, parts[0], None, "html")
    if room == "tie":
        return tie_page(asked, parts[0], None, "html")
    if room == "pair" and len(parts) == 2:
        return pair_page(asked, parts[0], parts[1], "html")
    raise InvalidArgument("path", room, f"use one of {', '.join(PATHS)}")


def _parts(context: object) -> tuple[Table, MapFigure | None, str]:
    """Find the table, the map, and the sentence of a page."""
    if isinstance(context, RegionPage) and context.begins_with_places:
        return context.places, context.map, context.place.answer
    if isinstance(context, RegionPage):
        return context.place.table, context.place.map, context.place.answer
    if isinstance(context, PlacePage):
        return context.table, context.map, context.answer
    if isinstance(context, CountryPage):
        return context.partners, context.map, context.answer
    if isinstance(context, PairPage):
        return context.table, context.map, context.answer
    assert isinstance(context, TiePage)
    return context.claims, None, context.answer


def _lists(context: object) -> tuple[str, ...]:
    """Say which lists were read for what a page is about."""
    place = context.place if isinstance(context, RegionPage) else context
    if isinstance(place, PairPage):
        return place.lists
    return (place.lists,) if isinstance(place, PlacePage | CountryPage) and place.lists else ()
