"""What maps show, as figures of pages, as drawings and as data, in the language of the page.

The maps of a place show its ties; those of countries and regions show numbers by country, never
all ties at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sistercities.api.card_records import PlaceCard
from sistercities.api.explorer.areas import countries_with_ties, regions_of
from sistercities.api.explorer.count_map import MapCount, draw_counts
from sistercities.api.explorer.map import (
    Caption,
    DrawnMap,
    draw_land,
    draw_ties,
    line_kind,
    map_middles,
    middle_of,
)
from sistercities.api.explorer.map_points import (
    Point,
    country_points,
    point_of,
    points_of,
    populations_of,
)
from sistercities.api.explorer.records import TieLine
from sistercities.api.explorer.searching import card_by_id
from sistercities.api.explorer.ties import held_by, partner_counts
from sistercities.api.records import stands_of
from sistercities.api.standing import ALIVE
from sistercities.errors import CountryNotFound, InvalidArgument
from sistercities.sentences import say
from sistercities.web.addresses import country_path, pair_path, place_path, region_path, tie_path
from sistercities.web.answers import Answer, Drawing, Feed, Refusal
from sistercities.web.asked import Asked
from sistercities.web.map_figure import (
    LAND,
    MapFigure,
    figure_of,
    line_words,
    map_names,
)
from sistercities.web.tables import marked_point
from sistercities.web.tie_columns import doubts_of, year_cell
from sistercities.web.tie_table import read_ties
from sistercities.web.told import told

_WORLD_MIDDLE = 0.0
_CLOSEST = 12.0
"""Beyond this the outline of the land under regions is too simple."""


@dataclass(frozen=True, slots=True)
class CountsShown:
    """Numbers at points, as a map shows them.

    Attributes
    ----------
    path
        Address of the map without its ending.
    identifier
        Unique in a page.
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

    path: str
    identifier: str
    title: str
    words: str
    counts: tuple[MapCount, ...]
    leads: tuple[str, ...]
    missing: tuple[str, ...]
    home: MapCount | None
    middle: float
    closest: float = 1.0


def place_figure(asked: Asked, card: PlaceCard) -> MapFigure | None:
    """Make the map of the ties of a place that fit the filters of the address.

    Returns
    -------
    MapFigure or None
        None where the place or all partners have no coordinates.

    Raises
    ------
    InvalidArgument
        If a filter is not one of its list.
    """
    held = read_ties(asked, "place", held_by(asked.site.explorer, card), limit=None)
    drawn = _drawn_ties(asked, card, held, LAND)
    if drawn is None:
        return None
    name, own = asked.called(card).first, point_of(asked.site.explorer, card)
    kinds = {line_kind(tie.standing) for tie in held}
    figure = figure_of(
        asked, drawn, "ties", asked.words("map.title", place=name),
        foot=_without_point(asked, held),
        lines=line_words(asked, kinds),
        data=_beside(asked, f"/place/{card.place_id}/map.json"),
        file=_beside(asked, f"/place/{card.place_id}/map.svg"),
    )  # fmt: skip
    if asked.site.static is None:
        return replace(figure, place_id=card.place_id)
    if not asked.site.is_sorted_in_browser:
        return figure.with_data("")
    figure = figure.with_data("")
    return replace(figure, place_id=card.place_id, at=marked_point(own))


def _without_point(asked: Asked, held: Sequence[TieLine]) -> tuple[str, ...]:
    """Say how many partners the map cannot show."""
    points = points_of(asked.site.explorer, [tie.there.place_id for tie in held])
    n = sum(tie.there.place_id not in points for tie in held)
    return (asked.words.count("map.missing", n),) if n else ()


def _beside(asked: Asked, path: str) -> str:
    """Address of a file of the map with the filters of the page."""
    return asked.elsewhere(path, without=("page", "size", "sort", "columns"))


def _drawn_ties(
    asked: Asked, card: PlaceCard, held: Sequence[TieLine], land: str | None
) -> DrawnMap | None:
    words, name = asked.words, asked.called(card).first
    return draw_ties(
        asked.site.explorer, card, held, map_names(asked), Caption(
            words("map.title", place=name), words.count("map.words", len(held), place=name), land
        ), name=name,
    )  # fmt: skip


def place_map(asked: Asked, key: str) -> Answer:
    """Draw the ties of a place that fit the filters of the address, as a file.

    Raises
    ------
    PlaceNotFound
        If no place has the id.
    InvalidArgument
        If a filter is not one of its list.
    """
    card = card_by_id(asked.site.explorer, key)
    held = read_ties(asked, "place", held_by(asked.site.explorer, card), limit=None)
    drawn = _drawn_ties(asked, card, held, None)
    return Drawing(drawn.svg) if drawn else Refusal(404, asked.words("map.none"))


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
    held = read_ties(asked, "place", held_by(asked.site.explorer, card), limit=None)
    ids = [tie.there.place_id for tie in held]
    points, people = points_of(explorer, ids), populations_of(explorer, ids)
    name = asked.called(card)
    content = {
        "data_version": explorer.version,
        "title": asked.words("map.title", place=name.first),
        "home": {"id": card.place_id, "name": name.first, **_at(own)},
        "ties": [
            _tie(asked, tie, points[tie.there.place_id], people.get(tie.there.place_id))
            for tie in held if tie.there.place_id in points
        ],
        "without_point": [tie.tie_id for tie in held if tie.there.place_id not in points],
    }  # fmt: skip
    return _data(f"map-{key}", content)


