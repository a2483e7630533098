"""Completion, which is no forecast: ties of a newer source that an older one does not hold.

Why a tie is missing in the older source is not known: it may be younger, or it may have been left
out. Both ends must have ties in both sources, so that neither is simply not covered.
"""

from __future__ import annotations

import numpy as np

from sistercities.dataset.release.store import Release
from sistercities.partners.additive_model import class_members
from sistercities.partners.evaluation.task import Task
from sistercities.partners.ground import Ground
from sistercities.partners.read_ground import read_ground
from sistercities.partners.tie_graph import TieGraph, is_among
from twolevel.core.array_types import Index

OLDER, NEWER = "wikidata-2016", "enwiki-2026"


def completion_task(
    release: Release, *, older: str = OLDER, newer: str = NEWER, per_tie: int, seed: int
) -> Task | None:
    """Make the task, world-wide; None where no tie is to be found.

    Parameters
    ----------
    release
        An opened release.
    older, newer
        Ids of the source that methods see, and of that whose other ties they must find.
    per_tie, seed
        As in `Task`.
    """
    year = _year_of(release, older)
    ground = read_ground(release, as_of=year, source=older)
    later = read_ground(release, source=newer).ties
    candidates = _in_both(ground, later)
    homes = np.zeros(ground.n_places, dtype=np.bool_)
    homes[candidates] = True
    fresh = ~is_among(ground.recorded, later.key(later.a, later.b))
    fresh &= homes[later.a] & homes[later.b]
    if not fresh.any():
        return None
    a = np.concatenate([later.a[fresh], later.b[fresh]])
    b = np.concatenate([later.b[fresh], later.a[fresh]])
    task = Task(older, ground, homes, candidates, candidates, a, b, 0, per_tie, seed)
    return task if task.n_known else None


def _year_of(release: Release, source: str) -> int | None:
    rows = release.query("SELECT snapshot_year FROM sources WHERE source_id = ?", [source])
    return rows[0]["snapshot_year"] if rows else None


def _in_both(ground: Ground, later: TieGraph) -> Index:
    """Places of the class with ties to others of the class in both sources."""
    members = np.zeros(ground.n_places, dtype=np.bool_)
    members[class_members(ground, "city")] = True
    kept = members.copy()
    for ties in (ground.ties, later):
        inside = members[ties.a] & members[ties.b]
        has_tie = np.zeros(ground.n_places, dtype=np.bool_)
        has_tie[ties.a[inside]] = True
        has_tie[ties.b[inside]] = True
        kept &= has_tie
    return np.flatnonzero(kept)
