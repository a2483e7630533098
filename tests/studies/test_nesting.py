"""The nesting study on the drawn world: estimands by hand, verdicts by the rule, errors."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import pytest

import world
from sistercities.errors import InvalidArgument
from sistercities.studies.nesting.result import Estimate, NestingResult, Power
from sistercities.studies.nesting.study import study_nesting
from sistercities.studies.nesting.verdict import (
    Existence,
    existence_verdict,
    logic_verdict,
)
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables
from sistercities.studies.unjudged_parts import Kind


@pytest.fixture(scope="module")
def data(drawn_tables: StudyTables) -> StudyData:
    return read_study_data(drawn_tables)


@pytest.fixture(scope="module")
def result(data: StudyData) -> NestingResult:
    return study_nesting(data, draws=500, seed=7)


def test_shares_by_hand(result: NestingResult) -> None:
    """13 city ties: 10 inside; Ningwan's two with France have no sister region there."""
    assert result.estimates["share_inside"].value == pytest.approx(10 / 13)
    assert result.estimates["share_no_upper"].value == pytest.approx(2 / 13)
    assert result.estimates["upper_served"].value == 1.0


def test_every_null_stands_beside_the_others(result: NestingResult) -> None:
    assert set(result.nulls) == {"degree-country", "degree", "upper-ties", "region-labels"}
    assert {null.observed for null in result.nulls.values()} == {10}
    for null in result.nulls.values():
        assert sum(null.histogram.values()) == null.draws == 500
        assert null.p == pytest.approx(min(1, 2 * min(null.p_low, null.p_high)))


def test_the_ratio_is_observed_over_the_mean_of_the_main_null(result: NestingResult) -> None:
    null = result.nulls[result.main_null]
    values = [v for v, n in null.histogram.items() for _ in range(n)]
    assert null.mean == pytest.approx(sum(values) / 500)
    assert result.estimates["observed_over_expected"].value == pytest.approx(10 / null.mean)


def test_expected_by_country_by_hand(result: NestingResult) -> None:
    """One tie with DE, its region a sister: expected inside exactly once."""
    rows = {row.country: row for row in result.partner_countries}
    assert (rows["DE"].n_inside, rows["DE"].expected) == (1, pytest.approx(1.0))
    assert sum(row.n_ties for row in rows.values()) == 13


def test_autonomy_of_units_adds_up(result: NestingResult) -> None:
    judged = [unit for unit in result.autonomy_units if unit.n_inside is not None]
    assert sum(unit.n_inside or 0 for unit in judged) == 10
    unknown = {unit.name: unit.note for unit in result.autonomy_units if unit.n_inside is None}
    assert unknown == {
        "Wuting": "no source lists its own ties in full",
        "Jinghai": "both region and city",
    }


def test_autonomy_lies_inside_its_interval(result: NestingResult) -> None:
    for one in (*result.autonomy_units, *result.autonomy_cities):
        if one.autonomy is not None:
            assert one.low is not None
            assert one.high is not None
            assert one.low < one.autonomy < one.high


def test_the_headline_withholds_the_ratio_where_the_verdict_does(result: NestingResult) -> None:
    assert result.verdicts["C3"].verdict == "cannot be told from these data"
    assert "cannot be told" in result.headline
    assert "times as many" not in result.headline


def test_the_headline_names_the_null_that_the_verdict_lacks(data: StudyData) -> None:
    alone = study_nesting(data, nulls=["region-labels"], draws=20, seed=7)
    lacking = "the verdict needs the null degree-country, which was not asked for"
    assert alone.headline.endswith(f"cannot be told: {lacking}.")
    assert lacking in alone.verdicts["C3"].sentence
    assert lacking in alone.power.sentence


def test_a_headline_with_the_null_lacks_none(result: NestingResult) -> None:
    assert "was not asked for" not in result.headline


def test_years_and_undated_ties_hold_every_known_tie(
    result: NestingResult, data: StudyData
) -> None:
    dated = sum(row.upper + row.lower + row.cross + row.dual for row in result.years)
    abroad = [
        pair
        for pair in world.TIES
        if len({world.places()[place].country == "CN" for place in pair}) == 2
    ]
    unknown = [world.TIES[pair] for pair in abroad if world.TIES[pair].start is None]
    later, pending = 1, 1  # Songgang - Sakurai is known from 2026; one tie is not signed yet
    assert dated + sum(result.n_undated.values()) == len(abroad) - later - pending
    assert result.n_undated["lower suspect"] == 1
    assert result.n_undated["lower"] + result.n_undated["upper"] == len(unknown) - later - pending


def test_same_seed_same_numbers_whatever_the_workers(
    data: StudyData, result: NestingResult
) -> None:
    with ThreadPoolExecutor(2) as executor:
        again = study_nesting(data, draws=500, seed=7, executor=executor)
    assert again == result


def test_another_seed_other_draws(data: StudyData, result: NestingResult) -> None:
    other = study_nesting(data, draws=500, seed=8)
    assert other.nulls["degree"].histogram != result.nulls["degree"].histogram


