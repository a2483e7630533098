"""Towns of the gazetteer in the commands: found where no other table has the name."""

from __future__ import annotations

import os
import subprocess
import sys
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
        f"Neudorf (city, FR-92, 1,400 persons, undated, {world.NEUDORF_V})",
        f"Neudorf (city, DE-91, 900 persons, undated, {world.NEUDORF_N})",
    )


def test_a_near_spelling_is_offered_and_never_taken(release: Release) -> None:
    with pytest.raises(PlaceNotFound, match="in our gazetteer") as failure:
        meet_place(release, "Büschhow")
    assert world.BUESCHOW in failure.value.candidates[0]


@pytest.mark.parametrize(("typed", "first"), [("Ningbooo", "Ningbo "), ("宁波波", "Ningbo ")])
def test_a_local_name_beside_it_makes_no_name_less_like(
    package_release: Release, typed: str, first: str
) -> None:
    """Niangoloko came before Ningbo 宁波市, of which a reader types one name."""
    with pytest.raises(PlaceNotFound) as failure:
        meet_place(package_release, typed)
    assert failure.value.candidates[0].startswith(first)


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


@pytest.mark.parametrize("text", ["Ningwan", "宁湾", "ning-wan", world.NINGWAN, "Büschow"])
def test_a_place_and_its_ties_are_told_without_opening_a_table(
    release_folder: Path, text: str
) -> None:
    sc.place(text, data=release_folder)  # makes the index, if nobody has
    code = (
        "import sys, sistercities as sc\n"
        "sc.place(sys.argv[1]); sc.ties_of(sys.argv[1])\n"
        "print({'duckdb', 'numpy', 'pandas', 'pyarrow'} & set(sys.modules))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, text], capture_output=True, text=True, check=True,
        env={**os.environ, "SISTERCITIES_DATA": str(release_folder)},
    )  # fmt: skip
    assert told.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("text", "place"),
    [("Stepanakert", "gn:146970"), ("Stepanakert, AZ", "gn:146970"), ("Goka", "gn:8571652")],
)
def test_a_spelling_that_a_machine_may_have_made_is_found_last(text: str, place: str) -> None:
    """On the release: Goka is a town of its own, though a machine writes Kōka so."""
    with open_release() as opened:
        assert meet_place(opened, text).place_id == place
