"""What is different between the notices of an overlay and those that replace them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sistercities.dataset.overlays.changes import OverlayChanges
from sistercities.dataset.overlays.overlay import Overlay
from sistercities.dataset.release.scratch import scratch

_FACTS = (
    "place_id", "countries", "continents", "is_any_country", "min_population", "max_population",
    "is_any_size", "is_own_size", "themes", "is_any_theme", "source", "date",
)  # fmt: skip
_Rows = dict[tuple[str, int], Mapping[str, Any]]


def changes_of_notices(older: Overlay, rows: Iterable[Mapping[str, Any]]) -> OverlayChanges:
    """Compare the notices of an overlay with new ones, by the names as written."""
    before, after = _by_name(_held(older)), _by_name(rows)
    pairs = [(key, _difference(before[key], after[key])) for key in before if key in after]
    return OverlayChanges(
        added=tuple(name for name, n in after if (name, n) not in before),
        gone=tuple(name for name, n in before if (name, n) not in after),
        changed=tuple(f"{key[0]}: {change}" for key, change in pairs if change),
    )


def _held(overlay: Overlay) -> list[Mapping[str, Any]]:
    with scratch() as connection:
        cursor = connection.execute("FROM read_parquet(?)", [str(overlay.notices_file)])
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _by_name(rows: Iterable[Mapping[str, Any]]) -> _Rows:
    """Key each by its name and by how many of the same name say less; the order is no change."""
    found: _Rows = {}
    for row in sorted(rows, key=lambda one: [str(one[fact]) for fact in _FACTS]):
        n = 0
        while (row["name"], n) in found:
            n += 1
        found[row["name"], n] = row
    return dict(sorted(found.items()))


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    return ", ".join(
        f"{fact} {_shown(before[fact])} -> {_shown(after[fact])}"
        for fact in _FACTS
        if before[fact] != after[fact]
    )


def _shown(value: object) -> str:
    words: dict[object, str] = {None: "none", True: "yes", False: "no"}
    return words[value] if value is None or isinstance(value, bool) else str(value)
