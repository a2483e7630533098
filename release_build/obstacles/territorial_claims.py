"""Areas that one state governs and another claims: a row between the area and the claimant.

A city is not led to a place that its own state counts as its own, nor a place there to a city of
the claimant: the one or the other government would be told that it is abroad. Nothing forbids the
tie, so it calls for care, and is not suggested unless somebody asks (`partners.gate.reading`). The
sentence is made of who claims, who governs and when a page says so; neither is said to be right.

Regions held in part: which of their places are suggested, and which only where they are named.

A source that says that parts of a region are held does not say on which side of the line a city
lies. Of such a region only places are suggested of which a page shows that they have their own
government; the others are assessed where somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from release_build.obstacles.units import Unit
from release_build.readers.obstacle_cells import StatedObstacle
from release_build.readers.obstacle_pairs import ObstaclePair
from sistercities.errors import BuildError
from sistercities.sentences import at_start, with_article
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.places import Place
from sistercities.terms.territory_templates import CLAIMED_AREAS
from sistercities.terms.words import EVERYBODY, TERRITORY_CLAIM

CLAIMS_FILE = "territorial_claims.csv"
_COLUMNS = (
    "area", "name", "country", "codes", "claimant", "governs", "as_of", "claim", "source_title",
    "source_address", "reason", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TerritorialClaims:
    """Rows of `territorial_claims.csv`, and the areas among them that are no country or unit."""

    pairs: tuple[ObstaclePair, ...]
    areas: Mapping[str, Unit]


def read_claims(
    path: Path, countries: Mapping[str, str], unit_names: Mapping[str, str]
) -> TerritorialClaims:
    """Read the claims.

    Parameters
    ----------
    path
        The file.
    countries
        Names of countries by ISO 3166-1 code.
    unit_names
        Names of the units that `obstacle_units.csv` has.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    pairs: dict[str, ObstaclePair] = {}
    areas: dict[str, Unit] = {}
    for row in ruling_rows(path, _COLUMNS):
        values = row.values
        row.require("area", "claimant", "as_of", "claim", "source_title", "source_address")
        row.require_day("as_of")
        row.require_one_of("claimant", tuple(countries))
        row.require_one_of("governs", ("", *countries))
        row.require_one_of("claim", tuple(CLAIMED_AREAS))
        area = values["area"]
        if values["codes"]:
            row.require("name")
            row.require_one_of("country", tuple(countries))
            codes = tuple(values["codes"].split())
            areas[area] = Unit(area, values["name"], values["country"], codes, ())
        pair = ObstaclePair(
            area, values["claimant"], TERRITORY_CLAIM, _stated(row, countries, unit_names)
        )
        if pair.pair_id in pairs:
            raise row.refuse("claimant", "a row above has this claim; keep one of them")
        pairs[pair.pair_id] = pair
    return TerritorialClaims(tuple(pairs.values()), areas)


def _stated(
    row: WrittenRow, countries: Mapping[str, str], unit_names: Mapping[str, str]
) -> StatedObstacle:
    values = row.values
    area = values["name"] or unit_names.get(values["area"]) or countries.get(values["area"], "")
    if not area:
        raise row.refuse("name", "say what the area is called in a sentence")
    sentence = CLAIMED_AREAS[values["claim"]].format(
        a=area if area.startswith("the ") else with_article(area),
        b=with_article(countries[values["claimant"]]),
        holder=with_article(countries.get(values["governs"], "")),
    )
    return StatedObstacle(
        from_date="", until_date="", as_of=values["as_of"], proposed="caution",
        sentence=at_start(sentence), title=values["source_title"],
        addresses=tuple(values["source_address"].split()), locator="", certainty="high",
        certainty_note="", source_id="decisions",
    )  # fmt: skip


HELD_IN_PART_FILE = "obstacle_held_in_part.csv"
_HELD_COLUMNS = ("unit", "suggested", "as_of", "source_address", "reason", "date")


def read_held_in_part(
    path: Path, pairs: Iterable[ObstaclePair], places: Mapping[str, Place]
) -> dict[str, tuple[str, ...]]:
    """Read `obstacle_held_in_part.csv`: by `pair_id`, codes of what is not suggested by itself.

    Parameters
    ----------
    path
        The file.
    pairs
        Rows of the source; each region has one on its status.
    places
        Every place known, by id.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    BuildError
        If a ruling is on no row of the source or on an older state of it, or names a place that
        lies elsewhere.
    """
    as_of = {pair.pair_id: pair.stated.as_of for pair in pairs}
    found: dict[str, tuple[str, ...]] = {}
    for row in ruling_rows(path, _HELD_COLUMNS, once=("unit",)):
        values = row.values
        row.require("unit", "as_of", "source_address")
        pair_id = f"special_status:{values['unit']}:{EVERYBODY}"
        if as_of.get(pair_id) != values["as_of"]:
            raise BuildError(
                f"data/decisions/{path.name}: the source has no row on {values['unit']} of "
                f"{values['as_of']}; read what it has and rule again"
            )
        found[pair_id] = _not_suggested(row, places)
    return found


def _not_suggested(row: WrittenRow, places: Mapping[str, Place]) -> tuple[str, ...]:
    """Return the region as a whole, or its places one by one where some are suggested."""
    region, suggested = row.values["unit"], row.values["suggested"].split()
    if not suggested:
        return (region,)
    inside = {key for key, place in places.items() if place.region_iso == region}
    for one in suggested:
        if one not in inside:
            raise row.refuse("suggested", f"{one} is no place of {region}; give one that is")
    return tuple(sorted(inside - set(suggested)))
