"""Names in a made-up register that are not one place: each waits, with its reason and next step."""

from __future__ import annotations

from pathlib import Path

import pytest

import sistercities as sc
import world
from sistercities.api.register_import import AccountLine

SPLIT = "write one tie on each line"


@pytest.fixture
def line(tmp_path: Path, release_folder: Path) -> object:
    """Return a function that imports one line."""

    def import_line(
        partner: str,
        country: str = "",
        region: str = "",
        home: str = "Altwerder",
        home_region: str = "",
    ) -> AccountLine:
        path = tmp_path / "r.csv"
        cells = (home, home_region, partner, region, country)
        row = ";".join(f'"{cell}"' for cell in cells)
        heads = "Home;Home region;Partner;Partner region;Country"
        path.write_text(f"{heads}\n{row}\n", encoding="utf-8")
        found = sc.import_register(path, country="DE", write=False, data=release_folder)
        return found.account[0]

    return import_line


@pytest.mark.parametrize(
    ("partner", "country", "named"),
    [
        ("Tokiwa, Portclair", "", "two places (Tokiwa, Portclair)"),
        ("Tokiwa, Portclair", "Japan", "two places (Tokiwa, Portclair)"),
        ("Tokiwa, Sakurai", "Japan", "two places (Tokiwa, Sakurai)"),
        ("Tokiwa (Portclair)", "", "two places (Tokiwa, Portclair)"),
        ("Tokiwa / Portclair", "Japan", "two places (Tokiwa, Portclair)"),
        ("Tokiwa、Sakurai", "Japan", "two places (Tokiwa, Sakurai)"),
        ("Tokiwa und Sakurai", "Japan", "two places (Tokiwa, Sakurai)"),
        ("Tokiwa & Sakurai", "", "two places (Tokiwa, Sakurai)"),
        ("Tokiwa\nSakurai\nPortclair", "", "three places (Tokiwa, Sakurai, Portclair)"),
        ("Tokiwa, Sakurai, Portclair", "", "three places (Tokiwa, Sakurai, Portclair)"),
        ("Tokiwa, Sakurai und Portclair", "", "three places (Tokiwa, Sakurai, Portclair)"),
        ("Kawabe, Sakurai", "Japan", "two places (Kawabe, Sakurai)"),
        ("Nirgends, Sakurai", "Japan", "two places (Nirgends, Sakurai)"),
    ],
)
def test_a_cell_with_two_places_waits(line: object, partner: str, country: str, named: str) -> None:
    found = line(partner, country)  # type: ignore[operator]
    assert (found.outcome, found.place_b) == ("waiting", "")
    assert f"the cell names {named}" in found.told
    assert found.next_step == SPLIT


def test_two_homes_in_a_cell_wait_too(line: object) -> None:
    found = line("Tokiwa", "Japan", home="Altwerder, Freihafen")  # type: ignore[operator]
    assert "the cell names two places (Altwerder, Freihafen)" in found.told


@pytest.mark.parametrize(
    ("partner", "country", "place"),
    [
        ("宁湾/Ning-wan", "China", world.NINGWAN),
        ("Ningwan (宁湾)", "China", world.NINGWAN),
        ("Kawabe, Kitazawa", "Japan", world.KAWABE_K),
        ("Kawabe (Kitazawa)", "", world.KAWABE_K),
        ("Kawabe (Kitazawa, Japan)", "", world.KAWABE_K),
        ("Saint-Orme, Haute-Lise", "France", world.SAINT_ORME),
        ("Saint-Orme (Grand-Val)", "France", world.SAINT_ORME),
        ("Neudorf (Dép. Haute-Lise)", "France", world.NEUDORF_V),
        ("Saint-Orme (Valmont)", "France", world.SAINT_ORME),
        ("Saint-Orme, Frankreich", "France", world.SAINT_ORME),
        ("Altwerder, Landeshauptstadt", "DE", world.ALTWERDER),
    ],
)
def test_what_tells_where_a_place_lies_is_no_second_place(
    line: object, partner: str, country: str, place: str
) -> None:
    found = line(partner, country, home="Freihafen")  # type: ignore[operator]
    assert place in found.place_b
    assert found.tie_id


