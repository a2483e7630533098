"""Each filter of a list of ties just below, at and above its edge, told from the world by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import world
from sistercities.api.explorer import areas, ties
from sistercities.api.explorer.store import Explorer
from sistercities.api.explorer.ties import TieFilter, count_ties, list_ties
from sistercities.errors import InvalidArgument
from sistercities.terms.words import ALIVE

Wanted = Callable[[frozenset[str]], bool]


@pytest.fixture(scope="module")
def explorer(release_folder: Path) -> Iterator[Explorer]:
    """Open the drawn world."""
    opened = Explorer(release_folder)
    yield opened
    opened.close()


def _year(pair: frozenset[str]) -> int:
    """Year of a start that is known; 0 of others, so that no range from 1 takes them in."""
    tie = world.TIES[pair]
    return int((tie.start or "0")[:4]) if tie.precision in ("day", "month", "year") else 0


def _standing(pair: frozenset[str]) -> str:
    return world.STANDING.get(pair, ("active",))[0]


def _due(wanted: Wanted) -> set[str]:
    return {"~".join(sorted(pair)) for pair in world.TIES if wanted(pair)}


def _found(explorer: Explorer, wanted: TieFilter) -> set[str]:
    found = {tie.tie_id for tie in list_ties(explorer, "all", wanted=wanted)}
    assert count_ties(explorer, "all", wanted=wanted) == len(found)
    return found


@pytest.mark.parametrize(
    ("first", "last"),
    [
        # 1985 has two starts and 1995 one; 1979 is in doubt, and 1978 and 2012 have none.
        (1985, 1995), (1984, 1995), (1986, 1995), (1985, 1994), (1985, 1996), (1985, 1985),
        (1979, 1979), (1979, 1980), (1995, 1985), (1, 9999),
        (2011, None), (2012, None), (None, 1980), (None, 1979), (None, 9999), (1, None),
    ],
)  # fmt: skip
def test_years_are_taken_with_both_ends_and_starts_in_doubt_with_none(
    explorer: Explorer, first: int | None, last: int | None
) -> None:
    """One end alone is enough; without any, undated ties are there too."""
    due = _due(lambda pair: (first or 1) <= _year(pair) <= (last or 9999))
    assert _found(explorer, TieFilter(first_year=first, last_year=last)) == due


_OVER = ("ended", "pending", "suspended", "never_valid", "no_longer_listed")


@pytest.mark.parametrize("word", ["alive", *sorted(ALIVE), *_OVER])
def test_a_standing_is_one_and_alive_stands_for_those_that_count(
    explorer: Explorer, word: str
) -> None:
    words = ALIVE if word == "alive" else (word,)
    assert _found(explorer, TieFilter(standing=word)) == _due(lambda one: _standing(one) in words)


def test_filters_are_joined_by_and(explorer: Explorer) -> None:
    lower = _due(lambda pair: world.TIES[pair].tie_class == "lower")
    early = _due(lambda pair: 1 <= _year(pair) <= 1990)
    ended = _due(lambda pair: world.TIES[pair].status == "ended")
    assert _found(explorer, TieFilter(tie_class="lower", last_year=1990)) == lower & early
    assert _found(explorer, TieFilter(tie_class="lower", status="ended")) == lower & ended
    assert lower & early not in (lower, early)
    assert lower & ended not in (lower, ended)


def test_a_country_is_that_of_the_partner_however_it_is_written(explorer: Explorer) -> None:
    country = {name: place.country for name, place in world.places().items()}
    due = _due(lambda pair: {country[end] for end in pair} == {"CN", "DE"})
    for code in ("DE", "de"):
        found = list_ties(explorer, "country", ["CN"], TieFilter(country=code))
        assert {tie.tie_id for tie in found} == due
    own = list_ties(explorer, "country", ["JP"], TieFilter(country="JP"))
    assert {tie.tie_id for tie in own} == _due(
        lambda pair: {country[end] for end in pair} == {"JP"}
    )
    assert len(own) == 1, "a tie within a country stands once"


def test_letters_are_looked_for_at_either_end(explorer: Explorer) -> None:
    for text in ("portclair", "Portc"):
        assert _found(explorer, TieFilter(text=text)) == _due(lambda one: world.PORTCLAIR in one)
    here = list_ties(explorer, "place", [world.PORTCLAIR], TieFilter(text="Portclair"))
    assert {tie.tie_id for tie in here} == _due(lambda one: world.PORTCLAIR in one)
    assert _found(explorer, TieFilter(text="...")) == set(), "marks alone are no letters"
    assert _found(explorer, TieFilter(text="a" * 100)) == set()
    with pytest.raises(InvalidArgument, match="at most 100 characters"):
        _found(explorer, TieFilter(text="a" * 101))


@pytest.mark.parametrize(
    ("sources", "year"),
    [
        ({}, None),
        ({2016: 4}, None),
        ({2016: 5}, 2016),
        ({2016: 3, 2020: 3}, 2016),
        ({2020: 4, 2016: 3}, 2020),
        ({2016: 1, 2018: 2, 2020: 3}, 2018),
        ({2016: 1, 2018: 1, 2020: 3}, 2020),
    ],
)
def test_half_of_the_dated_ties_is_at_least_half_of_five(
    sources: dict[int, int], year: int | None
) -> None:
    assert ties._half_by(sources) == year


def test_places_of_a_country_and_a_level_are_those_of_both(explorer: Explorer) -> None:
    places = world.places()

    def listed(*asked: Any) -> set[str]:
        total, lines = areas.list_places(explorer, *asked, limit=500, offset=0)
        assert total == len(lines)
        return {line.place.place_id for line in lines}

    assert listed("CN", "city") == {
        name for name, one in places.items() if (one.country, one.level) == ("CN", "city")
    }
    assert listed("CN", None) == {name for name, one in places.items() if one.country == "CN"}
    assert listed(None, "city") == {name for name, one in places.items() if one.level == "city"}


def test_what_lies_inside_sister_regions_and_what_does_not_are_all(explorer: Explorer) -> None:
    inside, others = (_found(explorer, TieFilter(is_inside=one)) for one in (True, False))
    assert "~".join(sorted((world.MEIPING, world.SAINT_ORME))) in inside
    assert "~".join(sorted((world.NINGWAN, world.PORTCLAIR))) in others
    assert inside | others == _due(lambda _: True)
    assert not inside & others


@pytest.mark.parametrize("region", [world.LANYU, world.MINAMIHARA, world.QINGMO])
def test_ties_of_a_region_are_those_of_its_places_of_today_each_once(
    explorer: Explorer, region: str
) -> None:
    """Its own are none of them, and which of the two ids comes first makes no difference."""
    held = {region}
    while more := {
        row["place_id"] for row in world.parents()
        if row["parent_id"] in held and row["to_year"] is None
    } - held:  # fmt: skip
        held |= more
    due = _due(lambda pair: bool(pair & (held - {region})))
    assert due
    found = [tie.tie_id for tie in list_ties(explorer, "region", [region])]
    assert sorted(found) == sorted(due)


def test_a_list_begins_with_its_first_row_where_nothing_is_left_out(explorer: Explorer) -> None:
    whole = list_ties(explorer, "all")
    for limit in (1, 3, len(whole), len(whole) + 1):
        assert list_ties(explorer, "all", limit=limit) == whole[:limit]
        assert list_ties(explorer, "all", limit=limit, offset=2) == whole[2 : limit + 2]


def test_starts_are_counted_by_year_with_those_in_doubt_and_those_unknown(
    explorer: Explorer,
) -> None:
    due: dict[tuple[str, int | None], int] = {}
    for pair, tie in world.TIES.items():
        rough = "suspect" if tie.precision == "suspect" else "unknown"
        key = ("year", _year(pair)) if _year(pair) else (rough, None)
        due[key] = due.get(key, 0) + 1
    found = ties.start_years(explorer, "all").counts
    assert {(one.bin, one.year): one.n for one in found} == due
