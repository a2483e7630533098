"""What a geographer and an officer asked after, on the tables in the package, case by case."""

from __future__ import annotations

import pytest

from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.weighing_ground import weighing_ground


@pytest.fixture(scope="module")
def release() -> Release:
    return open_release()


def rows(release: Release, sql: str, *asked: object) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in release.query(sql, list(asked))]


def test_sereda_of_wikidata_is_the_town_in_romania(release: Release) -> None:
    of_furmanov = "SELECT tie_id FROM ties WHERE 'gn:562309' IN (place_a, place_b)"
    assert rows(release, of_furmanov) == []
    items = "SELECT place_id FROM places WHERE wikidata_id = 'Q166829'"
    assert rows(release, items) == [("gn:673440",)]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("gn:258438~x:ua-odesa-prymorskyi", "gn:13607725~gn:258438"),  # Lefkada: Odesa's district
        ("gn:5792244~x:cn-fuzhou-changle", "gn:1815677~gn:5792244"),  # Des Moines: Fuzhou's Changle
        ("gn:2824655~x:de-schirgiswalde-kirschau", "gn:2824655~gn:2839090"),  # Sundern
        ("gn:3030985~x:de-ebersbach-neugersdorf", "gn:2933965~gn:3030985"),  # Bourg-lès-Valence
        ("gn:2864054~gn:9542118", "gn:2864054~gn:737611"),  # Neustadt: Yenişehir of Mersin
        ("gn:2647347~gn:2791297", "gn:2647349~gn:2791297"),  # Merksplas: Hatfield, South Yorkshire
        ("gn:12908892~gn:4508722", "gn:1668341~gn:4508722"),  # Cincinnati: New Taipei
        ("gn:4124112~gn:740264", "gn:4119403~gn:740264"),  # Samsun: North Little Rock
        ("gn:524901~gn:5393021", "gn:524925~gn:5393021"),  # Santa Clara County: Moscow
        ("gn:1798821~x:au-hurstville", "gn:1798821~gn:2162856"),  # Pingdu: the City of Hurstville
        ("gn:593672~gn:628404", "gn:593672~gn:627908"),  # Utena: the district of Hlybokaye
        ("gn:2635762~gn:3025132", "gn:3025132~gn:5225245"),  # Chinon: Tiverton in Devon
        ("gn:3000072~x:gb-drayton", "gn:3000072~gn:5058918"),  # Lesparre-Médoc: Drayton
        ("gn:2738752~gn:3120431", "gn:3120431~gn:3398497"),  # Igualada: Guimarães in Portugal
        ("gn:2994144~x:gb-rushmoor", "gn:2994144~gn:9884102"),  # Meudon: the borough
        ("gn:293153~gn:3174494", "gn:293153~gn:3117814"),  # Yokneam Illit: Lugo in Italy
        ("gn:2812204~gn:629634", "gn:2812197~gn:629634"),  # Brest: Weingarten beside Ravensburg
        ("gn:2871992~gn:3165803", "gn:2871992~gn:3165802"),  # Memmingen: Teramo, with its province
        ("gn:1675107~gn:2130658", "gn:1675151~gn:2130658"),  # Aomori: Hsinchu County
        ("gn:501183~gn:5274644", "gn:501175~gn:5274644"),  # Stevens Point: Rostov Veliky
        ("gn:501183~gn:623317", "gn:501175~gn:623317"),  # Polotsk: Rostov Veliky
        (
            "gn:2855937~x:fr-saint-donat-sur-lherbasse",  # Ottobeuren
            "gn:2855937~x:fr-saint-donat",
        ),
        ("gn:1514883~gn:566199", "gn:566199~x:tj-guliston"),  # Dimitrovgrad: Guliston of Tajikistan
    ],
)
def test_the_place_that_is_meant_has_the_tie_and_has_it_once(
    release: Release, right: str, wrong: str
) -> None:
    assert rows(release, "SELECT tie_id FROM ties WHERE tie_id IN (?, ?)", right, wrong) == [
        (right,)
    ]


