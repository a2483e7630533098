"""From Wikidata items to places: by Natural Earth, an exact alias, or agreeing neighbours.

An item is linked once, the same for all its claims. In this order:

1. `decision`: a ruling on the item. `natural_earth`: the place has the item's id.
2. `alias`: one place alone bears the label. `alias+neighbours`: of several, one has at least
   97 % of the probability by its people, its main name, its level and the countries of the
   neighbours. Neighbours that this links are evidence for the next, until nothing changes.
3. `alias+known_ties`: of several, one has ties with places of the neighbours in other sources.
4. `similar_name+known_ties`: none bears the label, but one with a name much like it has such ties.

A link of 2 whose ties no other source has does not stand against a point: where a later snapshot
has what is labelled so, beside the same partner, far from the place, the item is what bears the
label there (`label+later_point`), or waits.

1 and 2 never look at other sources to choose a place, so that ties between places linked so can
be compared with those of other sources. Other sources only take a link back: where they put a
partner of this name in another country, or give such ties to another place of the name alone.

No place is that of two items, but where one is labelled as the municipality, or where the two
have a partner in common: town and municipality are one place here and often two items there. What
is left waits for review.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from release_build.readers.wikidata_snapshot import SOURCE_ID
from release_build.resolving.witnesses import found_elsewhere, placed_at, said_point
from release_build.wikidata.evidence import country_rates, shares, support, weight
from release_build.wikidata.items import Items, items_of, kept_open
from release_build.wikidata.labels import most_similar
from sistercities.dataset.decisions import Decisions, NameDecision
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution

SURE = 0.97
"""Share of the probability from which a candidate is linked."""
POSSIBLE, LIKELY = 0.01, 0.5
"""Least share of a candidate with ties to two neighbours or more, and of one with one."""
TIMES = 3
"""A candidate with ties must have so many times those of any other."""
LATER_POINT = "label+later_point"
CONFIDENCE = {
    "decision": 1.0,
    "natural_earth": 0.99,
    "alias": 0.99,
    "alias+neighbours": 0.98,
    "alias+known_ties": 0.99,
    "similar_name+known_ties": 0.97,
    LATER_POINT: 0.97,
}
"""Share right as measured, docs/data-quality/wikidata-2016.md; the surer method first."""
INDEPENDENT = ("decision", "natural_earth", "alias", "alias+neighbours")
"""Methods that choose a place without the ties of other sources."""
BY_NAME = frozenset({"alias", "alias+neighbours"})
"""Methods that nothing but the label, sizes and countries led to."""
TWO_ITEMS = frozenset({"SE"})
"""Where the municipality and its main town are two items with one German label."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Link:
    """The place of an item and how it was found."""

    place_id: str
    method: str


Links = dict[str, Link]


def resolve_wikidata(
    claims: Sequence[SourceClaim],
    gazetteer: Gazetteer,
    decisions: Decisions,
    known: Sequence[ResolvedClaim],
    later: Sequence[SourceClaim] = (),
) -> list[ResolvedClaim]:
    """Resolve the items of all claims together.

    A ruling of this source is on an item, named in its column `context` (`wd:Q42`).

    Parameters
    ----------
    known
        Claims of the other sources.
    later
        Claims of later snapshots of Wikidata, whose points contradict links by name.
    """
    items = items_of(claims, gazetteer, known, later)
    return resolve_items(claims, items, gazetteer, decisions)


def resolve_items(
    claims: Sequence[SourceClaim], items: Items, gazetteer: Gazetteer, decisions: Decisions
) -> list[ResolvedClaim]:
    """Resolve the items of all claims together, as gathered."""
    links, reasons = link_items(items, decisions, gazetteer)
    found = {item: _outcome(item, links, reasons, items) for item in items.labels}
    return [
        ResolvedClaim(claim, found[claim.a.given_id], found[claim.b.given_id]) for claim in claims
    ]


def link_items(
    items: Items, decisions: Decisions, gazetteer: Gazetteer
) -> tuple[Links, dict[str, str]]:
    """Link what can be linked; also say of items why not, where there is a reason of its own."""
    return _linked(items, _ruled(items, decisions, gazetteer), gazetteer)


def wikidata_ids(resolved: Iterable[ResolvedClaim]) -> dict[str, str]:
    """Return place id to item (`Q42`), of the places that one item alone is linked to."""
    items: defaultdict[str, set[str]] = defaultdict(set)
    for one in resolved:
        for end, outcome in ((one.claim.a, one.a), (one.claim.b, one.b)):
            if outcome.place_id and end.given_id.startswith("wd:"):
                items[outcome.place_id].add(end.given_id.removeprefix("wd:"))
    return {place_id: min(ids) for place_id, ids in sorted(items.items()) if len(ids) == 1}


def with_wikidata_ids(
    places: Mapping[str, Place], resolved: Iterable[ResolvedClaim]
) -> dict[str, Place]:
    """Give each place without a Wikidata id the item that is linked to it and to no other."""
    taken = {place.wikidata_id for place in places.values()}
    new = {
        place_id: item
        for place_id, item in wikidata_ids(resolved).items()
        if item not in taken and not places[place_id].wikidata_id
    }
    return {
        place_id: replace(place, wikidata_id=new[place_id]) if place_id in new else place
        for place_id, place in places.items()
    }


