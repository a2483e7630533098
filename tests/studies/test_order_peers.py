"""The two models on the table of the study against statsmodels, to 6 digits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from reference import study_order_worlds as worlds
from sistercities.studies.order.timed import (
    TimedNetwork,
    pair_of_ties,
    pairs_around,
    panel_of,
    upper_of_ties,
)
from twolevel.timing.event_study import event_study
from twolevel.timing.hazard import once_only_hazard
from twolevel.timing.lower_ties import ties_before, ties_begun
from twolevel.timing.panel import NO_EVENT, PairPanel

BINS = [-np.inf, -5, 0, 1, 6, np.inf]
NAMES = ["-10", "reference", "0", "1", "6"]


@pytest.fixture(scope="module")
def timed() -> TimedNetwork:
    kind = worlds.Kind(province_led=1.0, more=1.3, n_home=9, n_countries=5)
    return worlds.world(kind, np.random.default_rng(16))


def rows_of(panel: PairPanel, values: np.ndarray) -> pd.DataFrame:
    """Give each admitted pair and year a row, written out without the code of the models."""
    pair, column = np.indices((panel.n_pairs, panel.n_years)).reshape(2, -1)
    rows = pd.DataFrame({
        "pair": pair, "year": panel.first_year + column, "home": panel.home[pair],
        "foreign": panel.foreign[pair], "value": values.ravel(),
        "event": np.where(panel.event_year == NO_EVENT, np.inf, panel.event_year)[pair],
    })  # fmt: skip
    return rows[panel.is_admitted[pair]]


def dummies(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return pd.get_dummies(rows[columns].astype(str), drop_first=True).astype(float)


def fitted(y: Any, x: pd.DataFrame, family: Any) -> Any:
    design = sm.add_constant(x.reset_index(drop=True))
    return sm.GLM(np.asarray(y, dtype=float), design, family=family).fit(tol=1e-12, maxiter=200)


def test_rates_around_the_start_are_those_of_statsmodels(timed: TimedNetwork) -> None:
    panel = panel_of(timed)
    new_ties = ties_begun(panel, *pair_of_ties(timed, upper_of_ties(timed)))
    rows = rows_of(panel, new_ties)
    rows = rows[rows.groupby("pair")["value"].transform("sum") > 0]
    rows = rows[rows.groupby("year")["value"].transform("sum") > 0]
    since = (rows["year"] - rows["event"]).replace(-np.inf, np.nan)
    part = pd.get_dummies(pd.cut(since, BINS, right=False, labels=NAMES)).astype(float)
    wanted = fitted(
        rows["value"],
        pd.concat([part.drop(columns="reference"), dummies(rows, ["pair", "year"])], axis=1),
        sm.families.Poisson(),
    )
    found = event_study(panel, new_ties)
    told = [one.log_ratio for one in found.effects if (one.first, one.last) != (-5, -1)]
    assert told == pytest.approx([wanted.params[n] for n in NAMES if n != "reference"], rel=1e-6)


def test_the_hazard_is_that_of_statsmodels(timed: TimedNetwork) -> None:
    panel = panel_of(timed)
    before = np.log1p(ties_before(panel, *pairs_around(timed)))
    found = once_only_hazard(panel, {"before": before})
    rows = rows_of(panel, before)
    rows = rows[rows["year"] <= rows["event"]]
    for name, labels in (("home", found.home_labels), ("foreign", found.foreign_labels),
                         ("year", found.year_labels)):  # fmt: skip
        rows = rows[rows[name].isin(labels)]
    assert len(rows) == found.n_rows
    wanted = fitted(
        rows["year"] == rows["event"],
        pd.concat([rows[["value"]], dummies(rows, ["home", "foreign", "year"])], axis=1),
        sm.families.Binomial(link=sm.families.links.CLogLog()),
    )
    assert found.slopes[0] == pytest.approx(wanted.params["value"], rel=1e-6)
