"""The items of Wikidata's statements with what is known of each before any is linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from release_build.wikidata.candidates import candidates
from release_build.wikidata.evidence import Partners, countries_named, partners
from release_build.wikidata.labels import WrittenLabel, read_label
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import SourceClaim
from sistercities.terms.places import Place


@dataclass(frozen=True, slots=True)
class Items:
    """Every item, by its id (`wd:Q42`) in order.

    Attributes
    ----------
    labels
        The label, taken apart.
    candidates
        Places that bear it, sorted by id.
    exact
        Items whose candidates bear all that the label says.
    pairs
        Pairs of items with a statement, sorted.
    neighbours
        Item to the items it has a statement with, sorted.
    places
        Every place of the gazetteer.
    given
        Item to the place that has its id.
    ties, named
        What other sources say: partners of a place, countries by place and partner's name.
    """

    labels: Mapping[str, WrittenLabel]
    candidates: Mapping[str, Sequence[Place]]
    exact: frozenset[str]
    pairs: Sequence[tuple[str, str]]
    neighbours: Mapping[str, Sequence[str]]
    places: Mapping[str, Place]
    given: Mapping[str, str]
    ties: Partners
    named: Mapping[tuple[str, str], frozenset[str]]

    def key(self, item: str) -> str:
        """Key of the name inside the label."""
        return name_key(self.labels[item].name)


def items_of(
    claims: Iterable[SourceClaim], gazetteer: Gazetteer, known: Sequence[ResolvedClaim]
) -> Items:
    """Gather what is known of the items of the claims; `known` are claims of other sources."""
    held = tuple(claims)
    pairs = sorted({(one.a.given_id, one.b.given_id) for one in held})
    names = {end.given_id: end.name for one in held for end in (one.a, one.b)}
    labels = {item: read_label(names[item]) for item in sorted(names)}
    found = {item: candidates(label, gazetteer) for item, label in labels.items()}
    return Items(
        labels=labels,
        candidates={item: one.places for item, one in found.items()},
        exact=frozenset(item for item, one in found.items() if one.is_exact),
        pairs=pairs,
        neighbours=_neighbours(pairs),
        places=gazetteer.places,
        given=_given(gazetteer),
        ties=partners(known),
        named=countries_named(known),
    )


def beside(items: Items, known: Sequence[ResolvedClaim]) -> Items:
    """Return the same items beside other claims of other sources."""
    return replace(items, ties=partners(known), named=countries_named(known))


def kept_open(items: Items, closed: Collection[str]) -> Items:
    """Return the items with nothing from which the `closed` ones could be linked."""
    return replace(
        items,
        candidates={one: () if one in closed else found for one, found in items.candidates.items()},
        neighbours={one: () if one in closed else found for one, found in items.neighbours.items()},
        given={one: place_id for one, place_id in items.given.items() if one not in closed},
        exact=items.exact - set(closed),
    )


def _neighbours(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        found[a].add(b)
        found[b].add(a)
    return {item: tuple(sorted(others)) for item, others in found.items()}


def _given(gazetteer: Gazetteer) -> dict[str, str]:
    """Item to place: by the Wikidata id of a place, or by a place id that is an item."""
    found = {
        f"wd:{place.wikidata_id}": place_id
        for place_id, place in gazetteer.places.items()
        if place.wikidata_id
    }
    found.update({one: one for one in gazetteer.places if one.startswith("wd:")})
    return found
