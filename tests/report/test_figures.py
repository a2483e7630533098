"""Marks stand where the numbers say."""

import dataclasses
import math
import re
from xml.etree import ElementTree

import pytest

from report.made_up_result import few, many, odd
from sistercities.report.nesting import (
    autonomy_list,
    autonomy_map,
    coverage_bars,
    null_distributions,
    partner_countries,
    rate_ratios,
    sensitivity_forest,
    ties_by_year,
    wording,
)
from sistercities.report.nesting.autonomy_list import Tones, sign_mark
from sistercities.report.nesting.autonomy_map import tile_names, tiles_of
from sistercities.report.nesting.chapter import figures_of
from sistercities.report.said_html import in_english


def marks(picture, class_):
    """All elements of a class, in drawing order."""
    root = ElementTree.fromstring(in_english(picture))
    return [each for each in root.iter() if class_ in each.attrib.get("class", "").split()]


def points(mark):
    return [tuple(map(float, pair.split(","))) for pair in mark.attrib["points"].split()]


def words_in(picture):
    root = ElementTree.fromstring(in_english(picture))
    return [each.text for each in root.iter("text")]


def test_the_observed_line_stands_beyond_a_null_that_lies_below_it():
    figure = null_distributions.figure(many())
    (line,) = marks(figure.wide, "observed")
    areas = marks(figure.wide, "null-area")
    assert len(areas) == 4
    for area, row in zip(areas, wording.ordered_nulls(many()), strict=True):
        right = max(x for x, _ in points(area))
        assert (right < float(line.attrib["x1"])) == (max(row.histogram) < row.observed)


def test_the_order_of_means_is_the_order_on_paper():
    figure = null_distributions.figure(many())
    places = [sum(x for x, _ in points(mark)) / 3 for mark in marks(figure.wide, "mean-mark")]
    means = [row.mean for row in wording.ordered_nulls(many())]
    assert sorted(range(4), key=places.__getitem__) == sorted(range(4), key=means.__getitem__)


def test_a_withheld_ratio_is_said_and_has_no_mean():
    figure = null_distributions.figure(odd())
    assert "ratio withheld" in words_in(figure.wide)
    assert len(marks(figure.wide, "mean-mark")) == 3


def test_draws_alike_say_nothing_only_where_the_data_are_like_them():
    all_nulls = many().nulls
    for observed, says in ((0, True), (4, False)):
        row = dataclasses.replace(
            all_nulls["degree"], histogram={0: 2000}, observed=observed, ratio=None
        )
        result = dataclasses.replace(many(), nulls={**all_nulls, "degree": row})
        words = words_in(null_distributions.figure(result).wide)
        assert ("says nothing" in words) == says


def test_bins_keep_every_draw():
    histogram = {3: 2, 4: 5, 9: 1, 10: 7}
    assert null_distributions.binned(histogram, 1) == histogram
    assert null_distributions.binned(histogram, 5) == {0: 7, 5: 1, 10: 7}


def test_the_layout_of_china_holds_31_units_once():
    rows = many(is_china=True).autonomy_units
    tiles = tiles_of("CN", rows)
    assert tiles is not None
    assert len(set(tiles)) == 31
    place = dict(zip(tile_names(), tiles, strict=True))
    assert place["黑龙江"][1] < place["北京"][1] < place["广东"][1] < place["海南"][1]
    assert place["新疆"][0] < place["甘肃"][0] < place["江苏"][0] < place["上海"][0]


@pytest.mark.parametrize(
    ("name", "local", "same_as"),
    [
        ("Shaanxi", "", "陕西"),
        ("Shanxi Province", "", "山西"),
        ("Tibet Autonomous Region", "", "西藏"),
        ("anything", "内蒙古自治区", "内蒙古"),
    ],
)
def test_a_unit_finds_its_tile_by_either_name(name, local, same_as):
    base = many(is_china=True).autonomy_units[0]
    row = dataclasses.replace(base, name=name, name_local=local)
    known = dataclasses.replace(base, name_local=same_as)
    assert tiles_of("CN", [row]) == tiles_of("CN", [known]) is not None


def test_without_a_layout_there_are_no_tiles():
    assert tiles_of("XX", many().autonomy_units) is None
    stranger = dataclasses.replace(many().autonomy_units[0], name="Elsewhere")
    assert tiles_of("CN", [stranger]) is None


def test_area_of_a_circle_is_the_number_of_ties():
    result = many()
    rows = [
        dataclasses.replace(row, n_ties=n)
        for row, n in zip(result.autonomy_units, (400, 100, 25), strict=False)
    ]
    picture = autonomy_map.figure(dataclasses.replace(result, autonomy_units=tuple(rows))).wide
    circles = marks(picture, "bubble")[:3]
    radii = [float(each.attrib["r"]) for each in circles]
    assert radii == pytest.approx([22.0, 11.0, 5.5])


