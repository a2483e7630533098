"""The study of all pairs: made-up worlds, another program, ties and facts by hand, bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from sistercities import reports
from sistercities.errors import InvalidArgument
from sistercities.studies.study_tables import StudyTables
from sistercities.studies.world import facts as world_facts
from sistercities.studies.world.data import WorldData, read_world_data
from sistercities.studies.world.models import (
    ALL,
    LASTING_MODEL,
    WorldFit,
    design,
    fit_pairs,
    fit_world,
    movers,
)
from sistercities.studies.world.part_rules import FACT_RULES, LASTING
from sistercities.studies.world.partners import both_ways, pair_ratios
from sistercities.studies.world.parts import MainFits, Variant, fact_of, why_not_told, world_parts
from sistercities.studies.world.study import study_world
from sistercities.studies.world.ties import listed_countries, pair_ties, whole_sources, with_counts
from studies.made_up_world import RATIOS, made_up_pairs


def named(code: str) -> str:
    return f"Country {code}"


@pytest.fixture(scope="module")
def fit() -> WorldFit:
    return fit_world(made_up_pairs(1), is_each_left_out=True)


def test_slopes_are_those_of_another_program(fit: WorldFit) -> None:
    rows = fit.rows
    codes = sorted(set(rows["a"]) | set(rows["b"]))
    effects = np.array([[(row.a == c) + (row.b == c) for c in codes] for row in rows.itertuples()])
    x = np.column_stack([design(rows, fit.names), effects])
    other = sm.GLM(rows["ties"].to_numpy(), x, family=sm.families.Poisson()).fit(tol=1e-12)
    assert fit.fit is not None
    np.testing.assert_allclose(fit.fit.slopes, other.params[: len(fit.names)], atol=1e-7)
    np.testing.assert_allclose(fit.expected(), other.fittedvalues, rtol=1e-6)


def test_a_country_has_as_many_ties_as_are_expected_of_it(fit: WorldFit) -> None:
    own = both_ways(pair_ratios(fit))
    sums = own.groupby("country")[["ties", "expected"]].sum()
    np.testing.assert_allclose(sums["ties"], sums["expected"], rtol=1e-6)


def test_what_is_left_out_is_fitted_without_it(fit: WorldFit) -> None:
    assert set(fit.left_out) == set(movers(fit.rows, fit_pairs(fit.rows, fit.names)))
    code = sorted(fit.left_out)[0]
    kept = fit.rows[(fit.rows["a"] != code) & (fit.rows["b"] != code)]
    alone = fit_world(kept.reset_index(drop=True))
    for k, name in enumerate(fit.names):
        found = alone.interval(name)
        np.testing.assert_allclose(fit.left_out[code][k], [found.low, found.high], rtol=1e-8)
        whole = fit.interval(name)
        assert whole.least is not None
        assert whole.most is not None
        assert whole.least <= fit.left_out[code][k, 0]
        assert whole.most >= fit.left_out[code][k, 1]


def test_the_movers_hold_those_that_move_most() -> None:
    """First order finds those that fits without each country one by one find."""
    pairs = made_up_pairs(3, n_countries=24)
    names = ("distance", "trade", "language")
    whole = fit_world(pairs, names)
    moved = {}
    for code in sorted(set(pairs["a"]) | set(pairs["b"])):
        kept = pairs[(pairs["a"] != code) & (pairs["b"] != code)].reset_index(drop=True)
        without = fit_world(kept, names)
        assert whole.fit is not None
        assert without.fit is not None
        moved[code] = without.fit.slopes - whole.fit.slopes
    chosen = set(movers(pairs, fit_pairs(pairs, names)))
    for k in range(len(names)):
        order = sorted(moved, key=lambda code: moved[code][k])
        assert {order[0], order[-1]} <= chosen


def test_intervals_hold_the_ratios_that_were_drawn() -> None:
    n_worlds, held, wrong = 60, 0, 0
    for seed in range(n_worlds):
        found = fit_world(made_up_pairs(seed))
        for name, truth in RATIOS.items():
            ends = found.interval(name)
            assert ends.low is not None
            assert ends.high is not None
            held += ends.low <= truth <= ends.high
            wrong += (ends.high < 1) if truth > 1 else (ends.low > 1)
    assert held / (n_worlds * len(RATIOS)) >= 0.9
    assert wrong == 0


def test_where_nothing_goes_with_ties_little_is_found() -> None:
    n_worlds, told = 60, 0
    for seed in range(n_worlds):
        found = fit_world(made_up_pairs(1000 + seed, ratios={}))
        for name in ("language", "trade", "rivals", "far"):
            ends = found.interval(name)
            assert ends.low is not None
            assert ends.high is not None
            told += not ends.low <= 1 <= ends.high
    assert told / (4 * n_worlds) <= 0.08


def test_a_ratio_that_one_country_makes_is_told_of_nobody() -> None:
    pairs = made_up_pairs(5, ratios={}, spread=0.0)
    is_own = ((pairs["a"] == "AA") | (pairs["b"] == "AA")) & (pairs["rivals"] == 1)
    is_rival = is_own | ((pairs["rivals"] == 1) & (pairs.index % 9 == 0))
    pairs = pairs.assign(rivals=is_rival.astype(float))
    pairs.loc[is_own, "ties"] = pairs.loc[is_own, "ties"] * 12 + 40
    found = fit_world(pairs, is_each_left_out=True)
    assert found.carried_by("rivals") == ("AA",)
    part = next(
        one for one in world_parts(MainFits(found, found), (), named) if one.part == "world-rivals"
    )
    assert part.side == "open"
    assert part.carried_by == "Country AA"
    assert "leave out Country AA, and it may be chance" in part.sentence


def test_parts_are_judged_by_their_rules_and_rows_by_their_intervals(fit: WorldFit) -> None:
    lasting = fit_world(made_up_pairs(1), LASTING_MODEL, is_each_left_out=True)
    other = Variant("other", "another draw", fit_world(made_up_pairs(2)), ALL)  # type: ignore[arg-type]
    parts = world_parts(MainFits(fit, lasting), (other,), named)
    assert [part.id for part in parts] == [rule.id for rule in FACT_RULES]
    for rule, part in zip(FACT_RULES, parts, strict=True):
        fact = fact_of(rule)
        asked = lasting if fact in LASTING else fit
        assert (part.value, part.low, part.high) == (
            asked.interval(fact).value, asked.interval(fact).low, asked.interval(fact).high,
        )  # fmt: skip
        assert part.side == rule.side(asked.interval(fact))
        assert [row.name for row in part.rows] == ["other"]
        assert part.rule == rule.printed()


def test_a_part_says_what_is_held_alike_and_what_not(fit: WorldFit) -> None:
    """Distance is asked without trade, which follows from it; with trade too it stands beside."""
    lasting = fit_world(made_up_pairs(1), LASTING_MODEL, is_each_left_out=True)
    parts = {part.part: part for part in world_parts(MainFits(fit, lasting), (), named)}
    near, trade = parts["world-distance"], parts["world-trade"]
    assert "others alike in border, language and colonial tie (" in near.sentence
    too = fit.interval("distance")
    assert f"politics too, it is {too.value:.2f} times ({too.low:.2f} to {too.high:.2f})" in (
        near.sentence
    )
    assert "alike in distance, border, language, colonial tie, migrants" in trade.sentence
    assert "politics too" not in trade.sentence
    assert "The tie of the regions" in near.note
    for part in parts.values():
        assert "otherwise alike" not in part.sentence


def test_facts_that_are_not_known_leave_a_pair_out_and_are_counted() -> None:
    pairs = made_up_pairs(1)
    pairs.loc[[0, 7], "trade"] = np.nan
    found = fit_world(pairs)
    assert found.n_unknown == 2
    assert len(found.rows) == len(pairs) - 2
    assert "no-migrants" in found.names  # unknown migrants have a mark, and leave nothing out


def test_too_few_countries_say_so() -> None:
    few = fit_world(made_up_pairs(1, n_countries=6), ("distance", "trade"))
    assert "6 countries take part" in why_not_told(few)
    parts = world_parts(MainFits(few, few), (), named)
    assert {part.side for part in parts} == {"open"}
    assert all("take part" in part.note for part in parts)


@pytest.fixture(scope="module")
def made(drawn_tables: StudyTables) -> WorldData:
    return read_world_data(drawn_tables)


@pytest.fixture(scope="module")
def real(release_tables: StudyTables) -> WorldData:
    return read_world_data(release_tables)


def test_countries_take_part_whose_lists_were_read(real: WorldData) -> None:
    """The lists of the American states but two were read, of Florida and Maryland not."""
    sources = whole_sources(real.study)
    assert sources[:2] == ("enwiki-2026", "enwiki-2023")
    countries = listed_countries(real.study, sources)
    assert {"US", "CN", "DE", "JP", "GB"} <= set(countries)
    assert "US" not in listed_countries(real.study, ["enwiki-2026"])
    assert "CN" not in listed_countries(real.study, ["enwiki-2023"])


def test_ties_of_a_pair_are_counted_once_from_either_end(real: WorldData) -> None:
    found = pair_ties(real.study, 2026, ["enwiki-2026"], countries=("CN", "DE", "JP"))
    ties = real.study.tables.ties
    of = real.study.tables.fields.country
    by_hand = ties[
        (ties["tie_class"] == "lower")
        & ties["sources"].map(lambda told: "enwiki-2026" in told.split())
        & ~ties["status"].isin(["ended", "suspended", "pending", "never_valid"])
    ]
    ends = [{of[a], of[b]} for a, b in zip(by_hand["place_a"], by_hand["place_b"], strict=True)]
    assert found.counts["CN", "JP"] == sum(each == {"CN", "JP"} for each in ends)
    assert found.counts["DE", "JP"] == sum(each == {"DE", "JP"} for each in ends)
    assert found.counts.sum() + sum(found.left_out.values()) == sum(
        "enwiki-2026" in told.split() and kind == "lower"
        for told, kind in zip(ties["sources"], ties["tie_class"], strict=True)
    )


def test_facts_are_those_of_the_release(real: WorldData) -> None:
    table = world_facts.pair_facts(real, ("CN", "IN", "JP", "RU", "UA"))
    by_pair = table.set_index(["a", "b"])
    assert by_pair.loc[("RU", "UA"), "conflict"] == 1  # until 2024
    assert by_pair.loc[("CN", "IN"), "rivals"] == 1
    assert by_pair.loc[("CN", "UA"), "rivals"] == 0
    trade = real.pairs[
        (real.pairs["variable"] == "trade_million_usd") & real.pairs["year"].between(2010, 2014)
    ]
    ways = [
        trade[(trade["country_a"] == a) & (trade["country_b"] == b)]["value"].mean()
        for a, b in (("CN", "JP"), ("JP", "CN"))
    ]
    assert by_pair.loc[("CN", "JP"), "trade"] == pytest.approx(sum(ways))
    points = real.single.pivot_table(index="country", columns="year", values="value")
    apart = (points.loc["CN"] - points.loc["JP"]).abs().dropna().loc[2020:2024].mean()
    assert by_pair.loc[("CN", "JP"), "un_distance"] == pytest.approx(apart)
    counted = with_counts(table, pair_ties(real.study, 2026, ["enwiki-2026"],
                                           countries=("CN", "IN", "JP", "RU", "UA")))  # fmt: skip
    assert list(counted["a"]) == list(table["a"])
    assert counted["ties"].sum() > 300


def test_a_release_without_lists_says_what_is_lacking(made: WorldData) -> None:
    bare: Any = pd.DataFrame(columns=["source_id", "country", "region_iso", "mode", "is_read",
                                      "year"])  # fmt: skip
    from dataclasses import replace

    lacking = replace(made, study=replace(made.study, source_lists=bare))
    result = study_world(lacking)
    assert {part.side for part in result.parts} == {"open"}
    assert "cannot be told" in result.headline
    assert all("needs" in part.note for part in result.parts)
    json.dumps(reports.study_json(result), allow_nan=False)


def test_a_year_without_lists_is_refused_with_those_that_have_them(real: WorldData) -> None:
    with pytest.raises(InvalidArgument, match=r"from 20\d\d to 20\d\d; give a year of these"):
        study_world(real, as_of=1999)
    with pytest.raises(InvalidArgument, match="country"):
        study_world(real, country="XX")


def test_report_files_of_the_world(tmp_path: Path, fit: WorldFit) -> None:
    """What is written beside the report holds each part and each row."""
    from sistercities.report.chapters.files import parts_csv

    parts = world_parts(MainFits(fit, fit), (Variant("x", "y", fit, ALL),), named)  # type: ignore[arg-type]
    files = parts_csv(parts)
    for name, content in files.items():
        (tmp_path / f"{name}.csv").write_bytes(content)
    told = pd.read_csv(tmp_path / "parts.csv")
    assert list(told["id"]) == [part.id for part in parts]
    np.testing.assert_allclose(told["value"], [part.value for part in parts])
    under = pd.read_csv(tmp_path / "parts-under-other-rules.csv")
    assert len(under) == sum(len(part.rows) for part in parts)
