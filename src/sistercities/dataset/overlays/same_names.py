"""What the other lines of a register tell of a home place that is called as its prefecture is.

Registers have all partners of a home place together. Where a region or a held tie tells on some of
these lines that the prefecture is meant, and on none that the city is, the prefecture is meant on
the lines beside them that leave it open. A city that was taken there for its name alone is asked
back. That the lines tell of the city says nothing of the rest: the prefecture may stand above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from sistercities.dataset.overlays.own_places import OwnPlaces
from sistercities.dataset.overlays.places import PlacedLine, place_line
from sistercities.dataset.overlays.why_waiting import IS_OPEN
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.register_line import LineNumber, RegisterLine
from sistercities.terms.places import Place, Resolution

METHOD = "same_name"
CONFIDENCE = 0.85
_LEAST_LINES = 2
_TELLING = frozenset({"id", "parents", "known_tie", "partner_level", "level"})
"""Words of a method by which more than the name settles a place."""

Lines = Mapping[LineNumber, RegisterLine]


def told_by_same_names(
    by_number: Lines, placed: Mapping[LineNumber, PlacedLine], names: ReleaseNames, own: OwnPlaces
) -> dict[LineNumber, PlacedLine]:
    """Return the lines whose home is the prefecture as on the lines beside them."""
    found: dict[LineNumber, PlacedLine] = {}
    ordered = sorted(placed.items())
    for _, run in groupby(ordered, key=lambda each: home_of(each[1])):
        lines = dict(run)
        region = _told_region(lines, names)
        if region is None:
            continue
        for number in _open(lines, region, names):
            if says_which(by_number[number]):
                continue
            if lines[number].resolved.a.place_id:
                found[number] = _asked_back(lines[number], region)
                continue
            after = place_line(with_id(by_number[number], region.place_id), names, own)
            if after.resolved.a.place_id == region.place_id:
                found[number] = told_beside(after, lines[number], region)
    return found


def home_of(line: PlacedLine) -> tuple[str, str]:
    """Return the name of the home of a line as written, and its country."""
    end = line.resolved.claim.a
    return end.name, end.country


def says_which(line: RegisterLine) -> bool:
    """Whether the line itself says which place its home is, beside the name."""
    written = line.written_a
    return bool(written.region or written.ids or written.end.level)


def _told_region(lines: Mapping[LineNumber, PlacedLine], names: ReleaseNames) -> Place | None:
    """Return the one place that more than the name tells on several lines, if it is a region."""
    told = [one.resolved.a.place_id for one in lines.values() if is_told(one)]
    if len(told) < _LEAST_LINES or len(set(told)) > 1:
        return None
    place = names.gazetteer.places[told[0]]
    return place if place.level == "region1" and not place.is_dual else None


def is_told(line: PlacedLine) -> bool:
    """Whether more than the name settles the home of a line."""
    home = line.resolved.a
    return bool(home.place_id) and bool(_TELLING & set(home.method.split("+")))


def _open(
    lines: Mapping[LineNumber, PlacedLine], region: Place, names: ReleaseNames
) -> Iterator[LineNumber]:
    """Yield the lines whose home may be the region, and by its name alone may be its city."""
    for number, line in lines.items():
        home = line.resolved.a
        shown = (home.place_id,) if home.place_id else home.candidates
        others = [names.gazetteer.places[one] for one in shown if one != region.place_id]
        if not is_told(line) and any(region.place_id in one.parent_ids for one in others):
            yield number


def with_id(line: RegisterLine, place_id: str) -> RegisterLine:
    """Return a line as if a column gave the id of its home."""
    return replace(line, written_a=replace(line.written_a, ids=(place_id,)))


def _asked_back(line: PlacedLine, region: Place) -> PlacedLine:
    """Let a home wait that is the city by its name alone."""
    name, home = line.resolved.claim.a.name, line.resolved.a
    ids = (region.place_id, home.place_id)
    waiting = Resolution("", "", 0.0, f"{IS_OPEN}{name} is not stated", ids)
    told = f"{name}: {waiting.reason}: on the lines beside it the region is meant"
    step = "give the id of the one that is meant"
    resolved = replace(line.resolved, a=waiting, folded_into="")
    return replace(line, resolved=resolved, told=(*line.told, told), steps=(*line.steps, step))


def told_beside(after: PlacedLine, before: PlacedLine, region: Place) -> PlacedLine:
    """Say that the lines beside it told which region the home is."""
    said = f"{before.resolved.claim.a.name}: taken as {region.level} as on the lines beside it"
    return with_told_home(after, before, f"alias+country+{METHOD}", said)


def with_told_home(after: PlacedLine, before: PlacedLine, method: str, said: str) -> PlacedLine:
    """Take the home that other lines told, and say so; the claim stays as written."""
    home = replace(after.resolved.a, method=method, confidence=CONFIDENCE)
    resolved = replace(after.resolved, claim=before.resolved.claim, a=home)
    return replace(after, resolved=resolved, told=(*after.told, said))
