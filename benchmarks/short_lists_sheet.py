"""A sheet of suggestions for readers who judge them by facts alone.

`python benchmarks/short_lists_sheet.py SHEET.csv` writes one row for each place that the short
lists, and before them the first five of the long list, name to the sixty places of
`short_lists.py`, in an order that tells nothing, without ranks and scores. With `--key KEY.csv` it
writes beside it which row stands on which list. `--lists-only` leaves the long list out. With
`--seed` the rows come in another order, home places too, for a second reading. With `--sample`
another sixty places are drawn. `--less-sure only` writes the rows of the group beside the lists for
which fewer reasons speak, and `--less-sure with` writes them among the others; the key calls them
`less_sure`.

Beside the facts each row has the reasons as they are printed; `--facts-alone` leaves these out.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from short_lists import CONTINENTS, SEED, sixty_places
from sistercities import api
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.answer import LESS_SURE
from sistercities.partners.short_lists.arguments import ARGUMENTS
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.place_kinds import CENTRE, LARGE_CITY, kinds_of_places

BEFORE = 5
FLAGS = {
    "is_coastal": "sea within 50 km",
    "is_port": "seaport",
    "is_mountain": "mountains",
    "is_island": "island",
    "is_seat": "seat of its region",
    "is_capital": "national capital",
}
LESS_SURE_ROWS = {"without": (False,), "with": (False, True), "only": (True,)}
"""By what is asked for: which rows are written, those of the group (True) and others (False)."""
Row = tuple[int, str, int, str, str]
"""Positions of home place and place, the list between them, what calls for care, and the reasons
as printed."""
COLUMNS = ("row", "home", "home_facts", "place", "place_facts", "links", "reasons")


def facts_of(ground: Ground, at: int) -> str:
    """Say what is known of a place: people, partners, coast and the like."""
    places = ground.places
    people = places.population[at]
    said = [f"{people:,.0f} people" if people > 0 else "people not known"]
    said.append(f"{int(ground.ties.degree[at])} partners")
    said += [words for name, words in FLAGS.items() if getattr(places, name)[at] == 1]
    if places.heritage_sites[at] > 0:
        said.append("World Heritage within 25 km")
    city = int(places.large_city[at])
    if city >= 0:
        said.append(f"beside {places.names[city]}")
    elif kinds_of_places(places)[at] == CENTRE:
        said.append("centre of its surroundings")
    return "; ".join(said)


def between(ground: Ground, home: int, place: int, caution: str) -> str:
    """Lay out the facts on two places: what they share, what links them, what calls for care."""
    at = HomePlace(ground, home, "city")
    facts = CandidateFacts(at, candidates_of(ground, home, np.array([place])))
    said = [f"{float(facts.pairs.distance_km[0]):,.0f} km apart."]
    held = {one.name: one for one in ARGUMENTS if one.holds(facts)[0]}
    said += [one.sentence(facts, 0) for one in held.values() if one.said_by not in held]
    return " ".join((*said, f"Care: {caution}" if caution else "")).strip()


def suggested(
    ground: Ground, home: int, n_before: int, less_sure: str = "without"
) -> Iterator[tuple[str, int, str, str]]:
    """Name list, position, caution and printed reasons of each place that is suggested.

    `less_sure` is one of `LESS_SURE_ROWS`.
    """
    key = str(ground.places.ids[home])
    before = api.rank_partners(key, count=n_before).partners if n_before else ()
    for partner in before:
        caution = " ".join(one.sentence for one in partner.to_say_first[:1])
        yield "before", ground.position[partner.place.place_id], caution, ""
    for each in api.recommend(key).lists:
        if (each.name == LESS_SURE) not in LESS_SURE_ROWS[less_sure]:
            continue
        for one in each.suggestions:
            caution = "" if one.caution is None else one.caution.sentence
            reasons = " ".join(telling.sentence for telling in one.telling)
            yield each.name, ground.position[one.place.place_id], caution, reasons


def drawn_places(ground: Ground, seed: int, n_large: int | None) -> list[int]:
    """Draw sixty places, or so many large cities, equally many of each continent."""
    if not n_large:
        return sixty_places(ground, seed)
    rng, places = np.random.default_rng(seed), ground.places
    large = np.flatnonzero(
        places.is_city & ~places.is_former & (places.population >= LARGE_CITY) & (places.level == 2)
    )
    continent = ground.countries.continents[places.country[large]]
    each = n_large // len(CONTINENTS)
    found: list[int] = []
    for code in CONTINENTS:
        of_it = large[continent == code]
        found.extend(rng.choice(of_it, min(each, len(of_it)), replace=False).tolist())
    return found


def called(ground: Ground, at: int) -> str:
    """Name a place with its country."""
    country = ground.countries.names[ground.places.country[at]]
    return f"{ground.places.names[at]}, {country}"


def main() -> None:
    """Write the sheet, and the key."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sheet", type=Path)
    parser.add_argument("--key", type=Path, help="file that says on which list each row stands")
    parser.add_argument("--lists-only", action="store_true", help="leave the long list out")
    parser.add_argument("--seed", type=int, default=SEED, help="of the order of the rows")
    parser.add_argument("--sample", type=int, default=SEED, help="seed of the sixty places")
    parser.add_argument("--large", type=int, help="draw so many large cities in their place")
    parser.add_argument(
        "--less-sure", choices=LESS_SURE_ROWS, default="without",
        help="whether rows of the group beside the lists are written",
    )  # fmt: skip
    parser.add_argument("--facts-alone", action="store_true", help="leave the reasons out")
    asked = parser.parse_args()
    n_before = 0 if asked.lists_only or asked.less_sure == "only" else BEFORE
    with open_data(None) as release:
        ground = ground_of(release)
    rows = [
        (home, of_list, place, caution, reasons)
        for home in drawn_places(ground, asked.sample, asked.large)
        for of_list, place, caution, reasons in suggested(ground, home, n_before, asked.less_sure)
    ]
    order = in_order(rows, asked.seed)
    with asked.sheet.open("w", encoding="utf-8", newline="") as sheet:
        writer = csv.writer(sheet, lineterminator="\n")
        n_columns = len(COLUMNS) - asked.facts_alone
        writer.writerow(COLUMNS[:n_columns])
        for number, (home, _, place, caution, reasons) in enumerate(order, 1):
            writer.writerow((
                number, called(ground, home), facts_of(ground, home), called(ground, place),
                facts_of(ground, place), between(ground, home, place, caution), reasons,
            )[:n_columns])  # fmt: skip
    if asked.key is not None:
        with asked.key.open("w", encoding="utf-8", newline="") as key:
            writer = csv.writer(key, lineterminator="\n")
            writer.writerow(("row", "list", "home_id", "place_id"))
            for number, (home, of_list, place, *_) in enumerate(order, 1):
                ids = ground.places.ids
                writer.writerow((number, of_list, ids[home], ids[place]))


def in_order(rows: list[Row], seed: int) -> list[Row]:
    """Put the rows of each home place together, in an order that tells nothing."""
    rng = np.random.default_rng(seed)
    drawn = rng.permutation(len(rows)).tolist()
    turn = {home: k for k, home in enumerate(sorted({row[0] for row in rows}))}
    if seed != SEED:
        turn = dict(zip(turn, rng.permutation(len(turn)).tolist(), strict=True))
    by_home = sorted(range(len(rows)), key=lambda at: (turn[rows[at][0]], drawn[at]))
    return [rows[at] for at in by_home]


if __name__ == "__main__":
    main()
