"""What maps show, as a drawing and as data in the language of the page.

The maps of a place show its ties; those of countries and regions show numbers by country, never
all ties at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sistercities.api.explorer.areas import countries_with_ties
from sistercities.api.explorer.count_map import MapCount, draw_counts, middle_of
from sistercities.api.explorer.map import FORMER
from sistercities.api.explorer.map_points import Point, country_points, point_of, points_of
from sistercities.api.explorer.records import TieLine
from sistercities.api.explorer.searching import card_by_id
from sistercities.api.explorer.ties import partner_counts
from sistercities.errors import PlaceNotFound
from sistercities.web.addresses import country_path, pair_path, place_path, region_path, tie_path
from sistercities.web.answers import Answer, Drawing, Feed, Refusal
from sistercities.web.asked import Asked
from sistercities.web.languages import called
from sistercities.web.tie_table import read_ties, status_cell, year_cell

_WORLD_MIDDLE = 10.0


@dataclass(frozen=True, slots=True)
class _CountMap:
    """Numbers by country: what they are about, and where each leads to.

    Attributes
    ----------
    title
        What the map shows.
    numbers
        Ties by code of a country.
    home
        What they are about; None for the world.
    leads
        Address that the number of a country leads to.
    """

    title: str
    numbers: Mapping[str, int]
    home: MapCount | None
    leads: Callable[[str], str]


def place_map_data(asked: Asked, key: str) -> Answer:
    """Give the ties of a place that fit the filters of the address, with their points.

    Raises
    ------
    PlaceNotFound
        If no place has the id.
    InvalidArgument
        If a filter is not one of its list.
    """
    card, explorer = card_by_id(asked.site.explorer, key), asked.site.explorer
    own = point_of(explorer, card)
    if own is None:
        return Refusal(404, asked.words("map.none"))
    held = read_ties(asked, "place", [card.place_id], limit=None)
    points = points_of(explorer, [tie.there.place_id for tie in held])
    name = called(card, asked.words.lang)
    content = {
        "data_version": explorer.version,
        "title": asked.words("map.title", place=name.first),
        "middle": middle_of(own[0]),
        "home": {"id": card.place_id, "name": name.first, **_at(own)},
        "ties": [
            _tie(asked, tie, points[tie.there.place_id])
            for tie in held if tie.there.place_id in points
        ],
        "without_point": [tie.tie_id for tie in held if tie.there.place_id not in points],
    }  # fmt: skip
    return _data(f"map-{key}", content)


def countries_map(asked: Asked, form: str) -> Answer:
    """Show how many ties each country has."""
    numbers = {one.country: one.n_ties for one in countries_with_ties(asked.site.explorer)}
    shown = _CountMap(
        asked.words("map.countries"), numbers, None, lambda code: asked.link(country_path(code))
    )
    return _counts(asked, shown, form)


def country_map(asked: Asked, code: str, form: str) -> Answer:
    """Show how many ties a country's places have with each country.

    Raises
    ------
    PlaceNotFound
        If no place of the data lies there.
    """
    code, explorer = code.upper(), asked.site.explorer
    if len(code) != 2 or not explorer.has_country(code):
        raise PlaceNotFound(code[:20], [])
    name = asked.site.country(code, asked.words.lang)
    shown = _CountMap(
        asked.words("map.of_country", country=name),
        partner_counts(explorer, "country", [code]),
        _home(code, name, country_points(explorer).get(code)),
        lambda other: asked.link(pair_path(code, other)),
    )
    return _counts(asked, shown, form)


def region_map(asked: Asked, key: str, form: str) -> Answer:
    """Show how many ties the places of a region have with each country.

    Raises
    ------
    PlaceNotFound
        If no region has the id.
    """
    explorer = asked.site.explorer
    card = card_by_id(explorer, key)
    name = called(card, asked.words.lang).first
    ties = f"{region_path(card.place_id)}/ties"
    shown = _CountMap(
        asked.words("map.of_region", place=name),
        partner_counts(explorer, "region", [card.place_id]),
        _home(card.place_id, name, point_of(explorer, card)),
        lambda code: asked.link(ties, country=code),
    )
    return _counts(asked, shown, form)


def _home(key: str, name: str, point: Point | None) -> MapCount | None:
    return None if point is None else MapCount(key, name, *point, 0)


def _counts(asked: Asked, shown: _CountMap, form: str) -> Answer:
    """Answer with the drawing or with its data."""
    points, words = country_points(asked.site.explorer), asked.words
    if not shown.numbers:
        return Refusal(404, words("map.none"))
    counts = [
        MapCount(code, asked.site.country(code, words.lang), *points[code], n)
        for code, n in shown.numbers.items() if code in points
    ]  # fmt: skip
    middle = _WORLD_MIDDLE if shown.home is None else middle_of(shown.home.longitude)
    if form != "json":
        said = words("map.count_words", n=len(counts))
        return Drawing(draw_counts(counts, shown.home, middle, title=shown.title, words=said))
    home = shown.home
    content = {
        "data_version": asked.site.explorer.version,
        "title": shown.title,
        "middle": middle,
        "home": None
        if home is None
        else {"id": home.key, "name": home.name, **_at((home.longitude, home.latitude))},
        "counts": [_count(asked, one, shown.leads(one.key)) for one in counts],
        "without_point": [code for code in shown.numbers if code not in points],
    }
    return _data("map", content)


def _data(name: str, content: object) -> Feed:
    return Feed("json", name.replace(":", ""), (), [], content)


def _at(point: Point) -> dict[str, float]:
    return {"longitude": round(point[0], 4), "latitude": round(point[1], 4)}


def _count(asked: Asked, one: MapCount, href: str) -> dict[str, object]:
    said = [asked.words.count("n_ties", one.n)]
    at = _at((one.longitude, one.latitude))
    return {"id": one.key, "name": one.name, **at, "n": one.n, "href": href, "said": said}


def _tie(asked: Asked, tie: TieLine, point: Point) -> dict[str, object]:
    """Give a tie with what is said of it where its circle is touched."""
    words, names = asked.words, called(tie.there, asked.words.lang)
    country = asked.site.country(tie.there.country, words.lang)
    year, status = year_cell(asked, tie), status_cell(asked, tie)
    since = words("map.since", year=year.text) if year.mark != "unknown" else words("map.undated")
    doubt = f" ({year.note})" if year.note else ""
    return {
        "id": tie.tie_id,
        "name": names.first,
        "local": names.other,
        **_at(point),
        "href": asked.link(place_path(tie.there)),
        "said": [country, f"{since}{doubt}", status.text],
        "more": {"href": asked.link(tie_path(tie.tie_id)), "label": words("column.open_tie")},
        "is_former": tie.status in FORMER,
    }
