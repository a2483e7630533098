"""The tables of the release: columns, types, units, keys.

The one definition that the build writes, `data verify` checks and the codebook prints.
"""

from __future__ import annotations

from sistercities.terms.covariate_tables import COVARIATE_TABLES, SOURCE_COVERAGE
from sistercities.terms.gazetteer_tables import GAZETTEER_TABLES
from sistercities.terms.notices import SEEKING
from sistercities.terms.obstacle_tables import OBSTACLE_TABLES
from sistercities.terms.schema import Column, ColumnType, Table, flag, real, text, whole

PLACES = Table(
    "places",
    "Places: every place with a tie, all first-level regions, all cities over 15,000 and parts of "
    "cities over 15,000",
    ("place_id",),
    (
        text("place_id", "stable id: gn:<GeoNames>, wd:<Wikidata> or x:<slug>", required=True),
        text("name", "name in Latin script", required=True),
        text("name_local", "name in the local script, where known"),
        text(
            "level",
            "country, region1, region2, city, county or district; city: a municipality, as "
            "GeoNames lists them; parts of cities are district",
            required=True,
        ),
        flag("is_dual", "both a first-level region and a city"),
        text("country", "ISO 3166-1 alpha-2", required=True),
        text("region_iso", "ISO 3166-2 of the first-level region that is or contains the place"),
        whole("geonames_id", "GeoNames id"),
        text("wikidata_id", "Wikidata id"),
        text("gbt2260", "GB/T 2260 code of a Chinese place"),
        text(
            "municipality_code",
            "official code of a municipality: in Japan six digits, with the check digit",
        ),
        real("latitude", "latitude", unit="degrees"),
        real("longitude", "longitude", unit="degrees"),
        text(
            "point_source",
            "whose point it is: a source; of a region places-natural-earth, a label point inside "
            "its shape, `mean of its places`, `town of its name` or `point of its successor`",
        ),
        whole(
            "population",
            "people of the municipality or of its settlement, as GeoNames has either, undated; "
            "of the municipality where the source is Wikidata, undated too; of the urban "
            "agglomeration where it is cities-wup-2018, because GeoNames has none or another "
            "source contradicts it",
            unit="persons",
        ),
        whole("population_year", "year of the population; missing: undated", unit="year"),
        text("population_source", "whose figure it is"),
        flag(
            "is_population_doubtful",
            "an undated population that another source contradicts by a factor over 2, or one "
            "below 100,000 of GeoNames in a country where a third or more of such fall short by "
            "over 1.5 times of those that Wikidata has: no statement on size rests on it",
        ),
        whole("valid_from", "first year of existence, missing if before all ties", unit="year"),
        whole("valid_to", "last year of existence, missing if it exists", unit="year"),
        text("successor", "place that took over when this one ended"),
    ),
    (("successor", "places", "place_id"), ("population_source", "sources", "source_id")),
)

PARENTS = Table(
    "parents",
    "The hierarchy as it was: which place lay in which, by span of years",
    ("place_id", "parent_id", "from_year"),
    (
        text("place_id", "the place", required=True),
        text("parent_id", "the place that contains it", required=True),
        whole("from_year", "first year; 0 means since before all ties", required=True, unit="year"),
        whole("to_year", "last year; missing means until today", unit="year"),
        text("source", "who says so", required=True),
    ),
    (("place_id", "places", "place_id"), ("parent_id", "places", "place_id")),
)

REDIRECTS = Table(
    "redirects",
    "Old ids and alias ids (administrative areas of a municipality), so that an address never dies",
    ("old_id",),
    (
        text("old_id", "id no longer canonical", required=True),
        text("new_id", "the canonical id", required=True),
        text("reason", "why", required=True),
    ),
    (("new_id", "places", "place_id"),),
)

UPPER_TIER = Table(
    "upper_tier",
    "The tiers that sign for provinces, by country; the finest is the unit of nesting tests",
    ("country", "level"),
    (
        text("country", "ISO 3166-1 alpha-2", required=True),
        text("level", "level of the tier: region1 or region2", required=True),
        text("title", "what the tier is called there", required=True),
        flag("is_finest", "the finest signing tier of this country"),
        text("source", "who says so", required=True),
    ),
)

REGION_COVERAGE = Table(
    "region_coverage",
    "How much of a first-level region's ties a source lists",
    ("place_id", "level", "source_id"),
    (
        text("place_id", "first-level region", required=True),
        text("level", "upper or lower: whose ties", required=True),
        text("source_id", "the source", required=True),
        whole(
            "ties_listed",
            "ties of any class that the region itself (upper) or places in it (lower) hold",
            required=True,
        ),
        whole("official_total", "published total, where known"),
        text("official_date", "date of the published total"),
        text("official_source", "where it was published"),
        flag("is_covered", "the source lists this class of the region's ties at all"),
        flag("is_complete", "at least 90 % of a published total is listed"),
        whole(
            "list_year",
            "year whose state a covered list shows, missing where that is not told",
            unit="year",
        ),
        text("note", "who vouches for the list and what weakens it, or why it is not whole"),
    ),
    (("place_id", "places", "place_id"), ("source_id", "sources", "source_id")),
)

