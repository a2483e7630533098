"""The ratios of countries, and their mean over countries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sistercities.report.exports import csv_bytes
from sistercities.report.replication.numbers import HeadlineNumber, Replicated
from sistercities.sentences import say
from sistercities.studies.study_tables import StudyTables
from sistercities.terms.json_records import Json

_COLUMNS = ("country", "enters", "ratio", "low", "high")
_ENDS = (
    ("C3.homes", "mean_ratio", "value", say("mean over countries of observed over expected")),
    ("C3.homes", "mean_low", "low", say("lower end of its 95 % interval")),
    ("C3.homes", "mean_high", "high", say("upper end of its 95 % interval")),
    ("C3.one-more", "one_more_low", "low", say("lower end for one more country")),
    ("C3.one-more", "one_more_high", "high", say("upper end for one more country")),
)


def replicate_homes(record: Json, _tables: StudyTables) -> Replicated:
    """Lay out the ratio of each country as the study found it, and their mean."""
    tables: Mapping[str, Sequence[Mapping[str, object]]] = record["tables"]  # type: ignore[assignment]
    rows = [[row[name] for name in _COLUMNS] for row in tables["homes"]]
    return Replicated({"country_ratios.csv": csv_bytes(_COLUMNS, rows)}, tuple(_numbers(record)))


def _numbers(record: Json) -> Iterator[HeadlineNumber]:
    parts: Sequence[Mapping[str, Any]] = record["parts"]  # type: ignore[assignment]
    by_id = {part["id"]: part for part in parts}
    for part, name, end, words in _ENDS:
        value = by_id.get(part, {}).get(end)
        if value is not None:
            yield HeadlineNumber("homes", name, words, value)
