"""Which American town of a name is the partner of a place: learn the weights, and how often right.

`python benchmarks/american_namesakes.py` takes every held tie of an American city abroad of which
more than the name says which of its namesakes it is, leaves the tie itself out, and learns what
speaks for that town (`dataset.resolving.american_namesakes`). Towns are parted into four: each part
is judged by weights learnt from the others. Prints the weights of all, and at each bound of the
odds how many are taken and how many of these are wrong.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.resolving.american_namesakes import (
    COUNTRY,
    Ground,
    evidence,
)
from sistercities.dataset.resolving.names_ground import read_names
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.resolving.release_places import read_proved_ends

_SEED = 5
_PARTS = 4
_BOUNDS = (0.9, 0.95, 0.98, 0.99, 0.995)
_RIDGE = 0.01


@dataclass(frozen=True, slots=True)
class Case:
    """A tie: the town meant, what speaks for it and each namesake, and which of them it is."""

    town: str
    found: np.ndarray
    which: int


def read_cases(release: Release) -> list[Case]:
    """Read the ties of American towns that have namesakes, in an order that does not change."""
    read = read_names(release)
    names, places = ReleaseNames(read), read.gazetteer.places
    ground = Ground(places, read.partners, read.tied_regions)
    cases = []
    for town, other in sorted(read_proved_ends(release)):
        if places[town].country != COUNTRY or places[other].country == COUNTRY:
            continue
        called = names.gazetteer.matches(places[town].name.partition(" (")[0], COUNTRY)
        ids = [one.place_id for one in called if places[one.place_id].level == "city"]
        if town in ids and len(ids) > 1:
            found = np.array([evidence(places[one], places[other], ground) for one in ids])
            cases.append(Case(town, found, ids.index(town)))
    return cases


def shares(case: Case, weights: np.ndarray) -> np.ndarray:
    """Return how likely each namesake is meant."""
    sums = case.found @ weights
    parts = np.exp(sums - sums.max())
    return np.asarray(parts / parts.sum())


def learn(cases: Sequence[Case]) -> np.ndarray:
    """Return the weights that make the towns meant likeliest."""

    def cost(weights: np.ndarray) -> float:
        told = sum(float(np.log(shares(one, weights)[one.which])) for one in cases)
        return _RIDGE * float(weights @ weights) - told

    return np.asarray(minimize(cost, np.zeros(cases[0].found.shape[1]), method="BFGS").x)


def main() -> None:
    """Learn and judge; print one line of JSON."""
    with open_release() as release:
        cases = read_cases(release)
    chance = random.Random(_SEED)
    part = {town: chance.randrange(_PARTS) for town in sorted({one.town for one in cases})}
    judged: list[tuple[float, bool]] = []
    for number in range(_PARTS):
        weights = learn([one for one in cases if part[one.town] != number])
        for one in (each for each in cases if part[each.town] == number):
            found = shares(one, weights)
            judged.append((float(found.max()), int(found.argmax()) == one.which))
    taken = {bound: [is_right for odds, is_right in judged if odds >= bound] for bound in _BOUNDS}
    print(json.dumps({
        "ties": len(cases), "weights": [round(float(one), 2) for one in learn(cases)],
        "taken and wrong": {str(bound): [len(all_), all_.count(False)]
                            for bound, all_ in taken.items()},
    }))  # fmt: skip


if __name__ == "__main__":
    main()
