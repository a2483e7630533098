"""Figures show each mark at the place of its value, and nothing falls off the paper."""

import math
import re
from itertools import pairwise

import pytest

from report.made_up_study import full, odd
from sistercities.report import svg
from sistercities.report.chapters import intervals, lines, points
from sistercities.report.chapters.axes import across_scale, tick_words, value_scale
from sistercities.report.chapters.chapter import figures_of
from sistercities.report.said_html import in_english
from sistercities.studies.findings import Mark, Series, StudyFigure

NUMBER = r"(-?[\d.]+)"


def attribute(markup: str, tag: str, name: str) -> list[float]:
    found = re.findall(rf"<{tag}[^>]* {name}=\"{NUMBER}\"", markup)
    return [float(each) for each in found]


@pytest.mark.parametrize("make", [full, odd])
def test_no_mark_lies_off_the_paper(make):
    for figure in figures_of(make()):
        for drawing, width in ((figure.wide, 860), (figure.narrow, 340), (figure.paper, 640)):
            height = float(re.search(rf'viewBox="0 0 {width} {NUMBER}"', drawing)[1])
            for name in ("cx", "x1", "x2"):
                across = [v for t in ("circle", "line") for v in attribute(drawing, t, name)]
                assert all(0 <= x <= width for x in across)
            assert all(0 <= y <= height for y in attribute(drawing, "circle", "cy"))


def test_no_number_of_a_drawing_is_nan():
    for figure in figures_of(odd()):
        marks = re.sub(r">[^<]*<", "><", in_english(figure.wide + figure.narrow))
        assert "nan" not in marks
        assert "inf" not in marks


def test_points_stand_where_their_values_are():
    figure = next(each for each in full().figures if each.kind == "points")
    drawn = in_english(figures_of(full())[2].wide)
    up, across = value_scale(figure, 406.0, 26.0), across_scale(figure, 52.0, 850.0)
    mark = figure.series[0].marks[0]
    wanted = f'cx="{across(mark.x):.1f}" cy="{up(mark.value):.1f}"'.replace('.0"', '"')
    assert wanted in drawn


@pytest.mark.parametrize("is_log", [False, True])
def test_a_scale_holds_all_its_values(is_log):
    marks = tuple(Mark("", 2.0**power) for power in range(-4, 5))
    figure = StudyFigure("x", "intervals", "", "", "", (Series("", marks),), "", is_log=is_log)
    scale = value_scale(figure, 0.0, 100.0)
    places = [scale(mark.value) for mark in marks]
    assert all(scale.is_inside(mark.value) for mark in marks)
    assert places == sorted(places)
    steps = [b - a for a, b in pairwise(places)]
    assert math.isclose(max(steps), min(steps)) == is_log


def test_of_many_points_without_a_main_one_the_outermost_are_named():
    far = [Mark("the richest", 900.0, x=10.0), Mark("the farthest", 10.0, x=900.0)]
    near = [Mark(f"crowd {k}", 10.0 + k / 10, x=10.0 + k % 7) for k in range(60)]
    figure = StudyFigure("x", "points", "", "", "", (Series("", (*near, *far)),), "", "across")
    drawn = points.draw(figure, 640.0)
    shown = "".join(str(mark) for mark in drawn.marks)
    assert all(mark.label in shown for mark in far)
    assert shown.count("crowd") < 12


def one_series(kind, marks, **more):
    return StudyFigure("x", kind, "", "", "", (Series("", tuple(marks)),), "value", **more)


def words_of(drawing):
    return re.findall(r">([^<>]+)<", in_english("".join(drawing.marks)))


def test_ratios_below_one_are_ticked_as_parts():
    written = [tick_words(value, "ratio", is_log=True) for value in (0.0625, 0.5, 0.01, 1.0, 4.0)]
    assert written == ["1/16", "1/2", "1/100", "1", "4"]
    assert tick_words(0.5, "ratio") == "0.5"


@pytest.mark.parametrize("label", ["Year", "decade"])
def test_years_across_have_no_comma(label):
    marks = [Mark("", 0.1 * k, x=1970.0 + 10 * k) for k in range(6)]
    said = words_of(lines.draw(one_series("lines", marks, x_label=label), 640.0))
    assert "2000" in said
    assert "2,000" not in said


def test_an_interval_far_beyond_all_values_does_not_set_the_scale():
    marks = [Mark("a", 2.0, 1.0, 4.0), Mark("b", 0.5, 1e-6, 3.0)]
    figure = one_series("intervals", marks, reference=1.0, is_log=True)
    scale = value_scale(figure, 0.0, 100.0)
    assert scale.is_inside(0.5)
    assert not scale.is_inside(1e-6)
    assert scale.low > 0.5 / 10


def test_on_a_phone_no_label_runs_into_its_number():
    long = "earlier ties of the other city with the home country (twice as much)"
    marks = [Mark(long, 0.0663, 0.00757, 0.579)]
    figure = one_series("intervals", marks, reference=1.0, is_log=True, unit="")
    drawn = intervals.draw(figure, 340.0)
    label = next(line for line in words_of(drawn) if line.startswith("earlier"))
    number = next(line for line in words_of(drawn) if "(0.00757" in line)
    assert svg.width_of(label) + svg.width_of(number, 11) < 340
