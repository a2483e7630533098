"""The course of several places: what the lines say at each year is what was counted."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest

from sistercities.web.course import BASE, TOP, Course, Dated, Line, make_course, shortened
from sistercities.web.languages import Words
from sistercities.web.partner_bars import make_bars

_ENGLISH = Words("en")


def _dated(name: str, *years: int, total: int | None = None, until: int | None = None) -> Dated:
    return Dated(name, tuple(sorted(years)), len(years) if total is None else total, until, None)


def _drawn(*places: Dated) -> Course:
    drawn = make_course(places, _ENGLISH)
    assert drawn is not None
    return drawn


def _height_at(line: Line, across: float) -> float:
    """Follow the steps of a line to a place of the width, as a reader's eye would."""
    x, y, found = 0.0, float(BASE), float(BASE)
    for letter, one, other in re.findall(
        r"([MHV])(-?[\d.]+)(?: (-?[\d.]+))?", line.sound + line.after
    ):
        if letter == "M":
            x, y = float(one), float(other)
        elif letter == "H":
            x = float(one)
        else:
            y = float(one)
        if x <= across + 0.06:
            found = y
    return found


@pytest.mark.parametrize("seed", range(12))
def test_a_line_is_as_high_as_the_ties_that_had_begun(seed: int) -> None:
    chance = random.Random(seed)
    places = [
        _dated(
            name, *(chance.randint(1950, 2025) for _ in range(chance.randint(1, 40))),
            until=chance.choice((None, 1990, 2020)),
        )
        for name in ("One", "Two", "Three", "Four")
    ]  # fmt: skip
    course = _drawn(*places)
    start = min(one.years[0] for one in places) - 1
    end = max(max(one.years[-1], one.until or 0) for one in places)
    highest = max(len(one.years) for one in places)
    for place, line in zip(places, course.lines, strict=True):
        for year in range(start, end + 1):
            n = sum(each <= year for each in place.years)
            due = BASE - (BASE - TOP) * n / highest
            at = round(1000 * (year - start) / (end - start), 1)
            assert _height_at(line, at) == pytest.approx(due, abs=0.11), (line.name, year)
        assert line.n == str(len(place.years))
        assert line.after == "" or place.until is not None


def test_it_begins_at_zero_and_its_highest_line_ends_at_the_top() -> None:
    course = _drawn(_dated("One", 1990, 1991, 1992), _dated("Two", 1980))
    assert course.lines[0].end == TOP
    assert all(line.sound.split("H")[0].endswith(f" {BASE}") for line in course.lines)


def test_after_the_sources_end_a_line_is_dashed() -> None:
    course = _drawn(_dated("One", 1990, 2020, until=2000), _dated("Two", 1980, until=2020))
    assert "Dashed" in course.subtitle
    assert [bool(line.after) for line in course.lines] == [True, False]
    assert "Dashed" not in _drawn(_dated("One", 1990), _dated("Two", 1980)).subtitle


def test_a_place_of_whose_ties_few_have_a_year_has_no_line_and_is_told() -> None:
    course = _drawn(
        _dated("One", 1990, 1991), _dated("Two", 1980, total=9), _dated("Three", 1985, total=2)
    )
    assert [line.name for line in course.lines] == ["One", "Three"]
    assert [line.number for line in course.lines] == [1, 3]
    assert course.foot.startswith(
        "No line for Two: fewer than half of the partners have a known year. "
        "Not drawn, because the year is not known: 8 of 9 (Two), 1 of 2 (Three). "
    )


def test_ties_of_whose_kind_few_lists_tell_are_left_out_and_told() -> None:
    course = _drawn(Dated("One", (1990,), 1, None, None, n_left_out=41), _dated("Two", 1980))
    assert "exchange partners, which most lists do not name: 41 (One)." in course.foot


def test_fewer_than_two_lines_are_no_drawing() -> None:
    assert make_course([_dated("One", 1990), _dated("Two", total=4)], _ENGLISH) is None
    assert make_course([_dated("One", 1990), _dated("Two")], _ENGLISH) is None
    assert make_course([_dated("One"), _dated("Two")], _ENGLISH) is None


def test_the_title_says_by_when_half_had_begun_where_that_is_known_of_all() -> None:
    years = (1980, 1990, 2000, 2010, 2020)
    both = [Dated("One", years, 5, None, 2000), Dated("Two", years, 5, None, 1990)]
    assert _drawn(*both).title == (
        "Half of the partnerships had begun by 2000 in One, by 1990 in Two"
    )
    third = Dated("Three", years, 5, None, 1985)
    assert _drawn(*both, third).title == (
        "Half of the partnerships had begun by 1985 in Three, by 2000 in One"
    )
    few = [both[0], Dated("Two", (1990,), 1, None, None)]
    assert _drawn(*few).title == "Partners by the year they began"


@pytest.mark.parametrize("seed", range(8))
def test_names_do_not_lie_over_each_other_and_stay_inside(seed: int) -> None:
    drawn_at_random = random.Random(seed)
    places = [_dated(str(k), *[1990 + k] * drawn_at_random.choice((1, 1, 2, 30))) for k in range(4)]
    course = _drawn(*places)
    heights = sorted(line.label_at for line in course.lines)
    assert all(b - a >= 18.9 for a, b in pairwise(heights))
    assert heights[0] >= 8
    assert heights[-1] <= course.height - 8


def test_long_names_are_cut_and_whole_beside() -> None:
    name = "x" * 80
    course = _drawn(_dated(name, 1990), _dated("宁" * 40, 1990))
    assert [len(line.name) for line in course.lines] == [16, 8]
    assert [line.full_name for line in course.lines] == [name, "宁" * 40]
    assert course.label_width < 180
    assert shortened("Fifteen letters") == "Fifteen letters"


def test_one_year_alone_is_drawn_with_room_on_both_sides() -> None:
    course = _drawn(_dated("One", 2000), _dated("Two", 2000))
    assert [label for _, label, _ in course.years] == ["1999", "2000", "2001"]


def test_bars_are_as_long_as_the_numbers_and_none_known_is_no_zero() -> None:
    bars = make_bars([("One", 20, 5), ("Two", 5, 5), ("Three", 0, 0)], 5, _ENGLISH)
    assert bars is not None
    one, two, three = bars.bars
    assert one.width == pytest.approx(4 * two.width, abs=0.02)
    assert one.shared == two.shared == two.width
    assert [each.label for each in bars.bars] == [
        "20, 5 of them shared", "5, 5 of them shared", "none known",
    ]  # fmt: skip
    assert bars.title == "5 partners are shared by two or more of them"
    assert (three.width, three.shared) == (0, 0)
    assert make_bars([("One", 0, 0), ("Two", 0, 0)], 0, _ENGLISH) is None
