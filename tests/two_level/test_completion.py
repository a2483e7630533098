"""Completion of gaps: what is added, what is kept, and the odds that are put back."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.errors import NetworkError
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties, two_level_arrays
from twolevel.rates.completion import complete_network, lift_odds


def arrays(seed: int = 3, n_ties: int = 120) -> TwoLevelArrays:
    """Make a network of 6 units, 30 homes, 60 foreign places in 15 units of 3 countries."""
    rng = np.random.default_rng(seed)
    cells = rng.choice(30 * 60, size=n_ties, replace=False)
    upper = rng.choice(6 * 15, size=20, replace=False)
    return two_level_arrays(
        home_unit=np.arange(30) % 6,
        foreign_country=np.repeat(np.arange(3), 20),
        foreign_unit=np.arange(60) // 4,
        foreign_unit_country=np.repeat(np.arange(3), 5),
        ties=np.column_stack(np.divmod(cells, 60)),
        upper_ties=np.column_stack(np.divmod(upper, 15)),
        n_units=6,
    )


def no_gap() -> np.ndarray:
    return np.zeros(6, dtype=np.int64)


def test_nothing_missing_changes_nothing() -> None:
    network = arrays()
    done = complete_network(
        network, n_missing_upper=no_gap(), n_missing_lower=no_gap(), n_draws=3, seed=1
    )
    assert done.share_inside == pytest.approx(hits_of_ties(network).mean())
    assert (done.n_outside == (~hits_of_ties(network)).sum()).all()
    assert (done.n_upper_added, done.n_lower_added) == (0, 0)


def test_more_upper_ties_can_only_take_known_ties_inside() -> None:
    network = arrays()
    done = complete_network(
        network, n_missing_upper=no_gap() + 4, n_missing_lower=no_gap(), n_draws=50, seed=1
    )
    assert (done.share_inside >= hits_of_ties(network).mean()).all()
    assert done.share_inside.max() > hits_of_ties(network).mean()
    assert done.n_upper_added == 24


def test_completing_every_upper_tie_takes_all_inside() -> None:
    done = complete_network(
        arrays(), n_missing_upper=no_gap() + 15, n_missing_lower=no_gap(), n_draws=2, seed=1
    )
    assert (done.share_inside == 1).all()
    assert (done.share_no_upper == 0).all()


def test_missing_lower_ties_keep_the_share_inside_on_average() -> None:
    """Added ties are inside at the odds of the known ones, so the share stays where it was."""
    network = arrays()
    done = complete_network(
        network, n_missing_upper=no_gap(), n_missing_lower=no_gap() + 60, n_draws=400, seed=1
    )
    assert done.share_inside.mean() == pytest.approx(hits_of_ties(network).mean(), abs=0.01)


def test_same_seed_same_draws() -> None:
    first, second = (
        complete_network(
            arrays(), n_missing_upper=no_gap() + 2, n_missing_lower=no_gap() + 5, n_draws=9, seed=4
        )
        for _ in range(2)
    )
    assert (first.share_inside == second.share_inside).all()
    assert (first.ratio == second.ratio).all()


def test_odds_factor_is_found_by_simulation_too() -> None:
    """Choices made with a factor of 5 give back a factor near 5."""
    rng = np.random.default_rng(20261125)
    weight = rng.uniform(1, 3, size=(4, 12))
    favoured = rng.random((4, 12)) < 0.3
    drawn = np.full(4, 5_000)
    chance = weight * np.where(favoured, 5.0, 1.0)
    chance /= chance.sum(axis=1, keepdims=True)
    hits = sum(favoured[p, rng.choice(12, size=drawn[p], p=chance[p])].sum() for p in range(4))
    assert lift_odds(weight, favoured, drawn, float(hits)) == pytest.approx(5.0, rel=0.1)


def test_wrong_number_of_gaps_says_what_to_give() -> None:
    with pytest.raises(NetworkError, match="give 6 whole numbers of at least 0"):
        complete_network(
            arrays(), n_missing_upper=[1, 2], n_missing_lower=no_gap(), n_draws=1, seed=1
        )


def test_known_ties_without_a_country_are_counted_among_the_known_alone() -> None:
    network = arrays()
    joined = {(p, int(network.foreign_unit_country[r])) for p, r in network.upper_ties.tolist()}
    pairs = zip(network.tie_unit.tolist(), network.tie_country.tolist(), strict=True)
    known = sum(pair not in joined for pair in pairs)
    done = complete_network(
        network, n_missing_upper=no_gap(), n_missing_lower=no_gap() + 60, n_draws=20, seed=1
    )
    assert (done.n_no_upper == known).all()


def test_a_unit_without_known_ties_counts_half_a_tie() -> None:
    """Unit 0 is tied to A; unit 1 lacks one upper tie: A with 1.5, B with 0.5 parts."""
    network = two_level_arrays(
        home_unit=[0, 1],
        foreign_country=[0, 0],
        foreign_unit=[0, 1],
        foreign_unit_country=[0, 0],
        ties=[(1, 0)],
        upper_ties=[(0, 0)],
        n_units=2,
    )
    done = complete_network(
        network, n_missing_upper=[0, 1], n_missing_lower=[0, 0], n_draws=4_000, seed=1
    )
    assert done.share_inside.mean() == pytest.approx(0.75, abs=0.03)


def test_added_upper_ties_are_served_as_often_as_the_known_ones() -> None:
    rng = np.random.default_rng(5)
    network = arrays()
    served = sorted(
        {(int(p), int(j) // 4) for p, j in zip(network.tie_unit, network.ties[:, 1], strict=True)}
    )
    unserved = sorted({(p, r) for p in range(6) for r in range(15)} - set(served))
    chosen = [served[i] for i in rng.choice(len(served), 10, replace=False)]
    chosen += [unserved[i] for i in rng.choice(len(unserved), 2, replace=False)]
    network = two_level_arrays(
        home_unit=network.home_unit,
        foreign_country=network.foreign_country,
        foreign_unit=network.foreign_unit,
        foreign_unit_country=network.foreign_unit_country,
        ties=network.ties,
        upper_ties=chosen,
        n_units=6,
    )
    done = complete_network(
        network, n_missing_upper=no_gap() + 1, n_missing_lower=no_gap(), n_draws=600, seed=1
    )
    assert done.upper_served.mean() == pytest.approx(10 / 12, abs=0.05)
