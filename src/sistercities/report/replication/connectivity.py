"""Cities and regions with their ties and what joins them to the world: the rank correlations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sistercities.report.exports import csv_bytes
from sistercities.report.replication.numbers import HeadlineNumber, Replicated
from sistercities.sentences import say
from sistercities.studies.study_tables import StudyTables
from sistercities.terms.json_records import Json

_TABLES = {
    "city_links.csv": ("cities", ("ties", "destinations", "exports")),
    "region_visitors.csv": ("visitors", ("ties", "visitors")),
}
"""By file: the table of the study that it is, and its columns beside the name."""
_NUMBERS = {
    "flights": say("rank correlation of ties with destinations abroad, over cities"),
    "exports": say("rank correlation of ties with exports, over cities"),
    "visitors": say("rank correlation of ties with visitors from abroad, over regions"),
}


def replicate_connectivity(record: Json, _tables: StudyTables) -> Replicated:
    """Lay out cities and regions as the study counted them, and its rank correlations."""
    tables: Mapping[str, Sequence[Mapping[str, object]]] = record["tables"]  # type: ignore[assignment]
    laid = {
        file: csv_bytes(("name", *columns), _rows(tables.get(name, ()), columns))
        for file, (name, columns) in _TABLES.items()
    }
    return Replicated(laid, tuple(_numbers(record)))


def _rows(
    rows: Sequence[Mapping[str, object]], columns: Sequence[str]
) -> Iterator[tuple[object, ...]]:
    yield from ((row["name"], *(row[column] for column in columns)) for row in rows)


def _numbers(record: Json) -> Iterator[HeadlineNumber]:
    parts: Sequence[Mapping[str, Any]] = record["parts"]  # type: ignore[assignment]
    values = {str(part["part"]): part["value"] for part in parts}
    for name, words in _NUMBERS.items():
        if values.get(name) is not None:
            yield HeadlineNumber("connectivity", name, words, values[name])
