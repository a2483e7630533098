"""What other lines tell of a home that is called as its prefecture is, and their order.

Registers have all partners of a home place together. Where a region or a held tie tells on some of
these lines that the prefecture is meant, and on none that the city is, the prefecture is meant on
the lines beside them that leave it open. A city that was taken there for its name alone is asked
back. That the lines tell of the city says nothing of the rest: the prefecture may stand above it.

Registers of a country often go prefecture by prefecture, and begin each with the partners of the
prefecture itself. There a line that stands before one of the prefecture, under the same name, is
the prefecture's too: its city comes later. What stands behind the last such line stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from sistercities.dataset.index.opened import index_of
from sistercities.dataset.overlays.line_order import has_one_run_each
from sistercities.dataset.overlays.own_places import OwnPlaces
from sistercities.dataset.overlays.places import PlacedLine, place_line
from sistercities.dataset.overlays.why_waiting import IS_OPEN
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.register_line import LineNumber, RegisterLine
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import MUNICIPAL

_FEWEST = 5
"""Regions with lines of their own that make a habit of a register."""
Ordered = Sequence[tuple[LineNumber, PlacedLine]]


def told_by_region_first(
    by_number: Lines, placed: Mapping[LineNumber, PlacedLine], names: ReleaseNames, own: OwnPlaces
) -> dict[LineNumber, PlacedLine]:
    """Return the lines whose home is the prefecture because lines of it follow."""
    found: dict[LineNumber, PlacedLine] = {}
    countries = sorted({home_of(one)[1] for one in placed.values()})
    columns = [[each for each in sorted(placed.items()) if home_of(each[1])[1] == country]
               for country in countries]  # fmt: skip
    if not _stand_first(columns, names):
        return {}
    for number, region in (each for lines in columns for each in _before_a_region(lines, names)):
        if says_which(by_number[number]):
            continue
        after = place_line(with_id(by_number[number], region), names, own)
        if after.resolved.a.place_id == region:
            place = names.gazetteer.places[region]
            found[number] = told_beside(after, placed[number], place)
    return found


def _before_a_region(lines: Ordered, names: ReleaseNames) -> Iterator[tuple[LineNumber, str]]:
    """Yield the lines of a country that a line of the region of their name follows."""
    told = [_told_region(one, names) for _, one in lines]
    for run in _runs(lines):
        regions = [(at, told[at]) for at in run if told[at]]
        if len({region for _, region in regions}) != 1:
            continue
        last, region = regions[-1]
        for at in run:
            if at < last and _may_be(lines[at][1], region, names):
                yield lines[at][0], region


def _runs(lines: Ordered) -> list[list[int]]:
    """Return the indices of lines that follow each other under one name of a home."""
    runs = groupby(range(len(lines)), key=lambda at: home_of(lines[at][1]))
    return [[*run] for _, run in runs]


def _stand_first(columns: Sequence[Ordered], names: ReleaseNames) -> bool:
    """Whether a register goes region by region and each region's own lines stand first in it."""
    told = {_told_region(one, names) for lines in columns for _, one in lines} - {""}
    return len(told) >= _FEWEST and all(_begin_with_regions(lines, names) for lines in columns)


def _begin_with_regions(lines: Ordered, names: ReleaseNames) -> bool:
    """Whether nothing but lines that may be a region's stands before its own, in its block."""
    places = names.gazetteer.places
    codes = [places[one.resolved.a.place_id].region_iso if one.resolved.a.place_id else ""
             for _, one in lines]  # fmt: skip
    if not has_one_run_each([code for code in codes if code]):
        return False
    told = [(at, region) for at, (_, one) in enumerate(lines)
            if (region := _told_region(one, names))]  # fmt: skip
    before = [(region, earlier) for at, region in told
              for earlier in range(codes.index(codes[at]), at)]  # fmt: skip
    return all(_may_mean(lines[at][1], region, names) for region, at in before)


def _may_mean(line: PlacedLine, region: str, names: ReleaseNames) -> bool:
    """Whether the home of a line is a region, or its name is also that of the region."""
    home, end = line.resolved.a, line.resolved.claim.a
    called = names.gazetteer.matches(end.name, end.country)
    return home.place_id == region or any(one.place_id == region for one in called)


def _told_region(line: PlacedLine, names: ReleaseNames) -> str:
    """Id of the region that more than its name tells a home to be; "" if it is none."""
    place = names.gazetteer.places.get(line.resolved.a.place_id)
    is_region = place is not None and place.level == "region1" and not place.is_dual
    return place.place_id if place is not None and is_region and is_told(line) else ""


def _may_be(line: PlacedLine, region: str, names: ReleaseNames) -> bool:
    """Whether a home is not told yet, and may be the city of the region or the region itself."""
    home = line.resolved.a
    ids = (home.place_id,) if home.place_id else home.candidates
    others = [names.gazetteer.places[one] for one in ids if one != region]
    return not is_told(line) and any(region in one.parent_ids for one in others)


_HELD = "SELECT tie_id FROM ties WHERE tie_id IN ({marks})"
_AT_A_TIME = 500
STEP = "if the region is meant, give its id or its level"


def told_of_regions(
    claims: Sequence[ResolvedClaim], known: Mapping[str, object], release: Release,
    names: ReleaseNames,
) -> dict[str, str]:  # fmt: skip
    """Return by tie, where it is new, which region of one end holds it with the other.

    Parameters
    ----------
    claims
        What the lines became.
    known
        Ties that the release holds: of them nothing is said.
    release, names
        The release and its names.
    """
    found = {
        one.tie_id: dict(_with_regions(one, names))
        for one in claims
        if one.tie_id and one.tie_id not in known
    }
    held = _held(release, sorted({tie for ties in found.values() for tie in ties}))
    return {
        tie: said
        for tie, ties in found.items()
        if (said := next((told for other, told in ties.items() if other in held), ""))
    }


def _with_regions(one: ResolvedClaim, names: ReleaseNames) -> Iterator[tuple[str, str]]:
    """Yield the ties that a region of one end may have with the other, and what is said of it."""
    places = names.gazetteer.places
    for town, partner in ((one.a.place_id, one.b.place_id), (one.b.place_id, one.a.place_id)):
        if places[town].level not in MUNICIPAL or places[town].is_dual:
            continue
        for region in places[town].parent_ids:
            if region in places and region != partner and places[region].level == "region1":
                names_of = (places[one].name for one in (region, town, partner))
                yield "~".join(sorted((region, partner))), _told(region, *names_of)


def _told(region: str, name: str, town: str, partner: str) -> str:
    return f"the region {name} ({region}), in which {town} lies, holds a tie with {partner} already"


def _held(release: Release, ties: Sequence[str]) -> set[str]:
    index = index_of(release)
    turns = [ties[at : at + _AT_A_TIME] for at in range(0, len(ties), _AT_A_TIME)]
    queries = ((_HELD.format(marks=", ".join("?" * len(each))), each) for each in turns)
    return {row["tie_id"] for sql, each in queries for row in index.query(sql, list(each))}


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
        region = _region_told(lines, names)
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


def _region_told(lines: Mapping[LineNumber, PlacedLine], names: ReleaseNames) -> Place | None:
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
