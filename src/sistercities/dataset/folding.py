"""Ties that are one agreement told at two levels: which of them is held, and the others folded.

One list says Prague 1 and Trento, another source Prague and Trento. Both are told of one agreement
where

* the one place is a part of the other as a municipality: a borough or a quarter of a city, a town
  of a merged municipality, a county or a district of a Chinese city;
* the one place ended, and the other succeeds it;
* both bear one name, such as a city and its province or county;

and no list has both: a list that names Budapest and its first district with one partner means two.
Ties whose starts exclude one another never come here (`two_levels`). A ruling (`folded_ties.csv`)
says otherwise, either way, and may speak of any two ties.

Held is the tie with the place that exists, where the other ended or was merged; else that of the
place whose own list names it; then a dated claim, a list before Wikidata, the newest source, the
more claims. The claims of all stand behind it. A tie that could be folded into two that are not
one with each other is left as it is, unless a ruling tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sistercities.dataset.folded_ties import FoldRuling
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.scripts import name_key
from sistercities.dataset.source_coverage import WITH_ENTRIES
from sistercities.dataset.two_levels import FIELD, first_claims, pairs_at_two_levels
from sistercities.errors import BuildError
from sistercities.sentences import to_say
from sistercities.sources.undated_claims import ends_that_state
from sistercities.terms.claims import SourceClaim
from sistercities.terms.places import Place
from sistercities.terms.words import MUNICIPAL

Tie = Mapping[str, Any]
Claims = Mapping[str, Sequence[ResolvedClaim]]
_NO_LIST = "wikidata-"
"""Sources that state pairs, and not whose list has them."""
RULES = {
    "ended": to_say(
        "one agreement: a place and the one that succeeds it, with one partner; the claims of both "
        "are behind this tie"
    ),
    "part": to_say(
        "one agreement: a place and the municipality that it is a part of, with one partner; the "
        "claims of both are behind this tie"
    ),
    "name": to_say(
        "one agreement: a place and one that contains it, of one name, with one partner; the "
        "claims of both are behind this tie"
    ),
}
"""Why two ties are one agreement; pages say it in their language."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two ties with a partner in common, and the places at their other ends."""

    narrow: Tie
    inner: str
    wide: Tie
    outer: str

    @property
    def ids(self) -> tuple[str, str]:
        return self.narrow["tie_id"], self.wide["tie_id"]


@dataclass(frozen=True, slots=True)
class Fold:
    """A tie that is held as another.

    Attributes
    ----------
    tie_id, into
        Ids of the tie that is folded, and of the one held.
    place, held_place
        Places at the ends that differ; of ties that differ at both, those at the first.
    why
        Why they are one agreement.
    """

    tie_id: str
    into: str
    place: str
    held_place: str
    why: str


def folds(
    ties: Sequence[Tie],
    resolved: Iterable[ResolvedClaim],
    places: Mapping[str, Place],
    years: Mapping[str, int],
    rulings: Sequence[FoldRuling] = (),
) -> tuple[Fold, ...]:
    """Tell which ties are one agreement, by the id of the tie that is folded.

    Parameters
    ----------
    ties
        Rows of the table `ties`, weighed with every claim at its own two places.
    resolved
        The claims behind them.
    places
        Places by id, with their containers.
    years
        Year whose state each source shows.
    rulings
        What a person ruled on single pairs.

    Raises
    ------
    BuildError
        If a ruling speaks of a tie that is none, or says what the rule says.
    """
    behind = _behind(resolved)
    pairs = [_Pair(*pair) for pair in pairs_at_two_levels(ties, places)]
    told = _told(pairs, places, behind)
    ruled = _ruled(rulings, {tie["tie_id"]: tie for tie in ties}, told, pairs)
    graph = _Graph(told, ruled)
    rank = _Ranking(behind, places, years, {**told, **ruled})
    found = [fold for group in graph.groups() for fold in _fold_group(group, graph, rank)]
    return tuple(sorted(found, key=lambda fold: fold.tie_id))


def fold_claims(resolved: Iterable[ResolvedClaim], folded: Iterable[Fold]) -> list[ResolvedClaim]:
    """Return the claims, those of folded ties behind the ties that are held in their place."""
    into = {fold.tie_id: fold.into for fold in folded}
    return [
        replace(one, folded_into=into.get(one.own_tie_id or "", one.folded_into))
        for one in resolved
    ]


def fold_conflicts(
    folded: Iterable[Fold], resolved: Sequence[ResolvedClaim]
) -> list[dict[str, Any]]:
    """Rows of the table `conflicts`: the place held, and the one at which another source puts it.

    Parameters
    ----------
    resolved
        The claims at their own two places.
    """
    first = first_claims(resolved)
    return [
        {
            "tie_id": fold.into,
            "field": FIELD,
            "kept": fold.held_place,
            "kept_claim": first[fold.into],
            "other": fold.place,
            "other_claim": first[fold.tie_id],
            "rule": fold.why,
        }
        for fold in folded
    ]


