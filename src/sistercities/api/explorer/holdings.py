"""How much the data hold, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.store import Explorer
from sistercities.report.cited_sources import CitedSource
from sistercities.terms.standing_words import STANDS

_STANDS = ", ".join(f"'{word}'" for word in STANDS)
_COUNTS = """
    SELECT count(*) AS ties,
        count(*) FILTER (WHERE standing IN ({stands})) AS standing,
        count(*) FILTER (WHERE start_precision IN ('day', 'month', 'year')) AS dated,
        min(start_year) FILTER (WHERE start_precision IN ('day', 'month', 'year')) AS first_year,
        (SELECT count(*) FROM tie_counts) AS places,
        (SELECT count(DISTINCT here_country) FROM tie_ends) AS countries,
        (SELECT count(DISTINCT tie_id) FROM inside) AS inside,
        (SELECT count(*) FROM claims) AS claims,
        (SELECT max(known_until) FROM ties) AS until
    FROM ties
"""
_SOURCES = """
    SELECT s.source_id, s.title, s.producer, s.version, s.snapshot_year, s.licence, s.attribution,
        s.covers, s.gaps, coalesce(n.ties, 0) AS ties
    FROM sources s LEFT JOIN source_ties n ON n.source_id = s.source_id
    ORDER BY ties DESC, s.source_id
"""
_COVERAGE = """
    SELECT scope, dimension, "group", measure, ours, held, official, official_date,
        official_source, is_like_with_like, note
    FROM coverage WHERE official IS NOT NULL ORDER BY scope, dimension, "group", measure
"""


@dataclass(frozen=True, slots=True)
class OverlaySource:
    """A source that an overlay lays over the release; `licence` may say that none is stated."""

    source_id: str
    title: str
    licence: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """Counts of the data.

    Attributes
    ----------
    ties, dated
        Ties, and those whose start is known.
    first_year, until
        Year of the oldest sound start, None where there is none; last year whose state a source
        shows.
    standing
        Ties of which one may write in the present tense: active, or on the newest list.
    places, countries
        With at least one tie.
    inside
        Ties that are known to lie inside sister regions.
    claims
        Lines of the sources.
    """

    ties: int
    standing: int
    dated: int
    first_year: int | None
    places: int
    countries: int
    inside: int
    claims: int
    until: int | None


@dataclass(frozen=True, slots=True)
class SourceRow(CitedSource):
    """One source, with the ties that it claims; `snapshot_year` is None where it shows no year."""

    ties: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One number of ours beside a published one, with its date and its source.

    `held` is what is held of the same places in all; None where it is the same as `ours`. Only
    where `is_like_with_like` is `ours` a part of `official`, so that a share can be told.
    """

    scope: str
    dimension: str
    group: str
    measure: str
    ours: float
    held: float | None
    official: float
    official_date: str | None
    official_source: str | None
    is_like_with_like: bool
    note: str | None


def holdings(explorer: Explorer) -> Holdings:
    """Count what the data hold."""
    return explorer.once(
        "holdings", lambda: Holdings(**explorer.query(_COUNTS.format(stands=_STANDS))[0])
    )


def sources_of(explorer: Explorer) -> list[SourceRow]:
    """List the sources, those with most ties first."""
    return [SourceRow(**row) for row in explorer.query(_SOURCES)]


def overlay_sources(explorer: Explorer) -> tuple[OverlaySource, ...]:
    """List the sources that the user's own overlays bring, in the order of the overlays."""
    ids = [one.partition(" ")[0] for one in explorer.release.overlay_sums]
    rows = {
        row["source_id"]: row
        for row in explorer.query("SELECT source_id, title, licence FROM sources")
    }
    return tuple(
        OverlaySource(one, rows[one]["title"], rows[one]["licence"]) for one in ids if one in rows
    )


def official_coverage(explorer: Explorer) -> list[CoverageRow]:
    """List the numbers that have been published beside ours."""
    return explorer.once(
        "coverage", lambda: [CoverageRow(**row) for row in explorer.query(_COVERAGE)]
    )
