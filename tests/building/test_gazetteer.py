"""The gazetteer on a made-up miniature of GeoNames: merging, duals, levels, the Chinese roster."""

import re

import pytest

from release_build.gazetteer.build import build_gazetteer
from release_build.gazetteer.corrections import FactCorrection, PlaceCorrection
from release_build.gazetteer.drafts import DualPlace, GazetteerSources, Inside
from release_build.gazetteer.levels import LevelRule
from release_build.readers.china_roster import Prefecture
from release_build.readers.geonames import PopulatedPlace
from release_build.readers.natural_earth import NaturalEarthPlace
from sistercities.dataset.gazetteer.places import Gazetteer, fits_level
from sistercities.errors import BuildError
from sistercities.sources.admin_areas import AdminArea, AdminAreas, Country
from sistercities.terms.places import Place
from sistercities.terms.words import Level


def city(
    gid: int, name: str, country: str, *names: str, people: int | None = None
) -> PopulatedPlace:
    return PopulatedPlace(gid, name, country, gid / 100, gid / 50, people, names)


def area(
    row: int,
    gid: int,
    name: str,
    country: str,
    tier: int,
    *names: str,
    parent: int = 0,
    iso: str = "",
) -> AdminArea:
    return AdminArea(row, name, iso, "", gid, "", (name, *names), tier, parent, country)


def rule(pattern: str, level: Level, is_municipality: bool) -> LevelRule:
    return LevelRule(None, "", re.compile(pattern), level, is_municipality)


AREAS = (
    area(1, 9001, "Jia Sheng", "CN", 1, "甲省", iso="CN-JA"),
    area(2, 9002, "Yi Shi", "CN", 2, "乙市", parent=1),
    area(3, 9003, "Bing Zizhizhou", "CN", 2, "丙自治州", parent=1),
    area(4, 9004, "Ding Shi", "CN", 2, "丁市", parent=1),
    area(5, 9005, "Tsuki", "JP", 1, "月県", "Tsuki Prefecture", iso="JP-98"),
    area(6, 9006, "Hoshi-shi", "JP", 2, "星市", parent=5),
    area(7, 9007, "Kaze-gun", "JP", 2, "風郡", parent=5),
    area(8, 9008, "Musterland", "DE", 1, iso="DE-ML"),
    area(9, 9009, "Landkreis Musterau", "DE", 2, "Musterau", parent=8),
    area(10, 9010, "Freihafen", "DE", 1, "Land Freihafen", iso="DE-FH"),
    area(11, 9011, "Tsuki-shi", "JP", 2, "月市", parent=5),
)
CITIES = (
    city(101, "Yi", "CN", "乙市", "乙", people=900_000),
    city(102, "Yi Village", "CN", "乙", people=700),
    city(103, "Wu", "CN", "戊县"),
    city(104, "Ji", "CN", "己午区", "己午"),
    city(105, "Bing", "CN", "丙", people=80_000),
    city(106, "Dingcheng", "CN", "丁", people=400_000),
    city(201, "Hoshi", "JP", "星市", "Hoshi-shi"),
    city(202, "Chūō", "JP", "Hoshi", "星", people=500_000),
    city(203, "Kaze", "JP", "風町", people=9_000),
    city(204, "Tsuki", "JP", "月市", people=300_000),
    city(301, "Musterau", "DE", people=60_000),
    city(302, "Freihafen", "DE", "Port Franc", people=1_000_000),
)
CONTAINERS = {
    101: (1, 2), 102: (1, 2), 103: (1, 2), 104: (1, 2), 105: (1, 3), 106: (1, 4), 201: (5, 6),
    202: (5, 6), 203: (5, 7), 204: (5, 11), 301: (8, 9), 302: (10,),
}  # fmt: skip
RULES = {
    "CN": (rule(" Shi$", "city", True), rule("", "region2", False)),
    "JP": (rule("-shi$", "city", True), rule("", "region2", False)),
}
ROSTER = (
    Prefecture("乙市", "990100", 9002, "Yi", 101, 1.01, 2.02),
    Prefecture("丁市", "990200", 9004, "Ding", None, None, None),
    Prefecture("丙自治州", "992200", 9003, "Bing", 105, 1.05, 2.1),
)