def _ruled(items: Items, decisions: Decisions, gazetteer: Gazetteer) -> dict[str, NameDecision]:
    """Item to the ruling on it, noted as used.

    Raises
    ------
    BuildError
        If a ruling names no place, or an item of another label.
    """
    found: dict[str, NameDecision] = {}
    for ruling in decisions.names:
        if ruling.source_id != SOURCE_ID or ruling.context not in items.labels:
            continue
        is_known = not ruling.place_id or gazetteer.canonical(ruling.place_id)
        if not is_known or items.labels[ruling.context].whole != ruling.name:
            raise BuildError(
                f"decision on {ruling.name!r} ({ruling.context}): no place {ruling.place_id} or no "
                "item of this label; mend the row in data/decisions"
            )
        end = NamedEnd(ruling.name, ruling.country, given_id=ruling.context)
        decisions.used.setdefault(ruling, []).append(end)
        place_id = gazetteer.canonical(ruling.place_id) if ruling.place_id else ""
        found[ruling.context] = replace(ruling, place_id=place_id)
    return found


def _linked(
    items: Items, rulings: Mapping[str, NameDecision], gazetteer: Gazetteer
) -> tuple[Links, dict[str, str]]:
    """Link what can be linked; also say of items why not, where there is a reason of its own."""
    closed = {item: ruling.reason for item, ruling in rulings.items() if not ruling.place_id}
    items = kept_open(items, closed)
    links = _alone(items)
    links |= {
        item: Link(ruling.place_id, "decision")
        for item, ruling in rulings.items()
        if ruling.place_id
    }
    _until_nothing_changes(_by_neighbours, links, items)
    moved, far = _at_later_points(links, items, gazetteer)
    reasons = _contradicted(links, items) | far
    for item in reasons:
        del links[item]
    links |= moved
    _until_nothing_changes(_by_known_ties, links, items)
    _until_nothing_changes(_by_similar_name, links, items)
    second = _second_items(links, items)
    for item in second:
        del links[item]
    return links, {**reasons, **second, **closed}


def _until_nothing_changes(
    step: Callable[[Links, Items], Links], links: Links, items: Items
) -> None:
    """Add what the step finds from the links as they stand, again and again.

    A step sees the links before it alone, so that the order of the items changes nothing.
    """
    while new := step(links, items):
        links.update(new)


def _alone(items: Items) -> Links:
    links: Links = {}
    for item, places in items.candidates.items():
        if item in items.given:
            links[item] = Link(items.given[item], "natural_earth")
        elif len(places) == 1 and item in items.exact:
            links[item] = Link(places[0].place_id, "alias")
    return links


def _by_neighbours(links: Links, items: Items) -> Links:
    found: Links = {}
    share_of = _shares(links, items)
    for item in sorted(items.exact - links.keys()):
        share, place_id = max((share, one) for one, share in share_of(item).items())
        if share >= SURE:
            found[item] = Link(place_id, "alias+neighbours")
    return found


def _shares(links: Links, items: Items) -> Callable[[str], dict[str, float]]:
    """Return the function from an item to the probability of each candidate."""
    rate = country_rates(items.pairs, _place_ids(links), items.places)

    def share_of(item: str) -> dict[str, float]:
        around = [
            items.places[links[one].place_id].country
            for one in items.neighbours[item]
            if one in links
        ]
        places, key = items.candidates[item], items.key(item)
        found = shares([weight(place, key, around, rate) for place in places])
        return {place.place_id: one for place, one in zip(places, found, strict=True)}

    return share_of


def _place_ids(links: Links) -> dict[str, str]:
    return {item: link.place_id for item, link in links.items()}


def _contradicted(links: Links, items: Items) -> dict[str, str]:
    """Say which links other sources speak against, and why."""
    found: dict[str, str] = {}
    place_ids = _place_ids(links)
    for item, link in links.items():
        if link.method in ("decision", "natural_earth"):
            continue
        countries = _countries_elsewhere(item, links, items)
        counts = support(item, items.candidates, place_ids, items.neighbours, items.ties)
        if countries:
            found[item] = f"another source puts its partner of this name in {countries}"
        elif not counts[link.place_id] and max(counts.values(), default=0) > 1:
            found[item] = "the likeliest place lacks the ties that another of this name has"
    return found


def _at_later_points(
    links: Links, items: Items, gazetteer: Gazetteer
) -> tuple[Links, dict[str, str]]:
    """Return what later points link instead, and say which links they contradict."""
    by_name = [item for item, link in links.items() if link.method in BY_NAME]
    far = found_elsewhere(by_name, _place_ids(links), items)
    placed = placed_at(far, items, gazetteer)
    return {item: Link(place_id, LATER_POINT) for item, place_id in placed.items()}, {
        item: said_point(end) for item, end in far.items()
    }


