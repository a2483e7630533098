"""Which source would have named a tie: what it covers, and what its silence is worth.

A source covers an end of a tie if it read the list of the place's country or region
(`dataset.source_lists`), holds another tie of that place, and could have told this one from those
that it has. It does not cover an end

* of which it has no entry, where a source says whose entry a row stands in. So a namesake that was
  overwritten by another is not covered;
* that it ties with a place whose name it leaves open, in the country of the other end: that may be
  the tie asked for;
* that it ties with what contains the other end, lies in it, or has its name: that is the same tie
  told at another level, or told of another record of the place;
* of a tie whose two names it writes in one row, where both wait: that may be this tie;
* of a tie that its own sources call an exchange, a friendship or a contact, and none a sister tie,
  unless it states such kinds itself: lists of twin towns leave these out. Of those that a source
  calls an exchange they have one in ten, of sister ties more than eight;
* of a tie inside a country, where its list of that country names partners abroad alone
  (`dataset.domestic_lists`).

A source of cities alone (`between_nodes`) covers either end only if it holds both.

A place that no list of a source has is *silent* there if the list of its country was read and five
of the partners that others name for it have entries there, none of which names it. An oversight
would hardly leave out so many: Stockholm, Vienna, Oslo, Helsinki and Amsterdam.
All ties of such a place count as covered, unless an entry of the other end may tell the tie
otherwise. Regions, which lists of cities pass over, are never silent, and neither is a place whose
municipality has an entry: Los Mochis stands under Ahome, Nuuk under Sermersooq.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sistercities.dataset.domestic_lists import DomesticLists, domestic_lists
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.scripts import name_key
from sistercities.dataset.source_lists import SourceLists, unruled_countries
from sistercities.errors import BuildError
from sistercities.sources.undated_claims import ends_that_state
from sistercities.terms.places import Place
from sistercities.terms.standing_rule import PARTNERS_OF_THE_SILENT as PARTNERS_OF_THE_SILENT
from sistercities.terms.words import MUNICIPAL

WITH_ENTRIES = frozenset({"enwiki-2023", "wikidata-2017"})
"""Sources whose rows say whose entry they stand in: the first end's, or both."""
FIRST_ENDS = frozenset({*WITH_ENTRIES, "enwiki-2026"})
"""Sources whose rows come from the list of their first end."""
BETWEEN_NODES = "between_nodes"
_SISTER, _UNTOLD = "sister", "unknown"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Held:
    """What one source holds.

    Attributes
    ----------
    partners
        Place to the places it has ties with.
    listed
        Places that stand in a list that was read, with an entry of their own if that is told.
    open_countries
        Place to the countries of partners whose names wait; "" where no country is stated.
    open_pairs
        Country and name of both ends of rows of which both names wait.
    """

    partners: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    listed: set[str] = field(default_factory=set)
    open_countries: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    open_pairs: set[frozenset[tuple[str, str]]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class OtherKinds:
    """Which ties are of another kind than sister ties, and who lists such ties.

    Attributes
    ----------
    ties
        Ties whose kind is stated, and by no source as sister.
    sources
        Sources that state such a kind of any tie.
    """

    ties: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    def leaves_out(self, source_id: str, tie_id: str) -> bool:
        """Whether a source passes over ties of the kind of this one."""
        return tie_id in self.ties and source_id not in self.sources


def other_kinds(told: Iterable[tuple[str | None, str, str]]) -> OtherKinds:
    """Gather which ties are no sister ties.

    Parameters
    ----------
    told
        Tie id, or None where the claim makes none, source id and kind of each claim.
    """
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    sources = set()
    for tie_id, source_id, kind in told:
        if kind == _UNTOLD:
            continue
        if kind != _SISTER:
            sources.add(source_id)
        if tie_id is not None:
            kinds[tie_id].add(kind)
    ties = frozenset(tie_id for tie_id, stated in kinds.items() if _SISTER not in stated)
    return OtherKinds(ties, frozenset(sources))


class Coverage:
    """What each source covers.

    Attributes
    ----------
    lists
        Ids of the sources that cover anything, sorted.
    """

    def __init__(
        self,
        held: Mapping[str, _Held],
        places: Mapping[str, Place],
        lists: SourceLists,
        partners: Mapping[str, Collection[str]],
        kinds: OtherKinds,
        domestic: DomesticLists,
    ) -> None:
        self.lists = tuple(sorted(held))
        self._held = dict(held)
        self._places = places
        self._keys: dict[str, tuple[str, str]] = {}
        self._between = {one for one in held if lists.mode(one) == BETWEEN_NODES}
        self._lists, self._partners, self._kinds = lists, partners, kinds
        self._domestic = domestic
        self._silent: dict[tuple[str, str], bool] = {}

    def covers(self, source_id: str, place_id: str, tie_id: str) -> bool:
        """Whether a source that does not name a tie would have named it at this end.

        Parameters
        ----------
        place_id
            One end of the tie.
        tie_id
            The tie, by its two places: `<place_id>~<place_id>`.
        """
        held = self._held.get(source_id)
        if held is None or self._waits(held, tie_id):
            return False
        if self._kinds.leaves_out(source_id, tie_id) or self._is_passed_over(source_id, tie_id):
            return False
        if place_id in held.listed:
            return self._has_another(source_id, held, place_id, tie_id)
        return any(self.is_silent(source_id, end) for end in (place_id, _other(place_id, tie_id)))

    def _is_passed_over(self, source_id: str, tie_id: str) -> bool:
        """Whether both ends lie in one country, of which the source names no ties inside."""
        here, there = (self._places.get(end) for end in tie_id.split("~"))
        if here is None or there is None or here.country != there.country:
            return False
        return (source_id, here.country) not in self._domestic

    def _waits(self, held: _Held, tie_id: str) -> bool:
        """Whether a row of which both names wait has the names of the two places."""
        if not held.open_pairs:
            return False
        return frozenset(self._key(end) for end in tie_id.split("~")) in held.open_pairs

    def is_silent(self, source_id: str, place_id: str) -> bool:
        """Whether a source that read the list of a place's country knows no tie of it at all.

        Parameters
        ----------
        place_id
            A municipality, or a city that is a region too.
        """
        key = source_id, place_id
        if key not in self._silent:
            held = self._held.get(source_id)
            self._silent[key] = held is not None and self._leaves_out(source_id, held, place_id)
        return self._silent[key]

    def _leaves_out(self, source_id: str, held: _Held, place_id: str) -> bool:
        place = self._places.get(place_id)
        if place is None or source_id in self._between or not self._is_municipal(place):
            return False
        is_known = place_id in held.listed or bool(held.partners.get(place_id))
        is_open = place_id in held.open_countries or self._is_told_around(held, place)
        if is_known or is_open or not self._lists.is_read(source_id, place):
            return False
        without = sum(
            self._has_another(source_id, held, one, _tie_id(one, place_id))
            for one in self._partners.get(place_id, ()) if one in held.listed
        )  # fmt: skip
        return without >= PARTNERS_OF_THE_SILENT

    def _is_told_around(self, held: _Held, place: Place) -> bool:
        """Whether what the place lies in has ties there: its municipality, under another name."""
        return any(
            held.partners.get(one) or one in held.open_countries for one in place.parent_ids[:1]
        )

    def _is_municipal(self, place: Place) -> bool:
        return place.level in MUNICIPAL or place.is_dual

    def _has_another(self, source_id: str, held: _Held, place_id: str, tie_id: str) -> bool:
        """Whether a source holds another tie of a place that stands in its lists."""
        other = _other(place_id, tie_id)
        if source_id in self._between and other not in held.listed:
            return False
        partners = held.partners.get(place_id, set()) - {other}
        return bool(partners) and not self._may_be_told(held, place_id, other, partners)

    def places(self, source_id: str) -> frozenset[str]:
        """Return the places of which a source has a list, or that are its nodes."""
        return frozenset(self._held[source_id].listed) if source_id in self._held else frozenset()

    def n_ties(self, source_id: str, places: Iterable[str]) -> int:
        """Count the ties of some places in a source."""
        partners = self._held[source_id].partners
        pairs = {frozenset((one, other)) for one in places for other in partners.get(one, ())}
        return len(pairs)

    def _may_be_told(self, held: _Held, place_id: str, other: str, partners: set[str]) -> bool:
        """Whether the source may tell the tie in another way."""
        waiting = held.open_countries.get(place_id, set())
        if "" in waiting or self._places[other].country in waiting:
            return True
        return any(self._are_kin(one, other) for one in partners)

    def _are_kin(self, one: str, other: str) -> bool:
        is_outer = one in self._places[other].parent_ids
        is_inner = other in self._places[one].parent_ids
        return is_outer or is_inner or self._key(one) == self._key(other)

    def _key(self, place_id: str) -> tuple[str, str]:
        if place_id not in self._keys:
            place = self._places[place_id]
            self._keys[place_id] = place.country, name_key(place.name)
        return self._keys[place_id]


def source_coverage(
    resolved: Sequence[ResolvedClaim],
    places: Mapping[str, Place],
    lists: SourceLists,
    kinds: OtherKinds | None = None,
    domestic: DomesticLists | None = None,
) -> Coverage:
    """Gather what each source covers from its claims.

    Parameters
    ----------
    resolved
        Every claim with the outcome for both names.
    places
        Every place that a claim was resolved to, by id, with its containers at any height.
    lists
        Which lists each source read.
    kinds
        Which ties are no sister ties; None where `resolved` has all that is stated of them.
    domestic
        Which lists name ties inside their country; None where `resolved` has all claims.

    Raises
    ------
    BuildError
        If the rows of a source come from the list of a country that no ruling speaks of.
    """
    _require_ruled(resolved, lists)
    held = {source_id: _Held() for source_id in lists.sources}
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for one in resolved:
        source = held.get(one.claim.source_id)
        if source is not None:
            _add(source, one, places, lists)
            _pair(partners, one)
    if kinds is None:
        kinds = other_kinds((one.tie_id, one.claim.source_id, one.claim.kind) for one in resolved)
    if domestic is None:
        domestic = _domestic(resolved, places)
    return Coverage(held, places, lists, partners, kinds, domestic)


def _domestic(resolved: Iterable[ResolvedClaim], places: Mapping[str, Place]) -> DomesticLists:
    """Read from the claims which lists name ties inside their country."""
    return domestic_lists(
        (one.claim.source_id, one.tie_id, places[one.a.place_id].country,
         places[one.b.place_id].country)
        for one in resolved
        if one.tie_id is not None
    )  # fmt: skip


def _pair(partners: defaultdict[str, set[str]], one: ResolvedClaim) -> None:
    if one.tie_id is not None:
        a, b = one.tie_id.split("~")
        partners[a].add(b)
        partners[b].add(a)


def _other(place_id: str, tie_id: str) -> str:
    a, b = tie_id.split("~")
    return b if a == place_id else a


def _tie_id(one: str, other: str) -> str:
    return "~".join(sorted((one, other)))


def _add(held: _Held, one: ResolvedClaim, places: Mapping[str, Place], lists: SourceLists) -> None:
    source_id = one.claim.source_id
    own = ends_that_state(one.claim.note) if source_id in WITH_ENTRIES else ("a", "b")
    ends = {"a": (one.a.place_id, one.claim.a), "b": (one.b.place_id, one.claim.b)}
    if not (one.a.place_id or one.b.place_id):
        names = (one.claim.a, one.claim.b)
        held.open_pairs.add(frozenset((end.country, name_key(end.name)) for end in names))
    for end, other in (("a", "b"), ("b", "a")):
        place_id, _ = ends[end]
        partner, named = ends[other]
        if not place_id:
            continue
        if not partner:
            held.open_countries[place_id].add(named.country)
        elif partner != place_id:
            held.partners[place_id].add(partner)
        if end in own and lists.is_read(source_id, places[place_id]):
            held.listed.add(place_id)


def _require_ruled(resolved: Iterable[ResolvedClaim], lists: SourceLists) -> None:
    first: defaultdict[str, set[str]] = defaultdict(set)
    for one in resolved:
        if one.claim.source_id in FIRST_ENDS:
            first[one.claim.source_id].add(one.claim.a.country)
    missing = unruled_countries(first, lists)
    if missing:
        told = "; ".join(f"{source_id}: {', '.join(codes)}" for source_id, codes in missing.items())
        raise BuildError(
            f"data/decisions/source_lists.csv says nothing of countries whose lists stand in a "
            f"source ({told}); add a row for each"
        )


def coverage_rows(
    coverage: Coverage, places: Mapping[str, Place], lists: SourceLists, years: Mapping[str, int]
) -> list[Row]:
    """Rows of the table `source_coverage`: what was read, and how much stands there.

    Parameters
    ----------
    years
        Year whose state each source shows.
    """
    ruled: defaultdict[int, list[str]] = defaultdict(list)
    for source_id in coverage.lists:
        for place_id in sorted(coverage.places(source_id)):
            ruling = lists.of(source_id, places[place_id])
            ruled[id(ruling)].append(place_id)
    return [
        {
            "source_id": one.source_id,
            "country": one.country,
            "region_iso": one.region_iso,
            "mode": one.mode,
            "is_read": one.is_read,
            "year": years[one.source_id],
            "n_places": len(ruled[id(one)]),
            "n_ties": coverage.n_ties(one.source_id, ruled[id(one)]) if one.is_read else 0,
            "reason": one.reason,
        }
        for one in sorted(lists.rows, key=lambda one: (one.source_id, one.country, one.region_iso))
    ]
