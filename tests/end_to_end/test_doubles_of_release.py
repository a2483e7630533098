"""One agreement is one tie, on the ties in the package: namesakes, quarters, merged towns."""

from __future__ import annotations

import pytest

from sistercities.dataset.release.store import Release, open_release

LEFT = {
    # Lists and Wikidata of 2021 may each be right; nothing at hand tells.
    "gn:673150~gn:3026465", "gn:3026465~gn:683023",
}  # fmt: skip


@pytest.fixture(scope="module")
def release() -> Release:
    return open_release()


def held(release: Release, *places: str) -> bool:
    asked = "SELECT 1 FROM ties WHERE tie_id = ?"
    return bool(release.query(asked, ["~".join(sorted(places))]))


@pytest.mark.parametrize(
    ("home", "right", "wrong"),
    [
        ("gn:2844988", "gn:11837657", "gn:11777305"),  # Rosenheim: Ichikawa of Chiba, not Hyōgo
        ("gn:3012649", "gn:11837657", "gn:11777305"),  # Issy-les-Moulineaux
        ("gn:2949012", "gn:1858066", "gn:1858067"),  # Bietigheim-Bissingen: Kusatsu of Gunma
        ("gn:2863840", "x:gb-bry", "gn:2654588"),  # Neuwied: the borough of Bromley
        ("gn:4347242", "gn:2641596", "gn:2641598"),  # Annapolis: Newport of Pembrokeshire
        ("gn:460413", "x:ru-moscow-central-ao", "gn:562331"),  # Daugavpils: the okrug, once
        ("gn:777554", "gn:511860", "gn:511865"),  # Sør-Varanger: the district of Pechenga
        ("gn:703448", "gn:1346798", "gn:1527534"),  # Kyiv: Osh Region
        ("gn:1863431", "gn:4717782", "gn:5381396"),  # Hadano: Pasadena in Texas
        ("gn:643153", "gn:463830", "gn:1488253"),  # Paimio: Zelenogorsk by Saint Petersburg
        ("gn:1787746", "gn:1860748", "gn:1859941"),  # Yancheng: Kashima of Ibaraki
        ("gn:1862555", "gn:1789289", "gn:1789271"),  # Hirado: Nan'an
        ("gn:730496", "gn:733905", "gn:733901"),  # Kazanlak: Véroia, not Vergina
        ("gn:634317", "gn:3140398", "gn:6453345"),  # Akaa: Sande of Vestfold
        ("gn:3026467", "gn:3118532", "x:pe-leon"),  # Chartres: León in Spain
        ("gn:2707953", "gn:642673", "gn:7911309"),  # Haninge: Pargas, once
        ("gn:3042430", "gn:681953", "gn:673441"),  # Zugló: Ciceu, near Miercurea-Ciuc
        ("gn:293703", "gn:8521318", "gn:498817"),  # Rishon LeZion: a district of St Petersburg
    ],
)
def test_a_partner_is_held_once_and_is_the_one_that_is_meant(
    release: Release, home: str, right: str, wrong: str
) -> None:
    assert held(release, home, right)
    assert not held(release, home, wrong)


@pytest.mark.parametrize(
    ("place", "part"),
    [("x:gb-bne", "gn:2656295"), ("gn:3189595", "gn:3193678")],  # Barnet; Subotica and Palić
)
def test_nobody_is_tied_with_a_part_of_its_own(release: Release, place: str, part: str) -> None:
    assert not held(release, place, part)


def test_what_its_pages_tell_of_the_settlement_holds_for_the_district(release: Release) -> None:
    (tie,) = release.query("SELECT * FROM ties WHERE tie_id = 'gn:511860~gn:777554'", [])
    assert (tie["standing"], tie["end"]) == ("suspended", "2022")


def test_two_towns_of_a_name_that_share_a_source_stay_two(release: Release) -> None:
    for partner in ("gn:4943021", "gn:5161723"):  # Mansfield's in Massachusetts and Ohio
        assert held(release, "gn:2643097", partner)


def test_no_home_has_a_namesake_of_its_partner_that_one_old_source_alone_knows(
    release: Release,
) -> None:
    doubles = release.query(
        """
        WITH ends AS (
            SELECT place_a AS home, place_b AS there, tie_id, standing, sources FROM ties
            UNION ALL SELECT place_b, place_a, tie_id, standing, sources FROM ties)
        SELECT o.tie_id FROM ends o JOIN ends n ON n.home = o.home AND n.there <> o.there
            JOIN places p ON p.place_id = o.there JOIN places q ON q.place_id = n.there
        WHERE p.name = q.name AND p.country = q.country
            AND o.standing IN ('one_old_source', 'no_longer_listed') AND n.standing = 'listed'
            AND len(list_intersect(
                string_split(o.sources, ' '), string_split(n.sources, ' '))) = 0
        """,
        [],
    )
    assert {row["tie_id"] for row in doubles} <= LEFT
