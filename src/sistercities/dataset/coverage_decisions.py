"""Rulings on coverage: what publishers' words mean, which lists lack regions, notes on the card."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sistercities.errors import BuildError
from sistercities.terms.places import Place

ALL_REGIONS = "*"
DIMENSIONS = ("all", "country", "province", "")


def read_scopes(path: Path) -> dict[str, tuple[str, str]]:
    """Read what each scope of the published totals speaks of, as (dimension, group)."""
    scopes: dict[str, tuple[str, str]] = {}
    for number, row in _rows(path, ("scope", "dimension", "group", "reason")):
        if row["dimension"] not in DIMENSIONS:
            raise BuildError(
                f"{path}, row {number}: dimension={row['dimension']!r}; use all, country, "
                "province, or nothing to ignore the scope"
            )
        scopes[row["scope"]] = (row["dimension"], row["group"])
    return scopes


def read_missing_lists(path: Path, regions: Iterable[Place]) -> dict[str, set[str]]:
    """Read, by source, the ids of the regions whose own ties the source does not list."""
    by_iso = {region.region_iso: region.place_id for region in regions}
    missing: dict[str, set[str]] = defaultdict(set)
    for number, row in _rows(path, ("source_id", "region_iso", "lists_upper", "reason")):
        if row["region_iso"] == ALL_REGIONS:
            missing[row["source_id"]] |= set(by_iso.values())
        elif row["region_iso"] in by_iso:
            missing[row["source_id"]].add(by_iso[row["region_iso"]])
        else:
            raise BuildError(
                f"{path}, row {number}: {row['region_iso']!r} is no region of the home country; "
                "correct the code"
            )
    return dict(missing)


def read_notes(path: Path) -> dict[str, str]:
    """Read the notes of the coverage card, by `dimension:group`."""
    rows = _rows(path, ("dimension", "group", "note"))
    return {f"{row['dimension']}:{row['group']}": row["note"] for _, row in rows}


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != columns:
            raise BuildError(f"{path}: the columns are not {', '.join(columns)}; mend the header")
        yield from enumerate(reader, start=2)
