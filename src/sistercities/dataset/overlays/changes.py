"""What is different between an overlay and the claims that replace it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from sistercities.dataset.overlays.overlay import Overlay
from sistercities.dataset.resolved import ResolvedClaim

_FACTS = ("start", "end", "status", "kind", "place_a", "place_b")


@dataclass(frozen=True, slots=True)
class OverlayChanges:
    """Ties that the new claims add, no longer hold, or state otherwise, as lines to print."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed)

    def to_json(self) -> dict[str, Any]:
        """Return three lists."""
        return {"added": [*self.added], "gone": [*self.gone], "changed": [*self.changed]}


def changes_between(older: Overlay, claims: Sequence[ResolvedClaim]) -> OverlayChanges:
    """Compare the claims of an overlay with new ones, by the names as written."""
    before, after = _by_names(_rows(older)), _by_names(_new_rows(claims))
    both = [key for key in before if key in after]
    pairs = [(key, _difference(before[key], after[key])) for key in both]
    return OverlayChanges(
        added=tuple(_shown(key) for key in after if key not in before),
        gone=tuple(_shown(key) for key in before if key not in after),
        changed=tuple(f"{_shown(key)}: {difference}" for key, difference in pairs if difference),
    )


_Key = tuple[str, str, int]


def _rows(overlay: Overlay) -> list[dict[str, Any]]:
    with duckdb.connect(config={"threads": 1}) as connection:
        columns = ", ".join(f'"{name}"' for name in ("claim_id", "name_a", "name_b", *_FACTS))
        cursor = connection.execute(
            f"SELECT {columns} FROM read_parquet(?)", [str(overlay.claims_file)]
        )
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _new_rows(claims: Iterable[ResolvedClaim]) -> list[dict[str, Any]]:
    return [
        {
            "claim_id": one.claim.claim_id,
            "name_a": one.claim.a.name,
            "name_b": one.claim.b.name,
            "start": one.claim.start or None,
            "end": one.claim.end or None,
            "status": one.claim.status,
            "kind": one.claim.kind,
            "place_a": one.a.place_id or None,
            "place_b": one.b.place_id or None,
        }
        for one in claims
    ]


def _by_names(rows: Iterable[Mapping[str, Any]]) -> dict[_Key, Mapping[str, Any]]:
    """Key each by its names, and by how often they have stood before."""
    found: dict[_Key, Mapping[str, Any]] = {}
    for row in sorted(rows, key=lambda row: _line_of(row["claim_id"])):
        n = 0
        while (row["name_a"], row["name_b"], n) in found:
            n += 1
        found[row["name_a"], row["name_b"], n] = row
    return found


def _line_of(claim_id: str) -> tuple[int, str]:
    line = claim_id.rpartition(":")[2]
    return (int(line) if line.isdigit() else 0, claim_id)


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    return ", ".join(
        f"{fact} {before[fact] or 'none'} -> {after[fact] or 'none'}"
        for fact in _FACTS
        if before[fact] != after[fact]
    )


def _shown(key: _Key) -> str:
    return f"{key[0]} - {key[1]}"
