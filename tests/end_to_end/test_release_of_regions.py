"""Regions of other countries, and places that lists trip over, on the ties in the package."""

from __future__ import annotations

import pytest

from sistercities.dataset.release.store import Release, open_release
from sistercities.studies.study_data import StudyData, checked_year, read_study_data


@pytest.fixture(scope="module")
def release() -> Release:
    return open_release()


@pytest.fixture(scope="module")
def data(release: Release) -> StudyData:
    return read_study_data(release)


def _listed(release: Release, source: str, level: str) -> set[str]:
    rows = release.query(
        "SELECT p.region_iso FROM region_coverage c JOIN places p USING (place_id) "
        f"WHERE c.source_id = '{source}' AND c.level = '{level}' AND c.is_covered",
        [],
    )
    return {str(row["region_iso"]) for row in rows}


def test_whole_lists_are_those_that_the_source_vouches_for(release: Release) -> None:
    assert _listed(release, "regions-2026", "upper") == {
        "JP-13", "JP-28", "JP-19", "JP-35", "JP-43", "JP-02", "KR-45", "KR-43", "KR-28",
        "US-MD", "US-IA", "US-OR", "US-ID", "US-HI", "CA-AB", "DE-HE",
    }  # fmt: skip
    assert _listed(release, "japan-korea-2026", "upper") == {
        "JP-04", "JP-05", "JP-08", "JP-09", "JP-15", "JP-16", "JP-23", "JP-24", "JP-25", "JP-26",
        "JP-29", "JP-30", "JP-33", "JP-35", "JP-40", "JP-47", "KR-45", "KR-49",
    }  # fmt: skip
    assert _listed(release, "regions-europe-2026", "upper") == {
        "AT-6", "AU-NSW", "CZ-20", "CZ-52", "CZ-53", "CZ-63", "DE-BY", "DE-MV", "DE-NI", "DE-RP",
        "DE-TH", "FI-18", "HR-18", "HU-SO", "IT-45", "PL-02", "PL-04", "PL-08", "PL-14", "PL-16",
        "PL-18", "PL-24",
    }  # fmt: skip
    assert _listed(release, "regions-more-2026", "upper") == {"FR-CVL", "JP-01"}
    for source in ("regions-2026", "japan-korea-2026", "regions-europe-2026"):
        assert not _listed(release, source, "lower")
    assert not _listed(release, "enwiki-2026", "upper")
    assert not _listed(release, "wikidata-2016", "lower")
    assert not {code for code in _listed(release, "enwiki-2026", "lower") if code[:2] == "US"}


def test_a_list_that_is_not_whole_says_why(release: Release) -> None:
    rows = release.query(
        "SELECT p.region_iso, c.is_covered, c.note FROM region_coverage c "
        "JOIN places p USING (place_id) WHERE c.level = 'upper' AND p.region_iso IN "
        "('PL-06', 'PL-22', 'DE-ST', 'KR-26') AND c.source_id <> 'regions-2026' AND c.note <> ''",
        [],
    )
    said = {(row["region_iso"], row["is_covered"]) for row in rows}
    assert said == {(code, False) for code in ("PL-06", "PL-22", "DE-ST", "KR-26")}


@pytest.mark.parametrize(
    ("country", "year"), [("CN", 2020), ("JP", 2026), ("KR", 2026), ("PL", 2026)]
)
def test_a_study_shows_the_year_of_who_lists_the_country(
    data: StudyData, country: str, year: int
) -> None:
    assert checked_year(data, country, None) == year


def _ties(release: Release, home: str, country: str, like: str) -> list[tuple[str, str]]:
    rows = release.query(
        "SELECT b.name, b.level FROM ties t "
        "JOIN places a ON a.place_id IN (t.place_a, t.place_b) "
        "JOIN places b ON b.place_id IN (t.place_a, t.place_b) "
        f"WHERE a.name = '{home}' AND a.country = 'CN' AND b.country = '{country}' "
        f"AND b.name LIKE '{like}'",
        [],
    )
    return sorted((str(row["name"]), str(row["level"])) for row in rows)


