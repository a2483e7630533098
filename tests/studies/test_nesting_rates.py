"""The two rate ratios in the study: by hand, by other fits, in words, on the release."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import brentq

from sistercities.studies.nesting.estimates import all_estimates
from sistercities.studies.nesting.result import Estimate, Power
from sistercities.studies.nesting.words import with_sentences
from sistercities.studies.scope import Scope
from studies.rate_tables import TABLES, CountTable, release_arrays
from twolevel.core.arrays import two_level_arrays

BOTH = ("rate_ratio", "country_rate_ratio")


def test_both_ratios_by_hand() -> None:
    """Of two units and two columns the ratio is the cross-product of counts (6 2; 3 5)."""

    def ties(columns: tuple[int, int]) -> list[tuple[int, int]]:
        first, second = columns
        return [
            *((home, first) for home in range(6)),
            *((home, second) for home in range(2)),
            *((home, first) for home in range(6, 9)),
            *((home, second) for home in range(6, 11)),
        ]

    def value(name: str, columns: tuple[int, int], upper: list[tuple[int, int]]) -> float | None:
        arrays = two_level_arrays(
            home_unit=[0] * 6 + [1] * 6,
            foreign_country=[0, 0, 1],
            foreign_unit=[0, 1, 2],
            foreign_unit_country=[0, 0, 1],
            ties=ties(columns),
            upper_ties=upper,
            n_units=2,
        )
        return all_estimates(arrays, None)[name].value

    due = 6 * 5 / (2 * 3)
    assert value("rate_ratio", (0, 1), [(0, 0)]) == pytest.approx(due)
    assert value("country_rate_ratio", (0, 2), [(0, 0)]) == pytest.approx(due)


def inside_left(table: CountTable, log_ratio: float) -> float:
    """Return ties inside less their mean where statsmodels fits the effects, given the ratio.

    It is zero at the maximum. No effect is in two parts, so each part is fitted alone, with a
    column for each effect.
    """
    left = 0.0
    for part in np.unique(table.part):
        rows = table.part == part
        columns = [
            (label[rows][:, None] == np.unique(label[rows])).astype(float) for label in table.labels
        ]
        design = np.column_stack((columns[0], columns[1][:, 1:]))
        if design.shape[0] == design.shape[1]:
            continue  # as many effects as rows: fitted exactly
        y, x = table.ties[rows], table.exposure[rows]
        model = sm.GLM(y, design, family=sm.families.Poisson(), offset=log_ratio * x)
        fit = model.fit(tol=1e-10, wls_method="qr")
        left += float(((y - fit.fittedvalues) * x).sum())
    return left


def by_proportional_fitting(table: CountTable) -> float:
    """Return the log ratio at which ties inside meet their mean, margins fitted in turn."""
    first, second = table.labels
    due = [np.bincount(label, table.ties) for label in table.labels]

    def missing(log_ratio: float) -> float:
        mean = np.exp(log_ratio * table.exposure)
        for _ in range(3000):
            before = mean
            mean = mean * (due[0] / np.bincount(first, mean))[first]
            mean = mean * (due[1] / np.bincount(second, mean))[second]
            if np.abs(mean - before).max() < 1e-12:
                break
        return float(((table.ties - mean) * table.exposure).sum())

    return float(brentq(missing, -1, 5, xtol=1e-9))


@pytest.fixture(scope="module", params=["CN", "JP", "US"])
def of_release(request):
    arrays = release_arrays(request.param)
    return arrays, all_estimates(arrays, None)


def test_the_ratios_of_the_release_are_those_of_statsmodels(of_release) -> None:
    arrays, estimates = of_release
    for name, count in TABLES.items():
        found, table = np.log(estimates[name].value), count(arrays)
        assert inside_left(table, found) == pytest.approx(0, abs=1e-5)
        assert abs(inside_left(table, found + 0.01)) > 0.01


def test_the_ratios_of_the_release_are_those_of_proportional_fitting(of_release) -> None:
    arrays, estimates = of_release
    for name, count in TABLES.items():
        due = by_proportional_fitting(count(arrays))
        assert np.log(estimates[name].value) == pytest.approx(due, abs=1e-6)


def test_intervals_say_how_many_clusters_they_rest_on(of_release) -> None:
    for name in BOTH:
        row = of_release[1][name]
        assert row.low < row.value < row.high
        assert row.effective_home_units > 3
        assert row.effective_countries > 3


MIDLAND = Scope("Midland", "state", "region", ("Lanyu", "Qingmo"), 3, (), True)
ENOUGH = Power("degree-country", 1.3, 0.7, 16, 15, 0.95, "made up")
TOO_FEW = Power("degree-country", None, 0.7, 2, 2, 0.95, "made up")


def sentences(
    value: float | None,
    low: float | None,
    high: float | None,
    note: str = "",
    power: Power = ENOUGH,
) -> tuple[str, str]:
    estimates = {
        name: Estimate(name, value, low, high, 100, "city ties", "rate ratio", "m", note)
        for name in BOTH
    }
    said = with_sentences(MIDLAND, estimates, power)
    return said["rate_ratio"].sentence, said["country_rate_ratio"].sentence


def test_each_ratio_says_what_it_is_and_not_what_the_other_is() -> None:
    within, to_country = sentences(7.135, 3.778, 13.475)
    assert within.startswith(
        "Within one country, a state of Midland has 7.13 times as many city ties with a sister "
        "region as with one that is not (95 % interval 3.78 to 13.5)."
    )
    assert to_country.startswith(
        "A state of Midland has 7.13 times as many city ties with a country where it has any "
        "sister region as with one where it has none (95 % interval 3.78 to 13.5)."
    )
    assert "taste for the country" in to_country
    assert "taste" not in within


def test_an_interval_that_holds_one_is_said_to() -> None:
    assert all("so more or fewer cannot be told" in said for said in sentences(1.2, 0.8, 1.9))
    assert not any("cannot be told" in said for said in sentences(1.2, 1.1, 1.9))


def test_what_is_missing_is_said_with_its_reason() -> None:
    for said in sentences(None, None, None, "There are no upper ties."):
        assert said.startswith("Whether a state of Midland has more city ties with a ")
        assert said.endswith("cannot be told: there are no upper ties.")
    few = "With 2.0 effective home units or countries there is no interval."
    for said in sentences(6.5, None, None, few):
        assert "(without an interval: with 2.0 effective" in said


def test_too_few_ties_speak_for_themselves_alone() -> None:
    for said in sentences(6.5, 1.1, 40.0, "", TOO_FEW):
        assert said.endswith("The ties are too few to speak for other regions.")
