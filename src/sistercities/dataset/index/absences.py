"""Which newer list covers both ends of a tie that an older source calls active, and lacks it.

Its standing stays `active`, for a status that is stated weighs more than a silence
(`dataset.standing`); but who relies on the tie is to know of the silence.
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
    SELECT tie_id, standing_since, seen_until, sources FROM ties
    WHERE standing = 'active' AND standing_since <> '' ORDER BY tie_id
"""
_TABLE = "CREATE TEMP TABLE absences (tie_id VARCHAR, absent_from BIGINT)"


def make_absences(release: Release, cursor: duckdb.DuckDBPyConnection) -> None:
    """Make the table `absences` for one connection: the tie and the year of the newest such list.

    Parameters
    ----------
    release
        An opened release with its overlays.
    cursor
        A connection to it, which alone sees the table.
    """
    cursor.execute(_TABLE)
    found = _absences(release)
    if found:
        ids, years = list(found), list(found.values())
        cursor.execute("INSERT INTO absences SELECT unnest(?), unnest(?)", [ids, years])


def _absences(release: Release) -> dict[str, int]:
    rows = release.query(_ACTIVE)
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
