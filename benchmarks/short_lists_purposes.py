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
ASKED_OF = ("gn:3247449", "gn:605859", "gn:5520993", "gn:2918987", "gn:2877088")
"""Aachen, Haparanda, El Paso, Görlitz and Lingen."""
N_BORDER, BORDER_SEED = 30, 17
BEFORE_AT_BORDER = {
    ("trade", "culture"): 0.0, ("trade", "education"): 1.7, ("trade", "tourism"): 5.0,
    ("trade", "environment"): 0.0, ("trade", "youth"): 0.0, ("culture", "education"): 0.0,
    ("culture", "tourism"): 5.0, ("culture", "environment"): 1.3, ("culture", "youth"): 0.0,
    ("education", "tourism"): 5.0, ("education", "environment"): 2.5, ("education", "youth"): 1.8,
    ("tourism", "environment"): 5.0, ("tourism", "youth"): 5.0, ("environment", "youth"): 1.7,
}  # fmt: skip
NAMED_BEFORE = {
    "trade": (28, 106), "culture": (26, 89), "education": (25, 82), "tourism": (19, 44),
    "environment": (28, 101), "youth": (27, 100),
}  # fmt: skip
"""Medians at borders, and homes with names and their names, as long as nearness alone served trade
(200 km), culture (150 km), education (100 km) and youth (200 km)."""
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
    changed_at_border, named_at_border
        How many change for towns at a land border; by purpose, to how many of them somebody is
        named, and how many names that are.
    """

    changed: Mapping[tuple[str, str], list[float]]
    km: Mapping[str, tuple[int, float, float]]
    nearness: Nearness
    changed_at_border: Mapping[tuple[str, str], list[float]]
    named_at_border: Mapping[str, tuple[int, int]]

    def missed(self) -> list[str]:
        """Name the bars that are missed."""
        found = [
            f"{one} and {other} change {median(values):g}"
            for (one, other), values in self.changed.items()
            if median(values) < LEAST_CHANGE
        ]
        found += [
            f"{one} and {other} change {median(values):g} at borders"
            for (one, other), values in self.changed_at_border.items()
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
    border = border_towns(ground)
    at_border = _answers(ground, border, [one.name for one in purposes()])
    return OfPurposes(
        _changes(answers, homes), km, _nearness(ground, of_more, more_homes),
        _changes(at_border, border), _named(at_border, border),
    )  # fmt: skip


def border_towns(ground: Ground) -> list[int]:
    """Take five towns at borders that officers asked of, and draw others to whom names are given.

    They are drawn by what is named without a purpose, which no table of purposes changes.
    """
    rng, places = np.random.default_rng(BORDER_SEED), ground.places
    homes = [ground.position[each] for each in ASKED_OF]
    at_border = np.flatnonzero(
        places.is_city & ~places.is_former & (places.population > 0) & (places.level == 2)
        & (places.is_border_city == 1)
    )  # fmt: skip
    for home in rng.permutation(at_border).tolist():
        if len(homes) == N_BORDER:
            break
        if home not in homes and api.recommend(str(places.ids[home])).suggestions:
            homes.append(home)
    return homes


def _named(answers: Answers, homes: list[int]) -> dict[str, tuple[int, int]]:
    """Count by purpose the homes to whom somebody is named, and the names."""
    found = {}
    for one in purposes():
        counts = [len(answers[home, one.name].suggestions) for home in homes]
        found[one.name] = (sum(n > 0 for n in counts), sum(counts))
    return found


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
    yield ""
    yield from _at_borders(found)


def _at_borders(found: OfPurposes) -> Iterator[str]:
    yield "Towns at a land border had the same near neighbours for most purposes."
    yield f"{N_BORDER} of them (Aachen, Haparanda, El Paso, Görlitz, Lingen, and others drawn to"
    yield "which somebody is named without a purpose) are asked for each. *Before*, nearness"
    yield "alone served trade, culture, education and youth; now it serves youth alone, since of"
    yield "places that nearness alone speaks for readers called 43% sensible for culture and 61%"
    yield "for trade. The price is fewer names, and part of the change is that a list names"
    yield "somebody for one purpose and nobody for another."
    yield from ("", "| purposes | median before | median |", "|---|---|---|")
    for (one, other), values in found.changed_at_border.items():
        before = BEFORE_AT_BORDER.get((one, other), BEFORE_AT_BORDER.get((other, one), np.nan))
        yield f"| {one}, {other} | {before:.1f} | {median(values):.1f} |"
    yield ""
    yield "| purpose | towns with a name before | names before | towns with a name | names |"
    yield "|---|---|---|---|---|"
    for name, (n_homes, n_names) in found.named_at_border.items():
        n_before, names_before = NAMED_BEFORE[name]
        yield f"| {name} | {n_before} | {names_before} | {n_homes} | {n_names} |"
