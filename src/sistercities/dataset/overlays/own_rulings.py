"""Rulings of the user's own, laid over those of the release on what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sistercities.dataset.overlays.overlay import MEND, Overlay
from sistercities.dataset.release.store import Release
from sistercities.errors import OverlayError, RegisterError, ReleaseError
from sistercities.sources.rulings_file import RulingsFile

_KEYS = {"country_pairs_now": "pair_id", "laws": "law_id"}
_LAID = "laid_rulings"
_RULED_BESIDE = {
    "country_pairs_now": ", CASE WHEN l.row_id IS NULL THEN r.not_suggested END AS not_suggested"
}
"""What else of a table is our ruling: it falls with ours."""
_COLUMNS = "row_id::VARCHAR AS row_id, strength::VARCHAR AS strength, reason::VARCHAR AS reason"


@dataclass(frozen=True, slots=True)
class RuledRow:
    """A row that is ruled on: how strongly it counts in the release, and in which words."""

    strength: str
    sentence: str


def rows_ruled_on(release: Release, stated: RulingsFile) -> dict[str, RuledRow]:
    """Return the rows of the release that a file rules on, by id.

    Raises
    ------
    RegisterError
        If the release does not have one; it names those near it.
    """
    held = {
        row["id"]: RuledRow(row["strength"], row["sentence"] or "")
        for table, key in _KEYS.items()
        for row in release.query(f"SELECT {key} AS id, strength, sentence FROM {table}")
    }
    for one in stated.rulings:
        if one.row_id not in held:
            near = get_close_matches(one.row_id, sorted(held), 3, 0.6)
            such_as = f"near it are {', '.join(near)}; " if near else ""
            problem = f"rules on {one.row_id[:80]!r} in line {one.line}, which these data lack"
            advice = f"{such_as}`sistercities assess PLACE PARTNER --json` names row_id"
            raise RegisterError(stated.file, problem, advice)
    return {one.row_id: held[one.row_id] for one in stated.rulings}


def lay_rulings(release: Release, overlays: Sequence[Overlay]) -> None:
    """Make the queries of an opened release see the strengths and reasons of overlays.

    Raises
    ------
    OverlayError
        If two overlays rule on one row, or a file does not hold what it must.
    """
    if not overlays:
        return
    release.query(f"CREATE TABLE {_LAID} (row_id VARCHAR, strength VARCHAR, reason VARCHAR)")
    for overlay in overlays:
        _load(release, overlay)
    for table, key in _KEYS.items():
        release.query(f"ALTER VIEW {table} RENAME TO {table}_of_release")
        release.query(
            f"CREATE VIEW {table} AS SELECT r.* REPLACE ("
            "coalesce(l.strength, r.strength) AS strength, coalesce(l.reason, r.reason) AS reason"
            f"{_RULED_BESIDE.get(table, '')}) "
            f"FROM {table}_of_release r LEFT JOIN {_LAID} l ON l.row_id = r.{key}"
        )
    release.merge(*_KEYS)


def _load(release: Release, overlay: Overlay) -> None:
    path = [str(overlay.rulings_file)]
    try:
        twice = release.query(
            f"SELECT row_id FROM read_parquet(?) WHERE row_id IN (SELECT row_id FROM {_LAID}) "
            "ORDER BY row_id LIMIT 1",
            path,
        )
        release.query(f"INSERT INTO {_LAID} SELECT {_COLUMNS} FROM read_parquet(?)", path)
    except ReleaseError:
        problem = "is damaged: its rulings are not the table that they must be"
        raise OverlayError(overlay.name, problem, MEND) from None
    if twice:
        problem = f"rules on {twice[0]['row_id']}, as another overlay does"
        raise OverlayError(overlay.name, problem, "leave one of the two out")
