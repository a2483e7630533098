"""Tables derived once for the index: ties seen from both ends, regions around places, ties in ties.

A tie of two places lies inside sister regions where a region that contains the one is tied to a
region that contains the other. Containers are taken as they were when the tie began, and as they
are today where its start is not known. Ties of regions count where they are taken to be alive; a
tie does not count as its own. That a tie does not lie inside can be told only where a full list of
the partners of a region of either end was read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.terms.words import ALIVE

if TYPE_CHECKING:
    import duckdb


_END = ("place_id", "name", "name_local", "level", "country", "region_iso", "is_dual", "valid_to")


def _side(alias: str, prefix: str) -> str:
    named = (f"{alias}.{column} AS {prefix}_{column.removeprefix('place_')}" for column in _END)
    return ", ".join(named)


_FROM = f"""
    SELECT t.* EXCLUDE (place_a, place_b), s.title AS standing_title, n.absent_from, n.silent_at,
        {_side("h", "here")}, {_side("o", "there")}
    FROM {{ties}} t JOIN sources s ON s.source_id = t.standing_source
    LEFT JOIN absences n ON n.tie_id = t.tie_id
    JOIN places h ON h.place_id = t.{{here}} JOIN places o ON o.place_id = t.{{there}}
"""
_SEEN = f"""
    CREATE TEMP TABLE seen AS
    {_FROM.format(here="place_a", there="place_b", ties="{ties}")}
    UNION ALL {_FROM.format(here="place_b", there="place_a", ties="{ties}")}
"""
# A region contains itself: a region that is a city too may be tied as a region.
_AROUND = """
    CREATE TEMP TABLE around AS
    WITH RECURSIVE climb AS (
        SELECT place_id, place_id AS region_id, 0 AS first, 9999 AS last FROM {places}
        UNION
        SELECT c.place_id, p.parent_id, greatest(c.first, p.from_year),
            least(c.last, coalesce(p.to_year, 9999))
        FROM climb c JOIN parents p ON p.place_id = c.region_id
        WHERE greatest(c.first, p.from_year) <= least(c.last, coalesce(p.to_year, 9999)))
    SELECT c.* FROM climb c JOIN places r ON r.place_id = c.region_id
    WHERE r.level IN ('region1', 'region2')
"""
_BOTH_ENDS = """
    CREATE TEMP TABLE ends AS
    SELECT tie_id, standing, place_a AS here_id, place_b AS there_id FROM ties
    UNION ALL SELECT tie_id, standing, place_b, place_a FROM ties
"""
_ALIVE = ", ".join(f"'{word}'" for word in ALIVE)
# Of several ties of regions the one whose regions hold the two places today is told before others.
_INSIDE = f"""
    CREATE TEMP TABLE inside AS
    SELECT t.tie_id, u.tie_id AS region_tie, bool_or(a.last = 9999 AND b.last = 9999
        AND ra.valid_to IS NULL AND rb.valid_to IS NULL) AS is_today
    FROM {{ties}} t
    JOIN around a ON a.place_id = t.place_a
        AND coalesce(t.start_year, 9999) BETWEEN a.first AND a.last
    JOIN around b ON b.place_id = t.place_b
        AND coalesce(t.start_year, 9999) BETWEEN b.first AND b.last
    JOIN ends u ON u.here_id = a.region_id AND u.there_id = b.region_id
    JOIN places ra ON ra.place_id = a.region_id JOIN places rb ON rb.place_id = b.region_id
    WHERE u.tie_id <> t.tie_id AND u.standing IN ({_ALIVE})
        AND a.region_id <> b.region_id
    GROUP BY ALL
"""
_OWN_LISTS = """
    CREATE TEMP TABLE own_lists AS
    SELECT DISTINCT place_id FROM region_coverage WHERE level = 'upper' AND is_covered
"""
_LISTED = """
    CREATE TEMP TABLE beside_lists AS
    SELECT DISTINCT s.tie_id FROM seen s
    JOIN around a ON a.place_id = s.here_id
        AND coalesce(s.start_year, 9999) BETWEEN a.first AND a.last
    JOIN own_lists c ON c.place_id = a.region_id
"""
# Year of the newest source that dates a tie: later starts than those of its sources are not known.
_DATED = """
    CREATE TEMP TABLE dated AS
    SELECT c.tie_id, max(coalesce(c.seen_year, s.snapshot_year)) AS dated_by
    FROM claims c JOIN sources s USING (source_id) WHERE c.start <> '' GROUP BY c.tie_id
"""
_TIE_ENDS = """
    CREATE TEMP TABLE tie_ends AS
    SELECT s.*, i.region_tie, i.region_tie IS NOT NULL OR b.tie_id IS NOT NULL AS is_inside_told,
        coalesce(i.is_today, false) AS is_inside_today, r.start_year AS region_year, d.dated_by
    FROM seen s
    LEFT JOIN (
        SELECT tie_id, arg_min(region_tie, (NOT is_today, region_tie)) AS region_tie,
            bool_or(is_today) AS is_today
        FROM inside GROUP BY tie_id) i
        ON i.tie_id = s.tie_id
    LEFT JOIN ties r ON r.tie_id = i.region_tie
    LEFT JOIN beside_lists b ON b.tie_id = s.tie_id
    LEFT JOIN dated d ON d.tie_id = s.tie_id
    ORDER BY here_id
"""
MADE = ("around", "inside", "own_lists", "tie_ends")
"""The tables that are kept."""


def make_inside(
    cursor: duckdb.DuckDBPyConnection, ties: str = "ties", places: str = "places"
) -> None:
    """Make `around` and `inside` for one connection to an opened release, which alone sees them.

    Parameters
    ----------
    cursor
        The connection.
    ties
        Table of the ties of which it is asked what they lie in, or a query of some in brackets.
    places
        The same of the places of which it is asked what is around them.
    """
    for sql in (_BOTH_ENDS, _AROUND.format(places=places), _INSIDE.format(ties=ties)):
        cursor.execute(sql)


def make_tie_ends(cursor: duckdb.DuckDBPyConnection, ties: str = "ties") -> None:
    """Make `own_lists` and `tie_ends` besides.

    Parameters
    ----------
    cursor
        A connection that sees `around`, `inside` and the table of `index.absences`.
    ties
        Table of the ties that `tie_ends` has, or a query of some of them in brackets.
    """
    for sql in (_SEEN.format(ties=ties), _OWN_LISTS, _LISTED, _DATED, _TIE_ENDS):
        cursor.execute(sql)


def drop_tie_tables(cursor: duckdb.DuckDBPyConnection) -> None:
    """Give their memory back."""
    for name in (*MADE, "ends", "seen", "beside_lists", "dated", "absences"):
        cursor.execute(f"DROP TABLE IF EXISTS temp.{name}")
