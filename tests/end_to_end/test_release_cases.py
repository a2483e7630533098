"""The odd cases that the plan names, on the ties in the package, each as it must be treated."""

from __future__ import annotations

import pytest

from sistercities.dataset.release.store import Release, open_release
from sistercities.network.hierarchy import Hierarchy


@pytest.fixture(scope="module")
def release() -> Release:
    return open_release()


@pytest.fixture(scope="module")
def hierarchy(release: Release) -> Hierarchy:
    return Hierarchy(release.frame("places"), release.frame("parents"))


def one(release: Release, sql: str) -> dict[str, object]:
    rows = release.query(sql, [])
    assert len(rows) == 1, rows
    return rows[0]


@pytest.mark.parametrize(
    ("name", "country", "last"),
    [("Alsace", "FR", 2015), ("Poitou-Charentes", "FR", 2015), ("Sør-Trøndelag", "NO", 2017)],
)
def test_a_former_region_is_a_place_with_an_end_and_an_heir(
    release: Release, name: str, country: str, last: int
) -> None:
    found = one(
        release,
        f"SELECT p.*, h.valid_to AS heir_end FROM places p JOIN places h "
        f"ON p.successor = h.place_id WHERE p.name = '{name}' AND p.country = '{country}' "
        "AND p.level = 'region1'",
    )
    assert (found["valid_to"], found["heir_end"]) == (last, None)


def test_a_city_of_alsace_lay_in_it_until_2015(release: Release, hierarchy: Hierarchy) -> None:
    strasbourg = "gn:2973783"
    by_id = release.frame("places").set_index("place_id")["name"]
    then, now = (hierarchy.container(strasbourg, "region1", year) for year in (1990, 2016))
    assert (by_id[then], by_id[now]) == ("Alsace", "Grand-Est")


@pytest.mark.parametrize(
    "name", ["Beijing", "Tianjin", "Shanghai", "Chongqing", "Berlin", "Hamburg", "Seoul", "Busan"]
)
def test_a_dual_place_is_one_place_and_its_ties_are_dual(release: Release, name: str) -> None:
    rows = release.query(
        "SELECT DISTINCT p.place_id, p.is_dual, t.tie_class FROM names n "
        "JOIN places p USING (place_id) JOIN ties t ON p.place_id IN (t.place_a, t.place_b) "
        f"WHERE n.name = '{name}' AND p.country IN ('CN', 'DE', 'KR')",
        [],
    )
    assert {(row["is_dual"], row["tie_class"]) for row in rows} == {(True, "dual")}
    assert len({row["place_id"] for row in rows}) == 1


def test_a_tie_told_of_a_city_and_its_region_is_the_city_s(release: Release) -> None:
    tie = one(
        release,
        "SELECT t.tie_class, r.new_id = t.tie_id AS is_led_to FROM ties t "
        "JOIN tie_redirects r ON r.old_id = 'gn:2023468~gn:2034937' "  # Irkutsk Oblast
        "WHERE t.tie_id = 'gn:2023469~gn:2034937'",  # Irkutsk and Shenyang
    )
    assert tie == {"tie_class": "lower", "is_led_to": True}


def test_a_cross_level_tie_is_kept_as_such(release: Release) -> None:
    rows = release.query(
        "SELECT DISTINCT t.tie_class FROM ties t JOIN places a ON t.place_a = a.place_id "
        "JOIN places b ON t.place_b = b.place_id "
        "WHERE (a.level = 'region1' AND NOT a.is_dual AND b.level = 'city' AND NOT b.is_dual) "
        "OR (b.level = 'region1' AND NOT b.is_dual AND a.level = 'city' AND NOT a.is_dual)",
        [],
    )
    assert [row["tie_class"] for row in rows] == ["cross"]


def test_ended_and_suspended_ties_carry_their_end(release: Release) -> None:
    rows = release.query("SELECT status, end_year FROM ties WHERE status <> 'active'", [])
    ended = [row for row in rows if row["status"] in ("ended", "suspended")]
    assert len(ended) >= 4
    assert sum(row["end_year"] is not None for row in ended) >= 3


def test_districts_and_counties_are_places_of_their_own(release: Release) -> None:
    rows = release.query(
        "SELECT p.level, count(DISTINCT t.tie_id) AS n FROM ties t "
        "JOIN places p ON p.place_id IN (t.place_a, t.place_b) WHERE p.country = 'CN' "
        "AND p.level IN ('district', 'county') GROUP BY p.level",
        [],
    )
    assert {row["level"] for row in rows} == {"district", "county"}


def test_batch_and_suspect_dates_are_marked(release: Release) -> None:
    batch = release.query("SELECT start_year FROM ties WHERE is_batch_date", [])
    suspect = release.query("SELECT start FROM ties WHERE start_precision = 'suspect'", [])
    assert batch
    assert all(row["start_year"] for row in batch)
    assert suspect
    assert all(row["start"] for row in suspect)


def test_no_hint_of_a_typist_ships(release: Release) -> None:
    columns = {
        name for table in ("claims", "places", "names", "ties") for name in release.frame(table)
    }
    assert not {name for name in columns if "hint" in name or name.startswith("partner_")}


