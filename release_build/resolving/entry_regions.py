"""The regions that lists go by without naming them, and where an entry may therefore lie.

The lists of the United States go by state, each in the order of the alphabet, and a collection of
them has the entries in that order and not the heads between them. Which rows stand under which
state is a ruling, `entry_regions.csv`, in the order in which the lists were read. It rests on names
that one state alone has.

Where a collection keeps one entry for each name, the entry stands where the first place of the name
stood and holds what was said of the last. So the place lies in the region of the row or in one
further down; where the row stands among entries of another country, in any that was read.

The states that a list of twin towns goes by without naming them.

The list of the United States on English Wikipedia is ordered by state, and a scrape of it has the
rows in that order and not the heads between them. Which rows stand under which state is a ruling,
`enwiki_list_states.csv`: it rests on the names that one state alone has. So the row tells the
state of its first name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sistercities.sources.admin_areas import known_countries
from sistercities.sources.origins import SOURCE_IDS
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow, is_whole_number

COLUMNS = ("source_id", "first_row", "last_row", "region_iso", "reason", "date")


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of a source that stand under one region, an ISO 3166-2 code."""

    first_row: int
    last_row: int
    region_iso: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an entry may lie: in the region that it stands under, or in one read later.

    `own` is "" where it stands among the entries of another country.
    """

    own: str
    later: frozenset[str]


@dataclass(frozen=True, slots=True)
class EntryRegions:
    """The runs of one source in the order of its rows."""

    runs: tuple[Run, ...] = ()

    def spot(self, country: str, row: int) -> Spot | None:
        """Return where an entry that begins at a row may lie; None in a country without runs.

        Parameters
        ----------
        country
            ISO 3166-1 alpha-2.
        row
            First row of the entry.
        """
        runs = [one for one in self.runs if one.region_iso.startswith(f"{country}-")]
        if not runs:
            return None
        own = next((one for one in runs if one.first_row <= row <= one.last_row), None)
        later = (one for one in runs if own is None or one.first_row > own.last_row)
        regions = frozenset(one.region_iso for one in later)
        return Spot(own.region_iso if own else "", regions)


def read_entry_regions(path: Path, source_id: str) -> EntryRegions:
    """Read the runs of one source.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a run begins before the one above it ends.
    """
    runs: list[Run] = []
    for row in ruling_rows(path, COLUMNS):
        run = _run(row)
        if row.values["source_id"] == source_id:
            _require_after(runs, run, row)
            runs.append(run)
    return EntryRegions(tuple(runs))


def _run(row: WrittenRow) -> Run:
    row.require("source_id", "region_iso")
    row.require_one_of("source_id", SOURCE_IDS)
    country = row.values["region_iso"].partition("-")[0]
    if country not in known_countries():
        raise row.refuse("region_iso", "use an ISO 3166-2 code such as US-OR")
    row.require_region("region_iso", country)
    for column in ("first_row", "last_row"):
        if not is_whole_number(row.values[column]):
            raise row.refuse(column, "write the number of a row of the source in digits")
    first, last = int(row.values["first_row"]), int(row.values["last_row"])
    if last < first:
        raise row.refuse("last_row", "a run ends at its first row or after it")
    return Run(first, last, row.values["region_iso"])


def _require_after(runs: Sequence[Run], run: Run, row: WrittenRow) -> None:
    if runs and run.first_row <= runs[-1].last_row:
        raise row.refuse("first_row", "the run above ends later; write them in the order of rows")


STATE_COLUMNS = ("source_id", "first_row", "last_row", "region_iso", "reason", "date")

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
    for row in ruling_rows(path, STATE_COLUMNS):
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
