"""The facts that recommendations rest on, as arrays: places, countries, and their ties."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import ClassVar

import numpy as np

from sistercities.partners.barriers import SPECIAL_STATUS, Barrier
from sistercities.partners.between_kinds import BetweenKinds, RowPositions, positions_of
from sistercities.partners.distinct_numbers import are_among
from sistercities.partners.heritage_facts import HeritageFacts, no_heritage
from sistercities.partners.packed_records import Positions
from sistercities.partners.taken_when_asked import TakenWhenAsked
from sistercities.partners.tie_graph import TieGraph
from sistercities.partners.within_reach import in_bands
from sistercities.sentences import PlaceName
from sistercities.terms.climate import ZONES, is_cold, is_hot
from sistercities.terms.late_methods import record_of_arrays, record_that_keeps
from twolevel.core.array_types import Flag, Index, Real, Text

_COUNTRY_CODE = 2
"""Letters of the code of a country; those of regions and ids are longer."""
BY_SEA_KM = 10
"""As far from the sea as a place lies of which people say that it lies by the sea."""
LEVELS = ("region1", "region2", "city", "county", "district")
"""Levels of places that may have partners, by position in `PlaceFacts.level`."""


@record_that_keeps
class PlaceFacts(TakenWhenAsked):
    """Facts on each place; arrays of shape (n_places,), NaN or -1 where not known.

    Attributes
    ----------
    ids, names, names_local
        Place id; name in Latin script; name in the local script or None.
    level
        Position in `LEVELS`.
    is_dual
        Both a first-level region and a city.
    country, region
        Position of the country, and of the first-level region; region -1 where not known.
    containers
        Shape (n_places, 3): positions of the regions that contain the place, -1 beyond them.
    municipality
        Position of the city that the place lies in, without a register's code of its own; -1 where
        there is none. Cities of China that lie in prefecture-level cities govern themselves. Of a
        district it is the city, or the larger district, that holds it.
    is_listed
        Whether a source lists the ties of a region that contains the place.
    latitude, longitude
        Degrees.
    population, population_year
        Persons, and the year of the figure: NaN where undated. A population that another source
        contradicts is not known.
    is_agglomeration
        Whether the population is that of the urban area, which may be larger or smaller.
    is_of_parts
        Whether it is that of the former municipalities together, where no source counts the place
        (`dataset.merged_municipalities`).
    is_capital, is_seat, is_coastal
        National capital; seat of its region; sea within 50 km. 1 or 0.
    is_by_sea
        Sea within 10 km, so that its people would say that it lies by the sea. 1 or 0.
    km_to_sea, altitude
        Kilometres to the sea; mean altitude around the place, metres above the sea.
    is_port
        A seaport is its own: 1 or 0 (`partners.own_ports`); `has_port` is one within 25 km.
    has_port, is_mountain
        Ships of the sea get to a port of its country within 25 km; among or beside mountains. 1 or
        0.
    climate
        Position of its climate zone in `terms.climate.ZONES`, -1 where not known.
    is_island, island_km2
        On an island of less than 70,000 km2, 1 or 0; area of that island, NaN elsewhere.
    is_border_city, border_country
        A land border of its country within 25 km, 1 or 0, NaN too where states disagree on the
        line; position of the country across, -1 where there is none.
    heritage_sites
        World Heritage sites within 25 km, of those whose point tells where they are.
    heritage, heritage_km
        Shape (n_places, 3): positions of the nearest of them in `Ground.heritage`, -1 beyond them,
        and their distances, NaN beyond them.
    people_around
        People in other places of its country within 25 km (`partners.surroundings`).
    large_city
        Position of the far larger city of its country beside which it lies, -1 where there is none.
    utc_offset
        Hours ahead of UTC, standard time.
    destinations
        Cities abroad with a route ever listed from airports nearby.
    is_township
        A town of China that no Chinese name calls a city, a county, a district or a banner; a name
        of two characters that ends like a city (新市) is that of a town.
    has_code
        A city with a code of its own in the register of municipalities of its country: it governs
        itself, whatever it lies beside.
    lacks_code
        A city without a code of its own in the register of municipalities of its country, where
        that holds nearly all others.
    is_former
        The place has ended.
    is_resort
        Its name says spa or beach (`partners.resort_names`).
    """

    ids: Text
    names: Text
    names_local: Text
    level: Index
    is_dual: Flag
    country: Index
    region: Index
    region_codes: Text
    containers: Index
    municipality: Index
    is_listed: Flag
    latitude: Real
    longitude: Real
    population: Real
    population_year: Real
    is_agglomeration: Flag
    is_of_parts: Flag
    is_capital: Real
    is_seat: Real
    is_coastal: Real
    is_by_sea: Real
    km_to_sea: Real
    altitude: Real
    has_port: Real
    is_port: Real
    is_mountain: Real
    climate: Index
    is_island: Real
    island_km2: Real
    is_border_city: Real
    border_country: Index
    heritage_sites: Real
    heritage: Index
    heritage_km: Real
    people_around: Real
    large_city: Index
    utc_offset: Real
    destinations: Real
    is_township: Flag
    has_code: Flag
    lacks_code: Flag
    is_former: Flag
    is_resort: Flag
    FOUND_OUT: ClassVar[tuple[str, ...]] = ("in_bands", "people_with_sums")
    """Properties that are kept beside the index with it (`partners.packed_records`)."""

    @cached_property
    def people_with_sums(self) -> Real:
        """People; of a region without a number, those of the cities and towns in it (n_places,).

        NaN where neither is known. The reasons stand in `partners.size_bands`.
        """
        # Districts and counties hold people who are counted in cities too.
        counts = ((self.level == LEVELS.index("city")) | self.is_dual) & ~self.is_former
        # The people of Kunshan are among those of Suzhou.
        holds = counts & (self.population > 0)
        counts &= ~((self.containers >= 0) & holds[self.containers]).any(axis=1)
        at = np.flatnonzero(counts & holds)
        around = self.containers[at]
        people = np.repeat(self.population[at], around.shape[1])
        is_in = around.ravel() >= 0
        total = np.bincount(around.ravel()[is_in], people[is_in], len(self.ids))
        is_summed = self.is_region & ~(self.population > 0) & (total > 0)
        return np.where(is_summed, total, self.population)

    @cached_property
    def in_bands(self) -> tuple[Index, Real]:
        """Positions by latitude and longitude, so that those near others are found soon."""
        return in_bands(self.latitude, self.longitude)

    @property
    def is_region(self) -> Flag:
        """Whether the place may be a partner of regions."""
        return (self.level <= 1) | self.is_dual

    @cached_property
    def is_city(self) -> Flag:
        """Whether the place may be a partner of cities, counties and districts."""
        found = (self.level >= 2) | self.is_dual
        found.flags.writeable = False  # each partner of an answer asks it
        return found

    @property
    def is_hot(self) -> Real:
        """Whether its climate is hot (`terms.climate.is_hot`), 1 or 0, NaN where not known."""
        return self._by_zone(is_hot)

    @property
    def is_cold(self) -> Real:
        """Whether its climate is cold (`terms.climate.is_cold`), 1 or 0, NaN where not known."""
        return self._by_zone(is_cold)

    def _by_zone(self, says: Callable[[str], bool]) -> Real:
        answers = np.array([*(float(says(zone)) for zone in ZONES), np.nan])
        return np.asarray(answers[self.climate])


@record_of_arrays
class CountryFacts:
    """Facts on countries and pairs of countries, as of one year; NaN where not known.

    Attributes
    ----------
    codes, names, continents
        ISO 3166-1 alpha-2, English name, continent code.
    income
        GDP per head in USD, shape (n_countries,).
    trade_weight
        Foreign trade over GDP, both of the last year of which the trade is known, shape
        (n_countries,).
    languages
        Official languages of each country, in lower case, as CEPII spells them.
    pairs
        By variable, shape (n_countries, n_countries): the fact on home country (row) and partner
        country (column). "trade_share" is the trade of the two over the geometric mean of their
        GDPs, both of the last year of which the trade is known.
    """

    codes: Text
    names: Text
    continents: Text
    income: Real
    trade_weight: Real
    languages: tuple[frozenset[str], ...]
    pairs: Mapping[str, Real]


@record_that_keeps
class Ground(TakenWhenAsked):
    """Everything that features look at.

    Attributes
    ----------
    places, countries
        Facts, as above.
    ties
        The ties that count, as a graph on the positions of places.
    recorded
        Sorted keys (`TieGraph.key`) of every pair with a tie on record, ended ones too.
    flights
        Keys and numbers of airlines of pairs of cities with a route ever listed.
    as_of
        Year of which the ties and the dated facts are; None is today.
    version
        Version of the data.
    told_once
        Keys of the ties that old sources alone tell (`dataset.standing`, `one_old_source`), sorted,
        and the last year in which one did.
    uncounted
        By id of a place: partners of its ties on record that no count holds, and why
        (`partners.uncounted`).
    barriers
        Rows on what stands between states, units and places today (`partners.gate`).
    heritage
        World Heritage sites, to which `PlaceFacts.heritage` points.
    merged_ties
        By id of a place: which of its partners are those of a municipality that became a part of
        it, which that is, and until when it was one (`partners.uncounted`).
    """

    places: PlaceFacts
    countries: CountryFacts
    ties: TieGraph
    recorded: Index
    flights: tuple[Index, Real]
    as_of: int | None
    version: str
    told_once: tuple[Index, Real] = field(
        default_factory=lambda: (np.zeros(0, dtype=np.int64), np.zeros(0))
    )
    uncounted: dict[str, tuple[tuple[PlaceName, str], ...]] = field(default_factory=dict)
    barriers: tuple[Barrier, ...] = ()
    heritage: HeritageFacts = field(default_factory=no_heritage)
    merged_ties: dict[str, tuple[tuple[PlaceName, int, PlaceName], ...]] = field(
        default_factory=dict
    )
    FOUND_OUT: ClassVar[tuple[str, ...]] = (
        "unit_of", "country_of_facts", "told_apart", "between_kinds", "rows_at",
    )  # fmt: skip
    """Properties that are kept beside the index with it (`partners.packed_records`)."""

    @property
    def n_places(self) -> int:
        """Number of places."""
        return len(self.places.ids)

    def with_ties(self, ties: TieGraph) -> Ground:
        """Return the same ground with other ties; what was found out of it without ties stays."""
        other = replace(self, ties=ties)
        for name in ("unit_of", "country_of_facts", "position"):
            other.__dict__[name] = getattr(self, name)
        return other

    def with_names(self, names: Mapping[int, str]) -> Ground:
        """Return the same ground where some places, by position, are called otherwise."""
        called = self.places.names.astype(object)
        for at, name in names.items():
            called[at] = name
        places = replace(self.places, names=called.astype(np.str_))
        for name in self.places.FOUND_OUT:
            places.__dict__[name] = getattr(self.places, name)
        other = replace(self, places=places)
        for name in (*self.FOUND_OUT, "position"):
            other.__dict__[name] = getattr(self, name)
        return other

    @cached_property
    def unit_of(self) -> Index:
        """Position in `barriers` of the unit that is held apart from its country; -1 for most.

        Such is a unit of special status that is ruled a bar for all (`gate.reading`): the state
        under whose code its places stand does not govern it.
        """
        found = np.full(self.n_places, -1, dtype=np.int64)
        places = self.places
        for k, one in enumerate(self.barriers):
            if one.kind == SPECIAL_STATUS and one.strength == "bar" and one.is_for_all:
                inside = np.append(are_among(places.region_codes, one.side_a), False)[places.region]
                ids = [self.position[code] for code in one.side_a if code in self.position]
                inside = inside | self.lies_in(ids)
                inside[ids] = True
                found[inside] = k
        return found

    @cached_property
    def rows_at(self) -> RowPositions:
        """Where the rows stand in `barriers`, by the codes that they name."""
        return positions_of(self.barriers)

    @cached_property
    def country_of_facts(self) -> Index:
        """Country of each place; for one that it does not govern, a number beyond all countries.

        Facts on the country say nothing of such places.
        """
        beyond = len(self.countries.codes)
        return np.where(self.unit_of >= 0, self.places.country + beyond, self.places.country)

    def codes_of(self, place: int) -> tuple[frozenset[str], str]:
        """Codes of a place, of its country and region and of what contains it; and its country."""
        places, around = self.places, self.places.containers[place]
        country, region = self._country(place), int(places.region[place])
        ids = (str(places.ids[k]) for k in (place, *around[around >= 0].tolist()))
        codes = () if region < 0 else (str(places.region_codes[region]),)
        return frozenset((country, *codes, *ids)), country

    def _country(self, place: int) -> str:
        return str(self.countries.codes[self.places.country[place]])

    @cached_property
    def told_apart(self) -> tuple[Index, tuple[tuple[frozenset[str], str], ...]]:
        """Kind of each place, and codes and country by kind: what no row tells apart is a kind."""
        kind_of = self.places.country.copy()
        kinds = [(frozenset((code,)), code) for code in map(str, self.countries.codes.tolist())]
        named = self._named
        at, told_by = self._named_places(named)
        seen: dict[frozenset[str], int] = {}
        kind_by: dict[tuple[int, ...], int] = {}
        for place, told in zip(at.tolist(), map(tuple, told_by.tolist()), strict=True):
            if told not in kind_by:
                country = self._country(place)
                own = (self.codes_of(place)[0] & named) | {country}
                if own not in seen:
                    seen[own] = len(kinds)
                    kinds.append((own, country))
                kind_by[told] = seen[own]
            kind_of[place] = kind_by[told]
        return kind_of, tuple(kinds)

    @cached_property
    def between_kinds(self) -> BetweenKinds | None:
        """What rows tell between kinds of places; None where it is found out as it is asked for.

        Whoever keeps the ground puts it here (`partners.kept_ground`).
        """
        return None

    @cached_property
    def _named(self) -> frozenset[str]:
        """Codes of regions and ids of places that rows speak of."""
        return frozenset(
            code
            for one in self.barriers
            for code in one.side_a | one.side_b | one.not_suggested | one.fought_in
            if len(code) > _COUNTRY_CODE
        )

    def _named_places(self, named: frozenset[str]) -> tuple[Index, Index]:
        """Find the places of which rows speak, and by which of their country, region and ids."""
        places = self.places
        of_region = np.append(are_among(places.region_codes, named), False)
        is_named = np.zeros(self.n_places + 1, dtype=np.bool_)  # the last is nobody
        is_named[[self.position[code] for code in named if code in self.position]] = True
        around = np.column_stack([np.arange(self.n_places), places.containers])
        by_ids = is_named[around]
        found = np.flatnonzero(of_region[places.region] | by_ids.any(axis=1))
        region = places.region[found]
        told_by = np.column_stack(
            [
                places.country[found],
                np.where(of_region[region], region, -1),
                np.where(by_ids[found], around[found], -1),
            ]
        )
        return found, told_by

    def lies_in(self, around: Sequence[int]) -> Flag:
        """Which places lie in one of some places, by their positions, shape (n_places,)."""
        containers, found = self.places.containers, np.zeros(self.n_places, dtype=np.bool_)
        for one in around:  # `any` of rows of three takes as long as eighty of these
            found[np.flatnonzero(containers == one) // containers.shape[1]] = True
        return found

    def are_of_one_place(self, home: int, at: Index) -> Flag:
        """Which places lie in a home place, or are the municipality that it lies in.

        They are no measure of it: neither the towns of a metropolitan municipality, nor a district
        of its city.
        """
        municipality = self.places.municipality
        is_part = (municipality[at] == home) | self.lies_in([home])[at]
        return np.asarray(is_part | (at == municipality[home]))

    def recorded_with(self, place: int) -> Index:
        """Positions of the places with which a place has a tie on record, ended ones too."""
        one, other = self._recorded_ends
        return np.concatenate([other[one == place], one[other == place]])

    @cached_property
    def _recorded_ends(self) -> tuple[Index, Index]:
        one, other = np.divmod(self.recorded, np.int64(max(self.n_places, 1)))
        return one, other

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Position of each place by id."""
        return Positions(self.places.ids)
