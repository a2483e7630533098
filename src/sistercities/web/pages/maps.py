"""What maps show, as a drawing and as data in the language of the page.

The maps of a place show its ties; those of countries and regions show numbers by country, never
all ties at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sistercities.api.explorer.areas import countries_with_ties, regions_of
from sistercities.api.explorer.count_map import MapCount, draw_counts, middle_of
from sistercities.api.explorer.map_points import Point, country_points, point_of, points_of
from sistercities.api.explorer.records import TieLine
from sistercities.api.explorer.searching import card_by_id
from sistercities.api.explorer.ties import partner_counts
from sistercities.api.records import stands_of
from sistercities.api.standing import ALIVE
from sistercities.errors import PlaceNotFound
from sistercities.web.addresses import country_path, pair_path, place_path, region_path, tie_path
from sistercities.web.answers import Answer, Drawing, Feed, Refusal
from sistercities.web.asked import Asked
from sistercities.web.tie_columns import year_cell
from sistercities.web.tie_table import read_ties
from sistercities.web.told import told

_WORLD_MIDDLE = 10.0
_CLOSEST = 12.0
"""Beyond this the outline of the land under regions is too simple."""


@dataclass(frozen=True, slots=True)
class CountsShown:
    """Numbers at points, as a map shows them.

    Attributes
    ----------
    title, words
        What the map shows, in short and for who does not see it.
    counts
        Numbers, in the order of the table.
    leads
        Address that each leads to.
    missing
        Ids of what has no point.
    home
        What they are about, as a dot; None for none.
    middle
        Meridian in the middle of the drawing, degrees.
    closest
        How many times larger than the world the part around them is drawn at most.
    """

    title: str
    words: str
    counts: tuple[MapCount, ...]
    leads: tuple[str, ...]
    missing: tuple[str, ...]
    home: MapCount | None
    middle: float
    closest: float = 1.0


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
    name = asked.called(card)
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
    shown = _by_country(
        asked, asked.words("map.countries"), numbers, None, lambda c: asked.link(country_path(c))
    )
    return _answer(asked, shown, form)


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
    lang = asked.words.lang
    name, within = asked.site.country(code, lang), asked.site.country_said(code, lang)
    shown = _by_country(
        asked,
        asked.words("map.of_country", country=within),
        partner_counts(explorer, "country", [code]),
        _home(code, name, country_points(explorer).get(code)),
        lambda other: asked.link(pair_path(code, other)),
    )
    return _answer(asked, shown, form)


def region_map(asked: Asked, key: str, form: str) -> Answer:
    """Show how many ties the places of a region have with each country.

    Raises
    ------
    PlaceNotFound
        If no region has the id.
    """
    explorer = asked.site.explorer
    card = card_by_id(explorer, key)
    name = asked.called(card).first
    ties = f"{region_path(card.place_id)}/ties"
    shown = _by_country(
        asked,
        asked.words("map.of_region", place=name),
        partner_counts(explorer, "region", [card.place_id]),
        _home(card.place_id, name, point_of(explorer, card)),
        lambda code: asked.link(ties, country=code),
    )
    return _answer(asked, shown, form)


def _home(key: str, name: str, point: Point | None) -> MapCount | None:
    return None if point is None else MapCount(key, name, *point, 0)


def regions_map(asked: Asked, code: str, form: str) -> Answer:
    """Show how many ties the places of each region of a country have.

    Raises
    ------
    PlaceNotFound
        If no place of the data lies there.
    """
    return _answer(asked, regions_shown(asked, code.upper()), form)


def regions_shown(asked: Asked, code: str) -> CountsShown:
    """Gather the regions of a country whose places have ties, in the order of their table.

    Raises
    ------
    PlaceNotFound
        If no place of the data lies there.
    """
    explorer, words = asked.site.explorer, asked.words
    if len(code) != 2 or not explorer.has_country(code):
        raise PlaceNotFound(code[:20], [])
    lines = [line for line in regions_of(explorer, code) if line.n_inside]
    points = points_of(explorer, [line.place.place_id for line in lines])
    drawn = [line for line in lines if line.place.place_id in points]
    counts = tuple(
        MapCount(one.place.place_id, asked.called(one.place).first,
                 *points[one.place.place_id], one.n_inside or 0)
        for one in drawn
    )  # fmt: skip
    own = country_points(explorer).get(code)
    return CountsShown(
        title=words("map.regions", country=asked.site.country_said(code, words.lang)),
        words=words.count("map.region_words", len(counts)),
        counts=counts,
        leads=tuple(asked.link(region_path(one.key)) for one in counts),
        missing=tuple(one.place.place_id for one in lines if one not in drawn),
        home=None,
        middle=_WORLD_MIDDLE if own is None else middle_of(own[0]),
        closest=_CLOSEST,
    )


def _by_country(
    asked: Asked,
    title: str,
    numbers: Mapping[str, int],
    home: MapCount | None,
    leads: Callable[[str], str],
) -> CountsShown:
    """Put numbers by code of a country on the map."""
    points, words = country_points(asked.site.explorer), asked.words
    counts = tuple(
        MapCount(code, asked.site.country(code, words.lang), *points[code], n)
        for code, n in numbers.items() if code in points
    )  # fmt: skip
    return CountsShown(
        title=title,
        words=words.count("map.count_words", len(counts)),
        counts=counts,
        leads=tuple(leads(one.key) for one in counts),
        missing=tuple(code for code in numbers if code not in points),
        home=home,
        middle=_WORLD_MIDDLE if home is None else middle_of(home.longitude),
    )


def _answer(asked: Asked, shown: CountsShown, form: str) -> Answer:
    """Answer with the drawing or with its data."""
    if not shown.counts:
        return Refusal(404, asked.words("map.none"))
    if form != "json":
        return Drawing(draw_counts(
            shown.counts, shown.home, shown.middle, title=shown.title, words=shown.words,
            closest=shown.closest,
        ))  # fmt: skip
    return _data("map", counts_content(asked, shown))


def counts_content(asked: Asked, shown: CountsShown) -> dict[str, object]:
    """Give what a map of numbers shows, for a script that draws it."""
    home = shown.home
    return {
        "data_version": asked.site.explorer.version,
        "title": shown.title,
        "middle": shown.middle,
        "home": None
        if home is None
        else {"id": home.key, "name": home.name, **_at((home.longitude, home.latitude))},
        "counts": [
            _count(asked, one, href) for one, href in zip(shown.counts, shown.leads, strict=True)
        ],
        "without_point": list(shown.missing),
    }


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
    words, names = asked.words, asked.called(tie.there)
    country = asked.site.country(tie.there.country, words.lang)
    year = year_cell(asked, tie)
    since = words("map.since", year=year.text) if year.mark != "unknown" else words("map.undated")
    doubt = f" ({year.note})" if year.note else ""
    return {
        "id": tie.tie_id,
        "name": names.first,
        "local": names.other,
        **_at(point),
        "href": asked.link(place_path(tie.there)),
        "said": [country, f"{since}{doubt}", told(asked, stands_of(tie).short).sentence],
        "more": {"href": asked.link(tie_path(tie.tie_id)), "label": words("column.open_tie")},
        "is_former": tie.standing not in ALIVE,
    }