def land_map(middle: str) -> Answer:
    """Draw the land around a meridian, which all maps around it share.

    Raises
    ------
    InvalidArgument
        If no map has that meridian in its middle.
    """
    found = {f"{one:.0f}": one for one in map_middles()}
    if middle not in found:
        advice = say("use one of {allowed}", allowed=", ".join(found))
        raise InvalidArgument("middle", middle, advice)
    return Drawing(draw_land(found[middle]))


def countries_shown(asked: Asked) -> CountsShown:
    """Gather how many ties each country has."""
    numbers = {one.country: one.n_ties for one in countries_with_ties(asked.site.explorer)}
    title = asked.words("map.countries")
    return _by_country(
        asked, "/countries/map", title, numbers, None, lambda c: asked.link(country_path(c))
    )


def country_shown(asked: Asked, code: str) -> CountsShown:
    """Gather how many ties a country's places have with each country.

    Raises
    ------
    CountryNotFound
        If no place of the data lies there.
    """
    code, explorer = code.upper(), asked.site.explorer
    if len(code) != 2 or not explorer.has_country(code):
        raise CountryNotFound(code[:20])
    lang = asked.words.lang
    name, within = asked.site.country(code, lang), asked.site.country_said(code, lang)
    return _by_country(
        asked,
        f"{country_path(code)}/map",
        asked.words("map.of_country", country=within),
        partner_counts(explorer, "country", [code]),
        _home(code, name, country_points(explorer).get(code)),
        lambda other: asked.link(pair_path(code, other)),
    )


def region_shown(asked: Asked, key: str) -> CountsShown:
    """Gather how many ties the places of a region have with each country.

    Raises
    ------
    PlaceNotFound
        If no region has the id.
    """
    explorer = asked.site.explorer
    card = card_by_id(explorer, key)
    name = asked.called(card).first
    ties = f"{region_path(card.place_id)}/ties"
    return _by_country(
        asked,
        f"{region_path(card.place_id)}/map",
        asked.words("map.of_region", place=name),
        partner_counts(explorer, "region", [card.place_id]),
        _home(card.place_id, name, point_of(explorer, card)),
        lambda code: asked.link(ties, country=code),
    )


def _home(key: str, name: str, point: Point | None) -> MapCount | None:
    return None if point is None else MapCount(key, name, *point, 0)


def regions_shown(asked: Asked, code: str) -> CountsShown:
    """Gather the regions of a country whose places have ties, in the order of their table.

    Raises
    ------
    CountryNotFound
        If no place of the data lies there.
    """
    code, explorer, words = code.upper(), asked.site.explorer, asked.words
    if len(code) != 2 or not explorer.has_country(code):
        raise CountryNotFound(code[:20])
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
        path=f"{country_path(code)}/regions/map",
        identifier="region-map",
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
    path: str,
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
        path=path,
        identifier="count-map",
        title=title,
        words=words.count("map.count_words", len(counts)),
        counts=counts,
        leads=tuple(leads(one.key) for one in counts),
        missing=tuple(code for code in numbers if code not in points),
        home=home,
        middle=_WORLD_MIDDLE if home is None else middle_of(home.longitude),
    )


def counts_answer(asked: Asked, shown: CountsShown, form: str) -> Answer:
    """Answer with the drawing of numbers or with its data."""
    if not shown.counts:
        return Refusal(404, asked.words("map.none"))
    if form != "json":
        return Drawing(_drawn_counts(shown, None).svg)
    return _data("map", counts_content(asked, shown))


def counts_figure(
    asked: Asked, shown: CountsShown, foot: str = "map.count_foot"
) -> MapFigure | None:
    """Make the figure of numbers at points; None where nothing has a point.

    Parameters
    ----------
    asked
        The request.
    shown
        The numbers.
    foot
        Key of the words under the map.
    """
    if not shown.counts:
        return None
    figure = figure_of(
        asked, _drawn_counts(shown, LAND), "counts", shown.title, foot=(asked.words(foot),),
        data=asked.link(f"{shown.path}.json"), file=asked.link(f"{shown.path}.svg"),
    )  # fmt: skip
    return figure if asked.site.static is None else figure.with_data("")


def _drawn_counts(shown: CountsShown, land: str | None) -> DrawnMap:
    return draw_counts(
        shown.counts, shown.home, shown.middle,
        Caption(shown.title, shown.words, land, shown.identifier), closest=shown.closest,
    )  # fmt: skip


def counts_content(asked: Asked, shown: CountsShown) -> dict[str, Any]:
    """Give what a map of numbers shows, for a script that draws it."""
    home = shown.home
    return {
        "data_version": asked.site.explorer.version,
        "title": shown.title,
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


def _tie(asked: Asked, tie: TieLine, point: Point, population: int | None) -> dict[str, object]:
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
        "said": [
            country,
            f"{since}{doubt}",
            told(asked, stands_of(tie).short).sentence,
            *doubts_of(asked, tie),
        ],
        "country": tie.there.country,
        "population": population,
        "more": {"href": asked.link(tie_path(tie.tie_id)), "label": words("column.open_tie")},
        "kind": line_kind(tie.standing),
        "is_former": tie.standing not in ALIVE,
    }
