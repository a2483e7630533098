"""Titles say what the numbers say: above, below, cannot tell, withheld, nothing."""

import dataclasses

import pytest

from report.made_up_result import few, many, odd
from sistercities.report.nesting import autonomy_words, rate_words, wording


def with_main(ratio, low, high):
    base = many()
    main = dataclasses.replace(
        base.nulls["degree-country"], ratio=ratio, ratio_low=low, ratio_high=high
    )
    return dataclasses.replace(base, nulls={**base.nulls, "degree-country": main})


@pytest.mark.parametrize(
    ("numbers", "said", "not_said"),
    [
        ((1.62, 1.28, 2.05), "1.62 times what chance would give (1.28 to 2.05), more", "fewer"),
        ((0.6, 0.5, 0.8), "0.60 times what chance would give (0.50 to 0.80), fewer", "more"),
        ((1.1, 0.9, 1.4), "not distinguishable", "more than chance"),
        ((0.9, 0.6, 1.0), "not distinguishable", "fewer than chance"),
        ((1.1, None, None), "without an interval", "more than chance"),
        ((None, None, None), "withheld", "times"),
        ((float("nan"), 1.0, 2.0), "withheld", "nan"),
    ],
)
def test_the_title_of_the_nulls_follows_the_interval(numbers, said, not_said):
    title = wording.null_finding(with_main(*numbers))
    assert said in title
    assert not_said not in title


def test_the_main_null_model_comes_first_and_none_is_lost():
    rows = [row.id for row in wording.ordered_nulls(many())]
    assert rows == ["degree-country", "region-labels", "upper-ties", "degree"]


def test_another_null_model_is_named_where_the_main_one_was_not_run():
    result = dataclasses.replace(many(), nulls={"degree": many().nulls["degree"]})
    assert wording.null_finding(result).startswith(
        "City ties inside sister regions (null degree): 2.36 times"
    )


def test_no_null_model_is_said_so():
    assert "no null model could be run" in wording.null_finding(few())


def test_the_map_counts_intervals_that_leave_out_zero():
    base = many().autonomy_units[0]
    spans = [(0.1, 0.9), (0.2, 0.4), (-0.9, -0.1), (-0.2, 0.3), (None, None)]
    units = tuple(
        dataclasses.replace(
            base, low=low, high=high, autonomy=None if low is None else (low + high) / 2
        )
        for low, high in spans
    )
    title = autonomy_words.map_finding(dataclasses.replace(many(), autonomy_units=units))
    words = "2 of 4 regions have fewer city ties inside than expected"
    assert title.startswith(f"Drawn towards their common mean, {words}")
    assert ", 1 have more;" in title
    assert title.endswith("for 1 the data cannot say")


def test_the_map_leaves_out_what_nobody_does():
    base = many()
    row = dataclasses.replace(base.autonomy_units[0], autonomy=-1.0, low=-1.5, high=-0.5)
    unsure = dataclasses.replace(row, low=-2.5, high=0.5)

    def said(*rows):
        return autonomy_words.map_finding(dataclasses.replace(base, autonomy_units=rows))

    drawn, more = "Drawn towards their common mean", "have more city ties inside than expected"
    assert said(row, row) == f"{drawn}, all 2 regions that can be judged {more}"
    assert said(row, unsure) == f"{drawn}, 1 of 2 regions {more}; for 1 the data cannot say"
    assert said(unsure) == "No region of 1 can be told from what chance would give"


def test_the_newest_published_total_of_all_makes_the_title():
    rows = many().coverage
    later = dataclasses.replace(rows[0], ours=1776, official=3054, official_date="2024-11-19")
    assert wording.coverage_finding((later, *rows)).startswith(
        "3,054 ties of all classes are published for November 2024; the data know 1,776 that "
        "began by then"
    )


def test_a_changed_sign_is_named():
    assert "stays on its side of 1 under each of 13" in wording.sensitivity_finding(
        many().sensitivity
    )
    title = wording.sensitivity_finding(odd().sensitivity)
    assert title == "1 of 12 changes of the rules turns the ratio: dual places as cities"