def test_colour_tells_side_and_strength_and_a_shape_says_it_too():
    tones = Tones((0.1, 0.35, 0.7))
    assert tones.of(None) == "tone-none"
    assert tones.of(0.05) == "tone-0"
    assert tones.of(0.2) == "tone-plus-1"
    assert tones.of(-0.2) == "tone-minus-1"
    assert tones.of(-3.0) == "tone-minus-3"
    base = many().autonomy_units[0]
    assert sign_mark(dataclasses.replace(base, low=0.1, high=0.2)) == "▲"
    assert sign_mark(dataclasses.replace(base, low=-0.2, high=-0.1)) == "▼"
    assert sign_mark(dataclasses.replace(base, low=-0.2, high=0.1)) == ""


def test_colours_widen_where_all_values_are_far_from_zero():
    base = many().autonomy_units[0]
    rows = [dataclasses.replace(base, autonomy=value) for value in (-0.71, -1.2, -1.55, None)]
    tones = Tones.that_tell_apart(rows)
    assert len({tones.of(row.autonomy) for row in rows}) == 3
    assert Tones.that_tell_apart([]).of(0.3) == "tone-plus-1"
    assert Tones.that_tell_apart(odd().autonomy_units) == Tones((0.1, 0.35, 0.7))
    near = [dataclasses.replace(base, autonomy=value) for value in (-0.2, 0.05, 0.5)]
    assert len({Tones.that_tell_apart(near).of(row.autonomy) for row in near}) == 3


def test_uncovered_units_are_shown_as_not_known():
    result = many(is_china=True)
    assert len(marks(autonomy_map.figure(result).wide, "unknown")) == 2
    drawn = words_in(autonomy_list.figure(result).wide)
    assert sum((words or "").startswith("not known: no source lists") for words in drawn) == 2
    assert words_in(autonomy_list.figure(result).narrow).count("not known") == 2


def test_the_list_runs_from_most_to_least_autonomous():
    figure = autonomy_list.figure(many())
    places = [float(each.attrib["cx"]) for each in marks(figure.wide, "bubble")]
    assert len(places) == 29
    assert places == sorted(places, reverse=True)


def test_countries_show_the_largest_and_list_all():
    figure = partner_countries.figure(many())
    assert len(marks(figure.wide, "hollow")) == 25 + 1
    assert len(figure.table.rows) == 126


def test_rings_and_diamonds_stand_at_expected_and_observed():
    rows = wording.by_ties(many().partner_countries)[:25]
    picture = partner_countries.figure(many()).wide
    rings = [float(each.attrib["cx"]) for each in marks(picture, "hollow")[1:]]
    diamonds = [
        points(each)[0][0]
        for each in ElementTree.fromstring(in_english(picture)).iter()
        if each.attrib.get("class") in ("mark-blue", "mark-vermilion")
    ][2:]
    zero = 170.0
    per_tie = (max(diamonds) - zero) / max(row.n_inside for row in rows)
    for row, ring, diamond in zip(rows, rings, diamonds, strict=True):
        assert ring == pytest.approx(zero + per_tie * row.expected, abs=0.2)
        assert diamond == pytest.approx(zero + per_tie * row.n_inside, abs=0.2)


def test_dots_of_the_forest_stand_at_their_ratios():
    rows = many().sensitivity
    picture = sensitivity_forest.figure(many()).wide
    dots = [float(each.attrib["cx"]) for each in marks(picture, "mark-blue")]
    one = float(marks(picture, "centre")[0].attrib["x1"])
    (main,) = {float(each.attrib["x1"]) for each in marks(picture, "main-line")}
    per_log = (main - one) / math.log(1.62)
    expected = [one + per_log * math.log(row.ratio) for row in rows]
    assert dots == pytest.approx(expected, abs=0.3)


def test_dots_and_bars_of_the_rate_ratios_stand_at_their_numbers():
    for picture in (rate_ratios.figure(many()).wide, rate_ratios.figure(many()).narrow):
        dots = [float(each.attrib["cx"]) for each in marks(picture, "mark-blue")]
        bars = [
            (float(each.attrib["x1"]), float(each.attrib["x2"]))
            for each in marks(picture, "interval")
        ]
        one = float(marks(picture, "centre")[0].attrib["x1"])
        per_log = (dots[0] - one) / math.log(2.31)
        assert dots[1] == pytest.approx(one + per_log * math.log(1.18), abs=0.3)
        for (low, high), ends in zip(bars, ((1.42, 3.76), (0.84, 1.66)), strict=True):
            due = [one + per_log * math.log(end) for end in ends]
            assert (low, high) == pytest.approx(due, abs=0.3)


