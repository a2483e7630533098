"""The table of what the sources of ties cover."""

from __future__ import annotations

from sistercities.terms.schema import Table, flag, text, whole

SOURCE_COVERAGE = Table(
    "source_coverage",
    "Which lists a source of ties read, so that what it does not say there counts",
    ("source_id", "country", "region_iso"),
    (
        text("source_id", "the source", required=True),
        text("country", "ISO 3166-1 alpha-2, or * for all", required=True),
        text("region_iso", "ISO 3166-2 of a region, or * for all of the country", required=True),
        text(
            "mode",
            "list: it has the ties of a place as a list gives them; between_nodes: it has the ties "
            "between places that it holds at all",
            required=True,
        ),
        flag("is_read", "the list was read"),
        whole("year", "year whose state the source shows", required=True, unit="year"),
        whole("n_places", "places there of which it has a list", required=True),
        whole("n_ties", "ties that it holds of these places", required=True),
        text("reason", "how it is known", required=True),
    ),
    (("source_id", "sources", "source_id"),),
)
