"""The ties as a graph, with the counts by place, region and country that features ask for.

Counts include every tie; a feature takes away the tie of the pair itself (`Pairs.own`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import ClassVar

import numpy as np

from sistercities.partners.distinct_numbers import SortedCounts, distinct, sorted_counts
from sistercities.partners.taken_when_asked import TakenWhenAsked
from sistercities.partners.town_networks import is_of_network
from sistercities.terms.late_methods import record_that_keeps
from twolevel.core.array_types import Flag, Index, Real

FEW_PLACES = 40
"""Places up to which their partners are gone through one by one."""


@record_that_keeps
class TieGraph(TakenWhenAsked):
    """Undirected ties of places, each once.

    Attributes
    ----------
    a, b
        Positions of the two ends, shape (n_ties,).
    year
        Year of the start; NaN where not known.
    country, region
        Of each place, shape (n_places,); a region of -1 is not known.
    containers
        Of each place, shape (n_places, 3); -1 is none.
    n_countries, n_regions
        How many there are.
    """

    a: Index
    b: Index
    year: Real
    country: Index
    region: Index
    containers: Index
    n_countries: int
    n_regions: int
    FOUND_OUT: ClassVar[tuple[str, ...]] = (
        "keys", "adjacency", "degree", "_is_of_network", "place_with_country",
        "place_with_region", "region_with_region", "_of_outside", "by_country_pair",
    )  # fmt: skip

    @property
    def n_places(self) -> int:
        """Number of places."""
        return len(self.country)

    def key(self, a: Index, b: Index) -> Index:
        """Give each unordered pair of places a number."""
        return np.asarray(np.minimum(a, b) * np.int64(self.n_places) + np.maximum(a, b))

    @cached_property
    def keys(self) -> Index:
        """Keys of the ties, sorted."""
        return distinct(self.key(self.a, self.b))

    def holds(self, a: Index, b: Index) -> Flag:
        """Whether each pair is tied."""
        return is_among(self.keys, self.key(a, b))

    @cached_property
    def of_networks(self) -> TieGraph:
        """The ties of networks of towns alone."""
        return self._only(self._is_of_network)

    @cached_property
    def outside_networks(self) -> TieGraph:
        """The ties that belong to no network of towns."""
        starts, partners, degree, share, shares = self._of_outside
        found = self._only(~self._is_of_network)
        found.__dict__.update(
            adjacency=(starts, partners), degree=degree, inverse_log_degree=share,
            inverse_logs_of_partners=shares,
        )  # fmt: skip
        return found

    @cached_property
    def _of_outside(self) -> tuple[Index, Index, Real, Real, Real]:
        """What is asked of the ties outside networks: adjacency, degree and its logs."""
        return self._told_of(self._only(~self._is_of_network))

    @staticmethod
    def _told_of(found: TieGraph) -> tuple[Index, Index, Real, Real, Real]:
        logs = found.inverse_log_degree, found.inverse_logs_of_partners
        return (*found.adjacency, found.degree, *logs)

    def networks_hold(self, place: int) -> bool:
        """Whether a tie of a place is of a network of towns."""
        is_own = (self.a == place) | (self.b == place)
        return bool((is_own & self._is_of_network).any())

    def take_networks(self, of: TieGraph, kept: Flag, outside: tuple[Index, Index]) -> None:
        """Take over from more ties which are of networks, and the adjacency of the others."""
        self.__dict__["_is_of_network"] = of._is_of_network[kept]
        found = self._only(~self._is_of_network)
        found.__dict__["adjacency"] = outside
        self.__dict__["_of_outside"] = self._told_of(found)

    @cached_property
    def _is_of_network(self) -> Flag:
        return is_of_network(self.a, self.b, self.n_places)

    def _only(self, kept: Flag) -> TieGraph:
        return replace(self, a=self.a[kept], b=self.b[kept], year=self.year[kept])

    @cached_property
    def ends(self) -> tuple[Index, Index, Real]:
        """Each tie from both sides: this end, the other, the year."""
        here, there = np.concatenate([self.a, self.b]), np.concatenate([self.b, self.a])
        return here, there, np.concatenate([self.year, self.year])

    @cached_property
    def degree(self) -> Real:
        """Number of ties of each place."""
        return np.bincount(self.ends[0], minlength=self.n_places).astype(np.float64)

    @cached_property
    def dated(self) -> Real:
        """Number of ties of each place whose start is known."""
        here, _, year = self.ends
        return np.bincount(here[~np.isnan(year)], minlength=self.n_places).astype(np.float64)

    def since(self, year: int) -> Real:
        """Count the ties of each place that are known to have begun in a year or later."""
        here, _, start = self.ends
        late = start >= year
        return np.bincount(here[late], minlength=self.n_places).astype(np.float64)

    @cached_property
    def adjacency(self) -> tuple[Index, Index]:
        """Start of each place's partners, shape (n_places + 1,), and the partners, sorted."""
        here, there, _ = self.ends
        ends = np.sort(here * np.int64(self.n_places) + there)
        starts = np.searchsorted(ends, np.arange(self.n_places + 1) * np.int64(self.n_places))
        return starts.astype(np.int64), ends % max(self.n_places, 1)

    def year_of(self, one: int, other: int) -> int | None:
        """Return the year in which the tie of two places began; None where it is not known."""
        is_it = ((self.a == one) & (self.b == other)) | ((self.a == other) & (self.b == one))
        years = self.year[is_it]
        known = years[~np.isnan(years)]
        return int(known.min()) if len(known) else None

    def partners(self, place: int) -> Index:
        """Partners of one place, sorted."""
        starts, partners = self.adjacency
        return partners[starts[place] : starts[place + 1]]

    def are_partners_of(self, place: int) -> Flag:
        """Whether each place is a partner of one, shape (n_places,)."""
        found = np.zeros(self.n_places, dtype=np.bool_)
        found[self.partners(place)] = True
        return found

    def n_partners_where(self, flags: Flag) -> Real:
        """Count, for each place, the partners of which something holds."""
        here, there, _ = self.ends
        return np.bincount(here[flags[there]], minlength=self.n_places).astype(np.float64)

    def sum_over_partners(self, values: Real) -> Real:
        """Add up, for each place, a value of each of its partners."""
        here, there, _ = self.ends
        sums = np.bincount(here, weights=values[there], minlength=self.n_places)
        return sums.astype(np.float64)

    def sum_over_partners_of(self, places: Index, values: Real) -> Real:
        """Add up, for some places, a value of each of their partners; few places cost little."""
        if len(places) > FEW_PLACES:
            return self.sum_over_partners(values)[places]
        return np.array([values[self.partners(k)].sum() for k in places.tolist()], dtype=np.float64)

    @cached_property
    def inverse_log_degree(self) -> Real:
        """One over the log of each place's ties, of two where it has fewer."""
        return 1 / np.log(np.maximum(self.degree, 2.0))

    @cached_property
    def inverse_logs_of_partners(self) -> Real:
        """For each place, `inverse_log_degree` of its partners added up."""
        return self.sum_over_partners(self.inverse_log_degree)

    @cached_property
    def by_country_pair(self) -> Real:
        """Ends of ties by country and partner country, shape (n_countries, n_countries)."""
        here, there, _ = self.ends
        key = self.country[here] * self.n_countries + self.country[there]
        counts = np.bincount(key, minlength=self.n_countries**2)
        return counts.reshape(self.n_countries, -1).astype(np.float64)

    @cached_property
    def place_with_country(self) -> SortedCounts:
        """Ties of a place with a country; key: place * n_countries + country."""
        here, there, _ = self.ends
        return sorted_counts(here * self.n_countries + self.country[there])

    @cached_property
    def place_with_region(self) -> SortedCounts:
        """Ties of a place with places of a region; key: place * n_regions + region."""
        here, there, _ = self.ends
        known = self.region[there] >= 0
        return sorted_counts(here[known] * self.n_regions + self.region[there[known]])

    @cached_property
    def region_with_region(self) -> SortedCounts:
        """Ends of ties of a region with a region; key: region * n_regions + region."""
        here, there, _ = self.ends
        known = (self.region[there] >= 0) & (self.region[here] >= 0)
        key = self.region[here[known]] * self.n_regions + self.region[there[known]]
        return sorted_counts(key)

    def same_containers(self, a: Index, b: Index) -> tuple[Flag, Flag]:
        """Whether a region around `a` is tied with one around `b`, and whether both have one."""
        have = (self.containers[a, 0] >= 0) & (self.containers[b, 0] >= 0)
        if len(a) and (a == a[0]).all():
            return self._in_a_partner_of_what_contains(int(a[0]), b), have
        found = np.zeros(len(a), dtype=np.bool_)
        for one in self.containers.T:
            for other in self.containers.T:
                inside = (one[a] >= 0) & (other[b] >= 0)
                found |= inside & self.holds(one[a], other[b])
        return found, have

    def _in_a_partner_of_what_contains(self, home: int, others: Index) -> Flag:
        """Whether a region around each place is tied with one around the home place."""
        around = self.containers[home]
        is_partner = np.zeros(self.n_places + 1, dtype=np.bool_)
        for region in around[around >= 0].tolist():
            is_partner[self.partners(region)] = True
        # Where a place has no further region, -1 asks for the last flag, which is none's.
        one, two, three = (is_partner[column[others]] for column in self.containers.T)
        return np.asarray(one | two | three)


def is_among(keys: Index, asked: Index) -> Flag:
    """Whether each key is among the sorted ones."""
    if not len(keys):
        return np.zeros(len(asked), dtype=np.bool_)
    at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.asarray(keys[at] == asked)
