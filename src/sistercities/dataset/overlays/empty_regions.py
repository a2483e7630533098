"""What an empty cell tells in a column of regions: beside Osaka it says that the region is meant.

A register that states the region of its towns has nothing to state beside a region. Where nearly
every town of a country has its region, a name without one that is that of a city and of its region
is open: of the homes of a register the region is taken and told, of their partners it is asked,
because Washington and Rio de Janeiro are often left without their region too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sistercities.dataset.overlays.line_order import Side, is_open
from sistercities.dataset.overlays.own_places import OwnPlaces
from sistercities.dataset.overlays.places import PlacedLine, place_line
from sistercities.dataset.overlays.why_waiting import IS_OPEN, shown_place
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.register_ends import WrittenEnd
from sistercities.sources.register_line import LineNumber, RegisterLine
from sistercities.terms.places import Resolution

METHOD = "empty_region"
CONFIDENCE = 0.88
_FEWEST = 10
"""Towns of a country with their region that make a habit."""
_NEARLY_ALL = 0.9
Lines = Mapping[LineNumber, RegisterLine]
Placed = Mapping[LineNumber, PlacedLine]


def told_by_empty_cells(
    lines: Lines, placed: Placed, side: Side, names: ReleaseNames, own: OwnPlaces
) -> dict[LineNumber, PlacedLine]:
    """Return the lines of which one end is a region by its empty cell, placed or asked anew."""
    found: dict[LineNumber, PlacedLine] = {}
    for number in _without_region(lines, placed, side, names):
        region = _region(_written(lines[number], side), names)
        if region:
            found[number] = (
                _taken(lines[number], placed[number], names, own)
                if side == "a"
                else _asked(placed[number], region, names)
            )
    return found


def _without_region(
    lines: Lines, placed: Placed, side: Side, names: ReleaseNames
) -> Iterator[LineNumber]:
    """Yield the lines whose cell is empty, in countries whose towns have a region beside them."""
    stated: defaultdict[str, list[bool]] = defaultdict(list)
    written = {number: _written(lines[number], side) for number in placed}
    levels = {number: _level(placed[number], side, names) for number in placed}
    for number, one in written.items():
        if levels[number] not in ("", "region1"):
            stated[one.end.country].append(bool(one.region))
    for number, one in written.items():
        habit = stated[one.end.country]
        is_habit = sum(habit) >= max(_FEWEST, _NEARLY_ALL * len(habit))
        is_habit = is_habit or placed[number].resolved.a.method.endswith(METHOD)
        is_plain = not (one.region or one.ids or one.apart or one.bracketed or one.end.level)
        is_settled = "tie" in getattr(placed[number].resolved, side).method
        is_asked = is_open(placed[number], side) or levels[number] == "city"
        if is_habit and is_plain and is_asked and not is_settled:
            yield number


def _region(written: WrittenEnd, names: ReleaseNames) -> str:
    """Id of the one first-level region of the country that has the name; "" if not just one."""
    end = written.end
    found = {
        one.place_id for one in names.gazetteer.matches(end.name, end.country)
        if one.rank < 2 and names.gazetteer.places[one.place_id].level == "region1"
        and not names.gazetteer.places[one.place_id].is_dual
    }  # fmt: skip
    return found.pop() if len(found) == 1 and end.country else ""


def _taken(
    line: RegisterLine, before: PlacedLine, names: ReleaseNames, own: OwnPlaces
) -> PlacedLine:
    """Place the line as if its home said that it is a region; the claim stays as written."""
    assert line.claim is not None
    end = replace(line.claim.a, level="region1")
    stated = replace(
        line, claim=replace(line.claim, a=end), written_a=replace(line.written_a, end=end)
    )
    after = place_line(stated, names, own)
    outcome = replace(after.resolved.a, method=f"alias+country+{METHOD}", confidence=CONFIDENCE)
    told = f"{end.name}: taken as the region of this name, as no region stands beside it"
    resolved = replace(after.resolved, claim=before.resolved.claim, a=outcome)
    return replace(after, resolved=resolved, told=(*after.told, told))


def _asked(before: PlacedLine, region: str, names: ReleaseNames) -> PlacedLine:
    resolved = before.resolved
    if not resolved.b.place_id:
        return before
    name, ids = resolved.claim.b.name, (resolved.b.place_id, region)
    reason = f"{IS_OPEN}{name} is not stated"
    shown = " or ".join(shown_place(one, names) for one in ids)
    told = f"{name}: which {name} is not stated, and no region stands beside it"
    return replace(
        before,
        resolved=replace(resolved, b=Resolution("", "", 0.0, reason, ids)),
        told=(*before.told, told),
        steps=(*before.steps, f"say which is meant: {shown}"),
    )


def _written(line: RegisterLine, side: Side) -> WrittenEnd:
    return line.written_a if side == "a" else line.written_b


def _level(line: PlacedLine, side: Side, names: ReleaseNames) -> str:
    place = names.gazetteer.places.get(getattr(line.resolved, side).place_id)
    return "" if place is None else "region1" if place.is_dual else place.level
