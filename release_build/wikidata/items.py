"""The items of Wikidata's statements with what is known of each before any is linked.

Which places an item of Wikidata may be, by its label alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from release_build.wikidata.evidence import Partners, countries_named, partners
from release_build.wikidata.labels import WrittenLabel, read_label
from release_build.wikidata.sightings import Sightings
from sistercities.dataset.gazetteer.evidence import are_one_spot, in_parents, of_level
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place


@dataclass(frozen=True, slots=True)
class Candidates:
    """Places that bear the label, sorted by id.

    Attributes
    ----------
    places
        Those that fit what the label states.
    is_exact
        Whether they bear the label as a whole, or all that it states beside the name holds of
        them.
    """

    places: tuple[Place, ...]
    is_exact: bool


def candidates(label: WrittenLabel, gazetteer: Gazetteer) -> Candidates:
    """Find the places that bear the label whole, else those that bear the name inside it."""
    for form in label.forms:
        named = [
            gazetteer.places[match.place_id] for match in gazetteer.matches(form) if match.rank == 0
        ]
        fit = _fitting(named, label)
        if not fit:
            continue
        inside = _inside(fit, label, gazetteer) if form != label.whole else fit
        holds = bool(inside) or not label.container
        pool = _without_parts(inside or fit)
        ordered = sorted(pool, key=lambda place: place.place_id)
        return Candidates(tuple(ordered), holds)
    return Candidates((), False)


def _fitting(places: Sequence[Place], label: WrittenLabel) -> list[Place]:
    """Those of a level that the wording states; former places are never meant in 2016."""
    today = [place for place in places if place.valid_to is None]
    if not label.levels:
        return today
    return of_level(today, label.levels)


def _inside(places: Sequence[Place], label: WrittenLabel, gazetteer: Gazetteer) -> list[Place]:
    if not label.container:
        return list(places)
    parents = tuple(part.strip() for part in label.container.split(","))
    return in_parents(places, NamedEnd(label.whole, "", parents=parents), gazetteer)


def _without_parts(places: Sequence[Place]) -> list[Place]:
    """Leave out a smaller record of the same name, level and spot: a quarter of the place."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda one: (-(one.population or 0), one.place_id)):
        is_part = any(
            place.level == one.level
            and name_key(place.name) == name_key(one.name)
            and are_one_spot([one, place])
            for one in kept
        )
        if not is_part:
            kept.append(place)
    return kept


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
    later
        Points that later snapshots give of items.
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
    later: Sightings = field(default_factory=Sightings)

    def key(self, item: str) -> str:
        """Key of the name inside the label."""
        return name_key(self.labels[item].name)


def items_of(
    claims: Iterable[SourceClaim],
    gazetteer: Gazetteer,
    known: Sequence[ResolvedClaim],
    later: Iterable[SourceClaim] = (),
) -> Items:
    """Gather what is known of the items of the claims.

    Parameters
    ----------
    known
        Claims of other sources.
    later
        Claims of later snapshots of Wikidata, for the points that they give.
    """
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
        later=Sightings(later),
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
