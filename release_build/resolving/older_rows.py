"""Names of a list that waits, settled by an older row of the same two names.

A list of twin towns is kept for years: what it says in 2026 of two names it said in 2023 of the
same two, and an item or a point may have told an older source which places they are. Where every
older row of the two names, in the same two countries, means one pair of places, the newer row means
it too. Several pairs settle nothing, and an end that the newer row has told already must be of the
pair.

An older row does not settle a name that its place does not bear as its main one, where nothing but
that name led to it: the newer row waits because such a place is more likely a namesake.

Claims that name the row of another source whose tie they are about: the same two places are due.

Their names are resolved like any others, and then held beside that row. Where the rules find no
place, the row tells it; where they find another, the claim waits for a person, unless a ruling has
said which place is meant.

Names that namesakes share, settled by a tie that other sources hold.

A source that tells of the end of a tie names a tie that existed: where its two names fit exactly
one pair of places that another source ties, that pair is meant. It settles nothing else: a pair
that nobody ties goes through the ranked rules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sistercities.dataset.decisions import Decisions
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.ranked_rules import resolve
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


NAMED_ROW = 0.95
"""Confidence in a place that the named row tells: the typist says that the two are the same."""
ANOTHER_PLACE = "the row that it is about means another place"


def beside_named_rows(
    resolved: Sequence[ResolvedClaim],
    about: Mapping[str, str],
    named: Sequence[ResolvedClaim],
) -> list[ResolvedClaim]:
    """Hold each claim that names a row beside that row.

    Parameters
    ----------
    resolved
        Claims, some of which name a row.
    about
        By claim id, the id of the claim of the row that it names.
    named
        The claims that may be named; each value of `about` is among them.
    """
    rows = {one.claim.claim_id: one for one in named}
    return [
        _beside(one, rows[about[one.claim.claim_id]]) if one.claim.claim_id in about else one
        for one in resolved
    ]


def _beside(one: ResolvedClaim, row: ResolvedClaim) -> ResolvedClaim:
    return replace(one, a=_agreed(one.a, row.a), b=_agreed(one.b, row.b))


def _agreed(found: Resolution, due: Resolution) -> Resolution:
    if found.method == "decision" or not due.place_id or found.place_id == due.place_id:
        return found
    if not found.place_id:
        return Resolution(due.place_id, "named_row", min(NAMED_ROW, due.confidence))
    return Resolution("", "", 0.0, ANOTHER_PLACE, (due.place_id, found.place_id))


METHOD = "alias+country+held_tie"
CONFIDENCE = 0.95
_QUALIFIED = re.compile(r"[ _]*[(（].*$|, .*$")


def resolve_by_held_ties(
    claims: Iterable[SourceClaim],
    known: Iterable[ResolvedClaim],
    gazetteer: Gazetteer,
    decisions: Decisions,
) -> list[ResolvedClaim]:
    """Resolve claims whose ties other sources may hold: rulings, ranked rules, then held ties.

    Parameters
    ----------
    claims
        Claims to resolve, in order.
    known
        Resolved claims of other sources.
    """
    held = {one.tie_id for one in known if one.tie_id is not None}
    return [_resolve_one(claim, held, gazetteer, decisions) for claim in claims]


def _resolve_one(
    claim: SourceClaim, held: Collection[str], gazetteer: Gazetteer, decisions: Decisions
) -> ResolvedClaim:
    a = resolve(claim.a, claim.claim_id, gazetteer, decisions, claim.b.name)
    b = resolve(claim.b, claim.claim_id, gazetteer, decisions, claim.a.name)
    plain = ResolvedClaim(claim, a, b)
    if plain.tie_id in held:
        return plain
    ruled = [one.place_id if one.method == "decision" else "" for one in (a, b)]
    pairs = [
        (one, other)
        for one in ([ruled[0]] if ruled[0] else sorted(_candidates(claim.a, gazetteer)))
        for other in ([ruled[1]] if ruled[1] else sorted(_candidates(claim.b, gazetteer)))
        if "~".join(sorted((one, other))) in held
    ]
    if len(pairs) != 1:
        return plain
    return ResolvedClaim(claim, _settled_by_tie(a, pairs[0][0]), _settled_by_tie(b, pairs[0][1]))


def _candidates(end: NamedEnd, gazetteer: Gazetteer) -> set[str]:
    """Places under the name as written or the typist's English one, whole or before a comma."""
    written = {name for name in (end.name, end.hint_name) if name}
    forms = written | {_QUALIFIED.sub("", name) for name in written}
    return {
        match.place_id for name in forms if name for match in gazetteer.matches(name, end.country)
    }


def _settled_by_tie(plain: Resolution, place_id: str) -> Resolution:
    if plain.place_id == place_id:
        return plain
    return replace(
        plain, place_id=place_id, method=METHOD, confidence=CONFIDENCE, reason="", candidates=()
    )
