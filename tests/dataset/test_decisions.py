"""Rulings are read strictly, applied most particular first, and retire when no longer needed."""

from pathlib import Path

import pytest

from sistercities.dataset.decisions import (
    NAME_COLUMNS,
    PLACE_COLUMNS,
    Decisions,
    NameDecision,
    read_added_places,
    read_decisions,
)
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolving.ranked_rules import resolve, resolve_plainly
from sistercities.errors import BuildError, SourceError
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place

NAME = {
    "source_id": "zhwiki-2020", "name": "Alt", "country": "DE", "context": "", "level": "",
    "place_id": "x:one", "reason": "why", "date": "2020-01-01",
    "retire_check": "alias resolves to the same place",
}  # fmt: skip
PLACE = {
    "place_id": "x:one", "name": "Alt", "name_local": "", "names": "Old|Vieux", "level": "city",
    "country": "DE", "region_iso": "DE-ML", "latitude": "50.5", "longitude": "", "parent": "x:two",
    "source": "made-up", "reason": "why", "date": "2020-01-01",
}  # fmt: skip


def write(path: Path, columns: tuple[str, ...], *rows: dict[str, str]) -> Path:
    lines = [",".join(columns), *(",".join(row.get(one, "") for one in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def ruling(**fields: str) -> NameDecision:
    return NameDecision(**{**NAME, **fields})


def test_reads_every_file_of_names_in_order(tmp_path: Path) -> None:
    write(tmp_path / "names_b.csv", NAME_COLUMNS, {**NAME, "name": "B"})
    write(tmp_path / "names_a.csv", NAME_COLUMNS, {**NAME, "name": "A"})
    assert [one.name for one in read_decisions(tmp_path).names] == ["A", "B"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reason", ""),
        ("date", ""),
        ("date", "banana"),
        ("date", "2026-13-45"),
        ("date", "2026"),
        ("name", ""),
        ("country", "ZZ"),
        ("source_id", "dewiki-2020"),
        ("place_id", "Altstadt"),
        ("place_id", "wd:9"),
        ("level", "planet"),
        ("retire_check", "never"),
    ],
)
def test_a_ruling_without_a_reason_or_with_an_odd_word_is_refused(
    tmp_path: Path, column: str, value: str
) -> None:
    write(tmp_path / "names_a.csv", NAME_COLUMNS, {**NAME, column: value})
    with pytest.raises(SourceError) as caught:
        read_decisions(tmp_path)
    assert caught.value.column == column


def test_an_unknown_column_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "names_a.csv", (*NAME_COLUMNS, "mood"), NAME)
    with pytest.raises(SourceError, match="mood"):
        read_decisions(tmp_path)


def test_the_most_particular_ruling_wins() -> None:
    general, of_source = ruling(source_id=""), ruling(place_id="x:two")
    in_context = ruling(place_id="x:three", context="Land")
    decisions = Decisions((general, of_source, in_context))
    plain, told = NamedEnd("Alt", "DE"), NamedEnd("Alt", "DE", context="Land")
    assert decisions.find(plain, "other") == general
    assert decisions.find(plain, "zhwiki-2020") == of_source
    assert decisions.find(told, "zhwiki-2020") == in_context
    assert decisions.find(NamedEnd("Alt", "AT"), "zhwiki-2020") is None


def test_a_ruling_on_a_pair_goes_before_all_others_and_holds_for_that_partner_alone() -> None:
    in_context = ruling(place_id="x:three", context="Land")
    of_pair = ruling(place_id="x:four", context="with Neustadt")
    decisions = Decisions((in_context, of_pair))
    told = NamedEnd("Alt", "DE", context="Land")
    assert decisions.find(told, "zhwiki-2020", "Neustadt") == of_pair
    assert decisions.find(told, "zhwiki-2020", "Neustadt an der Orla") == in_context
    assert decisions.find(told, "zhwiki-2020") == in_context
    of_nobody = Decisions((ruling(place_id="x:five", context="with "),))
    assert of_nobody.find(NamedEnd("Alt", "DE"), "zhwiki-2020") is None


def test_an_unused_ruling_is_told() -> None:
    used, idle = ruling(), ruling(name="Neu")
    decisions = Decisions((used, idle))
    decisions.find(NamedEnd("Alt", "DE"), "zhwiki-2020")
    assert decisions.unused() == (idle,)


def test_a_ruling_retires_when_the_rules_come_to_the_same_place() -> None:
    def gazetteer(*names: str) -> Gazetteer:
        spellings = tuple((name, "und") for name in ("Alt", *names))
        return Gazetteer([Place("x:one", "Alt", "", "city", "DE", "DE-ML", names=spellings)])

    exonym = ruling(name="阿尔特")
    for world, retired in ((gazetteer(), ()), (gazetteer("阿尔特"), (exonym,))):
        decisions = Decisions((exonym,))
        end = NamedEnd("阿尔特", "DE")
        assert resolve(end, "zhwiki-2020:1", world, decisions).method == "decision"
        assert tuple(decisions.retired(lambda one, w=world: resolve_plainly(one, w))) == retired


def test_an_added_place_has_what_its_row_says(tmp_path: Path) -> None:
    (place,) = read_added_places(write(tmp_path / "places.csv", PLACE_COLUMNS, PLACE))
    assert (place.place_id, place.level, place.region_iso) == ("x:one", "city", "DE-ML")
    assert (place.latitude, place.longitude, place.parent_ids) == (50.5, None, ("x:two",))
    assert place.names == (("Alt", "und"), ("Old", "und"), ("Vieux", "und"))


def test_a_wikidata_place_carries_its_id(tmp_path: Path) -> None:
    path = write(tmp_path / "places.csv", PLACE_COLUMNS, {**PLACE, "place_id": "wd:Q9"})
    assert read_added_places(path)[0].wikidata_id == "Q9"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("place_id", "gn:1"),
        ("place_id", "x:"),
        ("level", "planet"),
        ("source", ""),
        ("reason", ""),
        ("country", "ZZ"),
        ("region_iso", "FR-ML"),
        ("latitude", "999"),
        ("latitude", "nan"),
        ("latitude", "abc"),
        ("longitude", "-180.5"),
        ("parent", "two"),
        ("date", "2026-02-30"),
    ],
)
def test_an_added_place_invents_no_id_and_names_its_source(
    tmp_path: Path, column: str, value: str
) -> None:
    path = write(tmp_path / "places.csv", PLACE_COLUMNS, {**PLACE, column: value})
    with pytest.raises(SourceError) as caught:
        read_added_places(path)
    assert caught.value.column == column


