"""Observed city ties inside beside each null."""

from __future__ import annotations

from sistercities.inference.arrays import two_level_arrays
from sistercities.inference.nulls import NULL_IDS, draw_null
from sistercities.studies.nesting_nulls import compare


def test_a_null_whose_draws_are_all_the_same_has_no_ratio() -> None:
    one_unit = two_level_arrays(
        home_unit=[0, 0],
        foreign_country=[0, 1],
        foreign_unit=[0, 1],
        foreign_unit_country=[0, 1],
        ties=[(0, 0), (1, 1)],
        upper_ties=[(0, 0)],
        n_units=1,
    )
    for null in NULL_IDS:
        compared = compare(one_unit, draw_null(null, one_unit, n_draws=50, seed=1))
        assert (compared.observed, compared.mean, compared.p) == (1, 1, 1)
        assert (compared.ratio, compared.ratio_low, compared.ratio_high) == (None, None, None)
