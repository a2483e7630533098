"""Chinese districts and county-level cities stand under their own name, and once."""

from __future__ import annotations

import pytest

from sistercities.dataset.release.store import Release, open_release


@pytest.fixture(scope="module")
def release() -> Release:
    return open_release()


@pytest.mark.parametrize(
    ("place_id", "name"),
    [
        ("gn:1784647", "Zhenhai"), ("gn:1785249", "Dongli"), ("gn:8595788", "Liangzhou"),
        ("gn:1814470", "Donggang"), ("gn:1793036", "Tengzhou"), ("gn:1803616", "Liling"),
        ("gn:1814082", "Shunde"), ("gn:1813812", "Huiyang"), ("gn:8416626", "Changshou"),
        ("gn:1529435", "Ghulja"), ("gn:1280737", "Lhasa"), ("gn:1809412", "Yongkang"),
    ],
)  # fmt: skip
def test_a_unit_is_shown_under_its_own_name(release: Release, place_id: str, name: str) -> None:
    rows = release.query("SELECT name FROM places WHERE place_id = ?", [place_id])
    assert [row["name"] for row in rows] == [name]


@pytest.mark.parametrize(
    ("place_id", "name"),
    [
        ("gn:8389521", "Miyun"), ("gn:1784580", "Yizheng"), ("gn:1806248", "Fengcheng"),
        ("gn:1795192", "Changjiang"), ("gn:1923909", "Jinggangshan"), ("gn:1529355", "Kuytun"),
        ("gn:1279749", "Tingri"), ("gn:7635189", "Lingshui"),
    ],
)  # fmt: skip
def test_a_unit_of_the_gazetteer_is_too(release: Release, place_id: str, name: str) -> None:
    rows = release.query("SELECT name FROM gazetteer WHERE place_id = ?", [place_id])
    assert [row["name"] for row in rows] == [name]


def test_no_unit_that_is_a_place_of_its_own_is_held_beside_it(release: Release) -> None:
    rows = release.query(
        "SELECT g.place_id, p.place_id AS unit FROM gazetteer g JOIN places p "
        "ON p.name_local = g.name_local AND p.region_iso = g.region_iso AND p.level = g.level "
        "WHERE p.place_id LIKE 'x:cn-%' AND g.place_id <> p.place_id AND g.name <> p.name "
        "AND abs(p.latitude - g.latitude) < 0.1 AND abs(p.longitude - g.longitude) < 0.1",
        [],
    )
    assert rows == []


@pytest.mark.parametrize(
    "name_local", ["万州区", "青浦区", "江津区", "昌平区", "顺义区", "大兴区", "门头沟区"]
)
def test_a_unit_is_held_once(release: Release, name_local: str) -> None:
    bare = name_local.removesuffix("区")
    rows = release.query(
        "SELECT place_id FROM places WHERE country = 'CN' AND region_iso IN "
        "('CN-BJ', 'CN-SH', 'CN-CQ') AND level = 'district' AND name_local IN (?, ?)",
        [name_local, bare],
    )
    assert len(rows) == 1