def test_the_sensitivity_table_tries_each_change(result: NestingResult) -> None:
    names = {row.name for row in result.sensitivity}
    assert {
        "main",
        "dual as city",
        "dual as region",
        "counties folded",
        "dated only",
        "double entry only",
        "no exchanges",
        "sure names only",
        "ISO first level",
        "fuller lists only",
        "regions of today",
        "without zhwiki-2020",
        "without enwiki-2026",
        "as of 2026",
    } <= names
    untouched = {row.name for row in result.sensitivity if "touches no tie" in row.note}
    assert "without enwiki-2026" in untouched
    assert "dual as city" not in untouched
    dual = next(row for row in result.sensitivity if row.name == "dual as city")
    assert (dual.n_ties, dual.share_inside) == (17, pytest.approx(10 / 17))


def test_too_few_ties_give_no_verdict_on_independence(result: NestingResult) -> None:
    assert result.verdicts["C3"].verdict == "cannot be told from these data"
    assert result.verdicts["C1"].verdict == "described"


def test_a_country_whose_regions_no_source_lists_cannot_be_told(data: StudyData) -> None:
    result = study_nesting(data, country="JP", draws=99)
    assert {v.verdict for v in result.verdicts.values()} == {"cannot be told from these data"}
    assert (
        "no source in this release lists in full the own ties of a prefecture of JP; "
        "the command `study homes` compares the countries of which one does"
    ) in result.headline


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ({"draws": 0}, r"draws=0 cannot be used; use a whole number of at least 1"),
        ({"seed": -1}, r"seed=-1 cannot be used"),
        ({"nulls": ("labels",)}, r"null='labels' cannot be used; use one of region-labels"),
        ({"as_of": 1850}, r"as_of=1850 .* began in 1980 .* give a year from 1980 to 2026"),
        ({"as_of": 2090}, r"as_of=2090"),
        ({"country": "ZZ"}, r"country='ZZ'"),
    ],
)
def test_errors_say_what_to_do(data: StudyData, argument: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidArgument, match=message):
        study_nesting(data, **argument)  # type: ignore[arg-type]


def estimate(value: float | None, low: float | None, high: float | None) -> Estimate:
    return Estimate("made up", value, low, high, 100, "city ties", "share", "by hand")


STRONG = Power("degree-country", 1.4, 0.6, 20, 20, None, "made up")


@pytest.mark.parametrize(
    ("share", "ratio", "verdict", "words"),
    [
        ((0.1, 0.05, 0.2), (1.0, 0.9, 1.1), "supported", "as frequent as by chance"),
        ((0.1, 0.05, 0.2), (2.0, 1.5, 2.6), "mixed", "not independent"),
        ((0.1, 0.05, 0.2), (0.4, 0.2, 0.7), "mixed", "avoid"),
        ((0.1, 0.05, 0.2), (1.2, 0.7, 1.9), "mixed", "cannot be told"),
        ((0.8, 0.7, 0.9), (2.0, 1.5, 2.6), "not supported", "hold most"),
        ((0.5, 0.4, 0.6), (2.0, 1.5, 2.6), "cannot be told from these data", "both sides"),
        ((0.1, 0.05, 0.2), (None, None, None), "cannot be told from these data", "cannot"),
    ],
)
def test_rule_of_c3(
    share: tuple[float, float, float],
    ratio: tuple[float, float, float],
    verdict: str,
    words: str,
) -> None:
    judged = logic_verdict(estimate(*share), estimate(*ratio), STRONG)
    assert judged.verdict == verdict
    assert words in judged.sentence


def test_the_weighted_share_can_overturn_that_of_the_known_ties() -> None:
    share = Estimate(
        "s", 0.3, 0.2, 0.4, 9, "ties", "share", "m",
        weighted=0.5, weighted_low=0.45, weighted_high=0.55,
    )  # fmt: skip
    assert logic_verdict(share, estimate(1, 0.9, 1.1), STRONG).verdict.startswith("cannot")


def test_existence_says_how_many_can_be_relied_on_and_judges_nothing() -> None:
    share = estimate(0.2, 0.1, 0.3)
    for firm, known in ((10, 20), (9, 20), (0, 0)):
        kind = Kind(firm, known, 3, 3)
        judged = existence_verdict("C1", share, Existence(kind, 100), "so", "more")
        assert judged.verdict == "described"
        assert (f"Of {firm} two sources tell" in judged.sentence) == (known > 0)


def test_numbers_are_finite_or_missing(result: NestingResult) -> None:
    for one in result.estimates.values():
        for value in (one.value, one.low, one.high, one.weighted, one.bound_low, one.bound_high):
            assert value is None or math.isfinite(value)


def test_rate_ratios_stand_in_every_row_of_the_sensitivity(result: NestingResult) -> None:
    main = next(row for row in result.sensitivity if row.name == "main")
    for name in ("rate_ratio", "country_rate_ratio"):
        row = result.estimates[name]
        ends = (f"{name}_low", f"{name}_high")
        assert getattr(main, name) == row.value
        assert tuple(getattr(main, end) for end in ends) == (row.low, row.high)
        assert row.value is not None or row.note
        assert row.sentence
    assert any(
        row.rate_ratio != main.rate_ratio
        for row in result.sensitivity
        if row.rate_ratio is not None
    )


def test_what_cannot_be_judged_has_no_rate_ratio(data: StudyData) -> None:
    result = study_nesting(data, country="JP", draws=99)
    for name in ("rate_ratio", "country_rate_ratio"):
        assert (result.estimates[name].value, result.estimates[name].sentence) == (None, "")
        assert "no source in this release" in result.estimates[name].note
