"""Who is suggested, and what small and poor places are suggested: today, world-wide.

As many home places of each class of size are drawn, so that small ones are heard as much as large
ones; the first ten candidates of each are looked at, before `recommend` thins places of one region.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np

from sistercities.partners.additive_model import AdditiveModel, class_members
from sistercities.partners.evaluation.classes import SIZES, UNKNOWN, income_class, size_class
from sistercities.partners.evaluation.result import Exposure, Fairness, HomeClass
from sistercities.partners.features import access
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs
from sistercities.partners.tie_graph import is_among
from sistercities.terms.progress import Progress, quiet
from twolevel.core.array_types import Index
from twolevel.core.executors import in_order

FIRST = 10
PER_CLASS = 30
"""Home places of each class of size."""
NEAR_HOURS, REACH = 3.0, 4.0


@dataclass(frozen=True, slots=True, eq=False)
class FirstTen:
    """The first candidates of one home place, by the model and by the number of ties."""

    home: int
    by_model: Index
    by_ties: Index


def fairness(
    ground: Ground, model: AdditiveModel, *, per_class: int = PER_CLASS, seed: int = 1,
    executor: Executor | None = None, on_progress: Progress = quiet,
) -> Fairness:  # fmt: skip
    """Report on the first suggestions of home places drawn from all classes of size.

    Parameters
    ----------
    ground, model
        Today's facts and the model of cities.
    per_class
        Home places of each class of size.
    seed
        Of the draw of home places.
    executor, on_progress
        Where lists are made, here if None; told how many are done.
    """
    members = class_members(ground, "city")
    homes = _drawn(ground, members, per_class, seed)
    lists = []
    for first in in_order(partial(_first_ten, ground, model, members), homes.tolist(), executor):
        lists.append(first)
        on_progress("suggestions by class", len(lists), len(homes))
    tied = np.concatenate([ground.ties.a, ground.ties.b])
    suggested = {
        "model": np.concatenate([one.by_model for one in lists]),
        "popularity": np.concatenate([one.by_ties for one in lists]),
        "ties on record": tied[np.isin(tied, members)],
    }
    return Fairness(
        len(homes), FIRST, _shares(ground, members),
        tuple(_exposure(ground, members, name, at) for name, at in suggested.items()),
        tuple(_of_homes(ground, lists)),
    )  # fmt: skip


def _drawn(ground: Ground, members: Index, per_class: int, seed: int) -> Index:
    rng = np.random.default_rng(seed)
    group = size_class(ground, members)
    drawn = []
    for name in SIZES:
        inside = members[group == name]
        if name != UNKNOWN and len(inside):
            drawn.append(rng.choice(inside, min(per_class, len(inside)), replace=False))
    return np.concatenate(drawn) if drawn else members[:0]


def _first_ten(ground: Ground, model: AdditiveModel, members: Index, home: int) -> FirstTen:
    others = members[members != home]
    here = np.full(len(others), home, dtype=np.int64)
    others = others[~is_among(ground.recorded, ground.ties.key(here, others))]
    pairs = Pairs(ground, np.full(len(others), home, dtype=np.int64), others)
    degree = ground.ties.degree[others]
    by_model = np.argsort(-model.score(pairs), kind="stable")[:FIRST]
    by_ties = np.argsort(-degree, kind="stable")[:FIRST]
    return FirstTen(home, others[by_model], others[by_ties])


def _shares(ground: Ground, at: Index) -> dict[str, float]:
    """Share of each class of size and income among places."""
    found: dict[str, float] = {}
    for groups in (size_class(ground, at), income_class(ground, at)):
        names, counts = np.unique(groups[groups != UNKNOWN], return_counts=True)
        shares = counts / max(len(at), 1)
        found |= dict(zip(names.tolist(), shares.tolist(), strict=True))
    return found


def _exposure(ground: Ground, members: Index, name: str, at: Index) -> Exposure:
    counts = np.sort(np.bincount(at, minlength=ground.n_places)[members])
    top = max(1, len(members) // 100)
    return Exposure(
        name, gini(counts), float(counts[-top:].sum() / max(counts.sum(), 1)),
        int((counts > 0).sum()), _shares(ground, at),
    )  # fmt: skip


def gini(counts: Index) -> float:
    """Gini coefficient of numbers: 0 if all are alike, near 1 if one has all."""
    ordered = np.sort(counts).astype(np.float64)
    n, total = len(ordered), ordered.sum()
    if not total:
        return 0.0
    return float((2 * np.arange(1, n + 1) - n - 1) @ ordered / (n * total))


def _of_homes(ground: Ground, lists: Sequence[FirstTen]) -> Iterator[HomeClass]:
    homes = np.array([one.home for one in lists], dtype=np.int64)
    for kind, groups in (
        ("size", size_class(ground, homes)), ("income of the country", income_class(ground, homes)),
    ):  # fmt: skip
        for name in dict.fromkeys(groups.tolist()):
            if name != UNKNOWN:
                inside = np.flatnonzero(groups == name).tolist()
                yield _home_class(ground, kind, name, [lists[k] for k in inside])


def _home_class(ground: Ground, kind: str, name: str, lists: Sequence[FirstTen]) -> HomeClass:
    a = np.concatenate([np.full(len(one.by_model), one.home) for one in lists])
    b = np.concatenate([one.by_model for one in lists])
    pairs = Pairs(ground, a, b)
    people = ground.places.population
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.abs(np.log(people[b] / people[a]))
    flights = access.direct_flight(pairs)
    near = (access.hours_apart(pairs) <= NEAR_HOURS) | (np.isfinite(flights) & (flights > 0))
    countries = [len(np.unique(ground.places.country[one.by_model])) for one in lists]
    return HomeClass(
        kind, name, len(lists), float((ratio <= np.log(REACH)).mean()),
        float((ground.ties.degree[b] > 0).mean()), float(near.mean()), float(np.mean(countries)),
    )  # fmt: skip
