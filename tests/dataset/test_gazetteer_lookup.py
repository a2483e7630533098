"""Small municipalities by name: found at once, told apart by region, never guessed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import world
from release_build.writing.release_files import verify_release
from sistercities.dataset.gazetteer_lookup import (
    find_each_in_gazetteer,
    find_in_gazetteer,
    gazetteer_place,
    near_in_gazetteer,
)
from sistercities.dataset.lookup import find_place
from sistercities.dataset.release.store import Release, open_release
from sistercities.errors import ReleaseError


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world.write_world(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def release(drawn: Path) -> Iterator[Release]:
    with open_release(drawn) as opened:
        yield opened


def _ids(release: Release, *asked: str) -> list[str]:
    return [place.place_id for place in find_in_gazetteer(release, *asked)]


@pytest.mark.parametrize(
    "name",
    ["Büschow", "büschow", "BUSCHOW", "Bueschow", "Byschaw", "Büschow, "],
)
def test_a_small_town_is_found_however_it_is_written(release: Release, name: str) -> None:
    assert _ids(release, name, "DE") == [world.BUESCHOW]


@pytest.mark.parametrize(
    "name", ["白泉村", "白泉", "しらいずみむら", "Shiraizumi", "Shiraizumi-mura"]
)
def test_a_japanese_village_is_found_in_each_script(release: Release, name: str) -> None:
    found = find_in_gazetteer(release, name, "JP")
    assert [place.place_id for place in found] == [world.SHIRAIZUMI]
    assert found[0].name_local == "白泉村"


def test_a_country_tells_namesakes_apart(release: Release) -> None:
    assert _ids(release, "Neudorf") == [world.NEUDORF_V, world.NEUDORF_N]
    assert _ids(release, "Neudorf", "DE") == [world.NEUDORF_N]
    assert _ids(release, "Neudorf", "AT") == []


@pytest.mark.parametrize("region", ["Grand-Val", "FR-92", "92", world.GRAND_VAL, "Haute-Lise"])
def test_a_region_or_a_unit_in_it_is_named_by_code_id_or_name(
    release: Release, region: str
) -> None:
    assert _ids(release, "Neudorf", "FR", region) == [world.NEUDORF_V]
    assert _ids(release, "Neudorf", "DE", region) == []


def test_what_is_found_says_where_it_is(release: Release) -> None:
    (found,) = find_in_gazetteer(release, "Petit Orme", "FR")
    assert (found.region, found.container) == (world.GRAND_VAL, world.HAUTE_LISE)
    assert (found.latitude, found.longitude) == pytest.approx((48.45, 7.65), abs=1e-4)
    assert (found.population, found.geonames_id) == (700, 752)
    assert found.as_place().parent_ids == (world.HAUTE_LISE, world.GRAND_VAL)
    assert found.line() == "Petit-Orme (city, FR-92, gn:752)"


def test_many_names_are_found_at_once_in_order(release: Release) -> None:
    asked = [("Neudorf", "FR", ""), ("Nirgendwo", "", ""), ("Büschow", "", "")]
    found = find_each_in_gazetteer(release, asked)
    ids = [[place.place_id for place in places] for places in found]
    assert ids == [[world.NEUDORF_V], [], [world.BUESCHOW]]


def test_an_id_leads_to_its_place_also_that_of_its_area(release: Release) -> None:
    for given in (world.BUESCHOW, "gn:659"):
        place = gazetteer_place(release, given)
        assert place is not None
        assert place.place_id == world.BUESCHOW
    assert gazetteer_place(release, "gn:1") is None
    assert gazetteer_place(release, world.NINGWAN) is None


def test_a_near_spelling_is_proposed_and_never_found(release: Release) -> None:
    assert find_in_gazetteer(release, "Buschhow", "DE") == []
    proposed = near_in_gazetteer(release, "Buschhow", "DE")
    assert [place.place_id for place in proposed] == [world.BUESCHOW]
    assert near_in_gazetteer(release, "Buschhow", "FR") == []
    assert near_in_gazetteer(release, "Petit", "FR", "Haute-Lise")[0].place_id == world.PETIT_ORME


@pytest.mark.parametrize("name", ["", " ", "!!", "-"])
def test_what_holds_no_letter_finds_nothing(release: Release, name: str) -> None:
    assert find_in_gazetteer(release, name) == []
    assert near_in_gazetteer(release, name) == []


@pytest.fixture
def damaged(drawn: Path, tmp_path: Path) -> Path:
    """Change a few bytes in the midst of the gazetteer, so that its size stays."""
    folder = Path(shutil.copytree(drawn, tmp_path / "release"))
    for name in ("gazetteer", "gazetteer_names"):
        path = folder / f"{name}.parquet"
        content = bytearray(path.read_bytes())
        content[20:60] = bytes(40)
        path.write_bytes(content)
    return folder


def test_places_that_are_held_are_found_without_reading_the_gazetteer(damaged: Path) -> None:
    with open_release(damaged) as release:
        assert find_place(release, "Ningwan").place_id == world.NINGWAN
        assert release.query("SELECT count(*) AS n FROM ties")[0]["n"] == len(world.TIES)


def test_a_damaged_gazetteer_is_told_when_an_index_is_made_of_it(
    damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "cache"))
    with open_release(damaged) as release, pytest.raises(ReleaseError, match="checksum"):
        find_in_gazetteer(release, "Büschow")
    with pytest.raises(ReleaseError, match="checksum"):
        verify_release(damaged)


def test_a_gazetteer_of_another_size_is_refused_when_the_release_is_opened(damaged: Path) -> None:
    with (damaged / "gazetteer.parquet").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ReleaseError, match="bytes"):
        open_release(damaged)
