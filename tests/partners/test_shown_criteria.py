"""Which criteria of a scorecard are shown where something bars the pair."""

from __future__ import annotations

from dataclasses import replace

import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.assessment import Assessment, Criterion, InShort, Standing
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.reason import Reason
from sistercities.partners.reasons import place_record

PLACE = place_record(made_up_ground(), 0)
NAMES = ("partner_size", "shared_partners", "tied_with_alike", "rivalry", "language_and_ties")
STANDING = Standing(0.0, 0.0, 0.1, "About 1 in 10.", 3, 100, 97.0)


def _criterion(name: str) -> Criterion:
    return Criterion(Reason(name, "group", name, 1.0, 1.0, f"{name}.", "", True), 1.0, None, None)


def _found(*obstacles: Obstacle) -> Assessment:
    every = tuple(_criterion(name) for name in NAMES)
    return Assessment(
        PLACE, PLACE, "barred" if obstacles else "possible", "", InShort((), (), ()), STANDING,
        every, every, obstacles, "", (), "", 0, {}, (), "0", "0",
    )  # fmt: skip


def _names(found: Assessment) -> tuple[list[str], list[str]]:
    return (
        [one.reason.feature for one in found.shown_criteria],
        [one.reason.feature for one in found.shown_unknown],
    )


def test_without_a_bar_all_is_shown() -> None:
    assert _names(_found()) == (list(NAMES), list(NAMES))


def test_no_line_praises_shared_partners_of_a_pair_that_is_barred() -> None:
    war = Obstacle("war", "bar", "At war.", "")
    shown = ["partner_size", "rivalry", "language_and_ties"]
    assert _names(_found(war)) == (shown, shown)


@pytest.mark.parametrize("strength", ["bar", "caution"])
def test_no_state_is_set_beside_a_place_whose_status_bars_it(strength: str) -> None:
    status = replace(Obstacle("special_status", "bar", "Its status.", ""), strength=strength)
    shown = ["partner_size"] if strength == "bar" else list(NAMES)
    assert _names(_found(status)) == (shown, shown)
