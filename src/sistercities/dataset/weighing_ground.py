"""What weighing needs of a release beside the claims: years, events, and what sources cover.

An overlay, one licence or an update weighs some ties again. The standing of a tie asks whether a
source covers its ends, which is a matter of all claims of these two places: so the claims of the
places are read too; of those with several partners also the claims of these, for a place that the
lists of all its partners leave out has none any more, and of what the places lie in, which may have
their entries. So are the rows of which both names wait. No more than these is read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sistercities.dataset.claim_rows import resolved_claim
from sistercities.dataset.domestic_lists import DomesticLists, names_domestic
from sistercities.dataset.release.store import Release
from sistercities.dataset.source_coverage import (
    PARTNERS_OF_THE_SILENT,
    Coverage,
    OtherKinds,
    other_kinds,
    source_coverage,
    source_of_kind,
)
from sistercities.dataset.source_lists import SourceList, SourceLists
from sistercities.dataset.tie_events import by_tie
from sistercities.dataset.weigh import Around
from sistercities.terms.places import Place

_YEARS = "SELECT source_id, snapshot_year FROM sources"
_LISTS = "SELECT * FROM source_coverage ORDER BY source_id, country, region_iso"
_ENDS = "SELECT unnest(?::VARCHAR[])"
_CLAIMS = """
    SELECT * FROM {claims} WHERE source_id IN (
        SELECT source_id FROM source_coverage WHERE is_read) {chosen} ORDER BY claim_id
"""
_AROUND = """
    WITH told AS (SELECT DISTINCT place_a, place_b FROM {claims} WHERE tie_id IS NOT NULL),
    tied AS (SELECT place_a AS place, place_b AS partner FROM told
             UNION SELECT place_b, place_a FROM told),
    several AS (SELECT place FROM tied WHERE place IN (SELECT unnest(?::VARCHAR[]))
                GROUP BY place HAVING count(*) >= ?)
    SELECT DISTINCT partner FROM tied WHERE place IN (SELECT place FROM several)
"""
_KINDS = """
    SELECT DISTINCT tie_id, source_id, kind, note FROM {claims} WHERE kind <> 'unknown'
"""
_DOMESTIC = """
    WITH told AS (
        SELECT DISTINCT c.source_id, least(c.place_a, c.place_b) AS one,
            greatest(c.place_a, c.place_b) AS other, a.country AS country_a, b.country AS country_b
        FROM {claims} c JOIN places a ON a.place_id = c.place_a
        JOIN places b ON b.place_id = c.place_b WHERE c.tie_id IS NOT NULL
            AND len(list_intersect(?1::VARCHAR[], [a.country, b.country])) > 0),
    ends AS (
        SELECT source_id, one, other, unnest(list_distinct([country_a, country_b])) AS country,
            country_a = country_b AS is_inside FROM told)
    SELECT source_id, country, count(DISTINCT (one, other)) AS ties,
        count(DISTINCT (one, other)) FILTER (is_inside) AS inside
    FROM ends WHERE list_contains(?1::VARCHAR[], country) GROUP BY ALL
"""
_CONTAINERS = """
    SELECT DISTINCT parent_id FROM parents
    WHERE to_year IS NULL AND place_id IN (SELECT unnest(?::VARCHAR[]))
"""
_PLACES = """
    SELECT p.place_id, p.name, p.level, p.country, p.region_iso, p.is_dual,
        list(t.parent_id ORDER BY t.parent_id) FILTER (t.parent_id IS NOT NULL) AS parents
    FROM places p LEFT JOIN parents t ON t.place_id = p.place_id AND t.to_year IS NULL
    WHERE p.place_id IN (SELECT unnest(?::VARCHAR[])) GROUP BY ALL
