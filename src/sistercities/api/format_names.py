"""Names of the formats of export, as the command line lists them."""

from __future__ import annotations

from sistercities.report.export_formats.formats import named_formats

TABLES = named_formats(is_network=False)
NETWORKS = named_formats(is_network=True)
