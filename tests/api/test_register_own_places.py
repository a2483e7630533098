"""Ids, points and towns of the gazetteer in a register: what is believed, and what it brings."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import sistercities as sc
import world
from sistercities.api.register_import import AccountLine

AT = {"Partner_lat": "54.6", "Partner_lon": "9.4", "Partner_region": "Nordmark"}
HEADS = (
    "Home", "Country", "Partner", "Partner country", "Partner id", "Partner lat", "Partner lon",
    "Partner Wikidata", "Partner region", "Partner GeoNames", "Partner PLZ", "Home lat", "Home lon",
)  # fmt: skip


def _written(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.DictWriter(sink, HEADS, restval="")
        writer.writeheader()
        writer.writerows({"Home": "Tokiwa", "Country": "JP", **row} for row in rows)
    return path


@pytest.fixture
def register(tmp_path: Path, release_folder: Path) -> object:
    """Return a function that imports lines, from Tokiwa where they do not say otherwise."""

    def read(*rows: dict[str, str], write: bool = False) -> sc.records.RegisterImport:
        path = _written(tmp_path / "ours.csv", *rows)
        return sc.import_register(path, year=2026, write=write, data=release_folder)

    return read


def _line(found: sc.records.RegisterImport, number: int = 2) -> AccountLine:
    return next(line for line in found.account if line.line == str(number))


def _partner(name: str, country: str = "DE", **more: str) -> dict[str, str]:
    return {"Partner": name, "Partner country": country,
            **{key.replace("_", " "): value for key, value in more.items()}}  # fmt: skip


def test_a_town_of_the_gazetteer_makes_a_tie(register: object) -> None:
    line = _line(register(_partner("Büschow")))  # type: ignore[operator]
    assert line.outcome == "new"
    assert line.place_b == f"Büschow (city, DE-91, {world.BUESCHOW})"


def test_a_name_that_the_gazetteer_lacks_says_what_it_holds(register: object) -> None:
    line = _line(register(_partner("Nirgendwo")))  # type: ignore[operator]
    assert "Nirgendwo: not in our gazetteer (DE, municipalities from 500 persons)" in line.told
    assert "spelling" not in line.next_step
    assert "latitude and longitude" in line.next_step


def test_a_near_spelling_is_offered_and_not_taken(register: object) -> None:
    line = _line(register(_partner("Büschwo")))  # type: ignore[operator]
    assert (line.outcome, line.place_b) == ("waiting", "")
    assert line.candidates_b == f"Büschow (city, DE-91, 2,300 persons, undated, {world.BUESCHOW})"


@pytest.mark.parametrize("column", ["Partner id", "Partner GeoNames"])
def test_an_id_that_is_another_place_is_not_believed(register: object, column: str) -> None:
    """The number of Altwerder beside Büschow: the name is right, the number slipped."""
    given = {column: world.ALTWERDER.removeprefix("gn:")}
    line = _line(register({**_partner("Büschow"), **given}))  # type: ignore[operator]
    assert world.BUESCHOW in line.place_b
    assert (
        f"the id {world.ALTWERDER} is Altwerder (DE-91), which is not called so; it is not believed"
        in line.told
    )


def test_an_id_that_nobody_has_is_told(register: object) -> None:
    line = _line(register(_partner("Büschow", Partner_id="gn:77777777")))  # type: ignore[operator]
    assert world.BUESCHOW in line.place_b
    assert "no place that is known has the id gn:77777777" in line.told


def test_an_id_in_another_country_is_not_believed(register: object) -> None:
    line = _line(register(_partner("Neudorf", Partner_id=world.NEUDORF_V)))  # type: ignore[operator]
    assert world.NEUDORF_N in line.place_b
    assert "and the line says DE" in line.told


def test_an_id_confirms_a_name_that_is_nearly_the_place_s(register: object) -> None:
    line = _line(register(_partner("Büschwo", Partner_id=world.BUESCHOW)))  # type: ignore[operator]
    assert (line.method_b, line.told) == ("id", "")
    assert world.BUESCHOW in line.place_b


def test_a_point_makes_a_place_of_its_own(register: object) -> None:
    found = register(_partner("Nirgendwo", **AT))  # type: ignore[operator]
    line = _line(found)
    assert line.place_b == "Nirgendwo (city, DE-91, x:ours-nirgendwo)"
    assert "made a place of its own from the point given (x:ours-nirgendwo)" in line.told
    assert line.outcome == "new"


def test_an_item_of_wikidata_is_the_id_of_a_place_of_its_own(register: object) -> None:
    given = _partner("Nirgendwo", **AT, Partner_Wikidata="Q98765432")
    line = _line(register(given))  # type: ignore[operator]
    assert "wd:Q98765432" in line.place_b
    assert "made a place of its own" in line.told


def test_an_item_alone_makes_a_place_of_a_name_that_nothing_is_spelt_like(
    register: object, release_folder: Path
) -> None:
    given = _partner("Xyloquay", Partner_Wikidata="Q98765432")
    line = _line(register(given, write=True))  # type: ignore[operator]
    assert line.outcome == "new"
    assert "made a place of its own from the Wikidata id given (wd:Q98765432)" in line.told
    assert "it has no point" in line.told
    assert "no place that is known" not in line.told
    card = sc.place("Xyloquay", data=sc.Data(release_folder, ["ours"]))
    assert (card.wikidata_id, card.latitude, card.country) == ("Q98765432", None, "DE")


def test_a_postcode_alone_makes_a_place_of_a_name_that_nothing_is_spelt_like(
    register: object, release_folder: Path
) -> None:
    given = _partner("Xyloquay", Partner_PLZ="24999")
    line = _line(register(given, write=True))  # type: ignore[operator]
    assert line.outcome == "new"
    assert line.place_b == "Xyloquay (city, DE, x:ours-xyloquay)"
    assert "made a place of its own from the postcode given (x:ours-xyloquay)" in line.told
    assert "it has no point, and if it is known by another name, write that" in line.told
    data = sc.Data(release_folder, ["ours"])
    card = sc.place("Xyloquay", data=data)
    assert (card.latitude, card.country) == (None, "DE")
    assert "postcode of Xyloquay: 24999" in sc.claims(data=data)["note"].tolist()


@pytest.mark.parametrize("stated", [{"Partner_Wikidata": "Q98765432"}, {"Partner_PLZ": "24999"}])
@pytest.mark.parametrize(
    ("name", "country"), [("Büschwo", "DE"), ("Büschow", "JP"), ("Neudorf", "JP")]
)
def test_what_has_no_point_makes_no_place_of_a_near_spelling_nor_of_a_name_elsewhere(
    register: object, name: str, country: str, stated: dict[str, str]
) -> None:
    line = _line(register(_partner(name, country, **stated)))  # type: ignore[operator]
    assert (line.outcome, line.place_b) == ("waiting", "")
    assert "not in our gazetteer" in line.told


def test_an_item_that_nothing_bears_need_not_be_corrected(register: object) -> None:
    line = _line(register(_partner("Büschow", Partner_Wikidata="Q98765432")))  # type: ignore[operator]
    assert world.BUESCHOW in line.place_b
    assert "no place that is known has the id wd:Q98765432" in line.told
    assert line.next_step == ""


def test_a_point_tells_namesakes_apart_and_never_takes_one_far_away(register: object) -> None:
    near = _line(register(_partner("Neudorf", Partner_lat="54.41", Partner_lon="9.21")))  # type: ignore[operator]
    assert world.NEUDORF_N in near.place_b
    far = _line(register(_partner("Neudorf", Partner_lat="53.9", Partner_lon="10.1")))  # type: ignore[operator]
    assert "x:ours-neudorf" in far.place_b
    assert "no place of the name lies within 25 km of it" in far.told


def test_a_like_name_at_the_point_is_asked_back(register: object) -> None:
    line = _line(register(_partner("Büschwo", Partner_lat="54.2", Partner_lon="9.8")))  # type: ignore[operator]
    assert (line.outcome, line.place_b) == ("waiting", "")
    assert "Büschow lies at the point given and is spelt alike" in line.told
    assert world.BUESCHOW in line.candidates_b


def test_a_point_outside_the_country_is_not_used(register: object) -> None:
    line = _line(register(_partner("Büschow", Partner_lat="35.3", Partner_lon="139.3")))  # type: ignore[operator]
    assert "the point lies outside DE and is not used" in line.told
    assert world.BUESCHOW in line.place_b


def test_one_place_of_its_own_serves_all_lines(register: object) -> None:
    """The order of the lines does not matter: the second states the point."""
    found = register(  # type: ignore[operator]
        {**_partner("Nirgendwo"), "Home": "Sakurai"},
        _partner("Nirgendwo", **AT),
    )
    assert [line.outcome for line in found.account] == ["new", "new"]
    assert {line.place_b for line in found.account} == {"Nirgendwo (city, DE-91, x:ours-nirgendwo)"}


def test_a_postcode_is_kept_and_said(register: object, release_folder: Path) -> None:
    found = register(_partner("Büschow", Partner_PLZ="24999"), write=True)  # type: ignore[operator]
    assert any("Postcodes are kept in the note of each tie" in note for note in found.notes)
    data = sc.Data(release_folder, ["ours"])
    assert "postcode of Büschow: 24999" in sc.claims(data=data)["note"].tolist()


def test_places_of_a_register_are_part_of_its_world(register: object, release_folder: Path) -> None:
    """With the overlay they are found by name, have the tie, and stand in what is recommended."""
    register(  # type: ignore[operator]
        _partner("Büschow"), _partner("Nirgendwo", **AT),
        write=True,
    )  # fmt: skip
    data = sc.Data(release_folder, ["ours"])
    for name in ("Büschow", "Nirgendwo", "x:ours-nirgendwo"):
        assert [tie.b.place_id for tie in sc.ties_of(name, data=data)] == [world.TOKIWA]
    card = sc.place("Nirgendwo", data=data)
    assert (card.latitude, card.longitude) == (54.6, 9.4)
    assert [one.place_id for one in card.parents] == [world.NORDMARK]
    assert {world.BUESCHOW, "x:ours-nirgendwo"} <= set(sc.places(data=data)["place_id"])
    assert sc.rank_partners("Nirgendwo", count=1, data=data).home.n_ties == 1
    assert "overlay ours: 2 places" in " ".join(sc.releases.verify_data(data=data).checked)
    assert not sc.ties_of("Büschow", data=release_folder)
