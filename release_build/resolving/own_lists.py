"""From the names on lists of twin towns without points to places: never by size.

A name is told if the rules for such lists find one place of it in the country, or one in the
regions that it states (`resolving.list_names`). A name that several places share is told by what
other sources say of the partner:

* `known_tie`: one of the places alone has a tie with the partner in another source. All rows of an
  entry are of one place, so ties with two of its partners tell the rest of them as well;
* `entry`: the partner has an entry that states the pair as well, and that entry is told;
* `entry_region`: one of the places alone lies where the entry stands (`resolving.entry_regions`);
* `main_name`: one alone has it as its main name, outside the United States.

Other sources also speak against a place: where the partner has a tie with another place of the name
and none with this one. And a place that does not lie where its entry stands is not it, even if it
is the only one of the name that we know.

What is left is not told which namesake (`NOT_TOLD`): nothing in the source tells, and no ruling
could, so these names are counted and are no rows of the review.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from release_build.readers.enwiki_own_lists import SOURCE_ID, Key, OwnLists, key_of
from release_build.resolving.entry_regions import EntryRegions, Spot
from release_build.resolving.known_ties import (
    KNOWN_TIE,
    KNOWN_TIE_CONFIDENCE,
    NOT_TOLD,
    firm_partners,
)
from release_build.resolving.list_names import ListName, lent_rulings, list_names
from release_build.wikidata.evidence import Partners
from sistercities.dataset.decisions import OF_PAIR, Decisions
from sistercities.dataset.gazetteer.places import Gazetteer, fits_level
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.ranked_rules import resolve
from sistercities.sources.undated_claims import ends_that_state
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution

ENTRY, ENTRY_REGION, MAIN_NAME = (
    f"alias+country+{word}" for word in ("entry", "entry_region", "main_name")
)
CONFIDENCE = {ENTRY: 0.98, ENTRY_REGION: 0.98, KNOWN_TIE: KNOWN_TIE_CONFIDENCE, MAIN_NAME: 0.97}
"""Share right as measured, docs/data-quality/observations.md."""
SURE_TIMES = 2
"""So many partners must have a tie with a place before an entry is taken to be of it."""
TIMES = 3
"""And so many times as many as with any other place of the name."""
_ROUNDS = 5


@dataclass(slots=True)
class _Entry:
    """An entry with what it may be; `rows` are the claims that it states, with its end of each."""

    name: ListName
    spot: Spot | None
    rows: list[tuple[SourceClaim, str]] = field(default_factory=list)


def resolve_own_lists(
    lists: OwnLists,
    regions: EntryRegions,
    gazetteer: Gazetteer,
    decisions: Decisions,
    known: Iterable[ResolvedClaim],
) -> list[ResolvedClaim]:
    """Resolve both ends of each claim, in order.

    Parameters
    ----------
    lists, regions
        The lists as read, and where their entries may lie.
    known
        Claims of the other sources, whose ties tell namesakes apart.

    A ruling may be on a pair: its context is then `with ` and the other end's name as written. One
    on the same pair of the lists of 2026 holds here as well, but for an entry that is told.
    """
    ends = [end for one in lists.claims for end in (one.a, one.b)]
    names = list_names(ends, SOURCE_ID, gazetteer, decisions)
    work = _Work(lists, regions, names, firm_partners(known), gazetteer)
    work.settle()
    lent = lent_rulings(decisions, SOURCE_ID, on_pairs=True)

    def place_of(claim: SourceClaim, end: str) -> Resolution:
        return (
            _ruled(claim, end, gazetteer, decisions)
            or work.of_entry(claim, end)
            or _ruled(claim, end, gazetteer, lent)
            or work.outcome(claim, end)
        )

    return [ResolvedClaim(one, place_of(one, "a"), place_of(one, "b")) for one in lists.claims]


def _ruled(
    claim: SourceClaim, end: str, gazetteer: Gazetteer, rulings: Decisions
) -> Resolution | None:
    named, other = _ends(claim, end)
    asked = replace(named, context=f"{OF_PAIR}{other.name}")
    ruling = rulings.find(asked, SOURCE_ID)
    if ruling is None or not ruling.context:
        return None
    return resolve(asked, claim.claim_id, gazetteer, rulings)


def _ends(claim: SourceClaim, end: str) -> tuple[NamedEnd, NamedEnd]:
    return (claim.a, claim.b) if end == "a" else (claim.b, claim.a)


class _Work:
    """What is told so far: of entries by their key, of other names by claim and end."""

    def __init__(
        self,
        lists: OwnLists,
        regions: EntryRegions,
        names: Mapping[NamedEnd, ListName],
        ties: Partners,
        gazetteer: Gazetteer,
    ) -> None:
        self._claims = lists.claims
        self._names = names
        self._ties = ties
        self._places = gazetteer.places
        self._entries = _entries(lists, regions, names)
        self._unknown = {
            key for key, one in self._entries.items() if _is_unknown(one, self._places)
        }
        self._told: dict[Key, Resolution] = {}
        self._rows: dict[tuple[str, str], Resolution] = {}

    def settle(self) -> None:
        """Tell what can be told, from what is told, until nothing changes."""
        for _ in range(_ROUNDS):
            before = len(self._told), len(self._rows)
            self._told |= {
                key: found for key, one in self._entries.items() if (found := self._entry(key, one))
            }
            self._rows |= {
                (claim.claim_id, end): found
                for claim in self._claims
                for end in ("a", "b")
                if not self.of_entry(claim, end) and (found := self._row(claim, end))
            }
            if before == (len(self._told), len(self._rows)):
                return

    def outcome(self, claim: SourceClaim, end: str) -> Resolution:
        """Return the place of an end, or why it waits."""
        named, _ = _ends(claim, end)
        found = self._held(claim, end)
        if found:
            return found
        name = self._names[named]
        is_shared = len(name.candidates) > 0
        reason = NOT_TOLD if is_shared else name.found.reason
        return Resolution("", "", 0.0, reason, name.found.candidates)

    def _held(self, claim: SourceClaim, end: str) -> Resolution | None:
        return self.of_entry(claim, end) or self._rows.get((claim.claim_id, end))

    def of_entry(self, claim: SourceClaim, end: str) -> Resolution | None:
        """Return what is told of the entry at an end, where there is one that states the pair."""
        is_stated = end in ends_that_state(claim.note)
        return self._told.get(key_of(_ends(claim, end)[0])) if is_stated else None

    def _partner(self, claim: SourceClaim, end: str) -> str:
        """Return the place of the other end, "" if it is not told."""
        found = self._held(claim, "b" if end == "a" else "a")
        return found.place_id if found else ""

    def _entry(self, key: Key, one: _Entry) -> Resolution | None:
        """Tell which place an entry is of, from the name and from all of its rows."""
        if one.name.is_ruled:
            return one.name.found
        pool = _allowed(one, self._places)
        support = self._support(pool, one)
        found = one.name.found
        if found.place_id in pool and not _speaks_against(support, found.place_id, SURE_TIMES):
            is_doubted = key in self._unknown and not support[found.place_id]
            return None if is_doubted else found
        best = _most_supported(support)
        if best or support or key in self._unknown:
            return best
        return _only(pool, one, self._places)

    def _support(self, pool: frozenset[str], one: _Entry) -> Counter[str]:
        """Count, by place, the partners of an entry with which it has a tie in other sources."""
        support: Counter[str] = Counter()
        for claim, end in one.rows:
            support.update(pool & self._ties.get(self._partner(claim, end), frozenset()))
        return support

    def _row(self, claim: SourceClaim, end: str) -> Resolution | None:
        """Tell what a name means in one row: in that of its partner, or of an entry not told."""
        named, _ = _ends(claim, end)
        name = self._names[named]
        if name.is_ruled:
            return name.found
        tied = self._ties.get(self._partner(claim, end), frozenset())
        support = Counter(name.candidates & tied)
        found = name.found if end == "b" else Resolution("", "", 0.0)
        if found.place_id and not _speaks_against(support, found.place_id, 1):
            is_doubted = key_of(named) in self._unknown and not support
            return None if is_doubted else found
        if support:
            return _resolution(next(iter(support)), KNOWN_TIE) if len(support) == 1 else None
        is_likely = bool(name.likely) and end == "b"
        return _resolution(name.likely, MAIN_NAME) if is_likely else None


def _entries(
    lists: OwnLists, regions: EntryRegions, names: Mapping[NamedEnd, ListName]
) -> dict[Key, _Entry]:
    rows = {key_of(one.end): one.row for one in lists.entries}
    found: dict[Key, _Entry] = {}
    for claim in lists.claims:
        for end in ends_that_state(claim.note):
            named = _ends(claim, end)[0]
            key = key_of(named)
            if key not in found:
                found[key] = _Entry(names[named], regions.spot(named.country, rows[key]))
            found[key].rows.append((claim, end))
    return found


def _is_unknown(one: _Entry, places: Mapping[str, Place]) -> bool:
    """Whether the first place of the name lies in a region where we know none of it."""
    own = one.spot.own if one.spot else ""
    return bool(own) and all(places[each].region_iso != own for each in one.name.candidates)


def _allowed(one: _Entry, places: Mapping[str, Place]) -> frozenset[str]:
    """Return the places of the name that lie where the entry may lie."""
    if one.spot is None:
        return one.name.candidates
    regions = one.spot.later | {one.spot.own}
    return frozenset(each for each in one.name.candidates if places[each].region_iso in regions)


def _speaks_against(support: Mapping[str, int], place_id: str, times: int) -> bool:
    """Whether ties speak for other places of the name so often, and not once for this one."""
    return place_id not in support and max(support.values(), default=0) >= times


def _most_supported(support: Mapping[str, int]) -> Resolution | None:
    """Return the place that ties speak for at least twice, and far oftener than for any other."""
    ranked = sorted(support.items(), key=lambda one: (-one[1], one[0]))
    if not ranked or ranked[0][1] < SURE_TIMES:
        return None
    is_alone = len(ranked) == 1 or ranked[0][1] >= TIMES * ranked[1][1]
    return _resolution(ranked[0][0], KNOWN_TIE) if is_alone else None


def _only(pool: Iterable[str], one: _Entry, places: Mapping[str, Place]) -> Resolution | None:
    """Return the only town that lies where the entry stands, or the one of this main name."""
    if one.spot and one.spot.own:
        towns = [each for each in pool if fits_level(places[each], "city")]
        fit = towns or [*pool]
        return _resolution(fit[0], ENTRY_REGION) if len(fit) == 1 else None
    return _resolution(one.name.likely, MAIN_NAME) if one.name.likely else None


def _resolution(place_id: str, method: str) -> Resolution:
    return Resolution(place_id, method, CONFIDENCE[method])