@pytest.mark.parametrize("place_id", ["x:two", ""])
def test_two_rulings_on_one_name_are_refused_across_files(tmp_path: Path, place_id: str) -> None:
    write(tmp_path / "names_a.csv", NAME_COLUMNS, NAME)
    write(tmp_path / "names_b.csv", NAME_COLUMNS, {**NAME, "place_id": place_id})
    with pytest.raises(SourceError, match=r"names_b\.csv, row 2, .*a row above rules 'x:one'"):
        read_decisions(tmp_path)


@pytest.mark.parametrize("change", [{"context": "Land"}, {"level": "city"}, {"country": "AT"}])
def test_a_more_particular_ruling_may_differ(tmp_path: Path, change: dict[str, str]) -> None:
    other = {**NAME, **change, "place_id": "x:two"}
    write(tmp_path / "names_a.csv", NAME_COLUMNS, NAME, other)
    assert [one.place_id for one in read_decisions(tmp_path).names] == ["x:one", "x:two"]


def test_a_row_of_another_width_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "names_a.csv", NAME_COLUMNS, {**NAME, "reason": "why, and why not"})
    with pytest.raises(SourceError, match=r"row 2, .*it has 10 fields and the header 9"):
        read_decisions(tmp_path)


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "names_a.csv", NAME_COLUMNS, NAME)
    path.write_bytes(path.read_bytes().replace(b"Alt", "Köln".encode("latin-1")))
    with pytest.raises(SourceError, match=r"names_a\.csv, row 2, .*not UTF-8"):
        read_decisions(tmp_path)


def test_an_added_place_stands_there_once(tmp_path: Path) -> None:
    path = write(tmp_path / "places.csv", PLACE_COLUMNS, PLACE, {**PLACE, "name": "Neu"})
    with pytest.raises(SourceError, match=r"row 3, column place_id: 'x:one'"):
        read_added_places(path)


def test_missing_added_places_are_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"places\.csv: cannot be read"):
        read_added_places(tmp_path / "places.csv")
