"""GeoJSON (RFC 7946): places as points, ties as great circles, for QGIS, Leaflet or kepler.gl."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sistercities.report.export_formats.content import ExportContent, WrittenFile
from sistercities.report.export_formats.great_circles import Point, great_circle
from sistercities.report.export_formats.network import is_point, rows

MEDIATYPE = "application/geo+json"
READING = (
    "GeoJSON in WGS 84. A tie is a great circle, cut at the 180th meridian. A place whose "
    "coordinates are not known, a tie with such an end and a tie within one point have no geometry "
    "and are listed all the same.",
)


def files(content: ExportContent) -> dict[str, WrittenFile]:
    """Write one file of points and one of lines."""
    nodes = list(rows(content.table("nodes")))
    ties = list(rows(content.table("ties")))
    points = points_of(nodes)
    return {
        "nodes.geojson": _collection(
            "nodes", ((row["place_id"], _point(points, row), row) for row in nodes)
        ),
        "ties.geojson": _collection(
            "ties", ((row["tie_id"], _line(tie_line(points, row)), row) for row in ties)
        ),
    }


def points_of(nodes: Iterable[Mapping[str, Any]]) -> dict[str, Point]:
    """Longitude and latitude by place id, where both are known."""
    return {
        row["place_id"]: (row["longitude"], row["latitude"])
        for row in nodes
        if is_point(row["longitude"], row["latitude"])
    }


def tie_line(points: Mapping[str, Point], tie: Mapping[str, Any]) -> list[list[Point]]:
    """Parts of the line between the two places; none where there is no line."""
    start, end = points.get(tie["place_a"]), points.get(tie["place_b"])
    return great_circle(start, end) if start and end else []


def _point(points: Mapping[str, Point], row: Mapping[str, Any]) -> dict[str, Any] | None:
    at = points.get(row["place_id"])
    return {"type": "Point", "coordinates": [round(x, 5) for x in at]} if at else None


def _line(parts: list[list[Point]]) -> dict[str, Any] | None:
    if not parts:
        return None
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


Located = tuple[str, dict[str, Any] | None, dict[str, Any]]


def _collection(table: str, located: Iterable[Located]) -> WrittenFile:
    """One feature a line, so that a difference between two files can be read."""
    features = (
        json.dumps(
            {"type": "Feature", "id": key, "geometry": geometry, "properties": row},
            ensure_ascii=False,
            allow_nan=False,
            separators=(",", ":"),
        )
        for key, geometry, row in located
    )
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"
    return WrittenFile(text.encode(), MEDIATYPE, (table,))
