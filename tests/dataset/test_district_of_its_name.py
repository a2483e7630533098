"""A city and a district of it that bears its name: the city is meant, and the other is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import world
from release_build.writing.release_files import write_release
from sistercities.api.listing import passed_over
from sistercities.cli.place_command import place
from sistercities.dataset.assemble import assemble
from sistercities.dataset.lookup import find_place
from sistercities.dataset.release.store import Release, open_release
from sistercities.errors import PlaceAmbiguous
from sistercities.terms.places import Place


def _drawn(folder: Path, *places: Place, ties: tuple[str, ...] = ()) -> Release:
    ingredients = world.ingredients()
    all_places = {**ingredients.places, **{one.place_id: one for one in places}}
    partners = [world.TIANTAI, world.NINGWAN, world.SONGGANG]
    rows = [
        world.Drawn(partners[ties[:n].count(one)], one, "1999", "year")
        for n, one in enumerate(ties)
    ]
    claims = [world.drawn_claim(world.ZH, f"N{n}", row, all_places) for n, row in enumerate(rows)]
    drawn = replace(ingredients, places=all_places, resolved=[*ingredients.resolved, *claims])
    write_release(assemble(drawn), folder)
    return open_release(folder)


def _town(place_id: str, name: str, **more: object) -> Place:
    base = world.ingredients().places[world.ALTWERDER]
    return replace(base, place_id=place_id, name=name, names=(), **more)


CITY, DISTRICT = "gn:1001", "x:de-ganzau-ganzau"


@pytest.fixture
def two(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Release]:
    ties, degrees = request.param
    base = world.ingredients().places[world.ALTWERDER]
    district = _town(
        DISTRICT, "Ganzau", level="district", population=None,
        latitude=(base.latitude or 0.0) + degrees,
    )  # fmt: skip
    with _drawn(tmp_path / "release", _town(CITY, "Ganzau"), district, ties=ties) as opened:
        yield opened


@pytest.mark.parametrize("two", [((CITY, CITY, DISTRICT), 0.01)], indirect=True)
def test_the_city_is_meant_and_the_district_is_told(two: Release, tmp_path: Path) -> None:
    assert find_place(two, "Ganzau").place_id == CITY
    told, others = passed_over("Ganzau", CITY, tmp_path / "release")
    assert str(told) == (
        f"Ganzau here is the city; the district of it that bears its name, {DISTRICT}, has 1 "
        "known partner."
    )
    assert others == ()


@pytest.mark.parametrize(
    "two",
    [
        ((CITY, DISTRICT, DISTRICT), 0.01),  # the district has more ties
        ((CITY, CITY, DISTRICT), 1.0),  # it lies elsewhere
    ],
    indirect=True,
)
def test_otherwise_it_is_asked(two: Release) -> None:
    with pytest.raises(PlaceAmbiguous):
        find_place(two, "Ganzau")


@pytest.mark.parametrize("with_region", [True, False])
def test_a_region_whose_name_alone_was_typed_is_told_though_it_has_no_partners(
    tmp_path: Path, with_region: bool
) -> None:
    city = _town(CITY, "Navaiy", country="UZ", region_iso="UZ-NV", population=144_158)
    city = replace(city, names=(("Navai", "und"),))
    region = replace(
        city, place_id="gn:1002", name="Navai" if with_region else "Zarafshon", names=(),
        level="region1", population=None,
    )  # fmt: skip
    with _drawn(tmp_path / "release", city, region, ties=(CITY,)) as opened:
        assert find_place(opened, "gn:1001").place_id == CITY
    told, _ = passed_over("Navai", CITY, tmp_path / "release")
    said = "Navai here is the municipality; the region of that name, gn:1002, has 0 known partners."
    assert (str(told) if told else "") == (said if with_region else "")


def test_what_followed_a_place_is_named_beside_its_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = _town("gn:1003", "Teilau", valid_to=2004, successor=CITY)
    with _drawn(tmp_path / "release", _town(CITY, "Ganzau"), part, ties=("gn:1003",)):
        pass
    place("gn:1003", data=str(tmp_path / "release"))
    assert "successor   Ganzau gn:1001\n" in capsys.readouterr().out
