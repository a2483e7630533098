"""Countries at odds with the home country, and whether they hold more city ties than like ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.errors import NetworkError
from sistercities.inference.dyads.fit_rows import ppml
from sistercities.inference.empirical_bayes import shrunk_log_ratio
from sistercities.studies.diplomacy.models import COMPLEX, CONTROLS


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
        City ties over expected, shrunk toward what these countries share, and its 95 % interval.
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


REASONS = {"rivalry": "rivalry", "dispute": "dispute", "is_far": "distance in the UN"}


def countries_at_odds(table: pd.DataFrame) -> tuple[AtOdds, ...]:
    """List the countries with complex relations in a period, the largest excess first."""
    rows = table[table[[*CONTROLS, COMPLEX]].notna().all(axis=1)]
    if not len(rows) or not rows["city"].sum():
        return ()
    odds = rows[rows[COMPLEX] == 1]
    expected = dict(_expected(rows, odds))
    names = list(expected)
    if not names:
        return ()
    by_country = odds.groupby("country")
    city, region = by_country["city"].sum(), by_country["region"].sum()
    shrunk = shrunk_log_ratio(city[names].to_numpy(), np.array([expected[n] for n in names]))
    found = []
    for k, name in enumerate(names):
        known = not np.isnan(shrunk.log_ratio[k])
        ends = (shrunk.log_ratio[k], shrunk.low[k], shrunk.high[k])
        ratio, low, high = np.exp(ends).tolist() if known else (None, None, None)
        of = by_country.get_group(name)
        reasons = ", ".join(word for column, word in REASONS.items() if (of[column] == 1).any())
        found.append(AtOdds(name, reasons, int(city[name]), int(region[name]),
                            expected[name] if known else None, ratio, low, high))  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-(one.ratio or 0.0), one.country)))


def _expected(rows: pd.DataFrame, odds: pd.DataFrame) -> Iterator[tuple[str, float]]:
    """Yield the city ties that each country would have, by the fit of all others."""
    for country, own in odds.groupby("country"):
        yield str(country), _of_others(rows[rows["country"] != country], own)


def _of_others(others: pd.DataFrame, own: pd.DataFrame) -> float:
    """Add up the ties expected in the rows of a country; NaN where there is no fit."""
    x = others[list(CONTROLS)].to_numpy(dtype=np.float64)
    try:
        fit = ppml(others["city"].to_numpy(), x, [others["period"].to_numpy(dtype=str)],
                   names=CONTROLS)  # fmt: skip
    except NetworkError:
        return float("nan")
    effects = dict(zip(fit.first_labels.tolist(), fit.first_effects.tolist(), strict=True))
    # A period in which no other country formed a tie expects none.
    level = np.array([effects.get(period, -np.inf) for period in own["period"]])
    eta = own[list(CONTROLS)].to_numpy(dtype=np.float64) @ fit.slopes + level
    total = float(np.exp(eta).sum())
    return total if np.isfinite(total) and total > 0 else float("nan")
