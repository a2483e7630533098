"""Ids that a line gives of a place: believed where they agree with the name beside them.

An id agrees if its place bears the name in any spelling, or lies within a few kilometres of one
that does. A slip in a number leads to another town as surely as a slip in a name, so an id that
agrees with nothing is told and not used; the name then speaks alone. A name that is nearly that of
the place is confirmed by its id, which is how a proposal is accepted. Few places have their
Wikidata id here, so one that nothing bears is told, and need not be corrected.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sistercities.dataset.gazetteer.evidence import distance_km
from sistercities.dataset.resolving.near import similarity
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.register_ends import WrittenEnd
from sistercities.terms.places import Place

AGREES_KM = 5.0
_CONFIRMED = 0.7
"""Share of letters in common from which an id confirms a name that is spelt otherwise."""
ITEM = "wd:"
_STEP = "correct the id or the name, or leave the id out"


@dataclass(frozen=True, slots=True)
class CheckedIds:
    """An end whose `given_id` is one that is believed or none, with what there is to say.

    `unknown` are ids that nothing here bears: the place of a Wikidata item may be made by it.
    """

    written: WrittenEnd
    told: tuple[str, ...] = ()
    step: str = ""
    unknown: tuple[str, ...] = ()


def check_ids(written: WrittenEnd, names: ReleaseNames) -> CheckedIds:
    """Take the first id of an end that agrees with its name, and tell those that do not."""
    ids = written.ids or tuple(filter(None, (written.end.given_id,)))
    believed, told, unknown = "", [], []
    for given in ids:
        place_id = names.by_id(given)
        if not place_id:
            unknown.append(given)
            told.append(unknown_told(written, given))
        elif problem := _disagreement(written, names.gazetteer.places[place_id], names):
            told.append(f"{written.end.name}: the id {given} is {problem}; it is not believed")
        else:
            believed = believed or given
    end = replace(written.end, given_id=believed)
    is_slip = any(not one.startswith(ITEM) for one in unknown) or len(told) > len(unknown)
    step = _STEP if is_slip and not believed else ""
    return CheckedIds(replace(written, end=end), tuple(told), step, tuple(unknown))


def unknown_told(written: WrittenEnd, given: str) -> str:
    """Say that nothing here bears an id."""
    return f"{written.end.name}: no place that is known has the id {given}"


def _disagreement(written: WrittenEnd, place: Place, names: ReleaseNames) -> str:
    """Say which place the id is where it is not the one that is named; "" where it is."""
    end = written.end
    shown = f"{place.name} ({place.region_iso or place.country})"
    if end.country and place.country != end.country:
        return f"{shown}, and the line says {end.country}"
    spelt = dict.fromkeys((end.name, written.head, *written.bracketed, *written.listed))
    if any(_is_called(place, name, names) for name in spelt if name):
        return ""
    if any(similarity(replace(end, name=name), place) >= _CONFIRMED for name in spelt if name):
        return ""
    return f"{shown}, which is not called so"


def _is_called(place: Place, name: str, names: ReleaseNames) -> bool:
    """Whether the place bears a name, or lies at one that does."""
    for match in names.gazetteer.matches(name, place.country):
        if match.place_id == place.place_id:
            return True
        other = names.gazetteer.places[match.place_id]
        if other.latitude is None or other.longitude is None:
            continue
        km = distance_km(place, other.latitude, other.longitude)
        if km is not None and km <= AGREES_KM:
            return True
    return False
