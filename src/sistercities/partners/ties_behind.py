"""The places and ties that stand behind a reason, and which ties old sources alone tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from sistercities.partners.distinct_numbers import SortedCounts
from sistercities.partners.gate.gate import may_be_named
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place, named_region
from sistercities.partners.tie_graph import is_among
from sistercities.sentences import (
    Listed,
    PlaceName,
    Sentence,
    followed_by,
    listed,
    listed_few,
    say,
    say_count,
)
from twolevel.core.array_types import Flag, Index, Real

MOST_NAMED = 5
"""Places that the evidence of one reason names."""


class TiesBehind(NamedTuple):
    """What a reason on existing ties rests on.

    Attributes
    ----------
    places
        Positions of the places that evidence names, in the order in which it does.
    ties
        Keys of the ties (`TieGraph.key`), shape (n_ties,).
    place_of_tie
        Which of `places` each tie belongs to, shape (n_ties,); -1 for none.
    """

    places: tuple[int, ...]
    ties: Index
    place_of_tie: Index


def ties_behind(feature: str, ground: Ground, home: int, partner: int) -> TiesBehind | None:
    """Find the places and ties behind a feature of one pair; None where it rests on no ties."""
    find = _BEHIND.get(feature)
    return None if find is None else find(ground, home, partner)


def those_that_may_be_named(
    ground: Ground, home: int, partner: int, behind: TiesBehind
) -> TiesBehind:
    """Leave out places that something bars for either of the two, or that call for care there."""
    if not behind.places:
        return behind
    kept = np.flatnonzero(may_be_named(ground, home, np.array(behind.places), partner))
    new_place = np.full(len(behind.places) + 1, -1, dtype=np.int64)
    new_place[kept] = np.arange(len(kept))
    places = tuple(behind.places[k] for k in kept.tolist())
    return TiesBehind(places, behind.ties, new_place[behind.place_of_tie])


def named(ground: Ground, behind: TiesBehind) -> Listed:
    """Name the places with their countries; where old sources alone tell a tie, its year.

    Namesakes in one country are told apart by their regions.
    """
    years = _told_once(ground, behind)
    shown = behind.places[:MOST_NAMED]
    called = Counter(map(partial(_called, ground), shown))
    words = []
    for k, place in enumerate(shown):
        own = years[(behind.place_of_tie == k) & (years > 0)]
        code: Sentence | str = _called(ground, place)[1]
        region = _region_of(ground, place) if called[_called(ground, place)] > 1 else None
        if region is not None:
            code = say("{region}, {code}", region=region, code=code)
        name = named_place(ground, place)
        words.append(
            say("{name} ({code}, seen {year:.0f})", name=name, code=code, year=own.min())
            if len(own)
            else say("{name} ({code})", name=name, code=code)
        )
    # Namesakes of one region are called the same.
    return listed_few(list(dict.fromkeys(words)), len(behind.places), "comma")


def _called(ground: Ground, place: int) -> tuple[str, str]:
    """Return the name of a place and the code of its country."""
    code = ground.countries.codes[ground.places.country[place]]
    return str(ground.places.names[place]), str(code)


def _region_of(ground: Ground, place: int) -> PlaceName | None:
    """Name the region that a place lies in; None where none is known."""
    region = int(ground.places.region[place])
    return named_region(ground, str(ground.places.region_codes[region])) if region >= 0 else None


def with_doubt(sentence: str, ground: Ground, behind: TiesBehind) -> str:
    """Add to a sentence how many of the ties behind it old sources alone tell, if any."""
    told = _told_once(ground, behind)
    n, n_once = len(behind.ties), int((told > 0).sum())
    if not n_once:
        return sentence
    # A sentence that counts the ties has told how many there are.
    is_counted = re.search(rf"\b{n:,} ", sentence) is not None
    years = listed([f"{year:.0f}" for year in sorted(set(told[told > 0].tolist()))])
    doubt = _doubt_of_counted if is_counted else _doubt
    return followed_by(sentence, doubt(n, n_once, years))


def _doubt_of_counted(n: int, n_once: int, years: Listed) -> Sentence:
    if n == 1:
        return say("it is confirmed only by a list of {years}.", years=years)
    if n_once == n:
        return say("all of them are confirmed only by lists of {years}.", years=years)
    return say_count(
        "{n} of them is confirmed only by a list of {years}.",
        "{n:,} of them are confirmed only by lists of {years}.",
        n_once,
        years=years,
    )


def _doubt(n: int, n_once: int, years: Listed) -> Sentence:
    if n == 1:
        return say(
            "the partnership behind this is confirmed only by a list of {years}.", years=years
        )
    if n_once == n:
        return say(
            "all {total:,} partnerships behind this are confirmed only by lists of {years}.",
            total=n,
            years=years,
        )
    return say_count(
        "{n} of the {total:,} partnerships behind this is confirmed only by a list of {years}.",
        "{n:,} of the {total:,} partnerships behind this are confirmed only by lists of {years}.",
        n_once,
        total=n,
        years=years,
    )


def _told_once(ground: Ground, behind: TiesBehind) -> Real:
    """Last year in which the old sources of each tie speak of it, 0 for all other ties."""
    if not len(behind.ties):
        return np.zeros(0)
    return SortedCounts(*ground.told_once).of(behind.ties)


def ties_of(ground: Ground, places: Index, *ends: int) -> TiesBehind:
    """Find the ties of places with each of the ends, by their positions."""
    n = len(places)
    ties = [ground.ties.key(places, np.full(n, end, dtype=np.int64)) for end in ends]
    return TiesBehind(
        tuple(places.tolist()), np.concatenate(ties), np.tile(np.arange(n), len(ends))
    )


def _in_common(ground: Ground, home: int, partner: int) -> TiesBehind:
    """Partners of both, the one with the fewest ties first; networks of towns aside."""
    ties = ground.ties.outside_networks
    mine = ties.partners(home)
    both = mine[is_among(ties.partners(partner), mine)]
    order = np.argsort(ground.ties.degree[both], kind="stable")
    return ties_of(ground, both[order], home, partner)


def _largest_first(ground: Ground, at: Index) -> Index:
    size = np.nan_to_num(ground.places.population[at])
    return np.asarray(at[np.argsort(-size, kind="stable")])


def _neighbours(ground: Ground, home: int, partner: int) -> TiesBehind:
    """Places of the home region that are tied with the partner."""
    there, region = ground.ties.partners(partner), ground.places.region
    inside = there[_is_in(region, there, home) & (there != home)]
    return ties_of(ground, _largest_first(ground, inside), partner)


def _own_there(ground: Ground, home: int, partner: int) -> TiesBehind:
    """Partners of the home place in the partner's country."""
    here, country = ground.ties.partners(home), ground.places.country
    inside = here[(country[here] == country[partner]) & (here != partner)]
    return ties_of(ground, _largest_first(ground, inside), home)


