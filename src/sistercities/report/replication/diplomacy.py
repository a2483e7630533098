"""City ties by country and period with the facts of both, and the ratios of rivals and of votes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from sistercities.network.rules import MAIN_RULES
from sistercities.report.exports import csv_bytes
from sistercities.report.replication.numbers import HeadlineNumber, Replicated
from sistercities.sentences import say
from sistercities.studies.diplomacy.country_ties import country_ties
from sistercities.studies.diplomacy.data import read_diplomacy_data
from sistercities.studies.diplomacy.parts import MODELS
from sistercities.studies.diplomacy.relations import facts_of
from sistercities.studies.diplomacy.table import country_table
from sistercities.studies.study_tables import StudyTables
from sistercities.terms.json_records import Json

_NUMBERS = {
    "rivals": say("city ties with countries at odds over those with others alike"),
    "far": say("city ties with countries that vote apart in the UN over those with others alike"),
}


def replicate_diplomacy(record: Json, tables: StudyTables) -> Replicated:
    """Lay out the rows that the study regresses, and its two ratios.

    Parameters
    ----------
    record
        JSON of the study.
    tables
        The release that it was made from.
    """
    table = _table(record, tables)
    return Replicated({"country_periods.csv": periods_csv(table)}, tuple(_numbers(record, table)))


def _table(record: Json, tables: StudyTables) -> pd.DataFrame:
    country, year = str(record["country"]), int(str(record["as_of"]))
    data = read_diplomacy_data(tables)
    at_home = data.study.tables.ties_of(country)
    ties = country_ties(data.study, at_home, country, year, MAIN_RULES)
    return country_table(ties.ties, facts_of(data, country), year)


def periods_csv(table: pd.DataFrame) -> bytes:
    """Write the rows: country, period, its city ties, and each term of the regression."""
    columns = ("country", "period", "city", *MODELS["rivals"].terms)
    return csv_bytes(columns, table[list(columns)].itertuples(index=False, name=None))


def _numbers(record: Json, table: pd.DataFrame) -> Iterator[HeadlineNumber]:
    """Give the ratios, where the study could use every term that the scripts do."""
    if MODELS["rivals"].fit(table).left_out_terms:
        return
    parts: Sequence[Mapping[str, Any]] = record["parts"]  # type: ignore[assignment]
    values = {str(part["part"]): part["value"] for part in parts}
    for name, words in _NUMBERS.items():
        if values.get(name) is not None:
            yield HeadlineNumber("diplomacy", name, words, values[name])