def _countries_elsewhere(item: str, links: Links, items: Items) -> str:
    """Countries where other sources put what neighbours call so, if the link lies in none."""
    stated = _stated_countries(item, links, items)
    is_there = items.places[links[item].place_id].country in stated
    return "" if is_there else " or ".join(sorted(stated))


def _stated_countries(item: str, links: Links, items: Items) -> set[str]:
    """Countries where other sources put what they call so beside the linked neighbours."""
    near = [links[one].place_id for one in items.neighbours[item] if one in links]
    key = items.key(item)
    return {country for one in near for country in items.named.get((one, key), ())}


def _by_known_ties(links: Links, items: Items) -> Links:
    found: Links = {}
    share_of, place_ids = _shares(links, items), _place_ids(links)
    for item, places in items.candidates.items():
        if item in links or not places:
            continue
        counts = support(item, items.candidates, place_ids, items.neighbours, items.ties)
        best = _in_stated_country(item, links, items) or _best_supported(counts, share_of(item))
        if best:
            found[item] = Link(best, "alias+known_ties")
    return found


def _in_stated_country(item: str, links: Links, items: Items) -> str:
    """Return the only candidate in the countries where other sources put it; "" if not one."""
    countries = _stated_countries(item, links, items)
    fit = [place.place_id for place in items.candidates[item] if place.country in countries]
    return fit[0] if len(fit) == 1 and item in items.exact else ""


def _best_supported(counts: Mapping[str, int], share_of: Mapping[str, float]) -> str:
    """Return the candidate that ties speak for alone, if it is possible at all; else ""."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked:
        return ""
    (best, times), rest = ranked[0], ranked[1:]
    least = POSSIBLE if times > 1 else LIKELY
    is_alone = all(times >= TIMES * other for _, other in rest)
    return best if is_alone and share_of[best] >= least else ""


def _by_similar_name(links: Links, items: Items) -> Links:
    """Link items whose label no place bears to a partner of their neighbours with a like name."""
    taken = {link.place_id for link in links.values()}
    found: Links = {}
    for item, places in items.candidates.items():
        if item in links or places:
            continue
        near = [links[one].place_id for one in items.neighbours[item] if one in links]
        pool = {one for place_id in near for one in items.ties.get(place_id, ())} - taken
        best = most_similar(items.labels[item], [items.places[one] for one in sorted(pool)])
        if best is not None:
            found[item] = Link(best.place_id, "similar_name+known_ties")
    return found


def _second_items(links: Links, items: Items) -> dict[str, str]:
    """Say which items are one too many at a place."""
    at: defaultdict[str, list[str]] = defaultdict(list)
    for item, link in links.items():
        at[link.place_id].append(item)
    found: dict[str, str] = {}
    for together in at.values():
        if len(together) > 1:
            found.update(_too_many(sorted(together), links, items))
    return found


def _too_many(together: Sequence[str], links: Links, items: Items) -> dict[str, str]:
    """Keep the surest item and those that stand for the same place; all go if none is surest.

    A ruling stays: it says that the item is this place, whatever else is.
    """
    order, place_ids = list(CONFIDENCE), _place_ids(links)

    def evidence(item: str) -> tuple[int, int]:
        counts = support(item, items.candidates, place_ids, items.neighbours, items.ties)
        return -order.index(links[item].method), counts[links[item].place_id]

    first = max(together, key=evidence)
    country = items.places[links[first].place_id].country
    others = [
        item
        for item in together
        if item != first
        and links[item].method != "decision"
        and not _are_one(first, item, country, items)
    ]
    found = dict.fromkeys(others, f"{first} is linked to this place, and they share no partner")
    if any(evidence(item) == evidence(first) for item in others):
        found[first] = f"{' and '.join(others)} may be this place as well"
    return found


def _are_one(one: str, other: str, country: str, items: Items) -> bool:
    """Whether two items stand for one place: a municipality and its town, or partners in common.

    The statements of one pair of towns are at times spread over the items of town and
    municipality. Two places of one name hardly share a partner, and may be tied to each other.
    """
    if other in items.neighbours[one]:
        return False
    labels = items.labels[one], items.labels[other]
    is_municipal = any(label.is_municipal for label in labels)
    is_told_twice = country in TWO_ITEMS and labels[0].whole == labels[1].whole
    return (
        is_municipal or is_told_twice or bool({*items.neighbours[one]} & {*items.neighbours[other]})
    )


def _outcome(item: str, links: Links, reasons: Mapping[str, str], items: Items) -> Resolution:
    if item in links:
        link = links[item]
        return Resolution(link.place_id, link.method, CONFIDENCE[link.method])
    places = sorted(
        items.candidates[item], key=lambda place: (-(place.population or 0), place.place_id)
    )
    several = "several places bear this label" if len(places) > 1 else ""
    unsure = "the label says more than is known of the place" if places else ""
    reason = reasons.get(item) or several or unsure or "no place bears this label"
    return Resolution("", "", 0.0, reason, tuple(place.place_id for place in places[:_SHOWN]))
