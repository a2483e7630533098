"""How often cities of two countries are partners: said from enough ties on, of no barred pair.

On a made-up ground: the rule is asked of every pair of countries.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.gate.made_up_rows import row
from partners.made_up_ground import made_up_ground
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.features.feature import PairNames
from sistercities.partners.features.network import FEATURES, LEAST_TIES
from sistercities.partners.ground import Ground
from sistercities.partners.reason import Reason
from sistercities.partners.reasons import reasons_of
from sistercities.partners.train import train

GROUND = made_up_ground(seed=3, n_places=400, n_ties=600)
FEW = made_up_ground(seed=3, n_places=400, n_ties=60)
COUNTRY = GROUND.places.country
COUNTRIES = sorted({int(k) for k in COUNTRY.tolist()})


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(GROUND, seed=1, per_tie=5)


def _reason(model: AdditiveModel, ground: Ground, home: int, partner: int) -> Reason:
    found = reasons_of(model, ground, home, partner, {})
    return next(one for one in found if "country_ties" in (one.feature, *one.parts))


def _untied(ground: Ground, one: int, other: int) -> tuple[int, int]:
    """Return two places of two countries that are no partners."""
    home = int(np.flatnonzero(one == COUNTRY)[0])
    partners = set(ground.ties.partners(home).tolist())
    there = np.flatnonzero(other == COUNTRY).tolist()
    return home, next(k for k in there if k not in partners and k != home)


def _n_between(ground: Ground, one: int, other: int) -> int:
    ends = zip(COUNTRY[ground.ties.a].tolist(), COUNTRY[ground.ties.b].tolist(), strict=True)
    return sum({a, b} == {one, other} for a, b in ends)


@pytest.mark.parametrize("ground", [GROUND, FEW], ids=["many", "few"])
def test_of_any_two_countries_a_ratio_is_said_from_enough_ties_on(
    model: AdditiveModel, ground: Ground
) -> None:
    said = set()
    for one in COUNTRIES:
        for other in COUNTRIES:
            if one >= other:
                continue
            found = _reason(model, ground, *_untied(ground, one, other))
            n = _n_between(ground, one, other)
            is_ratio = "times as often" in found.sentence or "twice as often" in found.sentence
            assert not is_ratio or n >= LEAST_TIES
            if "too few" in found.sentence:
                assert n < LEAST_TIES
                assert f"{n} other partnership" in found.sentence
                assert not found.is_argument
            said.add("too few" in found.sentence)
    assert True in said if ground is FEW else False in said


@pytest.mark.parametrize(
    ("value", "share"),
    [
        (np.log2(0.66), "two thirds"),
        (np.log2(0.34), "half"),
        (-3.0, "a fifth"),
        (-9.0, "a twentieth"),
    ],
)
def test_a_ratio_below_one_is_a_share_and_no_number_of_partnerships(
    value: float, share: str
) -> None:
    """Countries with 156 partnerships, two thirds of what chance gives, have no "at most two"."""
    names = PairNames("Home", "Partner", "A", "B")
    feature = next(one for one in FEATURES if one.name == "country_ties")
    said = feature.sentence(float(value), names)
    assert said.endswith(
        f"less often than their numbers of partners would suggest, at most {share} as often."
    )


def test_the_tie_of_the_two_themselves_is_not_counted(model: AdditiveModel) -> None:
    ends = list(zip(COUNTRY[FEW.ties.a].tolist(), COUNTRY[FEW.ties.b].tolist(), strict=True))
    k = next(k for k, (one, other) in enumerate(ends) if one != other)
    n = _n_between(FEW, *ends[k])
    assert 1 < n < LEAST_TIES
    found = _reason(model, FEW, int(FEW.ties.a[k]), int(FEW.ties.b[k]))
    assert f"{n - 1} other partnership" in found.sentence
    assert not found.is_argument


def test_of_two_places_of_which_a_tie_is_barred_no_ratio_is_said(model: AdditiveModel) -> None:
    home, partner = _untied(GROUND, 0, 1)
    codes = [str(GROUND.countries.codes[k]) for k in (0, 1)]
    barred = replace(GROUND, barriers=(row("no_relations", codes[0], codes[1], "bar"),))
    found = _reason(model, barred, home, partner)
    assert "is not said: something bars a tie of the two" in found.sentence
    assert not found.is_argument
    assert "is not said" not in _reason(model, GROUND, home, partner).sentence