def test_a_text_after_a_comma_that_nothing_explains_waits(line: object) -> None:
    found = line("Tokiwa, Irgendwas", "Japan")  # type: ignore[operator]
    assert found.outcome == "waiting"
    assert "'Irgendwas' beside the name is no region and no place that is known" in found.told
    assert found.next_step == f"if it is a second place, {SPLIT}; else leave it out"


def test_a_text_in_brackets_that_nothing_explains_is_told(line: object) -> None:
    found = line("Tokiwa (am Meer)", "Japan")  # type: ignore[operator]
    assert world.TOKIWA in found.place_b
    assert "'am Meer' beside the name is not understood and is not used" in found.told


def test_a_name_that_says_another_country_waits(line: object) -> None:
    found = line("Tokiwa (Frankreich)", "Japan")  # type: ignore[operator]
    assert "the name says Frankreich, the country beside it is JP" in found.told
    assert found.outcome == "waiting"


def test_a_region_that_is_stated_is_not_passed_over(line: object) -> None:
    """Kawabe lies in two prefectures, and in neither that is stated; Tokiwa in another."""
    none = line("Kawabe", "Japan", "Higashino")  # type: ignore[operator]
    assert "there is no place of this name in Higashino" in none.told
    assert none.next_step == "correct the name or the region, or give the id"
    assert world.KAWABE_M not in none.candidates_b
    other = line("Tokiwa", "Japan", "Higashino")  # type: ignore[operator]
    assert f"no such place in Higashino, but Tokiwa (city, JP-91, {world.TOKIWA})" in other.told
    assert other.place_b == ""
    bracketed = line("Tokiwa (Higashino)", "Japan")  # type: ignore[operator]
    assert "in Higashino" in bracketed.told
    assert line("Saint-Orme", "France", "Valmont").tie_id  # type: ignore[operator]
    assert line("Saint-Orme", "France", "Nirgendwo").tie_id  # type: ignore[operator]


def test_nearest_names_are_those_of_the_stated_region(line: object) -> None:
    found = line("Kawab", "Japan", "Kitazawa")  # type: ignore[operator]
    assert world.KAWABE_K in found.candidates_b
    assert world.KAWABE_M not in found.candidates_b


def test_a_wrong_country_is_told_before_what_is_spelt_alike(line: object) -> None:
    found = line("Portclair", "Japan")  # type: ignore[operator]
    assert "not in our gazetteer for JP, but there is Portclair (city, FR-93" in found.told
    assert "alike" not in found.told
    assert found.next_step == "correct the country or the name"


def test_a_known_partner_that_is_spelt_alike_comes_first(line: object) -> None:
    found = line("Zonggang", "China")  # type: ignore[operator]
    assert found.candidates_b.startswith("Songgang (city, CN-92, ")
    assert "a known partner is spelt alike" in found.told


def test_a_slip_in_the_name_of_a_known_partner_is_taken_as_it_and_told(line: object) -> None:
    found = line("Songang", "China")  # type: ignore[operator]
    assert (found.outcome, found.method_b) == ("known", "alias+country+known_tie+similar_name")
    assert found.told == "Songang is taken as Songgang, the partner on record"
    assert found.confidence < 0.85
    assert line("Songang", "China", home="Freihafen").outcome == "waiting"  # type: ignore[operator]


