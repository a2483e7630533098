"""What the nulls say on each kind of worlds: the stored sizes keep the promise, and repeat.

`tests/reference/kinds_calibration.py` made the stored numbers; its seed was fixed beforehand.
"""

from __future__ import annotations

import json

import pytest
from scipy.stats import binomtest

from reference.kinds_calibration import (
    OUT,
    PROCEDURES,
    Row,
    about,
    measured,
    n_worlds_of,
    rows,
)

STORED = json.loads(OUT.read_text(encoding="utf-8"))
MAX_EXACT = 0.065
BOOTSTRAP = (0.035, 0.065)
WORLDS = {
    "home and foreign": {"start-years": 100, "gravity": 80, "gravity-cities": 40},
    "whole": {"start-years": 100, "gravity": 40},
}
"""Worlds that are repeated where a tenth would take long; else 200, of whole networks 100."""
KINDS_REPEATED: list[Row] = [
    ("kinds", "home and foreign", "province-led", "degree-country"),
    ("kinds", "home and foreign", "common-cause", "start-years, city ties later"),
    ("kinds", "whole", "city-led", "degree-totals"),
    ("kinds", "whole", "province-led", "start-years, city ties later"),
]


def stored_row(row: Row) -> dict[str, float]:
    part, network, kind, name = row
    found: dict[str, float] = STORED[part][network][kind][name]
    return found


def agrees(row: Row, n_worlds: int) -> bool:
    """Whether the first worlds lie within the 99 % binomial bounds of the stored rate."""
    now, then = measured(row, n_worlds), stored_row(row)
    told = now["n_worlds"]
    assert told + now["n_withheld"] == n_worlds
    return bool(binomtest(round(now["rate"] * told), told, then["rate"]).pvalue > 0.01)


SIZES = [row for row in rows() if row[0] == "size"]


def test_stored_numbers_are_of_these_layouts_and_this_seed() -> None:
    changing = ("python", "versions")
    now = {key: value for key, value in about().items() if key not in changing}
    assert {key: STORED[key] for key in now} == now
    assert STORED["n_worlds"] >= 2000
    for row in rows():
        held = stored_row(row)
        of_all = held["n_worlds"] + held["n_withheld"]
        assert of_all == n_worlds_of(row, STORED["n_worlds"])
        assert held["n_withheld"] <= 0.01 * of_all


@pytest.mark.parametrize("row", SIZES, ids=lambda row: f"{row[1]} {row[3]}")
def test_size_is_as_promised_where_the_hypothesis_holds(row: Row) -> None:
    rate = stored_row(row)["rate"]
    low, high = BOOTSTRAP if row[3].startswith("gravity") else (0.0, MAX_EXACT)
    assert low <= rate <= high


@pytest.mark.parametrize("row", SIZES, ids=lambda row: f"{row[1]} {row[3]}")
def test_the_first_worlds_repeat_the_stored_size(row: Row) -> None:
    usual = 200 if row[1] == "home and foreign" else 100
    assert agrees(row, WORLDS[row[1]].get(row[3], usual))


@pytest.mark.parametrize("row", KINDS_REPEATED, ids=lambda row: " ".join(row[1:]))
def test_the_first_worlds_repeat_what_is_said_of_a_kind(row: Row) -> None:
    assert agrees(row, 40)


@pytest.mark.parametrize("network", PROCEDURES)
def test_the_order_of_years_tells_the_kinds_apart_and_rewiring_does_not(network: str) -> None:
    """What the page says of the table, judged by the stored bounds."""
    kinds = STORED["kinds"][network]
    for null_id in ("region-labels", "degree", "degree-country", "upper-ties"):
        assert kinds["common-cause"][null_id]["low"] > 0.065
        assert kinds["province-led"][null_id]["low"] > 0.065
    later, earlier = "start-years, city ties later", "start-years, city ties earlier"
    assert kinds["province-led"][later]["low"] > kinds["province-led"][earlier]["high"]
    assert kinds["city-led"][earlier]["low"] > kinds["city-led"][later]["high"]
    for tail in (later, earlier):
        assert kinds["common-cause"][tail]["low"] <= 0.025
    assert kinds["independence"]["region-labels"]["low"] > 0.05
