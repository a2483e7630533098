"""The comparison of countries: its means by hand, what enters, and what is said of one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sistercities.errors import InvalidArgument
from sistercities.network.lift import NetworkTables
from sistercities.studies.homes.compare import Home, beside_others, homes_of
from sistercities.studies.homes.part_rules import ENTERS, PART_RULES
from sistercities.studies.homes.parts import entering, home_parts, mean_of
from sistercities.studies.homes.study import study_homes
from sistercities.studies.homes.tables import answer, home_figure, home_table
from sistercities.studies.homes.words import headline
from sistercities.studies.nesting.study import study_nesting
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables
from twolevel.rates.random_effects import random_effects

TABLES = ("places", "parents", "ties", "upper_tier", "region_coverage", "sources")


def home(
    code: str, ratio: float, *, reach: float = 1.5, enters: bool = True, why: str = ""
) -> Home:
    return Home(
        code, 2026, 6, 6.0, 500, 60, 0.3, 0.4, 50.0, ratio, ratio / reach, ratio * reach, why,
        enters,
    )  # fmt: skip


HOMES = [home("AA", 2.0), home("BB", 1.8), home("CC", 2.4), home("DD", 1.5), home("EE", 2.1)]


def name(code: str) -> str:
    return f"Country {code}"


def test_a_country_whose_ties_are_of_another_year_says_so() -> None:
    """The newest whole list of China is of 2020, while the page says 2026."""
    old = replace(HOMES[0], as_of=2020, n_regions=9)
    said = home_parts([old, *HOMES[1:]], {}, name)[0].sentence
    assert "6 of 9 in Country AA (as of 2020)" in said
    assert "Country BB (as of" not in said


def test_the_mean_is_that_of_the_logarithms_by_their_intervals() -> None:
    found = mean_of([*HOMES, home("FF", 50.0, enters=False)])
    assert found is not None
    error = np.log(1.5) / 1.959963984540054
    by_hand = random_effects(np.log([one.ratio for one in HOMES]), np.full(5, error))  # type: ignore[arg-type]
    assert found.mean == pytest.approx(by_hand.mean)
    assert found.spread == pytest.approx(by_hand.spread)
    part = home_parts(HOMES, {}, name)[0]
    assert part.value == pytest.approx(np.exp(np.mean(np.log([2.0, 1.8, 2.4, 1.5, 2.1]))))
    assert (part.n, part.side, part.verdict) == (5, "above", "not supported")
    assert len(part.rows) == 5  # without each country


def test_too_few_countries_tell_nothing_of_countries() -> None:
    parts = home_parts(HOMES[:4], {}, name)
    assert {part.side for part in parts} == {"open"}
    assert "4 countries enter, and it needs 5" in parts[0].note
    assert parts[0].value is not None
    lone = home_parts(HOMES[:2], {}, name)
    assert lone[0].value is None
    assert "Too few countries" in headline(mean_of(HOMES[:2]), HOMES[:2], "WORLD", name)


def test_countries_that_differ_let_one_more_lie_anywhere() -> None:
    apart = [home(code, ratio, reach=1.1) for code, ratio in
             zip("ABCDEF", (0.5, 4.0, 1.0, 2.0, 6.0, 0.8), strict=True)]  # fmt: skip
    whole, one_more = home_parts(apart, {}, name)
    assert one_more.side == "open"
    assert one_more.low is not None
    assert whole.low is not None
    assert one_more.low < whole.low
    assert "Above chance by their own intervals: Country B, Country D and Country E." in (
        whole.sentence
    )


def test_one_country_is_set_beside_the_others_with_their_spread() -> None:
    far = [*HOMES, home("ZZ", 40.0)]
    beside = beside_others(far, "ZZ")
    assert beside is not None
    assert beside.interval()[0] > 0
    assert "is unlike other countries" in headline(mean_of(far), far, "ZZ", name)
    near = [*HOMES, home("ZZ", 2.2)]
    said = headline(mean_of(near), near, "ZZ", name)
    assert "Whether Country ZZ is unlike other countries cannot be told" in said, "no proof of same"
    assert beside_others(HOMES[:4], "AA") is None
    assert "cannot be set beside" in headline(mean_of(HOMES), HOMES, "QQ", name)


def test_a_country_of_few_regions_shows_its_number_and_is_not_judged() -> None:
    few = replace(home("AA", 3.0), why="too few regions")
    assert answer(few) == "cannot be told"
    assert "more often" in answer(home("AA", 3.0))
    table = home_table([few, home("BB", 0.9)], name)
    assert [row[0] for row in table.rows] == ["Country AA", "Country BB"]
    marks = home_figure([few, replace(few, low=None)], None, name, 1).series[0].marks
    assert len(marks) == 1


@pytest.fixture(scope="module")
def data(release_tables: StudyTables) -> StudyData:
    return read_study_data(release_tables)


def _with_lists_of(data: StudyData, *codes: str) -> StudyData:
    """Leave a list of the ties of a region to some countries alone: each takes a second."""
    held = {name: getattr(data.tables, name) for name in TABLES}
    listed, of = held["region_coverage"], data.tables.fields.country
    held["region_coverage"] = listed[[of[place] in codes for place in listed["place_id"]]]
    return replace(data, tables=NetworkTables(**held))


def test_numbers_are_those_of_the_study_of_one_country(data: StudyData) -> None:
    """Same network, same null, same seed: nothing may differ but the number of draws."""
    some = _with_lists_of(data, "AT", "CZ", "PL")
    found = {one.country: one for one in homes_of(some, draws=200, seed=3)}
    assert sorted(found) == ["AT", "CZ", "PL"]
    alone = study_nesting(data, country="CZ", nulls=["degree-country"], draws=200, seed=3)
    own, there = alone.estimates["observed_over_expected"], found["CZ"]
    assert (there.ratio, there.low, there.high) == (own.value, own.low, own.high)
    assert there.inside == alone.estimates["share_inside"].value
    assert there.no_upper == alone.estimates["share_no_upper"].value
    for one in entering(list(found.values())):
        assert ENTERS.are_met(n_units=one.n_units, expected=one.expected)
    assert not found["AT"].enters
    assert "effective home regions" in found["AT"].why


def test_bad_input_is_told(data: StudyData) -> None:
    with pytest.raises(InvalidArgument, match="country"):
        study_homes(data, country="XX")
    with pytest.raises(InvalidArgument, match="seed"):
        study_homes(data, seed=-1)


def test_the_rules_name_what_a_country_needs() -> None:
    for rule in PART_RULES:
        printed = rule.printed()
        assert "3 regions" in printed
        assert "5 ties expected inside" in printed
