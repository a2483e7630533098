"""Rulings on names that no claim heeds, though they apply: something later chose another place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sistercities.dataset.decisions import OF_PAIR, Decisions, NameDecision
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError

_Ends = Mapping[tuple[str, str, str], Sequence[tuple[str, str]]]
"""By source, name and country: the name at the other end, and the place that was found."""
_OF_ITEM = "wd:"
"""Begins the context of a ruling on an item, whose label no claim need bear."""


def require_heeded(rulings: Decisions, resolved: Iterable[ResolvedClaim]) -> None:
    """Refuse rulings on names of a source whose place no claim with the name has.

    Of the claims that a ruling fits, some may be of a more particular one; all never are.

    Raises
    ------
    BuildError
        Naming the rulings.
    """
    ends = _ends(resolved)
    idle = [one for one in rulings.used if _is_checked(one) and not _is_heeded(one, ends)]
    if idle:
        names = ", ".join(f"{one.name} ({one.source_id})" for one in idle)
        raise BuildError(
            f"data/decisions/names_*.csv: no claim has the place of the ruling on {names}; mend "
            "the row, or the rule that chooses another place after it"
        )


def _ends(resolved: Iterable[ResolvedClaim]) -> _Ends:
    found: defaultdict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for one in resolved:
        of, a, b = one.claim.source_id, one.claim.a, one.claim.b
        found[of, a.name, a.country].append((b.name, one.a.place_id))
        found[of, b.name, b.country].append((a.name, one.b.place_id))
    return found


def _is_checked(ruling: NameDecision) -> bool:
    return bool(ruling.source_id) and not ruling.context.startswith(_OF_ITEM)


def _is_heeded(ruling: NameDecision, ends: _Ends) -> bool:
    rows = ends.get((ruling.source_id, ruling.name, ruling.country), ())
    if ruling.context.startswith(OF_PAIR):
        rows = [row for row in rows if row[0] == ruling.context.removeprefix(OF_PAIR)]
    return any(place_id == ruling.place_id for _, place_id in rows)
