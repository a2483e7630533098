"""Ties of a partner in the home country that are over, on the drawn world."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import world
from sistercities.dataset.heirs import HEIRS
from sistercities.dataset.release.store import open_release
from sistercities.partners.gate.ended_of_each import ended_in_home_country
from sistercities.partners.gate.ended_there import ended_in_country, read_over
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.read_ground import read_ground
from sistercities.sentences import country_name, place_name


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


class _Rows:
    """Answers a question with so many ties of one place, the newest end first."""

    def __init__(self, n: int) -> None:
        self._n = n

    def query(self, sql: str, _given: Sequence[object] = ()) -> list[dict[str, Any]]:
        if sql == HEIRS:
            return []
        return [
            {"partner": "x:1", "other": f"x:{k}", "name": f"Town {k}", "standing": "ended",
             "end": str(2030 - k), "tie_id": f"t:{k}", "country": "JP"}
            for k in range(2, 2 + self._n)
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("n", "more"), [(3, ""), (4, ", 1 more"), (6, ", 3 more")], ids=["three", "four", "six"]
)
def test_three_of_them_are_named_and_the_others_counted(n: int, more: str) -> None:
    home, abroad = place_name("Home", "x:0"), place_name("Port", "x:1")
    found = ended_in_country(read_over(_Rows(n)), home, country_name("Japan", "JP"), [abroad])
    assert found["x:1"].sentence == (
        f"{n} partnerships of Port in Japan have ended or were suspended: "
        f"Town 2 (ended 2028), Town 3 (ended 2027), Town 4 (ended 2026){more}."
    )
    assert found["x:1"].ties == tuple(f"t:{k}" for k in range(2, 2 + n))


def test_of_nobody_nothing_is_asked() -> None:
    assert (
        ended_in_country(
            read_over(_Rows(3)), place_name("Home", "x:0"), country_name("J", "JP"), []
        )
        == {}
    )
