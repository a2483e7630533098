"""The two-level numbers of each country, and how countries lie among each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np

from sistercities.network.lift import build_network
from sistercities.network.rules import MAIN_RULES, NetworkRules
from sistercities.sentences import as_clause, say
from sistercities.studies.homes.part_rules import ENTERS
from sistercities.studies.nesting.estimates import ties_without_country
from sistercities.studies.nesting.nulls import compare_all
from sistercities.studies.nesting.rule import RULE
from sistercities.studies.scope import count_regions
from sistercities.studies.study_data import StudyData, as_arrays
from sistercities.terms.progress import quiet
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties
from twolevel.nulls.catalogue import MAIN_NULL
from twolevel.rates.clusters import effective_clusters, two_way_share
from twolevel.rates.prediction_interval import AmongOthers, among_others

NORMAL = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Home:
    """The numbers of one country.

    Attributes
    ----------
    country, as_of
        Its code, and the year of its ties.
    n_units, effective_units
        Regions that take part, and how many equal ones they count for.
    n_ties, n_upper
        City ties and ties of regions.
    inside, no_upper
        Share of city ties inside sister regions, and of those whose region has no tie with that
        country.
    expected
        Ties expected inside under the main null.
    ratio, low, high
        Observed over expected with its interval; None where it cannot be had.
    why
        Why it is not judged by itself; empty where it is.
    enters
        Whether it enters the mean over countries.
    n_regions
        Regions of today that it has, listed or not.
    """

    country: str
    as_of: int
    n_units: int
    effective_units: float
    n_ties: int
    n_upper: int
    inside: float | None = None
    no_upper: float | None = None
    expected: float | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""
    enters: bool = False
    n_regions: int = 0

    @property
    def log_ratio(self) -> float:
        """Logarithm of the ratio, which must be there."""
        assert self.ratio is not None
        return float(np.log(self.ratio))

    @property
    def log_error(self) -> float:
        """Standard error of the logarithm, from the interval as if it were normal.

        The interval is wider than a normal one where clusters are few, and so is this error: a
        country with few regions weighs less.
        """
        assert self.low is not None
        assert self.high is not None
        return float(np.log(self.high / self.low) / (2 * NORMAL))


def homes_of(
    data: StudyData,
    *,
    draws: int,
    seed: int,
    as_of: int | None = None,
    rules: NetworkRules = MAIN_RULES,
    executor: Executor | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Iterator[Home]:
    """Compute the numbers of each country of which a source lists the own ties of a region."""
    of = data.tables.fields.country
    rows = data.tables.region_coverage
    rows = rows[(rows["level"] == "upper") & rows["is_covered"].astype(bool)]
    codes = sorted({str(of[place]) for place in rows["place_id"]})
    for n, code in enumerate(codes, 1):
        year = data.newest_dated_year(code) if as_of is None else as_of
        yield _home(data, code, year, rules, draws, seed, executor)
        if on_progress is not None:
            on_progress(n, len(codes))


def _home(
    data: StudyData, code: str, year: int, rules: NetworkRules, draws: int, seed: int,
    executor: Executor | None,
) -> Home:  # fmt: skip
    network = build_network(data.tables, code, year, rules)
    if not network.n_ties or not network.n_upper:
        home = Home(code, year, len(network.home_units), 0.0, network.n_ties, network.n_upper)
        return replace(home, why=say("no city tie of a region with a list is known"))
    arrays = as_arrays(network)
    home = Home(
        code, year, int(np.unique(arrays.tie_unit).size), effective_clusters(arrays.tie_unit),
        network.n_ties, network.n_upper,
        two_way_share(arrays, hits_of_ties(arrays)).value,
        two_way_share(arrays, ties_without_country(arrays)).value,
        n_regions=count_regions(data, code),
    )  # fmt: skip
    return _compared(home, arrays, draws, seed, executor)


def _compared(
    home: Home, arrays: TwoLevelArrays, draws: int, seed: int, executor: Executor | None
) -> Home:
    found = compare_all(
        arrays, [MAIN_NULL], draws=draws, seed=seed, executor=executor, on_progress=quiet
    )[MAIN_NULL]
    expected = found.mean or 0.0
    why = RULE.needs.unmet(units=home.effective_units, expected=expected, n_ties=home.n_ties)
    has_interval = found.ratio_low is not None and found.ratio_low > 0
    enters = has_interval and ENTERS.are_met(n_units=home.n_units, expected=expected)
    return replace(
        home, expected=expected, ratio=found.ratio, low=found.ratio_low, high=found.ratio_high,
        why=as_clause(why) if why else "", enters=enters,
    )  # fmt: skip


def beside_others(homes: list[Home], country: str) -> AmongOthers | None:
    """Set one country beside the others that enter; None where it or too few others do."""
    entering = [home for home in homes if home.enters]
    own = [home for home in entering if home.country == country]
    others = [home for home in entering if home.country != country]
    if not own or len(others) < MIN_BESIDE:
        return None
    return among_others(
        own[0].log_ratio,
        own[0].log_error,
        [home.log_ratio for home in others],
        [home.log_error for home in others],
    )


MIN_BESIDE = 4
"""Other countries beside which one can be set."""
