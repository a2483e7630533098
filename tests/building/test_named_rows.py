"""A claim about a row of another source means the places of that row, or waits."""

from __future__ import annotations

from dataclasses import replace

import world
from release_build.resolving.older_rows import ANOTHER_PLACE, beside_named_rows
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.places import Resolution

NOTHING = Resolution("", "", 0.0, "no place of this name in the country")
NINGWAN = Resolution(world.NINGWAN, "alias+country+level", 0.98)
TOKIWA = Resolution(world.TOKIWA, "hint_name+country+level+hint_region", 0.95)


def _claim(claim_id: str, b: Resolution) -> ResolvedClaim:
    ends = world.Drawn(world.NINGWAN, world.TOKIWA, "", "none")
    drawn = world.drawn_claim(world.ZH, claim_id, ends, world.places())
    return ResolvedClaim(replace(drawn.claim, claim_id=claim_id), NINGWAN, b)


ROW = _claim("list:1", TOKIWA)


def _beside(b: Resolution, row: ResolvedClaim = ROW) -> Resolution:
    (found,) = beside_named_rows([_claim("new:1", b)], {"new:1": row.claim.claim_id}, [row])
    return found.b


def test_a_name_that_the_rules_find_at_the_same_place_stays() -> None:
    same = Resolution(world.TOKIWA, "alias+country+level", 0.98)
    assert _beside(same) == same


def test_a_name_that_the_rules_do_not_find_is_told_by_the_row() -> None:
    told = _beside(NOTHING)
    assert (told.place_id, told.method, told.confidence) == (world.TOKIWA, "named_row", 0.95)


def test_a_name_that_the_rules_find_elsewhere_waits() -> None:
    waits = _beside(Resolution(world.MOQI, "alias+country", 0.9))
    assert (waits.place_id, waits.reason) == ("", ANOTHER_PLACE)
    assert waits.candidates == (world.TOKIWA, world.MOQI)


def test_a_ruling_goes_before_the_row() -> None:
    ruled = Resolution(world.MOQI, "decision", 1.0)
    assert _beside(ruled) == ruled


def test_a_row_whose_own_name_waits_tells_nothing() -> None:
    found = Resolution(world.MOQI, "alias+country", 0.9)
    assert _beside(found, _claim("list:1", NOTHING)) == found
    assert _beside(NOTHING, _claim("list:1", NOTHING)) == NOTHING


def test_a_claim_about_no_row_stays() -> None:
    new = _claim("new:2", NOTHING)
    assert beside_named_rows([new], {}, [ROW]) == [new]
