"""The map of a place's ties, drawn on the server without a style of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sistercities.api.explorer.records import TieLine
from sistercities.api.explorer.store import Explorer
from sistercities.api.records import PlaceCard

_STYLE = re.compile(r' style="[^"]*"')
_POINTS = "SELECT place_id, latitude, longitude FROM places WHERE place_id IN ({marks})"
FORMER = ("ended", "suspended", "pending")


def draw_ties(
    explorer: Explorer,
    card: PlaceCard,
    ties: Sequence[TieLine],
    *,
    name: str,
    title: str,
    words: str,
) -> str | None:
    """Draw the ties of a place as great circles on the world's land.

    Parameters
    ----------
    explorer
        The opened data.
    card, ties
        The place, and its ties with the place as `here`.
    name
        What to call the place.
    title, words
        What the map shows, for who does not see it; they are escaped.

    Returns
    -------
    str or None
        An SVG element; None where the place or all partners have no coordinates.
    """
    from sistercities.report.maps.tie_map import MapPlace, tie_map

    if card.latitude is None or card.longitude is None or not ties:
        return None
    ids = [tie.there.place_id for tie in ties]
    rows = explorer.by_place.query(_POINTS.format(marks=", ".join("?" * len(ids))), ids)
    points = {
        row["place_id"]: (row["longitude"], row["latitude"])
        for row in rows if row["latitude"] is not None and row["longitude"] is not None
    }  # fmt: skip
    others = [
        MapPlace(
            tie.there.name, *points[tie.there.place_id],
            "former" if tie.status in FORMER else "tie",
        )
        for tie in ties if tie.there.place_id in points
    ]  # fmt: skip
    if not others:
        return None
    home = MapPlace(name, card.longitude, card.latitude, "tie")
    drawn = str(tie_map(home, others, identifier="map", title=title, words=words))
    return _STYLE.sub("", drawn)


def land_source() -> str:
    """Say where the land of the map comes from."""
    from sistercities.report.maps.tie_map import foot

    return foot()
