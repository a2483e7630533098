"""Partners in the country of the other speak alike in a scorecard and in a list of suggestions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sistercities.api.partners import recommend
from sistercities.api.scorecard import assess
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.reason import LEAST, OF_THE_TWO, Reason, are_too_few
from sistercities.partners.stored_model import stored_model

FEATURE_OF = {"country_of_partner": "own_ties_there", "knows_country": "partner_ties_here"}
HOMES = ("gn:1799397", "gn:1856035", "gn:2875601", "gn:2867714", "gn:1790923", "gn:2735943")
"""Ningbo, Naha, Lübeck, Munich, Wuxi, Porto."""


@pytest.mark.parametrize("purpose", [None, "trade"])
@pytest.mark.parametrize("home", HOMES)
def test_what_speaks_for_a_suggestion_speaks_for_it_in_its_scorecard(
    home: str, purpose: str | None
) -> None:
    found = recommend(home, purpose=purpose)
    for one in found.suggestions:
        held = assess(home, one.place.place_id)
        known = {each.reason.feature: each.reason for each in held.criteria}
        for told in one.telling:
            reason = known.get(FEATURE_OF.get(told.argument, ""))
            assert reason is None or (reason.is_argument and reason.contribution > 0)


@pytest.mark.parametrize("place_class", ["city", "region"])
@pytest.mark.parametrize("feature", OF_THE_TWO)
@pytest.mark.parametrize("n", [0, 1, 2, 5, 40])
def test_one_partner_there_says_nothing_and_more_say_what_the_model_adds(
    place_class: str, feature: str, n: int
) -> None:
    value = float(np.log2(1 + n))
    adds = float(stored_model(place_class).contribution(BY_NAME[feature], np.array([value]))[0])
    reason = Reason(feature, "saturation", "Partners there", value, adds, "Said.", "", True)
    assert reason.is_argument is (n != 1)
    assert are_too_few(feature, value) is (0 < n < LEAST)
    assert replace(reason, feature="partner_ties").is_argument


def test_a_place_with_one_partner_there_is_argued_neither_way() -> None:
    """Cape Town has Hangzhou alone in China: a list gave it as a reason, its scorecard against."""
    held = assess("gn:1799397", "gn:3369157")
    (reason,) = (one.reason for one in held.criteria if one.reason.feature == "partner_ties_here")
    assert reason.sentence == "Cape Town already has 1 partner in China."
    assert reason.contribution < 0
    assert reason.sentence not in {*held.in_short.in_favour, *held.in_short.against}
    for one in recommend("gn:1799397").suggestions:
        if one.place.place_id == "gn:3369157":
            assert "knows_country" not in {told.argument for told in one.telling}
