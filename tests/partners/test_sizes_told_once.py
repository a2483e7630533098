"""How large a partner is and that it is as large as home are one fact, told once."""

from __future__ import annotations

import math

import pytest

from release_build.covariates import coast_and_border
from sistercities.partners.features.size import ABOUT_AS_LARGE
from sistercities.partners.in_short import _sizes_told_once
from sistercities.partners.reason import Reason
from sistercities.terms.city_variables import COASTAL_KM


def _reason(feature: str, value: float | None, contribution: float) -> Reason:
    return Reason(
        feature, "size", feature, value, contribution, f"{feature}.", "facts",
        is_known=value is not None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("times", "is_told_once"), [(1.0, True), (0.7, True), (1.6, False), (0.5, False)]
)
def test_of_two_places_of_about_the_same_size_the_size_speaks_once(
    times: float, is_told_once: bool
) -> None:
    assert is_told_once == (1 / ABOUT_AS_LARGE < times < ABOUT_AS_LARGE)
    match, size = _reason("size_match", math.log10(times), 0.4), _reason("partner_size", 4.5, -0.4)
    told = [one.feature for one in _sizes_told_once([match, size])]
    assert ("partner_size" not in told) == is_told_once
    assert "size_match" in told


def test_where_the_match_is_not_known_the_size_is_told() -> None:
    size = _reason("partner_size", 4.5, -0.4)
    assert _sizes_told_once([_reason("size_match", None, 0.0), size])[-1] is size


def test_the_distance_that_is_told_of_the_sea_is_that_of_the_build() -> None:
    assert COASTAL_KM == coast_and_border.COASTAL_KM
