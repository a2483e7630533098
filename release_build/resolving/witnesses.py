"""Links of Wikidata's items by a name alone, each in want of a second witness.

wikidata-2016 has labels and nothing of where an item lies. A label that one place alone bears as
its main name tells the place: of 169 such links that other sources confirm and no point does, all
are right. Two kinds of links by name do not tell it alone:

* `alias+neighbours`: of several places of the name the likeliest by people and countries;
* `alias`, where the label is a by-name of the place, in no spelling of its main name: the item may
  be a place that no gazetteer has (Aida at Bethlehem is not Ada in Minnesota).

They stand where another source ties the place with a partner of the item, where a later snapshot
has the label within 15 km of it, where the label says what the place lies in, or, for the likeliest
of several, where a partner lies in the same country. Otherwise the item waits.

Links by name held against the points of later snapshots of Wikidata.

A label of 2016 may be borne by another place than its item: by a place that has it as an old or a
foreign name, or by a namesake while the item's own place is in no gazetteer. Where a later snapshot
has the item, or what is labelled alike beside the same partner, far from the place, it is another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from release_build.readers.wikidata_snapshot import SOURCE_ID
from release_build.resolving.pointed import resolve_pointed
from release_build.wikidata.evidence import Partners, partners
from release_build.wikidata.items import Items
from release_build.wikidata.labels import WrittenLabel, are_alike, folded_forms, read_label
from release_build.wikidata.sightings import Sightings, is_seen, seen_elsewhere
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution

NO_WITNESS = "only the name leads to this place, and no second source, point or partner tells it"
"""Why such an item waits."""
LEAST_LETTERS = 6
"""Names of fewer letters are alike by chance: Edde and Ede, Aida and Ada."""
_LIKELIEST = "alias+neighbours"


@dataclass(frozen=True, slots=True)
class _Item:
    """An item as linked: its label, its place and how that was found, its partners' places."""

    label: WrittenLabel
    found: Resolution
    place: Place
    around: frozenset[str]


def with_witnesses(
    resolved: Sequence[ResolvedClaim], later: Iterable[SourceClaim], gazetteer: Gazetteer
) -> list[ResolvedClaim]:
    """Let the items wait that a name alone linked and nothing else tells, in the order given.

    Parameters
    ----------
    resolved
        Claims of every source.
    later
        Claims of later snapshots of Wikidata, for the points that they give.
    """
    sightings = Sightings(later)
    ties = partners(one for one in resolved if one.claim.source_id != SOURCE_ID)
    items = _items(resolved, gazetteer)
    waiting = {
        item
        for item, one in items.items()
        if _wants_witness(one) and not _has_witness(item, one, sightings, ties, gazetteer)
    }
    return [_without(one, waiting) if one.claim.source_id == SOURCE_ID else one for one in resolved]


def is_named_alike(label: WrittenLabel, place: Place) -> bool:
    """Whether a label is a spelling of a place's main name, or has all its words."""
    words = {name_key(word) for word in place.name.replace("-", " ").split()}
    said = {name_key(word) for form in label.forms for word in form.replace("-", " ").split()}
    if name_key(place.name) in {name_key(form) for form in label.forms} or words <= said:
        return True
    asked, main = folded_forms(label), folded_forms(read_label(place.name))
    letters = min(max(map(len, one), default=0) for one in (asked, main))
    return letters >= LEAST_LETTERS and are_alike(asked, main)


def _items(resolved: Iterable[ResolvedClaim], gazetteer: Gazetteer) -> dict[str, _Item]:
    around: defaultdict[str, set[str]] = defaultdict(set)
    found: dict[str, tuple[NamedEnd, Resolution]] = {}
    for item, end, outcome, other in _ends(resolved):
        around[item].add(other.place_id)
        found[item] = end, outcome
    return {
        item: _Item(
            read_label(end.name),
            outcome,
            gazetteer.places[outcome.place_id],
            frozenset(around[item] - {""}),
        )
        for item, (end, outcome) in found.items()
        if outcome.place_id
    }