COVERAGE = Table(
    "coverage",
    "Coverage card: ours beside published totals and registers, and what is known of the ties, by "
    "group",
    ("scope", "dimension", "group", "measure"),
    (
        text("scope", "which set of ties, for example CN", required=True),
        text(
            "dimension",
            "all, province, level, decade, country or source; of a register: register",
            required=True,
        ),
        text("group", "member of the dimension", required=True),
        text("measure", "what is counted", required=True),
        real(
            "ours",
            "our value; beside a published total the ties known to exist by its date, beside the "
            "partnerships of a register those of them that we hold too",
            required=True,
        ),
        real(
            "held",
            "beside a published total: all ties of that kind that we hold, of any date or "
            "none; missing elsewhere",
        ),
        real("official", "published total, or partnerships of a register, where there is one"),
        text("official_date", "date of the published value"),
        text("official_source", "where it was published"),
        flag(
            "is_like_with_like",
            "ours is a part of the published value, counted pair by pair, so their share can be "
            "told; else the two count different things, and no share of them means anything",
        ),
        text("note", "what to know when reading it"),
    ),
)

NAMES = Table(
    "names",
    "Every known spelling of a place, with its script; old romanisations and exonyms too",
    ("place_id", "name", "lang"),
    (
        text("place_id", "the place", required=True),
        text("name", "the spelling", required=True),
        text("lang", "ISO 639 code, or und where the source does not say", required=True),
        text("script", "ISO 15924 code of the script", required=True),
    ),
    (("place_id", "places", "place_id"),),
)

CLAIMS = Table(
    "claims",
    "What one source says, never edited; how its two names were resolved",
    ("claim_id",),
    (
        text("claim_id", "source id and row, for example zhwiki-2020:Z0001", required=True),
        text("source_id", "the source", required=True),
        text("locator", "where in the source: page, version, row", required=True),
        text("name_a", "first name, as written", required=True),
        text("name_b", "second name, as written", required=True),
        text("context_a", "what the source states of the first place: parents, state"),
        text("context_b", "what the source states of the second place"),
        text("given_id_a", "id that the source gives of the first place, such as wd:Q42"),
        text("given_id_b", "id that the source gives of the second place"),
        text("country_a", "ISO 3166-1 alpha-2 of the first place, as stated or implied"),
        text("country_b", "ISO 3166-1 alpha-2 of the second place, as stated or implied"),
        text("level_a", "level of the first place as stated or implied by the source"),
        text("level_b", "level of the second place as stated or implied by the source"),
        text("place_a", "first place, missing while it needs review"),
        text("place_b", "second place, missing while it needs review"),
        text("method_a", "how the first place was resolved"),
        text("method_b", "how the second place was resolved"),
        real("confidence_a", "confidence of the first resolution, 0 to 1"),
        real("confidence_b", "confidence of the second resolution, 0 to 1"),
        text(
            "tie_id",
            "the tie that this claim supports: of its two places, or the one that `tie_redirects` "
            "holds in its place",
        ),
        text("start", "ISO date as far as known: YYYY, YYYY-MM or YYYY-MM-DD"),
        text("precision", "day, month, year, none or suspect", required=True),
        flag("is_batch_date", "many ties carry this very day: the year is usable, the day not"),
        text("end", "ISO date as far as known"),
        text("status", "active, suspended, ended, pending, never_valid or unknown", required=True),
        text("kind", "sister, friendship, exchange, contact or unknown", required=True),
        flag("is_double_entry", "typed twice, independently, without difference"),
        whole(
            "seen_year",
            "year whose state the row shows, where it is not that of its source",
            unit="year",
        ),
        flag(
            "is_official",
            "from a page of one of the two governments, or a register of such pages",
        ),
        text("note", "what else the source says"),
        text("licence", "licence of the source", required=True),
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
        text("tie_id", "from the sorted place ids: <place_a>~<place_b>", required=True),
        text("place_a", "the smaller place id", required=True),
        text("place_b", "the larger place id", required=True),
        text("tie_class", "upper, lower, cross or dual", required=True),
        text("start", "ISO date as far as known"),
        whole("start_year", "year of the start, also of a suspect one", unit="year"),
        text("start_precision", "day, month, year, none or suspect", required=True),
        flag("is_batch_date", "the day is shared by many ties; use the year only"),
        text(
            "end",
            "ISO date of the end or the suspension as far as known; empty where no source tells it",
        ),
        whole("end_year", "year of the end", unit="year"),
        text("status", "active, suspended, ended, pending, never_valid or unknown", required=True),
        text("kind", "sister, friendship, exchange, contact or unknown", required=True),
        text(
            "standing",
            "how far the sources let the tie stand today: active, listed, one_old_source, "
            "no_longer_listed, suspended, pending, ended or never_valid",
            required=True,
        ),
        text(
            "standing_since",
            "date or year that the standing rests on: of the event, else of the page or list that "
            "says so; of an end whose day is not told (`end` is empty) never the year of the end",
        ),
        text("standing_source", "source that the standing rests on", required=True),
        whole(
            "seen_from",
            "first year in which a source names it as a tie that stands; no start of the tie",
            unit="year",
        ),
        whole(
            "seen_until",
            "last year in which a source names it as a tie that stands; no end of the tie",
            unit="year",
        ),
        whole("known_from", "oldest snapshot year that holds the tie", required=True, unit="year"),
        whole(
            "known_until",
            "last year in which any source speaks of the tie",
            required=True,
            unit="year",
        ),
        whole("n_claims", "claims behind it", required=True),
        text(
            "sources",
            "ids of the sources of its claims and events, sorted, joined by a space",
            required=True,
        ),
        flag("is_double_entry", "at least one claim was typed twice without difference"),
        real("confidence", "the better claim's weaker resolution, 0 to 1", required=True),
        text("method", "how the place of that resolution was found", required=True),
    ),
    (
        ("place_a", "places", "place_id"),
        ("place_b", "places", "place_id"),
        ("standing_source", "sources", "source_id"),
    ),
)

