"""A sheet of places named for a purpose, for readers who judge them by facts alone.

`python benchmarks/short_lists_purpose_sheet.py SHEET.csv --key KEY.csv --sample SEED` asks two of
the six purposes, in turn, for each of the sixty places that `short_lists.py` draws with a seed, and
writes the first five names of each answer in an order that tells nothing. The key says which list
each stands on.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from short_lists import sixty_places
from short_lists_sheet import between, called, facts_of
from sistercities import api
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.weighing import purposes

OF_EACH, FIRST = 2, 5
Row = tuple[int, str, str, int, str]
"""Positions of home place and place, between them the purpose and the list, and what calls for
care."""


def named_for(ground: Ground, home: int, purpose: str) -> Iterator[Row]:
    """Name the first places for a purpose."""
    answer = api.recommend(str(ground.places.ids[home]), purpose=purpose)
    found = [(each.name, one) for each in answer.lists for one in each.suggestions]
    for of_list, one in found[:FIRST]:
        caution = "" if one.caution is None else one.caution.sentence
        yield home, purpose, of_list, ground.position[one.place.place_id], caution


def rows_of(ground: Ground, sample: int) -> list[Row]:
    """Ask for each place two purposes, the next two of each next place; drawn into an order."""
    names, rng = tuple(each.name for each in purposes()), np.random.default_rng(sample)
    asked = [
        (home, names[(OF_EACH * k + which) % len(names)])
        for k, home in enumerate(sixty_places(ground, sample))
        for which in range(OF_EACH)
    ]
    answers = [list(named_for(ground, *asked[k])) for k in rng.permutation(len(asked)).tolist()]
    return [answer[k] for answer in answers for k in rng.permutation(len(answer)).tolist()]


def main() -> None:
    """Write the sheet and its key."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sheet", type=Path)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--sample", type=int, required=True, help="seed of the sixty places")
    asked = parser.parse_args()
    with open_data(None) as release:
        ground = ground_of(release)
    ids = ground.places.ids
    with (
        asked.sheet.open("w", encoding="utf-8", newline="") as sheet,
        asked.key.open("w", encoding="utf-8", newline="") as key,
    ):
        lines, marks = (csv.writer(each, lineterminator="\n") for each in (sheet, key))
        lines.writerow(["row", "home", "home_facts", "purpose", "place", "place_facts", "links"])
        marks.writerow(["row", "sample", "purpose", "list", "home_id", "home", "place_id", "place"])
        for number, (home, purpose, of_list, place, care) in enumerate(
            rows_of(ground, asked.sample), 1
        ):
            lines.writerow((
                number, called(ground, home), facts_of(ground, home), purpose,
                called(ground, place), facts_of(ground, place), between(ground, home, place, care),
            ))  # fmt: skip
            marks.writerow((
                number, asked.sample, purpose, of_list, ids[home], called(ground, home), ids[place],
                called(ground, place),
            ))  # fmt: skip


if __name__ == "__main__":
    main()
