"""Chinese names of places outside the Chinese-speaking world, for pages in Chinese."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from sistercities.api.explorer.store import Explorer
from sistercities.dataset.scripts import fold_han, script_of

_NAMED = """
    SELECT n.place_id, n.name FROM names n JOIN places p USING (place_id)
    WHERE n.lang = 'zh' AND p.country NOT IN ('CN', 'HK', 'MO', 'TW')
    ORDER BY n.place_id, n.name
"""
_IN_JAPAN = "SELECT place_id, name_local FROM places WHERE country = 'JP'"
_TOLD_APART = re.compile(r"\s*[(（].*?[)）]\s*$")
"""What a list adds to tell places of one name apart."""


def chinese_place_names(explorer: Explorer) -> dict[str, str]:
    """Give the Chinese name of each place that has one alone, in simplified characters, by id.

    The names are those that lists in Chinese write. A place that they call by two names is left
    out: which of them is usual is not known. Names of Japan that are written with Han characters
    are read as they are written. Where the lists write a spelling of Taiwan or an administrative
    name, that of the mainland stands (`mainland_names.csv`).
    """
    found: dict[str, set[str]] = {}
    for row in explorer.query(_NAMED):
        name = fold_han(_TOLD_APART.sub("", row["name"]))
        found.setdefault(row["place_id"], set()).add(name)
    listed = {place: min(names) for place, names in found.items() if len(names) == 1}
    of_mainland = {place: _of_mainland(place, name) for place, name in listed.items()}
    return _as_written(explorer) | of_mainland


def _of_mainland(place: str, name: str) -> str:
    """Return the mainland's spelling of a name that a list writes; a row for another is void."""
    return _mainland_names().get((place, name), name)


@cache
def _mainland_names() -> dict[tuple[str, str], str]:
    path = files("sistercities.api.explorer").joinpath("mainland_names.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {(row["place_id"], row["instead_of"]): row["name"] for row in rows}


def _as_written(explorer: Explorer) -> dict[str, str]:
    return {
        row["place_id"]: fold_han(row["name_local"])
        for row in explorer.query(_IN_JAPAN)
        if script_of(row["name_local"] or "") == "Hani"
    }