def _ends(
    resolved: Iterable[ResolvedClaim],
) -> Iterator[tuple[str, NamedEnd, Resolution, Resolution]]:
    for one in resolved:
        if one.claim.source_id == SOURCE_ID:
            yield one.claim.a.given_id, one.claim.a, one.a, one.b
            yield one.claim.b.given_id, one.claim.b, one.b, one.a


def _wants_witness(one: _Item) -> bool:
    if one.found.method == _LIKELIEST:
        return True
    return one.found.method == "alias" and not is_named_alike(one.label, one.place)


def _has_witness(
    item: str, one: _Item, sightings: Sightings, ties: Partners, gazetteer: Gazetteer
) -> bool:
    own = sightings.of_item(item)
    ends = (*([own] if own else []), *sightings.labelled(one.label))
    return (
        not ties.get(one.place.place_id, frozenset()).isdisjoint(one.around)
        or is_seen(one.place, ends)
        or bool(one.label.container)
        or (one.found.method == _LIKELIEST and _has_partner_at_home(one, gazetteer.places))
    )


def _has_partner_at_home(one: _Item, places: Mapping[str, Place]) -> bool:
    return any(places[other].country == one.place.country for other in one.around)


def _without(one: ResolvedClaim, waiting: set[str]) -> ResolvedClaim:
    return replace(
        one,
        a=_open(one.a) if one.claim.a.given_id in waiting else one.a,
        b=_open(one.b) if one.claim.b.given_id in waiting else one.b,
    )


def _open(found: Resolution) -> Resolution:
    return Resolution("", "", 0.0, NO_WITNESS, (found.place_id,)) if found.place_id else found


def found_elsewhere(
    by_name: Iterable[str], place_ids: Mapping[str, str], items: Items
) -> dict[str, NamedEnd]:
    """Return the ends far away that later snapshots have of items linked by name alone.

    Parameters
    ----------
    by_name
        Items to look at. One whose tie another source has is passed over.
    place_ids
        Item to place, of all that are linked.
    """
    found: dict[str, NamedEnd] = {}
    for item in by_name:
        if not _is_confirmed(item, place_ids, items):
            place = items.places[place_ids[item]]
            end = seen_elsewhere(place, sightings_of(item, place_ids, items))
            if end is not None:
                found[item] = end
    return found


def placed_at(far: Mapping[str, NamedEnd], items: Items, gazetteer: Gazetteer) -> dict[str, str]:
    """Return item to what bears its label, or that of the later snapshot, at the point."""
    found: dict[str, str] = {}
    for item, end in far.items():
        own = replace(end, name=items.labels[item].whole)
        places = (resolve_pointed(one, gazetteer).place_id for one in (end, own))
        if place_id := next(filter(None, places), ""):
            found[item] = place_id
    return found


def said_point(end: NamedEnd) -> str:
    """Say where a later snapshot has an item."""
    return f"a later snapshot of Wikidata has it at {end.latitude:.2f} {end.longitude:.2f}"


def sightings_of(item: str, place_ids: Mapping[str, str], items: Items) -> tuple[NamedEnd, ...]:
    """Return the item's own end in a later snapshot, and those labelled alike beside a partner.

    An end with the number or the very label of another item is that item, however like it is.
    """
    own = items.later.of_item(item)
    beside = (
        end
        for partner in items.neighbours[item]
        if partner in place_ids
        for end in items.later.beside(items.places[place_ids[partner]], items.labels[partner])
        if not end.given_id and _may_be(item, end, items.neighbours[partner], items)
    )
    return (*([own] if own else []), *beside)


def _may_be(item: str, end: NamedEnd, around: Iterable[str], items: Items) -> bool:
    """Whether the label of an end is much like an item's, and none of those around has it."""
    said, forms = folded_forms(read_label(end.name)), folded_forms(items.labels[item])
    if said & forms:
        return True
    is_another = any(said & folded_forms(items.labels[one]) for one in around if one != item)
    return not is_another and are_alike(said, forms)


def _is_confirmed(item: str, place_ids: Mapping[str, str], items: Items) -> bool:
    """Whether another source has a tie of the item's place with that of a neighbour."""
    known = items.ties.get(place_ids[item], frozenset())
    return any(place_ids.get(other) in known for other in items.neighbours[item])
