"""Which newer list covers both ends of a tie that an older source calls active, and lacks it.

Its standing stays `active`, for a status that is stated weighs more than a silence
(`dataset.standing`); but who relies on the tie is to know of the silence. Of such a tie, and of one
that is no longer listed, it is kept of which ends that list has no partner at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sistercities.dataset.standing import absent_from
from sistercities.dataset.weighing_ground import weighing_ground

if TYPE_CHECKING:
    import duckdb

    from sistercities.dataset.release.store import Release

_ACTIVE = """
    SELECT tie_id, standing_since, seen_until, sources FROM {ties}
    WHERE standing = 'active' AND standing_since <> '' ORDER BY tie_id
"""
_TABLE = "CREATE TEMP TABLE absences (tie_id VARCHAR, absent_from BIGINT, silent_at VARCHAR)"
# A list is told by the year in which it was read; of several of one year none may know the place.
_SILENT = """
    WITH lists AS (SELECT DISTINCT source_id FROM source_coverage WHERE is_read),
    asked AS (
        SELECT tie_id, place_a, place_b, standing_source AS source_id, NULL AS absent_from
        FROM {ties} WHERE standing = 'no_longer_listed'
        UNION ALL
        SELECT t.tie_id, t.place_a, t.place_b, s.source_id, f.absent_from
        FROM found f JOIN ties t USING (tie_id)
        JOIN sources s ON s.snapshot_year = f.absent_from JOIN lists USING (source_id)),
    known AS (
        SELECT source_id, place_a AS place_id FROM claims WHERE place_a IS NOT NULL
        UNION SELECT source_id, place_b FROM claims WHERE place_b IS NOT NULL),
    ends AS (
        SELECT tie_id, source_id, absent_from, unnest([place_a, place_b]) AS place_id FROM asked),
    silence AS (
        SELECT e.tie_id, e.place_id, e.absent_from, count(k.place_id) = 0 AS is_silent
        FROM ends e LEFT JOIN known k USING (source_id, place_id) GROUP BY ALL)
    INSERT INTO absences
    SELECT tie_id, absent_from,
        string_agg(place_id, ' ' ORDER BY place_id) FILTER (is_silent) AS silent_at
    FROM silence GROUP BY ALL
"""


def make_absences(release: Release, cursor: duckdb.DuckDBPyConnection, ties: str = "ties") -> None:
    """Make the table `absences` for one connection: tie, year of the newest such list, silent ends.

    Parameters
    ----------
    release
        An opened release with its overlays.
    cursor
        A connection to it, which alone sees the table.
    ties
        Table of the ties of which it is asked, or a query of some of them in brackets, that the
        release can read.
    """
    cursor.execute(_TABLE)
    found = _absences(release, ties)
    cursor.execute("CREATE TEMP TABLE found (tie_id VARCHAR, absent_from BIGINT)")
    if found:
        ids, years = list(found), list(found.values())
        cursor.execute("INSERT INTO found SELECT unnest(?), unnest(?)", [ids, years])
    cursor.execute(_SILENT.format(ties=ties))
    cursor.execute("DROP TABLE found")


def _absences(release: Release, ties: str) -> dict[str, int]:
    rows = release.query(_ACTIVE.format(ties=ties))
    if not rows:
        return {}
    around = weighing_ground(release, [row["tie_id"] for row in rows])
    observed = around.observed
    years = {
        row["tie_id"]: absent_from(
            row["tie_id"], _last_named(row), row["sources"].split(), observed, around.coverage
        )
        for row in rows
    }
    return {tie: year for tie, year in years.items() if year is not None}


def _last_named(row: Mapping[str, Any]) -> int:
    return max(int(row["standing_since"][:4]), row["seen_until"] or 0)