def redirect_rows_of_ties(folded: Iterable[Fold]) -> list[dict[str, Any]]:
    """Rows of the table `tie_redirects`."""
    return [{"old_id": fold.tie_id, "new_id": fold.into, "reason": fold.why} for fold in folded]


def _behind(resolved: Iterable[ResolvedClaim]) -> dict[str, list[ResolvedClaim]]:
    found: defaultdict[str, list[ResolvedClaim]] = defaultdict(list)
    for one in resolved:
        if one.own_tie_id is not None:
            found[one.own_tie_id].append(one)
    return found


@dataclass(frozen=True, slots=True)
class _One:
    """That two ties are one agreement: the pair, in words why, and which place is held if told."""

    pair: _Pair
    why: str
    kind: str
    held: str = ""


_Ones = dict[frozenset[str], _One]


def _told(pairs: Iterable[_Pair], places: Mapping[str, Place], behind: Claims) -> _Ones:
    """Tell by the rule which pairs are one agreement."""
    found: _Ones = {}
    for pair in pairs:
        kind = _kinship(places[pair.inner], places[pair.outer])
        lists = [_lists(behind[tie_id]) for tie_id in pair.ids]
        if kind and not lists[0] & lists[1]:
            found[frozenset(pair.ids)] = _One(pair, RULES[kind], kind)
    return found


def _kinship(inner: Place, outer: Place) -> str:
    """Return why a place and what contains or succeeds it may sign as one; "" if they may not."""
    if inner.valid_to is not None and inner.successor == outer.place_id:
        return "ended"
    is_city = outer.is_dual or outer.level in ("city", "district")
    if is_city and inner.level in MUNICIPAL and not inner.is_dual:
        return "part"
    own, others = (_keys([place.name]) for place in (inner, outer))
    return "name" if own & _all_keys(outer) or others & _all_keys(inner) else ""


def _all_keys(place: Place) -> set[str]:
    return _keys([place.name, *(name for name, _ in place.names)])


def _keys(names: Iterable[str]) -> set[str]:
    """Keys of names, whole and without the word for the kind."""
    return {name_key(form) for name in names for form in (name, *bare_names(name))} - {""}


def _lists(claims: Iterable[ResolvedClaim]) -> set[tuple[str, str]]:
    """Return the lists that have a tie: a source, and where in it, without the row."""
    return {
        (one.claim.source_id, part)
        for one in claims
        if not one.claim.source_id.startswith(_NO_LIST)
        for part in _parts(one.claim)
    }


def _parts(claim: SourceClaim) -> Iterator[str]:
    """Yield where in its source a claim stands; a row alone says whose entry it is in.

    The rows of many countries' lists in one file are not one list: what Belgium's says of Monaghan
    and Ireland's of its county is one agreement, and no list has both.
    """
    head = claim.locator.rpartition(" row ")[0]
    if head or claim.source_id not in WITH_ENTRIES:
        yield head
        return
    ends = {"a": claim.a, "b": claim.b}
    for end in ends_that_state(claim.note):
        yield ends[end].country


def _ruled(
    rulings: Iterable[FoldRuling],
    ties: Mapping[str, Tie],
    told: _Ones,
    pairs: Iterable[_Pair],
) -> dict[frozenset[str], _One | None]:
    """Pair of ties to what a ruling says of it: that they are one, or None that they are two."""
    at_two_levels = {frozenset(pair.ids) for pair in pairs}
    found: dict[frozenset[str], _One | None] = {}
    for ruling in rulings:
        ids = ruling.tie_ids
        missing = [tie_id for tie_id in ids if tie_id not in ties]
        if missing:
            raise _needless(ruling, f"there is no tie {missing[0]}")
        key = frozenset(ids)
        if not ruling.is_one:
            if key not in told:
                raise _needless(ruling, "the rule holds both ties")
            found[key] = None
            continue
        if key in told and not ruling.held:
            raise _needless(ruling, "the rule folds them too")
        if key not in at_two_levels and not ruling.held:
            raise _needless(ruling, "it must say which place is held")
        pair = _Pair(ties[ids[0]], ruling.place, ties[ids[1]], ruling.other_place)
        found[key] = _One(pair, ruling.reason, "ruling", ruling.held)
    return found


def _needless(ruling: FoldRuling, problem: str) -> BuildError:
    return BuildError(
        f"data/decisions/folded_ties.csv: {ruling.place} and {ruling.other_place} with "
        f"{ruling.partner}: {problem}; mend the row or take it out"
    )


