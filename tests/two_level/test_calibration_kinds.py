"""What the nulls say on each kind of worlds: the stored sizes keep the promise, and repeat.

`tests/reference/kinds_calibration.py` made the stored numbers; its seed was fixed beforehand.
"""

from __future__ import annotations

import json

import pytest

from reference.kinds_calibration import (
    OUT,
    PROCEDURES,
    Row,
    about,
    n_worlds_of,
    rows,
)
from reference.kinds_first_worlds import OUT as FIRST_OUT
from reference.kinds_first_worlds import p_of_worlds, repeated

STORED = json.loads(OUT.read_text(encoding="utf-8"))
MAX_EXACT = 0.065
BOOTSTRAP = (0.035, 0.065)
FIRST = json.loads(FIRST_OUT.read_text(encoding="utf-8"))


def stored_row(row: Row) -> dict[str, float]:
    part, network, kind, name = row
    found: dict[str, float] = STORED[part][network][kind][name]
    return found


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


@pytest.mark.parametrize("row", repeated(), ids=" ".join)
def test_the_first_worlds_are_judged_as_they_were(row: Row) -> None:
    """World for world."""
    found, held = p_of_worlds(row), FIRST[" | ".join(row)]
    assert [p is None for p in found] == [p is None for p in held]
    assert [p for p in found if p is not None] == pytest.approx([p for p in held if p is not None])


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
