"""The names of the world on the ties in the package: homonyms, exonyms, mergers, districts."""

from __future__ import annotations

import pytest

from sistercities.dataset.release.store import Release, open_release


@pytest.fixture(scope="module")
def release() -> Release:
    return open_release()


ENDS = """
    SELECT name_a AS name, country_a AS country, place_a AS place_id, name_b AS partner
    FROM claims WHERE source_id = 'enwiki-2026'
    UNION ALL
    SELECT name_b, country_b, place_b, name_a FROM claims WHERE source_id = 'enwiki-2026'
"""


def places_of(release: Release, name: str, country: str, partner: str = "%") -> set[str | None]:
    rows = release.query(
        f"SELECT DISTINCT place_id FROM ({ENDS}) WHERE name = ? AND country = ? AND partner LIKE ?",
        [name, country, partner],
    )
    return {row["place_id"] for row in rows}


@pytest.mark.parametrize(
    ("name", "country", "partner", "region"),
    [
        ("Springfield", "US", "Ashikaga", "US-IL"),
        ("Springfield", "US", "Isesaki", "US-MO"),
        ("Springfield", "US", "Wittenberg", "US-OH"),
        ("Springfield", "US", "Tralee", "US-MA"),
        ("Taizhou", "CN", "Kotka", "CN-JS"),
        ("Taizhou", "CN", "Fort Wayne", "CN-ZJ"),
        ("Columbia", "US", "Kutaisi", "US-MO"),
        ("Columbia", "US", "Plovdiv", "US-SC"),
        ("Frankfurt an der Oder", "DE", "%", "DE-BB"),
    ],
)
def test_homonyms_are_told_apart_by_their_partner(
    release: Release, name: str, country: str, partner: str, region: str
) -> None:
    (place_id,) = places_of(release, name, country, partner)
    rows = release.query("SELECT region_iso FROM places WHERE place_id = ?", [place_id])
    assert [row["region_iso"] for row in rows] == [region]


@pytest.mark.parametrize(
    ("name", "country", "regions"),
    [
        ("Xinyi", "CN", {"CN-JS", "CN-GD"}),
        ("Taizhou", "CN", {"CN-JS", "CN-ZJ"}),
        ("Springfield", "US", {"US-IL", "US-MO", "US-MA", "US-OH"}),
    ],
)
def test_homonyms_are_places_of_their_own(
    release: Release, name: str, country: str, regions: set[str]
) -> None:
    rows = release.query(
        "SELECT DISTINCT p.place_id, p.region_iso FROM names n JOIN places p USING (place_id) "
        "WHERE n.name = ? AND p.country = ? AND p.level = 'city'",
        [name, country],
    )
    assert regions <= {row["region_iso"] for row in rows}


@pytest.mark.parametrize(
    ("name", "country", "place_id"),
    [
        ("科隆", "DE", "gn:2886242"),
        ("Lwów", "UA", "gn:702550"),
        ("Lemberg", "UA", "gn:702550"),
        ("Pressburg", "SK", "gn:3060972"),
    ],
)
def test_an_exonym_or_an_older_name_leads_to_the_city(
    release: Release, name: str, country: str, place_id: str
) -> None:
    rows = release.query(
        "SELECT DISTINCT p.place_id FROM names n JOIN places p USING (place_id) "
        "WHERE n.name = ? AND p.country = ? AND p.level = 'city'",
        [name, country],
    )
    assert [row["place_id"] for row in rows] == [place_id]


@pytest.mark.parametrize(
    ("name", "country", "place_id"),
    [
        ("Bad Kötzting", "DE", "gn:2885070"),
        ("Vire-Normandie", "FR", "gn:2967972"),
        ("Évry-Courcouronnes", "FR", "gn:3019256"),
        ("Rapperswil-Jona", "CH", "gn:2659099"),
        ("Weiden in der Oberpfalz", "DE", "gn:2813040"),
        ("Mariehamn", "AX", "gn:3041732"),
    ],
)
def test_a_renamed_or_merged_municipality_is_one_place(
    release: Release, name: str, country: str, place_id: str
) -> None:
    assert places_of(release, name, country) == {place_id}


