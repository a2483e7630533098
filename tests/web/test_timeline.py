"""The timeline: what it draws, and what it says of the years that are not known."""

from __future__ import annotations

import pytest

from sistercities.api.explorer.records import StartYears, YearCount
from sistercities.web.languages import Words
from sistercities.web.timeline import make_timeline

_ENGLISH = Words("en")


def _years(first: int, last: int, unknown: int = 0, until: int | None = None) -> StartYears:
    dated = [YearCount("year", year, 2) for year in range(first, last + 1)]
    rest = [YearCount("unknown", None, unknown)] if unknown else []
    return StartYears((*dated, *rest), until)


def _counts(*counts: YearCount) -> StartYears:
    return StartYears(counts, None)


def test_the_share_with_a_known_year_stands_beside_the_bars() -> None:
    drawn = make_timeline(_years(2001, 2004, unknown=92), _ENGLISH)
    assert drawn is not None
    assert "8 of 100 partnerships have a known year: 2001 to 2004." in drawn.words
    one = make_timeline(
        _counts(YearCount("year", 1990, 1), YearCount("unknown", None, 4)), _ENGLISH
    )
    assert one is not None
    assert "1 of 5 partnerships has a known year: 1990." in one.words


def test_where_all_years_are_known_no_one_of_one_is_counted() -> None:
    all_known = make_timeline(_years(2001, 2004), _ENGLISH)
    alone = make_timeline(_counts(YearCount("year", 1990, 1)), _ENGLISH)
    assert all_known is not None
    assert alone is not None
    assert all_known.words == "All 8 partnerships have a known year: 2001 to 2004."
    assert alone.words == "The one partnership began in 1990."


def test_where_no_year_is_known_nothing_is_drawn_and_it_is_said() -> None:
    drawn = make_timeline(_counts(YearCount("unknown", None, 30)), _ENGLISH)
    assert drawn is not None
    assert drawn.bars == ()
    assert drawn.words == "None of the 30 partnerships has a known year."
    alone = make_timeline(_counts(YearCount("unknown", None, 1)), _ENGLISH)
    assert alone is not None
    assert alone.words == "The year it began is not known."
    assert make_timeline(_counts(), _ENGLISH) is None


def test_a_drawing_knows_its_first_and_last_year_where_bars_reach_further() -> None:
    """Bars of some years from 1901 to 2026 end after 2026, of which no tie is known."""
    drawn = make_timeline(_years(1901, 2026), _ENGLISH)
    assert drawn is not None
    assert drawn.years is not None
    assert (drawn.years.first, drawn.years.last) == (1901, 2026)
    assert drawn.years.start + drawn.step * drawn.years.bars - 1 > 2026


def test_the_years_after_most_sources_end_are_shaded_and_said() -> None:
    drawn = make_timeline(_years(2001, 2020, until=2015), _ENGLISH)
    assert drawn is not None
    assert drawn.years is not None
    assert drawn.after is not None
    bars = {2001 + k: bar for k, bar in enumerate(drawn.bars)}
    assert bars[2015].x + bars[2015].width <= drawn.after.x <= bars[2016].x
    right = drawn.after.x + drawn.after.width
    assert abs(right - (drawn.years.left + drawn.years.width * drawn.years.bars)) < 0.2
    assert drawn.sources_end == (
        "At least half of these years come from sources of 2015 or earlier."
    )


def test_in_bars_of_several_years_the_shade_begins_with_its_year() -> None:
    drawn = make_timeline(_years(1960, 2029, until=2020), _ENGLISH)
    assert drawn is not None
    assert drawn.years is not None
    assert drawn.after is not None
    share = (drawn.after.x - drawn.years.left) / (drawn.years.width * drawn.years.bars)
    assert abs(share - 61 / 70) < 0.01


def test_nothing_is_shaded_where_the_sources_reach_to_the_last_bar() -> None:
    drawn = make_timeline(_years(2001, 2020, until=2026), _ENGLISH)
    assert drawn is not None
    assert drawn.after is None
    assert "2026 or earlier" in drawn.sources_end


@pytest.mark.parametrize("highest", [1, 4, 5, 9, 10, 47, 99, 157, 1114, 20_000])
def test_a_bar_too_slim_for_its_number_can_be_read_by_round_numbers(highest: int) -> None:
    others = (YearCount("year", year, 1) for year in range(1973, 2010))
    drawn = make_timeline(_counts(*others, YearCount("year", 2011, highest)), _ENGLISH)
    assert drawn is not None
    numbers = [int(tick.label.replace(",", "")) for tick in drawn.ticks]
    assert 1 <= len(numbers) <= 4
    assert numbers == [numbers[0] * k for k in range(1, len(numbers) + 1)]
    assert str(numbers[0]).rstrip("0") in ("1", "2", "5")
    top = max((bar for bar in drawn.bars if bar.kind == "year"), key=lambda bar: bar.height)
    assert top.label == f"{highest:,}", "the highest has its number, however slim it is"
    for tick, n in zip(drawn.ticks, numbers, strict=True):
        assert drawn.base - tick.y == pytest.approx(top.height * n / highest, abs=0.2)


@pytest.mark.parametrize(("last", "is_said"), [(2020, False), (2029, True)])
def test_a_year_under_the_bars_leaves_room_for_the_words_beside_them(
    last: int, *, is_said: bool
) -> None:
    counts = [YearCount("year", year, 1) for year in range(1981, last + 1)]
    drawn = make_timeline(_counts(*counts, YearCount("unknown", None, 3)), _ENGLISH)
    assert drawn is not None
    feet = [bar.foot for bar in drawn.bars if bar.kind == "year" and bar.foot]
    assert ("2020" in feet) is is_said
    alone = make_timeline(_counts(*counts), _ENGLISH)
    assert alone is not None
    assert "2020" in [bar.foot for bar in alone.bars]


@pytest.mark.parametrize(
    ("first", "highest", "covered"), [(1, 1, ["1"]), (1, 4, ["1"]), (4, 4, ["4"]), (0, 4, [])]
)
def test_no_round_number_is_written_over_that_of_the_first_bar(
    first: int, highest: int, covered: list[str]
) -> None:
    began = [YearCount("year", 1980, first)] if first else [YearCount("year", 1981, 0)]
    drawn = make_timeline(_counts(*began, YearCount("year", 2011, highest)), _ENGLISH)
    assert drawn is not None
    assert [one.label for one in drawn.ticks if one.is_covered] == covered


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [(1991, 2002, ["1995", "2000"]), (1988, 2002, ["1990", "2000"])],
)
def test_of_a_few_years_more_than_one_is_named(first: int, last: int, named: list[str]) -> None:
    """Germany and Russia, 1991 to 2002, stood over "2000" alone, far from most bars."""
    drawn = make_timeline(_years(first, last), _ENGLISH)
    assert drawn is not None
    assert [bar.foot for bar in drawn.bars if bar.foot] == named
