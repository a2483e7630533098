"""A line of a register that may be a held tie at another level: asked back, never doubled."""

from __future__ import annotations

from pathlib import Path

import sistercities as sc
import world
from sistercities.api.register_import import AccountLine

HEADS = "Home,Partner,Country,Date,Partner id"


def imported(folder: Path, release: Path, *rows: str) -> list[AccountLine]:
    path = folder / "r.csv"
    path.write_text("\n".join((HEADS, *rows)) + "\n", encoding="utf-8")
    return list(sc.import_register(path, country="CN", write=False, data=release).account)


def test_the_region_of_a_partner_since_the_same_day_is_asked_back(
    tmp_path: Path, release_folder: Path
) -> None:
    (line,) = imported(tmp_path, release_folder, "双鹤市,南原県,JP,1981-08-08,")
    assert (line.outcome, line.tie_id) == ("waiting", "")
    assert f"Tokiwa (city, JP-91, {world.TOKIWA}): it may be the same" in line.told
    assert line.next_step == (
        f"if it is the same tie, write Tokiwa with the id {world.TOKIWA}; "
        f"if it is another, give the id {world.MINAMIHARA}"
    )


def test_the_answer_is_an_id(tmp_path: Path, release_folder: Path) -> None:
    (same,) = imported(tmp_path, release_folder, f"双鹤市,Tokiwa,JP,1981-08-08,{world.TOKIWA}")
    assert same.outcome == "known"
    (other,) = imported(tmp_path, release_folder, f"双鹤市,南原県,JP,1981-08-08,{world.MINAMIHARA}")
    assert other.outcome == "new"


def test_the_place_that_took_over_is_asked_back(tmp_path: Path, release_folder: Path) -> None:
    (line,) = imported(tmp_path, release_folder, "岚屿省,Grand-Val,FR,1986-10-09,")
    assert line.outcome == "waiting"
    assert world.VALMONT in line.next_step


def test_another_day_or_both_levels_in_the_register_are_two_ties(
    tmp_path: Path, release_folder: Path
) -> None:
    (other_day,) = imported(tmp_path, release_folder, "双鹤市,南原県,JP,1981-08-09,")
    assert other_day.outcome == "new"
    (of_a_year,) = imported(tmp_path, release_folder, "双鹤市,南原県,JP,1981,")
    assert of_a_year.outcome == "new"
    city, region = imported(
        tmp_path,
        release_folder,
        "双鹤市,常盤市,JP,1981-08-08,",
        "双鹤市,南原県,JP,1981-08-08,",
    )
    assert (city.outcome, region.outcome) == ("known", "new")
