"""Municipalities that are no more, where the gazetteer has a place of their name.

Gazetteers keep a town when its municipality is merged into another: Nakskov is a town, and its
municipality ended in 2006. Who looks for a partner has to know that nobody signs for it any more.
`ended_places.csv` has a row for each: the last year of the municipality, and the place that took
over; blank where that place is none of the gazetteer. Names are resolved before, since lists name
the town for years.

Tiers of government that a country gave up: what all units of one tier became, by one rule.

Viet Nam dissolved all units of its second tier on one day: no list of ours has the hundreds of
them, and gazetteers keep the towns. `ended_tiers.csv` has a row for each such tier: the areas of
that level whose name begins with one of the words for it are no more, and so is the town that bears
the name of the area that it lies in. The first-level region around them took over. A place that a
ruling of its own ends (`ended_places.csv`) stays as that has it.

The rule is applied to the places of the release, after they were laid out: a town still lies where
it lay.
"""

from __future__ import annotations

from collections import Counter
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

FILE = "ended_places.csv"
COLUMNS = ("place_id", "valid_to", "successor", "reason", "source", "date")


@dataclass(frozen=True, slots=True)
class EndedPlace:
    """One row: the last year of a place, and what took over; "" if that is not held."""

    place_id: str
    valid_to: int
    successor: str


def read_ended_places(path: Path) -> tuple[EndedPlace, ...]:
    """Read the rulings.

    Raises
    ------
    SourceError
        If a value is not understood, a row gives no reason, or a place stands there twice.
    """
    rows = ruling_rows(path, COLUMNS, once=("place_id",))
    return tuple(_ruling(row) for row in rows)


def _ruling(row: WrittenRow) -> EndedPlace:
    row.require_place_id("place_id")
    row.require_place_id("successor", may_be_blank=True)
    row.require("source", "valid_to")
    row.require_year("valid_to")
    values = row.values
    return EndedPlace(values["place_id"], int(values["valid_to"]), values["successor"])


def with_ended_places(
    places: Mapping[str, Place], rulings: Iterable[EndedPlace]
) -> dict[str, Place]:
    """Give places their last year and their successor.

    Raises
    ------
    BuildError
        If a ruling names a place that the gazetteer does not have, or has with an end.
    """
    ended = dict(places)
    for one in rulings:
        for named in filter(None, (one.place_id, one.successor)):
            if named not in places:
                raise _needless(one, f"the gazetteer has no place {named}")
        if places[one.place_id].valid_to is not None:
            raise _needless(one, "the gazetteer has an end of this place")
        ended[one.place_id] = replace(
            places[one.place_id], valid_to=one.valid_to, successor=one.successor
        )
    return ended


def as_they_lie(places: Mapping[str, Place], rulings: Iterable[EndedPlace]) -> dict[str, Place]:
    """Return the places without these ends: the town still lies in what took its municipality over.

    So what contains it goes on, and its ties count in its region.
    """
    ids = {one.place_id for one in rulings}
    return {
        place_id: replace(place, valid_to=None) if place_id in ids else place
        for place_id, place in places.items()
    }


def _needless(one: EndedPlace, problem: str) -> BuildError:
    return BuildError(
        f"data/decisions/{FILE}: {one.place_id}: {problem}; take the row out or mend it"
    )


TIERS_FILE = "ended_tiers.csv"
TIER_COLUMNS = ("country", "level", "kinds", "valid_to", "without", "reason", "source", "date")
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
    rows = ruling_rows(path, TIER_COLUMNS, once=("country", "level"))
    return tuple(_tier_ruling(row) for row in rows)


def _tier_ruling(row: WrittenRow) -> EndedTier:
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
        regions = _only_regions(ruling.country, places)
        unknown = sorted(ruling.without - places.keys())
        if not found or unknown:
            what = (
                f"leaves out {', '.join(unknown)}, which is not held" if found else "ends nothing"
            )
            raise BuildError(
                f"data/decisions/{TIERS_FILE}: {ruling.country} {ruling.level} {what}; mend the "
                "row or take it out"
            )
        for one in found:
            successor = regions.get(places[one].region_iso, "")
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


def _only_regions(country: str, places: Mapping[str, Place]) -> dict[str, str]:
    """Ids of the first-level regions of today by ISO 3166-2 code, where only one has it."""
    regions = [
        one
        for one in places.values()
        if one.country == country and one.level == "region1" and one.valid_to is None
    ]
    times = Counter(one.region_iso for one in regions)
    return {one.region_iso: one.place_id for one in regions if times[one.region_iso] == 1}
