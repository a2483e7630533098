"""The table of an overlay that rules anew on what stands in the way of ties."""

from __future__ import annotations

from sistercities.terms.schema import Table, text

RULINGS = Table(
    "rulings",
    "Rulings of a user's own on rows of `country_pairs_now` and `laws`: how strongly each counts",
    ("row_id",),
    (
        text("row_id", "`pair_id` of `country_pairs_now`, or `law_id` of `laws`", required=True),
        text("strength", "bar, caution or note", required=True),
        text("reason", "why it counts so", required=True),
    ),
)
