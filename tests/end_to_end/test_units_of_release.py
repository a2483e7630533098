"""Units that are no more, seats and regions of one name, and names as they are official today."""

from __future__ import annotations

import pytest

from sistercities.dataset.release.store import Release, open_release


@pytest.fixture(scope="module")
def release() -> Release:
    return open_release()


def rows(release: Release, sql: str, *asked: object) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in release.query(sql, list(asked))]


@pytest.mark.parametrize(
    ("place_id", "last", "successor"),
    [
        ("gn:1863973", 2004, "gn:6694821"),  # Fukumitsu, in Nantō
        ("x:gb-penwith", 2009, "gn:2652355"),  # in Cornwall
        ("gn:641124", 2008, "gn:639853"),  # Pojo, in Raseborg
        ("gn:461336", 2021, "gn:460312"),  # Auce, in Dobele
        ("gn:2616599", 2006, "gn:6543950"),  # Nakskov, in Lolland
        ("gn:1580541", 2025, "gn:1583992"),  # Hoi An, in Da Nang
        ("x:gb-copeland", 2023, None),  # in Cumberland, which is not held
    ],
)
def test_a_unit_that_is_no_more_has_an_end_and_leads_on(
    release: Release, place_id: str, last: int, successor: str | None
) -> None:
    asked = "SELECT valid_to, successor FROM places WHERE place_id = ?"
    assert rows(release, asked, place_id) == [(last, successor)]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("gn:4013716~gn:5530058", "gn:3527213~gn:5530058"),  # San Elizario: Ciudad Guerrero
        ("gn:2524494~gn:5383465", "gn:2524494~gn:5206379"),  # Isola: Pittsburg, California
        ("gn:1717511~gn:1838524", "gn:1717512~gn:1838524"),  # Busan: the province of Cebu
        ("gn:1668355~gn:1676511", "gn:1668355~gn:1678008"),  # Tainan: the county of Kinmen
        ("gn:2708665~gn:2875542", "gn:2708665~gn:2875541"),  # Hällefors: Lüchow (Wendland)
        ("gn:2640377~gn:2939658", "gn:2939658~x:gb-penwith"),  # Cuxhaven: Penzance
        ("gn:3272454~x:de-schimberg", "gn:3272454~x:de-wilbich"),  # Stadecken-Elsheim
        ("gn:3027883~gn:4352053", "gn:2986140~gn:4352053"),  # Columbia: the new town of Cergy
    ],
)
def test_seat_and_region_of_one_name_are_told_apart(
    release: Release, right: str, wrong: str
) -> None:
    asked = "SELECT tie_id FROM ties WHERE tie_id IN (?, ?)"
    assert rows(release, asked, right, wrong) == [(right,)]


@pytest.mark.parametrize(
    "tie_id",
    [
        "gn:687997~gn:730518",  # Pivdenne, Yuzhne of old, and Kavarna
        "gn:308220~gn:687997",  # and Kemer
        "gn:2773746~gn:2885898",  # Königsdorf and Königsdorf
        "gn:1808956~gn:1841811",  # Changzhi and Gwangju
    ],
)
def test_the_newest_list_still_names_what_an_older_one_names(release: Release, tie_id: str) -> None:
    asked = "SELECT standing, standing_since FROM ties WHERE tie_id = ?"
    assert rows(release, asked, tie_id) == [("listed", "2026")]


@pytest.mark.parametrize(
    ("tie_id", "date", "basis"),
    [
        ("gn:554234~gn:776069", "2022-02-27", "at the latest"),  # Białystok and Kaliningrad
        ("gn:2670781~gn:472722", None, "none"),  # Sundsvall and Volkhov: decided in 2021
        ("gn:620134~gn:724443", "2022", "read from the text"),  # Košice and the region of Vitebsk
    ],
)
def test_the_day_of_a_decision_is_not_that_of_an_end(
    release: Release, tie_id: str, date: str | None, basis: str
) -> None:
    asked = "SELECT date, date_basis FROM tie_events WHERE tie_id = ? AND event = 'ended'"
    assert set(rows(release, asked, tie_id)) == {(date, basis)}


@pytest.mark.parametrize(
    ("place_id", "local"),
    [
        ("gn:1841811", "광주광역시"),
        ("gn:1841810", "광주시"),
        ("gn:1845789", "전북특별자치도"),
        ("gn:7280291", "臺灣省"),
        ("gn:1667982", "淡水區"),
        ("gn:2037534", "敦化市"),
    ],
)
def test_a_unit_is_shown_in_its_official_form(release: Release, place_id: str, local: str) -> None:
    asked = "SELECT name_local FROM places WHERE place_id = ?"
    assert rows(release, asked, place_id) == [(local,)]


def test_a_municipality_has_its_people_and_not_those_of_a_parish(release: Release) -> None:
    """Seixal and Călărași, of which GeoNames has 2,776 and 6,687 people."""
    asked = "SELECT population FROM places WHERE place_id IN ('gn:2263115', 'gn:673150')"
    assert sorted(rows(release, asked)) == [(65_181,), (158_269,)]
