"""Which sources read the lists of whole countries, so that two of them can be compared.

A source that read the lists of some countries or of some regions alone sees the ties of the others
from abroad: what it lacks there says nothing, and beside a list of the whole world it would tell of
a growth that is none.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from sistercities.studies.study_data import StudyData

_ALL = "*"


def earlier_whole_list(study: StudyData, before: int, countries: Collection[str]) -> str:
    """Return the newest undated source of ties that shows an earlier year; "" without one.

    Parameters
    ----------
    study
        A release as the studies read it.
    before
        Year that it must precede.
    countries
        Countries whose lists it must have read whole.
    """
    sources = study.tie_sources()
    is_older = ~sources["is_dated"].astype(bool) & (sources["snapshot_year"] < before)
    older = sources[is_older.fillna(False)].sort_values(["snapshot_year", "source_id"])
    found = [str(one) for one in older["source_id"] if has_whole_lists(study, one, countries)]
    return found[-1] if found else ""


def has_whole_lists(study: StudyData, source: str, countries: Collection[str]) -> bool:
    """Tell whether a source read the lists of all regions of all these countries."""
    rows = study.source_lists
    if rows.empty:
        return False
    own = rows[(rows["source_id"] == source) & (rows["mode"] == "list")]
    here = _all_read(own)
    whole = _all_read(own[own["region_iso"] == _ALL])
    of_all = here.get(_ALL, False)
    # Its own row counts before that of all countries.
    return all(here.get(one, True) and whole.get(one, of_all) for one in countries)


def _all_read(rows: pd.DataFrame) -> dict[str, bool]:
    """Tell of each country that has a row whether all of its rows say that the list was read."""
    found: dict[str, bool] = {}
    for country, is_read in zip(rows["country"].tolist(), rows["is_read"].tolist(), strict=True):
        found[country] = found.get(country, True) and bool(is_read)
    return found