@pytest.mark.parametrize(
    ("as_part", "in_brackets", "country"),
    [
        ("Suzhou – Wujiang", "Wujiang (Suzhou)", "CN"),
        ("Berlin – Treptow-Köpenick", "Treptow-Köpenick (Berlin)", "DE"),
        ("Haaren – Esch", "Esch (Haaren)", "NL"),
        ("Skopje – Karpoš", "Karpoš (Skopje)", "MK"),
    ],
)
def test_both_ways_to_write_a_district_are_one_place(
    release: Release, as_part: str, in_brackets: str, country: str
) -> None:
    found = places_of(release, as_part, country)
    assert found == places_of(release, in_brackets, country)
    assert len(found) == 1
    assert found != {None}


@pytest.mark.parametrize(
    ("around", "inside", "country"),
    [
        ("Dębica (rural gmina)", "Dębica", "PL"),
        ("Świdnica (rural gmina)", "Świdnica", "PL"),
        ("Vilnius District Municipality", "Vilnius", "LT"),
        ("Rēzekne Municipality", "Rēzekne", "LV"),
        ("Tartu Parish", "Tartu", "EE"),
        ("Winchester (local government district)", "Winchester", "GB"),
        ("Kocaeli", "İzmit", "TR"),
    ],
)
def test_the_municipality_around_a_town_is_not_the_town(
    release: Release, around: str, inside: str, country: str
) -> None:
    (wide,), (narrow,) = places_of(release, around, country), places_of(release, inside, country)
    assert None not in (wide, narrow)
    assert wide != narrow
    rows = release.query(
        "SELECT DISTINCT level FROM places WHERE place_id IN (?, ?)", [wide, narrow]
    )
    assert [row["level"] for row in rows] == ["city"]


def test_a_list_with_an_entry_of_the_town_and_of_the_district_has_two_ties(
    release: Release,
) -> None:
    (wide,) = places_of(release, "Panevėžys District Municipality", "LT")
    assert wide == "gn:596130"
    for partner in ("Rakvere", "Lublin", "Toyohashi", "Kalmar", "Maramureș County"):
        assert places_of(release, "Panevėžys", "LT", partner) == {"gn:596128"}


@pytest.mark.parametrize(
    ("name", "country", "level"),
    [
        ("Krychaw district", "BY", "region2"),
        ("Tumakuru district", "IN", "region2"),
        ("Krosno County", "PL", "region2"),
        ("Nevsky (Saint Petersburg)", "RU", "district"),
        ("Coyoacán (Mexico City)", "MX", "district"),
        ("Boyeros (Havana)", "CU", "district"),
        ("Newry, Mourne and Down", "GB", "region2"),
    ],
)
def test_a_word_for_the_kind_is_the_level(
    release: Release, name: str, country: str, level: str
) -> None:
    (place_id,) = places_of(release, name, country)
    rows = release.query("SELECT level FROM places WHERE place_id = ?", [place_id])
    assert [row["level"] for row in rows] == [level]


@pytest.mark.parametrize(
    ("name", "country", "partner", "region"),
    [("Eppendorf", "DE", "Lohmar", "DE-SN"), ("Černovice", "CZ", "Biglen", "CZ-63")],
)
def test_a_municipality_is_not_the_quarter_of_a_city_of_its_name(
    release: Release, name: str, country: str, partner: str, region: str
) -> None:
    (place_id,) = places_of(release, name, country, partner)
    rows = release.query("SELECT region_iso FROM places WHERE place_id = ?", [place_id])
    assert [row["region_iso"] for row in rows] == [region]


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Ísafjörður", "Ísafjarðarbær", "IS"),
        ("Havana – Old Havana", "Old Havana (Havana)", "CU"),
        ("Waren an der Müritz", "Waren", "DE"),
    ],
)
def test_two_names_of_a_municipality_are_one_place(
    release: Release, one: str, other: str, country: str
) -> None:
    found = places_of(release, one, country)
    assert found & places_of(release, other, country)
    assert None not in found