TIE_EVENTS = Table(
    "tie_events",
    "What happened in the life of ties: ended, suspended, resumed, kept; a tie may have several",
    ("event_id",),
    (
        text(
            "event_id",
            "id of the claim that tells it, or of a statement and the tie",
            required=True,
        ),
        text(
            "claim_id", "the claim with its two names; missing for a statement on a whole country"
        ),
        text("tie_id", "the tie, missing while a name needs review"),
        text("source_id", "the source", required=True),
        text(
            "event",
            "ended, suspended, resumed, kept, never_valid; proposed: to end or suspend it; "
            "dormant: contacts ceased, no end is told; spoken_for: an association spoke for it",
            required=True,
        ),
        text("date", "ISO date as far as known"),
        text(
            "date_basis",
            "stated, at the latest (the date of the report), read from the text (a guess at the "
            "year), or none",
            required=True,
        ),
        text("known_on", "date of the event, else of the page that tells it"),
        text("decided_by", "which end decided: a, b or both, as in the claim; missing if not told"),
        text(
            "certainty",
            "high, medium, or whole country: a statement on all ties of a country",
            required=True,
        ),
        text("source_title", "title of the page"),
        text("locator", "address of the page", required=True),
        text("source_date", "date of the page, as far as known"),
        text("licence", "licence of the source", required=True),
    ),
    (
        ("claim_id", "claims", "claim_id"),
        ("tie_id", "ties", "tie_id"),
        ("source_id", "sources", "source_id"),
    ),
)

TIE_REDIRECTS = Table(
    "tie_redirects",
    "Ids of ties that are held as another, because both are one agreement, the name was found to "
    "mean another place, or a place took over the municipality that has the tie, so that an "
    "address never dies",
    ("old_id",),
    (
        text("old_id", "id of the tie that is folded, or was held at another place", required=True),
        text("new_id", "the tie that is held", required=True),
        text("reason", "why they are one, or why the place is another", required=True),
    ),
    (("new_id", "ties", "tie_id"),),
)

CONFLICTS = Table(
    "conflicts",
    "Where the claims behind one tie differ: what was kept and what was not; and ties that may be "
    "one tie told at two levels: both are held",
    ("tie_id", "field", "other_claim"),
    (
        text("tie_id", "the tie", required=True),
        text(
            "field",
            "start, end, status or kind; place where another source puts the tie at one that "
            "contains this place or lies in it, or where such a one has a tie with the partner too",
            required=True,
        ),
        text("kept", "the value held; for place, the id of the place at this tie's end"),
        text("kept_claim", "the claim it comes from", required=True),
        text(
            "other",
            "the value not held; for place, the id of the place at which the other claim puts it",
        ),
        text("other_claim", "the claim that says it", required=True),
        text("rule", "why the first was kept, or both", required=True),
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
        text("source_id", "short id, for example zhwiki-2020", required=True),
        text("title", "title", required=True),
        text("producer", "who made it", required=True),
        text("version", "version or commit", required=True),
        whole(
            "snapshot_year",
            "year whose state it shows, missing where the publisher states none",
            unit="year",
        ),
        flag("is_dated", "gives start dates"),
        text("licence", "SPDX id or words", required=True),
        text("attribution", "the sentence to print", required=True),
        text("covers", "what is in it", required=True),
        text("gaps", "what is not", required=True),
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
    TIE_EVENTS,
    SOURCE_COVERAGE,
    TIE_REDIRECTS,
    CONFLICTS,
    SOURCES,
    *COVARIATE_TABLES,
    *GAZETTEER_TABLES,
    *OBSTACLE_TABLES,
)
OVERLAY_TABLES: tuple[Table, ...] = (SEEKING,)
"""Tables that a user's overlays alone hold, and no release."""
BY_NAME: dict[str, Table] = {table.name: table for table in (*TABLES, *OVERLAY_TABLES)}

__all__ = ["BY_NAME", "OVERLAY_TABLES", "TABLES", "Column", "ColumnType", "Table"]