class _Graph:
    """Which ties are one with which, after the rulings, without what is ambiguous."""

    def __init__(self, told: _Ones, ruled: Mapping[frozenset[str], _One | None]) -> None:
        self.ones: _Ones = {key: one for key, one in told.items() if key not in ruled}
        sure = {key: one for key, one in ruled.items() if one is not None}
        near = self._near({**self.ones, **sure})
        torn = {
            tie_id
            for tie_id, others in near.items()
            if any(one != other and other not in near[one] for one in others for other in others)
        }
        self.ones = {key: one for key, one in self.ones.items() if not key & torn} | sure

    @staticmethod
    def _near(ones: _Ones) -> dict[str, set[str]]:
        near: defaultdict[str, set[str]] = defaultdict(set)
        for key in ones:
            one, other = key
            near[one].add(other)
            near[other].add(one)
        return near

    def groups(self) -> Iterator[list[str]]:
        """Yield the ties that are one agreement, two or more at a time, sorted."""
        near = self._near(self.ones)
        seen: set[str] = set()
        for first in sorted(near):
            if first in seen:
                continue
            group, waiting = {first}, [first]
            while waiting:
                new = near[waiting.pop()] - group
                group |= new
                waiting += sorted(new)
            seen |= group
            yield sorted(group)


@dataclass(frozen=True, slots=True)
class _Ranking:
    """Chooses which of two ties is held."""

    behind: Claims
    places: Mapping[str, Place]
    years: Mapping[str, int]
    ones: Mapping[frozenset[str], _One | None]

    def better(self, first: str, second: str) -> str:
        """Return the one of two ties that is held."""
        one = self.ones[frozenset((first, second))]
        assert one is not None
        narrow, wide = one.pair.ids
        if one.held:
            return narrow if one.held == one.pair.inner else wide
        if one.kind == "ended" or self._is_merged(one):
            return wide
        keys = [self._key(tie, place) for tie, place in self._ends(one.pair)]
        return narrow if keys[0] >= keys[1] else wide

    @staticmethod
    def _ends(pair: _Pair) -> tuple[tuple[str, str], tuple[str, str]]:
        return (pair.narrow["tie_id"], pair.inner), (pair.wide["tie_id"], pair.outer)

    def _is_merged(self, one: _One) -> bool:
        """Whether a municipality was merged into one of its kind, and no list has it alone."""
        inner, outer = (self.places[place] for place in (one.pair.inner, one.pair.outer))
        is_chinese_county = inner.country == "CN" and inner.level == "city"
        is_alike = inner.level == outer.level and not outer.is_dual and not is_chinese_county
        narrow, wide = (bool(_lists(self.behind[tie_id])) for tie_id in one.pair.ids)
        return is_alike and one.kind == "part" and (wide or not narrow)

    def _key(self, tie_id: str, place: str) -> tuple[bool, bool, bool, int, int]:
        claims = self.behind[tie_id]
        listed = [one for one in claims if not one.claim.source_id.startswith(_NO_LIST)]
        seen = [
            self.years[one.claim.source_id] if one.claim.seen_year is None else one.claim.seen_year
            for one in claims
        ]
        return (
            any(one.a.place_id == place for one in listed),
            any(one.claim.start for one in claims),
            bool(listed),
            max(seen),
            len(claims),
        )


def _fold_group(group: Sequence[str], graph: _Graph, rank: _Ranking) -> Iterator[Fold]:
    """Fold all ties of a group into one; along the pairs told, the better at each step."""
    losers = {
        ({*key} - {winner}).pop(): winner
        for key in graph.ones
        if key <= set(group)
        for winner in [rank.better(*sorted(key))]
    }
    held = [tie_id for tie_id in group if tie_id not in losers]
    into = held[0] if len(held) == 1 else _best(group, rank)
    for tie_id in group:
        if tie_id == into:
            continue
        one = _link(tie_id, into, graph)
        places = (one.pair.inner, one.pair.outer)
        place, held_place = places if tie_id == one.pair.ids[0] else places[::-1]
        yield Fold(tie_id, into, place, held_place, one.why)


def _best(group: Sequence[str], rank: _Ranking) -> str:
    """Choose where the pairs do not agree on one: the tie with the most claims, then by id."""
    return min(group, key=lambda tie_id: (-len(rank.behind[tie_id]), tie_id))


def _link(tie_id: str, into: str, graph: _Graph) -> _One:
    """Return the pair of two ties, or, of ties that are one through a third, any of the first."""
    direct = graph.ones.get(frozenset((tie_id, into)))
    if direct is not None:
        return direct
    return next(
        one for key, one in sorted(graph.ones.items(), key=lambda i: sorted(i[0])) if tie_id in key
    )
