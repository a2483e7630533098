"""Links by name held against the points of later snapshots of Wikidata.

A label of 2016 may be borne by another place than its item: by a place that has it as an old or a
foreign name, or by a namesake while the item's own place is in no gazetteer. Where a later snapshot
has the item, or what is labelled alike beside the same partner, far from the place, it is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from release_build.resolving.pointed import resolve_pointed
from release_build.wikidata.items import Items
from release_build.wikidata.labels import read_label
from release_build.wikidata.sightings import seen_elsewhere
from release_build.wikidata.similar import are_alike, folded_forms
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.terms.claims import NamedEnd


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
