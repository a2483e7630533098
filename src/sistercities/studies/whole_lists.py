"""Which sources read the lists of whole countries, so that two of them can be compared.

A source that read the lists of some countries or of some regions alone sees the ties of the others
from abroad: what it lacks there says nothing, and beside a list of the whole world it would tell of
a growth that is none.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from sistercities.studies.nesting_data import StudyData

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
    return all(_is_whole(own, country) for country in countries)


def _is_whole(own: pd.DataFrame, country: str) -> bool:
    """Tell it of one country: its own rows count before that of all countries."""
    here = own[own["country"] == country]
    whole = here[here["region_iso"] == _ALL]
    if whole.empty:
        whole = own[own["country"] == _ALL]
    return bool(len(whole) and whole["is_read"].all() and here["is_read"].all())
