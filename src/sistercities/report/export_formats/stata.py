"""Stata: one .dta file a table, format 118 (Stata 14 and later), labelled."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sistercities.report.export_formats.content import (
    CLEAR_NAMES,
    ExportContent,
    ExportTable,
    WrittenFile,
)
from sistercities.terms import told_events, words
from sistercities.terms.schema import Column

if TYPE_CHECKING:
    import pandas as pd

READING = (
    "Stata files: missing numbers are ., missing texts are empty; words of a closed list and flags "
    "are numbers with value labels; what a variable means is its label, in full in the codebook.",
)
VOCABULARIES: dict[str, Sequence[str]] = {
    "level": words.LEVELS,
    "level_a": words.LEVELS,
    "level_b": words.LEVELS,
    "tie_class": words.TIE_CLASSES,
    "status": words.STATUSES,
    "standing": words.STANDINGS,
    "event": words.EVENTS,
    "date_basis": told_events.DATE_BASES,
    "certainty": told_events.CERTAINTIES,
    "kind": words.KINDS,
    "precision": words.PRECISIONS,
    "start_precision": words.PRECISIONS,
}
"""Columns whose words are few: numbers from 0 with value labels, in the order given here."""
LONGEST_NAME = 32
LONGEST_LABEL = 80
LONGEST_FIXED_BYTES = 244
_FLAG_LABELS: dict[float, str] = {0: "no", 1: "yes"}


def prepared(content: ExportContent) -> ExportContent:
    """Name every column so that Stata takes the name."""
    tables = (t.renamed(stata_names(t.schema.column_names)) for t in content.tables)
    return replace(content, tables=tuple(tables))


def files(content: ExportContent) -> dict[str, WrittenFile]:
    """Write each table as a .dta file."""
    return {
        f"{table.name}.dta": WrittenFile(_dta(table, content), "application/x-stata", (table.name,))
        for table in content.tables
    }


def _dta(table: ExportTable, content: ExportContent) -> bytes:
    columns = table.schema.columns
    read = table.frame  # once: each time it is asked for, it is read anew
    frame = read.assign(**{column.name: _stored(read[column.name], column) for column in columns})
    flags = [c.name for c in columns if c.type == "bool"]
    texts = [c.name for c in columns if c.type == "string" and c.name not in VOCABULARIES]
    buffer = io.BytesIO()
    frame.to_stata(
        buffer,
        version=118,
        write_index=False,
        data_label=f"sistercities {content.version}: {table.name}"[:LONGEST_LABEL],
        variable_labels={column.name: _label(column) for column in columns},
        value_labels={flag: _FLAG_LABELS for flag in flags if frame[flag].notna().any()},
        convert_strl=[name for name in texts if _longest(frame[name]) > LONGEST_FIXED_BYTES],
    )
    return buffer.getvalue()


def stata_names(names: Sequence[str]) -> dict[str, str]:
    """Cut names to the 32 characters that Stata allows; those cut alike are numbered.

    A word of the language such as `end` is no name of a variable.
    """
    given: dict[str, str] = {}
    for name in names:
        cut, number = CLEAR_NAMES.get(name, name)[:LONGEST_NAME], 1
        while cut in given.values():
            number += 1
            cut = f"{name[: LONGEST_NAME - len(str(number)) - 1]}_{number}"
        given[name] = cut
    return given


def _stored(values: pd.Series, column: Column) -> pd.Series:
    import pandas as pd

    if column.name in VOCABULARIES:
        return values.astype(pd.CategoricalDtype(list(VOCABULARIES[column.name])))
    if column.type == "bool":
        return values.astype("boolean").astype("Int8")
    if column.type == "string":
        return values.astype(object).where(values.notna(), "")
    return values


def _label(column: Column) -> str:
    """Say the meaning and the unit; a long meaning is cut, the unit never is."""
    unit = f" ({column.unit})" if column.unit else ""
    room = LONGEST_LABEL - len(unit)
    meaning = column.meaning
    return (meaning if len(meaning) <= room else f"{meaning[: room - 1].rstrip()}…") + unit


def _longest(texts: pd.Series) -> int:
    return max((len(text.encode()) for text in texts), default=0)
