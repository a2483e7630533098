"""The files of a study's chapter: its JSON, and one CSV for each table and figure."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sistercities.report.exports import csv_bytes, records_csv
from sistercities.studies.claims import ClaimVerdict
from sistercities.studies.findings import (
    Finding,
    SensitivityFinding,
    StudyFigure,
    StudyResult,
    StudyTable,
)
from sistercities.studies.parts import PartFinding, PartRow

_PART_COLUMNS = (
    "question", "side", "verdict", "answer", "sentence", "value", "low", "high", "unit", "line",
    "n", "n_of", "method", "carried_by", "would_change", "note", "rule", "changed",
)  # fmt: skip
_ROW_COLUMNS = tuple(each.name for each in dataclasses.fields(PartRow))
_MARKS = ("series", "label", "x", "value", "low", "high", "note")


def _figure_csv(figure: StudyFigure) -> bytes:
    rows = (
        (series.name, mark.label, mark.x, mark.value, mark.low, mark.high, mark.note)
        for series in figure.series
        for mark in series.marks
    )
    return csv_bytes(_MARKS, rows)


def _table_csv(table: StudyTable) -> bytes:
    return csv_bytes([column.name for column in table.columns], table.rows)


def figure_file(result: StudyResult, figure: StudyFigure) -> str:
    """Name the CSV file of a figure; a table of that name keeps its own file."""
    is_taken = any(table.name == figure.id for table in result.tables)
    return f"{result.study}-{figure.id}{'-figure' if is_taken else ''}.csv"


def chapter_csv(result: StudyResult) -> dict[str, bytes]:
    """Make the CSV files of a study by name; each name begins with that of the study."""
    named = {
        "verdicts": records_csv(ClaimVerdict, result.verdicts.values()),
        "findings": records_csv(Finding, result.findings),
        "sensitivity": records_csv(SensitivityFinding, result.sensitivity),
        **parts_csv(result.parts),
        "left-out": csv_bytes(("reason", "number"), result.left_out.items()),
        **{table.name: _table_csv(table) for table in result.tables},
    }
    return {
        **{f"{result.study}-{name}.csv": content for name, content in named.items()},
        **{figure_file(result, figure): _figure_csv(figure) for figure in result.figures},
    }


def parts_csv(parts: Sequence[PartFinding]) -> dict[str, bytes]:
    """Make the CSV files of the parts of claims, by name; none where there are no parts."""
    if not parts:
        return {}
    rows = [(part.id, *(getattr(part, name) for name in _PART_COLUMNS)) for part in parts]
    under = [
        (part.id, *(getattr(row, name) for name in _ROW_COLUMNS))
        for part in parts
        for row in part.rows
    ]
    return {
        "parts": csv_bytes(("id", *_PART_COLUMNS), rows),
        "parts-under-other-rules": csv_bytes(("id", *_ROW_COLUMNS), under),
    }
