"""Of a municipality of a merger all parts have ended, not one alone.

Where Melle went into Merelbeke-Melle, so did Merelbeke: a half that still lives
is offered as a partner though nobody signs for it. Two things tell it. `merged_municipalities.csv`
names the parts of each merger, which `ended_places.csv` has to end. And where a municipality that
took over another bears the names of two (Merelbeke-Melle, Scarperia e San Piero), none of these is
a municipality beside it any more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from release_build.gazetteer.distance import are_within
from sistercities.dataset.merged_municipalities import Merger
from sistercities.dataset.scripts import name_key
from sistercities.errors import BuildError
from sistercities.terms.places import Place

BESIDE_KM = 15.0
_JOINED = re.compile(r" ?[-–] ?| (?:e|en|et|und|con) ")
_JOINED_BY_BLANKS = frozenset({"IT"})
"""Where names of mergers stand side by side as well (Abetone Cutigliano)."""
Namesakes = Mapping[tuple[str, str], list[Place]]


def require_whole_mergers(places: Mapping[str, Place], mergers: Iterable[Merger]) -> None:
    """Look whether a part of a merger lives on.

    Parameters
    ----------
    places
        All places, with their ends.
    mergers
        What went into which municipality.

    Raises
    ------
    BuildError
        Naming the parts that live, or did not end in what the table says.
    """
    found = [*_not_ended(places, mergers), *_living_halves(places)]
    if found:
        raise BuildError(
            f"of these mergers a part lives on: {'; '.join(found)}; end it in "
            "data/decisions/ended_places.csv, or mend merged_municipalities.csv"
        )


def _not_ended(places: Mapping[str, Place], mergers: Iterable[Merger]) -> Iterator[str]:
    """Yield the parts of the table that did not end in their municipality."""
    for merger in mergers:
        for part in merger.parts:
            place = places.get(part)
            if place is None or place.valid_to is None or place.successor != merger.place_id:
                yield f"{part} {place.name if place else ''} of {merger.name}"


def _living_halves(places: Mapping[str, Place]) -> Iterator[str]:
    """Yield living municipalities beside one that took over another and bears their name too."""
    living = _living(places)
    heirs = {one.successor for one in places.values() if one.valid_to is not None}
    for heir in (places[one] for one in sorted(heirs) if one in places):
        if heir.level != "city" or heir.valid_to is not None:
            continue
        for half in _halves(heir):
            for one in living.get((heir.country, name_key(half)), ()):
                if one.place_id != heir.place_id and are_within(one, heir, BESIDE_KM):
                    yield f"{one.place_id} {one.name} of {heir.name}"


def _living(places: Mapping[str, Place]) -> Namesakes:
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for one in places.values():
        if one.level == "city" and one.valid_to is None:
            found[one.country, name_key(one.name)].append(one)
    return found


def _halves(heir: Place) -> Iterator[str]:
    """Yield what stands before and behind each sign or word that joins two names."""
    joints = list(_JOINED.finditer(heir.name))
    if heir.country in _JOINED_BY_BLANKS and not joints:
        joints = list(re.finditer(" ", heir.name))
    for joint in joints:
        yield from (heir.name[: joint.start()], heir.name[joint.end() :])
