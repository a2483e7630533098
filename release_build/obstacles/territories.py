"""Territories with a country code of their own whose foreign relations a state conducts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow

TERRITORIES_FILE = "obstacle_territories.csv"
_COLUMNS = ("territory", "state", "reason", "date")


def read_territories(path: Path, countries: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Read `obstacle_territories.csv`: the territories of each state.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    state_of: dict[str, str] = {}
    for line, values in file_rows(path, _COLUMNS):
        row = WrittenRow(path.name, line, values)
        row.require("reason")
        row.require_day("date")
        row.require_one_of("territory", tuple(countries))
        row.require_one_of("state", tuple(countries))
        if values["territory"] in state_of:
            raise row.refuse("territory", "a row above has its state; keep one of them")
        state_of[values["territory"]] = values["state"]
    found: dict[str, tuple[str, ...]] = {}
    for territory, state in sorted(state_of.items()):
        found[state] = (*found.get(state, ()), territory)
    return found
