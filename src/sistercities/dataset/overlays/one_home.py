"""A register of one home place: what some of its lines tell of that place holds for all of them.

A city keeps a list of its own partners, with its own name on every line. Where ties that are held
already, an id or a level tell on several lines which place of that name it is, and on none that it
is another, it is the same on the lines whose partner is new. That a region of the name may stand
above the city is another matter: `same_names` judges it, and such a line still waits.
"""

from __future__ import annotations

from collections.abc import Mapping

from sistercities.dataset.overlays.line_order import is_open
from sistercities.dataset.overlays.own_places import OwnPlaces
from sistercities.dataset.overlays.places import PlacedLine, place_line
from sistercities.dataset.overlays.same_names import (
    home_of,
    is_told,
    says_which,
    with_id,
    with_told_home,
)
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.register_line import LineNumber, RegisterLine
from sistercities.terms.places import Place

METHOD = "one_home"
_LEAST_LINES = 2


def told_by_one_home(
    by_number: Mapping[LineNumber, RegisterLine],
    placed: Mapping[LineNumber, PlacedLine],
    names: ReleaseNames,
    own: OwnPlaces,
) -> dict[LineNumber, PlacedLine]:
    """Return the lines whose home is the one of the lines beside them, where all have one home."""
    home = _told_home(placed, names)
    if home is None:
        return {}
    found: dict[LineNumber, PlacedLine] = {}
    for number, line in placed.items():
        may_be = line.resolved.a.candidates
        is_region_above = bool(set(home.parent_ids) & set(may_be))
        if not is_open(line, "a") or is_region_above or says_which(by_number[number]):
            continue
        after = place_line(with_id(by_number[number], home.place_id), names, own)
        if after.resolved.a.place_id == home.place_id:
            found[number] = _told_beside(after, line, names)
    return found


def _told_home(placed: Mapping[LineNumber, PlacedLine], names: ReleaseNames) -> Place | None:
    """Return the one place that more than the name tells, if all lines have one home."""
    if len({home_of(line) for line in placed.values()}) != 1:
        return None
    told = [line.resolved.a.place_id for line in placed.values() if is_told(line)]
    if len(told) < _LEAST_LINES or len(set(told)) > 1:
        return None
    return names.gazetteer.places.get(told[0])


def _told_beside(after: PlacedLine, before: PlacedLine, names: ReleaseNames) -> PlacedLine:
    """Say that the other lines told where the home lies."""
    place = names.gazetteer.places[after.resolved.a.place_id]
    region = names.regions.region_name(place.region_iso) or place.country
    said = (
        f"{before.resolved.claim.a.name}: taken as the one in {region}, "
        "which the other lines of this register mean"
    )
    return with_told_home(after, before, f"alias+{METHOD}", said)
