"""What the order of a register tells: a list that goes region by region says where a name lies.

Registers of a country often do so: all of Hokkaido, then all of Aomori. Where a name is borne by
places of several regions, and the line before and the line after it lie in one region, it lies
there too. At the border of two regions it lies in the one of them that has the name, if each other
region that has it has its lines elsewhere. This is used of a column alone that keeps each region
together, and it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from sistercities.dataset.overlays.places import PlacedLine
from sistercities.dataset.overlays.why_waiting import IS_OPEN
from sistercities.dataset.resolving.by_forms import MOST_SHOWN
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.register_line import LineNumber, RegisterLine
from sistercities.terms.places import Resolution

Side = Literal["a", "b"]
SIDES: tuple[Side, ...] = ("a", "b")
METHOD = "line_order"
CONFIDENCE = 0.85
_LEAST_REGIONS, _LEAST_A_REGION = 4, 3
_MOST_RUNS = 1.15
"""Runs of lines of one region, for each region: in a list by date or by name there are many."""
_AROUND = 2
"""Placed lines that must agree before, and after."""


def regions_by_order(
    placed: Mapping[LineNumber, PlacedLine], side: Side, names: ReleaseNames
) -> dict[LineNumber, str]:
    """Return line number to the region in which an open name lies by the order of the lines."""
    lines = [(number, _country(one, side), _region(one, side, names))
             for number, one in sorted(placed.items())]  # fmt: skip
    found: dict[LineNumber, str] = {}
    for country in {country for _, country, _ in lines}:
        own = [(number, region) for number, its, region in lines if its == country]
        regions = [region for _, region in own if region]
        if _keeps_together(regions):
            found |= _between(own)
        if _keeps_together(regions) and has_one_run_each(regions):
            found |= _at_border(own, placed, side, names)
    return {
        number: region for number, region in found.items()
        if is_open(placed[number], side) and _lie_apart(placed[number], side, names)
    }  # fmt: skip


def _at_border(
    lines: Sequence[tuple[LineNumber, str]],
    placed: Mapping[LineNumber, PlacedLine],
    side: Side,
    names: ReleaseNames,
) -> dict[LineNumber, str]:
    """Return the unplaced lines with the one region beside them that a place of their name is in.

    Every other region of the name has its own lines elsewhere, so the line is not one of those.
    """
    held = Counter(region for _, region in lines if region)
    regions = [region for _, region in lines]
    found: dict[LineNumber, str] = {}
    for at, (number, region) in enumerate(lines):
        ids = () if region else getattr(placed[number].resolved, side).candidates
        may_be = {names.gazetteer.places[one].region_iso for one in ids}
        before = next((one for one in reversed(regions[:at]) if one), "")
        after = next((one for one in regions[at + 1 :] if one), "")
        beside = may_be & {before, after}
        is_whole = bool(before and after) and len(ids) < MOST_SHOWN
        is_block = min(held[before], held[after]) >= _AROUND
        if is_whole and is_block and len(beside) == 1 and all(map(held.get, may_be)):
            found[number] = beside.pop()
    return found


def has_one_run_each(regions: Sequence[str]) -> bool:
    """Whether no region has lines in two places of a column."""
    return sum(1 for _ in groupby(regions)) == len(set(regions))


def _lie_apart(line: PlacedLine, side: Side, names: ReleaseNames) -> bool:
    """Whether the places that may be meant lie in several regions: Chiba and its city do not."""
    ids = getattr(line.resolved, side).candidates
    return len({names.gazetteer.places[one].region_iso for one in ids}) > 1


def is_open(line: PlacedLine, side: Side) -> bool:
    """Whether a name waits because places of several regions may be meant."""
    end = getattr(line.resolved, side)
    return not end.place_id and end.reason.startswith(IS_OPEN)


def with_region(line: RegisterLine, side: Side, region: str) -> RegisterLine:
    """Return the line as if a column stated the region of one of its ends."""
    assert line.claim is not None
    end = getattr(line.claim, side)
    stated = replace(end, parents=(*end.parents, region))
    written = getattr(line, f"written_{side}")
    return replace(
        line,
        claim=replace(line.claim, **{side: stated}),
        **{f"written_{side}": replace(written, end=stated, region=written.region or region)},
    )


def told_by_order(
    after: PlacedLine, before: PlacedLine, side: Side, names: ReleaseNames
) -> PlacedLine:
    """Say that the order of the lines told the region of one end; the claim stays as written."""
    outcome: Resolution = getattr(after.resolved, side)
    sure = min(outcome.confidence, CONFIDENCE)
    method = f"{outcome.method}+{METHOD}"
    found = replace(outcome, method=method, confidence=sure)
    end = getattr(before.resolved.claim, side)
    region = names.regions.region_name(names.gazetteer.places[outcome.place_id].region_iso)
    told = f"{end.name}: taken as the one in {region}, where the lines around it lie"
    resolved = replace(after.resolved, claim=before.resolved.claim)
    resolved = replace(resolved, a=found) if side == "a" else replace(resolved, b=found)
    return replace(after, resolved=resolved, told=(*after.told, told))


def _country(line: PlacedLine, side: Side) -> str:
    return str(getattr(line.resolved.claim, side).country)


def _region(line: PlacedLine, side: Side, names: ReleaseNames) -> str:
    place = names.gazetteer.places.get(getattr(line.resolved, side).place_id)
    return place.region_iso if place is not None else ""


def _keeps_together(regions: Sequence[str]) -> bool:
    """Whether a column goes region by region, over enough of them to be no chance."""
    counts = Counter(regions)
    runs = sum(1 for _ in groupby(regions))
    are_enough = len(counts) >= _LEAST_REGIONS and len(regions) >= _LEAST_A_REGION * len(counts)
    return are_enough and runs <= _MOST_RUNS * len(counts) + 1


def _between(lines: Iterable[tuple[LineNumber, str]]) -> dict[LineNumber, str]:
    """Return the unplaced lines with the region of those around them, where these agree."""
    ordered = list(lines)
    regions = [region for _, region in ordered]
    found: dict[LineNumber, str] = {}
    for at, (number, region) in enumerate(ordered):
        before = [one for one in reversed(regions[:at]) if one][:_AROUND]
        after = [one for one in regions[at + 1 :] if one][:_AROUND]
        around = {*before, *after}
        if not region and len(before) == len(after) == _AROUND and len(around) == 1:
            found[number] = around.pop()
    return found
