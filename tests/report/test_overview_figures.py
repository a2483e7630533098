"""The map, the distances and the growth of a report."""

from __future__ import annotations

import re
from dataclasses import replace

from sistercities.network.measures.overview import (
    DistanceBand,
    PartnerCountry,
    PartnerPoint,
    TieOverview,
)
from sistercities.report.chapters.overview_figures import overview_csv, overview_figures
from sistercities.report.said_html import in_english

NAMES = {"BB": "Bania", "CC": "Cania", "DD": "United Denia"}


def made(**changed: object) -> TieOverview:
    """Make the ties of a country with three others."""
    ties = TieOverview(
        country="AA", home=(100.0, 30.0), n_ties=1234, n_without_point=34,
        points=(PartnerPoint(10.0, 50.0, 3), PartnerPoint(12.0, 50.0, 1)),
        countries=(
            PartnerCountry("BB", 10.0, 50.0, 900), PartnerCountry("CC", 10.5, 50.2, 300),
            PartnerCountry("DD", -100.0, 40.0, 34),
        ),
        bands=(
            DistanceBand(0.0, 1000.0, 100, 20.0, 10.0, 30.0),
            DistanceBand(1000.0, 12000.0, 900, 1000.0, 950.0, 1050.0),
            DistanceBand(12000.0, 20100.0, 200, 180.0, 160.0, 210.0),
        ),
        mean_km=7169.9, mean_km_by_chance=8414.5,
        years=((1980, 100), (1995, 400), (2010, 300), (2022, 20)), until=2020,
    )  # fmt: skip
    return replace(ties, **changed)  # type: ignore[arg-type]


def drawn(ties: TieOverview | None) -> tuple[str, ...]:
    """Give the words of each figure, "" for none."""
    found = overview_figures(ties, NAMES, "Ania", "2026.1", 1)
    figures = (found.map, found.distance, found.growth)
    return tuple(
        "" if one is None else f"{one.title} {one.subtitle} {in_english(one.wide)} {one.foot}"
        for one in figures
    )


def test_titles_say_the_findings() -> None:
    where, how_far, since = drawn(made())
    assert where.startswith(
        "Cities of Ania have partners in 3 countries and territories; most in Bania (900), Cania "
        "(300) and the United Denia (34)"
    )
    assert how_far.startswith(
        "Partners of cities of Ania lie 7,200 km away on average; by chance it would be 8,400"
    )
    assert since.startswith("Half of the dated partnerships of cities of Ania began by 1995")


def test_names_on_the_map_cover_none_before_them() -> None:
    where, *_ = drawn(made())
    at = {
        name: float(y) for y, name in re.findall(r'y="([\d.]+)"[^>]*>([BC]ania \d+)</text>', where)
    }
    assert abs(at["Bania 900"] - at["Cania 300"]) >= 14  # their points are a few pixels apart


def test_years_after_the_sources_are_shaded_and_said_to_be_no_decline() -> None:
    assert 'class="shade"' in drawn(made())[2]
    assert "end by 2020" in drawn(made())[2]
    ended = drawn(made(until=2022))[2]
    assert 'class="shade"' not in ended
    assert "no decline" not in ended


def test_what_is_not_known_is_counted() -> None:
    where, how_far, since = drawn(made())
    assert "34 of them" in where
    assert "n = 1,200" in how_far
    assert "414 others" in since


def test_few_dated_ties_are_not_drawn_over_time() -> None:
    assert drawn(made(n_ties=5000))[2] == ""


def test_without_ties_nothing_is_drawn_or_written() -> None:
    assert drawn(None) == ("", "", "")
    assert overview_csv(None) == {}


def test_the_files_hold_what_is_drawn() -> None:
    files = overview_csv(made())
    assert files["growth.csv"].decode().splitlines()[1] == "1980,100"
    assert files["partner-countries.csv"].decode().splitlines()[1] == "BB,900"
    assert len(files["distances.csv"].decode().splitlines()) == 4


def test_the_world_has_no_home() -> None:
    where, how_far, _ = drawn(made(country="WORLD", home=None))
    assert where.startswith("Cities of 3 countries and territories have partners in others")
    assert how_far.startswith("Partner cities of two countries lie 7,200 km apart")
