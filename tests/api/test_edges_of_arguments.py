"""Numbers and years at the edge of what a verb takes, and the ties of a place by two filters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sistercities as sc
import world
from sistercities.api.arguments import checked_count, checked_year_of_ties
from sistercities.dataset.release.store import open_release
from sistercities.errors import InvalidArgument
from sistercities.terms.words import ALIVE

FIRST = min(int(tie.start[:4]) for tie in world.TIES.values()
            if tie.start and tie.precision != "suspect")  # fmt: skip


@pytest.mark.parametrize(("year", "is_taken"), [(1979, False), (1980, True), (2026, True),
                                                (2027, False)])  # fmt: skip
def test_a_year_of_ties_lies_between_the_first_dated_tie_and_the_newest_source(
    release_folder: Path, year: int, *, is_taken: bool
) -> None:
    """The tie of 1979 is in doubt, so that the years begin with 1980."""
    assert FIRST == 1980
    with open_release(release_folder) as release:
        if is_taken:
            assert checked_year_of_ties(release, year) == year
        else:
            with pytest.raises(InvalidArgument, match="give a year from 1980 to 2026"):
                checked_year_of_ties(release, year)


@pytest.mark.parametrize(
    ("value", "most", "says"),
    [
        (2, 9, ""), (9, 9, ""), (10**9, None, ""), (1, 9, "from 2 to 9"), (10, 9, "from 2 to 9"),
        (1, None, "of at least 2"), (True, None, "of at least 2"), (3.0, 9, "from 2 to 9"),
        ("3", 9, "from 2 to 9"), (None, 9, "from 2 to 9"),
    ],
)  # fmt: skip
def test_a_count_is_a_whole_number_with_both_ends(value: Any, most: int | None, says: str) -> None:
    if not says:
        assert checked_count("count", value, 2, most) == value
    else:
        with pytest.raises(InvalidArgument, match=f"give a whole number {says}"):
            checked_count("count", value, 2, most)


@pytest.mark.parametrize(
    ("standing", "status"),
    [((), None), (("alive",), None), ((), "active"), (("ended",), None), (("alive",), "unknown"),
     (("no_longer_listed", "never_valid"), "unknown"), (("ended",), "active")],
)  # fmt: skip
@pytest.mark.parametrize("home", [world.PORTCLAIR, world.TOKIWA])
def test_ties_of_a_place_are_those_of_the_standing_and_of_the_status(
    release_folder: Path, home: str, standing: tuple[str, ...], status: str | None
) -> None:
    def is_due(pair: frozenset[str]) -> bool:
        word = world.STANDING.get(pair, ("active",))[0]
        words = {*standing, *(ALIVE if "alive" in standing else ())}
        return (not words or word in words) and status in (None, world.TIES[pair].status)

    found = sc.ties_of(home, standing=standing, status=status, data=release_folder)
    due = {pair for pair in world.TIES if home in pair and is_due(pair)}
    assert {frozenset({tie.a.place_id, tie.b.place_id}) for tie in found} == due


def test_of_both_ends_region_and_last_year_are_told(release_folder: Path) -> None:
    places = world.places()
    for home in (world.LANYU, world.VALMONT, world.NINGWAN):
        found = sc.ties_of(home, data=release_folder)
        for tie in found:
            for end in (tie.a, tie.b):
                due = places[end.place_id]
                assert (end.region_iso, end.valid_to) == (due.region_iso or None, due.valid_to)
                assert end.name_local == (due.name_local or None)
    assert places[world.VALMONT].valid_to == 2015
