"""The files of a study's chapter: its JSON, and one CSV for each table and figure."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sistercities.report.exports import csv_bytes, records_csv
from sistercities.report.study_json import Json, part_records, plain
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
    "n", "n_of", "method", "carried_by", "would_change", "note", "rule",
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


def chapter_csv(result: StudyResult) -> dict[str, bytes]:
    """Make the CSV files of a study by name; each name begins with that of the study."""
    named = {
        "verdicts": records_csv(ClaimVerdict, result.verdicts.values()),
        "findings": records_csv(Finding, result.findings),
        "sensitivity": records_csv(SensitivityFinding, result.sensitivity),
        **parts_csv(result.parts),
        "left-out": csv_bytes(("reason", "number"), result.left_out.items()),
        **{table.name: _table_csv(table) for table in result.tables},
        **{figure.id: _figure_csv(figure) for figure in result.figures},
    }
    return {f"{result.study}-{name}.csv": content for name, content in named.items()}


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


def result_json(result: StudyResult) -> Json:
    """Turn a study into what `sistercities study NAME --json` prints; numbers finite or null.

    `findings` are by name, `verdicts` by claim, `tables` lists of records by name.
    """
    made = {each.name: getattr(result, each.name) for each in dataclasses.fields(result)}
    made["verdicts"] = {claim: _record(row, "claim") for claim, row in result.verdicts.items()}
    made["findings"] = {row.name: _record(row, "name") for row in result.findings}
    made["tables"] = {table.name: _records(table) for table in result.tables}
    made["sensitivity"] = [_record(row) for row in result.sensitivity]
    made["parts"] = part_records(result.parts)
    made["method"] = _record(result.method)
    made["figures"] = {figure.id: _record(figure, "id") for figure in result.figures}
    return {name: plain(value) for name, value in made.items()}


def _record(row: object, leave_out: str = "") -> dict[str, object]:
    fields = dataclasses.asdict(row)  # type: ignore[call-overload]
    return {name: value for name, value in fields.items() if name != leave_out}


def _records(table: StudyTable) -> list[dict[str, object]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]
