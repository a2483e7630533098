"""Parameters that an address of a page may carry; what else stands there is no part of it.

A link that was passed on carries what others hung on it (`?utm_source=...`). It would else stand in
every link of the page and in the address that it is cited by, and make a page of its own each time.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

CRITERIA = (
    "size", "economy", "access", "language", "people", "geography", "network", "openness",
    "saturation", "politics",
)  # fmt: skip
"""Groups of criteria that count as much as `weight_...` says, in the order of the form."""
PARAMETERS = frozenset((
    # any page, and its table
    "lang", "page", "size", "sort", "columns", "rows",
    # ties that are shown
    "name", "country", "continent", "from", "to", "status", "standing", "kind", "class", "inside",
    # what is looked for, and where a way leads from and to
    "q", "place", "partner", "near", "past", "anyway", "report", "flows", "until",
    # wishes for partners
    "purpose", "theme", "countries", "not_countries", "language", "min_population",
    "max_population", "max_distance_km", "per_country", "like", "count", "all", "include_barred",
    "domestic", "weights", *(f"weight_{name}" for name in CRITERIA),
))  # fmt: skip
"""Names; one that a page reads and that does not stand here is an error of the page."""


def heeded(typed: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Give the pairs of an address that pages read, in their order."""
    return tuple((name, value) for name, value in typed if name in PARAMETERS)


def heeded_query(query: str) -> str:
    """Give a query without what no page reads; the same text where there is nothing to take out."""
    typed = parse_qsl(query, keep_blank_values=True)
    kept = heeded(typed)
    return query if len(kept) == len(typed) else urlencode(kept)
