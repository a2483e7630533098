"""Names of World Heritage sites that have changed since the list that we have.

`heritage_names.csv` has a row for each: the name of the list, which must be there, and the name
that is shown in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from release_build.readers.world_heritage import HeritageSite
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import is_whole_number

FILE = "heritage_names.csv"
COLUMNS = ("heritage_id", "name", "shown", "reason", "source", "date")


def read_heritage_names(path: Path) -> dict[tuple[int, str], str]:
    """Read the names that are shown, by the number of the site and its name on the list.

    Raises
    ------
    SourceError
        If a column, a number or a date is not understood, or a row gives no reason.
    """
    found: dict[tuple[int, str], str] = {}
    for row in ruling_rows(path, COLUMNS):
        values = row.values
        row.require("name", "shown", "source")
        if not is_whole_number(values["heritage_id"]):
            raise row.refuse("heritage_id", "write the number of the site on the list")
        found[int(values["heritage_id"]), values["name"]] = values["shown"]
    return found


def with_names_of_today(
    sites: Iterable[HeritageSite], shown: Mapping[tuple[int, str], str]
) -> list[HeritageSite]:
    """Put the names that are shown in the place of those of the list.

    Raises
    ------
    BuildError
        If a ruling is about a site or a name that the list does not have.
    """
    held = list(sites)
    idle = sorted(set(shown) - {(site.heritage_id, site.name) for site in held})
    if idle:
        number, name = idle[0]
        raise BuildError(
            f"data/decisions/{FILE}: the list has no site {number} called {name!r}; take the row "
            "out or mend it"
        )
    return [
        replace(site, name=shown.get((site.heritage_id, site.name), site.name)) for site in held
    ]
