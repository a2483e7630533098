"""The countries as a source labels them, mapped by a table to ISO 3166-1 alpha-2.

The table is `data/decisions/country_labels.csv`. A label that is not in it stops the reader: a
guess at a country would move every tie under that label. `name` narrows a row to one place, for
labels that are blank or that hold a territory with a code of its own; `part` is what the label
says beyond the country (a state, a constituent country).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sistercities.sources.admin_areas import require_country
from sistercities.sources.origins import SOURCE_IDS
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow

COLUMNS = ("source_id", "label", "name", "country", "part", "reason")


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

    def beside(self, others: CountryLabels) -> CountryLabels:
        """Return these labels with those of another source, which count where these say nothing."""
        return CountryLabels(self.file, {**others.by_label, **self.by_label})


def read_country_labels(path: Path, source_id: str) -> CountryLabels:
    """Read the labels of one source from the table.

    Parameters
    ----------
    path, source_id
        The table, and the source whose labels are wanted.

    Raises
    ------
    SourceError
        If a column, a source, a code or a repeated label is not as the table promises.
    """
    by_label: dict[tuple[str, str], LabelledCountry] = {}
    for line, values in file_rows(path, COLUMNS):
        row = WrittenRow(path.name, line, values)
        row.require_one_of("source_id", SOURCE_IDS)
        require_country(row, "country")
        if values["source_id"] == source_id:
            _add(by_label, row)
    return CountryLabels(path.name, by_label)


def _add(by_label: dict[tuple[str, str], LabelledCountry], row: WrittenRow) -> None:
    key = (row.values["label"], row.values["name"])
    if key in by_label:
        raise row.refuse("label", "keep one row for each label")
    by_label[key] = LabelledCountry(row.values["country"], row.values["part"])
