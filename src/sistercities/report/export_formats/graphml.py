"""GraphML, for Gephi, Cytoscape, yEd, igraph or networkx."""

from __future__ import annotations

import io
import re

from sistercities.report.export_formats.content import ExportContent, WrittenFile
from sistercities.report.export_formats.extras import load
from sistercities.report.export_formats.network import graph, graph_content

FILE = "sistercities.graphml"
READING = (
    f"{FILE}: Gephi opens it as an undirected graph; the layouts by place take latitude and "
    "longitude. An attribute that is not known is not there.",
)
# XML Schema, and with it GraphML, spells true and false in small letters.
_FLAG = re.compile(rb'(<data key="is_\w+">)(True|False)(?=</data>)')


prepared = graph_content


def files(content: ExportContent) -> dict[str, WrittenFile]:
    """Write the network as one GraphML file."""
    made = graph(content, "graphml")
    buffer = io.BytesIO()
    load("networkx", "--format graphml").write_graphml_xml(
        made, buffer, named_key_ids=True, edge_id_from_attribute="tie_id"
    )
    written = _FLAG.sub(lambda found: found[1] + found[2].lower(), buffer.getvalue())
    return {FILE: WrittenFile(written, "application/graphml+xml", ("nodes", "ties"))}