@pytest.mark.parametrize(
    ("old_id", "new_id"),
    [
        ("gn:2994144~gn:9884102", "gn:2994144~x:gb-rushmoor"),  # Meudon and Rushmoor
        ("gn:566199~x:tj-guliston", "gn:1514883~gn:566199"),  # Dimitrovgrad and Guliston
        ("gn:1675151~gn:2130658", "gn:1675107~gn:2130658"),  # Hsinchu County and Aomori
        ("gn:2812197~gn:629634", "gn:2812204~gn:629634"),  # Weingarten and Brest
        ("gn:1798821~gn:2162856", "gn:1798821~x:au-hurstville"),  # Pingdu and Hurstville
    ],
)
def test_the_id_of_a_tie_that_was_held_elsewhere_leads_on(
    release: Release, old_id: str, new_id: str
) -> None:
    asked = "SELECT new_id FROM tie_redirects WHERE old_id = ?"
    assert rows(release, asked, old_id) == [(new_id,)]


@pytest.mark.parametrize(
    ("old_id", "new_id"),
    [
        ("x:tj-guliston", "gn:1514883"), ("gn:8199394", "x:ps-ariel"),
        ("gn:8556321", "gn:3608248"),  # La Ceiba
        ("gn:1679136", "gn:1993459"),  # Changhua
    ],
)  # fmt: skip
def test_a_place_that_stood_twice_is_one(release: Release, old_id: str, new_id: str) -> None:
    assert rows(release, "SELECT new_id FROM redirects WHERE old_id = ?", old_id) == [(new_id,)]
    for table in ("places", "gazetteer"):
        assert rows(release, f"SELECT name FROM {table} WHERE place_id = ?", old_id) == []


@pytest.mark.parametrize(
    ("place_id", "people"),
    [
        ("gn:751057", 81_692), ("gn:751952", 22_927), ("gn:315621", 20_063),  # towns of Türkiye
        ("gn:305359", 113_580),  # Kuşadası, in a metropolitan province
        ("gn:2732544", 304_149),  # Vila Nova de Gaia
        ("gn:7281840", 256_729), ("gn:2158626", 76_500),  # Parramatta, Marrickville
        ("x:gb-rushmoor", 101_060), ("gn:302199", 936_351), ("gn:302903", 347_926),
        ("gn:2295458", 245_382),  # Sekondi-Takoradi
        ("gn:3169561", 159_115), ("gn:2701680", 95_167),  # Ravenna, Karlstad
        ("gn:195272", None), ("gn:1270926", None), ("gn:1642548", None),  # Kakamega and others
    ],
)  # fmt: skip
def test_people_are_those_of_the_municipality(
    release: Release, place_id: str, people: int | None
) -> None:
    asked = "SELECT population FROM places WHERE place_id = ?"
    assert rows(release, asked, place_id) == [(people,)]


@pytest.mark.parametrize("place_id", ["gn:4300488", "gn:1183105"])
def test_a_hamlet_with_the_people_of_a_city_has_none(release: Release, place_id: str) -> None:
    """Meads and Battagram, which are no large towns then."""
    asked = "SELECT population FROM gazetteer WHERE place_id = ?"
    assert rows(release, asked, place_id) == [(None,)]


@pytest.mark.parametrize(
    ("place_id", "name"),
    [
        ("gn:579514", "Balakhna"), ("gn:2317397", "Bandundu"),
        ("gn:13607965", "Circoscrizione I"), ("gn:1838716", "Bucheon"),
        ("gn:858786", "Lesser Poland"), ("gn:98465", "Sulaymaniyah"),
    ],
)  # fmt: skip
def test_a_place_is_called_as_it_is_known(release: Release, place_id: str, name: str) -> None:
    assert rows(release, "SELECT name FROM places WHERE place_id = ?", place_id) == [(name,)]


