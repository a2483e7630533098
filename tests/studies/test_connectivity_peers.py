"""Each regression of the connectivity study against a peer, on the same table, to 6 digits."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import spearmanr

from sistercities.network.rules import MAIN_RULES
from sistercities.studies.connectivity.all_countries import world_ratio
from sistercities.studies.connectivity.city_table import city_table, region_codes
from sistercities.studies.connectivity.evidence import FULL_TERMS, gather_evidence
from sistercities.studies.connectivity.models import (
    DESTINATIONS,
    FittedModel,
    fit_model,
    term_values,
)
from sistercities.studies.connectivity.order_in_time import OrderInTime, order_in_time
from studies.made_up_connectivity import made_up_country

DATA = made_up_country()
CITIES, TIES = city_table(DATA, "CN", 2020, MAIN_RULES)


def order() -> OrderInTime:
    return order_in_time(CITIES, TIES.ties, 2020)


MODELS = {
    "full": (lambda: fit_model("full", "", CITIES, "ties", FULL_TERMS), CITIES["ties"]),
    "backward": (lambda: order().backward, CITIES["destinations"]),
}


def table_of(model: FittedModel) -> tuple[np.ndarray, np.ndarray, pd.DataFrame]:
    """Make the rows by hand: logarithms to base 2, the one capital of the state left out."""
    dated = TIES.ties[TIES.ties["start_year"] <= 2014]
    before = CITIES["place_id"].map(dated["home"].value_counts()).fillna(0)
    rows = CITIES.assign(ties_before=before)[CITIES["is_state_capital"] == 0]
    columns = []
    for term in model.terms:
        raw = rows[term.column].to_numpy(dtype=float)
        columns.append({"log2": np.log2, "log2_1p": lambda v: np.log2(1 + v),
                        "flag": lambda v: v}[term.scale](raw))  # fmt: skip
    return sm.add_constant(np.column_stack(columns)), region_codes(rows), rows


@pytest.mark.parametrize("name", MODELS)
def test_qmle_is_that_of_weighted_least_squares_repeated(name: str) -> None:
    fitted, outcome = MODELS[name]
    model = fitted()
    x, region, rows = table_of(model)
    y = outcome[rows.index].to_numpy(dtype=float)
    peer = sm.GLM(y, x, family=sm.families.Poisson()).fit(tol=1e-12)
    assert model.fit is not None
    assert model.n == len(rows)
    assert model.fit.qmle.coefficients == pytest.approx(peer.params, rel=1e-6)
    without = [
        sm.GLM(y[region != r], x[region != r], family=sm.families.Poisson()).fit(tol=1e-12).params
        for r in np.unique(region)
    ]
    g = len(without)
    errors = np.sqrt((g - 1) / g * ((np.array(without) - peer.params) ** 2).sum(axis=0))
    # Fits to the end; ours takes one step.
    assert model.fit.qmle.standard_errors == pytest.approx(errors, rel=0.15)


@pytest.mark.parametrize("name", MODELS)
def test_nb2_is_the_top_of_its_likelihood(name: str) -> None:
    fitted, outcome = MODELS[name]
    model = fitted()
    x, _, rows = table_of(model)
    y = outcome[rows.index].to_numpy(dtype=float)
    assert model.fit is not None
    assert model.fit.alpha > 0

    def peer(alpha: float):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            family = sm.families.NegativeBinomial(alpha=alpha)
            return sm.GLM(y, x, family=family).fit(tol=1e-12, maxiter=200)

    at = peer(model.fit.alpha)
    assert model.fit.nb2.coefficients == pytest.approx(at.params, rel=1e-6)
    beside = [peer(model.fit.alpha * f).llf for f in (0.98, 1.02)]
    assert max(beside) < at.llf


def test_correlations_are_those_of_scipy() -> None:
    regions = pd.DataFrame({"ties": [3, 9, 4, 12, 7], "visitors": [1.0, 3.0, 1.5, 4.0, 2.0]})
    evidence = gather_evidence(CITIES, regions, leave_out="if it matters")
    for fact, column in (("flights", "destinations"), ("exports", "exports")):
        assert evidence.correlations[fact].rho == pytest.approx(
            spearmanr(CITIES[column], CITIES["ties"])[0], rel=1e-12
        )
    assert evidence.correlations["visitors"].rho == pytest.approx(1.0)


def test_all_countries_is_a_fit_with_a_dummy_of_each_country() -> None:
    """Eight made-up countries whose levels differ; the slope is that of the peer to 6 digits."""
    rng = np.random.default_rng(11)
    country = rng.integers(0, 8, 400)
    flights = rng.poisson(np.exp(rng.normal(1, 1, 400)))
    mean = np.exp(0.3 * np.log2(1 + flights) + rng.normal(0, 1, 8)[country])
    cities = pd.DataFrame({
        "country": [f"C{c}" for c in country], "destinations": flights.astype(float),
        "ties": rng.poisson(mean), "population": np.exp(rng.normal(11, 1, 400)),
        "is_seat": (rng.random(400) < 0.1).astype(float), "is_state_capital": 0.0,
        "is_coastal": (rng.random(400) < 0.4).astype(float),
    })  # fmt: skip
    found = world_ratio("world", "", cities, DESTINATIONS, run=map)
    terms = ["is_seat", "is_coastal"]
    x = np.column_stack([
        term_values(cities, DESTINATIONS), np.log2(cities["population"]), cities[terms],
        np.eye(8)[country],
    ])  # fmt: skip
    peer = sm.GLM(cities["ties"], x, family=sm.families.Poisson()).fit(tol=1e-13)
    assert np.log(found.value) == pytest.approx(peer.params["x1"], rel=1e-6)
    assert (found.n_cities, found.n_countries) == (400, 8)
    slopes = []
    for left_out in range(8):
        kept = country != left_out
        dummies = np.delete(x[kept], 4 + left_out, axis=1)
        fit = sm.GLM(cities["ties"][kept], dummies, family=sm.families.Poisson()).fit(tol=1e-13)
        slopes.append(np.exp(fit.params["x1"]))
    assert found.left_out_low == pytest.approx(min(slopes), rel=1e-6)
    assert found.left_out_high == pytest.approx(max(slopes), rel=1e-6)


def test_windows_hold_the_ties_that_began_in_them() -> None:
    found = order()
    years = TIES.ties["start_year"]
    assert found.forward.n_ties == int((years[years >= 2015]).count() - _of_capital(2015, 2020))
    assert found.forward_earlier.n_ties == int(
        years.between(2010, 2014).sum() - _of_capital(2010, 2014)
    )
    assert found.n_before == int((years <= 2014).sum())
    assert found.n_dated == found.n_ties == len(TIES.ties)


def _of_capital(first: int, last: int) -> int:
    capital = CITIES.loc[CITIES["is_state_capital"] == 1, "place_id"].item()
    of_capital = TIES.ties[TIES.ties["home"] == capital]
    return int(of_capital["start_year"].between(first, last).sum())