def test_provinces_in_china_regions_elsewhere():
    assert "sister provinces" in wording.null_finding(many(is_china=True))
    assert "sister regions" in wording.null_finding(many())


def test_the_decade_with_most_city_ties_is_found():
    rows = [
        dataclasses.replace(many().years[0], year=year, lower=lower)
        for year, lower in ((1989, 5), (1990, 4), (1999, 3), (2001, 6))
    ]
    assert wording.years_finding(rows) == (
        "City ties began most often in the 1990s: 7 of 18 with a known year"
    )
    assert wording.years_finding([]) == "No city tie has a known year"


def test_the_main_run_is_no_change_of_the_rules():
    rows = many().sensitivity
    main = dataclasses.replace(rows[0], name="main")
    assert wording.sensitivity_finding([main, *rows]) == wording.sensitivity_finding(rows)


def test_a_number_of_a_claim_is_named_by_the_estimate_that_it_is():
    result = many()
    assert wording.name_of_number(result, 1.62) == ("observed over expected", "ratio")
    assert wording.name_of_number(result, 1 - 0.131) == ("share outside", "share of ties")
    assert wording.name_of_number(result, 0.4321) == ("", "")
    assert wording.name_of_number(few(), None) == ("", "")


def test_units_that_take_no_part_are_listed_by_reason():
    result = many()
    aside = (*result.uncovered_units, "Elsewhere")
    first, second = sorted(result.uncovered_units)
    assert autonomy_words.left_aside(dataclasses.replace(result, uncovered_units=aside)) == [
        f"No source lists the upper ties of this unit: {first}, {second}",
        "Elsewhere",
    ]


def test_names_as_a_list():
    assert wording.named([]) == ""
    assert wording.named(["a"]) == "a"
    assert wording.named(["a", "b", "c"]) == "a, b and c"
    assert wording.named(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


def test_the_highest_below_zero_is_said_to_lie_below():
    base = many()
    low, lower = (dataclasses.replace(base.autonomy_units[0], autonomy=-n) for n in (0.5, 1.0))
    high = dataclasses.replace(low, autonomy=0.5)

    def said(*rows):
        return autonomy_words.autonomy_finding(dataclasses.replace(base, autonomy_units=rows))

    assert said(low, lower).endswith("; all lie below 0")
    assert "all lie" not in said(high, lower)


def test_each_rate_ratio_is_said_under_its_own_question():
    said = rate_words.rate_ratios_finding(many())
    assert said == (
        "City ties with a sister region, inside a country: 2.31 times as many; with a country that "
        "has one: 1.18 times, not distinguishable from as many"
    )
    assert "cannot be told" in rate_words.rate_ratios_finding(few())


def test_rate_ratios_of_few_units_are_not_in_the_title():
    weak = dataclasses.replace(many().power, minimal_ratio_above=None)
    said = rate_words.rate_ratios_finding(dataclasses.replace(many(), power=weak))
    assert "too few" in said
    assert "2.31" not in said


def test_rate_ratios_without_an_interval_say_so():
    rows = dict(many().estimates)
    rows["rate_ratio"] = dataclasses.replace(rows["rate_ratio"], low=None, high=None)
    rows["country_rate_ratio"] = dataclasses.replace(rows["country_rate_ratio"], value=None)
    said = rate_words.rate_ratios_finding(dataclasses.replace(many(), estimates=rows))
    assert "inside a country: 2.31 times as many, without an interval" in said
    assert said.endswith("with a country that has one: cannot be told")


def test_rules_that_turn_a_rate_ratio_are_named():
    result = many()
    assert "The rate ratio is" not in rate_words.rate_sensitivity_finding(result)
    first = dataclasses.replace(result.sensitivity[0], rate_ratio=0.5)
    turned = dataclasses.replace(result, sensitivity=(first, *result.sensitivity[1:]))
    said = rate_words.rate_sensitivity_finding(turned)
    assert "the rate ratio lies within 0.50 to" in said
    assert f". The rate ratio is on the other side of 1 under {first.name}." in said
    assert rate_words.rate_sensitivity_finding(few()) == ""
