"""Names of the tables of a release: all that is asked of them by whoever opens one.

Their columns are in `terms.tables`, which a list of ties does not load.
"""

from __future__ import annotations

LARGE_TABLES = ("gazetteer", "gazetteer_names")
"""Those that most commands never read."""
TABLE_NAMES = (
    "places", "parents", "redirects", "upper_tier", "region_coverage", "coverage", "names",
    "claims", "ties", "tie_events", "source_coverage", "tie_redirects", "conflicts", "sources",
    "countries", "city_covariates", "region_covariates", "country_covariates", "country_pairs",
    "city_pairs", "flights_odbl", "flight_pairs_odbl", "heritage_sites", "heritage_nearby",
    *LARGE_TABLES, "country_pairs_now", "laws",
)  # fmt: skip
"""All, in the order in which a manifest lists them: that of `terms.tables.TABLES`."""
