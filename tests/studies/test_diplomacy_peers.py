"""Each regression of the diplomacy study against a peer, on the same table, to 6 digits."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from sistercities.errors import NetworkError
from sistercities.network.lift import with_home_end
from sistercities.network.rules import MAIN_RULES
from sistercities.studies.diplomacy.country_ties import country_ties
from sistercities.studies.diplomacy.models import COMPLEX, CONTROLS, fit_ties
from sistercities.studies.diplomacy.relations import facts_of
from sistercities.studies.diplomacy.table import country_table
from studies.made_up_diplomacy import made_up_diplomacy
from twolevel.dyads.cluster_jackknife import cluster_jackknife
from twolevel.dyads.fit_rows import ppml

TERMS = (COMPLEX, *CONTROLS)


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """Table of the made-up country, as the study makes it."""
    data = made_up_diplomacy()
    tables = data.study.tables
    at_home = with_home_end(tables.ties, tables.fields, "CN")
    found = country_ties(data.study, at_home, "CN", 2020, MAIN_RULES)
    return country_table(found.ties, facts_of(data, "CN"), 2020)


def dummies(labels: pd.Series) -> np.ndarray:
    return pd.get_dummies(labels, dtype=float).to_numpy()


def peer(y: np.ndarray, x: np.ndarray, **more):
    """Fit by reweighted least squares with a dummy for each label."""
    return sm.GLM(y, x, **more).fit(tol=1e-13, maxiter=200)


@pytest.mark.parametrize("level", ["city", "region"])
def test_ppml_is_that_of_weighted_least_squares_repeated(table: pd.DataFrame, level: str) -> None:
    fitted = fit_ties(table, level, TERMS)
    x = np.column_stack((table[list(TERMS)].to_numpy(float), dummies(table["period"])))
    other = peer(table[level].to_numpy(float), x, family=sm.families.Poisson())
    found = [fitted.ratio(term).log for term in TERMS]
    assert found == pytest.approx(other.params[: len(TERMS)], rel=1e-6)


def test_the_share_of_city_ties_is_ppml_with_effects_of_country_and_period(
    table: pd.DataFrame,
) -> None:
    """Country x period x level with a dummy for each effect, and the logit, by statsmodels."""
    fitted = fit_ties(table, "difference", TERMS)
    rows = table[table["city"] + table["region"] > 0]
    long = pd.concat([rows.assign(y=rows[level], is_city=float(level == "city"), level=level)
                      for level in ("city", "region")])  # fmt: skip
    own, at = dummies(long["country"] + long["period"]), dummies(long["period"])
    x = long[list(TERMS)].to_numpy(float) * long[["is_city"]].to_numpy()
    both = np.column_stack((x, own, at * long[["is_city"]].to_numpy()))
    whole = peer(long["y"].to_numpy(float), both, family=sm.families.Poisson())
    found = [fitted.ratio(term).log for term in TERMS]
    assert found == pytest.approx(whole.params[: len(TERMS)], rel=1e-6)
    n = (rows["city"] + rows["region"]).to_numpy(float)
    share = rows["city"].to_numpy(float) / n
    design = np.column_stack((rows[list(TERMS)].to_numpy(float), dummies(rows["period"])))
    other = peer(share, design, family=sm.families.Binomial(), freq_weights=n)
    assert found == pytest.approx(other.params[: len(TERMS)], rel=1e-6)


def test_an_effect_of_each_home_unit_changes_no_slope(table: pd.DataFrame) -> None:
    """Facts on a country are the same for every home unit: the docstring's reason to add up."""
    rng = np.random.default_rng(1)
    split = [rng.multinomial(n, np.full(10, 0.1)) for n in table["city"]]
    long = table.loc[table.index.repeat(10)].assign(y=np.concatenate(split))
    unit = np.tile(np.arange(10), len(table)).astype(str)
    fit = ppml(long["y"].to_numpy(), long[list(TERMS)].to_numpy(float),
               [unit, long["period"].to_numpy(str)], names=TERMS)  # fmt: skip
    fitted = fit_ties(table, "city", TERMS)
    assert fit.slopes == pytest.approx([fitted.ratio(term).log for term in TERMS], rel=1e-6)


