"""What stands between two places, from the release alone: no facts on others are read."""

from __future__ import annotations

from typing import Any

from sistercities.dataset.release.store import Release
from sistercities.partners.barriers import read_barriers
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.reading import Codes, Reading
from sistercities.partners.gate.rows import as_obstacles

# A district lies in a city, that in a departement, and that in a region: three steps are enough.
_ENDS = """
    WITH today AS (SELECT place_id, parent_id FROM parents WHERE to_year IS NULL)
    SELECT p.place_id, p.country, p.region_iso, a.parent_id AS one, b.parent_id AS two,
        c.parent_id AS three
    FROM places p LEFT JOIN today a ON a.place_id = p.place_id
        LEFT JOIN today b ON b.place_id = a.parent_id LEFT JOIN today c ON c.place_id = b.parent_id
    WHERE p.place_id IN (?, ?)
"""


def between_places(release: Release, home: str, partner: str) -> tuple[Obstacle, ...]:
    """List what rows on states, units and laws stand between two places, the strongest first.

    Parameters
    ----------
    release
        An opened release.
    home, partner
        Ids of the two.
    """
    rows = release.query(_ENDS, [home, partner])
    (here, country), (there, other) = (_codes(rows, one) for one in (home, partner))
    reading = Reading(read_barriers(release), here, country)
    return as_obstacles(reading.strengths(there, other))


def _codes(rows: list[dict[str, Any]], place: str) -> tuple[Codes, str]:
    """Return the codes of an end, and its country."""
    own = [row for row in rows if row["place_id"] == place]
    return frozenset(code for row in own for code in row.values() if code), own[0]["country"]
