"""Countries with complex relations, and whether they hold more city ties than like ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from sistercities.errors import NetworkError
from sistercities.sentences import listed, say
from sistercities.studies.diplomacy.models import COMPLEX, CONTROLS
from twolevel.dyads.cluster_jackknife import cluster_jackknife
from twolevel.rates.empirical_bayes import shrunk_log_ratio


@dataclass(frozen=True, slots=True)
class AtOdds:
    """A country with which relations are or were complex.

    Attributes
    ----------
    country
        Its code.
    reasons
        Which of rivalry, dispute, distance in the UN held on the eve of a period.
    city, region
        Ties begun in periods on whose eve relations were complex.
    expected
        City ties of like countries in these periods: trade, distance, population and income equal,
        fitted without the country; None where there is no fit.
    ratio, low, high
        City ties over expected, shrunk toward what these countries share, and its 95 % interval,
        which holds the error of the expectation too.
    """

    country: str
    reasons: str
    city: int
    region: int
    expected: float | None
    ratio: float | None
    low: float | None
    high: float | None

    @property
    def is_in_spite(self) -> bool:
        """Whether it holds more city ties than like countries, by its interval."""
        return self.low is not None and self.low > 1

    @property
    def is_short(self) -> bool:
        """Whether it holds fewer city ties than like countries, by its interval."""
        return self.high is not None and self.high < 1


LEAST = 1e-6
"""Expected ties below which a country is not compared."""

REASONS = {
    "rivalry": say("rivalry"),
    "dispute": say("dispute"),
    "is_far": say("distance in the UN"),
}


def countries_at_odds(table: pd.DataFrame) -> tuple[AtOdds, ...]:
    """List the countries with complex relations in a period, the largest excess first."""
    rows = table[table[[*CONTROLS, COMPLEX]].notna().all(axis=1)]
    odds = rows[rows[COMPLEX] == 1]
    if not len(odds) or not rows["city"].sum():
        return ()
    by_country = odds.groupby("country")
    sums = by_country[["city", "region"]].sum()
    foretold = [_of_others(rows[rows["country"] != name], by_country.get_group(name))
                for name in sums.index]  # fmt: skip
    expected = np.array([one.ties for one in foretold])
    shrunk = shrunk_log_ratio(sums["city"].to_numpy(), expected)
    found = []
    for k, name in enumerate(sums.index):
        reach = foretold[k].reach
        ends = _widened(shrunk.log_ratio[k], shrunk.low[k], shrunk.high[k], reach)
        ratio, low, high = ends or (None, None, None)
        of = by_country.get_group(name)
        reasons = listed((w for column, w in REASONS.items() if (of[column] == 1).any()), "comma")
        found.append(AtOdds(str(name), reasons, int(sums["city"].iloc[k]),
                            int(sums["region"].iloc[k]),
                            None if ends is None else float(expected[k]), ratio, low, high)
                     )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-(one.ratio or 0.0), one.country)))


def _widened(
    log_ratio: float, low: float, high: float, reach: float
) -> tuple[float, float, float] | None:
    """Add the reach of the expectation to that of the ratio, in squares, on the log scale."""
    if np.isnan(log_ratio) or np.isnan(reach):
        return None
    below, above = np.hypot(log_ratio - low, reach), np.hypot(high - log_ratio, reach)
    return (float(np.exp(log_ratio)), float(np.exp(log_ratio - below)),
            float(np.exp(log_ratio + above)))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Foretold:
    """City ties expected of a country, and the reach of the 95 % interval of their log."""

    ties: float
    reach: float


NOTHING = _Foretold(float("nan"), float("nan"))


def _of_others(others: pd.DataFrame, own: pd.DataFrame) -> _Foretold:
    """Foretell the ties in the rows of a country by the fit of all others; NaN without a fit."""
    x = others[list(CONTROLS)].to_numpy(dtype=np.float64)
    period = others["period"].to_numpy(dtype=str)
    try:
        fit = cluster_jackknife(others["city"].to_numpy(), x, [period],
                                others["country"].to_numpy(dtype=str), names=CONTROLS)  # fmt: skip
    except NetworkError:
        return NOTHING
    # In a period in which no other country formed a tie none is expected.
    told = own[own["period"].isin(fit.fit.first_labels.tolist())]
    if not len(told):
        return NOTHING
    terms = told[list(CONTROLS)].to_numpy(dtype=np.float64)
    total, error = fit.log_total(terms, told["period"].to_numpy(dtype=str))
    reach = float(stdtrit(fit.degrees_of_freedom, 0.975)) * error
    ties = float(np.exp(total))
    return _Foretold(ties, reach) if LEAST < ties < np.inf else NOTHING
