"""From the tables of the release to a two-level network: ties lifted to the units of their ends.

The fields of places that building a network asks for thousands of times, as plain lookups.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sistercities.errors import InvalidArgument
from sistercities.network.alive import alive_ties, has_sound_start
from sistercities.network.hierarchy import TODAY, Hierarchy
from sistercities.network.roster import Roster, home_places, home_roster
from sistercities.network.rules import MAIN_RULES, NetworkRules, Tiers
from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import say
from twolevel.core.array_types import Index

T = TypeVar("T")


class PlaceFields:
    """Country, level and dual flag of each place, by id, and the countries that have a region.

    Parameters
    ----------
    places
        Table `places`.
    """

    def __init__(self, places: pd.DataFrame) -> None:
        ids = places["place_id"].tolist()
        self.country: dict[str, str] = dict(zip(ids, places["country"].tolist(), strict=True))
        self.country_of = pd.Series(self.country)
        """The same, for `map`, which would make it of a dictionary each time."""
        self.level: dict[str, str] = dict(zip(ids, places["level"].tolist(), strict=True))
        is_region = places["level"].isin(["region1", "region2"])
        self.with_regions: frozenset[str] = frozenset(places[is_region]["country"].tolist())
        dual = places[places["is_dual"].astype(bool)]
        self.dual: frozenset[str] = frozenset(dual["place_id"].tolist())


INSIDE_DUAL = say("inside a dual place")
NO_HOME_REGION = say("home region not known")
UNLISTED_REGION = say("home region whose own ties no source lists")
NO_REGIONS = say("foreign country without regions")
NO_FOREIGN_REGION = say("foreign region not known")
FOLDED = say("folded into another tie")
_COLUMNS = ["tie_id", "home", "foreign", "start_year", "start_precision"]
"""What is asked of a tie that is alive."""
LOWER_REASONS = (
    INSIDE_DUAL, NO_HOME_REGION, UNLISTED_REGION, NO_REGIONS, NO_FOREIGN_REGION, FOLDED,
)  # fmt: skip
"""Why ties of two cities take no part in a network."""


@dataclass(frozen=True)
class NetworkTables:
    """The tables of the release that a network is built from, as frames; lookups are made once."""

    places: pd.DataFrame
    parents: pd.DataFrame
    ties: pd.DataFrame
    upper_tier: pd.DataFrame
    region_coverage: pd.DataFrame
    sources: pd.DataFrame

    @cached_property
    def fields(self) -> PlaceFields:
        """Fields of places, by id."""
        return PlaceFields(self.places)

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """Containers of places, by year."""
        return Hierarchy(self.places, self.parents)

    def ties_of(self, country: str) -> pd.DataFrame:
        """Ties with exactly one end in a country, as `with_home_end` has them."""
        if country not in self._ties_of:
            self._ties_of[country] = with_home_end(self.ties, self.fields, country)
        return self._ties_of[country]

    @cached_property
    def _ties_of(self) -> dict[str, pd.DataFrame]:
        return {}

    def are_ties_of_a_country(self, ties: pd.DataFrame) -> bool:
        """Tell whether it is a frame that `ties_of` gives, and gives again."""
        return any(ties is one for one in self._ties_of.values())

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        """Make something of the tables when it is first asked for, and keep it.

        Several studies ask for the same under the same rules; nobody may change what is kept.
        """
        if what not in self._made:
            self._made[what] = make()
        made: T = self._made[what]
        return made

    def network(
        self, country: str, as_of: int, rules: NetworkRules = MAIN_RULES
    ) -> TwoLevelNetwork:
        """Return what `build_network` builds, built once."""
        key = "network", country, as_of, rules
        return self.once(key, lambda: build_network(self, country, as_of, rules))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the steps below share: lookups made once per network."""

    country: str
    as_of: int
    rules: NetworkRules
    fields: PlaceFields
    hierarchy: Hierarchy
    tiers: Tiers
    covered: frozenset[str]

    def units(self, place_id: str, year: int) -> list[str | None]:
        """Units that contain a place, finest tier first, as they were in a year."""
        when = TODAY if self.rules.regions == "today" else year
        levels = self.tiers.levels(self.fields.country[place_id])
        return [self.hierarchy.container(place_id, level, when) for level in levels]

    def is_dual(self, place_id: object) -> bool:
        """Tell whether a place is both region and city; no place (None, NaN) is not."""
        return place_id in self.fields.dual

    def folded(self, place_id: str) -> str:
        """Return the prefecture or city above a county, a district or a county-level city.

        A city is county-level if a city holds it, as in China; a town in a Landkreis is not.
        """
        upper = self.tiers.levels(self.fields.country[place_id])
        holders = ["city"]
        if self.hierarchy.level(place_id) in ("county", "district") and "region2" not in upper:
            holders.append("region2")
        above = (a for a in self.hierarchy.ancestors(place_id, TODAY) if a != place_id)
        return next((a for a in above if self.hierarchy.level(a) in holders), place_id)