def test_leaving_a_country_out_is_near_the_fit_without_it(table: pd.DataFrame) -> None:
    """One Newton step against the fit without each country, and the error that follows."""
    x, y = table[list(TERMS)].to_numpy(float), table["city"].to_numpy()
    period, country = table["period"].to_numpy(str), table["country"].to_numpy(str)
    found = cluster_jackknife(y, x, [period], country, names=TERMS)
    exact = np.array([
        ppml(y[country != one], x[country != one], [period[country != one]], names=TERMS).slopes
        for one in found.clusters
    ])  # fmt: skip
    moved = np.abs(exact - found.fit.slopes).max(axis=0)
    assert (np.abs(found.left_out - exact).max(axis=0) < 0.25 * moved).all()
    n = len(exact)
    errors = np.sqrt((n - 1) / n * ((exact - found.fit.slopes) ** 2).sum(axis=0))
    assert found.standard_errors == pytest.approx(errors, rel=0.05)


def test_jackknife_of_lone_rows_is_that_of_least_leverage() -> None:
    """Every row a cluster, Poisson with a constant: the step without a row is known by hand."""
    y = np.array([3, 5, 2, 8, 6, 4])
    x = np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])
    found = cluster_jackknife(y, x[:, None], [], np.arange(6))
    low, high = y[:3].mean(), y[3:].mean()
    assert found.fit.slopes[0] == pytest.approx(np.log(high / low))
    by_hand = [(y[k] - low) / (2 * low) for k in range(3)]
    by_hand += [-(y[k] - high) / (2 * high) for k in range(3, 6)]
    assert found.left_out[:, 0] - found.fit.slopes[0] == pytest.approx(by_hand)


def test_the_total_foretold_and_its_error(table: pd.DataFrame) -> None:
    """The log of expected counts of new rows, and its error by fits without each country."""
    x, y = table[list(TERMS)].to_numpy(float), table["city"].to_numpy()
    period, country = table["period"].to_numpy(str), table["country"].to_numpy(str)
    found = cluster_jackknife(y, x, [period], country, names=TERMS)
    new, at = x[:5], period[:5]
    total, error = found.log_total(new, at)

    def foretold(kept: np.ndarray) -> float:
        fit = ppml(y[kept], x[kept], [period[kept]], names=TERMS)
        effect = dict(zip(fit.first_labels.tolist(), fit.first_effects.tolist(), strict=True))
        return float(np.log(np.exp(new @ fit.slopes + [effect[one] for one in at]).sum()))

    assert total == pytest.approx(foretold(np.ones(len(y), dtype=bool)), rel=1e-9)
    without = np.array([foretold(country != one) for one in found.clusters])
    n = len(without)
    assert error == pytest.approx(np.sqrt((n - 1) / n * ((without - total) ** 2).sum()), rel=0.1)


def test_what_cannot_be_left_out_is_a_sentence() -> None:
    """A term that one cluster alone holds."""
    y, x = np.array([3, 5, 2, 8, 6, 4]), np.array([1.0, 2.0, 0.0, 0.0, 0.0, 0.0])
    with pytest.raises(NetworkError, match="alone tells a term"):
        cluster_jackknife(y, x[:, None], [], np.array([0, 0, 1, 1, 2, 2]))
    with pytest.raises(NetworkError, match="has 2 labels"):
        cluster_jackknife(y, np.arange(6.0)[:, None], [], np.array([0, 0, 0, 1, 1, 1]))
    with pytest.raises(NetworkError, match="cluster"):
        cluster_jackknife(y, np.arange(6.0)[:, None], [], np.arange(3))
