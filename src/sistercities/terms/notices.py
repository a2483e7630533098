"""Notices of places that look for a partner: the words of their themes, and their table.

The release holds no notice, since no source gives any with leave to ship; the table is that of the
overlays that a user makes of notices.
"""

from __future__ import annotations

from typing import Literal, get_args

from sistercities.terms.schema import Table, flag, real, text, whole

Theme = Literal[
    "trade", "technology", "tourism", "culture", "education", "youth", "sport", "environment",
    "health", "agriculture", "administration", "relief",
]  # fmt: skip
"""What places wish to do together. `youth` is exchange of the young and between schools,
`education` that of universities and trainees; `relief` is help after disasters and in war."""

THEMES: tuple[Theme, ...] = get_args(Theme)

CONTINENTS = {
    "AF": "Africa", "AN": "Antarctica", "AS": "Asia", "EU": "Europe", "NA": "North America",
    "OC": "Oceania", "SA": "South America",
}  # fmt: skip
"""Names of the continents by code, as in the table `countries`."""

SEEKING = Table(
    "seeking",
    "Notices of places that look for a partner: who, and what is wished",
    ("notice_id",),
    (
        text("notice_id", "source id and row, for example notices-2026:12", required=True),
        text("source_id", "the list of notices", required=True),
        text("locator", "where in the list: file, row", required=True),
        text("name", "name of the place that seeks, as written", required=True),
        text("country", "ISO 3166-1 alpha-2 of the place, as stated or implied"),
        text("place_id", "the place, missing while its name waits"),
        text("method", "how the place was resolved"),
        real("confidence", "confidence of the resolution, 0 to 1"),
        text("countries_written", "countries wished, as written"),
        text("countries", "countries wished: ISO 3166-1 alpha-2, sorted, joined by a space"),
        text("continents", "continents wished: codes of `countries`, sorted, joined by a space"),
        text(
            "unions", "unions wished, whose members of that date are among the countries: EU:2024"
        ),
        flag("is_any_country", "any country is welcome"),
        text("countries_unread", "what of the countries wished was not understood, as written"),
        text("size_written", "size wished, as written"),
        whole("min_population", "smallest population wished", unit="persons"),
        whole("max_population", "largest population wished", unit="persons"),
        flag("is_any_size", "any size is welcome"),
        flag("is_own_size", "a size like its own is wished: half to double its population"),
        text("size_unread", "what of the size wished was not understood, as written"),
        text("themes_written", "themes, as written"),
        text("themes", "themes, words of the closed list, joined by a space"),
        flag("is_any_theme", "any theme is welcome"),
        text("themes_unread", "themes outside the closed list, as written, joined by '; '"),
        text("source", "who published the notice, as written"),
        text("date", "ISO date of the notice as far as known: YYYY, YYYY-MM or YYYY-MM-DD"),
        text("precision", "day, month, year, none or suspect", required=True),
        text("note", "what else the notice says"),
        text("licence", "licence of the list", required=True),
    ),
    (("source_id", "sources", "source_id"), ("place_id", "places", "place_id")),
)
"""A wish of which nothing is stated has no value, no flag and nothing unread: it is unknown."""
