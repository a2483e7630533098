"""GraphML, for Gephi, Cytoscape, yEd, igraph or networkx."""

from __future__ import annotations

import io

from sistercities.report.export_formats.content import ExportContent, WrittenFile
from sistercities.report.export_formats.extras import load
from sistercities.report.export_formats.network import graph, graph_content

FILE = "sistercities.graphml"
READING = (
    f"{FILE}: Gephi opens it as an undirected graph; the layouts by place take latitude and "
    "longitude. An attribute that is not known is not there.",
)


prepared = graph_content


def files(content: ExportContent) -> dict[str, WrittenFile]:
    """Write the network as one GraphML file."""
    made = graph(content, "graphml")
    buffer = io.BytesIO()
    load("networkx", "--format graphml").write_graphml_xml(
        made, buffer, named_key_ids=True, edge_id_from_attribute="id"
    )
    return {FILE: WrittenFile(buffer.getvalue(), "application/graphml+xml", ("nodes", "ties"))}
