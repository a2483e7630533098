"""The finding beside chance: read from a report's files, drawn on one scale, None where unknown."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sistercities.api.explorer.report_chance import (
    COUNTRIES,
    DRAWS,
    ESTIMATES,
    NULLS,
    InsideByChance,
    inside_by_chance,
)
from sistercities.api.explorer.report_store import ReportFolder
from sistercities.api.explorer.reports import StudyReport
from sistercities.web.chance_figure import WIDTH, chance_figure
from sistercities.web.languages import Words

FILES = {
    NULLS: "id,observed,mean,ratio,ratio_low,ratio_high,draws,seed\r\n"
    "country,30.0,10.0,3.0,2.0,5.0,100,7\r\nother,30.0,8.0,3.75,2.0,6.0,100,7\r\n",
    DRAWS: "null,ties_inside,draws\r\ncountry,12,20\r\ncountry,8,20\r\n"
    "country,10,60\r\nother,8,100\r\n",
    ESTIMATES: "name,value,n\r\nshare_inside,0.2,150\r\nelse,1.0,1\r\n",
}
FOUND = InsideByChance(
    "country", 30, 150, 10.0, 3.0, 2.0, 5.0, ((8, 20), (10, 60), (12, 20)), 100, 7
)


def _report(folder: Path) -> StudyReport:
    store = ReportFolder(folder)
    return StudyReport("CN", "CN", 2020, "1", "So.", (), (), store, has_page=True)


def _write(folder: Path, **changes: str) -> StudyReport:
    for name, text in FILES.items():
        (folder / name).write_text(changes.get(name.partition(".")[0], text), encoding="utf-8")
    return _report(folder)


def test_the_numbers_are_those_of_the_first_null_model(tmp_path: Path) -> None:
    assert inside_by_chance(_write(tmp_path)) == FOUND


def test_a_report_without_the_study_has_no_such_finding(tmp_path: Path) -> None:
    assert inside_by_chance(_report(tmp_path)) is None


@pytest.mark.parametrize(
    "broken",
    [
        "", "\x00", "id,observed\r\ncountry,30\r\n",
        "id,observed,mean,ratio,ratio_low,ratio_high,draws,seed\r\ncountry,30,0,3,2,5,100,7\r\n",
        "id,observed,mean,ratio,ratio_low,ratio_high,draws,seed\r\ncountry,30,10,3,,,100,7\r\n",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_no_finding(tmp_path: Path, broken: str) -> None:
    assert inside_by_chance(_write(tmp_path, **{"nesting-nulls": broken})) is None


def test_chance_and_observed_stand_on_one_scale_with_the_interval() -> None:
    drawn = chance_figure(FOUND, Words("en"))
    zero, one = (tick.x for tick in drawn.ticks[:2])
    assert [tick.label for tick in drawn.ticks] == ["0", "1", "2", "3", "4", "5"]
    assert drawn.chance == one
    for ratio, x in ((3, drawn.observed), (2, drawn.low), (5, drawn.high)):
        assert x == pytest.approx(zero + ratio * (one - zero), abs=0.2)
    outline = [float(x) for x in re.findall(r"[MH]([\d.]+)", drawn.hump)]
    assert zero + 0.75 * (one - zero) < min(outline) < drawn.chance < max(outline) < drawn.low


def test_the_numbers_stand_beside_the_marks_in_both_languages() -> None:
    english, chinese = (chance_figure(FOUND, Words(lang)) for lang in ("en", "zh"))
    assert english.over_observed == ("observed: 30", "3.0 times (95 % interval 2.0 to 5.0)")
    assert english.over_chance == ("by chance", "about 10")
    assert "30" in chinese.over_observed[0]
    assert not re.search("[a-z]{3}", chinese.words + chinese.axis)


def test_who_divides_by_the_mean_finds_the_ratio() -> None:
    exact = replace(FOUND, observed=300, mean=105.449, ratio=300 / 105.449)
    drawn = chance_figure(exact, Words("en"))
    assert drawn.over_chance[1] == "about 105.4"
    assert drawn.over_observed[1].startswith(f"{300 / 105.4:.1f} times")


def test_a_wide_interval_stays_within_the_drawing() -> None:
    drawn = chance_figure(replace(FOUND, high=480.0), Words("en"))
    assert drawn.high <= WIDTH
    assert len(drawn.ticks) <= 8


def test_the_city_ties_known_in_all_are_those_of_the_map(tmp_path: Path) -> None:
    (tmp_path / COUNTRIES).write_text("country,ties\r\nJP,200\r\nDE,61\r\n", encoding="utf-8")
    found = inside_by_chance(_write(tmp_path))
    assert found is not None
    assert (found.known, found.total) == (261, 150)
