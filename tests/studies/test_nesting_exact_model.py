"""Why the exact nested model is not in the study: what its page says holds on the release."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from studies.rate_tables import release_arrays
from twolevel.nested.fit import fit_nested_model
from twolevel.nested.given_upper import given_upper_ties
from twolevel.nested.network import nested_of_arrays
from twolevel.nested.terms import GroupEffects, NodeSum
from twolevel.rates.rate_ratios import rate_ratio

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "study-nesting.md"
TOLD = re.compile(
    r"gives about (?P<gamma>[\d.]+), with a profile interval from (?P<low>[\d.]+) to "
    r"(?P<high>[\d.]+)\."
    r".*Given the upper ties gamma is about (?P<given>[\d.]+),.*\(p below (?P<p>[\d.]+)\)",
    re.DOTALL,
)


def test_the_exact_nested_model_does_not_hold_on_chinas_network() -> None:
    arrays = release_arrays("CN")
    network = nested_of_arrays(arrays)
    sizes = [
        np.log1p(np.bincount(region, minlength=n)).round(1)
        for region, n in (
            (network.left_region, network.n_left_regions),
            (network.right_region, network.n_right_regions),
        )
    ]
    fit = fit_nested_model(
        network,
        city_terms=[GroupEffects("home province", np.arange(network.n_left_regions), "left")],
        region_terms=[
            NodeSum("cities at home", sizes[0], "left"),
            NodeSum("cities abroad", sizes[1], "right"),
        ],
    )
    given = given_upper_ties(fit)
    told = TOLD.search(PAGE.read_text(encoding="utf-8"))
    assert told is not None
    assert round(fit.gamma, 1) == float(told["gamma"])
    assert round(fit.gamma_low, 1) == float(told["low"])
    assert round(fit.gamma_high, 1) == float(told["high"])
    assert round(given.gamma, 1) == float(told["given"])
    # An upper tie makes a tie of cities inside it likelier, by either; the two are not one.
    assert 0 < fit.gamma_low < fit.gamma < given.gamma
    assert given.p is not None
    assert given.p < float(told["p"]) <= 0.01
    clustered = rate_ratio(arrays)
    assert clustered.low is not None
    assert clustered.high is not None
    assert np.log(clustered.high / clustered.low) > 4 * (fit.gamma_high - fit.gamma_low)
