"""Sources as the report cites them."""

import dataclasses
import math

import pytest

from report.made_up_result import SOURCES
from sistercities.report.cited_sources import CitedSource


@pytest.mark.parametrize("missing", [None, math.nan])
def test_a_missing_value_is_empty_and_a_missing_year_is_none(missing):
    row = {**dataclasses.asdict(SOURCES[0]), "snapshot_year": missing, "gaps": missing}
    source = CitedSource.from_row(row)
    assert source.snapshot_year is None
    assert source.gaps == ""


def test_a_row_is_taken_as_it_is():
    row = dataclasses.asdict(SOURCES[0])
    assert CitedSource.from_row(row) == SOURCES[0]
    assert CitedSource.from_row({**row, "snapshot_year": 2020.0}) == SOURCES[0]


def test_a_missing_column_is_an_error():
    with pytest.raises(KeyError, match="title"):
        CitedSource.from_row({"source_id": "x", "snapshot_year": 2020})
