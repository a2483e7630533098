"""What a line says beside its names, against the release: day, second name, lines around."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

import sistercities as sc
from sistercities.api.register_import import AccountLine

OSAKA_CITY, OSAKA_PREFECTURE, LIYANG = "gn:1853909", "gn:1853904", "gn:1802788"
FUKUOKA_PREFECTURE = "gn:1863958"
HEADS = ["Home", "Partner", "Partner name in English", "Partner country", "Since"]
LINES = {
    "city": ("Osaka", "Shanghai", "", "CN", "1974-04-18"),
    "prefecture": ("Osaka", "Shanghai", "", "CN", "1980-11-21"),
    "misspelt": ("白山市", "涑阳", "", "CN", "1996-10-23"),
    "misspelt, the year": ("白山市", "涑阳", "", "CN", "1996"),
    "two names": ("Kobe", "涑阳", "Liyang", "CN", ""),
    "no territory": ("Kobe", "Saint-Denis (Réunion)", "", "FR", ""),
    "a code with points": ("Kobe", "Locust Valley, N.Y.", "", "US", ""),
    "a country before it": ("Kobe", "法国 马赛", "", "FR", ""),
    "a regency": ("Kobe", "Kabupaten Klaten", "", "ID", ""),
    "region": ("Fukuoka", "Hawaii", "", "US", ""),
    "region again": ("Fukuoka", "江苏省", "", "CN", ""),
    "city and region": ("Fukuoka", "Prague", "", "CZ", ""),
    "a city": ("Fukuoka", "Perth", "", "AU", ""),
    "town of a city's day": ("川崎町", "ボルチモア", "", "US", "1979-06-14"),
    "city of that day": ("川崎市", "ボルチモア", "", "US", "1979-06-14"),
    "town that is a city now": ("栗東町", "衡陽市", "", "CN", "1992-10-07"),
}


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, AccountLine]:
    path: Path = tmp_path_factory.mktemp("evidence") / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as sink:
        csv.writer(sink).writerows([HEADS, *LINES.values()])
    account = sc.import_register(path, country="JP", year=2026, write=False).account
    return dict(zip(LINES, account, strict=True))


def test_the_day_tells_which_of_two_ties_is_meant(lines: dict[str, AccountLine]) -> None:
    assert OSAKA_CITY in lines["city"].place_a
    assert OSAKA_PREFECTURE in lines["prefecture"].place_a


def test_a_name_that_leads_nowhere_is_the_partner_of_that_day(
    lines: dict[str, AccountLine],
) -> None:
    found = lines["misspelt"]
    assert LIYANG in found.place_b
    assert "known_tie+day" in found.method_b
    assert lines["misspelt, the year"].outcome == "waiting"


def test_a_second_name_tells_what_the_first_does_not(lines: dict[str, AccountLine]) -> None:
    found = lines["two names"]
    assert LIYANG in found.place_b
    assert found.method_b.endswith("other_name")


def test_a_territory_beside_a_name_is_where_it_is_looked_up(lines: dict[str, AccountLine]) -> None:
    found = lines["no territory"]
    assert found.place_b.startswith("Saint-Denis (city, FR-974")
    assert "looked up in RE, which stands beside the name" in found.told


def test_a_town_is_not_taken_for_the_city_of_its_stem(lines: dict[str, AccountLine]) -> None:
    assert lines["town of a city's day"].outcome == "waiting"  # two towns are called so
    assert "gn:1859642" in lines["city of that day"].place_a
    assert "gn:6822115" in lines["town that is a city now"].place_a  # Rittō, a town until 2001


@pytest.mark.parametrize(
    ("what", "place"),
    [
        ("a code with points", "Locust Valley (city, US-NY"),
        ("a country before it", "Marseille (city, FR-PAC"),
        ("a regency", "Kabupaten Klaten (region2, ID-JT"),
    ],
)
def test_what_stands_in_a_name_is_understood(
    lines: dict[str, AccountLine], what: str, place: str
) -> None:
    assert lines[what].place_b.startswith(place)


def test_the_lines_beside_it_tell_that_a_prefecture_is_meant(lines: dict[str, AccountLine]) -> None:
    told = lines["city and region"]
    assert FUKUOKA_PREFECTURE in told.place_a
    assert "taken as region1 as on the lines beside it" in told.told
    asked = lines["a city"]
    assert (asked.outcome, asked.place_a) == ("waiting", "")
    assert "on the lines beside it the region is meant" in asked.told


IN_ORDER = (
    ("Aomori", "Dalian"), ("Aomori", "Maine"), ("Hirosaki", "Yilan"),
    ("Akita", "Gansu"), ("Odate", "Keelung"),
    ("Miyagi", "Jilin"), ("Sendai", "Changchun"),
    ("Niigata", "Heilongjiang"), ("Nagaoka", "Fort Worth"),
    ("Toyama", "Liaoning"), ("Takaoka", "Fort Wayne"),
    ("Ishikawa", "Jiangsu"), ("Komatsu", "Suzano"),
)  # fmt: skip
"""Prefectures in their order, each with its own lines first."""
OF = {"Maine": "US", "Fort Worth": "US", "Fort Wayne": "US", "Suzano": "BR", "Yilan": "TW",
      "Keelung": "TW"}  # fmt: skip
AOMORI_PREFECTURE = "gn:2130656"


def in_order(lines: Sequence[tuple[str, str]], path: Path) -> list[AccountLine]:
    with path.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink)
        writer.writerow(["Home", "Partner", "Partner country"])
        writer.writerows([home, partner, OF.get(partner, "CN")] for home, partner in lines)
    return list(sc.import_register(path, country="JP", year=2026, write=False).account)


def test_what_stands_before_a_line_of_a_prefecture_under_its_name_is_its_own(
    tmp_path: Path,
) -> None:
    first = in_order(IN_ORDER, tmp_path / "register.csv")[0]
    assert AOMORI_PREFECTURE in first.place_a
    assert first.method_a.endswith("same_name")


def test_where_towns_stand_before_prefectures_it_says_nothing(tmp_path: Path) -> None:
    mixed = [("Hachinohe", "Lanzhou"), *IN_ORDER]
    second = in_order(mixed, tmp_path / "register.csv")[1]
    assert not second.method_a.endswith("same_name")


def test_a_name_that_is_nearly_that_of_a_known_partner_is_asked_back(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    text = "Home,Country,Partner,Partner country,Since\nMarignane,FR,{},{},1963\n"
    for name, country, due in (("Wolfsberg", "AT", ""), ("Wolfsburg", "DE", "gn:2806654")):
        path.write_text(text.format(name, country), encoding="utf-8")
        (line,) = sc.import_register(path, year=2026, write=False).account
        assert due in line.place_b
        assert bool(line.place_b) == bool(due)
        assert due or ("gn:2806654" in line.candidates_b and "gn:2760910" in line.candidates_b)
        assert due or line.next_step == "give the id of the one that is meant"


TOWNS = ("Nantes", "Lille", "Valence", "Weimar")


@pytest.mark.parametrize(
    ("country", "town", "place_id"),
    [
        (None, "Nantes", "gn:2990969"),
        (None, "Lille", "gn:2998324"),
        (None, "Weimar", "gn:2812482"),
        ("FR", "Valence", "gn:2971053"),
    ],
)
def test_a_town_that_everybody_means_needs_no_country(
    tmp_path: Path, country: str | None, town: str, place_id: str
) -> None:
    path = tmp_path / "register.csv"
    path.write_text(f"Ville,Partenaire,Date\n{town},Tallinn,12/03/2022\n{town},Tartu,30/01/1956\n")
    line = sc.import_register(path, country=country, year=2026, write=False).account[0]
    assert place_id in line.place_a
    assert line.start == "2022-03-12"


def test_who_bears_the_very_name_is_offered_before_a_partner_spelt_alike(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("Ville,Partenaire\nValence,Tarragone\n")
    line = sc.import_register(path, year=2026, write=False).account[0]
    assert line.outcome == "waiting"
    assert line.candidates_a.startswith("Valence ")
