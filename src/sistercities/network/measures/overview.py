"""Where the city ties of a country go, how far, and since when: what a map and two figures show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sistercities.network.measures.chosen import ChosenTies
from sistercities.network.measures.lengths import Lengths
from sistercities.terms.words import WORLD
from twolevel.core.array_types import Flag, Index, Real
from twolevel.nulls.shuffled_ends import shuffled_ends

EDGES_KM = (0.0, 1000.0, 2000.0, 4000.0, 6000.0, 8000.0, 10000.0, 12000.0, 20100.0)
"""Bands of distance; the last ends beyond the farthest two points of the earth."""
DRAWS = 100
"""Networks of shuffled ties that the bands are set beside."""
FEW_DATED = 5
"""Dated ties below which no year is named by which their sources end."""


@dataclass(frozen=True, slots=True)
class PartnerPoint:
    """A place abroad, in degrees, and its ties with the country."""

    longitude: float
    latitude: float
    n: int


@dataclass(frozen=True, slots=True)
class PartnerCountry:
    """A country abroad, its ties with the country, and the middle of its tied places."""

    country: str
    longitude: float
    latitude: float
    n: int


@dataclass(frozen=True, slots=True)
class DistanceBand:
    """Ties of a length from `start` to `end` km, and how many of the shuffled ones have it.

    Attributes
    ----------
    n
        Of the ties that are held.
    by_chance, low, high
        Mean over the networks of shuffled ties, and the range of the middle 95 of 100 of them.
    """

    start: float
    end: float
    n: int
    by_chance: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TieOverview:
    """The city ties of a country with other countries; of the world, those between countries.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2, or `WORLD`.
    home
        Middle of the tied places at home, in degrees; None of the world, or where it is not known.
    n_ties, n_without_point
        Ties between two countries, and those of them that have no length.
    points
        Places abroad, most ties first; those without a point are left out.
    countries
        Countries abroad, most ties first.
    bands
        By distance.
    mean_km, mean_km_by_chance
        Mean length of the ties, and of the shuffled ones.
    years
        Years, ascending, and how many ties began in each.
    until
        Year by which the sources of half of the dated ties end; None of a few ties.
    """

    country: str
    home: tuple[float, float] | None
    n_ties: int
    n_without_point: int
    points: tuple[PartnerPoint, ...]
    countries: tuple[PartnerCountry, ...]
    bands: tuple[DistanceBand, ...]
    mean_km: float
    mean_km_by_chance: float
    years: tuple[tuple[int, int], ...]
    until: int | None

    @property
    def n_dated(self) -> int:
        """Ties with a sound year."""
        return sum(n for _, n in self.years)


def overview_of(
    chosen: ChosenTies,
    country: str,
    began: Mapping[str, int],
    dated_by: Mapping[str, int],
    *,
    seed: int,
    draws: int = DRAWS,
) -> TieOverview | None:
    """Describe the ties with an end in the area, beside ties shuffled among those of the world.

    Parameters
    ----------
    chosen
        City ties of the world, and the area.
    country
        Of the area, or `WORLD`.
    began
        Year in which a tie began, by its id; ties without a sound year are not there.
    dated_by
        Newest year of a source that dates a tie, by its id.
    seed, draws
        Of the shuffled ties.

    Returns
    -------
    TieOverview or None
        None where no tie abroad has a length.
    """
    lengths = Lengths(chosen)
    is_abroad = _are_abroad(chosen, chosen.ties)
    ties = chosen.ties[is_abroad]
    km = lengths.km(ties)
    if not (~np.isnan(km)).any():
        return None
    drawn, means = [], []
    for shuffled in shuffled_ends(chosen.n, chosen.ties, n_draws=draws, seed=seed):
        other = lengths.km(shuffled[_are_abroad(chosen, shuffled)])
        drawn.append(_banded(other))
        means.append(float(np.nanmean(other)))
    dated = [chosen.tie_ids[k] for k in np.flatnonzero(is_abroad) if chosen.tie_ids[k] in began]
    partners, at_home = _ends(chosen, ties, country)
    return TieOverview(
        country=country,
        home=_middle(chosen.longitude[at_home], chosen.latitude[at_home]),
        n_ties=len(ties),
        n_without_point=int(np.isnan(km).sum()),
        points=_points(chosen, partners),
        countries=_countries(chosen, partners),
        bands=_bands(_banded(km), np.array(drawn)),
        mean_km=float(np.nanmean(km)),
        mean_km_by_chance=float(np.mean(means)),
        years=tuple(sorted(Counter(began[tie] for tie in dated).items())),
        until=_half_by([dated_by[tie] for tie in dated if tie in dated_by]),
    )


def _are_abroad(chosen: ChosenTies, ties: Index) -> Flag:
    """Tell which ties have an end in the area and join two countries."""
    return chosen.within(ties) & ~chosen.are_domestic(ties)


def _ends(chosen: ChosenTies, ties: Index, country: str) -> tuple[Index, Index]:
    """List the far and the near end of each tie; of the world both ends, and none is near."""
    if country == WORLD:
        return ties.ravel(), np.empty(0, dtype=np.int64)
    is_first = chosen.country[ties[:, 0]] == chosen.countries.index(country)
    far = np.where(is_first, ties[:, 1], ties[:, 0])
    return far, np.where(is_first, ties[:, 0], ties[:, 1])


def _banded(km: Real) -> Real:
    return np.histogram(km[~np.isnan(km)], EDGES_KM)[0].astype(np.float64)


def _bands(observed: Real, drawn: Real) -> tuple[DistanceBand, ...]:
    low, high = np.quantile(drawn, (0.025, 0.975), axis=0)
    mean = drawn.mean(axis=0)
    return tuple(
        DistanceBand(
            EDGES_KM[k], EDGES_KM[k + 1], int(n), float(mean[k]), float(low[k]), float(high[k])
        )
        for k, n in enumerate(observed.tolist())
    )


def _points(chosen: ChosenTies, partners: Index) -> tuple[PartnerPoint, ...]:
    places, n = np.unique(partners, return_counts=True)
    found = zip(chosen.longitude[places].tolist(), chosen.latitude[places].tolist(), n.tolist(),
                strict=True)  # fmt: skip
    made = [PartnerPoint(*one) for one in found if not np.isnan(one[0])]
    return tuple(sorted(made, key=lambda one: (-one.n, one.longitude, one.latitude)))


def _countries(chosen: ChosenTies, partners: Index) -> tuple[PartnerCountry, ...]:
    made = []
    for code in np.unique(chosen.country[partners]).tolist():
        own = partners[chosen.country[partners] == code]
        middle = _middle(chosen.longitude[own], chosen.latitude[own])
        if middle is not None:
            made.append(PartnerCountry(chosen.countries[code], *middle, own.size))
    return tuple(sorted(made, key=lambda one: (-one.n, one.country)))


def _middle(longitude: Real, latitude: Real) -> tuple[float, float] | None:
    """Return the middle of points on the globe; None where no point is known."""
    is_known = ~np.isnan(longitude)
    if not is_known.any():
        return None
    east, north = np.radians(longitude[is_known]), np.radians(latitude[is_known])
    x, y = (
        float((np.cos(north) * np.cos(east)).mean()),
        float((np.cos(north) * np.sin(east)).mean()),
    )
    z = float(np.sin(north).mean())
    return float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arctan2(z, np.hypot(x, y))))


def _half_by(dated_by: Sequence[int]) -> int | None:
    """Find the year by which the sources of half of the dated ties end."""
    if len(dated_by) < FEW_DATED:
        return None
    return int(sorted(dated_by)[(len(dated_by) - 1) // 2])
