"""The countries as a source labels them, mapped by a table to ISO 3166-1 alpha-2.

The table is `data/decisions/country_labels.csv`. A label that is not in it stops the reader: a
guess at a country would move every tie under that label. `name` narrows a row to one place, for
labels that are blank or that hold a territory with a code of its own; `part` is what the label
says beyond the country (a state, a constituent country).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from sistercities.errors import SourceError

COLUMNS = ("source_id", "label", "name", "country", "part", "reason")
CODE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class LabelledCountry:
    """What a label stands for: an ISO 3166-1 alpha-2 code, and the part of the country it names."""

    country: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class CountryLabels:
    """The labels of one source; `by_label` is keyed by label and place name ("" for any place)."""

    file: str
    by_label: dict[tuple[str, str], LabelledCountry]

    def country_of(self, label: str, name: str) -> LabelledCountry | None:
        """Look up a label, the row for this very place first; None where neither is known."""
        return self.by_label.get((label, name)) or self.by_label.get((label, ""))


def read_country_labels(path: Path, source_id: str) -> CountryLabels:
    """Read the labels of one source from the table.

    Raises
    ------
    SourceError
        If a column, a code or a repeated label is not as the table promises.
    """
    by_label: dict[tuple[str, str], LabelledCountry] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle)
        _check_columns(path, rows.fieldnames)
        for row in rows:
            if row["source_id"] == source_id:
                _add(by_label, path, rows.line_num, row)
    return CountryLabels(path.name, by_label)


def _check_columns(path: Path, found: object) -> None:
    columns = tuple(found) if isinstance(found, list) else ()
    if columns != COLUMNS:
        raise SourceError(path.name, 1, "header", columns, f"write {', '.join(COLUMNS)}")


def _add(
    by_label: dict[tuple[str, str], LabelledCountry], path: Path, line: int, row: dict[str, str]
) -> None:
    key = (row["label"], row["name"])
    if not CODE.fullmatch(row["country"]):
        advice = "write an ISO 3166-1 alpha-2 code such as NL"
        raise SourceError(path.name, line, "country", row["country"], advice)
    if key in by_label:
        raise SourceError(path.name, line, "label", row["label"], "keep one row for each label")
    by_label[key] = LabelledCountry(row["country"], row["part"])
