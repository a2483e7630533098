"""The city ties and the facts of all pairs of countries, and the ratios of the study of the world.

Pairs of which a fact is not known stand in the table too, with the fact left empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from sistercities.report.exports import csv_bytes
from sistercities.report.replication.numbers import HeadlineNumber, Replicated
from sistercities.sentences import say
from sistercities.studies.study_tables import StudyTables
from sistercities.studies.world.data import read_world_data
from sistercities.studies.world.facts import pair_facts
from sistercities.studies.world.models import FACTS
from sistercities.studies.world.ties import pair_ties, whole_sources, with_counts
from sistercities.terms.json_records import Json

_COLUMNS = tuple(dict.fromkeys(column for fact in FACTS for column in fact.of))


def replicate_world(record: Json, tables: StudyTables) -> Replicated:
    """Lay out the pairs that the study takes, and its numbers.

    Parameters
    ----------
    record
        JSON of the study.
    tables
        The release that it was made from.
    """
    data = read_world_data(tables)
    ties = pair_ties(data.study, int(str(record["as_of"])), whole_sources(data.study))
    pairs = with_counts(pair_facts(data, ties.countries), ties)
    return Replicated({"country_pairs.csv": pairs_csv(pairs)}, tuple(_numbers(record)))


def pairs_csv(pairs: pd.DataFrame) -> bytes:
    """Write the pairs: two countries, their city ties, and each fact as it was recorded."""
    columns = ("a", "b", "ties", *_COLUMNS)
    return csv_bytes(columns, pairs[list(columns)].itertuples(index=False, name=None))


def _numbers(record: Json) -> Iterator[HeadlineNumber]:
    findings: Mapping[str, Any] = record["findings"]  # type: ignore[assignment]
    for fact in FACTS:
        value = findings.get(fact.name, {}).get("value")
        if value is not None:
            words = say("{label}, ratio for {per}", label=fact.label, per=fact.per)
            yield HeadlineNumber("world", fact.name, words, value)
