"""Which columns the short table of a place keeps, and what it says once where all rows agree."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.tie_columns import SHORT, inside_note, standing_cell, told_apart
from sistercities.web.tie_table import _columns

ALL = ["partner", "country", "year", "standing"]


def _asked() -> Asked:
    site: Any = SimpleNamespace(static=None, country=lambda code, _lang: {"JP": "Japan"}[code])
    return Asked(site, Words("en"), "/place/gn:1", {}, "https://host.example")


def _tie(country: str, start: str | None, precision: str = "year") -> Any:
    known = precision if start else "none"
    return SimpleNamespace(
        there=SimpleNamespace(country=country), start=start, start_precision=known
    )


@pytest.mark.parametrize(
    ("ties", "kept", "said"),
    [
        ([_tie("JP", "1990"), _tie("DE", None)], ALL, ""),
        ([_tie("JP", "1990"), _tie("JP", None)], ["partner", "year", "standing"],
         "All of them are in Japan."),
        ([_tie("JP", None), _tie("DE", None)], ["partner", "country", "standing"],
         "No source gives the year in which any of them began."),
        ([_tie("JP", "1990", "suspect"), _tie("DE", None)], ALL, ""),
        ([_tie("JP", None), _tie("JP", None)], ["partner", "standing"],
         "All of them are in Japan. No source gives the year in which any of them began."),
        ([_tie("JP", None)], ALL, ""),
        ([], ALL, ""),
    ],
)  # fmt: skip
def test_a_column_in_which_all_rows_agree_becomes_a_line(
    ties: list[Any], kept: list[str], said: str
) -> None:
    columns, alike = told_apart(_asked(), SHORT, ties)
    assert [one.key for one in columns] == kept
    assert alike == said


@pytest.mark.parametrize(
    ("standing", "since", "end", "note"),
    [
        ("ended", "2026", None, "year not known"),
        ("suspended", "2023", None, "year not known"),
        ("ended", "2022-03", "2022-03-03", "2022-03-03"),
        ("never_valid", "2019", None, None),
        ("listed", "2026", None, "2026"),
    ],
)
def test_the_year_of_a_list_does_not_stand_under_an_end(
    standing: str, since: str, end: str | None, note: str | None
) -> None:
    tie: Any = SimpleNamespace(
        standing=standing,
        standing_since=since,
        end=end,
        seen_until=2025,
        tie_id="a~b",
        standing_source="list",
        standing_title="A list",
        seen_from=2020,
        absent_from=None,
        silent=(),
    )
    assert standing_cell(_asked(), tie).note == note


@pytest.mark.parametrize(
    ("is_today", "began", "of_regions", "said"),
    [
        (True, 1982, 1987, "inside sister regions"),
        (False, 1983, 1982, "inside sister regions when signed"),
        (False, 1982, 1987, "inside regions that became sisters in 1987"),
        (False, 1982, 1982, "inside regions that were or became sisters"),
        (False, 1982, None, "inside regions that were or became sisters"),
    ],
)
def test_a_tie_is_said_to_lie_in_regions_that_were_sisters_only_after_they_were(
    is_today: bool, began: int, of_regions: int | None, said: str
) -> None:
    tie: Any = SimpleNamespace(
        region_tie="gn:1~gn:2", is_inside_today=is_today, start_year=began, region_year=of_regions
    )
    assert inside_note(_asked(), tie) == said


def test_a_tie_without_a_tie_of_its_regions_is_in_none() -> None:
    assert inside_note(_asked(), SimpleNamespace(region_tie=None)) == ""  # type: ignore[arg-type]


def test_of_one_page_of_several_nothing_is_said_as_of_all_rows() -> None:
    ties = [_tie("JP", None), _tie("JP", None)]
    for is_all in (True, False):
        columns, alike = _columns(_asked(), ties, both_ends=False, is_short=True, is_all=is_all)
        assert [one.key for one in columns] == (["partner", "standing"] if is_all else ALL)
        assert bool(alike) == is_all
