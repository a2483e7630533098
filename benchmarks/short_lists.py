"""Short lists over many places: what purposes change, who is named often, and where they lie.

`python benchmarks/short_lists.py` writes docs/data-quality/short-lists.md and ends non-zero where a
bar is missed.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from statistics import mean, median

import numpy as np

from sistercities import api
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.partners.choosing import Wishes, choose
from sistercities.partners.filters import Filters
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.partners.short_lists.choose_places import SOUTH_ASIA
from sistercities.partners.short_lists.weighing import purposes
from sistercities.partners.stored_model import stored_model
from twolevel.core.array_types import Index

PAGE = Path("docs") / "data-quality" / "short-lists.md"
JUDGED = PAGE.with_name("short-lists-judged.csv")
SEED = 17
SMALL, N_SMALL, N_WITHOUT_TIES = 20_000, 10, 20
LEAST_CHANGE, MOST_OF_TWENTY = 2.5, 0.05
AREAS = ("Africa", "South America", "South Asia")
NAMES = ("near", "like", "new")
"""The lists, as the judged rows name them."""
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
    """Count how many of the first five of each list change between two purposes."""
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
                kept = named[one][of_list] & named[other][of_list]
                found.setdefault((one, other), []).append(5 - len(kept))
    return found


def _areas(ground: Ground, at: Index) -> list[str]:
    codes = ground.countries.codes.astype(str)[ground.places.country[at]]
    continents = ground.countries.continents.astype(str)[ground.places.country[at]]
    names = {"AF": "Africa", "SA": "South America"}
    return [
        "South Asia" if code in SOUTH_ASIA else names.get(continent, "elsewhere")
        for code, continent in zip(codes.tolist(), continents.tolist(), strict=True)
    ]


def _fitting(ground: Ground, home: int) -> Counter[str]:
    """Count the places of like size that nothing bars, by area."""
    wishes = Wishes(filters=Filters(size="near"))
    left = choose(ground, stored_model("city"), home, wishes, {})
    return Counter(_areas(ground, left.pairs.b))


def named_by_many(ground: Ground, homes: list[int]) -> tuple[Counter[int], dict[str, list[float]]]:
    """Count who is named how often, and the share of each area among those who fit."""
    named: Counter[int] = Counter()
    shares: dict[str, list[float]] = {area: [] for area in AREAS}
    for k, home in enumerate(homes):
        found = _asked(ground, home)
        named.update(ground.position[one.place.place_id] for one in found.suggestions)
        fitting = _fitting(ground, home)
        for area in AREAS:
            shares[area].append(fitting[area] / max(fitting.total(), 1))
        print(f"\r{k + 1} of {len(homes)} places", end="", file=sys.stderr)
    print(file=sys.stderr)
    return named, shares


def _lines(
    ground: Ground, changed: dict[tuple[str, str], list[float]], named: Counter[int],
    shares: dict[str, list[float]], n_homes: int,
) -> Iterator[str]:  # fmt: skip
    yield from ("# Short lists, measured over many places", "")
    yield f"Release {ground.version}; written by `python benchmarks/short_lists.py` (seed {SEED})."
    yield from ("", "## What a purpose changes", "")
    yield "Of the first five of a list, how many change from one purpose to another: sixty places,"
    yield "all continents, twenty without partners, ten under 20,000 people."
    yield from ("", "| purposes | median | mean |", "|---|---|---|")
    for (one, other), values in changed.items():
        yield f"| {one}, {other} | {median(values):g} | {mean(values):.2f} |"
    total, most = named.total(), named.most_common(20)
    yield from _read()
    yield from ("", "## Who is named most", "")
    share = sum(n for _, n in most) / total
    yield f"{n_homes:,} places drawn from all cities, {total:,} names on their lists. The twenty"
    yield f"places named most have {share:.1%} of them (bar: {MOST_OF_TWENTY:.0%} at most):"
    yield ", ".join(f"{ground.places.names[at]} ({n})" for at, n in most) + "."
    yield from ("", "## Parts of the world", "")
    yield "Share of an area among all names, and among the places of like size that nothing bars. A"
    yield "place is named outside the own network only where it shares two things with the home"
    yield "place, and is near or has two links; for many home places no place of South Asia does."
    yield from ("", "| area | of the names | of those who fit |", "|---|---|---|")
    by_area = Counter[str]()
    for at, n in named.items():
        by_area[_areas(ground, np.array([at]))[0]] += n
    for area in AREAS:
        yield f"| {area} | {by_area[area] / total:.1%} | {mean(shares[area]):.1%} |"


def _read() -> Iterator[str]:
    """Say what two readings of the facts alone found (`short_lists_sheet.py`)."""
    with JUDGED.open(encoding="utf-8", newline="") as held:
        rows = list(csv.DictReader(held))
    now = [row for row in rows if row["list"] in NAMES]
    lists = [row for row in now if row["first_reading"]]
    alike = mean(row["first_reading"] == row["second_reading"] for row in lists)
    yield from ("", "## What readings say", "")
    yield "What is suggested to the sixty places was read row by row, in an order that tells"
    yield "nothing and with facts alone, and called sensible, odd or absurd"
    yield f"([{JUDGED.name}]({JUDGED.name})). Each row was read by two readers, each alone and in"
    yield "an order of its own, who had no part in the rules and saw nothing but the rows. They"
    yield f"agree on {alike:.0%} of the {len(lists):,} rows that still stand;"
    unread = len(now) - len(lists)
    yield f"{unread} came to stand there since, by the rule of three links, and are unread."
    yield ""
    yield "Two other readers had read the lists as they were before. Who had made the rules had"
    yield "called 90% of those sensible; these two called 60% and 62% so. Of the rows outside the"
    yield "network that both called odd, 86% lay over 1,000 km away and had one link or none. Since"
    yield "then a place outside the network is near, or has two links. Of those that lie over 4,000"
    yield "km away the readers of the table called half odd, so there three are asked for. The long"
    yield "list was read earlier, by two readers."
    yield from ("", "| list | rows | sensible | odd | absurd |", "|---|---|---|---|---|")
    for name, chosen in (
        ("the long list", ("before",)), ("near your network", ("near",)), ("like you", ("like",)),
        ("new ground", ("new",)), ("the three lists", NAMES),
        ("rows that the rule of three links took away", ("gone",)),
        ("the three lists before the rule on links", ("earlier",)),
    ):  # fmt: skip
        part = [row for row in rows if row["list"] in chosen and row["first_reading"]]
        said = (
            " and ".join(
                f"{mean(row[reading] == verdict for row in part):.0%}"
                for reading in ("first_reading", "second_reading")
            )
            for verdict in ("sensible", "odd", "absurd")
        )
        yield f"| {name} | {len(part)} | {' | '.join(said)} |"


def missed(
    ground: Ground, changed: dict[tuple[str, str], list[float]], named: Counter[int],
    shares: dict[str, list[float]],
) -> list[str]:  # fmt: skip
    """Name the bars that are missed."""
    found = [
        f"{one} and {other} change {median(values):g}"
        for (one, other), values in changed.items()
        if median(values) < LEAST_CHANGE
    ]
    total = named.total()
    twenty = sum(n for _, n in named.most_common(20)) / total
    if twenty > MOST_OF_TWENTY:
        found.append(f"the twenty most named have {twenty:.1%}")
    for area in AREAS:
        share = sum(n for at, n in named.items() if _areas(ground, np.array([at]))[0] == area)
        if share / total < mean(shares[area]):
            found.append(f"{area} has {share / total:.1%} of {mean(shares[area]):.1%}")
    return found


def main() -> None:
    """Measure, write the page, and end non-zero where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=600, help="places that ask")
    parser.add_argument("--page", action="store_true", help="write the page")
    asked = parser.parse_args()
    with open_data(None) as release:
        ground = ground_of(release)
    changed = changes(ground, sixty_places(ground))
    named, shares = named_by_many(ground, many_places(ground, asked.homes))
    text = "\n".join(_lines(ground, changed, named, shares, asked.homes)) + "\n"
    if asked.page:
        PAGE.write_text(text, encoding="utf-8")
    print(text)
    wrong = missed(ground, changed, named, shares)
    sys.exit(f"Missed: {'; '.join(wrong)}." if wrong else 0)


if __name__ == "__main__":
    main()