def _own_in_region(ground: Ground, home: int, partner: int) -> TiesBehind:
    here, region = ground.ties.partners(home), ground.places.region
    inside = here[_is_in(region, here, partner) & (here != partner)]
    return ties_of(ground, _largest_first(ground, inside), home)


def _is_in(region: Index, at: Index, place: int) -> Flag:
    """Whether places lie in the region of a place; none does in one that is not known."""
    return np.asarray((region[at] == region[place]) & (region[place] >= 0))


def _partner_here(ground: Ground, home: int, partner: int) -> TiesBehind:
    return _own_there(ground, partner, home)


def _sister_regions(ground: Ground, home: int, partner: int) -> TiesBehind:
    """Regions around the two that are tied with each other."""
    here, there = (ground.places.containers[k] for k in (home, partner))
    for one in here[here >= 0].tolist():
        for other in there[there >= 0].tolist():
            tie = np.array([one]), np.array([other])
            if ground.ties.holds(*tie)[0]:
                return TiesBehind((one, other), ground.ties.key(*tie), np.zeros(1, dtype=np.int64))
    return TiesBehind((), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def _all_of_partner(ground: Ground, home: int, partner: int) -> TiesBehind:
    there = ground.ties.partners(partner)
    return _unnamed(ties_of(ground, there[there != home], partner))


def _between_regions(ground: Ground, home: int, partner: int) -> TiesBehind:
    ties, region = ground.ties, ground.places.region
    here, there = region[home], region[partner]
    one, other = region[ties.a], region[ties.b]
    inside = ((one == here) & (other == there)) | ((one == there) & (other == here))
    inside &= (one >= 0) & (other >= 0)
    keys = ties.key(ties.a[inside], ties.b[inside])
    keys = keys[keys != ties.key(np.array([home]), np.array([partner]))[0]]
    return TiesBehind((), keys, np.full(len(keys), -1, dtype=np.int64))


def _unnamed(found: TiesBehind) -> TiesBehind:
    return TiesBehind((), found.ties, np.full(len(found.ties), -1, dtype=np.int64))


_BEHIND: dict[str, Callable[[Ground, int, int], TiesBehind]] = {
    "shared_partners": _in_common,
    "shared_at_home": _in_common,
    "neighbours_tied": _neighbours,
    "own_ties_there": _own_there,
    "own_ties_in_region": _own_in_region,
    "partner_ties_here": _partner_here,
    "sister_region": _sister_regions,
    "partner_ties": _all_of_partner,
    "region_ties": _between_regions,
}
