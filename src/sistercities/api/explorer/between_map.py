"""The ties between the places of two countries, as a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sistercities.api.explorer.map import DrawnMap, MapNames, drawn_map, line_kind
from sistercities.api.explorer.map_points import Point, country_points, points_of, populations_of
from sistercities.api.explorer.records import TieLine
from sistercities.api.explorer.store import Explorer
from sistercities.api.records import PlaceRef
from sistercities.report.maps.caption import Caption

if TYPE_CHECKING:
    from sistercities.report.maps.tie_map import MapPlace


def draw_between(
    explorer: Explorer,
    ties: Sequence[TieLine],
    names: MapNames,
    caption: Caption,
) -> DrawnMap | None:
    """Draw ties between two countries as great circles, from the one to the other.

    Parameters
    ----------
    explorer
        The opened data.
    ties
        The ties; all with `here` in the same country.
    names
        What to call places and countries.
    caption
        What the map says of itself.

    Returns
    -------
    DrawnMap or None
        None where no tie has a point at both ends.
    """
    from sistercities.report.maps.tie_map import MapPlace, Route, lay_routes

    points = points_of(explorer, [one.place_id for tie in ties for one in (tie.here, tie.there)])
    drawn = [tie for tie in ties if tie.here.place_id in points and tie.there.place_id in points]
    if not drawn:
        return None
    codes = dict.fromkeys(code for tie in drawn for code in (tie.here.country, tie.there.country))
    means = country_points(explorer)
    laid = lay_routes(
        [], _places(explorer, drawn, points, names),
        [
            Route(points[tie.here.place_id], points[tie.there.place_id], line_kind(tie.standing))
            for tie in drawn
        ],
        caption,
        countries=[MapPlace(names.country(code), *means[code], "tie") for code in codes
                   if code in means],
        pivot=means.get(drawn[0].here.country, points[drawn[0].here.place_id]),
    )  # fmt: skip
    return drawn_map(laid)


def _places(
    explorer: Explorer, ties: Sequence[TieLine], points: dict[str, Point], names: MapNames
) -> list[MapPlace]:
    """Give each end once, marked by the best standing of its ties."""
    from sistercities.report.maps.tie_map import MapPlace

    order = ("tie", "unlisted", "former")
    ranked = sorted(ties, key=lambda tie: order.index(line_kind(tie.standing)), reverse=True)
    ends: dict[str, tuple[PlaceRef, TieLine]] = {}
    for tie in ranked:
        for one in (tie.here, tie.there):
            ends[one.place_id] = (one, tie)
    people = populations_of(explorer, list(ends))
    return [
        MapPlace(names.place(one), *points[key], line_kind(tie.standing), weight=people.get(key, 0))
        for key, (one, tie) in ends.items()
    ]
