"""Pairs drawn from all pairs at risk, as often as a first fit says that they matter.

What is estimated is a sum over all pairs of a home city and a city abroad in each year, some three
hundred million, of which the drawn ones stand for the rest. Drawn without knowing where ties are
likely, they moved shares by a sixth of their standard errors from seed to seed, and a ratio by a
fifth. So a first table is drawn and fitted, that fit tells of every pair how many ties are to be
expected, and three draws of four go by that number, the fourth by nothing. All pairs are gone
through in order, and one is drawn each time that another draw is due (systematic sampling with
chances that differ: Madow 1949, doi:10.1214/aoms/1177729988), so that each home city, year and
country is drawn as often as it ought to be. A pair weighs one over its chance, whatever the first
fit was.

Under other rules the same pairs are taken again, where both cities still take part: what moves then
is the change and not the draws. Of cities and years that are new there, pairs are drawn beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.studies.drivers.ground import NEVER, Ground
from sistercities.studies.drivers.models import PairModel, fit_rows_of
from sistercities.studies.drivers.pairs import (
    PairSample,
    find_cases,
    flown,
    log_distance,
    sample_of,
    sample_pairs,
)
from sistercities.studies.drivers.terms import BY_COLUMN, TERMS
from twolevel.core.array_types import Index, Real
from twolevel.dyads.due_draws import DueDraws

FEW_CONTROLS, CONTROLS = 12, 48
"""Pairs drawn for each tie: for what a change of the rules does to shares, and for all else."""

BY_FIT = 0.75
"""Part of the draws that goes by the ties to be expected; the rest goes to all pairs alike."""

FARTHEST = 30.0
"""Largest log of a mean that is tried."""

WANTED = (FEW_CONTROLS, CONTROLS)


@dataclass(frozen=True, slots=True)
class Chances:
    """What a first fit says of all pairs.

    Attributes
    ----------
    constant, slopes
        Of the log of the ties to be expected of a pair; slopes by the names of `terms.TERMS`.
    n_ties, n_pairs
        Ties, and pairs of a year.
    share_of_year
        What each pair of a year weighs.
    """

    constant: float
    slopes: Mapping[str, float]
    n_ties: int
    n_pairs: int
    share_of_year: Mapping[int, float]


@dataclass(frozen=True, slots=True, eq=False)
class PairDraws:
    """Pairs drawn twice, with other luck the second time.

    Attributes
    ----------
    ground
        From which they are drawn.
    seed
        Of all draws.
    chances
        None where nothing can be fitted, and then every table is drawn anew without a fit.
    pairs
        As in `WANTED`, and all once more: `home`, `foreign` (place ids),
        `year`, and `chance`, with which each was drawn.
    """

    ground: Ground
    seed: int
    chances: Chances | None
    pairs: tuple[pd.DataFrame, ...]


def draw_pairs(ground: Ground, seed: int) -> PairDraws:
    """Draw the pairs of the study from a seed."""
    chances = _first_fit(ground, seed)
    if chances is None:
        return PairDraws(ground, seed, None, ())
    luck = np.random.default_rng(seed).random(2 * len(WANTED))
    homes, others = np.arange(len(ground.homes)), np.arange(len(ground.foreign))
    blocks = [(homes, others, dict(chances.share_of_year))]
    return PairDraws(ground, seed, chances, _drawn_of(ground, chances, blocks, luck))


def samples_of(
    draws: PairDraws, ground: Ground, *, is_other: bool = False
) -> tuple[PairSample, PairSample]:
    """Cut the tables, as in `WANTED`, from the draws.

    Parameters
    ----------
    ground
        That of the draws, or one by other rules.
    is_other
        Whether the pairs that were drawn the second time are taken.
    """
    if draws.chances is None:
        seed = draws.seed + is_other
        few, many = (sample_pairs(ground, seed, n) for n in WANTED)
        return few, many
    cases = find_cases(ground)
    if not len(cases.rows):
        empty = sample_of(ground, cases, None)
        return empty, empty
    tables = _cut(draws, draws.chances, ground, cases.share_of_year, is_other=is_other)
    few, many = (sample_of(ground, cases, one if len(one) else None) for one in tables)
    return few, many


DECIMALS = 9
"""Of the first fit, by which pairs are drawn.

