"""Every list of records that an answer holds is a tuple that can be a frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from sistercities.api.card_records import PlaceCard
from sistercities.api.path_records import TiePath
from sistercities.api.seeking_records import SeekingList
from sistercities.network.measures.answer import NetworkMeasures
from sistercities.partners.assessment import Assessment
from sistercities.partners.benchmark import Benchmark
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.findings import Column, Finding, StudyResult, StudyTable
from sistercities.studies.nesting.result import NestingResult, YearRow
from sistercities.studies.parts import PartFinding, PartRow
from sistercities.terms.json_records import RecordTuple

ANSWERS = (
    NestingResult, StudyResult, Assessment, Benchmark, NetworkMeasures, PlaceCard, TiePath,
    SeekingList,
)  # fmt: skip


def lists_of(record: type) -> Iterator[tuple[str, Any]]:
    """Give the fields and properties that hold a tuple of records, with the type that is told."""
    told = dict(get_type_hints(record, include_extras=True))
    for name, held in vars(record).items():
        if isinstance(held, property) and held.fget is not None:
            told[name] = get_type_hints(held.fget, include_extras=True).get("return")
    for name, type_ in told.items():
        bare = get_args(type_)[0] if get_origin(type_) is Annotated else type_
        items = get_args(bare)
        is_list = isinstance(get_origin(bare), type) and issubclass(get_origin(bare), tuple)
        if is_list and items and is_dataclass(items[0]):
            yield name, bare


@pytest.mark.parametrize("record", [*ANSWERS, PartFinding], ids=lambda one: one.__name__)
def test_every_list_of_records_is_typed_as_one_that_can_be_a_frame(record: type) -> None:
    found = dict(lists_of(record))
    plain = [name for name, type_ in found.items() if get_origin(type_) is not RecordTuple]
    of_rows = {"under_other_rules"} & set(found)  # the key of the JSON of `rows`
    assert found
    assert set(plain) <= of_rows


def test_a_list_has_its_attributes_as_columns_and_stays_a_tuple() -> None:
    years = RecordTuple([YearRow(1990, 1, 2, 0, 0), YearRow(1991, 0, 5, 0, 0)])
    frame = years.to_frame()
    assert list(frame.columns) == [one.name for one in fields(YearRow)]
    assert list(frame["lower"]) == [2, 5]
    assert years == tuple(years)
    assert RecordTuple[YearRow]().to_frame().empty


def test_a_name_that_json_keeps_as_a_key_is_a_column() -> None:
    rho = Finding("rho", "how they go together", 0.5, 0.4, 0.6, "correlation", 9, "cities", "ranks")
    assert RecordTuple([rho]).to_frame()["name"].tolist() == ["rho"]


def test_rows_of_a_part_are_a_list_that_can_be_a_frame() -> None:
    row = PartRow("few", "few ties", None, None, None, 0, CANNOT_TELL, is_turned=False)
    frame = RecordTuple([row]).to_frame()
    assert frame.loc[0, "verdict"] == CANNOT_TELL
    assert frame["value"].isna().all()


def test_a_table_of_a_study_has_its_own_columns() -> None:
    table = StudyTable("t", "A table", (Column("country", "Country"), Column("n", "Ties")),
                       (("JP", 3), ("KR", None)))  # fmt: skip
    frame = table.to_frame()
    assert list(frame.columns) == ["country", "n"]
    assert list(frame["country"]) == ["JP", "KR"]
    empty = StudyTable("t", "A table", table.columns, ())
    assert list(empty.to_frame().columns) == ["country", "n"]
