"""Corrections of the gazetteer are read strictly."""

from dataclasses import replace
from pathlib import Path

import pytest

from release_build.gazetteer.corrections import (
    COLUMNS,
    FACT_COLUMNS,
    FactCorrection,
    PlaceCorrection,
    corrected,
    read_corrections,
    read_facts,
    with_facts,
)
from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place

ROW = {
    "place_id": "gn:7", "name": "Musterau", "name_local": "", "names": "Au|Aue", "level": "city",
    "region_iso": "DE-LL", "reason": "why", "source": "made-up", "date": "2020-01-01",
}  # fmt: skip


def write(folder: Path, **changes: str) -> Path:
    path = folder / "place_corrections.csv"
    row = {**ROW, **changes}
    text = "\n".join((",".join(COLUMNS), ",".join(row[one] for one in COLUMNS)))
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_a_row_is_a_correction(tmp_path: Path) -> None:
    assert read_corrections(write(tmp_path)) == (
        PlaceCorrection("gn:7", "Musterau", "", ("Au", "Aue"), "city", "DE-LL"),
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("place_id", "Musterau"),
        ("place_id", "gn:²"),
        ("level", "planet"),
        ("region_iso", "Land"),
        ("reason", ""),
        ("source", " "),
        ("date", "2020-13-45"),
    ],
)
def test_refuses_what_is_not_understood(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_corrections(write(tmp_path, **{column: value}))
    assert (caught.value.row, caught.value.column) == (2, column)


def test_refuses_a_row_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 2, .*it has 10 fields and the header 9"):
        read_corrections(write(tmp_path, reason="why, and why not"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="cannot be read"):
        read_corrections(tmp_path / "place_corrections.csv")


FACT = {
    "place_id": "gn:7", "population": "1200", "population_year": "2011",
    "parent": "gn:8", "alias": "x:au", "reason": "why", "source": "made-up", "date": "2020-01-01",
}  # fmt: skip
PLACES = (
    Place("gn:7", "Musterau", "", "city", "DE", "DE-LL", population=9, parent_ids=("gn:9", "gn:8")),
    Place("gn:8", "Musterland", "", "region1", "DE", "DE-LL"),
)


def facts(folder: Path, **changes: str) -> tuple[FactCorrection, ...]:
    path = folder / "place_facts.csv"
    row = {**FACT, **changes}
    text = "\n".join((",".join(FACT_COLUMNS), ",".join(row[one] for one in FACT_COLUMNS)))
    path.write_text(text + "\n", encoding="utf-8")
    return read_facts(path)


def test_a_fact_corrects_population_container_and_id(tmp_path: Path) -> None:
    place = with_facts(PLACES, facts(tmp_path))[0]
    assert (place.population, place.parent_ids) == (1200, ("gn:8", "gn:9"))
    assert (place.population_year, place.population_source) == (2011, "decisions")
    assert place.alias_ids == ("x:au",)


def test_a_region_as_container_takes_a_place_out_of_its_neighbour(tmp_path: Path) -> None:
    town = replace(PLACES[0], parent_ids=("gn:20", "gn:8"))
    neighbour = Place("gn:20", "Nebenau", "", "city", "DE", "DE-LL", parent_ids=("gn:8",))
    region = Place("gn:8", "Land", "", "region1", "DE", "DE-LL")
    read = facts(tmp_path, population="", population_year="", parent="gn:8", alias="")
    assert with_facts((town, neighbour, region), read)[0].parent_ids == ("gn:8",)
    area = replace(region, level="region2")
    kept = with_facts((town, neighbour, area), read)[0]
    assert kept.parent_ids == ("gn:8", "gn:20")


def test_an_empty_field_leaves_the_fact_and_unknown_takes_it_away(tmp_path: Path) -> None:
    same = with_facts(
        PLACES, facts(tmp_path, population="", population_year="", parent="", alias="")
    )
    assert same == PLACES
    for word, source in (("unknown", ""), ("none", "decisions")):
        gone = with_facts(PLACES, facts(tmp_path, population=word, population_year=""))[0]
        assert (gone.population, gone.population_source) == (None, source)


def test_a_figure_whose_source_tells_no_year_has_none(tmp_path: Path) -> None:
    dated = (replace(PLACES[0], population_year=1999), PLACES[1])
    place = with_facts(dated, facts(tmp_path, population_year=""))[0]
    assert (place.population, place.population_year) == (1200, None)


def test_a_place_under_the_alias_is_merged_and_keeps_no_children(tmp_path: Path) -> None:
    area = Place(
        "gn:70", "Au-ku", "", "district", "DE", "DE-LL", latitude=1.0, longitude=2.0, population=5,
        names=(("Au-ku", "de"),), parent_ids=("gn:8",), alias_ids=("gn:71",),
    )  # fmt: skip
    part = Place("gn:72", "Oberau", "", "city", "DE", "DE-LL", parent_ids=("gn:70", "gn:8"))
    ward = replace(PLACES[0], population=None, parent_ids=("gn:70", "gn:8"))
    merged = with_facts(
        (ward, PLACES[1], area, part),
        facts(tmp_path, population="", population_year="", parent="", alias="gn:70"),
    )
    assert [place.place_id for place in merged] == ["gn:7", "gn:8", "gn:72"]
    assert (merged[0].population, merged[0].latitude) == (5, None)
    assert merged[0].alias_ids == ("gn:70", "gn:71")
    assert ("Au-ku", "de") in merged[0].names
    assert merged[0].parent_ids == ("gn:8",)
    assert merged[2].parent_ids == ("gn:7", "gn:8")


@pytest.mark.parametrize(
    ("column", "value"),
    [("place_id", "Au"), ("population", "many"), ("population_year", "11"),
     ("population_year", "2111"), ("parent", "Au"), ("alias", "Au"),
     ("reason", ""), ("source", ""), ("date", "today")],
)  # fmt: skip
def test_refuses_a_fact_that_is_not_understood(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(SourceError) as caught:
        facts(tmp_path, **{column: value})
    assert (caught.value.row, caught.value.column) == (2, column)


@pytest.mark.parametrize("change", [{"place_id": "gn:99"}, {"parent": "gn:99"}])
def test_a_fact_about_no_place_stops_the_build(tmp_path: Path, change: dict[str, str]) -> None:
    with pytest.raises(BuildError, match=r"place_facts\.csv: the gazetteer has no place gn:99"):
        with_facts(PLACES, facts(tmp_path, **change))


def test_a_spelling_is_taken_away_and_one_that_is_not_there_is_refused() -> None:
    names = (("Musterau", "und"), ("Nebenau", "und"))
    town = Place("gn:7", "Musterau", "", "city", "DE", "DE-LL", names=names)
    row = PlaceCorrection("gn:7", "", "", ("-Nebenau", "Au"), "", "")
    assert corrected([town], [row])[0].names == (("Au", "und"), ("Musterau", "und"))
    with pytest.raises(BuildError, match="has no spelling 'Fern' to take away"):
        corrected([town], [replace(row, names=("-Fern",))])


def test_unknown_takes_a_region_away_and_a_blank_leaves_it(tmp_path: Path) -> None:
    town = Place("gn:7", "Musterau", "", "city", "DE", "DE-LL")
    (row,) = read_corrections(write(tmp_path, region_iso="unknown"))
    assert corrected([town], [row])[0].region_iso == ""
    assert corrected([town], [replace(row, region_iso="")])[0].region_iso == "DE-LL"
