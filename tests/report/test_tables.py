"""Tables of the page."""

import dataclasses

from report.made_up_result import few, many
from sistercities.report import numerals
from sistercities.report.nesting import autonomy_tables, coverage_tables
from sistercities.report.nesting import tables as nesting_tables


def test_cities_at_both_ends_are_shown():
    table = autonomy_tables.autonomy_cities(many(), most=3)
    values = [float(row[1].words.replace("−", "-")) for row in table.rows]
    every = sorted((row.autonomy for row in many().autonomy_cities), reverse=True)
    assert len(values) == 6
    assert values == [round(value, 2) for value in every[:3] + every[-3:]]


def test_cities_that_do_not_differ_are_said_not_to():
    alike = tuple(dataclasses.replace(row, autonomy=-1.12) for row in many().autonomy_cities)
    table = autonomy_tables.autonomy_cities(
        dataclasses.replace(many(), autonomy_cities=alike), most=3
    )
    assert "no more than chance lets them" in table.caption
    most = sorted((row.n_ties for row in alike), reverse=True)[:6]
    assert [row[3].words for row in table.rows] == [f"{n:,}" for n in most]


def test_the_weighted_share_stands_beside_that_of_the_known_ties():
    table = nesting_tables.estimates(many())
    heads = [heading.words for heading in table.headings]
    first = table.rows[0]
    assert first[heads.index("Value")].words == "13.1 %"
    weighted = first[heads.index("Weighted")]
    assert (weighted.words, weighted.small) == ("15.2 %", "11.0 % to 21.4 %")


def test_a_missing_number_says_why_once():
    table = nesting_tables.estimates(few())
    assert "only 3 upper ties are known; at least 20 are needed" in table.reasons
    assert len(set(table.reasons)) == len(table.reasons)


def test_reasons_that_are_sentences_join_in_one():
    gone = {
        name: dataclasses.replace(row, value=None, low=None, high=None, note=f"No {name}.")
        for name, row in many().estimates.items()
    }
    reasons = nesting_tables.estimates(dataclasses.replace(many(), estimates=gone)).reasons
    assert "No rate_ratio" in reasons
    assert not any(reason.endswith(".") for reason in reasons)


def test_verdicts_are_told_by_shape_and_words():
    assert [row[1].words for row in nesting_tables.verdicts(many()).rows] == [
        "●\u00a0supported",
        "●\u00a0supported",
        "◐\u00a0mixed",
    ]


def test_cities_that_share_the_value_of_their_region_are_said_to():
    cities = tuple(
        dataclasses.replace(row, autonomy=number % 2 - 0.5, unit_id=f"unit {number % 2}")
        for number, row in enumerate(many().autonomy_cities)
    )
    table = autonomy_tables.autonomy_cities(
        dataclasses.replace(many(), autonomy_cities=cities), most=3
    )
    assert "rank regions, not cities" in " ".join(table.notes)
    assert "with most ties" in table.caption
    assert autonomy_tables.autonomy_cities(many(), most=3).notes == ()


def test_the_coverage_card_begins_as_its_figure_and_prints_that_part():
    result = many()
    table = coverage_tables.coverage(result)
    compared = [row for row in result.coverage if row.official]
    assert len(table.rows) == len(result.coverage)
    assert table.n_printed == len(compared)
    assert [row[0].words for row in table.rows[: len(compared)]] == [row.group for row in compared]


def test_what_is_held_at_all_stands_beside_what_is_known_by_the_date():
    row = dataclasses.replace(
        many().coverage[0], measure="ties, all, 2015", ours=83.0, official=6500.0, held=4745.0,
    )  # fmt: skip
    table = coverage_tables.coverage(dataclasses.replace(many(), coverage=(row,)))
    words = {
        heading.words: cell.words
        for heading, cell in zip(table.headings, table.rows[0], strict=True)
    }
    assert (words["Ours, known by then"], words["Held at all"]) == ("83", "4,745")
    assert "understates what we hold" in " ".join(table.notes)


def test_two_counts_of_different_things_make_no_share():
    total = many().coverage[0]
    register = dataclasses.replace(total, ours=34.0, official=100.0, is_like_with_like=True)
    table = coverage_tables.coverage(dataclasses.replace(many(), coverage=(total, register)))
    shares = [row[5] for row in table.rows]
    assert [one.words for one in shares] == [numerals.MISSING, "34.0 %"]
    assert shares[0].reason == "not comparable: counts differ"


def test_the_dated_part_of_a_count_stands_under_it():
    count = dataclasses.replace(
        many().coverage[0], dimension="country", group="Nowhere", measure="ties", ours=40.0,
        official=None, official_source="", official_date="",
    )  # fmt: skip
    share = dataclasses.replace(count, measure="share_dated", ours=0.25)
    (row,) = coverage_tables.coverage(dataclasses.replace(many(), coverage=(share, count))).rows
    assert (row[2].words, row[2].small) == ("40", "25.0 % dated")