@pytest.mark.parametrize(
    ("place_id", "successor"),
    [("gn:3146463", "gn:6453404"), ("gn:2754659", "gn:12494997"), ("gn:3037540", "gn:3037543")],
)  # Mandal, Heerhugowaard, Annecy-le-Vieux
def test_a_merged_municipality_has_its_end(release: Release, place_id: str, successor: str) -> None:
    asked = "SELECT successor FROM places WHERE place_id = ? AND valid_to IS NOT NULL"
    assert rows(release, asked, place_id) == [(successor,)]


def test_towns_of_one_name_that_have_codes_are_in_the_gazetteer(release: Release) -> None:
    """Altdorf near Landshut, and Lège-Cap-Ferret once."""
    asked = "SELECT place_id, population FROM gazetteer WHERE municipality_code = ? AND country = ?"
    assert rows(release, asked, "09274113", "DE") == [("x:de-09274113", 11_036)]
    assert rows(release, asked, "33236", "FR") == []
    held = "SELECT municipality_code FROM places WHERE place_id = 'x:fr-lege-cap-ferret'"
    assert rows(release, held) == [("33236",)]


@pytest.mark.parametrize(
    ("tie_id", "standing", "since"),
    [
        ("gn:2918405~gn:2946228", "listed", "2026"),  # Grabow and Borken
        ("gn:4684888~gn:498677", "ended", "2025-09"),  # Dallas and Saratov
        ("gn:1899102~gn:491422", "listed", "2026"),  # Nagato and Sochi, of which nobody decided
        ("gn:504341~gn:588335", "one_old_source", "2022"),  # Tartu and Pskov, on no list
        ("gn:2022890~gn:5746545", "listed", "2026"),  # Portland: its association alone spoke
        ("gn:2755251~gn:524305", "ended", "2024-04"),  # Groningen and Murmansk
        ("gn:491687~gn:726174", "suspended", "2024"),  # Smolensk and Targovishte
        ("gn:553190~gn:603570", "suspended", "2022-03-02"),  # Piteå and Kandalaksha
        ("gn:2701715~gn:555624", "ended", "2022-03-02"),  # Karlskoga and Ivangorod
        ("gn:2772400~gn:520555", "listed", "2026"),  # Linz and Nizhny Novgorod: contacts ceased
        ("gn:4862182~gn:487839", "ended", "2022-03-10"),  # Iowa and Stavropol Krai
        ("gn:628035~gn:858789", "ended", "2022-02-28"),  # Podlaskie and Grodno
        ("gn:1490542~gn:858786", "one_old_source", "2013"),  # Małopolskie, which proposed the end
        ("gn:524925~gn:858787", "one_old_source", "2017"),  # so did Mazovia, with Moscow
        ("gn:1675107~gn:2130658", "active", "2020"),  # Aomori and Hsinchu County, by its page
        ("gn:3337494~gn:504338", "suspended", "2022-03"),  # Lubuskie and Pskov
        ("gn:293918~gn:7732501", "ended", "2024-06-11"),  # Kadıköy and Petah Tikva
        ("gn:293397~gn:311046", "ended", "2024-08-12"),  # İzmir and Tel Aviv
        ("gn:4361885~gn:536199", "ended", "2022-02-28"),  # Maryland and Leningrad Oblast
        ("gn:3017921~gn:679340", "ended", "2023-03-21"),  # Fontenay-le-Comte and Diosig
        ("gn:2921232~gn:501175", "suspended", "2023-10"),  # Gera and Rostov-on-Don
        ("gn:498817~gn:633679", "suspended", "2022-02-28"),  # Turku and Saint Petersburg
        ("gn:2905330~gn:468898", "suspended", "2022-03"),  # Hesse and Yaroslavl
        ("gn:2838632~gn:554230", "suspended", "2022"),  # Schleswig-Holstein and Kaliningrad
        ("gn:1734759~gn:1799962", "active", "2016"),  # Malacca City and Nanjing
    ],
)
def test_a_tie_stands_as_its_pages_say(
    release: Release, tie_id: str, standing: str, since: str
) -> None:
    asked = "SELECT standing, standing_since FROM ties WHERE tie_id = ?"
    assert rows(release, asked, tie_id) == [(standing, since)]


