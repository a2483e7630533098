"""GEXF, for the timeline of Gephi: each tie has the span of years in which it is known alive."""

from __future__ import annotations

import io
import re

from sistercities.report.export_formats.content import ExportContent, WrittenFile
from sistercities.report.export_formats.extras import load
from sistercities.report.export_formats.network import graph, graph_content, known_span, rows

FILE = "sistercities.gexf"
VERSION = "1.2draft"
READING = (
    f"{FILE}: a dynamic graph whose time is the year. A tie spans the years in which it is known "
    "alive: from its start, or where that is unknown or suspect from the oldest source that shows "
    "it, to the year before its end. A pending tie is not signed yet, one that was never valid has "
    "no such years, and one that is no longer listed may be over: filter by standing.",
)
# The writer dates the file by the clock; the same data give the same bytes.
_DAY = re.compile(rb' lastmodifieddate="[^"]*"')


prepared = graph_content


def files(content: ExportContent) -> dict[str, WrittenFile]:
    """Write the network as one GEXF file."""
    made = graph(content, "gexf")
    made.graph["mode"] = "dynamic"
    for row in rows(content.table("ties")):
        first, last = known_span(row)
        # Gephi reads years as numbers with a point; whole numbers it takes for milliseconds.
        span = {"start": float(first)} | ({} if last is None else {"end": float(last)})
        made.edges[row["source"], row["target"]].update(span, id=row["tie_id"])
    buffer = io.BytesIO()
    load("networkx", "--format gexf").write_gexf(made, buffer, version=VERSION)
    written = _DAY.sub(b"", buffer.getvalue(), count=1)
    return {FILE: WrittenFile(written, "application/gexf+xml", ("nodes", "ties"))}
