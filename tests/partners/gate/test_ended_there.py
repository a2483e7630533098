"""Ties of a partner in the home country that are over, on the drawn world."""

from __future__ import annotations

from pathlib import Path

import world
from sistercities.dataset.release.store import open_release
from sistercities.partners.gate.ended_of_each import ended_in_home_country
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.read_ground import read_ground


def _told(folder: Path, home: str, *partners: str) -> list[tuple[Obstacle, ...]]:
    with open_release(folder) as release:
        ground = read_ground(release)
        at = [ground.position[one] for one in partners]
        return ended_in_home_country(release, ground, ground.position[home], at)


def test_a_tie_that_a_partner_had_in_the_home_country_calls_for_care(release_folder: Path) -> None:
    ((one,), nothing) = _told(release_folder, world.TOKIWA, world.FREIHAFEN, world.PORTCLAIR)
    assert (one.kind, one.strength) == ("ended_in_country", "caution")
    assert one.sentence == (
        "1 partnership of Freihafen in JP has ended or was suspended: Sakurai (ended 2022)."
    )
    assert one.places == (world.SAKURAI,)
    assert nothing == ()


def test_the_own_tie_of_the_two_is_told_elsewhere(release_folder: Path) -> None:
    assert _told(release_folder, world.SAKURAI, world.FREIHAFEN) == [()]


def test_a_tie_that_ended_with_another_country_says_nothing(release_folder: Path) -> None:
    assert _told(release_folder, world.ZHUTAN, world.FREIHAFEN) == [()]
