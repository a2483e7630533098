"""Ends of a register in towns that a line divides: the part, or the council, that a line means."""

from __future__ import annotations

from sistercities.dataset.divided_towns import (
    council_meant,
    councils_of,
    town_across,
    towns_of_both,
)
from sistercities.dataset.resolving.by_forms import SEVERAL
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.register_ends import WrittenEnd
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Resolution

_ASSURED = 0.9
_BY_STATE = "alias+country+council"
TWO_COUNCILS = "the town has two councils, and which of them signed is not stated"
_COUNCIL_STEP = (
    "state Northern Cyprus as the country if the council in the town is meant; if it is the "
    "displaced one of the Republic, write {away}, or give the id"
)


def or_across(
    written: WrittenEnd, found: Resolution, other: Resolution, names: ReleaseNames
) -> Resolution:
    """Ask back which part of a divided town is meant, unless a held tie or an id tells."""
    partner = names.gazetteer.places.get(other.place_id)
    both = towns_of_both(partner.country, found.place_id) if partner else ()
    councils = () if both else _councils(found)
    if not (both or councils) or written.territory or found.method == "id":
        return found
    if councils:
        return _of_councils(written, found, other, councils, names)
    held = [one for one in both if names.is_partner(one, other.place_id)]
    if len(held) == 1:
        return Resolution(held[0], "alias+country+known_tie", _ASSURED)
    return Resolution("", "", 0.0, SEVERAL, both)


def _councils(found: Resolution) -> tuple[str, ...]:
    """Give the two councils of the town that a name led to, or that alone it may be."""
    ids = (found.place_id,) if found.place_id else found.candidates
    pairs = {councils_of(one) for one in ids}
    return pairs.pop() if len(pairs) == 1 else ()


def _of_councils(
    written: WrittenEnd,
    found: Resolution,
    other: Resolution,
    councils: tuple[str, ...],
    names: ReleaseNames,
) -> Resolution:
    """Take the council that a held tie, the name or the state of the partner means, or ask."""
    held = [one for one in councils if names.is_partner(one, other.place_id)]
    if len(held) == 1:
        return Resolution(held[0], "alias+country+known_tie", _ASSURED)
    called = (
        {one.place_id for one in names.gazetteer.matches(each, written.end.country)}
        for each in (written.end.name, written.head)
    )
    # Famagusta (displaced) is a whole name: without the bracket both are called so.
    bearing = next((each for each in called if each & set(councils)), set())
    partner = names.gazetteer.places.get(other.place_id)
    meant = council_meant(partner.country if partner else "", councils, bearing)
    if not meant:
        return Resolution("", "", 0.0, TWO_COUNCILS, councils)
    return found if meant == found.place_id else Resolution(meant, _BY_STATE, _ASSURED)


def of_territory(
    written: WrittenEnd, end: NamedEnd, found: Resolution, names: ReleaseNames
) -> Resolution:
    """Take the town of the part of the country that the line says: Lefkoşa, KKTC."""
    if not written.territory or found.method == "id":
        return found
    called = (one.place_id for each in (end.name, written.head)
              for one in names.gazetteer.matches(each, end.country))  # fmt: skip
    ids = (found.place_id, *called)
    meant = town_across(written.territory, ids)
    if meant not in names.gazetteer.places:
        return found
    return Resolution(meant, "alias+country+territory", _ASSURED)


def council_step(found: Resolution, names: ReleaseNames) -> str:
    """Say how a line states which council of a town it means.

    Parameters
    ----------
    found
        What waits for it: its candidates are the two, the displaced one first.
    names
        The names of the release.
    """
    return _COUNCIL_STEP.format(away=names.gazetteer.places[found.candidates[0]].name)
