"""The ground of a release kept beside its index, so that an answer need not read all tables again.

Where it is missing, damaged, or of other code than ours, it is read from the release and kept anew.
"""

from __future__ import annotations

from sistercities.dataset.release.store import Release, open_unchecked
from sistercities.partners.barriers import Barrier
from sistercities.partners.between_kinds import BetweenKinds, RowPositions
from sistercities.partners.distinct_numbers import SortedCounts
from sistercities.partners.ground import CountryFacts, Ground, PlaceFacts
from sistercities.partners.heritage_facts import HeritageFacts
from sistercities.partners.kept_records import kept_record, record_beside
from sistercities.partners.packed_records import Kind
from sistercities.partners.tie_graph import TieGraph

GROUND = Kind(
    "ground",
    (
        Ground, PlaceFacts, CountryFacts, HeritageFacts, TieGraph, Barrier, SortedCounts,
        BetweenKinds, RowPositions,
    ),
    (
        "partners/read_ground.py", "partners/ground.py", "partners/ground_places.py",
        "partners/ground_countries.py", "partners/ground_heritage.py", "partners/uncounted.py",
        "dataset/heirs.py",
        "partners/own_ports.py", "partners/surroundings.py",
        "partners/within_reach.py", "partners/barriers.py", "partners/tie_graph.py",
        "partners/places_of_memory.csv",
        "partners/between_kinds.py", "partners/gate/gate.py", "partners/gate/indexed_rows.py",
        "partners/gate/reading.py", "partners/gate/obstacle.py", "partners/kept_ground.py",
        "partners/distinct_numbers.py", "terms/obstacle_sentences.py",
        "terms/obstacle_templates.py",
        "terms/territory_templates.py",
        "terms/war_templates.py",
    ),
)  # fmt: skip


def kept_ground(release: Release) -> Ground:
    """Return the ground of a release of today, from the file beside its index where it can be.

    Parameters
    ----------
    release
        An opened release; towns of its gazetteer that it shows are set into what is kept
        (`partners.ground_with_towns`).

    Raises
    ------
    ReleaseError
        If it must be read, and a file of the release is damaged.
    """
    found: Ground = kept_record(release, GROUND, lambda: _read(release), to_be_kept=_to_be_kept)
    return found


def _read(release: Release) -> Ground:
    if release.shown:
        from sistercities.partners.ground_with_towns import ground_with_towns

        kept = record_beside(release, GROUND) or _without_towns(release)
        wide = None if kept is None else ground_with_towns(kept, release)
        if wide is not None:
            return wide
    from sistercities.partners.read_ground import read_ground

    return read_ground(release)


def _without_towns(release: Release) -> Ground | None:
    """Make the ground of a release without overlays, and keep it: the next to ask finds it."""
    if release.overlay_sums:
        return None
    with open_unchecked(release.folder) as plain:
        return kept_ground(plain)


def _to_be_kept(ground: Ground) -> Ground:
    """Find out, once, what the rows tell between all kinds of places."""
    from sistercities.partners.gate.gate import Gate

    ground.__dict__["between_kinds"] = Gate(ground).between_kinds()
    return ground
