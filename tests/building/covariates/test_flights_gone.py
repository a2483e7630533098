"""Routes between two countries of which a source says that nothing flies any more are left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from release_build.covariates.flight_links import Leg
from release_build.covariates.flights_gone import (
    FlightsGone,
    read_flights_gone,
    require_stated,
    without_gone,
)
from release_build.readers.openflights import Airport
from sistercities.errors import BuildError, SourceError

HEADS = "country_a,country_b,from,pair_id,reason,date,retire_check"
CHECK = "the pair has an end in country_pairs_now"
LINE = f"AA,BB,2022-02,war:AA:BB,at war,2026-11-28,{CHECK}"
GONE = FlightsGone("AA", "BB", "2022-02", "war:AA:BB")


def _airport(code: str, country: str) -> Airport:
    return Airport(code, code, code, country, 0.0, 0.0)


AIRPORTS = {
    code: _airport(code, country) for code, country in (("A1", "AA"), ("B1", "BB"), ("C1", "CC"))
}


def _leg(here: str, there: str) -> Leg:
    return Leg((here, there), frozenset(("ZZZ",)), 4)


def test_the_routes_of_the_two_go_and_all_others_stay() -> None:
    legs = [_leg("A1", "B1"), _leg("A1", "C1"), _leg("B1", "C1")]
    assert without_gone(legs, AIRPORTS, [GONE]) == legs[1:]


def test_a_ruling_on_routes_that_nobody_lists_is_refused() -> None:
    with pytest.raises(BuildError, match="no route is listed between AA and BB"):
        without_gone([_leg("A1", "C1")], AIRPORTS, [GONE])


def _pair(**changed: Any) -> dict[str, Any]:
    return {
        "pair_id": "war:AA:BB",
        "country_a": "AA",
        "country_b": "BB",
        "until_date": None,
    } | changed


def test_a_ruling_rests_on_a_row_that_still_holds() -> None:
    require_stated([GONE], [_pair()])
    for pair in (_pair(until_date="2026-12"), _pair(country_b="CC"), _pair(pair_id="war:AA:CC")):
        with pytest.raises(BuildError, match="war:AA:BB does not say"):
            require_stated([GONE], [pair])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("AA,BB", "AA,AA", "column country_b: 'AA'"),
        ("AA,BB", "ZZ,BB", "column country_a: 'ZZ'"),
        ("2022-02", "lately", "column from: 'lately'"),
        ("war:AA:BB", "", "column pair_id: ''"),
        ("at war", "", "column reason: ''"),
        (CHECK, "never", "column retire_check: 'never'"),
    ],
)
def test_a_row_that_is_not_understood_is_refused(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    path = tmp_path / "flights_gone.csv"
    path.write_text(f"{HEADS}\n{LINE}\n", encoding="utf-8")
    assert read_flights_gone(path, ("AA", "BB")) == (GONE,)
    path.write_text(f"{HEADS}\n{LINE.replace(old, new, 1)}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=problem):
        read_flights_gone(path, ("AA", "BB"))