Linear algebra on another number of threads adds in another order and ends in other digits. Pairs
are drawn one after the other as their chances add up, so one digit draws other pairs, and the same
seed would give other numbers here and there.
"""


def _first_fit(ground: Ground, seed: int) -> Chances | None:
    first = sample_pairs(ground, seed).rows
    ties = first[first["y"] > 0]
    if not len(ties):
        return None
    terms = tuple(BY_COLUMN[column] for column in first.columns if column in BY_COLUMN)
    model: PairModel = fit_rows_of(first, terms, effects="none")
    if model.fit is None:
        return None
    slopes = {
        term.column: round(slope, DECIMALS)
        for term, slope in zip(model.terms, model.fit.slopes.tolist(), strict=True)
    }
    shares = find_cases(ground).share_of_year
    n_pairs = len(ground.homes) * len(ground.foreign)
    constant = round(float(model.fit.first_effects[0]), DECIMALS)
    return Chances(constant, slopes, len(ties), n_pairs, shares)


_Block = tuple[Index, Index, Mapping[int, float]]
"""Home cities, cities abroad, and the years in which their pairs are drawn, with their weights."""


def _cut(
    draws: PairDraws, chances: Chances, ground: Ground, shares: Mapping[int, float], *,
    is_other: bool,
) -> list[pd.DataFrame]:  # fmt: skip
    """Return the drawn pairs as positions with their weights, new ones included."""
    first = len(WANTED) * is_other
    held = draws.pairs[first : first + len(WANTED)]
    new = tuple(held)
    if ground is not draws.ground:
        luck = np.random.default_rng([draws.seed, 1 + is_other]).random(len(WANTED))
        more = _drawn_of(ground, chances, _new_blocks(draws, ground, shares), luck)
        new = tuple(pd.concat(two, ignore_index=True) for two in zip(held, more, strict=True))
    return [_placed(one, ground, shares) for one in new]


def _placed(pairs: pd.DataFrame, ground: Ground, shares: Mapping[int, float]) -> pd.DataFrame:
    ends = {
        name: pd.Index(table["place_id"]).get_indexer(pairs[name])
        for name, table in (("home", ground.homes), ("foreign", ground.foreign))
    }
    weight = pairs["year"].map(shares) / pairs["chance"]
    placed = pd.DataFrame({**ends, "year": pairs["year"], "weight": weight})
    is_in = (placed["home"] >= 0) & (placed["foreign"] >= 0) & placed["weight"].notna()
    return placed[is_in].reset_index(drop=True)


def _new_blocks(draws: PairDraws, ground: Ground, shares: Mapping[int, float]) -> list[_Block]:
    """List the pairs and years that the draws do not hold."""
    assert draws.chances is not None
    of_old = draws.chances.share_of_year
    old = {year: share for year, share in shares.items() if year in of_old}
    new = {year: share for year, share in shares.items() if year not in of_old}
    is_home, is_other = (
        pd.Index(known["place_id"]).get_indexer(table["place_id"]) < 0
        for table, known in (
            (ground.homes, draws.ground.homes), (ground.foreign, draws.ground.foreign)
        )
    )  # fmt: skip
    homes, others = np.arange(is_home.size), np.arange(is_other.size)
    return [
        (homes, others, new),
        (homes[is_home], others, old),
        (homes[~is_home], others[is_other], old),
    ]


def _drawn_of(
    ground: Ground, chances: Chances, blocks: Sequence[_Block], luck: Real
) -> tuple[pd.DataFrame, ...]:
    """Go through all pairs of the blocks, and draw one each time that another is due.

    Parameters
    ----------
    luck
        Where in the row of draws each table begins, from 0 to 1; tables as in `WANTED`, in turn.
    """
    sizes = np.resize(np.array(WANTED), luck.size) * chances.n_ties
    due = DueDraws(sizes, luck)
    found: list[list[_Found]] = [[] for _ in luck]
    homes, others = (table["place_id"].to_numpy() for table in (ground.homes, ground.foreign))
    for rows, columns, year, share in _rectangles(ground, chances, blocks):
        for k, at in enumerate(due.take(share)):
            i, j = np.divmod(at, columns.size)
            chance = share[at] * float(sizes[k])
            found[k].append((homes[rows[i]], others[columns[j]], year, chance))
    return tuple(_as_table(one) for one in found)


_Found = tuple[Index, Index, int, Real]


def _as_table(found: Sequence[_Found]) -> pd.DataFrame:
    columns = ("home", "foreign", "year", "chance")
    if not found:
        kinds = (np.str_, np.str_, np.int64, np.float64)
        return pd.DataFrame({n: np.empty(0, k) for n, k in zip(columns, kinds, strict=True)})
    home, foreign, chance = (np.concatenate([one[k] for one in found]) for k in (0, 1, 3))
    year = np.repeat([one[2] for one in found], [one[3].size for one in found])
    return pd.DataFrame({"home": home, "foreign": foreign, "year": year, "chance": chance})


def _rectangles(
    ground: Ground, chances: Chances, blocks: Sequence[_Block]
) -> Iterator[tuple[Index, Index, int, Real]]:
    """Give home cities of one region, cities abroad, year, and the part of all draws of each pair.

    No pair is drawn twice in one table, so that its part is at most one over the largest.
    """
    most = 1 / (max(WANTED) * chances.n_ties)
    unit = ground.homes["unit"].to_numpy()
    order = np.lexsort((ground.foreign["foreign_population"], ground.foreign["country"]))
    expected = _Expected(ground, chances)
    for homes, others, years in blocks:
        if not (homes.size and others.size and years):
            continue
        columns = order[np.isin(order, others)]
        for one in np.unique(unit[homes]).tolist():
            rows = homes[unit[homes] == one]
            for year, mean in expected.by_year(one, rows, columns, sorted(years)):
                # How often the year counted when the draws were planned, or counts where it is new.
                weight = chances.share_of_year.get(year, years[year])
                # In place, while it lies in a near cache.
                part = mean.ravel()
                part *= BY_FIT
                part /= chances.n_ties
                part += (1 - BY_FIT) / chances.n_pairs
                part *= weight
                yield rows, columns, year, np.minimum(part, most, out=part)


class _Expected:
    """The ties to be expected of each pair in each year, by the first fit.

    Earlier ties of the home city itself are not taken from those of its region: the chance of a
    pair need not be what a fit would say to the last digit, but is known exactly.
    """

    def __init__(self, ground: Ground, chances: Chances) -> None:
        self.ground, self.slopes = ground, chances.slopes
        self.constant = chances.constant
        self.country = ground.foreign["country"].to_numpy()
        self.finest = ground.foreign_units[:, 0]
        self.since = ground.upper_from[:, ground.foreign_units].min(axis=2)
        dated = ground.ties[ground.ties["start"] < NEVER]
        self.ties = {str(name): column.to_numpy() for name, column in dated.items()}
        self.abroad: dict[int, Real] = {}

    def by_year(
        self, unit: int, rows: Index, columns: Index, years: Sequence[int]
    ) -> Iterator[tuple[int, Real]]:
        """Give the ties to be expected of home cities of one region, in each year.

        The years are written into one array in turn.
        """
        lasting = self._lasting(rows, columns)
        height, of_country = np.empty_like(lasting), np.empty_like(lasting)
        country, finest = self.country[columns], self.finest[columns]
        here = self.ties["unit"] == unit
        of_unit = {name: column[here] for name, column in self.ties.items()}
        for year in years:
            older = of_unit["start"] < year
            ties = {name: column[older] for name, column in of_unit.items()}
            other = self._other(year)[columns] + self._of_region(ties)[finest]
            other += self._slope("upper") * (self.since[unit, columns] <= year)
            # Single precision will do: the chance of a pair is what it is taken to be.
            np.add(lasting, other.astype(np.float32), out=height)
            countries = self._of_countries(ties, rows).astype(np.float32)
            height += np.take(countries, country, axis=1, out=of_country, mode="clip")
            yield year, np.exp(np.minimum(height, FARTHEST, out=height), out=height)

    def _slope(self, name: str) -> float:
        return self.slopes.get(name, 0.0)

    def _lasting(self, rows: Index, columns: Index) -> Real:
        """Return what does not change with the year."""
        homes, others = self.ground.homes, self.ground.foreign
        of_home = np.full(rows.size, self.constant)
        for name in self.slopes:
            if BY_COLUMN[name].varies == "home":
                of_home += self.slopes[name] * homes[name].to_numpy(dtype=np.float64)[rows]
        home, foreign = np.repeat(rows, columns.size), np.tile(columns, rows.size)
        coast = np.outer(homes["is_coastal"].to_numpy()[rows],
                         others["is_coastal"].to_numpy()[columns])  # fmt: skip
        of_pair = self._slope("distance") * log_distance(self.ground, home, foreign)
        of_pair += self._slope("direct_flight") * flown(self.ground, home, foreign)
        known = self._slope("both_coast") * coast if "both_coast" in self.slopes else 0.0
        return _single(of_home[:, None] + of_pair.reshape(rows.size, -1) + known)

    def _other(self, year: int) -> Real:
        """Return what changes with the city abroad."""
        if year not in self.abroad:
            found = np.zeros(self.country.size)
            for term in TERMS:
                if term.column not in self.slopes:
                    continue
                if term.varies == "country":
                    years = np.full(self.country.size, year - 1)
                    values = self.ground.facts.at(term.column, self.country, years)
                elif term.column == "partner_before":
                    values = _log_counts(
                        self.ties["foreign"][self.ties["start"] < year], self.country.size
                    )
                elif term.varies == "foreign":
                    values = self.ground.foreign[term.column].to_numpy(dtype=np.float64)
                else:
                    continue
                found += self.slopes[term.column] * values
            self.abroad[year] = _single(found)
        return self.abroad[year]

    def _of_region(self, ties: Mapping[str, Index]) -> Real:
        """Return what changes with the region abroad, by its number."""
        n = int(self.finest.max()) + 1
        return self._slope("cousins") * _log_counts(ties["foreign_unit"], n)

    def _of_countries(self, ties: Mapping[str, Index], rows: Index) -> Real:
        """Return what changes with the home city and the country, a row each."""
        n = int(self.country.max()) + 1
        is_in = ties["country"] < n
        home, country = ties["home"][is_in], ties["country"][is_in]
        near = np.bincount(country, minlength=n)
        own = np.zeros((len(self.ground.homes), n))
        np.add.at(own, (home[home >= 0], country[home >= 0]), 1.0)
        mine = own[rows]
        found = self._slope("own_before") * np.log2(1 + mine)
        others = np.log2(1 + np.maximum(near - mine, 0.0))
        return np.asarray(found + self._slope("country_cousins") * others)


UNKNOWN = -100.0
"""Log of a mean where a fact is not known: such a pair is drawn as all are, and then left out."""


def _single(heights: Real) -> Real:
    return np.nan_to_num(heights, nan=UNKNOWN).astype(np.float32)


def _log_counts(held: Index, n: int) -> Real:
    return np.asarray(np.log2(1 + np.bincount(held[(held >= 0) & (held < n)], minlength=n)))
