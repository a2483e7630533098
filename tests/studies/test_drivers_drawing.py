"""How pairs of cities are drawn for the study of drivers, on a made-up country."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sistercities.network.rules import MAIN_RULES
from sistercities.studies.drivers import drawing
from sistercities.studies.drivers.data import DriversData
from sistercities.studies.drivers.drawing import PairDraws, draw_pairs, samples_of
from sistercities.studies.drivers.ground import Ground, ground_of
from sistercities.studies.drivers.models import PairModel, fit_rows_of
from sistercities.studies.drivers.pairs import sample_pairs
from sistercities.studies.drivers.terms import BY_COLUMN
from studies.made_up_drivers import CITIES, FAR, made_up_country

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def data() -> DriversData:
    return made_up_country()


@pytest.fixture(scope="module")
def ground(data: DriversData) -> Ground:
    return ground_of(data, "CN", 2020, MAIN_RULES)


@pytest.fixture(scope="module")
def draws(ground: Ground) -> PairDraws:
    return draw_pairs(ground, 1)


def test_drawn_pairs_stand_for_all_pairs(ground: Ground, draws: PairDraws) -> None:
    """The sum of their weights is the number of pairs, less those that are tied already."""
    for sample in samples_of(draws, ground):
        drawn = sample.rows[sample.rows["y"] == 0]
        assert drawn["weight"].sum() == pytest.approx(len(CITIES) * len(FAR), rel=0.05)


def test_sums_are_those_of_a_large_plain_sample(ground: Ground, draws: PairDraws) -> None:
    """Whatever the first fit, weighted sums are those over all pairs."""
    plain, drawn = sample_pairs(ground, 9, 400).rows, samples_of(draws, ground)[1].rows
    for column in ("upper", "own_before", "distance"):
        sums = [float((one["weight"] * one[column])[one["y"] == 0].sum()) for one in (plain, drawn)]
        assert sums[1] == pytest.approx(sums[0], rel=0.08), column


def test_a_seed_hardly_moves_the_numbers(ground: Ground) -> None:
    """Over five seeds the error of drawing is small beside the standard error."""
    ratios, errors = [], []
    for seed in SEEDS:
        rows = samples_of(draw_pairs(ground, seed), ground)[1].rows
        terms = [BY_COLUMN[column] for column in rows.columns if column in BY_COLUMN]
        ratio = fit_rows_of(rows, terms, effects="none").ratio("upper")
        assert ratio is not None
        ratios.append(np.log(ratio.value))
        errors.append(ratio.standard_error)
    assert np.std(ratios, ddof=1) < 0.2 * np.mean(errors)


def test_last_digits_of_the_first_fit_draw_no_other_pairs(
    ground: Ground, draws: PairDraws, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With more threads linear algebra ends in other digits: the same seed draws the same pairs."""

    def stirred(*given: Any, **named: Any) -> PairModel:
        model = fit_rows_of(*given, **named)
        assert model.fit is not None
        slopes = model.fit.slopes * (1 + 1e-13)
        return replace(model, fit=replace(model.fit, slopes=slopes))

    monkeypatch.setattr(drawing, "fit_rows_of", stirred)
    for one, other in zip(draw_pairs(ground, 1).pairs, draws.pairs, strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_other_draws_are_others(ground: Ground, draws: PairDraws) -> None:
    main, other = (samples_of(draws, ground, is_other=one)[1].rows for one in (False, True))
    pairs = [set(map(tuple, one[["home", "foreign", "year"]].to_numpy())) for one in (main, other)]
    assert pairs[0] != pairs[1]


def test_other_rules_take_the_pairs_of_the_main_run(
    data: DriversData, ground: Ground, draws: PairDraws
) -> None:
    """Of cities that still take part the same pairs are taken."""
    without = replace(MAIN_RULES, without_countries=frozenset({"FR"}))
    less = ground_of(data, "CN", 2020, without)
    keys = []
    for one in (ground, less):
        rows = samples_of(draws, one)[0].rows
        drawn = rows[rows["y"] == 0]
        homes, others = one.homes["place_id"].to_numpy(), one.foreign["place_id"].to_numpy()
        keys.append(
            set(zip(homes[drawn["home"]], others[drawn["foreign"]], drawn["year"], strict=True))
        )
    gone = set(ground.foreign["place_id"]) - set(less.foreign["place_id"])
    kept = {key for key in keys[0] if key[1] not in gone}
    assert gone
    assert len(keys[1] & kept) > 0.97 * len(kept)
