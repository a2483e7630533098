"""A register of one home place: what some of its lines tell of that place holds for all of them.

A city keeps a list of its own partners, with its own name on every line. Where ties that are held
already, an id or a level tell on several lines which place of that name it is, and on none that it
is another, it is the same on the lines whose partner is new. In a list of several homes the same is
so of each where all of them lie in one country, and whatever else has the name abroad: 순천시 among
cities of South Korea. That a region of the name may stand
above the city is another matter: `region_first` judges it, and such a line still waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sistercities.dataset.overlays.line_order import is_open
from sistercities.dataset.overlays.own_places import OwnPlaces
from sistercities.dataset.overlays.places import PlacedLine, place_line
from sistercities.dataset.overlays.region_first import (
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
    by_home: defaultdict[tuple[str, str], dict[LineNumber, PlacedLine]] = defaultdict(dict)
    for number, line in placed.items():
        by_home[home_of(line)][number] = line
    countries = _countries_of_homes(placed, names)
    found: dict[LineNumber, PlacedLine] = {}
    for lines in by_home.values():
        home = _told_home(lines, names)
        if home is None or not (len(by_home) == 1 or countries == {home.country}):
            continue
        for number, line in lines.items():
            if len(by_home) > 1 and not _are_abroad(line, home, names):
                continue
            after = _at_home(by_number[number], line, home, names, own)
            if after:
                found[number] = after
    return found


def _at_home(
    written: RegisterLine, line: PlacedLine, home: Place, names: ReleaseNames, own: OwnPlaces
) -> PlacedLine | None:
    """Return an open line with the home that the others tell; None where it is not to be had."""
    is_region_above = bool(set(home.parent_ids) & set(line.resolved.a.candidates))
    if not is_open(line, "a") or is_region_above or says_which(written):
        return None
    after = place_line(with_id(written, home.place_id), names, own)
    return _told_beside(after, line, names) if after.resolved.a.place_id == home.place_id else None


def _countries_of_homes(placed: Mapping[LineNumber, PlacedLine], names: ReleaseNames) -> set[str]:
    """Countries of the homes that are known."""
    ids = {line.resolved.a.place_id for line in placed.values()} - {""}
    return {names.gazetteer.places[one].country for one in ids}


def _are_abroad(line: PlacedLine, home: Place, names: ReleaseNames) -> bool:
    """Whether the other places that an open home may be lie in other countries."""
    others = set(line.resolved.a.candidates) - {home.place_id}
    return all(names.gazetteer.places[one].country != home.country for one in others)


def _told_home(placed: Mapping[LineNumber, PlacedLine], names: ReleaseNames) -> Place | None:
    """Return the one place of some lines of one home that more than the name tells."""
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
