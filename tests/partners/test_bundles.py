"""A fact that comes out against its sense is told with what takes its place; the sum stays."""

from __future__ import annotations

import numpy as np
import pytest

import sistercities as sc
from partners.made_up_ground import made_up_ground
from sistercities.partners.bundles import BUNDLES, added_up, bundled, weight_of
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.reason import Reason, ReasonsLater, Unworded
from sistercities.partners.reasons import reasons_of_each
from sistercities.partners.train import train

GROUND = made_up_ground(7, n_ties=400)
CITIES = np.arange(120)


def _unworded(feature: str, value: float | None, adds: float) -> Unworded:
    reason = Reason(
        feature, "language", feature, value, adds, f"{feature}.", "list", value is not None
    )
    return Unworded(feature, reason.group, value, adds, lambda: reason)


@pytest.mark.parametrize(
    ("value", "adds", "is_one"),
    [(2.0, -0.2, True), (1.0, -0.01, True), (2.0, 0.3, False), (0.0, -0.2, False),
     (None, -0.2, False)],
)  # fmt: skip
def test_a_shared_language_is_told_with_the_ties_only_where_it_counts_against(
    value: float | None, adds: float, is_one: bool
) -> None:
    told = ReasonsLater(bundled([
        _unworded("common_language", value, adds), _unworded("country_ties", 1.5, 1.0),
        _unworded("distance", 900.0, 0.4),
    ]))  # fmt: skip
    assert sum(one.contribution for one in told) == pytest.approx(1.4 + adds)
    assert [one.contribution for one in told] == sorted(
        (one.contribution for one in told), reverse=True
    )
    joined = [one for one in told if one.parts]
    assert bool(joined) == is_one
    if is_one:
        assert joined[0].parts == ("common_language", "country_ties")
        assert joined[0].sentence == "common_language. country_ties."
        assert weight_of(joined[0], {"country_ties": 2.0}) == 2.0


def test_a_shared_language_is_not_said_where_the_two_together_speak_against() -> None:
    few = ReasonsLater(bundled([
        _unworded("common_language", 1.0, -0.3), _unworded("country_ties", -1.5, -1.0),
    ]))  # fmt: skip
    assert few[0].sentence == "country_ties."
    assert few[0].is_argument
    many = ReasonsLater(bundled([
        _unworded("common_language", 1.0, -0.8), _unworded("country_ties", 1.5, 0.2),
    ]))  # fmt: skip
    assert not many[0].is_argument


def test_the_features_that_are_joined_exist() -> None:
    for bundle in BUNDLES:
        assert {bundle.fact, bundle.in_its_place} <= BY_NAME.keys()


def test_reasons_add_up_to_the_score_whatever_is_joined() -> None:
    model = train(GROUND, homes=np.arange(GROUND.n_places) < 120, members=CITIES, per_tie=5, seed=1)
    others = np.arange(1, 100)
    each = reasons_of_each(model, GROUND, 0, others, [{}] * len(others))
    from sistercities.partners.pairs import candidates_of

    pairs = candidates_of(GROUND, 0, others)
    due = model.score(pairs) - model.base(pairs)
    found = [sum(one.contribution for one in reasons) for reasons in each]
    np.testing.assert_allclose(found, due, atol=1e-9)


def test_added_up_adds_place_by_place() -> None:
    adds = {"common_language": np.array([1.0, np.nan]), "country_ties": np.array([2.0, 3.0])}
    together = added_up(adds)["language_and_ties"]
    assert together[0] == 3.0
    assert np.isnan(together[1])
    assert added_up({"country_ties": np.array([1.0])}) == {}


def test_no_shared_language_speaks_against_a_partner_on_the_release() -> None:
    for home, partner in (("Boise", "Melbourne, AU"), ("Dublin, IE", "Boston, US-MA")):
        found = sc.assess(home, partner)
        told = {one.reason.feature: one.reason for one in found.criteria}
        language = told.get("common_language")
        assert language is None or not language.value or language.contribution >= 0
        total = sum(one.reason.contribution for one in (*found.criteria, *found.unknown))
        assert found.standing.base + total == pytest.approx(found.standing.score)
