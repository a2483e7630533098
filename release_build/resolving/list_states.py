"""The states that a list of twin towns goes by without naming them.

The list of the United States on English Wikipedia is ordered by state, and a scrape of it has the
rows in that order and not the heads between them. Which rows stand under which state is a ruling,
`enwiki_list_states.csv`: it rests on the names that one state alone has. So the row tells the
state of its first name.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sistercities.sources.admin_areas import known_countries
from sistercities.sources.origins import SOURCE_IDS
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow, is_whole_number

COLUMNS = ("source_id", "first_row", "last_row", "region_iso", "reason", "date")

ListStates = Mapping[str, str]
"""Claim id to the ISO 3166-2 code of the region under which its row stands."""


def read_list_states(path: Path) -> ListStates:
    """Read which rows of a source stand under which region of their list.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a row is said to stand under two regions.
    """
    states: dict[str, str] = {}
    for row in ruling_rows(path, COLUMNS):
        values = row.values
        _check(row)
        for number in range(int(values["first_row"]), int(values["last_row"]) + 1):
            claim_id = f"{values['source_id']}:{number:05d}"
            if claim_id in states:
                raise row.refuse("first_row", "a row above speaks of these rows too; part them")
            states[claim_id] = values["region_iso"]
    return states


def _check(row: WrittenRow) -> None:
    row.require("source_id", "region_iso")
    row.require_one_of("source_id", SOURCE_IDS)
    country = row.values["region_iso"].partition("-")[0]
    if country not in known_countries():
        raise row.refuse("region_iso", "use an ISO 3166-2 code such as US-OR")
    row.require_region("region_iso", country)
    for column in ("first_row", "last_row"):
        if not is_whole_number(row.values[column]):
            raise row.refuse(column, "use the number of a row of the source")
    if int(row.values["last_row"]) < int(row.values["first_row"]):
        raise row.refuse("last_row", "it lies before the first row; mend one of them")
