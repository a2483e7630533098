"""What a purpose changes in the short lists: how many names, and how far away they lie.

`python benchmarks/short_lists.py --purposes` prints it and writes it into the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from statistics import mean, median

import numpy as np

from sistercities import api, records
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.weighing import purposes

HEADING = "## What a purpose changes"
LEAST_CHANGE, FIVE, OF_NEARNESS = 2.5, 5, "youth"
"""Names that change at least, names that are looked at, and the purpose that asks for nearness."""
Answers = dict[tuple[int, str | None], records.ShortLists]


@dataclass(frozen=True)
class Nearness:
    """How near the names for the purpose lie that asks for nearness, and those without a purpose.

    Attributes
    ----------
    n
        Home places with names both with it and without one.
    km, km_without
        Median distance of their first five names, and of these the median over homes.
    n_nearer, n_farther
        Homes whose names for it lie nearer, and farther; of the others it is the same.
    """

    n: int
    km: float
    km_without: float
    n_nearer: int
    n_farther: int

    @property
    def is_missed(self) -> bool:
        """Whether they lie no nearer: in the median, or of most homes."""
        return self.km >= self.km_without or self.n_nearer <= self.n_farther


@dataclass(frozen=True)
class OfPurposes:
    """What purposes change over some home places.

    Attributes
    ----------
    changed
        By two purposes: how many of the first five of each list change.
    km
        By purpose: home places with names both with it and without one, and the median distance of
        their first five names with it and without.
    nearness
        The same for the purpose that asks for nearness, over more home places.
    """

    changed: Mapping[tuple[str, str], list[float]]
    km: Mapping[str, tuple[int, float, float]]
    nearness: Nearness

    def missed(self) -> list[str]:
        """Name the bars that are missed."""
        found = [
            f"{one} and {other} change {median(values):g}"
            for (one, other), values in self.changed.items()
            if median(values) < LEAST_CHANGE
        ]
        return found + ([f"{OF_NEARNESS} is no nearer"] if self.nearness.is_missed else [])


def of_purposes(ground: Ground, homes: list[int], more_homes: list[int]) -> OfPurposes:
    """Ask for each purpose, and without one, for each of some home places.

    For the one that asks for nearness more home places are asked for: of five samples of some
    forty homes with names the medians were 351 to 472 km with it and 379 to 626 km without one.
    """
    answers = _answers(ground, homes, [None, *(one.name for one in purposes())])
    of_more = _answers(ground, more_homes, [None, OF_NEARNESS])
    km = _km(ground, answers, homes)
    return OfPurposes(_changes(answers, homes), km, _nearness(ground, of_more, more_homes))


def _answers(ground: Ground, homes: list[int], names: list[str | None]) -> Answers:
    ids = ground.places.ids
    return {
        (home, name): api.recommend(str(ids[home]), purpose=name)
        for home in homes
        for name in names
    }


def _nearness(ground: Ground, answers: Answers, homes: list[int]) -> Nearness:
    km = {key: _km_of_first_five(ground, key[0], found) for key, found in answers.items()}
    of_both = [(km[home, OF_NEARNESS], km[home, None]) for home in homes]
    return nearness([(own, other) for own, other in of_both if own >= 0 and other >= 0])


def nearness(km: list[tuple[float, float]]) -> Nearness:
    """Compare the distances of names for the purpose that asks for nearness, and without one."""
    return Nearness(
        len(km), median(own for own, _ in km), median(other for _, other in km),
        sum(own < other for own, other in km), sum(own > other for own, other in km),
    )  # fmt: skip


def _changes(answers: Answers, homes: list[int]) -> dict[tuple[str, str], list[float]]:
    """Count how many of the first five of each list change between two purposes.

    Of a list that names fewer, the share that changes counts, times five; a list that names nobody
    for either purpose does not count.
    """
    found: dict[tuple[str, str], list[float]] = {}
    for home in homes:
        named = {
            one.name: {
                each.name: {place.place.place_id for place in each.suggestions}
                for each in answers[home, one.name].lists
            }
            for one in purposes()
        }
        for one, other in combinations(named, 2):
            for of_list in named[one].keys() & named[other].keys():
                these, those = named[one][of_list], named[other][of_list]
                if these or those:
                    share = len(these & those) / max(len(these), len(those))
                    found.setdefault((one, other), []).append(FIVE * (1 - share))
    return found


def _km(ground: Ground, answers: Answers, homes: list[int]) -> dict[str, tuple[int, float, float]]:
    """Median distances by purpose and without one, of the same home places."""
    km = {key: _km_of_first_five(ground, key[0], found) for key, found in answers.items()}
    found: dict[str, tuple[int, float, float]] = {}
    for name in (one.name for one in purposes()):
        both = [home for home in homes if km[home, name] >= 0 and km[home, None] >= 0]
        found[name] = (
            len(both),
            median(km[home, name] for home in both),
            median(km[home, None] for home in both),
        )
    return found


def _km_of_first_five(ground: Ground, home: int, found: records.ShortLists) -> float:
    """Median distance of the first five names, list after list; NaN where nobody is named."""
    names = [*found.suggestions, *found.less_sure][:FIVE]
    at = np.array([ground.position[one.place.place_id] for one in names], dtype=np.int64)
    return float(np.median(candidates_of(ground, home, at).distance_km)) if len(at) else np.nan


def lines(found: OfPurposes) -> Iterator[str]:
    """Write the section of the page."""
    yield from (HEADING, "")
    yield "Of the first five of a list, how many change from one purpose to another: sixty places,"
    yield "all continents, twenty without partners, ten under 20,000 people. Of a list of three the"
    yield "share that changes is counted as of five; the group beside the lists is a list here too."
    yield f"The bar is {LEAST_CHANGE:g} in the median."
    yield from ("", "| purposes | median | mean |", "|---|---|---|")
    for (one, other), values in found.changed.items():
        yield f"| {one}, {other} | {median(values):.1f} | {mean(values):.1f} |"
    yield ""
    yield "How far away the first five names of a home place lie (their median, and of these the"
    yield "median over the home places that have names both for the purpose and without one)."
    yield from ("", "| purpose | home places | km | km without a purpose |", "|---|---|---|---|")
    for name, (n, of_purpose, without) in found.km.items():
        yield f"| {name} | {n} | {of_purpose:,.0f} | {without:,.0f} |"
    near = found.nearness
    yield ""
    yield f"The bar is that those for {OF_NEARNESS}, which asks for nearness, lie nearer, in the"
    yield "median and for most homes. Sixty places do not tell: their medians may stand in either"
    yield "order. So it is asked of five times sixty, these among them: of"
    yield f"{near.n} with names {near.km:,.0f} km with the purpose and {near.km_without:,.0f} km"
    yield f"without one; nearer for {near.n_nearer} of them and farther for {near.n_farther}."