@pytest.mark.parametrize("tie_id", ["gn:3997479~gn:5379439", "gn:2704620~gn:3421319"])
def test_nobody_is_left_out_whose_municipality_has_the_entry(release: Release, tie_id: str) -> None:
    """Los Mochis stands under Ahome, Nuuk under Sermersooq."""
    asked = "SELECT standing FROM ties WHERE tie_id = ?"
    assert rows(release, asked, tie_id) == [("one_old_source",)]
    coverage = weighing_ground(release, [tie_id]).coverage
    assert not any(coverage.is_silent("enwiki-2023", end) for end in tie_id.split("~"))


@pytest.mark.parametrize("event", ["E0102", "E0240", "E0242"])
def test_an_association_is_no_council(release: Release, event: str) -> None:
    asked = "SELECT decided_by FROM tie_events WHERE event_id = ?"
    assert rows(release, asked, f"tie-events-2026:{event}") == [(None,)]


@pytest.mark.parametrize(
    ("place_id", "name", "people"),
    [
        ("gn:1806124", "Jianyang", 487_133), ("gn:3567924", "La Lisa", 147_415),
        ("gn:1783924", "Zhuanghang", None), ("gn:3198649", "Jasenice", 151),
        ("gn:1799379", "Ninghe", None), ("gn:1789998", "Xiaoshan", None),
        ("gn:1798490", "Pulandian", None), ("gn:64013", "Bosaso", None),
        ("gn:3523303", "Metepec", 242_307), ("gn:2855598", "Pankow", 424_307),
        ("gn:2848756", "Reinickendorf", None), ("gn:2732547", "Vila Nova de Famalicão", 133_590),
        ("gn:2738752", "Guimarães", 158_124), ("gn:1842616", "Gongju", 113_542),
        ("gn:1821940", "Takeo", None), ("gn:302199", "Şahinbey", 936_351),
        ("gn:2538475", "Rabat", 572_717), ("gn:3598132", "Guatemala City", 994_938),
        ("gn:2034937", "Shenyang", 9_180_000), ("gn:791149", "Gjorče Petrov", 41_000),
    ],
)  # fmt: skip
def test_a_place_has_its_name_and_its_own_people(
    release: Release, place_id: str, name: str, people: int | None
) -> None:
    asked = "SELECT name, population FROM places WHERE place_id = ?"
    assert rows(release, asked, place_id) == [(name, people)]


@pytest.mark.parametrize(
    ("place_id", "latitude", "longitude"),
    [
        ("x:vn-quang-nam", 15.57, 108.47),
        ("x:az-baku-nerimanov", 40.41, 49.87),
        ("x:vn-phu-yen", 13.16, 109.06),
        ("x:no-hordaland", 60.37, 6.40),
        ("gn:302199", 37.05, 37.34),
        ("x:cz-prague-prague-7", 50.10, 14.45),
    ],
)
def test_a_place_stands_where_it_is(
    release: Release, place_id: str, latitude: float, longitude: float
) -> None:
    asked = "SELECT latitude, longitude FROM places WHERE place_id = ?"
    assert rows(release, asked, place_id) == [pytest.approx((latitude, longitude), abs=0.05)]


@pytest.mark.parametrize(
    "place_id", ["x:ps-al-amari", "x:rw-ruhondo", "x:gb-drayton", "x:us-san-diego-san-ysidro"]
)
def test_a_place_whose_geocode_is_that_of_another_has_no_point(
    release: Release, place_id: str
) -> None:
    asked = "SELECT latitude, longitude FROM places WHERE place_id = ?"
    assert rows(release, asked, place_id) == [(None, None)]


