"""A line that says at one level what the data hold at another, since the very same day.

One register has Voronezh Oblast as the partner of a place since 20 October 1993, the data have the
city Voronezh since that day: hardly two ties. So have they a region of before a merger, where the
register writes the region of today. Such a name is asked back, unless the line gives an id or a
level, or another line of the register has the held tie too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sistercities.dataset.overlays.places import PlacedLine
from sistercities.dataset.overlays.why_waiting import shown_place
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.register_ends import WrittenEnd
from sistercities.sources.register_line import LineNumber, RegisterLine
from sistercities.terms.places import Place, Resolution

_SIDES = ("a", "b")
STEP = "if it is the same tie, write {name} with the id {held}; if it is another, give the id {own}"


def asked_at_other_levels(
    by_number: Mapping[LineNumber, RegisterLine],
    placed: Mapping[LineNumber, PlacedLine],
    names: ReleaseNames,
) -> dict[LineNumber, PlacedLine]:
    """Return the lines that wait because the data hold their tie at another level.

    Parameters
    ----------
    by_number
        The lines as written.
    placed
        What became of them so far.
    names
        The names of the release, with the days on which its ties began.
    """
    ties = {one.resolved.tie_id for one in placed.values() if one.resolved.tie_id}
    found = {}
    for number, line in placed.items():
        asked = _asked(by_number[number], line, ties, names)
        if asked is not None:
            found[number] = asked
    return found


def _asked(
    line: RegisterLine, placed: PlacedLine, ties: set[str], names: ReleaseNames
) -> PlacedLine | None:
    """Let one end of a line wait, if the data hold its tie at another level since the day."""
    one = placed.resolved
    if not one.tie_id or placed.no_tie or one.claim.precision != "day":
        return None
    ends = {"a": (one.a.place_id, line.written_a), "b": (one.b.place_id, line.written_b)}
    if names.is_partner(ends["a"][0], ends["b"][0]):
        return None
    for side, other in (_SIDES, _SIDES[::-1]):
        place_id, written = ends[side]
        if _says_which(written):
            continue
        for held in names.partners_of_day(ends[other][0], one.claim.start):
            is_listed = "~".join(sorted((held, ends[other][0]))) in ties
            if not is_listed and _are_levels(place_id, held, names):
                return _waiting(placed, side, held, names)
    return None


def _waiting(placed: PlacedLine, side: str, held: str, names: ReleaseNames) -> PlacedLine:
    own = getattr(placed.resolved, side).place_id
    name, start = getattr(placed.resolved.claim, side).name, placed.resolved.claim.start
    reason = f"the data hold a tie of the same day, {start}, with {shown_place(held, names)}"
    outcome = Resolution("", "", 0.0, reason, (held, own))
    one = replace(placed.resolved, folded_into="")
    resolved = replace(one, a=outcome) if side == "a" else replace(one, b=outcome)
    told = f"{name}: {reason}: it may be the same"
    step = STEP.format(name=names.gazetteer.places[held].name, held=held, own=own)
    return replace(
        placed, resolved=resolved, told=(*placed.told, told), steps=(*placed.steps, step)
    )


def _says_which(written: WrittenEnd) -> bool:
    """Whether the line says which place it means by more than the name."""
    return bool(written.ids or written.end.given_id or written.end.level)


def _are_levels(one: str, other: str, names: ReleaseNames) -> bool:
    """Whether one of two places lies in the other, or took its place when that one ended."""
    places: Mapping[str, Place] = names.gazetteer.places
    first, second = places.get(one), places.get(other)
    if first is None or second is None or one == other or first.country != second.country:
        return False
    is_inside = other in first.parent_ids or one in second.parent_ids
    return is_inside or first.successor == other or second.successor == one