@pytest.mark.parametrize(
    ("kept", "other"),
    [
        ("Charlottenburg-Wilmersdorf", "Wilmersdorf"),
        ("Friedrichshain-Kreuzberg", "Kreuzberg"),
        ("Delhi", "New Delhi"),
        ("Prague 1", "Prague"),
        ("Irkutsk", "Irkutsk Oblast"),
    ],
)
def test_a_tie_told_at_two_levels_is_one_and_the_other_is_on_record(
    release: Release, kept: str, other: str
) -> None:
    rows = release.query(
        "SELECT DISTINCT t.tie_id, "
        "if(t.place_a = c.kept, t.place_b, t.place_a) AS partner, c.other "
        "FROM conflicts c JOIN ties t USING (tie_id) JOIN places a ON a.place_id = c.kept "
        "JOIN places b ON b.place_id = c.other "
        "WHERE c.field = 'place' AND a.name = ? AND b.name = ?",
        [kept, other],
    )
    assert rows
    for row in rows:
        folded = "~".join(sorted((row["partner"], row["other"])))
        assert not release.query("SELECT 1 AS n FROM ties WHERE tie_id = ?", [folded])
        led = release.query("SELECT new_id FROM tie_redirects WHERE old_id = ?", [folded])
        assert [each["new_id"] for each in led] == [row["tie_id"]]


@pytest.mark.parametrize("partner", ["Geel", "Peterborough", "Cavan Monaghan", "Miramichi"])
def test_a_town_and_its_county_of_one_name_are_never_two_ties_unsaid(
    release: Release, partner: str
) -> None:
    """The partners' lists write Monaghan, that of Ireland its county, with the same partners.

    Either one tie is held with the other place on record, or both are and each names the other.
    """
    town, county = "gn:2962568", "gn:2962567"
    (place_id,) = places_of(release, partner, "BE" if partner == "Geel" else "CA", "%Monaghan%")
    ids = {place: "~".join(sorted((place, str(place_id)))) for place in (town, county)}
    held = release.query("SELECT tie_id FROM ties WHERE tie_id IN (?, ?)", [ids[town], ids[county]])
    told = {
        (row["tie_id"], row["kept"], row["other"])
        for row in release.query(
            "SELECT tie_id, kept, other FROM conflicts WHERE field = 'place' AND tie_id IN (?, ?)",
            [ids[town], ids[county]],
        )
    }
    for place, other in ((town, county), (county, town)):
        if {"tie_id": ids[place]} in held:
            assert (ids[place], place, other) in told
        else:
            led = release.query("SELECT new_id FROM tie_redirects WHERE old_id = ?", [ids[place]])
            assert led == [{"new_id": ids[other]}]
    assert held


def test_two_agreements_of_different_dates_are_not_told_as_one(release: Release) -> None:
    rows = release.query(
        "SELECT count(*) AS n FROM conflicts WHERE field = 'place' "
        "AND kept = 'gn:1853909' AND other = 'gn:1853904' "
        "AND tie_id IN (SELECT tie_id FROM ties WHERE 'gn:1796236' IN (place_a, place_b))",
        [],
    )
    assert rows[0]["n"] == 0


def test_a_district_of_germany_is_no_city(release: Release) -> None:
    (place_id,) = places_of(release, "Herford (district)", "DE")
    rows = release.query("SELECT level FROM places WHERE place_id = ?", [place_id])
    assert [row["level"] for row in rows] == ["region2"]


def test_a_union_of_municipalities_has_no_place(release: Release) -> None:
    assert places_of(release, "Trittau (Amt)", "DE") == {None}


def test_ties_within_a_country_are_kept_and_none_ties_a_place_with_itself(
    release: Release,
) -> None:
    rows = release.query(
        "SELECT count(*) FILTER (WHERE country_a = country_b) AS domestic, "
        "count(*) FILTER (WHERE tie_id = place_a || '~' || place_a) AS loops "
        "FROM claims WHERE source_id = 'enwiki-2026' AND tie_id IS NOT NULL",
        [],
    )
    assert rows[0]["domestic"] >= 950
    assert rows[0]["loops"] == 0


def test_most_ends_are_places_of_geonames(release: Release) -> None:
    """Places of our own are counted apart; 95 of 100 ends must do without them."""
    rows = release.query(
        "SELECT count(*) AS n, count(*) FILTER (WHERE place_id LIKE 'gn:%') AS known "
        f"FROM ({ENDS})",
        [],
    )
    assert rows[0]["known"] >= 0.95 * rows[0]["n"]