def build_network(
    tables: NetworkTables, country: str, as_of: int, rules: NetworkRules = MAIN_RULES
) -> TwoLevelNetwork:
    """Build the two-level network of a home country from the ties alive in a year.

    Ties whose units are unknown, dual (when dual places are dropped) or not covered by a source are
    left out and counted; they are never read as ties outside.

    Parameters
    ----------
    tables
        Frames of the release.
    country
        ISO 3166-1 alpha-2 of the home country.
    as_of
        Year.
    rules
        Choices; the default is the main run.

    Raises
    ------
    InvalidArgument
        If no place of the release lies in `country`.
    """
    fields = tables.fields
    if country not in fields.country.values():
        raise InvalidArgument(
            "country", country, "use an ISO 3166-1 alpha-2 code of a country with places, as in CN"
        )
    ground = _Ground(
        country,
        as_of,
        rules,
        fields,
        tables.hierarchy,
        Tiers(tables.upper_tier, rules),
        tables.once(
            ("covered units", as_of, rules.without_source, rules.min_upper_listed),
            lambda: _covered_units(tables, as_of, rules),
        ),
    )
    chosen = rules.of_ties
    ties, reasons = tables.once(
        ("alive", country, as_of, chosen), lambda: _alive(tables, country, as_of, chosen)
    )
    left_out = dict(reasons)
    role = _roles(ties, ground)
    lower = _lower_ties(ties[role == "lower"], ground, left_out)
    upper = _upper_ties(ties[role == "upper"], ground)
    _count(left_out, say("cross-level (a city with a region)"), (role == "cross").sum())
    _count(left_out, say("dual place at an end"), (role == "drop").sum())
    levels = ground.tiers.levels(country)
    roster = home_roster(
        tables.once(
            ("home places", country, levels),
            lambda: home_places(tables.places, country, levels),
        ),
        ground.hierarchy,
        levels,
        sorted(set(lower["home"])),
        usable_units=lambda unit: unit in ground.covered and not _is_dropped(unit, ground),
    )
    upper = upper[upper["home"].isin(roster.units)]
    return _arrays(ground, lower, upper, roster, left_out)