@pytest.mark.parametrize(
    ("place_id", "region"),
    [
        ("gn:3084237", "PL-08"), ("gn:3091311", "PL-12"), ("gn:250624", "JO-KA"),
        ("gn:3054967", "HU-VA"), ("x:ch-bischofszell", "CH-TG"), ("x:md-copceac", "MD-GA"),
        ("gn:3934876", "PE-LMA"),
        # Settlements beyond the line of 1949 are in no region of either.
        ("x:ps-ariel", None), ("x:il-beit-aryeh-ofarim", None), ("x:il-har-hevron-carmel", None),
    ],
)  # fmt: skip
def test_a_place_is_in_the_region_of_its_point(
    release: Release, place_id: str, region: str | None
) -> None:
    assert rows(release, "SELECT region_iso FROM places WHERE place_id = ?", place_id) == [
        (region,)
    ]


@pytest.mark.parametrize("place_id", ["gn:1835895", "gn:1834885", "gn:1840536", "gn:2737824"])
def test_no_statement_on_size_rests_on_the_count_of_a_seat(release: Release, place_id: str) -> None:
    """Seosan, Dangjin, Naju, Matosinhos."""
    asked = "SELECT population_source, is_population_doubtful FROM places WHERE place_id = ?"
    assert rows(release, asked, place_id) == [("geonames", True)]


@pytest.mark.parametrize("place_id", ["x:vn-binh-duong", "x:vn-ba-ria-vung-tau"])
def test_what_ho_chi_minh_city_took_in_has_an_end(release: Release, place_id: str) -> None:
    asked = "SELECT valid_to, successor FROM places WHERE place_id = ?"
    assert rows(release, asked, place_id) == [(2025, "gn:1566083")]


@pytest.mark.parametrize(
    ("place_id", "valid_to", "successor"),
    [
        ("gn:1584071", 2025, "gn:13494356"),  # Đà Lạt, by the rule on its tier
        ("gn:1905197", 2025, "gn:13494356"),  # the area of its name
        ("gn:1568574", 2025, "gn:13494353"),  # Quy Nhơn, whose area has another name
        ("gn:8531735", None, None),  # Phú Quốc, a special zone since
        ("x:ua-yahotyn-raion", 2020, "gn:711658"),
    ],
)
def test_a_unit_that_was_dissolved_has_an_end_and_a_successor(
    release: Release, place_id: str, valid_to: int | None, successor: str | None
) -> None:
    asked = "SELECT valid_to, successor FROM places WHERE place_id = ?"
    assert rows(release, asked, place_id) == [(valid_to, successor)]


def test_states_that_broke_with_taiwan_are_told(release: Release) -> None:
    asked = "SELECT strength FROM country_pairs_now WHERE pair_id = ?"
    for other in ("HN", "LR", "NI", "SV"):
        pair = ":".join(("relations_severed", *sorted((other, "TW"))))
        assert rows(release, asked, pair) == [("caution",)]


def test_links_that_a_report_says_have_ceased_are_told_and_end_nothing(release: Release) -> None:
    asked = "SELECT event, known_on FROM tie_events WHERE tie_id = ?"
    assert rows(release, asked, "gn:2772400~gn:520555") == [("dormant", "2026-01-19")]


def test_a_row_of_an_undated_page_stands_in_no_year_that_nothing_shows(release: Release) -> None:
    asked = "SELECT count(*) FROM claims WHERE source_id = 'regions-2026' AND (seen_year IS NULL"
    assert rows(release, f"{asked} OR seen_year > 2025)") == [(0,)]
    newest = (
        "SELECT count(*) FROM ties WHERE standing = 'active' AND standing_since = '2026' "
        "AND standing_source = 'regions-2026'"
    )
    assert rows(release, newest) == [(0,)]


@pytest.mark.parametrize(
    ("place_id", "container"),
    [
        ("gn:1856456", "gn:1857907"),  # Mukō, which GeoNames has in the city of Kyoto
        ("gn:6573901", "gn:1841610"),  # Uiwang, in Gunpo
        ("gn:545078", "gn:524901"),  # Koptevo, in Moscow Oblast
    ],
)
def test_a_municipality_lies_in_its_region_and_in_no_neighbour(
    release: Release, place_id: str, container: str
) -> None:
    asked = "SELECT parent_id FROM parents WHERE place_id = ? AND to_year IS NULL"
    assert rows(release, asked, place_id) == [(container,)]


