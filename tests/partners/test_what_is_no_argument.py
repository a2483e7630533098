"""What nobody may give as a reason for or against a partner, on a made-up ground."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.gate.made_up_rows import unit
from partners.made_up_ground import made_up_ground
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.ground import Ground
from sistercities.partners.reason import Reason
from sistercities.partners.reasons import reasons_of
from sistercities.partners.train import train

GROUND = made_up_ground(seed=3, n_places=400, n_ties=600)
COUNTRY, DEGREE = GROUND.places.country, GROUND.ties.degree


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(GROUND, seed=1, per_tie=5)


def _reason(model: AdditiveModel, ground: Ground, name: str, home: int, partner: int) -> Reason:
    found = reasons_of(model, ground, home, partner, {})
    return next(one for one in found if name in (one.feature, *one.parts))


def test_how_often_places_at_home_are_partners_is_the_same_for_all_and_no_argument(
    model: AdditiveModel,
) -> None:
    one, other = np.flatnonzero(COUNTRY == 0)[:2].tolist()
    abroad = int(np.flatnonzero(COUNTRY == 1)[0])
    assert not _reason(model, GROUND, "country_ties", one, other).is_argument
    assert _reason(model, GROUND, "country_ties", one, abroad).may_be_given


def test_a_candidate_that_is_tied_with_the_home_place_alone_has_nothing_against_it(
    model: AdditiveModel,
) -> None:
    partner = next(k for k in np.flatnonzero(DEGREE == 1).tolist())
    (home,) = GROUND.ties.partners(partner).tolist()
    for name in ("partner_ties", "partner_ties_here"):
        assert not _reason(model, GROUND, name, home, partner).is_argument
    other = next(k for k in range(GROUND.n_places) if k not in (home, partner))
    assert _reason(model, GROUND, "partner_ties", other, partner).may_be_given


def test_a_partner_that_contains_the_other_is_no_partner_elsewhere_in_its_country(
    model: AdditiveModel,
) -> None:
    home, partner = next(
        (int(a), int(b)) for a, b in zip(GROUND.ties.a, GROUND.ties.b, strict=True)
        if COUNTRY[a] != COUNTRY[b]
        and (COUNTRY[GROUND.ties.partners(int(a))] == COUNTRY[b]).sum() == 1
    )  # fmt: skip
    city = next(
        k for k in np.flatnonzero(COUNTRY[partner] == COUNTRY).tolist()
        if k != partner and not GROUND.ties.holds(np.array([home]), np.array([k]))[0]
    )  # fmt: skip
    apart = GROUND.places.containers.copy()
    apart[[city, partner]] = -1
    inside = apart.copy()
    inside[city, 0] = partner
    for containers, is_one in ((apart, True), (inside, False)):
        ground = replace(GROUND, places=replace(GROUND.places, containers=containers))
        found = _reason(model, ground, "own_ties_there", home, city)
        assert found.may_be_given == is_one


def test_whose_capital_a_place_with_a_special_status_is_nobody_says(
    model: AdditiveModel,
) -> None:
    home, partner = (int(np.flatnonzero(k == COUNTRY)[0]) for k in (0, 1))
    row = unit(str(GROUND.places.ids[partner]), "caution", "")
    ruled = replace(GROUND, barriers=(row,))
    assert _reason(model, GROUND, "capital", home, partner).may_be_given
    assert not _reason(model, ruled, "capital", home, partner).may_be_given
    assert not _reason(model, ruled, "capital", partner, home).may_be_given


@pytest.mark.parametrize(
    ("feature", "value", "is_one"),
    [
        ("seat", 2.0, False), ("seat", 3.0, True), ("coast", 1.0, False),
        ("distance", np.log10(2700), False), ("distance", np.log10(570), True),
        ("size_match", np.log10(1 / 2.7), False), ("size_match", np.log10(1.5), True),
    ],
)  # fmt: skip
def test_that_two_places_differ_or_lie_far_apart_never_speaks_for_them(
    model: AdditiveModel, feature: str, value: float, is_one: bool
) -> None:
    abroad = int(np.flatnonzero(COUNTRY == 1)[0])
    found = replace(
        reasons_of(model, GROUND, 0, abroad, {})[0], feature=feature, value=value, is_known=True,
        may_be_given=True,
    )  # fmt: skip
    assert replace(found, contribution=0.5).is_argument == is_one
    assert replace(found, contribution=-0.5).is_argument == (feature != "seat" or value != 3.0)


@pytest.mark.parametrize("feature", ["trade_weight", "kinds"])
def test_what_trade_weighs_in_a_country_and_of_which_kinds_both_are_is_no_argument(
    model: AdditiveModel, feature: str
) -> None:
    abroad = int(np.flatnonzero(COUNTRY == 1)[0])
    found = replace(
        reasons_of(model, GROUND, 0, abroad, {})[0], feature=feature, value=1.0, is_known=True,
        may_be_given=True,
    )  # fmt: skip
    assert not replace(found, contribution=0.5).is_argument
    assert not replace(found, contribution=-0.5).is_argument
