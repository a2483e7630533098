"""A region: its own ties, the places in it, and which ties of theirs lie inside its sisters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sistercities.api.explorer.areas import places_in, ties_inside_sisters
from sistercities.api.explorer.records import TieLine
from sistercities.api.explorer.searching import card_by_id
from sistercities.api.explorer.ties import (
    Scope,
    list_ties,
    partner_codes,
    partner_counts,
    standing_counts,
)
from sistercities.api.standing import others_sentence
from sistercities.records import PlaceCard
from sistercities.web.addresses import place_path, region_path
from sistercities.web.answers import Answer, Feed, Page, Redirect
from sistercities.web.asked import Asked
from sistercities.web.file_names import download_name
from sistercities.web.frame import Frame, make_frame
from sistercities.web.lists import ListColumn, Listing
from sistercities.web.map_figure import MapFigure
from sistercities.web.pages.maps import counts_figure, region_shown
from sistercities.web.pages.place import PlacePage, make_place_page
from sistercities.web.pages.place_answer import places_said
from sistercities.web.place_lists import place_listing
from sistercities.web.tables import Cell, Table, place_cell
from sistercities.web.tie_columns import standing_cell, year_cell
from sistercities.web.tie_table import (
    TIE_KEYS,
    TieForm,
    read_ties,
    tie_form,
    tie_record,
    tie_records,
    tie_table,
)
from sistercities.web.told import one_after, told

PARTS = ("places", "ties", "sisters")
SHOWN = 6
"""Rows of a table that the page of a region shows."""
FEW = 5
"""Rows of its tables of partners, of which it has two."""
_PLACE_COLUMNS = ("name", "population", "ties")
_SISTER_COLUMNS = ("there", "start", "ties_inside")


@dataclass(frozen=True, slots=True)
class RegionPage:
    """A region.

    Attributes
    ----------
    place
        What it holds as a place; its ties are the region's own.
    inner
        What its places have, in a sentence; "" where the answer says so.
    inner_ties
        Address of the ties of its places; None where none is known.
    map
        The map of the countries of its places' partners; None where there is none.
    sisters
        Sister regions, and how many ties of places lie inside; None where it has none.
    places
        Places in it, those with most ties first.
    """

    frame: Frame
    place: PlacePage
    inner: str
    inner_ties: str | None
    map: MapFigure | None
    sisters: Table | None
    places: Table

    @property
    def begins_with_places(self) -> bool:
        """Whether only places in it have partnerships, so that these come before all else."""
        return self.inner_ties is not None and not self.place.has_list

    @property
    def tabs(self) -> tuple[str, ...]:
        """Parts of the page that it has, in their order: ids to which the tabs lead."""
        held = {
            "sights": self.place.map or self.place.timeline,
            "ties-heading": self.place.has_list,
            "places-heading": True,
            "next": self.begins_with_places and self.place.leads,
            "facts": self.begins_with_places,
            "sisters-heading": self.sisters,
        }
        return tuple(name for name, is_there in held.items() if is_there)


@dataclass(frozen=True, slots=True)
class ListPage:
    """One table of a region or a country on a page of its own; `form` filters a list of ties."""

    frame: Frame
    heading: str
    table: Table
    form: TieForm | None
    above: str
    above_label: str


def region_page(asked: Asked, key: str, part: str | None, form: str) -> Answer:
    """Make the page of a region, one of its tables, or a table as data.

    Raises
    ------
    PlaceNotFound
        If no place has the id.
    InvalidArgument
        If a filter is not one of its list.
    """
    explorer = asked.site.explorer
    card = explorer.meanwhile(("card", key), lambda: card_by_id(explorer, key))
    if card.place_id != key or card.level not in ("region1", "region2"):
        return Redirect(asked.link(place_path(card)), is_lasting=True)
    if part == "ties":
        return _inner_ties(asked, card, form)
    if part == "places":
        places = _places(asked, card, with_all=form != "html")
        return list_answer(asked, places, _name(asked, card), region_path(key), form)
    if part == "sisters":
        return list_answer(asked, _sisters(asked, card), _name(asked, card), region_path(key), form)
    if form != "html":
        ties = read_ties(asked, "place", [key], limit=None)
        return Feed(form, download_name("ties", card.name, key), TIE_KEYS, tie_records(ties))
    return Page("region.html", _whole(asked, card))


def _whole(asked: Asked, card: PlaceCard) -> RegionPage:
    place = make_place_page(asked, card, usual=FEW)
    countries = partner_counts(asked.site.explorer, "region", [card.place_id])
    n = sum(countries.values())
    sisters = _sisters(asked, card)
    return RegionPage(
        frame=place.frame,
        place=place,
        inner=one_after(_inner(asked, card, is_any=n > 0), _untied(asked, card)),
        inner_ties=asked.link(f"{region_path(card.place_id)}/ties") if n else None,
        map=None if asked.site.static else counts_figure(asked, region_shown(asked, card.place_id)),
        sisters=sisters.beginning(asked, FEW, _SISTER_COLUMNS) if sisters.rows else None,
        places=_places(asked, card).beginning(asked, SHOWN, _PLACE_COLUMNS),
    )


def _inner(asked: Asked, card: PlaceCard, *, is_any: bool) -> str:
    """Say what its places have, unless the answer has said so of a region with no partner."""
    held = standing_counts(asked.site.explorer, "region", [card.place_id])
    if said := places_said(asked, card, held):
        return said if card.ties["total"] else ""
    key = "region.inner_none_stands" if is_any else "region.inner_none"
    none = asked.words(key, place=_name(asked, card))
    return one_after(none, told(asked, others_sentence(held)).sentence)


def _name(asked: Asked, card: PlaceCard) -> str:
    return asked.called(card).first


def _places(asked: Asked, card: PlaceCard, *, with_all: bool = False) -> Listing[Any]:
    """List the places in a region; pages that are files name those that have a page."""
    rows, key = places_in(asked.site.explorer, card.place_id), "region.places"
    if asked.site.static is not None and not with_all:
        rows, key = [one for one in rows if one.n_ties], "region.places_tied"
    caption = asked.words(key, place=_name(asked, card))
    return place_listing(asked, "places", f"{region_path(card.place_id)}/places", caption, rows)


def _untied(asked: Asked, card: PlaceCard) -> str:
    """Count the places of a region that a page in a file does not list; "" where there are none."""
    if asked.site.static is None:
        return ""
    rows = places_in(asked.site.explorer, card.place_id)
    n = sum(not one.n_ties for one in rows)
    return asked.words.count("region.places_untied", n) if n else ""


def _sisters(asked: Asked, card: PlaceCard) -> Listing[TieLine]:
    """List the ties of a region with regions, and how many ties of places lie inside each."""
    words, explorer = asked.words, asked.site.explorer
    inside = ties_inside_sisters(explorer, card.place_id)
    held = list_ties(explorer, "place", [card.place_id])
    rows = [tie for tie in held if tie.there.level in ("region1", "region2")]
    rows.sort(key=lambda tie: -inside.get(tie.there.place_id, 0))

    def record(tie: TieLine) -> dict[str, object]:
        return tie_record(tie) | {"ties_inside": inside.get(tie.there.place_id) or None}

    def cells(tie: TieLine) -> tuple[Cell, ...]:
        country = asked.site.country(tie.there.country, words.lang)
        n = inside.get(tie.there.place_id)
        return (
            place_cell(asked, tie.there),
            Cell(country),
            year_cell(asked, tie),
            standing_cell(asked, tie),
            Cell(f"{n:,}") if n else Cell("", note=words("unknown.ties")),
        )

    columns = (
        ListColumn("there", words("column.sister")),
        ListColumn("there_country", words("column.country")),
        ListColumn("start", words("column.year"), is_number=True),
        ListColumn("standing", words("column.standing")),
        ListColumn("ties_inside", words("column.inside_both"), is_number=True),
    )
    return Listing(
        "sisters", f"{region_path(card.place_id)}/sisters",
        words("region.sisters", place=_name(asked, card)), words("region.no_sisters"), columns,
        rows, record, cells, (*TIE_KEYS, "ties_inside"), usual="-ties_inside",
    )  # fmt: skip


def _inner_ties(asked: Asked, card: PlaceCard, form: str) -> Answer:
    heading = asked.words("region.ties_caption", place=_name(asked, card))
    above = (region_path(card.place_id), _name(asked, card))
    return ties_answer(asked, "region", [card.place_id], heading, above, form)


def ties_answer(
    asked: Asked, scope: Scope, keys: list[str], heading: str, above: tuple[str, str], form: str
) -> Answer:
    """Answer with the ties of a region or a country: a page with filters, or data."""
    if form != "html":
        ties = read_ties(asked, scope, keys, limit=None)
        name = f"ties-{'-'.join(keys).replace(':', '')}"
        return Feed(form, name, TIE_KEYS, tie_records(ties))
    table = tie_table(
        asked, scope, keys, caption=heading, empty=asked.words("ties.none_at_all"),
        both_ends=True,
    )  # fmt: skip
    frame = make_frame(asked, heading, crumbs=(above,), has_data=True)
    countries = partner_codes(asked.site.explorer, scope, keys)
    return Page(
        "list.html",
        ListPage(frame, heading, table, tie_form(asked, countries), asked.link(above[0]), above[1]),
    )


def list_answer(asked: Asked, listing: Listing[Any], name: str, path: str, form: str) -> Answer:
    """Answer with one table: a page of its own, or data."""
    if form != "html":
        return listing.feed(asked, form)
    frame = make_frame(
        asked, _title(asked, listing, name, path), crumbs=((path, name),), has_data=True
    )
    table = listing.whole(asked)
    return Page("list.html", ListPage(frame, listing.caption, table, None, asked.link(path), name))


def _title(asked: Asked, listing: Listing[Any], name: str, path: str) -> str:
    """Name what is above a list before it, unless the list or the site says it already."""
    if path == "/" or name in listing.caption:
        return listing.caption
    return f"{name}{asked.words('list.colon')}{listing.caption}"
