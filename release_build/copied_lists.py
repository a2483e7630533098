"""Rulings on items of Wikidata that bear the list of another place.

Between 2016 and 2021 Lagos had the sister cities of Atlanta there, Enköping those of Eskilstuna. A
statement that repeats itself in three snapshots is no second witness. `copied_lists.csv` has a row
for each such place: of its partners in Wikidata those that the other place has too, and that no
list outside Wikidata names for it, are let wait; `partners` has further ones that were ruled to be
the other's.

A list is suspect where at least three quarters of six or more partners are those of one other
place, and few of these have a second source. Towns of one charter (Douzelage) are so by agreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.places import Resolution

FILE = "copied_lists.csv"
COLUMNS = ("place", "copied_from", "partners", "reason", "date")
_WIKIDATA = "wikidata-"


@dataclass(frozen=True, slots=True)
class CopiedList:
    """A place that bears the list of another.

    Attributes
    ----------
    place, copied_from
        Ids of the place, and of that whose partners they are.
    partners
        Partners that are the other's though no source names them for it.
    """

    place: str
    copied_from: str
    partners: frozenset[str] = frozenset()


def read_copied_lists(path: Path) -> tuple[CopiedList, ...]:
    """Read the rulings.

    Raises
    ------
    SourceError
        If a column or a date is not understood, or a row gives no reason.
    """
    return tuple(_ruling(row) for row in ruling_rows(path, COLUMNS))


def _ruling(row: WrittenRow) -> CopiedList:
    row.require("place", "copied_from")
    held = row.values
    return CopiedList(held["place"], held["copied_from"], frozenset(held["partners"].split()))


def without_copied(
    resolved: Sequence[ResolvedClaim], rulings: Iterable[CopiedList]
) -> list[ResolvedClaim]:
    """Let the statements wait that a place has from the list of another.

    Raises
    ------
    BuildError
        If a ruling changes nothing: the source has changed.
    """
    found = list(resolved)
    for ruling in rulings:
        alien = _alien(found, ruling)
        if not alien:
            raise BuildError(
                f"data/decisions/{FILE}: no statement of Wikidata gives {ruling.place} a partner "
                f"of {ruling.copied_from}; take the row out"
            )
        found = [
            _waiting(one, ruling)
            if one.is_on(ruling.place) and _is_of(one, ruling.place, alien)
            else one
            for one in found
        ]
    return found


def _alien(resolved: Iterable[ResolvedClaim], ruling: CopiedList) -> frozenset[str]:
    """Partners that Wikidata has from the other place alone."""
    of_wikidata: defaultdict[str, set[str]] = defaultdict(set)
    of_lists: defaultdict[str, set[str]] = defaultdict(set)
    for one in resolved:
        if not one.is_on(ruling.place, ruling.copied_from):
            continue
        is_wikidata = one.claim.source_id.startswith(_WIKIDATA)
        for place, partner in _ends(one):
            (of_wikidata if is_wikidata else of_lists)[place].add(partner)
    own, other = ruling.place, ruling.copied_from
    theirs = of_wikidata[other] | of_lists[other] | ruling.partners
    return frozenset((of_wikidata[own] & theirs) - of_lists[own] - {other})


def _ends(one: ResolvedClaim) -> Iterator[tuple[str, str]]:
    if one.tie_id is not None:
        yield one.a.place_id, one.b.place_id
        yield one.b.place_id, one.a.place_id


def _is_of(one: ResolvedClaim, place: str, alien: frozenset[str]) -> bool:
    return one.claim.source_id.startswith(_WIKIDATA) and any(
        own == place and partner in alien for own, partner in _ends(one)
    )


def _waiting(one: ResolvedClaim, ruling: CopiedList) -> ResolvedClaim:
    reason = f"Wikidata gives it the partners of {ruling.copied_from}"
    waits = Resolution("", "", 0.0, reason, (ruling.place,))
    return replace(one, a=waits) if one.a.place_id == ruling.place else replace(one, b=waits)
