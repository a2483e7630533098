"""Quarters that GeoNames lists among the towns are districts, and lie in their city."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import sistercities as sc
from sistercities.dataset.release.store import Release, open_release

_WHERE = """
    SELECT c.level, t.parent_id FROM places c LEFT JOIN parents t
    ON t.place_id = c.place_id AND t.to_year IS NULL WHERE c.place_id = ?
"""
PARIS, ANTWERP, TORONTO = "gn:2988507", "gn:2803138", "gn:6167865"
LONDON, HAVANA = "gn:2643743", "gn:3553478"


@pytest.fixture(scope="module")
def release() -> Iterator[Release]:
    with open_release() as opened:
        yield opened


@pytest.mark.parametrize(
    ("place_id", "city"),
    [
        ("gn:12547038", PARIS),  # Picpus
        ("gn:12808677", PARIS),  # Salpêtrière
        ("gn:2970479", PARIS),  # the 15th arrondissement
        ("gn:6543968", "gn:2996944"),  # Lyon 02
        ("gn:7284882", "gn:2995469"),  # Marseille 01
        ("gn:2802249", ANTWERP),  # Berchem
        ("gn:2798873", ANTWERP),  # Ekeren
        ("gn:12156886", TORONTO),  # Kensington-Chinatown
        ("gn:2899070", "gn:2935517"),  # Hörde, in Dortmund
        ("gn:3176477", "gn:3172394"),  # Fuorigrotta, in Naples
        ("gn:2797652", "gn:2797656"),  # Gentbrugge, in Ghent
        ("gn:2852566", "gn:2886242"),  # Porz, in Cologne
        ("gn:2949235", "gn:2809346"),  # Biebrich, in Wiesbaden
        ("gn:5110302", "gn:5128581"),  # Brooklyn, in New York City
        ("gn:863860", "gn:785842"),  # Karpoš, in Skopje
        ("x:gb-cry", LONDON),  # the borough of Croydon
        ("gn:3345437", "x:gb-cmd"),  # Camden Town, in the borough of Camden
        ("gn:2639389", "x:gb-ric"),  # Richmond, in that of Richmond upon Thames
        ("gn:2656333", "x:gb-bdg"),  # Barking, in that of Barking and Dagenham
        ("gn:5854380", "gn:5856195"),  # Waikīkī, in Honolulu
        ("gn:6096582", "gn:5913490"),  # Panorama Hills, in Calgary
        ("gn:2264268", "gn:2262912"),  # Queluz, in Sintra
        ("gn:304964", "gn:324190"),  # Mahmutlar, in Alanya
        ("gn:3564436", HAVANA),  # Cerro, whose record in GeoNames lies in the one beside it
    ],
)
def test_a_quarter_is_a_district_of_its_city(release: Release, place_id: str, city: str) -> None:
    (row,) = release.query(_WHERE, [place_id])
    assert (row["level"], row["parent_id"]) == ("district", city)


@pytest.mark.parametrize(
    "place_id",
    [
        "gn:2970761",  # Vanves, beside Paris
        "gn:2790676",  # Mortsel, beside Antwerp
        "gn:2646003",  # Islington, which is a borough
        "gn:2634341",  # the City of Westminster
    ],
)
def test_a_municipality_beside_it_stays_one(release: Release, place_id: str) -> None:
    (row,) = release.query(_WHERE, [place_id])
    assert row["level"] == "city"


def test_the_arrondissements_of_paris_stand_once(release: Release) -> None:
    rows = release.query(
        "SELECT name FROM places WHERE country = 'FR' AND level = 'district' "
        "AND regexp_matches(name, '^Paris [0-9]')",
        [],
    )
    assert len(rows) == 20


@pytest.mark.parametrize(
    ("kept", "other"),
    [
        ("x:gb-cry", "gn:2651817"),  # Croydon: the borough, and the part that bears its name
        ("gn:7284842", "gn:3047211"),  # the III. district of Budapest, and Óbuda
        ("gn:3049795", "gn:7284835"),  # Kispest, and the XIX. district
        ("gn:3564436", "gn:11288069"),  # Cerro, in Havana
        ("gn:8521440", "gn:563705"),  # Dzerzhinsky by Moscow
    ],
)
def test_what_one_body_signs_for_is_one_place(release: Release, kept: str, other: str) -> None:
    asked = "SELECT place_id FROM places WHERE place_id IN (?, ?)"
    assert [row["place_id"] for row in release.query(asked, [kept, other])] == [kept]
    (led,) = release.query("SELECT new_id FROM redirects WHERE old_id = ?", [other])
    assert led["new_id"] == kept


def test_a_district_of_a_number_stands_once_in_budapest(release: Release) -> None:
    rows = release.query(
        "SELECT name, region_iso FROM places WHERE country = 'HU' AND level = 'district' "
        "AND latitude BETWEEN 47.35 AND 47.62 AND longitude BETWEEN 18.92 AND 19.34",
        [],
    )
    assert {row["region_iso"] for row in rows} == {"HU-BU"}
    numbers = [row["name"].split()[1] for row in rows if row["name"].startswith("Budapest ")]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    ("place_id", "heir"),
    [("gn:2656296", "x:gb-ric"), ("gn:6690989", "x:gb-twh")],  # Barnes; Bethnal Green
)
def test_a_borough_of_london_that_is_no_more_tells_its_heir(
    release: Release, place_id: str, heir: str
) -> None:
    asked = "SELECT valid_to, successor FROM places WHERE place_id = ?"
    (row,) = release.query(asked, [place_id])
    assert (row["valid_to"], row["successor"]) == (1965, heir)


OF_NO_CITY = 21
"""Districts with ties that lie in a municipality that no place of ours is, such as Bala."""


def test_few_districts_with_ties_name_no_city(release: Release) -> None:
    rows = release.query(
        """
        WITH RECURSIVE around (place_id, parent_id) AS (
            SELECT place_id, parent_id FROM parents
            UNION SELECT a.place_id, t.parent_id FROM around a
            JOIN parents t ON t.place_id = a.parent_id)
        SELECT DISTINCT p.place_id FROM places p
        JOIN ties t ON p.place_id IN (t.place_a, t.place_b)
        WHERE p.level = 'district' AND p.valid_to IS NULL AND NOT EXISTS (
            SELECT 1 FROM around a JOIN places c ON c.place_id = a.parent_id
            WHERE a.place_id = p.place_id AND (c.level = 'city' OR c.is_dual))
        """,
        [],
    )
    assert len(rows) <= OF_NO_CITY


def test_a_path_from_a_quarter_asks_the_borough_that_holds_its_partnerships() -> None:
    found = sc.path("Wilmersdorf", "Apeldoorn")
    borough, there = "x:de-berlin-charlottenburg-wilmersdorf", "gn:2759706"
    assert f"`sistercities path {borough} {there}`" in found.no_tie_known
    assert sc.path(borough, there).length == 1
    # A borough without partnerships of its own is passed over for the city.
    assert "`sistercities path gn:2935517 " in sc.path("Hörde", "Amiens").no_tie_known


def test_of_a_region_whose_place_is_not_known_no_distance_is_told() -> None:
    found = sc.recommend("Amphoe Khai Bang Rachan")
    said = " ".join((*found.why_nobody, *found.notes))
    assert "cannot be told: no source of ours says where Amphoe Khai Bang Rachan lies" in said
    assert " km" not in said


def test_a_district_of_germany_without_a_tie_lies_where_its_municipalities_do() -> None:
    district = sc.place("Landkreis Osnabrück")
    assert district.latitude == pytest.approx(52.4, abs=0.15)  # Bramsche, in its middle: 52.41
    assert district.longitude == pytest.approx(8.0, abs=0.2)
    assert district.population == 357_343
    said = " ".join(sc.recommend("Landkreis Osnabrück").why_nobody)
    assert "lie within 500 km" in said
