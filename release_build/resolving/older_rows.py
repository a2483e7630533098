"""Names of a list that waits, settled by an older row of the same two names.

A list of twin towns is kept for years: what it says in 2026 of two names it said in 2023 of the
same two, and an item or a point may have told an older source which places they are. Where every
older row of the two names, in the same two countries, means one pair of places, the newer row means
it too. Several pairs settle nothing, and an end that the newer row has told already must be of the
pair.

An older row does not settle a name that its place does not bear as its main one, where nothing but
that name led to it: the newer row waits because such a place is more likely a namesake.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.towns import is_called
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Resolution

NEWEST = "enwiki-2026"
OLDER_ROW = "alias+country+older_row"
_BY_NAME_ALONE = frozenset({"alias+country", "alias+country+level"})

_Named = tuple[str, str]
_Pair = frozenset[tuple[_Named, str]]
"""Each of the two names, with its country, and the place that it is."""


def with_older_rows(
    resolved: Sequence[ResolvedClaim], older: Iterable[ResolvedClaim], gazetteer: Gazetteer
) -> list[ResolvedClaim]:
    """Resolve rows of the newest lists that wait, in order, by older rows of their two names.

    Parameters
    ----------
    resolved
        All claims; those of other sources, and those that are told, stay as they are.
    older
        Claims of the older sources.
    """
    told = _told(older, gazetteer)
    return [
        _settled(one, told) if one.claim.source_id == NEWEST and _waits(one) else one
        for one in resolved
    ]


def _waits(one: ResolvedClaim) -> bool:
    return not (one.a.place_id and one.b.place_id)


def _told(
    older: Iterable[ResolvedClaim], gazetteer: Gazetteer
) -> dict[frozenset[_Named], dict[_Named, Resolution]]:
    """Return, by the two names, what each of them is, where all rows say the same."""
    rows: defaultdict[frozenset[_Named], list[ResolvedClaim]] = defaultdict(list)
    for one in older:
        if one.tie_id is not None and len(_names(one.claim)) == 2:
            rows[_names(one.claim)].append(one)
    return {
        names: _surest(found)
        for names, found in rows.items()
        if len({_pair(one) for one in found}) == 1
        and all(_is_evidence(end, place, gazetteer) for end, place in _surest_ends(found))
    }


def _names(claim: SourceClaim) -> frozenset[_Named]:
    return frozenset((_named(claim.a), _named(claim.b)))


def _named(end: NamedEnd) -> _Named:
    return end.name, end.country


def _pair(one: ResolvedClaim) -> _Pair:
    return frozenset(((_named(one.claim.a), one.a.place_id), (_named(one.claim.b), one.b.place_id)))


def _surest_ends(rows: Sequence[ResolvedClaim]) -> Iterator[tuple[NamedEnd, Resolution]]:
    """Yield each end of the row whose weaker end is the surest."""
    best = max(rows, key=lambda one: (one.confidence, one.claim.claim_id))
    yield best.claim.a, best.a
    yield best.claim.b, best.b


def _surest(rows: Sequence[ResolvedClaim]) -> dict[_Named, Resolution]:
    return {_named(end): found for end, found in _surest_ends(rows)}


def _is_evidence(end: NamedEnd, found: Resolution, gazetteer: Gazetteer) -> bool:
    """Whether the place bears the name as its main one, or more than the name led to it."""
    is_more = found.method not in _BY_NAME_ALONE
    return is_more or is_called(gazetteer.places[found.place_id], end)


def _settled(
    one: ResolvedClaim, told: Mapping[frozenset[_Named], Mapping[_Named, Resolution]]
) -> ResolvedClaim:
    found = told.get(_names(one.claim))
    if found is None:
        return one
    a, b = found[_named(one.claim.a)], found[_named(one.claim.b)]
    if one.a.place_id not in ("", a.place_id) or one.b.place_id not in ("", b.place_id):
        return one
    return replace(one, a=_followed(one.a, a), b=_followed(one.b, b))


def _followed(now: Resolution, older: Resolution) -> Resolution:
    return now if now.place_id else Resolution(older.place_id, OLDER_ROW, older.confidence)