@pytest.mark.parametrize("alias", ["gn:6324358", "gn:2778058", "gn:784758", "gn:3413831"])
def test_a_municipality_and_its_town_are_one_place(release: Release, alias: str) -> None:
    """São Paulo, Graz, Ferizaj, Reykjavík."""
    assert rows(release, "SELECT name FROM places WHERE place_id = ?", alias) == []


@pytest.mark.parametrize(
    ("place_id", "source", "doubt"),
    [("gn:276781", "decisions", False), ("gn:3439389", "geonames", True),
     ("gn:6174041", "decisions", False)],
)  # fmt: skip
def test_no_agglomeration_passes_for_its_city(
    release: Release, place_id: str, source: str, *, doubt: bool
) -> None:
    """Beirut, Asunción, Victoria: Wikidata has less than half of the agglomeration."""
    asked = "SELECT population_source, is_population_doubtful FROM places WHERE place_id = ?"
    assert rows(release, asked, place_id) == [(source, doubt)]


@pytest.mark.parametrize(
    ("place_id", "people"),
    [
        ("gn:8262129", 791_297),  # Xinghua, whose seat has 105,918
        ("gn:1783988", 891_494),  # Zhucheng
        ("gn:2220957", 3_992_411),  # Yaoundé
        ("gn:1627549", 735_651),  # Serang
        ("gn:738025", 157_499),  # Yalova
        ("x:fr-lege-cap-ferret", 8_106),
        ("gn:2793067", 9_102),  # Ledegem, whose core has 1,582
        ("gn:4019098", 11_331),  # Ahome, in which Los Mochis has 256,613
        ("gn:4007673", 24_241),  # El Salto, in a municipality with those of the seat
        ("gn:964420", 1_253_742),  # Gqeberha
        ("gn:1784764", 64_567_588),  # Zhejiang
        ("gn:3165361", 3_729_641),  # Tuscany
        ("gn:6543949", 60_979),  # Guldborgsund, of which Wikidata speaks as a municipality
    ],
)
def test_a_place_has_its_own_people(release: Release, place_id: str, people: int | None) -> None:
    asked = "SELECT population, is_population_doubtful FROM places WHERE place_id = ?"
    assert rows(release, asked, place_id) == [(people, False)]


@pytest.mark.parametrize(
    ("place_id", "name"),
    [
        ("gn:80412", "Aden"), ("gn:2749812", "Noordwijk"), ("gn:858790", "Świętokrzyskie"),
        ("gn:578071", "Belgorod Oblast"), ("gn:610688", "Aktobe Region"),
        ("gn:292673", "Sharjah"), ("gn:1899262", "Preah Sihanouk"),
        ("gn:6418540", "North Denmark Region"), ("gn:1131461", "Uruzgan"),
    ],
)  # fmt: skip
def test_a_place_is_called_as_in_english(release: Release, place_id: str, name: str) -> None:
    assert rows(release, "SELECT name FROM places WHERE place_id = ?", place_id) == [(name,)]


def test_no_place_bears_the_english_name_of_another(release: Release) -> None:
    asked = "SELECT name FROM names WHERE place_id = 'gn:1581326' AND name LIKE 'Hà T%'"
    assert rows(release, asked) == []


def test_districts_of_large_brazilian_cities_are_no_towns(release: Release) -> None:
    asked = "SELECT level FROM places WHERE place_id IN ('gn:11962371', 'gn:11962408')"
    assert rows(release, asked) == [("district",), ("district",)]


def test_cities_merged_into_auckland_are_over(release: Release) -> None:
    asked = "SELECT valid_to, successor FROM places WHERE place_id IN ('gn:2187404', 'gn:2185964')"
    assert rows(release, asked) == [(2010, "gn:2193733")] * 2
