"""The parts of C6: effects of all countries, trends beside others, what is said and what is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sistercities.studies.attractiveness.choices import drawn_rows
from sistercities.studies.attractiveness.choosing import chosen_by, main_scope
from sistercities.studies.attractiveness.cities import Cities, world_cities
from sistercities.studies.attractiveness.country_effects import (
    CountryEffects,
    Standing,
    draw_choice_rows,
    fit_country_effects,
    stand_among,
)
from sistercities.studies.attractiveness.country_trends import trend_of
from sistercities.studies.attractiveness.data import AttractivenessData
from sistercities.studies.attractiveness.dated import Countries, laid_out
from sistercities.studies.attractiveness.models import fit_choices
from sistercities.studies.attractiveness.part_rows import (
    NOBODY,
    effects_of,
    same_choices,
    size_classes,
    why_no_standing,
)
from sistercities.studies.attractiveness.part_rules import SIZES
from sistercities.studies.attractiveness.part_words import part_sentence
from sistercities.studies.attractiveness.parts import Ground, judge_parts
from sistercities.studies.attractiveness.study import N_SAMPLED
from sistercities.studies.claims import CANNOT_TELL
from studies.made_up_attractiveness import UNLISTED, made_up_world

PULL = 1.2
N_COUNTRIES, N_PLACES = 12, 40


@pytest.fixture(scope="module")
def data() -> AttractivenessData:
    return made_up_world(PULL)


@pytest.fixture(scope="module")
def cities(data: AttractivenessData) -> Cities:
    return world_cities(data)


@pytest.fixture(scope="module")
def effects(data: AttractivenessData, cities: Cities) -> CountryEffects:
    scope = main_scope(data, 2026)
    assert scope is not None
    chosen = chosen_by(data, cities, NOBODY, 2026, scope)
    named = np.setdiff1d(cities.countries, [UNLISTED])
    found = fit_country_effects(cities, draw_choice_rows(cities, chosen, 1), named)
    assert isinstance(found, CountryEffects)
    return found


def test_a_country_that_is_chosen_more_is_told_from_others(effects: CountryEffects) -> None:
    """Its cities have 1.2 more log odds; countries differ by nothing else."""
    standing = stand_among(effects, "CN")
    interval = standing.interval()
    assert standing.rank == 1
    assert interval.low < np.exp(PULL) < interval.high
    assert interval.low > 1


def test_countries_that_are_chosen_as_others_are_not_told_from_them(
    effects: CountryEffects,
) -> None:
    without = replace(effects, **{
        name: getattr(effects, name)[effects.codes != "CN"]
        for name in ("codes", "effects", "errors", "log_income", "n_chosen", "choosers", "regions")
    })  # fmt: skip
    found = [stand_among(without, code).interval() for code in without.codes]
    assert sum(not one.low <= 1 <= one.high for one in found) <= 2


def test_every_country_has_one_rank(effects: CountryEffects) -> None:
    ranks = [stand_among(effects, code).rank for code in effects.codes]
    assert sorted(ranks) == list(range(1, effects.codes.size + 1))


def test_more_spread_of_countries_is_a_wider_interval(effects: CountryEffects) -> None:
    wider = replace(effects, effects=np.where(
        effects.codes == "CN", effects.effects, 5 * effects.effects
    ))  # fmt: skip
    narrow, wide = stand_among(effects, "CN").interval(), stand_among(wider, "CN").interval()
    assert wide.high / wide.low > narrow.high / narrow.low


def test_a_country_without_an_effect_says_so(effects: CountryEffects) -> None:
    standing = stand_among(effects, UNLISTED)
    assert standing.among is None
    assert why_no_standing(standing)


def test_the_classes_of_size_hold_each_city_once(data: AttractivenessData, cities: Cities) -> None:
    scope = main_scope(data, 2026)
    assert scope is not None
    held = [
        chosen_by(data, cities, NOBODY, 2026, one.scope).is_alternative
        for one in size_classes(scope)
    ]
    assert len(held) == len(SIZES)
    every = chosen_by(data, cities, NOBODY, 2026, scope).is_alternative
    assert (np.sum(held, axis=0) == every).all()


def test_cities_that_may_not_sign_are_told_of_three_countries_alone(cities: Cities) -> None:
    told = set(cities.country[cities.is_no_signer])
    assert told == {"CN", "DE", "JP"}
    coded = replace(cities, is_coded=np.ones_like(cities.is_coded))
    assert set(coded.country[coded.is_no_signer]) == {"CN"}
    prefectures = replace(coded, is_prefecture=np.ones_like(cities.is_coded))
    assert not prefectures.is_no_signer.any()


def dated_lists(trend: float, seed: int = 3) -> tuple[Countries, pd.DataFrame]:
    """Draw lists of 40 places that choose among 12 countries, one with a trend per decade."""
    rng = np.random.default_rng(seed)
    code = np.array([f"C{k:02}" for k in range(N_COUNTRIES)])
    km = rng.uniform(9, 13, (N_COUNTRIES, N_COUNTRIES))
    facts = Countries(code, rng.normal(24, 1, N_COUNTRIES), rng.normal(13, 1, N_COUNTRIES),
                      (km + km.T) / 2, np.eye(N_COUNTRIES))  # fmt: skip
    rows = []
    for p in range(N_PLACES):
        own = 1 + p % (N_COUNTRIES - 1)
        for year in rng.integers(1970, 2020, 12).tolist():
            utility = rng.gumbel(size=N_COUNTRIES) - 0.3 * facts.log_km[own]
            utility[0] += 0.5 + trend * (year - 1995) / 10
            utility[own] = -np.inf
            rows.append((f"p{p}", code[own], code[int(utility.argmax())], year))
    return facts, pd.DataFrame(rows, columns=["place_a", "chooser_country", "partner", "year"])


@pytest.mark.parametrize(("trend", "is_told"), [(0.7, True), (-0.7, True), (0.0, False)])
def test_a_trend_of_one_country_is_found_beside_others(trend: float, is_told: bool) -> None:
    facts, rows = dated_lists(trend)
    standing = trend_of(facts, laid_out(facts, rows, "C00"), "C00")
    interval = standing.interval()
    assert interval.low < np.exp(trend) < interval.high
    assert (interval.low > 1 or interval.high < 1) == is_told
    assert standing.n_home == (rows["partner"] == "C00").sum()
    assert standing.n_countries == N_COUNTRIES


def test_few_dated_choices_are_no_trend() -> None:
    facts, rows = dated_lists(0.7)
    few = rows[(rows["partner"] != "C00") | (rows.index < 20)]
    standing = trend_of(facts, laid_out(facts, few, "C00"), "C00")
    assert standing.among is None
    assert "too few" in standing.note


def test_without_a_list_no_part_is_told_and_each_says_why(
    data: AttractivenessData, cities: Cities
) -> None:
    parts, standing = judge_parts(Ground(data, cities, "PL", 2026, None, None, 1))
    assert [part.id for part in parts] == ["C6.chosen", "C6.may-sign", "C6.growing"]
    assert standing.among is None
    for part in parts:
        assert part.verdict == CANNOT_TELL
        assert part.side == "open"
        assert part.low is None
        assert part.note
        assert part.note in part.sentence


def test_cities_that_may_sign_stand_under_other_rules_each_with_a_verdict(
    data: AttractivenessData, cities: Cities
) -> None:
    scope = main_scope(data, 2026)
    assert scope is not None
    all_sign = replace(cities, is_coded=cities.country != "", is_prefecture=cities.country != "")
    of_china = chosen_by(data, all_sign, "CN", 2026, scope)
    drawn = drawn_rows(
        all_sign, of_china.choices, of_china.is_alternative, of_china.is_home,
        n_sampled=N_SAMPLED, seed=1,
    )  # fmt: skip
    model = fit_choices(drawn)
    chosen = chosen_by(data, all_sign, NOBODY, 2026, scope)
    rows, effects = effects_of(all_sign, chosen, model, 1)
    assert isinstance(effects, CountryEffects)
    main = stand_among(effects, "CN")
    far, plain = same_choices(all_sign, "CN", rows, effects)
    parts, _ = judge_parts(Ground(data, all_sign, "CN", 2026, scope, model, 1))
    signers = next(part for part in parts if part.part == "may-sign")
    assert signers.value == pytest.approx(main.interval().value)
    told = {row.name: row for row in signers.rows}
    assert told[far.name].value == pytest.approx(far.interval.value)
    assert told[plain.name].value == pytest.approx(plain.interval.value)
    assert all(row.verdict for row in signers.rows)
    assert far.n < signers.n


def test_the_sentence_says_the_number_the_rank_and_what_it_means() -> None:
    among = stand_among_made_up()
    standing = Standing(among, 3, 40, 900, 60, 9.0, 8.0)
    said = part_sentence("chosen", "open", standing, "Poland", "")
    assert said == (
        "Cities abroad choose cities of Poland 2.0 times as often as similar cities of a typical "
        "country, 3rd of 40 countries; two thirds of countries lie between 0.41 times and 2.5 "
        "times, so nothing can be said."
    )
    unmet = part_sentence("chosen", "open", standing, "Poland", "3 choices are known")
    assert unmet.endswith("cannot be told: 3 choices are known.")


def stand_among_made_up():
    """Stand at twice the odds of a typical country."""
    from twolevel.rates.prediction_interval import AmongOthers

    return AmongOthers(float(np.log(2)), 1.0, 37.0, 0.0, 0.9, 39)
