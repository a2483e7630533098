"""A register that goes region by region says where a name lies that several regions have."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import cast

from sistercities.dataset.overlays.line_order import regions_by_order
from sistercities.dataset.overlays.places import PlacedLine
from sistercities.dataset.overlays.why_waiting import IS_OPEN
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution

REGIONS = ("JP-91", "JP-92", "JP-93", "JP-94", "JP-95")
A_REGION = 6
PLACES = {region: Place(region, region, "", "city", "JP", region, names=()) for region in REGIONS}
NAMES = cast("ReleaseNames", SimpleNamespace(gazetteer=SimpleNamespace(places=PLACES)))


def line(region: str, reason: str = "", offered: tuple[str, ...] = REGIONS) -> PlacedLine:
    """Return a line whose home lies in a region, or waits."""
    end = NamedEnd("Minato", "JP")
    home = Resolution(region, "alias", 0.9) if region else Resolution("", "", 0.0, reason, offered)
    claim = SourceClaim("made-up:1", "made-up", "1", end, end, "", "none", is_batch_date=False,
                        end="", status="unknown", kind="unknown", is_double_entry=False, note="",
                        licence="")  # fmt: skip
    return PlacedLine(ResolvedClaim(claim, home, Resolution("", "", 0.0)), (), ())


def grouped() -> list[PlacedLine]:
    return [line(region) for region in REGIONS for _ in range(A_REGION)]


def told(lines: list[PlacedLine]) -> dict[int, str]:
    return regions_by_order(dict(enumerate(lines)), "a", NAMES)


OPEN = line("", f"{IS_OPEN}Minato is not stated")


def test_a_name_amid_the_lines_of_a_region_lies_in_it() -> None:
    lines = grouped()
    lines.insert(A_REGION + 3, OPEN)
    assert told(lines) == {A_REGION + 3: REGIONS[1]}


def test_at_the_end_of_a_region_the_order_tells_nothing() -> None:
    lines = grouped()
    lines.insert(A_REGION, OPEN)
    lines.insert(0, OPEN)
    lines.append(OPEN)
    assert told(lines) == {}


def test_a_name_that_is_not_known_at_all_is_not_placed_by_the_order() -> None:
    lines = grouped()
    lines.insert(A_REGION + 3, line("", "not in our gazetteer"))
    assert told(lines) == {}


def test_a_list_by_name_or_by_date_tells_nothing() -> None:
    lines = grouped()
    random.Random(20261129).shuffle(lines)
    amid = [*lines, line(REGIONS[0]), line(REGIONS[0]), OPEN, line(REGIONS[0]), line(REGIONS[0])]
    assert told(amid) == {}


def test_a_few_lines_are_no_order() -> None:
    few = [line(REGIONS[0]), line(REGIONS[0]), OPEN, line(REGIONS[0]), line(REGIONS[0])]
    assert told(few) == {}


def test_a_region_and_its_city_are_not_told_apart_by_the_order() -> None:
    lines = grouped()
    lines.insert(A_REGION + 3, line("", f"{IS_OPEN}Minato is not stated", REGIONS[1:2]))
    assert told(lines) == {}


def between(*offered: str, first: str = REGIONS[1], then: str = REGIONS[2]) -> list[PlacedLine]:
    """Return a grouped column with an open name at the border of two regions."""
    lines = grouped()
    at = max(index for index, one in enumerate(lines) if one.resolved.a.place_id == first) + 1
    assert lines[at].resolved.a.place_id == then
    lines.insert(at, line("", f"{IS_OPEN}Minato is not stated", offered))
    return lines


def test_at_a_border_it_lies_in_the_one_of_both_that_has_the_name() -> None:
    assert told(between(REGIONS[1], REGIONS[4])) == {2 * A_REGION: REGIONS[1]}
    assert told(between(REGIONS[0], REGIONS[2])) == {2 * A_REGION: REGIONS[2]}


def test_at_a_border_of_two_regions_that_have_the_name_it_is_open() -> None:
    assert told(between(REGIONS[1], REGIONS[2], REGIONS[4])) == {}
    assert told(between(REGIONS[0], REGIONS[4])) == {}


def test_a_region_without_lines_elsewhere_may_have_its_only_line_there() -> None:
    lines = [one for one in between(REGIONS[1], REGIONS[4])
             if one.resolved.a.place_id != REGIONS[4]]  # fmt: skip
    assert told(lines) == {}


def test_where_a_region_stands_in_two_places_a_border_tells_nothing() -> None:
    assert told([*between(REGIONS[1], REGIONS[4]), line(REGIONS[0])]) == {}
