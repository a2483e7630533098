"""How the facts on ports, mountains and climate fare at places of which everyone can know them.

`docs/data-quality/geography-known.csv` says of some hundred places for each fact what atlases and
climate tables say: whether it has a port for ships of the sea, whether it lies in or at the foot
of mountains, in which zones its climate is put. It is written from general knowledge, not from the
sources. The limits in the definitions of ports and mountains were chosen with it in view.
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
}
_HELD = """
    SELECT variable, place_id, CASE WHEN variable = 'climate_zone' THEN word
        WHEN value = 1 THEN 'yes' ELSE 'no' END AS held
    FROM city_covariates WHERE variable IN ('has_port', 'is_mountain', 'climate_zone')
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
    held = {(row["variable"], row["place_id"]): row["held"] for row in release.query(_HELD)}
    rows = known_places(project / TABLE)
    for fact, word in _FACTS.items():
        asked = [row for row in rows if row["fact"] == fact]
        wrong = [row for row in asked if not _agrees(row, held)]
        named = ", ".join(f"{row['name']} ({_told(row, held)})" for row in wrong)
        yield (
            f"- {word}: right at {len(asked) - len(wrong)} of {len(asked)} places. "
            f"Not so: {named or 'none'}."
        )


def _agrees(row: Mapping[str, str], held: Mapping[tuple[str, str], str]) -> bool:
    return held.get((row["fact"], row["place_id"]), "") in row["due"].split()


def _told(row: Mapping[str, str], held: Mapping[tuple[str, str], str]) -> str:
    found = held.get((row["fact"], row["place_id"]), "nothing")
    return f"{found}, due {row['due'].replace(' ', ' or ')}"
