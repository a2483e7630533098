"""Chinese names of places outside the Chinese-speaking world, for pages in Chinese."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from sistercities.api.explorer.store import Explorer
from sistercities.dataset.scripts import fold_han, script_of

_NAMED = """
    SELECT n.place_id, n.name FROM names n JOIN places p USING (place_id)
    WHERE n.lang = 'zh' AND p.country NOT IN ('CN', 'HK', 'MO', 'TW')
    ORDER BY n.place_id, n.name
"""
_OF_GAZETTEER = """
    SELECT n.place_id, n.name FROM names n JOIN places p USING (place_id)
    WHERE n.script = 'Hani' AND n.lang = 'und' AND p.level IN ('city', 'county', 'district')
    AND p.country NOT IN ('CN', 'HK', 'MO', 'TW', 'JP')
    AND n.place_id NOT IN (SELECT place_id FROM names WHERE lang = 'zh')
    ORDER BY n.place_id, n.name
"""
_SURE = 0.9
# A name that a list was read by is not always kept among the spellings: Velsen is 維爾森 there.
_OF_LISTS = f"""
    SELECT c.place_id, c.name FROM (
        SELECT place_a AS place_id, name_a AS name, confidence_a AS sure, source_id FROM claims
        UNION SELECT place_b, name_b, confidence_b, source_id FROM claims) c
    JOIN places p USING (place_id)
    WHERE c.source_id = 'zhwiki-2020' AND c.sure >= {_SURE}
    AND p.country NOT IN ('CN', 'HK', 'MO', 'TW', 'JP')
    ORDER BY c.place_id, c.name
"""
_IN_JAPAN = "SELECT place_id, name_local FROM places WHERE country = 'JP'"
_READ = ("US", "CA", "AU", "KR", "DE", "RU", "FR", "GB")
"""Countries and areas of which the names of the regions were read, each one: elsewhere a name that
serves to find a region may be an old or a rare one."""
_OF_REGIONS = f"""
    SELECT n.place_id, n.name FROM names n JOIN places p USING (place_id)
    WHERE p.level = 'region1' AND NOT p.is_dual AND n.lang <> 'ja'
    AND p.country IN ({", ".join(f"'{code}'" for code in _READ)})
    ORDER BY n.place_id, n.name
"""
_REGIONS = "SELECT place_id FROM places WHERE level IN ('region1', 'region2')"
_NAME_ALONE = re.compile(r"[^\W\d_]+(?:[·・][^\W\d_]+)*")
_HAN_ALONE = re.compile(r"[\u4e00-\u9fff]+(?:[·・－-][\u4e00-\u9fff]+)*")
_TOLD_APART = re.compile(r"[\s_]*[(（].*?[)）]\s*$")
"""What a list adds to tell places of one name apart."""


def chinese_place_names(explorer: Explorer) -> dict[str, str]:
    """Give the Chinese name of each place that has one alone, in simplified characters, by id.

    The names are those that lists in Chinese write. A place that they call by two names is left
    out: which of them is usual is not known. Names of Japan that are written with Han characters
    are read as they are written. Where the lists write a spelling of Taiwan or an administrative
    name, that of the mainland stands (`mainland_names.csv`). First-level regions of some countries
    have the one name by which they are found in Chinese; of these and of other countries
    `mainland_regions.csv` has the names of regions with partners that were read, one by one. A
    municipality that no list in Chinese names has the one name in Han characters that the gazetteer
    gives it: of sixty that were drawn all were names of the place in Chinese. Where all this gives
    none, the one name stands by which a list in Chinese calls a place that it was surely taken for.
    """
    listed = _said_alone((row["place_id"], row["name"]) for row in explorer.query(_NAMED))
    of_mainland = {place: _of_mainland(place, name) for place, name in listed.items()}
    known = _of_gazetteer(explorer) | _of_regions(explorer) | _as_written(explorer) | of_mainland
    return _of_lists(explorer) | known | _picked(explorer)


def _of_lists(explorer: Explorer) -> dict[str, str]:
    """Name places as the rows of a list in Chinese call them, where all call them alike."""
    rows = ((row["place_id"], row["name"]) for row in explorer.query(_OF_LISTS))
    found = _said_alone(rows)
    return {place: name for place, name in found.items() if _HAN_ALONE.fullmatch(name)}


def _said_alone(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keep the places that have one name alone, in simplified characters."""
    found: dict[str, set[str]] = {}
    for place, name in rows:
        found.setdefault(place, set()).add(fold_han(_TOLD_APART.sub("", name)))
    return {place: min(names) for place, names in found.items() if len(names) == 1}


def _of_gazetteer(explorer: Explorer) -> dict[str, str]:
    """Name municipalities by their one spelling in Han characters, if it holds no other mark."""
    rows = ((row["place_id"], row["name"]) for row in explorer.query(_OF_GAZETTEER))
    found = _said_alone(rows)
    return {place: name for place, name in found.items() if _NAME_ALONE.fullmatch(name)}


def _of_regions(explorer: Explorer) -> dict[str, str]:
    """Name regions by the one name by which they are found in Chinese."""
    rows = (
        (row["place_id"], row["name"])
        for row in explorer.query(_OF_REGIONS)
        if script_of(row["name"]) == "Hani"
    )
    return _said_alone(rows)


def _picked(explorer: Explorer) -> dict[str, str]:
    """Name regions as they were read one by one, which stands before all else."""
    held = {row["place_id"] for row in explorer.query(_REGIONS)}
    return {place: name for place, name in _mainland_regions().items() if place in held}


@cache
def _mainland_regions() -> dict[str, str]:
    return {row["place_id"]: row["name"] for row in _rows_of("mainland_regions.csv")}


def _of_mainland(place: str, name: str) -> str:
    """Return the mainland's spelling of a name that a list writes; a row for another is void."""
    return _mainland_names().get((place, name), name)


@cache
def _mainland_names() -> dict[tuple[str, str], str]:
    rows = _rows_of("mainland_names.csv")
    return {(row["place_id"], row["instead_of"]): row["name"] for row in rows}


def _rows_of(file: str) -> list[dict[str, str]]:
    path = files("sistercities.api.explorer").joinpath(file)
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _as_written(explorer: Explorer) -> dict[str, str]:
    return {
        row["place_id"]: fold_han(row["name_local"])
        for row in explorer.query(_IN_JAPAN)
        if script_of(row["name_local"] or "") == "Hani"
    }
