"""The tables of the release: columns, types, units, keys.

The one definition that the build writes, `data verify` checks and the codebook prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "int", "float", "bool"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type, what it means, its unit, and whether it may be missing."""

    name: str
    type: ColumnType
    meaning: str
    unit: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the release: rows sorted by `key`, which is unique."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[tuple[str, str, str], ...] = ()
    """Foreign keys: (column, table, column there); a missing value refers to nothing."""

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names in order."""
        return tuple(column.name for column in self.columns)


def _text(name: str, meaning: str, *, required: bool = False, unit: str = "") -> Column:
    return Column(name, "string", meaning, unit, required)


def _whole(name: str, meaning: str, *, required: bool = False, unit: str = "") -> Column:
    return Column(name, "int", meaning, unit, required)


def _real(name: str, meaning: str, *, required: bool = False, unit: str = "") -> Column:
    return Column(name, "float", meaning, unit, required)


def _flag(name: str, meaning: str) -> Column:
    return Column(name, "bool", meaning, "", True)


PLACES = Table(
    "places",
    "Places: every place with a tie, all first-level regions, all cities over 15,000",
    ("place_id",),
    (
        _text("place_id", "stable id: gn:<GeoNames>, wd:<Wikidata> or x:<slug>", required=True),
        _text("name", "name in Latin script", required=True),
        _text("name_local", "name in the local script, where known"),
        _text("level", "country, region1, region2, city, county or district", required=True),
        _flag("is_dual", "both a first-level region and a city"),
        _text("country", "ISO 3166-1 alpha-2", required=True),
        _text("region_iso", "ISO 3166-2 of the first-level region that is or contains the place"),
        _whole("geonames_id", "GeoNames id"),
        _text("wikidata_id", "Wikidata id"),
        _text("gbt2260", "GB/T 2260 code of a Chinese place"),
        _real("latitude", "latitude", unit="degrees"),
        _real("longitude", "longitude", unit="degrees"),
        _whole("population", "population", unit="persons"),
        _whole("valid_from", "first year of existence, missing if before all ties", unit="year"),
        _whole("valid_to", "last year of existence, missing if it exists", unit="year"),
        _text("successor", "place that took over when this one ended"),
    ),
    (("successor", "places", "place_id"),),
)

PARENTS = Table(
    "parents",
    "The hierarchy as it was: which place lay in which, by span of years",
    ("place_id", "parent_id", "from_year"),
    (
        _text("place_id", "the place", required=True),
        _text("parent_id", "the place that contains it", required=True),
        _whole(
            "from_year", "first year; 0 means since before all ties", required=True, unit="year"
        ),
        _whole("to_year", "last year; missing means until today", unit="year"),
        _text("source", "who says so", required=True),
    ),
    (("place_id", "places", "place_id"), ("parent_id", "places", "place_id")),
)

REDIRECTS = Table(
    "redirects",
    "Old ids and alias ids (administrative areas of a municipality), so that an address never dies",
    ("old_id",),
    (
        _text("old_id", "id no longer canonical", required=True),
        _text("new_id", "the canonical id", required=True),
        _text("reason", "why", required=True),
    ),
    (("new_id", "places", "place_id"),),
)

UPPER_TIER = Table(
    "upper_tier",
    "The tiers that sign for provinces, by country; the finest is the unit of nesting tests",
    ("country", "level"),
    (
        _text("country", "ISO 3166-1 alpha-2", required=True),
        _text("level", "level of the tier: region1 or region2", required=True),
        _text("title", "what the tier is called there", required=True),
        _flag("is_finest", "the finest signing tier of this country"),
        _text("source", "who says so", required=True),
    ),
)

REGION_COVERAGE = Table(
    "region_coverage",
    "How much of a first-level region's ties a source lists",
    ("place_id", "level", "source_id"),
    (
        _text("place_id", "first-level region", required=True),
        _text("level", "upper or lower: whose ties", required=True),
        _text("source_id", "the source", required=True),
        _whole(
            "ties_listed",
            "ties of any class that the region itself (upper) or places in it (lower) hold",
            required=True,
        ),
        _whole("official_total", "published total, where known"),
        _text("official_date", "date of the published total"),
        _text("official_source", "where it was published"),
        _flag("is_covered", "the source lists this class of the region's ties at all"),
        _flag("is_complete", "at least 90 % of a published total is listed"),
    ),
    (("place_id", "places", "place_id"), ("source_id", "sources", "source_id")),
)

COVERAGE = Table(
    "coverage",
    "Coverage card: ours against published totals, and what is known of the ties, by group",
    ("scope", "dimension", "group", "measure"),
    (
        _text("scope", "which set of ties, for example CN", required=True),
        _text("dimension", "all, province, level, decade, country or source", required=True),
        _text("group", "member of the dimension", required=True),
        _text("measure", "what is counted", required=True),
        _real("ours", "our value", required=True),
        _real("official", "published value, where there is one"),
        _text("official_date", "date of the published value"),
        _text("official_source", "where it was published"),
        _text("note", "what to know when reading it"),
    ),
)

NAMES = Table(
    "names",
    "Every known spelling of a place, with its script; old romanisations and exonyms too",
    ("place_id", "name", "lang"),
    (
        _text("place_id", "the place", required=True),
        _text("name", "the spelling", required=True),
        _text("lang", "ISO 639 code, or und where the source does not say", required=True),
        _text("script", "ISO 15924 code of the script", required=True),
    ),
    (("place_id", "places", "place_id"),),
)

CLAIMS = Table(
    "claims",
    "What one source says, never edited; how its two names were resolved",
    ("claim_id",),
    (
        _text("claim_id", "source id and row, for example zhwiki-2020:Z0001", required=True),
        _text("source_id", "the source", required=True),
        _text("locator", "where in the source: page, version, row", required=True),
        _text("name_a", "first name, as written", required=True),
        _text("name_b", "second name, as written", required=True),
        _text("context_a", "what the source states of the first place: parents, state"),
        _text("context_b", "what the source states of the second place"),
        _text("country_a", "ISO 3166-1 alpha-2 of the first place", required=True),
        _text("country_b", "ISO 3166-1 alpha-2 of the second place", required=True),
        _text("level_a", "level of the first place as stated or implied by the source"),
        _text("level_b", "level of the second place as stated or implied by the source"),
        _text("place_a", "first place, missing while it needs review"),
        _text("place_b", "second place, missing while it needs review"),
        _text("method_a", "how the first place was resolved"),
        _text("method_b", "how the second place was resolved"),
        _real("confidence_a", "confidence of the first resolution, 0 to 1"),
        _real("confidence_b", "confidence of the second resolution, 0 to 1"),
        _text("tie_id", "the tie that this claim supports"),
        _text("start", "ISO date as far as known: YYYY, YYYY-MM or YYYY-MM-DD"),
        _text("precision", "day, month, year, none or suspect", required=True),
        _flag("is_batch_date", "many ties carry this very day: the year is usable, the day not"),
        _text("end", "ISO date as far as known"),
        _text("status", "active, suspended, ended, pending or unknown", required=True),
        _text("kind", "sister, friendship, exchange, contact or unknown", required=True),
        _flag("is_double_entry", "typed twice, independently, without difference"),
        _text("note", "what else the source says"),
        _text("licence", "licence of the source", required=True),
    ),
    (
        ("source_id", "sources", "source_id"),
        ("place_a", "places", "place_id"),
        ("place_b", "places", "place_id"),
        ("tie_id", "ties", "tie_id"),
    ),
)

TIES = Table(
    "ties",
    "What we hold: two places, undirected, weighed from the claims",
    ("tie_id",),
    (
        _text("tie_id", "from the sorted place ids: <place_a>~<place_b>", required=True),
        _text("place_a", "the smaller place id", required=True),
        _text("place_b", "the larger place id", required=True),
        _text("tie_class", "upper, lower, cross or dual", required=True),
        _text("start", "ISO date as far as known"),
        _whole("start_year", "year of the start, also of a suspect one", unit="year"),
        _text("start_precision", "day, month, year, none or suspect", required=True),
        _flag("is_batch_date", "the day is shared by many ties; use the year only"),
        _text("end", "ISO date as far as known"),
        _whole("end_year", "year of the end", unit="year"),
        _text("status", "active, suspended, ended, pending or unknown", required=True),
        _text("kind", "sister, friendship, exchange, contact or unknown", required=True),
        _whole("known_from", "oldest snapshot year that holds the tie", required=True, unit="year"),
        _whole("known_until", "newest snapshot year that holds it", required=True, unit="year"),
        _whole("n_claims", "claims behind it", required=True),
        _text("sources", "source ids, sorted, joined by a space", required=True),
        _flag("is_double_entry", "at least one claim was typed twice without difference"),
        _real("confidence", "the better claim's weaker resolution, 0 to 1", required=True),
    ),
    (("place_a", "places", "place_id"), ("place_b", "places", "place_id")),
)

CONFLICTS = Table(
    "conflicts",
    "Where the claims behind one tie differ: what was kept and what was not",
    ("tie_id", "field", "other_claim"),
    (
        _text("tie_id", "the tie", required=True),
        _text("field", "start, end, status or kind", required=True),
        _text("kept", "the value held"),
        _text("kept_claim", "the claim it comes from", required=True),
        _text("other", "the value not held"),
        _text("other_claim", "the claim that says it", required=True),
        _text("rule", "why the first was kept", required=True),
    ),
    (
        ("tie_id", "ties", "tie_id"),
        ("kept_claim", "claims", "claim_id"),
        ("other_claim", "claims", "claim_id"),
    ),
)

SOURCES = Table(
    "sources",
    "Who says what: title, version, licence, attribution, what it covers and what not",
    ("source_id",),
    (
        _text("source_id", "short id, for example zhwiki-2020", required=True),
        _text("title", "title", required=True),
        _text("producer", "who made it", required=True),
        _text("version", "version or commit", required=True),
        _whole(
            "snapshot_year",
            "year whose state it shows, missing where the publisher states none",
            unit="year",
        ),
        _flag("is_dated", "gives start dates"),
        _text("licence", "SPDX id or words", required=True),
        _text("attribution", "the sentence to print", required=True),
        _text("covers", "what is in it", required=True),
        _text("gaps", "what is not", required=True),
    ),
)

TABLES: tuple[Table, ...] = (
    PLACES,
    PARENTS,
    REDIRECTS,
    UPPER_TIER,
    REGION_COVERAGE,
    COVERAGE,
    NAMES,
    CLAIMS,
    TIES,
    CONFLICTS,
    SOURCES,
)
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
