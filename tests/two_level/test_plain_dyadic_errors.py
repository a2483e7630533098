"""What dyadic errors cover by themselves is as stored, as the page says, and comes out again."""

from __future__ import annotations

import json
from pathlib import Path

from two_level.test_dyads_page import PAGE
from twolevel.exact.besag_clifford import clopper_pearson

REFERENCE = Path(__file__).parents[1] / "reference"
STORED = json.loads((REFERENCE / "plain_dyadic_errors.json").read_text(encoding="utf-8"))
ALONE, LARGER = "dyadic alone", "the larger of dyadic and robust"


def test_the_page_says_what_is_stored() -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    said = (
        f"by dyadic errors alone hold the slope in {100 * STORED[ALONE]:.1f} % of "
        f"{STORED['worlds']:,} worlds, by the larger of the two in {100 * STORED[LARGER]:.1f} %"
    )
    assert said in page


def test_a_part_comes_out_again(monkeypatch) -> None:
    monkeypatch.syspath_prepend(str(REFERENCE))
    import plain_dyadic_errors

    assert STORED["seed"] == plain_dyadic_errors.SEED
    found = plain_dyadic_errors.covered(200)
    for kind in (ALONE, LARGER):
        low, high = clopper_pearson(round(found[kind] * found["worlds"]), found["worlds"], 0.99)
        assert low <= STORED[kind] <= high
    assert found[ALONE] < found[LARGER]