def test_a_rate_ratio_that_is_missing_or_far_off_is_said_not_drawn():
    picture = rate_ratios.figure(odd()).wide
    assert len(marks(picture, "mark-blue")) == 0
    assert len(marks(picture, "arrow")) == 1
    assert "0.00" in words_in(picture)
    gone = {**many().estimates}
    gone["rate_ratio"] = dataclasses.replace(gone["rate_ratio"], value=None, low=None, high=None)
    told = rate_ratios.figure(dataclasses.replace(many(), estimates=gone)).wide
    assert "cannot be told" in words_in(told)


def test_bars_of_coverage_stand_to_their_frames_as_the_counts():
    picture = coverage_bars.figure(many()).wide
    frames = [float(each.attrib["width"]) for each in marks(picture, "bar-frame")]
    bars = [float(each.attrib["width"]) for each in marks(picture, "bar-blue")]
    shares = [bar / frame for bar, frame in zip(bars, frames, strict=True)]
    assert shares == pytest.approx([1710 / 2209, 401 / 967, 300 / 349, 131 / 127], abs=0.001)


def test_a_share_is_printed_of_a_register_alone():
    total = many().coverage[0]
    assert "%" not in " ".join(words_in(coverage_bars.figure(many()).wide))
    register = dataclasses.replace(
        total, dimension="register", group="country: Nowhere", ours=34.0, official=100.0,
        is_like_with_like=True,
    )  # fmt: skip
    both = dataclasses.replace(many(), coverage=(total, register))
    assert "34 of 100, 34.0 %" in words_in(coverage_bars.figure(both).wide)


def test_a_changed_sign_is_a_diamond_left_of_one():
    picture = sensitivity_forest.figure(odd()).wide
    (mark,) = marks(picture, "mark-vermilion")
    (one,) = marks(picture, "centre")
    assert max(x for x, _ in points(mark)) < float(one.attrib["x1"])
    assert any("other side of 1" in words for words in words_in(picture))
    assert "withheld" in words_in(picture)
    assert len(marks(picture, "arrow")) == 1


def test_the_main_line_is_the_main_run():
    base = many()
    main = dataclasses.replace(base.sensitivity[0], name="main", ratio=1.4)
    result = dataclasses.replace(base, estimates={}, sensitivity=(main, *base.sensitivity))
    assert sensitivity_forest.main_ratio(base) == 1.62
    assert sensitivity_forest.main_ratio(result) == 1.4
    assert sensitivity_forest.main_ratio(few()) is None


def test_bars_of_years_are_as_tall_as_ties():
    result = many()
    picture = ties_by_year.figure(result).wide
    heights = [float(each.attrib["height"]) for each in marks(picture, "bar-blue")]
    counts = [
        getattr(row, kind)
        for kind in ("upper", "lower", "cross", "dual")
        for row in result.years
        if getattr(row, kind)
    ]
    floors = {float(each.attrib["y1"]) for each in marks(picture, "axis")}
    for bar in marks(picture, "bar-blue"):
        foot = float(bar.attrib["y"]) + float(bar.attrib["height"])
        assert any(foot == pytest.approx(floor, abs=0.11) for floor in floors)
    per_tie = max(heights) / max(counts)
    assert heights == pytest.approx([per_tie * count for count in counts], abs=0.11)


def test_ties_without_a_year_stand_apart_by_class_and_reason():
    assert ties_by_year.undated_of(many(), "lower") == [("no year", 420), ("suspect", 17)]
    assert ties_by_year.undated_elsewhere(many()) == []
    assert len(marks(ties_by_year.figure(many()).wide, "bar-undated")) == 6
    assert ties_by_year.undated_elsewhere(odd()) == [("undated", 40), ("suspect", 5)]
    assert "suspect: 5" in ties_by_year.figure(odd()).subtitle


@pytest.mark.parametrize("make", [many, few, odd])
def test_nothing_is_drawn_off_the_paper(make):
    for figure in figures_of(make()).values():
        for picture in (figure.wide, figure.narrow, figure.paper):
            root = ElementTree.fromstring(in_english(picture))
            _, _, width, height = map(float, root.attrib["viewBox"].split())
            for mark in root.iter():
                for name, value in mark.attrib.items():
                    if name in ("x", "x1", "x2", "cx"):
                        assert -0.1 <= float(value) <= width + 0.1, figure.id
                    if name in ("y", "y1", "y2", "cy"):
                        assert -0.1 <= float(value) <= height + 0.1, figure.id


def test_an_empty_figure_says_why():
    for figure in figures_of(few()).values():
        assert marks(figure.wide, "empty")
        assert any(re.search(r"[a-z]{4,}", words) for words in words_in(figure.wide))


def test_the_foot_of_the_forest_tells_the_draws_of_the_other_rows():
    assert "999 for each other" in sensitivity_forest.figure(many()).foot
