"""Short lists over many places: what purposes change, who is named often, and where they lie.

`python benchmarks/short_lists.py` writes docs/data-quality/short-lists.md and ends non-zero where a
bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from statistics import mean, median

import numpy as np

from short_lists_readings import FIRST_HEADING, PAGE, readings
from sistercities import api
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.partners.choosing import Wishes, choose
from sistercities.partners.filters import Filters
from sistercities.partners.ground import Ground
from sistercities.partners.named_lists import kinds_for
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.partners.short_lists.choose_places import SOUTH_ASIA
from sistercities.partners.short_lists.footing import Asked
from sistercities.partners.short_lists.kinds import UP_TO
from sistercities.partners.short_lists.weighing import purposes
from sistercities.partners.stored_model import stored_model
from twolevel.core.array_types import Index

SEED = 17
NEXT = "## Who is named most"
"""Heading of what follows what readings say on the page."""
SMALL, N_SMALL, N_WITHOUT_TIES = 20_000, 10, 20
LEAST_CHANGE, MOST_OF_TWENTY = 2.5, 0.05
AREAS = ("Africa", "South America", "South Asia")
CONTINENTS = ("EU", "AS", "NA", "AF", "SA", "OC")


def sixty_places(ground: Ground, seed: int = SEED) -> list[int]:
    """Draw sixty cities: all continents, twenty without ties, ten under 20,000 people."""
    rng, places = np.random.default_rng(seed), ground.places
    cities = np.flatnonzero(
        places.is_city & ~places.is_former & (places.population > 0) & (places.level == 2)
    )
    continent = ground.countries.continents[places.country[cities]]
    has_ties = ground.ties.degree[cities] > 0
    is_small = places.population[cities] < SMALL
    found: list[int] = []

    def draw(flags: np.ndarray, count: int) -> None:
        left = cities[flags & ~np.isin(cities, found)]
        found.extend(rng.choice(left, count, replace=False).tolist())

    for code in CONTINENTS:
        draw((continent == code) & ~has_ties & ~is_small, 3)
        draw((continent == code) & has_ties & ~is_small, 5)
    draw(~has_ties & ~is_small, N_WITHOUT_TIES - 3 * len(CONTINENTS))
    draw(has_ties & is_small, N_SMALL)
    return found


def many_places(ground: Ground, count: int, seed: int = SEED) -> list[int]:
    """Draw places that may ask, whether they have ties or not."""
    places = ground.places
    cities = np.flatnonzero(places.is_city & ~places.is_former & (places.population > 0))
    drawn: list[int] = np.random.default_rng(seed).choice(cities, count, replace=False).tolist()
    return drawn


def _asked(ground: Ground, place: int, purpose: str | None = None) -> ShortLists:
    return api.recommend(str(ground.places.ids[place]), purpose=purpose)


def changes(ground: Ground, homes: list[int]) -> dict[tuple[str, str], list[float]]:
    """Count how many of the first five of each list change between two purposes.

    Of a list that names fewer, the share that changes counts, times five; a list that names nobody
    for either purpose does not count.
    """
    found: dict[tuple[str, str], list[float]] = {}
    for home in homes:
        named = {
            one.name: {
                each.name: {place.place.place_id for place in each.suggestions}
                for each in _asked(ground, home, one.name).lists
            }
            for one in purposes()
        }
        for one, other in combinations(named, 2):
            for of_list in named[one].keys() & named[other].keys():
                these, those = named[one][of_list], named[other][of_list]
                if these or those:
                    share = len(these & those) / max(len(these), len(those))
                    found.setdefault((one, other), []).append(5 * (1 - share))
    return found


def _areas(ground: Ground, at: Index) -> list[str]:
    codes = ground.countries.codes.astype(str)[ground.places.country[at]]
    continents = ground.countries.continents.astype(str)[ground.places.country[at]]
    names = {"AF": "Africa", "SA": "South America"}
    return [
        "South Asia" if code in SOUTH_ASIA else names.get(continent, "elsewhere")
        for code, continent in zip(codes.tolist(), continents.tolist(), strict=True)
    ]


def _fitting(ground: Ground, home: int, n_named: int) -> tuple[Counter[str], Counter[str]]:
    """Count by area the places of like size that nothing bars, and those a list could name.

    Less is enough for a home place to which few are named, or nobody.
    """
    asked: Asked = next((asked for asked, up_to in UP_TO[::-1] if n_named <= up_to), "least")
    wishes = Wishes(filters=Filters(size="near"))
    facts = choose(ground, stored_model("city"), home, wishes, {}).facts
    could = np.zeros(len(facts.pairs), dtype=np.bool_)
    for kind in kinds_for(ground, home):
        could |= kind.may_stand(facts) & kind.rests_on_enough(facts, asked)
    at = facts.pairs.b
    named = _areas(ground, at[could]) if could.any() else []
    return Counter(_areas(ground, at)), Counter(named)


@dataclass(frozen=True)
class AreaShares:
    """Mean share of an area over home places: of the names, and of those who fit.

    Attributes
    ----------
    named, could
        Over the home places whose lists name anybody: of the names, and of the places that some
        list could name, which rest on enough.
    of_size
        Over all home places: of the places of like size that nothing bars.
    """

    named: float
    could: float
    of_size: float


@dataclass(frozen=True)
class NamedByMany:
    """Who is named to many home places.

    Attributes
    ----------
    named
        How often each place is named.
    shares
        Of each area.
    n_homes, n_without
        Home places, and those of them to which nobody is named.
    """

    named: Counter[int]
    shares: dict[str, AreaShares]
    n_homes: int
    n_without: int


def named_by_many(ground: Ground, homes: list[int]) -> NamedByMany:
    """Count who is named how often, and the share of each area."""
    named: Counter[int] = Counter()
    n_without = 0
    rows: dict[str, list[tuple[float, float, float]]] = {area: [] for area in AREAS}
    for k, home in enumerate(homes):
        at = [ground.position[one.place.place_id] for one in _asked(ground, home).suggestions]
        named.update(at)
        n_without += not at
        of_size, could = _fitting(ground, home, len(at))
        names = Counter(_areas(ground, np.array(at))) if at else Counter[str]()
        for area in AREAS:
            rows[area].append((
                _share(names, area), _share(could, area), of_size[area] / max(of_size.total(), 1)
            ))  # fmt: skip
        print(f"\r{k + 1} of {len(homes)} places", end="", file=sys.stderr)
    print(file=sys.stderr)
    shares = {area: _mean_shares(each) for area, each in rows.items()}
    return NamedByMany(named, shares, len(homes), n_without)


def _share(counts: Counter[str], area: str) -> float:
    """Share of an area; NaN of nothing."""
    return counts[area] / counts.total() if counts.total() else float("nan")


def _mean_shares(rows: list[tuple[float, float, float]]) -> AreaShares:
    named, could, of_size = np.array(rows).T
    has_names = ~np.isnan(named)
    return AreaShares(
        float(named[has_names].mean()), float(np.nan_to_num(could[has_names]).mean()),
        float(of_size.mean()),
    )  # fmt: skip


def _lines(
    ground: Ground, changed: dict[tuple[str, str], list[float]], many: NamedByMany
) -> Iterator[str]:
    yield from ("# Short lists, measured over many places", "")
    yield f"Release {ground.version}; written by `python benchmarks/short_lists.py` (seed {SEED})."
    yield from ("", "## What a purpose changes", "")
    yield "Of the first five of a list, how many change from one purpose to another: sixty places,"
    yield "all continents, twenty without partners, ten under 20,000 people. Of a list of three the"
    yield "share that changes is counted as of five."
    yield from ("", "| purposes | median | mean |", "|---|---|---|")
    for (one, other), values in changed.items():
        yield f"| {one}, {other} | {median(values):.1f} | {mean(values):.1f} |"
    total, most = many.named.total(), many.named.most_common(20)
    yield from readings()
    yield from ("", NEXT, "")
    share = sum(n for _, n in most) / total
    yield f"{many.n_homes:,} places drawn from all cities, {total:,} names on their lists; for"
    yield f"{many.n_without} of them, most without partners and far from places that have some,"
    yield f"nobody is named. The twenty places named most have {share:.1%} of the names (bar:"
    yield f"{MOST_OF_TWENTY:.0%} at most):"
    yield ", ".join(f"{ground.places.names[at]} ({n})" for at, n in most) + "."
    yield from ("", "## Parts of the world", "")
    yield "Mean over home places of the share of an area: among the names on the lists (of homes"
    yield "that have any), among the places that some list could name, since they rest on what is"
    yield "enough for that home place (less where few or nobody would be named),"
    yield "and among all places of like size that nothing bars. The bar is the second: who lies far"
    yield "away and shares nothing with the home place fits by size alone. Readers called one in"
    yield "six of those far away sensible that have no partner on record, and most places of South"
    yield "Asia have none. Against all places of like size each of the three has too few names."
    yield f"Missed: {'; '.join(missed(changed, many)) or 'nothing'}."
    yield ""
    yield "| area | of the names | of those a list could name | of those of like size |"
    yield "|---|---|---|---|"
    for area in AREAS:
        of_area = many.shares[area]
        yield f"| {area} | {of_area.named:.1%} | {of_area.could:.1%} | {of_area.of_size:.1%} |"


def _with_readings(text: str) -> str:
    """Put what readings say today into the page, between what is measured."""
    before, after = text.split(FIRST_HEADING, 1)[0], text.split(NEXT, 1)[1]
    said = "\n".join(readings())
    return f"{before.rstrip()}\n{said}\n\n{NEXT}{after}"


def missed(changed: dict[tuple[str, str], list[float]], many: NamedByMany) -> list[str]:
    """Name the bars that are missed."""
    named, shares = many.named, many.shares
    found = [
        f"{one} and {other} change {median(values):g}"
        for (one, other), values in changed.items()
        if median(values) < LEAST_CHANGE
    ]
    total = named.total()
    twenty = sum(n for _, n in named.most_common(20)) / total
    if twenty > MOST_OF_TWENTY:
        found.append(f"the twenty most named have {twenty:.1%}")
    found += [
        f"{area} has {each.named:.1%} of {each.could:.1%}"
        for area, each in shares.items()
        if round(each.named, 3) < round(each.could, 3)
    ]
    return found


def main() -> None:
    """Measure, write the page, and end non-zero where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=600, help="places that ask")
    parser.add_argument("--page", action="store_true", help="write the page")
    parser.add_argument(
        "--readings", action="store_true", help="write what readings say into the page, no more"
    )
    asked = parser.parse_args()
    if asked.readings:
        PAGE.write_text(_with_readings(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        return
    with open_data(None) as release:
        ground = ground_of(release)
    changed = changes(ground, sixty_places(ground))
    many = named_by_many(ground, many_places(ground, asked.homes))
    text = "\n".join(_lines(ground, changed, many)) + "\n"
    if asked.page:
        PAGE.write_text(text, encoding="utf-8")
    print(text)
    wrong = missed(changed, many)
    sys.exit(f"Missed: {'; '.join(wrong)}." if wrong else 0)


if __name__ == "__main__":
    main()
