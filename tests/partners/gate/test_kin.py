"""Places that are much the same as a partner, on the drawn world: of ties of today alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import world
from partners.made_up_ground import made_up_ground
from sistercities.dataset.release.store import open_release
from sistercities.partners.gate.kin import (
    NAMESAKE_OF_PARTNER,
    _held_around,
    around_a_partner,
    kin_obstacle,
    kin_of_partners,
    namesakes_of_partners,
)
from sistercities.partners.gate.kin_notes import notes_on_held_around
from sistercities.partners.packed_records import KeptWords
from sistercities.partners.read_ground import read_ground


def _kin(folder: Path, home: str) -> dict[str, tuple[str, str]]:
    with open_release(folder) as release:
        ground = read_ground(release)
        found = kin_of_partners(release, ground, ground.position[home])
    ids = ground.places.ids
    return {str(ids[k]): (str(ids[at]), relation) for k, (at, relation) in found.items()}


@pytest.mark.parametrize(
    ("home", "kin"),
    [
        # A county in a city that is a partner; regions around partners hold many places beside.
        (world.TOKIWA, {
            world.HUSHI: (world.SHUANGHE, "contains"),
            world.NANYUAN: (world.JINGHAI, "contains"),
        }),
        # The place that a partner lies in, region and city at once.
        (world.SAINT_ORME, {world.JINGHAI: (world.NANYUAN, "lies_in")}),
        # A region that followed a partner.
        (world.LANYU, {world.GRAND_VAL: (world.VALMONT, "followed_by")}),
        # The other partner of its place is a partner too: it is no kin then.
        (world.PORTCLAIR, {world.HUSHI: (world.SHUANGHE, "contains")}),
        (world.MOQI, {}),
        (world.TIANTAI, {}),
    ],
)  # fmt: skip
def test_what_contains_lies_in_or_followed_a_partner(
    release_folder: Path, home: str, kin: dict[str, tuple[str, str]]
) -> None:
    assert _kin(release_folder, home) == kin


def test_a_tie_that_ended_has_no_kin(release_folder: Path) -> None:
    """Freihafen, a city and region at once, had a tie with Sakurai that ended."""
    assert world.FREIHAFEN not in {at for at, _ in _kin(release_folder, world.SAKURAI).values()}


def test_of_a_region_it_is_noted_which_partners_lie_in_it_and_which_region_is_one(
    release_folder: Path,
) -> None:
    with open_release(release_folder) as release:
        ground = read_ground(release)
    containers = ground.places.containers
    found = 0
    for home in range(ground.n_places):
        partners = ground.ties.partners(home)
        keys = ground.ties.key(np.full(len(partners), home), partners)
        partners = partners[~np.isin(keys, ground.told_once[0])]
        for place in range(ground.n_places):
            inside = {k for k in partners.tolist() if place in containers[k]}
            around = set(partners.tolist()) & set(containers[place].tolist())
            of_place = ground.ties.partners(place)
            of_place_keys = ground.ties.key(np.full(len(of_place), place), of_place)
            of_place = of_place[~np.isin(of_place_keys, ground.told_once[0])]
            own = set(of_place.tolist()) & set(containers[home].tolist())
            told = around_a_partner(ground, home, place)
            assert bool(told) == bool(inside or around or own)
            if told:
                assert told[0].strength == "note"
                named = inside | around or {min(own, key=of_place.tolist().index)}
                assert set(told[0].places) == {str(ground.places.ids[k]) for k in named}
                found += 1
    assert found


def test_the_municipality_that_bears_the_name_of_a_partner_region_is_kin() -> None:
    """Who knows that Gotland is a partner of Saaremaa does not tell the region from the town."""
    ground = made_up_ground(seed=3, n_ties=1)
    places, home, town, other = ground.places, 12, 11, 10
    region = int(np.flatnonzero(places.is_region & ~places.is_city)[0])
    containers, names = places.containers.copy(), places.names.copy()
    containers[[town, other]] = [[region, -1, -1]] * 2
    names[town] = names[region]
    ties = replace(ground.ties, a=np.array([home]), b=np.array([region]), year=np.array([np.nan]))
    moved = replace(places, containers=containers, names=names)
    ground = replace(ground, places=moved, ties=ties)
    kin = namesakes_of_partners(ground, home)
    assert kin == {town: (region, NAMESAKE_OF_PARTNER)}
    (note,) = notes_on_held_around(ground, home, kin)
    assert f"is already a partner of the region of {names[town]}, in which" in note
    assert str(note).endswith("is not suggested.")
    (told,) = kin_obstacle(ground, home, town, kin)
    assert told.strength == "note"


class _ReadOneByOne(KeptWords):
    """Words of which nobody may read all."""

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        raise AssertionError("all names were read")


def test_of_a_partner_region_no_names_are_read_but_of_what_lies_in_it() -> None:
    """To read the names of all places takes a tenth of the time of three short lists."""
    ground = made_up_ground(seed=3, n_ties=1)
    places, home, town = ground.places, 12, 11
    region = int(np.flatnonzero(places.is_region & ~places.is_city)[0])
    names, containers = places.names.tolist(), places.containers.copy()
    names[town], containers[town, 0] = names[region], region
    said = [name.encode() for name in names]
    kept: Any = _ReadOneByOne(b"".join(said), np.cumsum([len(name) for name in said]))
    ties = replace(ground.ties, a=np.array([home]), b=np.array([region]), year=np.array([np.nan]))
    places = replace(places, names=kept, containers=containers)
    ground = replace(ground, places=places, ties=ties)
    assert namesakes_of_partners(ground, home) == {town: (region, NAMESAKE_OF_PARTNER)}


@pytest.mark.parametrize("around", [(), (120,), (121, 125, 120)])
def test_what_lies_in_some_places_is_what_one_of_them_contains(around: tuple[int, ...]) -> None:
    ground = made_up_ground(seed=4)
    containers = ground.places.containers.copy()
    containers[:9, 2] = 121
    ground = replace(ground, places=replace(ground.places, containers=containers))
    due = [not set(around).isdisjoint(row) for row in containers.tolist()]
    assert ground.lies_in(around).tolist() == due
    assert any(due) == bool(around)


@pytest.mark.parametrize(
    "told", ["x:002 lies_in x:003", "x:999 lies_in x:003", "x:002 lies_in x:9"]
)
def test_what_is_told_of_a_place_that_is_no_candidate_is_left_out(told: str) -> None:
    other, relation = told.split(" ", 1)
    ground = made_up_ground()
    found = _held_around(ground, 1, {"told of x:001": [(other, relation)]})
    known = {2: (3, "lies_in")}
    assert found == (known if told == "x:002 lies_in x:003" else {})
