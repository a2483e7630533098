"""What is different between an overlay and the claims that replace it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sistercities.dataset.overlays.overlay import Overlay
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.json_records import JsonRecord

_FACTS = ("start", "end", "status", "kind", "place_a", "place_b")


@dataclass(frozen=True, slots=True)
class OverlayChanges(JsonRecord):
    """Ties that the new claims add, no longer hold, or state otherwise, as lines to print."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed)


def changes_between(older: Overlay, claims: Sequence[ResolvedClaim]) -> OverlayChanges:
    """Compare the claims of an overlay with new ones, by the names as written."""
    before, after = _by_names(_rows(older)), _by_names(_new_rows(claims))
    both = [key for key in before if key in after]
    pairs = [(key, _difference(before[key], after[key])) for key in both]
    return OverlayChanges(
        added=tuple(_shown(row) for key, row in after.items() if key not in before),
        gone=tuple(_shown(row) for key, row in before.items() if key not in after),
        changed=tuple(f"{_shown(after[key])}: {change}" for key, change in pairs if change),
    )


_Key = tuple[str, str, int]


def _rows(overlay: Overlay) -> list[dict[str, Any]]:
    from sistercities.dataset.release.scratch import scratch

    with scratch() as connection:
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
    """Key each by its names, in whatever order, and by how often they stand before; by line."""
    found: dict[_Key, Mapping[str, Any]] = {}
    for row in sorted(rows, key=_order):
        first, second = sorted((row["name_a"], row["name_b"]))
        n = 0
        while (first, second, n) in found:
            n += 1
        found[first, second, n] = row
    return dict(sorted(found.items(), key=lambda pair: _line_of(pair[1])))


def _order(row: Mapping[str, Any]) -> tuple[list[str], list[str], tuple[int, str]]:
    """Sort by what is said, then by line: the same lines in another order are no change."""
    said = [str(row[fact]) for fact in ("start", "end", "status", "kind")]
    return said, sorted((row["place_a"] or "", row["place_b"] or "")), _line_of(row)


def _line_of(row: Mapping[str, Any]) -> tuple[int, str]:
    line = row["claim_id"].rpartition(":")[2]
    return int(line) if line.isdigit() else 0, row["claim_id"]


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    if before["name_a"] != after["name_a"]:  # the same tie, from its other side
        before = {**before, "place_a": before["place_b"], "place_b": before["place_a"]}
    return ", ".join(
        f"{fact} {before[fact] or 'none'} -> {after[fact] or 'none'}"
        for fact in _FACTS
        if before[fact] != after[fact]
    )


def _shown(row: Mapping[str, Any]) -> str:
    return f"{row['name_a']} - {row['name_b']}"
