"""Ties and places for other libraries: a graph of networkx, frames with shapes of GeoPandas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sistercities.api.data_choice import AnyData
from sistercities.api.frames import places, ties
from sistercities.report.export_formats.extras import load
from sistercities.report.export_formats.great_circles import Point, great_circle
from sistercities.report.export_formats.network import is_point

if TYPE_CHECKING:
    import geopandas as gpd
    import networkx as nx
    import pandas as pd

CRS = "OGC:CRS84"
_OF_THE_END = (
    "name", "name_local", "level", "country", "region_iso", "region", "is_dual", "latitude",
    "longitude",
)  # fmt: skip


def graph(
    place: str | None = None,
    *,
    country: str | None = None,
    tie_class: str | None = None,
    as_of: int | None = None,
    standing: Sequence[str] = (),
    data: AnyData = None,
) -> nx.Graph[str]:
    """Give ties as a graph of networkx: a node is a place, an edge is a tie.

    Parameters
    ----------
    place, country, tie_class, as_of, standing, data
        Which ties, as of `ties`.

    Returns
    -------
    networkx.Graph
        Undirected. Nodes are place ids with what `ties` has of an end (name, country, region,
        latitude, ...); edges have the other columns of `ties`, `distance_km` among them. What is
        not known is not there.

    Raises
    ------
    MissingExtra
        If networkx is not installed; it says what to type.
    PlaceNotFound, PlaceAmbiguous, InvalidArgument
        As of `ties`.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    networkx = load("networkx", "`graph`", "graph")
    held = ties(
        place, country=country, tie_class=tie_class, as_of=as_of, standing=standing, data=data
    )
    made = networkx.Graph()
    for side in ("a", "b"):
        names = {f"place_{side}": "place_id", **{f"{name}_{side}": name for name in _OF_THE_END}}
        for node in _known(held[list(names)].rename(columns=names).drop_duplicates("place_id")):
            made.add_node(node.pop("place_id"), **node)
    of_ends = [f"{name}_{side}" for name in _OF_THE_END for side in ("a", "b")]
    for edge in _known(held.drop(columns=of_ends)):
        made.add_edge(edge.pop("place_a"), edge.pop("place_b"), **edge)
    return made


def geo_places(
    country: str | None = None, level: str | None = None, *, data: AnyData = None
) -> gpd.GeoDataFrame:
    """Give places as a GeoDataFrame of points.

    Parameters
    ----------
    country, level, data
        Which places, as of `places`.

    Returns
    -------
    geopandas.GeoDataFrame
        The columns of `places`, and `geometry` in WGS 84, longitude first; a place whose point is
        not known has none.

    Raises
    ------
    MissingExtra
        If GeoPandas is not installed; it says what to type.
    InvalidArgument
        As of `places`.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    geopandas = load("geopandas", "`geo_places`", "geo")
    held = places(country, level, data=data)
    shapely = load("shapely", "`geo_places`", "geo")
    points = zip(held["longitude"].tolist(), held["latitude"].tolist(), strict=True)
    shapes = [shapely.Point(at) if is_point(*at) else None for at in points]
    return _with_shapes(geopandas, held, shapes)


def geo_ties(
    place: str | None = None,
    *,
    country: str | None = None,
    tie_class: str | None = None,
    as_of: int | None = None,
    standing: Sequence[str] = (),
    data: AnyData = None,
) -> gpd.GeoDataFrame:
    """Give ties as a GeoDataFrame of great circles, those of regions as well as those of cities.

    Parameters
    ----------
    place, country, tie_class, as_of, standing, data
        Which ties, as of `ties`.

    Returns
    -------
    geopandas.GeoDataFrame
        The columns of `ties`, and `geometry` in WGS 84, longitude first: a line, or two where it
        is cut at the 180th meridian. A tie with an end whose point is not known, or within one
        point, has none.

    Raises
    ------
    MissingExtra
        If GeoPandas is not installed; it says what to type.
    PlaceNotFound, PlaceAmbiguous, InvalidArgument
        As of `ties`.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    geopandas = load("geopandas", "`geo_ties`", "geo")
    held = ties(
        place, country=country, tie_class=tie_class, as_of=as_of, standing=standing, data=data
    )
    shapely = load("shapely", "`geo_ties`", "geo")
    ends = [
        list(zip(held[f"longitude_{side}"], held[f"latitude_{side}"], strict=True))
        for side in ("a", "b")
    ]
    shapes = [_line(shapely, a, b) for a, b in zip(*ends, strict=True)]
    return _with_shapes(geopandas, held, shapes)


def _with_shapes(geopandas: Any, held: pd.DataFrame, shapes: list[Any]) -> gpd.GeoDataFrame:
    series = geopandas.GeoSeries(shapes, index=held.index, crs=CRS)
    made: gpd.GeoDataFrame = geopandas.GeoDataFrame(held, geometry=series)
    return made


def _line(shapely: Any, start: Point, end: Point) -> Any:
    parts = great_circle(start, end) if is_point(*start) and is_point(*end) else []
    if not parts:
        return None
    return shapely.LineString(parts[0]) if len(parts) == 1 else shapely.MultiLineString(parts)


def _known(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Give each row as Python values, without what is not known."""
    names = [str(name) for name in frame.columns]
    columns = [
        frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in names
    ]
    for values in zip(*columns, strict=True):
        yield {name: value for name, value in zip(names, values, strict=True) if value is not None}
