"""Which ties a network holds and which tables are meant: every filter, from each of its sides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import world
from sistercities.api import export_content
from sistercities.api.export_content import (
    ALL_STANDINGS,
    network_content,
    table_content,
    tables_named,
)
from sistercities.api.export_tables import ALL, DEFAULT, ODBL, SEEKING
from sistercities.dataset.release.store import Release, open_release
from sistercities.errors import InvalidArgument
from sistercities.report.export_formats.content import PIECE
from sistercities.report.export_formats.csv_pieces import csv_rows
from sistercities.studies import study_data


@pytest.fixture(scope="module")
def release(release_folder: Path) -> Iterator[Release]:
    with open_release(release_folder) as opened:
        yield opened


FLIGHTS = next(iter(ODBL))


def pairs_of(release: Release, country: str | None) -> set[frozenset[str]]:
    held = {table.schema.name: table.frame for table in
            network_content(release, country, None).content.tables}  # fmt: skip
    pairs = [*zip(held["ties"]["place_a"], held["ties"]["place_b"], strict=True)]
    assert set(held["nodes"]["place_id"]) == {end for pair in pairs for end in pair}
    assert len(pairs) == len(set(pairs))
    return {frozenset(pair) for pair in pairs}


def country_of(place: str) -> str:
    return world.places()[place].country


@pytest.mark.parametrize("country", ["CN", "JP", "FR", "DE"])
def test_a_tie_is_of_a_country_by_its_first_end_and_by_its_second(
    release: Release, country: str
) -> None:
    due = {pair for pair in world.TIES if country in map(country_of, pair)}
    assert pairs_of(release, country) == due
    assert due < set(world.TIES)


def test_the_countries_of_the_world_stand_at_first_ends_and_at_second_ones(
    release: Release,
) -> None:
    """Without this the filter could look at one end alone, and the test before would not see it."""
    ends = {(country_of(min(pair)), country_of(max(pair))) for pair in world.TIES}
    for country in ("CN", "JP", "FR"):
        assert {a for a, b in ends if b == country} - {country}, f"{country} is no second end"
    for country in ("JP", "FR", "DE"):
        assert {b for a, b in ends if a == country} - {country}, f"{country} is no first end"
    assert pairs_of(release, None) == set(world.TIES)


def test_the_title_says_which_ties_are_held(release: Release) -> None:
    whole = network_content(release, None, None)
    assert (whole.content.title, whole.country, whole.as_of) == (
        "the network of sister ties", None, None,
    )  # fmt: skip
    assert ALL_STANDINGS in whole.content.notes
    some = network_content(release, "jp", 2015)
    assert ALL_STANDINGS not in some.content.notes
    assert (some.country, some.as_of) == ("JP", 2015)
    assert some.content.title == (
        "the network of sister ties with an end in JP, known to be alive in 2015"
    )


@pytest.mark.parametrize(
    ("tables", "with_odbl", "has_notices", "names"),
    [
        (None, False, False, tuple(DEFAULT)),
        (None, True, False, (*DEFAULT, *ODBL)),
        (None, False, True, (*DEFAULT, SEEKING.name)),
        (["all"], False, False, tuple(name for name in ALL if name not in ODBL)),
        (["all"], True, False, tuple(ALL)),
        (["all"], False, True, (*(name for name in ALL if name not in ODBL), SEEKING.name)),
        ([SEEKING.name], False, True, (SEEKING.name,)),
        (["ties"], False, False, ("ties",)),
        ([FLIGHTS], True, False, (FLIGHTS,)),
    ],
)
def test_the_tables_that_are_meant(
    tables: list[str] | None, with_odbl: bool, has_notices: bool, names: tuple[str, ...]
) -> None:
    assert tables_named(tables, with_odbl=with_odbl, has_notices=has_notices) == names


@pytest.mark.parametrize(
    ("tables", "has_notices", "says"),
    [
        ([FLIGHTS], False, "--with-odbl"),
        ([SEEKING.name], False, "no notices are laid over the data"),
        (["ties", "nonsense"], True, "nonsense"),
    ],
)
def test_tables_that_cannot_be_had_are_refused(
    tables: list[str], has_notices: bool, says: str
) -> None:
    with pytest.raises(InvalidArgument, match=says):
        tables_named(tables, with_odbl=False, has_notices=has_notices)


@pytest.mark.parametrize(("country", "as_of"), [("CN", None), (None, 2020), ("CN", 2020)])
def test_a_country_or_a_year_that_no_table_heeds_is_refused(
    release: Release, country: str | None, as_of: int | None
) -> None:
    with pytest.raises(InvalidArgument, match="it chooses dyads"):
        table_content(release, country, as_of, ["ties"], lambda *_: None, with_odbl=False)
    asked = table_content(release, country, as_of, ["dyads"], lambda *_: None, with_odbl=False)
    assert asked.country == "CN"
    assert as_of is None or asked.as_of == as_of


def test_tables_without_dyads_are_of_no_country(release: Release) -> None:
    asked = table_content(release, None, None, ["ties", "nodes"], lambda *_: None, with_odbl=False)
    assert (asked.country, asked.as_of) == (None, None)
    assert not any("dyads" in note for note in asked.content.notes)


def test_no_notices_are_meant_where_nobody_says_that_there_are_any() -> None:
    assert tables_named(None, with_odbl=False) == tuple(DEFAULT)


def test_the_year_of_dyads_is_said_beside_other_tables(release: Release) -> None:
    asked = table_content(release, "CN", 2020, ["ties", "dyads"], lambda *_: None, with_odbl=False)
    said = [note for note in asked.content.notes if "The dyads are those of" in note]
    assert said == ["The dyads are those of CN with the ties alive in 2020."]


def test_the_sources_that_are_credited_are_those_of_the_tables(release: Release) -> None:
    asked = table_content(release, None, None, ["ties"], lambda *_: None, with_odbl=False)
    (ties,) = (one.frame for one in asked.content.tables)
    named = {source for cell in ties["sources"] for source in cell.split()}
    credited = {one.source_id for one in asked.content.sources}
    assert named <= credited
    assert named >= {world.ZH, world.EN}


def test_years_of_facts_are_said_of_the_columns_that_are_there_and_have_one() -> None:
    years = {"flights": 2014, "trade": 2022, "distance": None, "migrants": 2022}
    said = export_content._years_said(years, [("trade", "flights", "distance")])
    assert said == ["Years of the facts in the dyads: flights: 2014; trade: 2022."]
    both = export_content._years_said(years, [("trade", "flights", "distance")] * 2)
    assert both == said, "a column of two tables is named once"
    assert export_content._years_said({"distance": None}, [("distance",)]) == []


def test_rows_that_are_read_in_pieces_are_those_of_the_whole_table(release: Release) -> None:
    frames = list(release.frame_pieces("places", 7))
    assert release.n_rows("places") == sum(map(len, frames)) > 7 >= max(map(len, frames))
    pd.testing.assert_frame_equal(pd.concat(frames, ignore_index=True), release.frame("places"))
    pieces = list(release.pieces("places", 7))
    assert [len(piece) for piece in pieces] == [len(frame) for frame in frames]
    assert [row for piece in pieces for row in piece.to_pylist()] == (
        release.columns("places").to_pylist()
    )


@pytest.mark.parametrize("piece", [5, PIECE])
def test_every_table_is_written_in_pieces_as_it_is_written_whole(
    release: Release, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_content, "PIECE", piece)
    asked = table_content(release, None, None, ["all"], lambda *_: None, with_odbl=False)
    for table in asked.content.tables:
        written = b"".join(bytes(csv_rows(one)) for one in table.pieces())
        assert written == (bytes(csv_rows(table.frame)) if table.n_rows else b""), table.name
        assert written.count(b"\n") >= table.n_rows


def test_a_pair_at_risk_holds_what_is_of_one_place_as_a_code(release: Release) -> None:
    asked = table_content(release, None, None, ["pairs_at_risk"], lambda *_: None, with_odbl=False)
    piece = next(iter(asked.content.table("pairs_at_risk").pieces()))
    assert isinstance(piece, pa.Table)
    own = {"is_tied", "has_upper_tie", "tie_id", "distance_km", "time_difference_h",
           "has_listed_route"}  # fmt: skip
    coded = {name for name in piece.column_names if pa.types.is_dictionary(piece[name].type)}
    assert coded == {*ALL["pairs_at_risk"].column_names} - own


def test_texts_that_lie_in_the_file_as_codes_are_read_as_codes() -> None:
    with open_release() as shipped:
        piece = next(iter(shipped.pieces("country_pairs", 10)))
    texts = ("country_a", "country_b", "variable", "unit", "source_id")
    assert all(pa.types.is_dictionary(piece[name].type) for name in texts)


def test_all_tables_of_a_release_without_notices_hold_none(release: Release) -> None:
    asked = table_content(release, None, None, None, lambda *_: None, with_odbl=False)
    assert [one.schema.name for one in asked.content.tables] == list(DEFAULT)


def test_tables_of_the_network_have_the_columns_of_their_schema_and_no_other(
    release: Release,
) -> None:
    for table in network_content(release, "CN", 2020).content.tables:
        assert tuple(table.frame.columns) == tuple(table.schema.column_names)
        assert table.frame.index.tolist() == list(range(len(table.frame)))


def test_dyads_are_made_without_asking_which_ties_can_be_relied_on(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only studies ask it; an export of 35,000 ties would hold 40 MB for nothing."""

    def asked(_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(study_data, "find_firm_ties", asked)
    exported = table_content(
        release, None, None, ["dyads"], lambda *_: None, with_odbl=False
    ).content
    assert len(exported.tables[0].frame) == exported.tables[0].n_rows > 0
