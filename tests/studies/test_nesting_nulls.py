"""A null says nothing where its draws are what the data are, and much where they differ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sistercities.studies.nesting.nulls import compare
from two_level.small_worlds import small_world
from twolevel.nulls.home_nulls import draw_null


@pytest.mark.parametrize(("shift", "is_told"), [(0, False), (2, True)])
def test_draws_that_are_all_alike_are_told_where_they_differ(shift: int, is_told: bool) -> None:
    arrays = small_world()
    drawn = draw_null("degree-country", arrays, n_draws=50, seed=3)
    alike = np.full_like(drawn.draws, drawn.observed + shift)
    mean = float(drawn.observed + shift)
    told = compare(arrays, replace(drawn, draws=alike, mean=mean, ratio=drawn.observed / mean))
    assert (told.ratio is not None) is is_told