"""


def weighing_ground(
    release: Release, ties: Collection[str] | None = None, claims: str = "claims"
) -> Around:
    """Read what weighing needs.

    Parameters
    ----------
    release
        An opened release.
    ties
        Ids of the ties that are weighed; all if not given.
    claims
        Table or view of the claims that say what a source holds.
    """
    years = {row["source_id"]: row["snapshot_year"] for row in release.query(_YEARS)}
    chosen = "" if ties is None else "WHERE tie_id IN (SELECT unnest(?::VARCHAR[]))"
    asked = [] if ties is None else [sorted(ties)]
    events = by_tie(release.query(f"SELECT * FROM tie_events {chosen}", asked))
    return Around(years, events, _coverage(release, ties, claims))


def _coverage(release: Release, ties: Collection[str] | None, claims: str) -> Coverage:
    lists = SourceLists(tuple(_source_list(row) for row in release.query(_LISTS)))
    both_wait = "(place_a IS NULL AND place_b IS NULL)"
    chosen = "" if ties is None else (
        f"AND (place_a IN ({_ENDS}) OR place_b IN ({_ENDS}) OR {both_wait})"
    )  # fmt: skip
    ends = sorted({end for tie in ties or () for end in tie.split("~")})
    several = release.query(_AROUND.format(claims=claims), [ends, PARTNERS_OF_THE_SILENT])
    around = [row["partner"] for row in several]
    containers = [row["parent_id"] for row in release.query(_CONTAINERS, [ends])]
    near = sorted({*ends, *around, *containers})
    asked = [] if ties is None else [near, near]
    rows = release.query(_CLAIMS.format(claims=claims, chosen=chosen), asked)
    ids = {row[end] for row in rows for end in ("place_a", "place_b") if row[end]}
    weighed = _all_ties(release) if ties is None else ties
    ids |= {end for tie in weighed for end in tie.split("~")}
    places = {row["place_id"]: _place(row) for row in release.query(_PLACES, [sorted(ids)])}
    kinds = _other_kinds(release, claims)
    known = [resolved_claim(row) for row in rows]
    domestic = _domestic(release, claims, _countries_inside(weighed, places))
    return source_coverage(known, places, lists, kinds, domestic)


def _countries_inside(ties: Iterable[str], places: Mapping[str, Place]) -> list[str]:
    """Countries of the ties that lie inside one: of others nobody asks who names such ties."""
    ends = ((places.get(end) for end in tie.split("~")) for tie in ties)
    return sorted({a.country for a, b in ends if a and b and a.country == b.country})


def _domestic(release: Release, claims: str, countries: Sequence[str]) -> DomesticLists:
    """Read which lists name ties inside their country: of all ties, for few are weighed again."""
    if not countries:
        return frozenset()
    rows = release.query(_DOMESTIC.format(claims=claims), [countries])
    return frozenset(
        (row["source_id"], row["country"])
        for row in rows
        if names_domestic(row["inside"], row["ties"])
    )


def _other_kinds(release: Release, claims: str) -> OtherKinds:
    """Read which ties are no sister ties: sources say so that have no list of their own here."""
    rows = release.query(_KINDS.format(claims=claims))
    return other_kinds(
        (row["tie_id"], source_of_kind(row["source_id"], row["note"]), row["kind"]) for row in rows
    )


def _all_ties(release: Release) -> set[str]:
    """Ids of all ties that claims make, folded or not."""
    sql = (
        "SELECT DISTINCT least(place_a, place_b) || '~' || greatest(place_a, place_b) AS tie_id "
        "FROM claims WHERE tie_id IS NOT NULL UNION SELECT tie_id FROM ties"
    )
    return {row["tie_id"] for row in release.query(sql)}


def _source_list(row: Mapping[str, Any]) -> SourceList:
    return SourceList(
        row["source_id"], row["country"], row["region_iso"], row["mode"], row["is_read"],
        row["reason"],
    )  # fmt: skip


def _place(row: Mapping[str, Any]) -> Place:
    return Place(
        place_id=row["place_id"],
        name=row["name"],
        name_local="",
        level=row["level"],
        country=row["country"],
        region_iso=row["region_iso"] or "",
        is_dual=row["is_dual"],
        parent_ids=tuple(row["parents"] or ()),
    )
