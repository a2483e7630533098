"""Towns of the gazetteer in the commands: found where no other table has the name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import sistercities as sc
import world
from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.town_lookup import meet_place, towns_beginning
from sistercities.errors import PlaceAmbiguous, PlaceNotFound


@pytest.fixture
def release(release_folder: Path) -> Iterator[Release]:
    with open_release(release_folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Büschow", world.BUESCHOW),
        ("Bueschow, DE", world.BUESCHOW),
        ("büschow (city)", world.BUESCHOW),
        ("gn:651", world.BUESCHOW),
        ("gn:659", world.BUESCHOW),
        ("白泉", world.SHIRAIZUMI),
        ("Neudorf, Nordmark", world.NEUDORF_N),
        ("Neudorf, FR", world.NEUDORF_V),
        ("Ningwan", world.NINGWAN),
    ],
)
def test_a_town_is_found_and_seen_by_the_queries(release: Release, text: str, place: str) -> None:
    assert meet_place(release, text).place_id == place
    rows = release.query("SELECT name FROM places WHERE place_id = ?", [place])
    assert len(rows) == 1


def test_several_towns_are_asked_back_with_region_and_people(release: Release) -> None:
    with pytest.raises(PlaceAmbiguous) as failure:
        meet_place(release, "Neudorf")
    assert failure.value.candidates == (
        f"Neudorf (city, FR-92, 1,400 persons, {world.NEUDORF_V})",
        f"Neudorf (city, DE-91, 900 persons, {world.NEUDORF_N})",
    )


def test_a_near_spelling_is_offered_and_never_taken(release: Release) -> None:
    with pytest.raises(PlaceNotFound, match="in our gazetteer") as failure:
        meet_place(release, "Büschhow")
    assert world.BUESCHOW in failure.value.candidates[0]


def test_a_town_has_its_containers_and_no_tie(release_folder: Path) -> None:
    card = sc.place("Petit-Orme", data=release_folder)
    assert [one.place_id for one in card.parents] == [world.HAUTE_LISE, world.GRAND_VAL]
    assert card.ties["total"] == 0
    assert sc.ties_of("Petit-Orme", data=release_folder) == []


def test_towns_have_partners_suggested_and_pairs_weighed(release_folder: Path) -> None:
    found = sc.rank_partners("Büschow", count=3, data=release_folder)
    assert found.home.place_id == world.BUESCHOW
    assert found.partners
    assert all(one.place.place_id != world.BUESCHOW for one in found.partners)
    weighed = sc.assess("Büschow", "Petit-Orme", data=release_folder)
    assert (weighed.home.name, weighed.partner.name) == ("Büschow", "Petit-Orme")


def test_a_path_from_a_town_says_that_no_tie_of_it_is_known(release_folder: Path) -> None:
    found = sc.path("Büschow", "Tokiwa", data=release_folder)
    assert [place.place_id for place in found.without_ties] == [world.BUESCHOW]


def test_towns_that_begin_so_are_suggested_the_largest_first(release: Release) -> None:
    found = towns_beginning(release, "neud", 5)
    assert [town.place_id for town in found] == [world.NEUDORF_V, world.NEUDORF_N]
    assert towns_beginning(release, "-", 5) == []


@pytest.fixture
def without_gazetteer(release_folder: Path, tmp_path: Path) -> Path:
    """Damage the gazetteer, so that whoever reads it is told."""
    folder = Path(shutil.copytree(release_folder, tmp_path / "release"))
    for name in ("gazetteer", "gazetteer_names"):
        path = folder / f"{name}.parquet"
        content = bytearray(path.read_bytes())
        content[20:60] = bytes(40)
        path.write_bytes(content)
    return folder


@pytest.mark.parametrize("text", ["Ningwan", "宁湾", "ning-wan", world.NINGWAN, "Kawabe, Kitazawa"])
def test_a_known_place_costs_no_look_at_the_gazetteer(without_gazetteer: Path, text: str) -> None:
    assert sc.place(text, data=without_gazetteer).place_id
    assert sc.ties_of(text, data=without_gazetteer)
