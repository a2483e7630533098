"""What the terms of wishes and the reasons look at: one home place and its candidates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from functools import cached_property

import numpy as np

from sistercities.partners.ground import Ground, PlaceFacts
from sistercities.partners.likeness import AlikePlaces, Likeness, alike_places, likeness
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.terms.late_methods import record_that_keeps
from twolevel.core.array_types import Flag, Index, Real


@record_that_keeps
class HomePlace:
    """The place that seeks partners.

    Attributes
    ----------
    ground
        Facts and ties.
    at
        Its position.
    place_class
        Class of the places that it is compared with, "city" or "region".
    held_around
        Positions of partners that sources tell of it and that are held of what it lies in
        (`gate.kin.held_around`).
    """

    ground: Ground
    at: int
    place_class: str
    held_around: tuple[int, ...] = ()
    _kept: dict[str, Real] = field(default_factory=dict)
    _held: dict[str, Flag] = field(default_factory=dict)
    _listed: dict[str, tuple[Index, Index]] = field(default_factory=dict)

    def kept(self, name: str, made: Callable[[HomePlace], Real]) -> Real:
        """Compute a value of all places once, shape (n_places,)."""
        if name not in self._kept:
            self._kept[name] = made(self)
        return self._kept[name]

    def holding(self, name: str, made: Callable[[HomePlace], Flag]) -> Flag:
        """Say once of which of all places something holds, shape (n_places,)."""
        if name not in self._held:
            self._held[name] = made(self)
        return self._held[name]

    def listing(
        self, name: str, made: Callable[[HomePlace], tuple[Index, Index]]
    ) -> tuple[Index, Index]:
        """List two sides of something once, as neighbours and their partners, elementwise."""
        if name not in self._listed:
            self._listed[name] = made(self)
        return self._listed[name]

    @cached_property
    def likeness(self) -> Likeness:
        """How alike all places are to it."""
        return likeness(self.ground, self.at)

    @cached_property
    def alike(self) -> AlikePlaces:
        """The places most like it, and where they have partners."""
        return alike_places(self.ground, self.likeness, self.place_class)


@record_that_keeps
class CandidateFacts:
    """A home place with its candidates.

    Attributes
    ----------
    home_place
        The home place.
    pairs
        The home place with each candidate.
    """

    home_place: HomePlace
    pairs: Pairs
    _kept: dict[str, Real] = field(default_factory=dict)
    _held: dict[str, Flag] = field(default_factory=dict)
    _of_more: tuple[dict[str, Real], dict[str, Flag], Index | slice] | None = None

    @property
    def home(self) -> int:
        """Position of the home place."""
        return self.home_place.at

    @property
    def ground(self) -> Ground:
        """Facts and ties."""
        return self.pairs.ground

    @property
    def places(self) -> PlaceFacts:
        """Facts on places."""
        return self.pairs.places

    @cached_property
    def size_ratio(self) -> Real:
        """Population of each candidate over that of the home place; NaN where not known.

        The people of a municipality and those of an agglomeration are not compared.
        """
        size, is_wide = self.places.population, self.places.is_agglomeration
        own = size[self.home] if size[self.home] > 0 else np.nan
        is_known = (is_wide[self.pairs.b] == is_wide[self.home]) & (size[self.pairs.b] > 0)
        return np.where(is_known, size[self.pairs.b] / own, np.nan)

    @cached_property
    def hours_apart(self) -> Real:
        """Hours between the clocks; NaN where not known."""
        offset = self.places.utc_offset
        gap = np.abs(offset[self.pairs.b] - offset[self.home])
        return np.asarray(np.minimum(gap, 24 - gap))

    def of_countries(self, values: Callable[[CandidateFacts], Real]) -> Real:
        """Compute a fact on two countries once for each country of candidates.

        Places that their state does not govern count as a country of their own.
        """
        country, is_there, one_of_each = self._countries
        found = np.full(len(is_there), np.nan)
        found[is_there] = values(one_of_each)
        return found[country]

    @cached_property
    def _countries(self) -> tuple[Index, Flag, CandidateFacts]:
        """Country of each candidate, which have one, and the first candidate of each of these."""
        country = self.ground.country_of_facts[self.pairs.b]
        first = np.zeros(2 * len(self.ground.countries.codes), dtype=np.int64)
        first[country[::-1]] = np.arange(len(country))[::-1]
        is_there = np.zeros(len(first), dtype=np.bool_)
        is_there[country] = True
        return country, is_there, self.of_places(self.pairs.b[first[is_there]])

    def kept(self, name: str, made: Callable[[CandidateFacts], Real]) -> Real:
        """Compute a value of each candidate once, and keep it for the candidates among these."""
        if name not in self._kept:
            known = None if self._of_more is None else self._of_more[0].get(name)
            self._kept[name] = made(self) if known is None else known[self._chosen]
        return self._kept[name]

    def holding(self, name: str, made: Callable[[CandidateFacts], Flag]) -> Flag:
        """Say once of which candidates something holds, and keep it in the same way."""
        if name not in self._held:
            known = None if self._of_more is None else self._of_more[1].get(name)
            found = made(self) if known is None else known[self._chosen]
            self._held[name] = np.asarray(found, dtype=np.bool_)
        return self._held[name]

    @property
    def _chosen(self) -> Index | slice:
        """Which of more candidates these are, of whom something was found out before."""
        return slice(None) if self._of_more is None else self._of_more[2]

    def among(self, chosen: Flag | Index | slice) -> CandidateFacts:
        """Take some of the candidates, by a flag of each or by their positions in the pairs.

        What was found out of them is taken when it is asked for.
        """
        at = chosen if isinstance(chosen, slice) else _positions(chosen)
        kept, held = self._all_found
        return CandidateFacts(self.home_place, self.pairs.among(at), {}, {}, (kept, held, at))

    @property
    def _all_found(self) -> tuple[dict[str, Real], dict[str, Flag]]:
        """What is found out so far, that of which nobody has asked yet for these alone too."""
        if self._of_more is None:
            return dict(self._kept), dict(self._held)
        kept, held, at = self._of_more
        return (
            {name: values[at] for name, values in kept.items()} | self._kept,
            {name: values[at] for name, values in held.items()} | self._held,
        )

    def of_places(self, at: Index) -> CandidateFacts:
        """Take other places as candidates."""
        return CandidateFacts(self.home_place, candidates_of(self.ground, self.home, at))

    def positions_of(self, places: list[int]) -> Index:
        """Find where candidates stand in the pairs, by their positions on the ground."""
        at = [np.flatnonzero(self.pairs.b == place)[0] for place in places]  # they are few
        return np.array(at, dtype=np.int64)

    def of_partner(self, values: Real) -> Real:
        """Take the value of each candidate."""
        return values[self.pairs.b]

    def of_both(self, flag: Real) -> Real:
        """1 where a fact holds of the home place and of a candidate, NaN where it is not known."""
        return np.asarray(flag[self.home] * flag[self.pairs.b])


def _positions(chosen: Flag | Index) -> Index:
    """Turn flags into positions; positions stay."""
    at = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
    return at.astype(np.int64, copy=False)
