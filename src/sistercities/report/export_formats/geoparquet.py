"""GeoParquet 1.1: places as points, ties as great circles, typed and with their CRS."""

from __future__ import annotations

import io
from typing import Any

from sistercities.report.export_formats.content import (
    ExportContent,
    ExportTable,
    ShapeColumn,
    WrittenFile,
)
from sistercities.report.export_formats.extras import load
from sistercities.report.export_formats.geojson import points_of, tie_line
from sistercities.report.export_formats.great_circles import Point
from sistercities.report.export_formats.network import rows
from sistercities.report.export_formats.parquet_tables import MEDIATYPE

CRS = "OGC:CRS84"
SCHEMA_VERSION = "1.1.0"
_POINT, _LINE, _BOX = (
    ShapeColumn("geometry", "geometry", "the point of the place; WKB", "degrees"),
    ShapeColumn("geometry", "geometry", "the great circle of the tie; WKB", "degrees"),
    ShapeColumn("bbox", "box", "smallest box around it: xmin, ymin, xmax, ymax", "degrees"),
)
READING = (
    "GeoParquet 1.1 in WGS 84, longitude first (OGC:CRS84). In Python: geopandas.read_parquet. A "
    "place whose coordinates are not known, a tie with such an end and a tie within one point have "
    "no geometry and are listed all the same.",
)


def files(content: ExportContent) -> dict[str, WrittenFile]:
    """Write one file of points and one of lines."""
    geopandas, shapely = (load(name, "--format geoparquet") for name in ("geopandas", "shapely"))
    nodes, ties = content.table("nodes"), content.table("ties")
    points = points_of(rows(nodes))
    places = [_point(points.get(row["place_id"]), shapely) for row in rows(nodes)]
    lines = [_line(tie_line(points, row), shapely) for row in rows(ties)]
    return {
        "nodes.parquet": _written(nodes, places, _POINT, geopandas),
        "ties.parquet": _written(ties, lines, _LINE, geopandas),
    }


def _point(at: Point | None, shapely: Any) -> Any:
    return None if at is None else shapely.Point(at)


def _line(parts: list[list[Point]], shapely: Any) -> Any:
    if not parts:
        return None
    return shapely.LineString(parts[0]) if len(parts) == 1 else shapely.MultiLineString(parts)


def _written(
    table: ExportTable, shapes: list[Any], shape: ShapeColumn, geopandas: Any
) -> WrittenFile:
    read = table.frame
    series = geopandas.GeoSeries(shapes, index=read.index, crs=CRS)
    frame = geopandas.GeoDataFrame(read, geometry=series)
    buffer = io.BytesIO()
    frame.to_parquet(
        buffer, index=False, compression="zstd", schema_version=SCHEMA_VERSION,
        write_covering_bbox=True,
    )  # fmt: skip
    return WrittenFile(buffer.getvalue(), MEDIATYPE, (table.name,), (shape, _BOX))
