"""How the facts on the ground fare at places of which everyone can know them.

`docs/data-quality/geography-known.csv` says of some hundred places for each fact what atlases and
climate tables say: whether it has a port for ships of the sea, whether it lies in or at the foot
of mountains, in which zones its climate is put, whether it lies on an island, which country is
across the next border, which World Heritage site is in it. It is written from general knowledge,
not from the sources. The limits in the definitions of ports and mountains were chosen with it in
view.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from sistercities.dataset.release.store import Release

TABLE = Path("docs") / "data-quality" / "geography-known.csv"
_FACTS = {
    "has_port": "port",
    "is_mountain": "mountains",
    "climate_zone": "climate",
    "is_island": "island",
    "border_country": "border",
    "heritage_sites_nearby": "World Heritage",
}
NOTHING, NONE = "nothing", "none"
"""What is due where nothing may be said, as on a disputed border; and where there is none."""

_HELD = f"""
    SELECT variable, place_id, CASE WHEN variable = 'climate_zone' THEN word
        WHEN value = 1 THEN 'yes' ELSE 'no' END AS held
    FROM city_covariates
    WHERE variable IN ('has_port', 'is_mountain', 'climate_zone', 'is_island')
    UNION ALL SELECT variable, place_id, word FROM city_covariates
    WHERE variable = 'border_country'
    UNION ALL SELECT 'border_country', place_id, '{NONE}' FROM city_covariates
    WHERE variable = 'is_border_city' AND value = 0
    UNION ALL SELECT variable, place_id, '{NONE}' FROM city_covariates
    WHERE variable = 'heritage_sites_nearby' AND value = 0
    UNION ALL SELECT 'heritage_sites_nearby', place_id, string_agg(heritage_id, ' ' ORDER BY km)
    FROM heritage_nearby GROUP BY place_id
"""


def known_places(path: Path) -> list[dict[str, str]]:
    """Read the table: fact, place, name, country, and what is due, alternatives by a space."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def agreement_lines(release: Release, project: Path) -> Iterator[str]:
    """Say of each fact at how many of the places it is right, and name the others.

    Parameters
    ----------
    release
        The release.
    project
        Folder of the project, in which the table lies.
    """
    held = held_facts(release)
    rows = known_places(project / TABLE)
    for fact, word in _FACTS.items():
        asked = [row for row in rows if row["fact"] == fact]
        wrong = [row for row in asked if not agrees(row, held)]
        named = ", ".join(f"{row['name']} ({_told(row, held)})" for row in wrong)
        yield (
            f"- {word}: right at {len(asked) - len(wrong)} of {len(asked)} places. "
            f"Not so: {named or 'none'}."
        )


def held_facts(release: Release) -> dict[tuple[str, str], str]:
    """Return what the release says, by fact and place; several words are set off by spaces."""
    return {(row["variable"], row["place_id"]): row["held"] for row in release.query(_HELD)}


def agrees(row: Mapping[str, str], held: Mapping[tuple[str, str], str]) -> bool:
    """Whether one of the words that are due is one that the release says."""
    found = held.get((row["fact"], row["place_id"]), NOTHING)
    return not set(found.split()).isdisjoint(row["due"].split())


def _told(row: Mapping[str, str], held: Mapping[tuple[str, str], str]) -> str:
    found = held.get((row["fact"], row["place_id"]), NOTHING)
    return f"{found}, due {row['due'].replace(' ', ' or ')}"
