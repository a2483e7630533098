"""Numbers that studies stand on, of which made-up worlds say little: shares, periods, bounds."""

from __future__ import annotations

import numpy as np
import pytest

from reference import study_order_worlds as order_worlds
from reference.placebo_homes import hub_world
from sistercities.studies.connectivity import size_estimate
from sistercities.studies.hubs.evidence import gather_evidence as gather_hubs
from sistercities.studies.order.evidence import gather_evidence as gather_order
from sistercities.studies.order.timed import TimedNetwork, pair_of_ties, panel_of, upper_of_ties
from twolevel.timing.event_study import EventStudy, event_study
from twolevel.timing.lower_ties import ties_begun


def test_hubs_are_the_first_hundredth() -> None:
    """Of enough cities that a tenth more than a hundredth would be one more hub."""
    network, _ = hub_world(1.0, np.random.default_rng(12))
    n = network.comparable.size
    assert round(0.01 * n) < round(0.011 * n)
    evidence = gather_hubs(network, None, n_draws=1, n_sources=1)
    assert evidence.draws is not None
    assert evidence.draws.membership.sum(axis=2) == pytest.approx(round(0.01 * n))


def test_countries_have_effects_of_five_years() -> None:
    seed = np.random.SeedSequence([order_worlds.SEED, 1])
    kind = order_worlds.Kind(n_home=6, n_countries=5, more=1.0)
    timed = order_worlds.world(kind, np.random.default_rng(seed))
    found = gather_order(timed, seed=1, draws=1).forward_periods
    assert found is not None
    ratios = [one.log_ratio for one in found.effects]
    assert ratios == [one.log_ratio for one in _in_periods(timed, 5).effects]
    assert ratios != [one.log_ratio for one in _in_periods(timed, 6).effects]


def _in_periods(timed: TimedNetwork, years: int) -> EventStudy:
    panel = panel_of(timed)
    new_ties = ties_begun(panel, *pair_of_ties(timed, upper_of_ties(timed)))
    country = timed.arrays.foreign_unit_country[panel.foreign]
    return event_study(panel, new_ties, group=country, period=years)


@pytest.mark.parametrize(("left", "is_told"), [(0.97e-8, False), (1.03e-8, True)])
def test_a_column_of_which_a_hundred_millionth_is_left_is_spanned(
    left: float, *, is_told: bool
) -> None:
    one, other = np.linalg.qr(np.vander(np.arange(20.0), 3))[0][:, [1, 2]].T
    one, other = (part - part.mean() for part in (one, other))
    other -= one * (other @ one) / (one @ one)
    one, other = (part / np.linalg.norm(part) for part in (one, other))
    columns = np.column_stack((one, one + left * other))
    assert size_estimate._independent(columns).tolist() == [True, is_told]
