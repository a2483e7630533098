"""The findings of the report of China stand on one sheet, with the drawing of all parts."""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile
from importlib.resources import files
from typing import Any

import pytest

from report.made_up_result import SOURCES
from report.typeset.read_pdf import closed, pages
from report.typeset.test_flow import whole
from sistercities.report.chapters.whole import paper_whole
from sistercities.report.chapters.whole_report import WholeReport
from sistercities.report.typeset.document import pdf_of
from sistercities.studies.parts import PartFinding, PartRow
from sistercities.terms.json_records import RecordTuple

PACKED = files("sistercities").joinpath("data", "reports", "CN.zip")
FIELDS = {one.name for one in dataclasses.fields(PartFinding)} - {"rows"}


def as_part(held: dict[str, Any]) -> PartFinding:
    """Read a part back from its JSON."""
    rows = RecordTuple(PartRow(**row) for row in held["rows"])
    return PartFinding(**{name: held[name] for name in FIELDS}, rows=rows)


def of_china(more: str = "") -> WholeReport:
    """Make a report that has the headline and the parts of that of China."""
    with zipfile.ZipFile(io.BytesIO(PACKED.read_bytes())) as held:
        told = json.loads(held.read("study.json"))
    made, parts = whole(), tuple(as_part(one) for one in told["parts"])
    first, *others = made.fragments
    first = dataclasses.replace(first, parts=parts, headline=told["headline"] + more)
    rest = [dataclasses.replace(one, parts=()) for one in others]
    return dataclasses.replace(made, country="CN", country_name="China", fragments=(first, *rest))


@pytest.mark.parametrize("more", ["", " Whether that is so of each region cannot be told from it."])
def test_the_findings_stand_on_one_sheet_and_the_claims_begin_on_the_next(more: str) -> None:
    """What the marks mean had a sheet to itself: thirteen sheets in place of twelve."""
    sheets = pages(pdf_of(paper_whole(of_china(more), SOURCES)))
    first, second = (closed(sheet) for sheet in sheets[:2])
    assert "Nonumberheresaysthatonethingbringsanotherabout." in first
    assert "Morehubsthancitiesaslarge" in first  # the last part of the drawing
    assert "C1Wheretheregionhasnopartner“Citiesform" in second
