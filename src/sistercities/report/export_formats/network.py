"""The network of places and ties as one graph, for the formats that hold a graph."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sistercities.report.export_formats.content import CLEAR_NAMES, ExportContent, ExportTable
from sistercities.report.export_formats.extras import load

# What XML 1.0 does not allow; a file with one such character is refused by every reader.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OF_THE_ENDS = ("name_a", "name_b", "country_a", "country_b")
"""Columns of ties that a graph has on its nodes already."""
_ENDS = {"place_a": "source", "place_b": "target"}
"""An edge is from a source to a target, also where it is not directed."""


def rows(table: ExportTable) -> Iterator[dict[str, Any]]:
    """Give each row as a dict of Python values; a missing one is None."""
    names, frame = table.schema.column_names, table.frame
    columns = [
        frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in names
    ]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


def legal_text(value: Any) -> Any:
    """Put a replacement character where a text holds one that XML does not allow."""
    return _ILLEGAL.sub("\ufffd", value) if isinstance(value, str) else value


def attributes(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known of a row."""
    return {name: legal_text(value) for name, value in row.items() if value is not None}


def graph_content(content: ExportContent) -> ExportContent:
    """Leave out of ties what stands on their nodes, and name columns as the programs do.

    `start` and `end` mean the span of an edge to them, not a text.
    """
    ties = content.table("ties").without(_OF_THE_ENDS).renamed(CLEAR_NAMES | _ENDS)
    return replace(content, tables=(content.table("nodes"), ties))


def graph(content: ExportContent, format: str) -> Any:
    """Return the network as an undirected networkx graph.

    A node is a place id with its label and attributes, an edge is a tie with its id. What is not
    known is not there; it is never 0 or an empty text.

    Raises
    ------
    MissingExtra
        If networkx is not installed.
    """
    networkx = load("networkx", f"--format {format}")
    made = networkx.Graph(name=content.title)
    for row in rows(content.table("nodes")):
        made.add_node(row["place_id"], label=legal_text(row["name"]), **attributes(row))
    for row in rows(content.table("ties")):
        known = attributes(row)
        made.add_edge(known.pop("source"), known.pop("target"), **known)
    return made


def known_span(row: Mapping[str, Any]) -> tuple[int, int | None]:
    """First and last year in which a tie is known to be alive; an open end is None.

    The rule is that of `network.alive`: an undated tie, or one with a suspect date, is known from
    the oldest source that shows it; one that is over without a year ends with the newest source.
    """
    is_sound = row["start_precision"] in ("day", "month", "year") and row["start_year"] is not None
    first = row["start_year"] if is_sound else row["known_from"]
    if row["status"] not in ("ended", "suspended", "never_valid"):
        return first, None
    over_from = row["end_year"] if row["end_year"] is not None else row["known_until"]
    return first, max(first, over_from - 1)


def is_point(longitude: float | None, latitude: float | None) -> bool:
    """Tell whether both coordinates are known."""
    return all(value is not None and math.isfinite(value) for value in (longitude, latitude))