def test_a_state_that_is_no_more_is_looked_up_in_its_successors(
    line: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = "sistercities.sources.register_ends.states_of_former"
    monkeypatch.setattr(read, lambda name: ("JP", "FR") if name == "Atlantis" else ())
    found = line("Portclair", "Atlantis")  # type: ignore[operator]
    assert world.PORTCLAIR in found.place_b
    assert "Portclair: Atlantis is no country of today; looked up in FR" in found.told
    waits = line("Nirgends", "Atlantis")  # type: ignore[operator]
    assert "Atlantis is no country of today" in waits.told
    assert waits.next_step == "write the country of today: JP, FR"


def test_both_names_of_one_place_are_no_tie(line: object) -> None:
    found = line("Altwerder", "DE")  # type: ignore[operator]
    assert (found.outcome, found.claim_id) == ("refused", "")
    assert "both names are one place, so there is no tie" in found.told


@pytest.mark.parametrize(("home", "partner"), [("Songgang", "Qingmo"), ("Qingmo", "Songgang")])
def test_a_city_and_the_region_around_it_make_no_tie(
    tmp_path: Path, release_folder: Path, home: str, partner: str
) -> None:
    path = tmp_path / "r.csv"
    path.write_text(f"Home;Partner;Country\n{home};{partner};CN\n", encoding="utf-8")
    looked = sc.import_register(path, country="CN", write=False, data=release_folder)
    (found,) = looked.account
    assert (found.outcome, found.claim_id, found.tie_id) == ("refused", "", "")
    assert "Songgang lies in Qingmo, so the two make no tie" in found.told
    assert "correct one of the two names" in found.next_step


def test_lines_that_state_different_regions_do_not_repeat_each_other(
    tmp_path: Path, release_folder: Path
) -> None:
    path = tmp_path / "r.csv"
    rows = "Nirgends,Kitazawa,Altwerder,DE\nNirgends,Higashino,Altwerder,DE\n"
    path.write_text(f"Home,Home region,Partner,Country\n{rows}")
    found = sc.import_register(path, country="JP", write=False, data=release_folder)
    assert [each.outcome for each in found.account] == ["waiting", "waiting"]


@pytest.mark.parametrize(
    "partner",
    [
        "Tokiwa (Japan)\nSaint-Orme (Frankreich)",
        "Tokiwa, Japan, 1985\nPortclair, Frankreich\nSakurai",
        "Tokiwa (Japan), Saint-Orme (Frankreich)",
        "Tokiwa; Irgendwas",
    ],
)
def test_a_cell_that_seems_to_name_several_is_asked_about(
    tmp_path: Path, release_folder: Path, partner: str
) -> None:
    path = tmp_path / "r.csv"
    path.write_text(f'City|Partners\nAltwerder|"{partner}"\n', encoding="utf-8")
    found = sc.import_register(path, country="DE", write=False, data=release_folder)
    assert found.account[0].outcome == "waiting"
    assert any("On 1 line a cell seems to name more than one" in note for note in found.notes)


@pytest.mark.parametrize(
    ("home", "place"),
    [
        ("Kawabe, Kitazawa", world.KAWABE_K),
        ("Kawabe, JP-92", world.KAWABE_K),
        ("Altwerder, DE", world.ALTWERDER),
    ],
)
def test_a_home_that_is_stated_with_its_country_or_region_is_that_place(
    tmp_path: Path, release_folder: Path, home: str, place: str
) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Partner,Country\nNingwan,CN\n", encoding="utf-8")
    found = sc.import_register(path, home=home, write=False, data=release_folder)
    assert place in found.account[0].place_a
    assert found.account[0].name_a == home


def test_a_home_with_several_namesakes_in_its_country_waits(
    tmp_path: Path, release_folder: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Partner,Country\nNingwan,CN\n", encoding="utf-8")
    found = sc.import_register(path, home="Kawabe, JP", write=False, data=release_folder)
    assert found.account[0].outcome == "waiting"


def test_a_partner_in_the_country_of_the_home_is_found_there(
    tmp_path: Path, release_folder: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_text("自治体名,提携先,国名\n常盤市,川辺市,国内\n常盤市,宁湾,中\n", encoding="utf-8")
    found = sc.import_register(path, country="JP", write=False, data=release_folder)
    assert "is not known" not in found.account[0].told
    assert world.NINGWAN in found.account[1].place_b


def test_a_tie_that_the_region_of_a_town_holds_is_told(
    tmp_path: Path, release_folder: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Partner,Country\n南原県,JP\n北沢県,JP\n", encoding="utf-8")
    found = sc.import_register(path, home="双鹤市", country="CN", write=False, data=release_folder)
    same, other = found.account
    assert (same.outcome, other.outcome) == ("new", "new")
    assert (
        f"the region Lanyu ({world.LANYU}), in which Shuanghe lies, holds a tie with Minamihara"
        in same.told
    )
    assert same.next_step == "if the region is meant, give its id or its level"
    assert "holds a tie" not in other.told


@pytest.mark.parametrize(
    ("home", "outcome"),
    [("Altwerder (Stadt)", "ready"), ("Altwerder (Samtgemeinde)", "waiting")],
)
def test_a_union_of_municipalities_is_no_town_of_another_land(
    line: object, home: str, outcome: str
) -> None:
    found = line("Tokiwa", "Japan", home=home)  # type: ignore[operator]
    assert (found.outcome == "waiting", bool(found.place_a)) == (
        outcome == "waiting", outcome != "waiting",
    )  # fmt: skip
