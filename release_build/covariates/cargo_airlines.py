"""Which airlines sell no seats: by the words of freight in their names, and by our rulings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from sistercities.errors import BuildError
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow

_FREIGHT = re.compile(
    r"cargo|freight|\b(carga|courier|dhl|federal express|logistics|parcel|post|postal|poste)\b",
    re.IGNORECASE,
)
_COLUMNS = ("airline", "name", "is_left_out", "reason", "date")


def read_cargo_rulings(path: Path, airlines: Mapping[str, str]) -> dict[str, bool]:
    """Read `cargo_airlines.csv`: whether an airline is left out, by its code.

    Raises
    ------
    SourceError
        If a row does not say what the table promises, or the airline is not one of the source.
    BuildError
        If a ruling is what the name says.
    """
    rulings: dict[str, bool] = {}
    for line, row in file_rows(path, _COLUMNS):
        written = WrittenRow(path.name, line, row)
        written.require("airline", "name", "reason")
        written.require_one_of("is_left_out", ("yes", "no"))
        written.require_day("date")
        if airlines.get(row["airline"]) != row["name"]:
            raise written.refuse("name", "write the code and the name as the source does")
        rulings[row["airline"]] = row["is_left_out"] == "yes"
    idle = sorted(code for code, ruled in rulings.items() if names_freight(airlines[code]) == ruled)
    if idle:
        raise BuildError(
            f"data/decisions/cargo_airlines.csv: the ruling on {', '.join(idle)} is what the name "
            "says; take the rows out"
        )
    return rulings


def names_freight(name: str) -> bool:
    """Whether the name of an airline speaks of freight.

    Examples
    --------
    >>> names_freight("Lufthansa Cargo"), names_freight("Iberia Express")
    (True, False)
    """
    return bool(_FREIGHT.search(name))


def cargo_airlines(airlines: Mapping[str, str], rulings: Mapping[str, bool]) -> frozenset[str]:
    """Codes of the airlines that sell no seats."""
    return frozenset(
        code for code, name in airlines.items() if rulings.get(code, names_freight(name))
    )