def test_no_place_lies_in_itself_however_far_up(release: Release) -> None:
    """Follow containers of today from every place; none comes back to where it began."""
    rows = release.query("SELECT place_id, parent_id FROM parents WHERE to_year IS NULL", [])
    above = {row["place_id"]: row["parent_id"] for row in rows}
    assert len(above) == len(rows)
    for start in above:
        place, seen = start, set()
        while place in above:
            assert place not in seen, start
            seen.add(place)
            place = above[place]


def test_no_place_is_tied_with_what_contains_it(release: Release) -> None:
    """Walk up from both ends of every tie; neither end is on the way of the other."""
    rows = release.query("SELECT place_id, parent_id FROM parents WHERE to_year IS NULL", [])
    above = {row["place_id"]: row["parent_id"] for row in rows}
    for tie in release.query("SELECT place_a, place_b FROM ties", []):
        for start, other in ((tie["place_a"], tie["place_b"]), (tie["place_b"], tie["place_a"])):
            place = start
            while place in above:
                place = above[place]
                assert place != other, (start, other)


def test_regions_go_by_english_names_where_the_sources_hold_them(release: Release) -> None:
    names = {
        row["region_iso"]: row["name"]
        for row in release.query("SELECT region_iso, name FROM places WHERE level = 'region1'", [])
    }
    assert (names["RU-IRK"], names["RU-PRI"]) == ("Irkutsk Oblast", "Primorsky Krai")


def test_every_region_has_a_point_and_says_whose_it_is(release: Release) -> None:
    lacking = release.query(
        "SELECT name FROM places WHERE level IN ('region1', 'region2') AND "
        "(latitude IS NULL OR longitude IS NULL OR point_source IS NULL)",
        [],
    )
    assert lacking == []


@pytest.mark.parametrize(
    ("name", "region_iso", "at"),
    [
        ("Yongin", "KR-41", (37.24, 127.18)),
        ("Jung-gu", "KR-11", (37.56, 127.0)),
        ("Hackney", "GB-ENG", (51.55, -0.06)),
        ("Warminster Township", "US-PA", (40.2, -75.1)),
    ],
)
def test_a_place_that_no_gazetteer_places_stands_where_it_is(
    release: Release, name: str, region_iso: str, at: tuple[float, float]
) -> None:
    found = one(
        release,
        f"SELECT * FROM places WHERE name = '{name}' AND region_iso = '{region_iso}'",
    )
    assert found["point_source"] == "decisions"
    assert (found["latitude"], found["longitude"]) == pytest.approx(at, abs=0.1)


@pytest.mark.parametrize(
    ("here", "right", "wrong"),
    [
        ("gn:3418076", "gn:2617844", "gn:3147822"),  # Borgarnes: Leirvík of the Faroes, not Norway
        ("gn:2726756", "x:ee-leisi-parish", "gn:2849548"),  # Alingsås: Leisi, not Rees
        ("gn:295620", "gn:611219", "gn:1252960"),  # Ashkelon: Vani of Georgia, not Wani of India
        ("gn:2871535", "gn:513406", "gn:1538634"),  # Mettmann: Ozërsk of Kaliningrad
        ("gn:4174715", "gn:7609695", "gn:2747244"),  # Tallahassee: the island, not the village
        ("gn:1790923", "x:ca-scarborough", "gn:6141900"),  # Wuxi: the city, not the village in it
        ("gn:1678836", "gn:1723064", "gn:1723066"),  # Chiayi: the province of Bulacan
        ("gn:1799869", "gn:1657818", "gn:1657819"),  # Nanning: the province of Champasak
        ("gn:2130705", "gn:1800531", "gn:1927639"),  # Akabira: Miluo, as its own page says
        ("gn:2938913", "gn:2658904", "gn:2660461"),  # Darmstadt: Saanen, of which Gstaad is a part
        ("gn:601182", "gn:460312", "gn:461336"),  # Akmenė: Dobele, which took Auce over
    ],
)
def test_a_tie_is_with_the_place_that_is_meant_and_with_no_namesake(
    release: Release, here: str, right: str, wrong: str
) -> None:
    partners = {
        row["other"]
        for row in release.query(
            "SELECT CASE WHEN place_a = ? THEN place_b ELSE place_a END AS other "
            "FROM ties WHERE ? IN (place_a, place_b)",
            [here, here],
        )
    }
    assert right in partners
    assert wrong not in partners


def test_a_place_has_not_the_wikidata_item_of_a_namesake(release: Release) -> None:
    rows = release.query(
        "SELECT wikidata_id, name, country FROM places WHERE wikidata_id IN "
        "('Q632864', 'Q4696624', 'Q1011003', 'Q840634', 'Q26273', 'Q13755', 'Q175795')",
        [],
    )
    held = {row["wikidata_id"]: (row["name"], row["country"]) for row in rows}
    assert held == {
        "Q1011003": ("Vani", "GE"), "Q840634": ("Leirvík", "FO"), "Q26273": ("Sint Maarten", "SX"),
        "Q13755": ("Bulacan", "PH"), "Q175795": ("Ozërsk", "RU"),
        "Q632864": ("Leisi Parish", "EE"),
    }  # fmt: skip
