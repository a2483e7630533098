"""The map of the ties between two countries: in their page, and as a file."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.api.explorer.between_map import draw_between
from sistercities.api.explorer.map import Caption, DrawnMap, line_kind
from sistercities.api.explorer.map_points import Point, points_of
from sistercities.api.explorer.records import TieLine
from sistercities.records import PlaceRef
from sistercities.web.addresses import pair_path, place_path
from sistercities.web.answers import Answer, Drawing, Feed, Refusal
from sistercities.web.asked import Asked
from sistercities.web.map_figure import (
    LAND,
    MapFigure,
    figure_of,
    line_words,
    map_names,
)
from sistercities.web.tie_table import read_ties

_ORDER = ("tie", "unlisted", "former")
_KEPT_OUT = ("page", "size", "sort", "columns")


def pair_figure(asked: Asked, codes: Sequence[str], title: str) -> MapFigure | None:
    """Make the map of the ties between two countries that fit the filters of the address.

    Parameters
    ----------
    asked
        The request.
    codes
        ISO 3166-1 alpha-2 codes, in the order of the address.
    title
        What the page calls the two.

    Returns
    -------
    MapFigure or None
        None where no tie has a point at both ends.
    """
    held = read_ties(asked, "pair", codes, limit=None)
    drawn = _drawn(asked, held, title, LAND)
    if drawn is None:
        return None
    static, path = asked.site.static is not None, f"{pair_path(codes[0], codes[1])}/map"
    data, file = (asked.elsewhere(f"{path}.{form}", without=_KEPT_OUT) for form in ("json", "svg"))
    return figure_of(
        asked, drawn, "chains", asked.words("pair.map", title=title),
        lines=line_words(asked, {line_kind(tie.standing) for tie in held}),
        data="" if static else data, file=None if static else file,
    )  # fmt: skip


def pair_map(asked: Asked, codes: Sequence[str], title: str, form: str) -> Answer:
    """Give the map of the ties that fit the filters of the address, as a drawing or as data.

    Parameters
    ----------
    asked, codes, title
        As in `pair_figure`.
    form
        svg or json.
    """
    held = read_ties(asked, "pair", codes, limit=None)
    if form == "json":
        return Feed("json", f"map-{'-'.join(codes)}", (), [], _content(asked, held, title))
    drawn = _drawn(asked, held, title, None)
    return Drawing(drawn.svg) if drawn else Refusal(404, asked.words("map.none"))


def _drawn(asked: Asked, held: Sequence[TieLine], title: str, land: str | None) -> DrawnMap | None:
    words = asked.words.count("pair.map_words", len(held), title=title)
    said = asked.words("pair.map", title=title)
    caption = Caption(said, words, land)
    return draw_between(asked.site.explorer, held, map_names(asked), caption)


def _content(asked: Asked, held: Sequence[TieLine], title: str) -> dict[str, object]:
    """Give the ties and their ends, those that have a point, for a script that draws them."""
    ends = {one.place_id: one for tie in held for one in (tie.here, tie.there)}
    points = points_of(asked.site.explorer, list(ends))
    drawn = [one for one in held if {one.here.place_id, one.there.place_id} <= points.keys()]
    return {
        "data_version": asked.site.explorer.version,
        "title": asked.words("pair.map", title=title),
        "homes": [],
        "places": [
            _place(asked, ends[key], points[key], drawn) for key in ends
            if any(key in (one.here.place_id, one.there.place_id) for one in drawn)
        ],
        "lines": [
            {"id": one.tie_id, "from": one.here.place_id, "to": one.there.place_id,
             "kind": line_kind(one.standing)}
            for one in drawn
        ],
        "without_point": [one.tie_id for one in held if one not in drawn],
    }  # fmt: skip


def _place(
    asked: Asked, place: PlaceRef, point: Point, ties: Sequence[TieLine]
) -> dict[str, object]:
    """Give a place with its partners in the other country, those that stand first."""
    own = [tie for tie in ties if place.place_id in (tie.here.place_id, tie.there.place_id)]
    kinds = sorted((line_kind(tie.standing) for tie in own), key=_ORDER.index)
    names = [
        asked.called(tie.there if tie.here.place_id == place.place_id else tie.here).first
        for tie in own
    ]
    return {
        "id": place.place_id,
        "name": asked.called(place).first,
        "longitude": round(point[0], 4),
        "latitude": round(point[1], 4),
        "kind": kinds[0],
        "href": asked.link(place_path(place)),
        "said": [asked.words("list.comma").join(names)],
        "country": place.country,
    }
