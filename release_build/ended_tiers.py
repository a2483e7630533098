"""Tiers of government that a country gave up: what all units of one tier became, by one rule.

Viet Nam dissolved all units of its second tier on one day: no list of ours has the hundreds of
them, and gazetteers keep the towns. `ended_tiers.csv` has a row for each such tier: the areas of
that level whose name begins with one of the words for it are no more, and so is the town that bears
the name of the area that it lies in. The first-level region around them took over. A place that a
ruling of its own ends (`ended_places.csv`) stays as that has it.

The rule is applied to the places of the release, after they were laid out: a town still lies where
it lay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from sistercities.dataset.scripts import name_key
from sistercities.errors import BuildError
from sistercities.sources.admin_areas import require_country
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow, is_place_id
from sistercities.terms.places import Place
from sistercities.terms.words import LEVELS, Level

FILE = "ended_tiers.csv"
COLUMNS = ("country", "level", "kinds", "valid_to", "without", "reason", "source", "date")
_TOWNS = ("city", "district")


@dataclass(frozen=True, slots=True)
class EndedTier:
    """One row: a tier of a country, the words for its units, its last year, and what is left out.

    Attributes
    ----------
    country, level
        Of the areas of the tier.
    kinds
        Words with which the names of such areas begin.
    valid_to
        Its last year.
    without
        Ids of areas and towns that the rule leaves as they are.
    """

    country: str
    level: Level
    kinds: tuple[str, ...]
    valid_to: int
    without: frozenset[str]


def read_ended_tiers(path: Path) -> tuple[EndedTier, ...]:
    """Read the rulings.

    Raises
    ------
    SourceError
        If a value is not understood, a row gives no reason, or a tier stands there twice.
    """
    rows = ruling_rows(path, COLUMNS, once=("country", "level"))
    return tuple(_ruling(row) for row in rows)


def _ruling(row: WrittenRow) -> EndedTier:
    values = row.values
    row.require("kinds", "source")
    require_country(row, "country")
    row.require_one_of("level", LEVELS)
    row.require_year("valid_to")
    without = values["without"].split("|") if values["without"] else []
    for one in without:
        if not is_place_id(one):
            raise row.refuse("without", f"{one!r} is no place id; separate ids by |")
    kinds = tuple(name_key(one) for one in values["kinds"].split("|"))
    return EndedTier(
        values["country"], cast("Level", values["level"]), kinds, int(values["valid_to"]),
        frozenset(without),
    )  # fmt: skip


def with_ended_tiers(places: Mapping[str, Place], rulings: Iterable[EndedTier]) -> dict[str, Place]:
    """Give the areas of a tier, and the towns of their names, their last year and their successor.

    Raises
    ------
    BuildError
        If a ruling ends no place, or leaves out one that is not held.
    """
    ended = dict(places)
    for ruling in rulings:
        found = [one for one in _ended_by(ruling, places) if one not in ruling.without]
        unknown = sorted(ruling.without - places.keys())
        if not found or unknown:
            what = (
                f"leaves out {', '.join(unknown)}, which is not held" if found else "ends nothing"
            )
            raise BuildError(
                f"data/decisions/{FILE}: {ruling.country} {ruling.level} {what}; mend the row or "
                "take it out"
            )
        for one in found:
            successor = _region_of(ruling, places[one], places)
            ended[one] = replace(places[one], valid_to=ruling.valid_to, successor=successor)
    return ended


def _ended_by(ruling: EndedTier, places: Mapping[str, Place]) -> Iterator[str]:
    areas = {
        place_id: bare
        for place_id, place in places.items()
        if place.country == ruling.country and place.level == ruling.level
        if (bare := _bare(place.name, ruling.kinds))
    }
    for place_id, place in places.items():
        if place.valid_to is None and (place_id in areas or _bears_name_of(place, areas, ruling)):
            yield place_id


def _bears_name_of(place: Place, areas: Mapping[str, str], ruling: EndedTier) -> bool:
    """Whether a town has the name of an area of the tier that it lies in."""
    if place.country != ruling.country or place.level not in _TOWNS:
        return False
    around = {areas[one] for one in place.parent_ids if one in areas}
    if not around:
        return False
    spellings = (place.name, place.name_local, *(name for name, _ in place.names))
    keys = {name_key(one) for one in spellings if one}
    return not around.isdisjoint(keys | {_bare(one, ruling.kinds) for one in spellings})


def _bare(name: str, kinds: Iterable[str]) -> str:
    """Return the key of a name without the word for its kind; "" if it has none of these."""
    key = name_key(name)
    return next((key.removeprefix(kind) for kind in kinds if key.startswith(kind)), "")


def _region_of(ruling: EndedTier, place: Place, places: Mapping[str, Place]) -> str:
    """Id of the first-level region of today that a place lies in; "" where there is not one."""
    regions = [
        one.place_id
        for one in places.values()
        if (one.country, one.region_iso, one.level) == (ruling.country, place.region_iso, "region1")
        and one.valid_to is None
    ]
    return regions[0] if len(regions) == 1 else ""