def sources(**changes: object) -> GazetteerSources:
    values: dict[str, object] = {
        "cities": CITIES,
        "areas": AdminAreas(
            (Country(1, "China", "CN", 9901, ("China", "中国")),), AREAS, CONTAINERS
        ),
        "prefectures": ROSTER,
        "natural_earth": (NaturalEarthPlace(302, "Q1", "Freihafen", "Freeport", "自由港", 3, 6),),
        "level_rules": RULES,
        "duals": (DualPlace(302, 9010, "DE-FH", "Freihafen"),),
    }
    return GazetteerSources(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return build_gazetteer(sources())


def test_a_municipality_is_one_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Yi Shi", "CN", "city") == ["gn:101", "gn:102"]
    assert gazetteer.lookup("乙市", "CN")[0] == "gn:101"
    assert gazetteer.redirects["gn:9002"] == "gn:101"
    assert "gn:9002" not in gazetteer.places
    assert gazetteer.canonical("gn:9002") == "gn:101"


def test_a_name_filed_under_its_second_word_is_turned_and_a_list_of_names_is_not() -> None:
    names = ("Vale, The", "Esk, Dee and Don", "Wick, City of")
    areas = (*AREAS, *(area(12 + n, 9012 + n, name, "GB", 2) for n, name in enumerate(names)))
    china = (Country(1, "China", "CN", 9901, ("China", "中国")),)
    made = build_gazetteer(sources(areas=AdminAreas(china, areas, CONTAINERS)))
    found = [made.places[f"gn:{9012 + n}"].name for n in range(3)]
    assert found == ["The Vale", "Esk, Dee and Don", "City of Wick"]


def test_a_seat_quarter_with_the_citys_name_is_a_second_record_of_it(gazetteer: Gazetteer) -> None:
    hoshi = gazetteer.places["gn:201"]
    assert hoshi.alias_ids == ("gn:202", "gn:9006")
    assert (hoshi.name, hoshi.population) == ("Hoshi", 500_000)


def test_a_county_is_never_merged_with_its_seat(gazetteer: Gazetteer) -> None:
    assert gazetteer.places["gn:9009"].level == "region2"
    assert gazetteer.places["gn:301"].level == "city"
    assert gazetteer.lookup("Musterau", "DE", "region2") == ["gn:9009"]
    assert gazetteer.lookup("Musterau", "DE", "city") == ["gn:301"]
    assert gazetteer.places["gn:9007"].level == "region2"
    assert gazetteer.places["gn:203"].parent_ids[0] == "gn:9007"


def test_a_city_is_not_the_prefecture_of_its_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Tsuki", "JP", "city") == ["gn:204"]
    assert gazetteer.lookup("Tsuki", "JP", "region1") == ["gn:9005"]
    assert gazetteer.matches("Tsuki Prefecture", "JP")[0].place_id == "gn:9005"
    assert gazetteer.places["gn:204"].name_local == "月市"
    assert gazetteer.places["gn:9005"].name_local == "月県"


def test_a_dual_place_is_one_place_at_both_levels(gazetteer: Gazetteer) -> None:
    port = gazetteer.places["gn:302"]
    assert (port.is_dual, port.level, port.region_iso) == (True, "city", "DE-FH")
    assert fits_level(port, "region1")
    assert fits_level(port, "city")
    assert not fits_level(port, "region2")
    assert gazetteer.redirects["gn:9010"] == "gn:302"
    assert gazetteer.region_by_iso["DE-FH"] == "gn:302"
    assert port.parent_ids == ()


def test_the_roster_names_codes_and_places_the_prefectures(gazetteer: Gazetteer) -> None:
    by_code = {one.gbt2260: one for one in gazetteer.places.values() if one.gbt2260}
    assert set(by_code) == {"990100", "990200", "992200"}
    assert (by_code["990100"].name_local, by_code["990100"].level) == ("乙市", "city")
    assert (by_code["992200"].place_id, by_code["992200"].level) == ("gn:9003", "region2")
    assert by_code["992200"].latitude == 1.05
    # GeoNames has the seat under its own name: the unit takes it over and keeps its own.
    assert (by_code["990200"].place_id, by_code["990200"].name) == ("gn:106", "Ding")
    assert all(one.region_iso == "CN-JA" and one.latitude for one in by_code.values())


def test_chinese_levels_follow_the_names(gazetteer: Gazetteer) -> None:
    assert gazetteer.places["gn:103"].level == "county"
    assert gazetteer.places["gn:104"].level == "district"
    assert gazetteer.places["gn:103"].parent_ids == ("gn:101", "gn:9001")
    assert "gn:103" in gazetteer.children["gn:101"]


def test_whole_names_come_before_wrapped_ones_then_the_larger_place(gazetteer: Gazetteer) -> None:
    ranks = [(one.place_id, one.rank) for one in gazetteer.matches("乙", "CN")]
    assert ranks == [("gn:101", 0), ("gn:102", 0)]
    assert gazetteer.matches("Port-Franc", "DE")[0].rank == 0
    assert gazetteer.matches("Landkreis Tsuki", "JP")[0].rank == 2
    assert gazetteer.matches("Tsuki", "DE") == []


def test_natural_earth_adds_its_names_and_wikidata_id(gazetteer: Gazetteer) -> None:
    port = gazetteer.places["gn:302"]
    assert port.wikidata_id == "Q1"
    assert ("自由港", "zh") in port.names
    assert gazetteer.lookup("自由港", "DE") == ["gn:302"]


def test_a_country_is_a_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.places["gn:9901"].level == "country"


def test_corrections_change_what_they_name_and_nothing_else() -> None:
    row = PlaceCorrection("gn:203", "Kazemachi", "風町", ("Wind Town",), "district", "")
    mended = build_gazetteer(sources(corrections=(row,)))
    place = mended.places["gn:203"]
    assert (place.name, place.level, place.region_iso) == ("Kazemachi", "district", "JP-98")
    assert mended.lookup("Wind Town", "JP") == ["gn:203"]


def test_a_correction_of_an_unknown_place_stops_the_build() -> None:
    row = PlaceCorrection("gn:777", "X", "", (), "", "")
    with pytest.raises(BuildError, match="gn:777"):
        build_gazetteer(sources(corrections=(row,)))


def test_an_added_place_hangs_on_the_canonical_id() -> None:
    quarter = Place("x:quarter", "Geng", "庚区", "district", "CN", "CN-JA", parent_ids=("gn:9002",))
    assert build_gazetteer(sources(), [quarter]).places["x:quarter"].parent_ids == ("gn:101",)


def test_a_unit_of_the_roster_without_a_place_stops_the_build() -> None:
    lost = Prefecture("辛市", "990900", 8888, "Xin", None, None, None)
    with pytest.raises(BuildError, match="辛市"):
        build_gazetteer(sources(prefectures=(lost,)))


def test_the_build_does_not_depend_on_the_order_of_the_cities() -> None:
    one, other = build_gazetteer(sources()), build_gazetteer(sources(cities=CITIES[::-1]))
    assert one.places == other.places
    assert one.redirects == other.redirects


def test_the_area_of_a_city_goes_to_the_city_not_to_a_quarter_of_its_name() -> None:
    """GeoNames puts the city 庚市 into another area, and a quarter called 庚 into its own."""
    areas = (*AREAS, area(12, 9012, "Geng Shi", "CN", 2, "庚市", parent=1))
    cities = (
        *CITIES,
        city(107, "Geng", "CN", "庚市", "庚", people=1_200_000),
        city(108, "Geng", "CN", "庚", "Pingqiao", "平桥"),
        city(109, "Gengxian", "CN", "辛县"),
    )
    china = (Country(1, "China", "CN", 9901, ("China", "中国")),)
    inside = {**CONTAINERS, 107: (1, 3), 108: (1, 12), 109: (1, 12)}
    unit = Prefecture("庚市", "990300", 9012, "Geng", None, None, None)
    made = build_gazetteer(
        sources(cities=cities, areas=AdminAreas(china, areas, inside), prefectures=(*ROSTER, unit))
    )
    held = made.places["gn:107"]
    assert (held.gbt2260, held.population, held.parent_ids) == ("990300", 1_200_000, ("gn:9001",))
    assert made.canonical("gn:9012") == "gn:107"
    quarter = made.places["gn:108"]
    assert (quarter.gbt2260, quarter.parent_ids) == ("", ("gn:107", "gn:9001"))
    assert made.places["gn:109"].parent_ids[0] == "gn:107"


def test_facts_are_corrected_after_the_names() -> None:
    fact = FactCorrection("gn:301", "unknown", "", "gn:9008", "x:de-musterau")
    place = build_gazetteer(sources(facts=(fact,))).places["gn:301"]
    assert (place.population, place.parent_ids[0]) == (None, "gn:9008")
    assert build_gazetteer(sources(facts=(fact,))).canonical("x:de-musterau") == "gn:301"


def test_a_fact_may_put_a_place_into_one_that_was_added_and_take_an_added_one_in() -> None:
    """GeoNames has the borough alone; the municipality around it and a second record are ours."""
    around = Place("x:de-around", "Around", "", "city", "DE", "DE-ML")
    second = Place("x:de-second", "Au", "", "city", "DE", "DE-ML", names=(("Au", "und"),))
    into = FactCorrection("gn:301", "", "", "x:de-around", "x:de-second")
    made = build_gazetteer(sources(added=(around, second), facts=(into,)))
    assert made.places["gn:301"].parent_ids[0] == "x:de-around"
    assert made.canonical("x:de-second") == "gn:301"
    assert made.lookup("Au", "DE", "city") == ["gn:301"]


def inside_freihafen(verdict: Inside, parts: dict[int, bool]) -> dict[str, Level]:
    """Levels of a quarter, a town, a ward, a place in that ward, and a town outside."""
    ward = area(12, 9012, "Altwerder", "DE", 2, parent=10)
    towns = (city(303, "Speicher", "DE"), city(304, "Vorstadt", "DE"), city(305, "Kai", "DE"))
    duals = (DualPlace(302, 9010, "DE-FH", "Freihafen", verdict),)
    made = build_gazetteer(
        sources(
            cities=(*CITIES, *towns),
            areas=AdminAreas(
                (), (*AREAS, ward), {**CONTAINERS, 303: (10,), 304: (10,), 305: (10, 12)}
            ),
            level_rules={**RULES, "DE": (rule("^Altwerder$", "district", False),)},
            duals=duals,
            parts=parts,
        )
    )
    asked = {"quarter": 303, "town": 304, "kai": 305, "ward": 9012, "outside": 301, "dual": 302}
    return {name: made.places[f"gn:{gid}"].level for name, gid in asked.items()}


def test_what_lies_in_a_dual_place_is_a_part_of_it() -> None:
    levels = inside_freihafen("parts", {})
    assert levels == {
        "quarter": "district", "town": "district", "kai": "district", "ward": "district",
        "outside": "city", "dual": "city",
    }  # fmt: skip


def test_where_a_dual_place_holds_municipalities_only_what_a_ward_contains_is_a_part() -> None:
    levels = inside_freihafen("municipalities", {})
    assert (levels["quarter"], levels["town"], levels["kai"]) == ("city", "city", "district")


@pytest.mark.parametrize(
    ("country", "people", "parts", "level"),
    [
        ("BR", 12_000_000, {}, "district"),
        ("BR", 299_999, {}, "city"),  # GeoNames files villages wrongly under smaller ones
        ("BR", 12_000_000, {401: False}, "city"),
        ("MX", 12_000_000, {}, "city"),
    ],
)
def test_what_lies_in_a_large_municipality_of_brazil_is_a_part_of_it(
    country: str, people: int, parts: dict[int, bool], level: Level
) -> None:
    state = area(12, 9012, "Estado", country, 1, iso=f"{country}-ES")
    municipality = area(13, 9013, "Grande", country, 2, parent=12)
    towns = (city(400, "Grande", country, people=people), city(401, "Bairro", country, people=9))
    made = build_gazetteer(
        sources(
            cities=(*CITIES, *towns),
            areas=AdminAreas(
                (), (*AREAS, state, municipality), {**CONTAINERS, 400: (12, 13), 401: (12, 13)}
            ),
            level_rules={**RULES, country: (rule("", "city", True),)},
            parts=parts,
        )
    )
    assert made.places["gn:401"].level == level
    assert made.places["gn:400"].level == "city"


def test_a_ruling_makes_a_part_and_an_exception_anywhere() -> None:
    levels = inside_freihafen("parts", {304: False, 301: True})
    assert (levels["quarter"], levels["town"]) == ("district", "city")
    assert levels["outside"] == "district"


def test_a_ruling_on_a_part_that_is_no_place_stops_the_build() -> None:
    with pytest.raises(BuildError, match="no place gn:999 of its own"):
        build_gazetteer(sources(parts={999: True}))


def test_a_place_of_viet_nam_has_the_letters_of_its_language() -> None:
    eth, stroke = "\N{LATIN CAPITAL LETTER ETH}", "\N{LATIN CAPITAL LETTER D WITH STROKE}"
    named = (*CITIES, city(401, f"{eth}inh Lang", "VN", f"Thanh Pho {eth}inh Lang"),
             city(402, f"{eth}al", "IS"))  # fmt: skip
    found = build_gazetteer(sources(cities=named)).places
    assert found["gn:401"].name == f"{stroke}inh Lang"
    assert {name for name, _ in found["gn:401"].names} == {
        f"{stroke}inh Lang",
        f"Thanh Pho {stroke}inh Lang",
    }
    assert found["gn:402"].name == f"{eth}al"
