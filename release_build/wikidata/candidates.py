"""Which places an item of Wikidata may be, by its label alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from release_build.wikidata.labels import WrittenLabel
from sistercities.dataset.gazetteer.evidence import are_one_spot, in_parents, of_level
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd
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