def _alive(
    tables: NetworkTables, country: str, as_of: int, rules: NetworkRules
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Ties alive in a year, with what is asked of them, and counts of the others by reason."""
    ties = tables.ties_of(country)
    if rules.without_countries:
        foreign = _country_of(ties["foreign"], tables.fields)
        ties = ties[~foreign.isin(list(rules.without_countries))]
    ties, left_out = alive_ties(ties, as_of, rules)
    return ties[_COLUMNS], left_out


def _count(left_out: dict[str, int], reason: str, n: int | np.integer) -> None:
    if n:
        left_out[reason] = left_out.get(reason, 0) + int(n)


def _is_dropped(unit: object, ground: _Ground) -> bool:
    return ground.rules.dual == "drop" and ground.is_dual(unit)


def _covered_units(tables: NetworkTables, as_of: int, rules: NetworkRules) -> frozenset[str]:
    """Units whose own ties a source lists: a dated one, or an undated one as old as the year."""
    sources = tables.sources
    is_usable = sources["is_dated"].astype(bool) | (sources["snapshot_year"] <= as_of)
    is_usable &= sources["source_id"] != rules.without_source
    coverage = tables.region_coverage
    rows = coverage[
        (coverage["level"] == "upper")
        & coverage["is_covered"].astype(bool)
        & (coverage["ties_listed"] >= rules.min_upper_listed)
        & coverage["source_id"].isin(sources[is_usable]["source_id"])
    ]
    return frozenset(rows["place_id"])


def with_home_end(ties: pd.DataFrame, fields: PlaceFields, country: str) -> pd.DataFrame:
    """Keep the ties with exactly one end in a country; add its end `home` and the other `foreign`.

    Parameters
    ----------
    ties
        Rows of the table `ties`.
    fields
        Fields of all places.
    country
        Home country, ISO 3166-1 alpha-2.
    """
    is_home_a = _country_of(ties["place_a"], fields) == country
    is_home_b = _country_of(ties["place_b"], fields) == country
    kept = ties[is_home_a != is_home_b].copy()
    first = is_home_a[kept.index]
    kept["home"] = kept["place_a"].where(first, kept["place_b"])
    kept["foreign"] = kept["place_b"].where(first, kept["place_a"])
    return kept


def _country_of(places: pd.Series[str], fields: PlaceFields) -> pd.Series[str]:
    """Country of each place; looked up one by one, for `map` would index all places anew."""
    return pd.Series(list(map(fields.country.get, places)), index=places.index, dtype=object)


def _roles(ties: pd.DataFrame, ground: _Ground) -> NDArray[np.object_]:
    """Return upper, lower, cross or drop for each tie, from the roles of both ends."""
    fields, tiers = ground.fields, ground.tiers
    ends = {
        place: tiers.role(fields.level[place], fields.country[place], is_dual=place in fields.dual)
        for place in set(ties["home"]) | set(ties["foreign"])
    }
    roles = np.empty(len(ties), dtype=object)
    for row, (home, foreign) in enumerate(zip(ties["home"], ties["foreign"], strict=True)):
        pair = ends[home], ends[foreign]
        alike = pair[0] if pair[0] == pair[1] else "cross"
        roles[row] = "drop" if "drop" in pair else alike
    return roles


def _begin(ties: pd.DataFrame, as_of: int) -> pd.Series[int]:
    """Year in which each tie began, or `as_of` where that is not known."""
    return ties["start_year"].where(has_sound_start(ties), as_of).astype(int)


def _lower_ties(ties: pd.DataFrame, ground: _Ground, left_out: dict[str, int]) -> pd.DataFrame:
    """Lower ties with the units of the foreign end; simple after folding."""
    ties = ties.assign(begin=_begin(ties, ground.as_of))
    if ground.rules.counties == "folded":
        ties = ties.assign(
            home=[ground.folded(p) for p in ties["home"]],
            foreign=[ground.folded(p) for p in ties["foreign"]],
        )
    # A home city that has ended lies where the one that took over lies.
    home_unit = {
        place: ground.units(ground.hierarchy.today(place), TODAY)[0] for place in set(ties["home"])
    }
    units = [home_unit[place] for place in ties["home"]]
    ties = _without(ties, _unusable_home(units, ground), left_out)
    # A place is one node with one container: the one in which its first tie here began.
    first: dict[str, int] = {}
    for place, year in zip(ties["foreign"], ties["begin"], strict=True):
        first[place] = min(year, first.get(place, year))
    foreign_units = {place: ground.units(place, year) for place, year in first.items()}
    ties = ties.assign(foreign_units=ties["foreign"].map(foreign_units))
    ties = _without(ties, _unusable_foreign(ties, ground), left_out)
    simple = ties.sort_values("tie_id").drop_duplicates(["home", "foreign"])
    _count(left_out, FOLDED, len(ties) - len(simple))
    return simple


Reasons = Iterable[tuple[str, list[bool]]]


def _without(ties: pd.DataFrame, reasons: Reasons, left_out: dict[str, int]) -> pd.DataFrame:
    """Drop ties, each counted by the first reason that holds."""
    is_kept = np.ones(len(ties), dtype=np.bool_)
    for reason, holds in reasons:
        is_out = np.array(holds, dtype=np.bool_)
        _count(left_out, reason, (is_kept & is_out).sum())
        is_kept &= ~is_out
    return ties if is_kept.all() else ties[is_kept]


def _unusable_home(units: Sequence[str | None], ground: _Ground) -> Reasons:
    yield NO_HOME_REGION, [unit is None for unit in units]
    yield INSIDE_DUAL, [_is_dropped(unit, ground) for unit in units]
    yield UNLISTED_REGION, [unit not in ground.covered for unit in units]


def _unusable_foreign(ties: pd.DataFrame, ground: _Ground) -> Reasons:
    country, with_regions = ground.fields.country, ground.fields.with_regions
    nowhere = [all(unit is None for unit in units) for units in ties["foreign_units"]]
    # Slovenia, Latvia: no body above the municipality could sign, so nothing can lie inside.
    yield (
        NO_REGIONS,
        [
            is_nowhere and country[place] not in with_regions
            for is_nowhere, place in zip(nowhere, ties["foreign"], strict=True)
        ],
    )
    yield NO_FOREIGN_REGION, nowhere
    yield (
        INSIDE_DUAL,
        [any(_is_dropped(unit, ground) for unit in units) for units in ties["foreign_units"]],
    )


def _upper_ties(ties: pd.DataFrame, ground: _Ground) -> pd.DataFrame:
    """Upper ties of covered home units; regions lifted to today's where the rules say so."""
    if ground.rules.regions == "today":
        ties = ties.assign(foreign=[ground.hierarchy.today(p) for p in ties["foreign"]])
    ties = ties[ties["home"].isin(list(ground.covered))]
    return ties.sort_values("tie_id").drop_duplicates(["home", "foreign"])


def _position(ids: Sequence[str]) -> dict[str, int]:
    return {place: position for position, place in enumerate(ids)}


def _unit_ids(lower: pd.DataFrame, upper: pd.DataFrame) -> tuple[str, ...]:
    inside = {unit for units in lower["foreign_units"] for unit in units if unit is not None}
    return tuple(sorted(inside | set(upper["foreign"])))


def _foreign_unit_array(lower: pd.DataFrame, places: Sequence[str], units: dict[str, int]) -> Index:
    by_place = dict(zip(lower["foreign"], lower["foreign_units"], strict=True))
    n_tiers = max((len(u) for u in by_place.values()), default=1)
    result = np.full((len(places), n_tiers), -1, dtype=np.int64)
    for row, place in enumerate(places):
        for tier, unit in enumerate(by_place[place]):
            if unit is not None:
                result[row, tier] = units[unit]
    return result


def _arrays(
    ground: _Ground,
    lower: pd.DataFrame,
    upper: pd.DataFrame,
    roster: Roster,
    left_out: dict[str, int],
) -> TwoLevelNetwork:
    foreign_places = tuple(sorted(set(lower["foreign"])))
    foreign_units = _unit_ids(lower, upper)
    country_of = ground.fields.country
    countries = tuple(
        sorted({country_of[p] for p in foreign_places} | {country_of[u] for u in foreign_units})
    )
    home, foreign, unit = map(_position, (roster.places, foreign_places, foreign_units))
    home_unit, code = map(_position, (roster.units, countries))
    finest = {c: ground.tiers.levels(c)[0] for c in countries}
    return TwoLevelNetwork(
        country=ground.country,
        as_of=ground.as_of,
        home_places=roster.places,
        home_unit=roster.unit,
        home_block=roster.block,
        home_stratum=roster.stratum,
        home_units=roster.units,
        is_covered=np.array([u in ground.covered for u in roster.units], dtype=np.bool_),
        foreign_places=foreign_places,
        foreign_country=_index(code[country_of[p]] for p in foreign_places),
        foreign_unit=_foreign_unit_array(lower, foreign_places, unit),
        foreign_units=foreign_units,
        foreign_unit_country=_index(code[country_of[u]] for u in foreign_units),
        foreign_unit_tier=_index(
            int(ground.hierarchy.level(u) != finest[country_of[u]]) for u in foreign_units
        ),
        countries=countries,
        ties=_pairs(
            (home[h], foreign[f]) for h, f in zip(lower["home"], lower["foreign"], strict=True)
        ),
        tie_ids=tuple(lower["tie_id"]),
        upper_ties=_pairs(
            (home_unit[h], unit[f]) for h, f in zip(upper["home"], upper["foreign"], strict=True)
        ),
        upper_tie_ids=tuple(upper["tie_id"]),
        left_out=left_out,
    )


def _index(values: Iterable[int]) -> Index:
    return np.array(list(values), dtype=np.int64)


def _pairs(values: Iterable[tuple[int, int]]) -> Index:
    return np.array(list(values), dtype=np.int64).reshape(-1, 2)
