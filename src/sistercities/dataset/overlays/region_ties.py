"""New ties of a town that its region holds with the very same partner: which of the two is meant.

A register of a city often lists the partners of its prefecture too, and says so in a note alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.terms.words import MUNICIPAL

_HELD = "SELECT tie_id FROM ties WHERE tie_id IN ({marks})"
_AT_A_TIME = 500
STEP = "if the region is meant, give its id or its level"


def told_of_regions(
    claims: Sequence[ResolvedClaim], known: Mapping[str, object], release: Release,
    names: ReleaseNames,
) -> dict[str, str]:  # fmt: skip
    """Return by tie, where it is new, which region of one end holds it with the other.

    Parameters
    ----------
    claims
        What the lines became.
    known
        Ties that the release holds: of them nothing is said.
    release, names
        The release and its names.
    """
    found = {
        one.tie_id: dict(_with_regions(one, names))
        for one in claims
        if one.tie_id and one.tie_id not in known
    }
    held = _held(release, sorted({tie for ties in found.values() for tie in ties}))
    return {
        tie: said
        for tie, ties in found.items()
        if (said := next((told for other, told in ties.items() if other in held), ""))
    }


def _with_regions(one: ResolvedClaim, names: ReleaseNames) -> Iterator[tuple[str, str]]:
    """Yield the ties that a region of one end may have with the other, and what is said of it."""
    places = names.gazetteer.places
    for town, partner in ((one.a.place_id, one.b.place_id), (one.b.place_id, one.a.place_id)):
        if places[town].level not in MUNICIPAL or places[town].is_dual:
            continue
        for region in places[town].parent_ids:
            if region in places and region != partner and places[region].level == "region1":
                said = f"the region {places[region].name} ({region}), in which {places[town].name} lies"
                told = f"{said}, holds a tie with {places[partner].name} already"
                yield "~".join(sorted((region, partner))), told


def _held(release: Release, ties: Sequence[str]) -> set[str]:
    index = index_of(release)
    turns = [ties[at : at + _AT_A_TIME] for at in range(0, len(ties), _AT_A_TIME)]
    queries = ((_HELD.format(marks=", ".join("?" * len(each))), each) for each in turns)
    return {row["tie_id"] for sql, each in queries for row in index.query(sql, list(each))}
