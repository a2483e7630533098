"""What stands between two places, from the release alone: no facts on others are read."""

from __future__ import annotations

from sistercities.dataset.release.store import Release
from sistercities.partners.barriers import read_barriers
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.reading import Codes, Reading
from sistercities.partners.gate.rows import as_obstacles

_CODES = """
    WITH RECURSIVE around AS (
        SELECT place_id FROM places WHERE place_id = ?
        UNION SELECT p.parent_id FROM parents p JOIN around a USING (place_id)
        WHERE p.to_year IS NULL)
    SELECT place_id AS code FROM around UNION SELECT country FROM places WHERE place_id = ?
    UNION SELECT region_iso FROM places WHERE place_id = ? AND region_iso IS NOT NULL
"""
_COUNTRY = "SELECT country FROM places WHERE place_id = ?"


def between_places(release: Release, home: str, partner: str) -> tuple[Obstacle, ...]:
    """List what rows on states, units and laws stand between two places, the strongest first.

    Parameters
    ----------
    release
        An opened release.
    home, partner
        Ids of the two.
    """
    (here, home_country), (there, country) = (_codes(release, one) for one in (home, partner))
    reading = Reading(read_barriers(release), here, home_country)
    return as_obstacles(reading.strengths(there, country))


def _codes(release: Release, place: str) -> tuple[Codes, str]:
    rows = release.query(_CODES, [place] * 3)
    (country,) = (row["country"] for row in release.query(_COUNTRY, [place]))
    return frozenset(row["code"] for row in rows), country
