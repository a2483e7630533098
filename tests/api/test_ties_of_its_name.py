"""A city, and the region around it or the district in it that bears its name and is a partner."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import sistercities.api as sc
import world
from release_build.writing.release_files import write_release
from sistercities.cli.path_page import path_lines
from sistercities.cli.screen import Screen
from sistercities.dataset.assemble import assemble
from sistercities.terms.places import Place
from sistercities.web.site import open_site
from web.reader import Reader, parsed, words_of

CITY, DISTRICT, COUNTY, QUARTER = "gn:1001", "x:de-ganzau-ganzau", "gn:1002", "gn:1003"


def _row(inside: str, around: str) -> dict[str, object]:
    return {"place_id": inside, "parent_id": around, "from_year": 0, "to_year": None,
            "source": "geonames"}  # fmt: skip


def _place(place_id: str, name: str, level: str = "city") -> Place:
    base = world.ingredients().places[world.ALTWERDER]
    return replace(base, place_id=place_id, name=name, names=(), level=level)


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    """Return a city without partners, its county with one, its district with another."""
    return _release(tmp_path)


def _release(tmp_path: Path, *more: world.Drawn) -> Path:
    ingredients = world.ingredients()
    new = [_place(CITY, "Ganzau"), _place(COUNTY, "Ganzau County", "region2")]
    new += [_place(DISTRICT, "Ganzau", "district"), _place(QUARTER, "Winkel", "district")]
    places = {**ingredients.places, **{one.place_id: one for one in new}}
    rows = (world.Drawn(world.NINGWAN, COUNTY, "1999", "year"),
            world.Drawn(world.TIANTAI, DISTRICT, "2001", "year"), *more)  # fmt: skip
    claims = [world.drawn_claim(world.ZH, f"N{n}", row, places) for n, row in enumerate(rows)]
    parents = [*ingredients.parents, _row(CITY, COUNTY), _row(DISTRICT, CITY), _row(QUARTER, CITY)]
    all_claims = [*ingredients.resolved, *claims]
    folder = tmp_path / "release"
    write_release(
        assemble(replace(ingredients, places=places, parents=parents, resolved=all_claims)), folder
    )
    return folder


@pytest.mark.parametrize(
    ("partner", "said"),
    [
        (world.NINGWAN, "Ganzau County, in which Ganzau lies, is already a partner of Ningwan."),
        (world.TIANTAI, f"The district of Ganzau that bears its name, {DISTRICT}, has been a "
         "partner of Tiantai since 2001."),
    ],
)  # fmt: skip
def test_a_partner_of_the_other_of_a_name_is_told_first(
    drawn: Path, partner: str, said: str
) -> None:
    for ends in ((CITY, partner), (partner, CITY)):
        found = sc.path(*ends, data=drawn)
        assert found.sentence.startswith(said)
        assert path_lines(found, Screen(80, 40))[0] == said


def test_of_a_city_without_ties_what_is_called_so_is_offered(drawn: Path) -> None:
    found = sc.path(CITY, world.FREIHAFEN, data=drawn)
    assert "We know of no partner of Ganzau itself; Ganzau County, in which it lies, has 1. " in (
        found.sentence
    )
    assert f"`sistercities path {COUNTY} {world.FREIHAFEN}`" in found.sentence
    told = " ".join(sc.place(CITY, data=drawn).in_question)
    assert f"Ganzau County, in which it lies, has 1. See `sistercities ties {COUNTY}`." in told


def test_of_a_quarter_without_ties_its_city_is_offered(drawn: Path) -> None:
    said = sc.path(QUARTER, world.NINGWAN, data=drawn).sentence
    assert said == (
        "We know of no tie of Winkel; it lies in Ganzau. See "
        f"`sistercities path {CITY} {world.NINGWAN}`."
    )
    whole = sc.path(QUARTER, CITY, data=drawn).sentence
    assert whole.startswith("We know of no tie of Winkel; it lies in Ganzau.")
    assert "try" not in whole


def test_a_chain_is_told_to_leave_that_partnership_out(tmp_path: Path) -> None:
    folder = _release(tmp_path, world.Drawn(world.JINGHAI, CITY, "2003", "year"))
    said = "Without that partnership, Ganzau and Ningwan are 3 steps apart"
    assert said in sc.path(CITY, world.NINGWAN, data=folder).sentence
    site = open_site(folder)
    reader = Reader(site)
    page = reader.page(f"/path?from={CITY}&to={world.NINGWAN}")
    reader.close()
    site.explorer.close()
    assert said in " ".join(words_of(parsed(page)).split())