@pytest.mark.parametrize(
    ("home", "country", "like", "due"),
    [
        ("Dalian", "DE", "Bremen%", [("Bremen", "city")]),
        ("Xiamen", "AU", "%", [("Sunshine Coast", "city")]),
        ("Qingdao", "NL", "Velsen%", [("Velsen", "city")]),
    ],
)
def test_a_tie_is_held_once_and_with_the_municipality(
    release: Release, home: str, country: str, like: str, due: list[tuple[str, str]]
) -> None:
    assert _ties(release, home, country, like) == due


def test_a_tie_begun_after_the_lists_is_not_last_seen_before_it_began(release: Release) -> None:
    assert not release.query(
        "SELECT tie_id FROM ties WHERE start_precision IN ('day', 'month', 'year') "
        "AND start_year > known_until",
        [],
    )


def test_a_code_stands_with_the_city_and_not_with_its_quarter(release: Release) -> None:
    rows = release.query("SELECT place_id, population FROM places WHERE gbt2260 = '411500'", [])
    assert [row["place_id"] for row in rows] == ["gn:1788534"]
    assert int(rows[0]["population"]) > 1_000_000


def test_no_quarter_of_a_chinese_city_passes_for_a_city(release: Release) -> None:
    rows = release.query(
        "SELECT name FROM places WHERE country = 'CN' AND level = 'city' "
        "AND name IN ('Puxi', 'Bao''an', 'Puyang Chengguanzhen') AND population > 15000",
        [],
    )
    assert not rows


def test_a_broken_off_tie_that_a_later_page_calls_suspended_keeps_both(release: Release) -> None:
    rows = release.query(
        "SELECT t.tie_id, t.status FROM ties t JOIN places a ON a.place_id = t.place_a "
        "JOIN places b ON b.place_id = t.place_b "
        "WHERE 'JP-32' IN (a.region_iso, b.region_iso) AND 'KR-47' IN (a.region_iso, b.region_iso) "
        "AND t.tie_class = 'upper'",
        [],
    )
    assert [row["status"] for row in rows] == ["ended"]
    others = release.query(
        "SELECT field, other FROM conflicts WHERE tie_id = ? AND field IN ('status', 'end')",
        [rows[0]["tie_id"]],
    )
    assert {(row["field"], row["other"]) for row in others} == {("status", "suspended")}


@pytest.mark.parametrize(
    ("row", "page", "wikipedia"),
    [
        ("K0274", "1984-05-09", "1984"),  # Toyama and Liaoning
        ("K0502", "1985-09-20", "1985-03-22"),  # Yamaguchi and Jinan
        ("K0185", "1987-10-06", "1987-11-06"),  # Takasaki and Chengde
        ("K0745", "1997-01-25", "2006-04-28"),  # Goyang and Binzhou
        ("K0806", "1992-11-01", "1993-07-01"),  # Mokpo and Lianyungang
    ],
)
def test_an_official_page_goes_before_wikipedia_and_the_conflict_is_kept(
    release: Release, row: str, page: str, wikipedia: str
) -> None:
    rows = release.query(
        "SELECT t.start, c.other FROM claims m JOIN ties t USING (tie_id) "
        "JOIN conflicts c ON c.tie_id = t.tie_id AND c.field = 'start' "
        "WHERE m.claim_id = ? AND c.other_claim LIKE 'zhwiki-2020:%'",
        [f"japan-korea-2026:{row}"],
    )
    assert {found["start"] for found in rows} == {page}
    assert all(str(found["other"]).startswith(wikipedia) for found in rows)


@pytest.mark.parametrize(
    ("name", "country", "code"),
    [("Antananarivo", "MG", "MG-T"), ("Skopje", "MK", "MK-85"), ("Saint-Denis", "RE", "FR-974")],
)
def test_codes_of_regions_are_held_where_iso_has_one(
    release: Release, name: str, country: str, code: str
) -> None:
    rows = release.query(
        f"SELECT region_iso FROM places WHERE name = '{name}' AND country = '{country}' "
        "AND level = 'city'",
        [],
    )
    assert {row["region_iso"] for row in rows} == {code}


def test_a_district_that_had_an_id_of_ours_keeps_the_address(release: Release) -> None:
    rows = release.query("SELECT new_id FROM redirects WHERE old_id = 'x:cn-shenzhen-baoan'", [])
    assert [row["new_id"] for row in rows] == ["gn:13308620"]
    parents = release.query("SELECT parent_id FROM parents WHERE place_id = 'gn:13308620'", [])
    assert [row["parent_id"] for row in parents] == ["gn:1795565"]
