"""The parts of C4: one step of each driver, what carries it, signs, and what is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from reference import study_drivers_parts_worlds as worlds
from sistercities.studies.drivers.attributable import attributable_share
from sistercities.studies.drivers.carried import DriverEstimate, estimate_drivers
from sistercities.studies.drivers.evidence import Evidence, gather_evidence
from sistercities.studies.drivers.models import PairModel, fit_rows_of
from sistercities.studies.drivers.part_rules import DRIVERS, PART_RULES
from sistercities.studies.drivers.refits import Refits
from sistercities.studies.drivers.signs import groups_of, sign_of
from sistercities.studies.drivers.steps import steps_of, weighted_quantiles
from sistercities.studies.drivers.study import study_drivers
from sistercities.studies.drivers.terms import BY_COLUMN, FACTORS, FEWER
from sistercities.studies.findings import StudyResult
from studies.in_words import words_missing
from studies.made_up_drivers import made_up_country
from twolevel.rates.score_jackknife import cluster_parts, score_jackknife


def rows_of(kind: str, seed: int = 3) -> pd.DataFrame:
    """Draw a world, and take each fourth of its drawn pairs for four: what is asked stays."""
    rows = worlds.world(worlds.KINDS[kind], np.random.default_rng(seed))
    is_tie = rows["y"] > 0
    drawn = rows[~is_tie].iloc[::4]
    return pd.concat([rows[is_tie], drawn.assign(weight=4 * drawn["weight"])], ignore_index=True)


def model_of(rows: pd.DataFrame) -> PairModel:
    terms = tuple(BY_COLUMN[column] for column in rows.columns if column in BY_COLUMN)
    return fit_rows_of(rows, terms, effects="none")


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return rows_of("all drivers")


@pytest.fixture(scope="module")
def of_nothing() -> pd.DataFrame:
    """Draw a world where no driver goes with ties; a test changes a copy."""
    return rows_of("no driver")


@pytest.fixture(scope="module")
def model(rows: pd.DataFrame) -> PairModel:
    return model_of(rows)


@pytest.fixture(scope="module")
def found(rows: pd.DataFrame, model: PairModel) -> dict[str, DriverEstimate]:
    return estimate_drivers(rows, model)


@pytest.fixture(scope="module")
def result(drivers_found: StudyResult) -> StudyResult:
    return drivers_found


def test_a_weighted_quantile_is_that_of_rows_repeated() -> None:
    values, weight = np.array([5.0, 1.0, 3.0, 2.0]), np.array([2, 4, 1, 3])
    repeated = np.sort(np.repeat(values, weight))
    shares = (0.1, 0.25, 0.5, 0.75, 1.0)
    at = [int(np.ceil(share * repeated.size)) - 1 for share in shares]
    assert weighted_quantiles(values, weight.astype(float), shares) == repeated[at].tolist()


def test_a_step_goes_from_the_median_to_a_quarter_of_the_drawn_pairs(rows: pd.DataFrame) -> None:
    steps = {step.driver: step for step in steps_of(rows)}
    drawn = rows[rows["y"] == 0]
    order = drawn.sort_values("trade")
    upto = (order["weight"].cumsum() / order["weight"].sum()).to_numpy()
    middle, high = (order["trade"].to_numpy()[np.searchsorted(upto, q)] for q in (0.5, 0.75))
    assert steps["trade"].moves == {"trade": pytest.approx(high - middle)}
    assert steps["distance"].moves["distance"] < 0 < steps["income"].moves["country_income"]
    assert steps["formal"].moves == {"upper": 1.0}
    assert steps["own"].moves == {"own_before": 1.0}


def test_where_three_quarters_have_none_the_step_is_from_none_to_one(rows: pd.DataFrame) -> None:
    flat = rows.assign(country_cousins=np.where(rows["country"] == 0, 1.0, 0.0))
    step = {one.driver: one for one in steps_of(flat)}["neighbours"]
    assert (step.start, step.end, step.moves) == (0.0, 1.0, {"country_cousins": 1.0})


def test_a_language_is_compared_with_none_at_all(rows: pd.DataFrame) -> None:
    """Where an official language is spoken in both too, both go with the step."""
    both = rows.assign(spoken_language=rows["official_language"])
    step = {one.driver: one for one in steps_of(both)}["language"]
    assert step.moves == {"official_language": 1.0, "spoken_language": 1.0}


def test_the_ratio_of_a_step_is_that_of_statsmodels(
    rows: pd.DataFrame, model: PairModel, found: dict[str, DriverEstimate]
) -> None:
    columns = [term.column for term in model.terms]
    x = sm.add_constant(rows[columns])
    peer = sm.GLM(
        rows["y"], x, family=sm.families.Poisson(), var_weights=rows["weight"]
    ).fit(tol=1e-12, maxiter=200)  # fmt: skip
    design, weight = x.to_numpy(), rows["weight"].to_numpy()
    bread = np.linalg.inv(design.T @ (design * (weight * peer.mu)[:, None]))
    scores = pd.DataFrame(design * (weight * (rows["y"] - peer.mu).to_numpy())[:, None])
    n, k = design.shape
    for step in steps_of(rows):
        along = np.array([0.0, *(step.moves.get(column, 0.0) for column in columns)])
        if not along.any():
            continue
        errors = []
        for by in ("unit", "country"):
            sums = scores.groupby(rows[by].to_numpy()).sum().to_numpy() @ (bread @ along)
            g = sums.size
            errors.append(np.sqrt(g / (g - 1) * n / (n - k) * float(sums @ sums)))
        moved = found[step.driver].moved
        assert moved is not None
        assert np.log(moved.value) == pytest.approx(float(along @ peer.params), rel=1e-6)
        assert moved.error >= max(errors) * (1 - 1e-6)


@pytest.mark.parametrize(("column", "number"), [("country", 7), ("unit", 3)])
def test_without_a_country_or_region_is_a_fit_made_anew(
    rows: pd.DataFrame, model: PairModel, column: str, number: int
) -> None:
    refit = Refits(rows, model).without((rows[column] == number).to_numpy())
    some = rows[rows[column] != number].reset_index(drop=True)
    anew = model_of(some)
    whole = Refits(some, anew).whole()
    assert refit is not None
    assert whole is not None
    for name in ("trade", "upper", "official_language"):
        one, other, ratio = refit.moved({name: 1.0}), whole.moved({name: 1.0}), anew.ratio(name)
        assert one is not None
        assert other is not None
        assert ratio is not None
        assert one.value == pytest.approx(ratio.value, rel=1e-6)
        assert (one.low, one.high) == pytest.approx((other.low, other.high), rel=1e-6)


def test_errors_from_cells_are_those_from_rows(rows: pd.DataFrame, model: PairModel) -> None:
    """The rows are put together by cell once; here each cluster is added up from its own rows."""
    some = rows[(rows["country"] != 7) & (rows["unit"] != 2)]
    refit = Refits(rows, model).without(~rows.index.isin(some.index))
    assert refit is not None
    x = some[list(refit.names)].to_numpy()
    start = np.log(some["y"].sum() / (some["weight"] * np.exp(x @ refit.slopes)).sum())
    bend = (some["weight"] * np.exp(start + x @ refit.slopes)).to_numpy()
    design, left = np.column_stack((np.ones(len(x)), x)), (some["y"] - bend).to_numpy()
    for kind, covariance in zip(("unit", "country"), refit.covariances, strict=False):
        parts = cluster_parts(design, bend, left, some[kind].to_numpy())
        np.testing.assert_allclose(covariance, score_jackknife(*parts).covariance[1:, 1:], 1e-6)
    pulls = pd.DataFrame(left[:, None] * (design @ np.linalg.inv(design.T * bend @ design)))
    sums = pulls.groupby([some["unit"].to_numpy(), some["country"].to_numpy()]).sum().to_numpy()
    (g, k), n = sums.shape, len(x)
    by_cell = g / (g - 1) * n / (n - k) * (sums.T @ sums)
    np.testing.assert_allclose(refit.covariances[2], by_cell[1:, 1:], rtol=1e-6)


def test_errors_are_about_those_of_fits_without_each_country(
    found: dict[str, DriverEstimate],
) -> None:
    """One Newton step is near the fit to the end: the larger of both ways, and a little more."""
    for name in ("trade", "language", "distance", "formal"):
        moved, errors = found[name].moved, []
        assert moved is not None
        for kind in ("country", "region"):
            logs = np.array([
                np.log(one.moved.value) for one in found[name].left_out
                if one.kind == kind and one.moved is not None
            ])  # fmt: skip
            g = logs.size
            errors.append(np.sqrt((g - 1) / g * ((logs - np.log(moved.value)) ** 2).sum()))
        assert 0.9 * max(errors) < moved.error < 1.3 * max(errors)


def test_signs_that_are_known_come_back(found: dict[str, DriverEstimate]) -> None:
    for name, rule in DRIVERS.items():
        side = rule.side(found[name].interval)
        wanted = "above" if worlds.STRONG[name] > 1 else "below"
        assert side in (wanted, "open"), name
        moved = found[name].moved
        assert moved is not None
        assert (moved.value > 1) == (wanted == "above"), name


def carried_by_one(rows: pd.DataFrame, unit: str, number: int) -> pd.DataFrame:
    """Put a yes on one cluster alone, and ties enough there."""
    is_one = rows[unit] == number
    drawn = rows[is_one & (rows["y"] == 0)].head(60).assign(y=1.0, weight=1.0)
    more = pd.concat([rows, drawn], ignore_index=True)
    return more.assign(official_language=(more[unit] == number).astype(float))


def test_a_driver_that_one_country_carries_is_flagged_and_not_told(
    of_nothing: pd.DataFrame,
) -> None:
    rows = carried_by_one(of_nothing, "country", 5)
    language = estimate_drivers(rows, model_of(rows))["language"]
    assert {(one.kind, one.number) for one in language.carriers} == {("country", 5)}
    assert language.interval.least is None
    assert DRIVERS["language"].side(language.interval) == "open"


def test_a_driver_that_one_home_region_carries_is_flagged_and_not_told(
    of_nothing: pd.DataFrame,
) -> None:
    rows = carried_by_one(of_nothing, "unit", 4)
    language = estimate_drivers(rows, model_of(rows))["language"]
    assert ("region", 4) in {(one.kind, one.number) for one in language.carriers}
    assert DRIVERS["language"].side(language.interval) == "open"


def test_a_driver_of_ten_ties_is_flagged(of_nothing: pd.DataFrame) -> None:
    rows = of_nothing.assign(direct_flight=0.0)
    rng = np.random.default_rng(8)
    ties = rng.choice(np.flatnonzero(rows["y"] > 0), 9, replace=False)
    pairs = rng.choice(np.flatnonzero(rows["y"] == 0), 20, replace=False)
    rows.loc[np.concatenate((ties, pairs)), "direct_flight"] = 1.0
    flights = estimate_drivers(rows, model_of(rows))["flights"]
    assert flights.n_yes == 9
    assert flights.is_of_few_ties


def test_a_strong_driver_is_carried_by_nothing(found: dict[str, DriverEstimate]) -> None:
    formal = found["formal"]
    assert formal.carriers == ()
    assert not formal.is_of_few_ties
    assert formal.interval.least is not None
    assert formal.moved is not None
    assert 1 < formal.interval.least < formal.moved.low


def test_the_share_that_goes_with_the_formal_link(rows: pd.DataFrame, model: PairModel) -> None:
    share = attributable_share(rows, model)
    ratio = model.ratio("upper")
    inside = float(rows.loc[rows["y"] > 0, "upper"].mul(rows.loc[rows["y"] > 0, "y"]).sum())
    inside /= float(rows["y"].sum())
    assert ratio is not None
    assert share.value == pytest.approx(inside * (1 - 1 / ratio.value))
    assert share.low is not None
    assert share.high is not None
    # The error is about that of leaving out a country at a time and fitting anew.
    without = []
    for country in np.unique(rows["country"]):
        some = rows[rows["country"] != country]
        value = attributable_share(some, model_of(some)).value
        assert value is not None
        without.append(value)
    g = len(without)
    error = np.sqrt((g - 1) / g * ((np.array(without) - np.mean(without)) ** 2).sum())
    assert share.high - share.low > 2 * 1.5 * error
    assert share.high - share.low < 2 * 3.5 * error


@pytest.fixture(scope="module")
def signed(rows: pd.DataFrame) -> Evidence:
    return gather_evidence(rows, effects=("none",), split="by sign, others together")


def test_what_goes_with_fewer_ties_stands_apart(signed: Evidence) -> None:
    fewer = {term.column for term in signed.facts[FEWER]}
    assert fewer == {"migrants", "own_before"}
    assert sign_of(signed.facts[FEWER], signed.without_effects) == "fewer"
    assert all(term.column not in fewer for name in FACTORS for term in signed.facts.get(name, ()))
    assert sum(
        share.value for group in signed.groups if (share := signed.share({group: 1.0})) is not None
    ) == pytest.approx(1.0)


def test_by_subject_nothing_is_parted(signed: Evidence) -> None:
    facts = groups_of(signed.terms, signed.without_effects, "by subject")
    assert FEWER not in facts
    assert {term for of in facts.values() for term in of} == {
        term for term in signed.terms if term.group != "size"
    }


def test_leaving_out_nothing_that_matters_leaves_the_shares(signed: Evidence) -> None:
    """Without one of 45 countries the shares stay close, and none is what it was."""
    shapley = signed.shapley
    assert shapley is not None
    whole = shapley.shares({"economy": 1.0})
    some = shapley.without(1, 7).shares({"economy": 1.0})
    assert whole is not None
    assert some is not None
    assert some.value != whole.value
    assert some.value == pytest.approx(whole.value, abs=0.1)


def test_all_parts_are_judged_in_the_order_of_their_rules(result: StudyResult) -> None:
    assert [part.id for part in result.parts] == [rule.id for rule in PART_RULES]
    by_id = {part.id: part for part in result.parts}
    assert by_id["C4.formal"].side == "above"
    assert by_id["C4.formal-share"].verdict == "described"
    assert "began when their regions were sisters" in by_id["C4.formal-share"].sentence
    assert "times as many" in by_id["C4.formal"].sentence


def test_every_part_has_rows_that_are_judged(result: StudyResult) -> None:
    for part in result.parts:
        assert part.would_change
        assert part.rule
        if part.value is not None:
            assert len(part.rows) >= 4
            assert any(row.name.startswith("without ") for row in part.rows)
    turned = sum(len(part.turned_by) for part in result.parts)
    assert (f"{turned} of " in result.first_line_warning) == (turned > 0)


def test_rows_are_judged_by_their_intervals_alone(result: StudyResult) -> None:
    formal = next(part for part in result.parts if part.id == "C4.formal")
    for row in formal.rows:
        if row.low is not None:
            assert (row.verdict == "described") == (row.low > 1)
            assert row.is_turned == (row.low <= 1)


def test_the_table_of_shares_shows_signs(result: StudyResult) -> None:
    table = next(one for one in result.tables if one.name == "shares")
    at = [column.name for column in table.columns].index("sign")
    signs: dict[Any, Any] = {row[0]: row[at] for row in table.rows}
    assert signs["formal tie of the regions"] == "more ties"
    assert set(signs.values()) <= {"more ties", "fewer ties", "more and fewer ties",
                                   "cannot be told"}  # fmt: skip


def test_every_text_of_the_parts_has_chinese_words(result: StudyResult) -> None:
    assert words_missing(result.parts, "zh") == []


def test_where_no_language_is_shared_the_part_says_so() -> None:
    data = made_up_country(n_ties=150)
    pairs = data.country_pairs
    is_language = pairs["variable"] == "common_official_language"
    none = pairs.assign(value=pairs["value"].mask(is_language, 0.0))
    parts = {part.id: part for part in study_drivers(replace(data, country_pairs=none)).parts}
    language = parts["C4.language"]
    assert language.side == "open"
    assert language.value is None
    assert "no country has an official language in common" in language.sentence


def test_without_enough_ties_every_part_says_why(drivers_of_few_ties: StudyResult) -> None:
    result = drivers_of_few_ties
    assert len(result.parts) == len(PART_RULES)
    assert {part.side for part in result.parts} == {"open"}
    assert all("60 of its ties" in part.sentence for part in result.parts)
