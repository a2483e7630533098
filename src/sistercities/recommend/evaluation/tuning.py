"""What can be set, tried on cut-offs that lie before all that are tested.

The mean log rank of the ties of 1986 to 1990 decides, each setting on the same lists; what won
stands as the default in `settings` and in the modules of the methods.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sistercities.dataset.release.store import Release
from sistercities.partners.evaluation.boosting_method import boosting_method
from sistercities.partners.evaluation.factor_method import factors_method
from sistercities.partners.evaluation.forecasting import TUNING_YEARS, forecast_tasks
from sistercities.partners.evaluation.methods import Method, additive
from sistercities.partners.evaluation.ranks import TieRanks, pooled, ranks_of
from sistercities.partners.penalised_logit import Smoothing

BENDS, RIDGES = (0.3, 1.0, 10.0), (0.3, 1.0, 3.0)
FACTOR_SETTINGS = ((16, 0.05, 20.0), (64, 0.05, 20.0), (64, 0.5, 5.0))
BOOSTING_SETTINGS = ((4, 0.05, 300), (8, 0.05, 300), (16, 0.05, 300))


def tried_methods() -> list[Method]:
    """Return each method in each setting, the setting in its name."""
    found = [
        additive(f"model bend={bend:g} ridge={ridge:g}", "", smoothing=Smoothing(bend, ridge))
        for bend in BENDS
        for ridge in RIDGES
    ]
    found += [_renamed(factors_method(*one), one) for one in FACTOR_SETTINGS]
    found += [_renamed(boosting_method(*one), one) for one in BOOSTING_SETTINGS]
    return found


def _renamed(method: Method, settings: Sequence[float]) -> Method:
    return Method(f"{method.name} {' '.join(f'{one:g}' for one in settings)}", "", method.fit)


def tuned(
    release: Release, methods: Sequence[Method], *, country: str = "CN", per_tie: int = 30,
    seed: int = 1,
) -> dict[str, float]:  # fmt: skip
    """Return the mean log rank of each method on the tuning years; lower is better."""
    parts: dict[str, list[TieRanks]] = {method.name: [] for method in methods}
    tasks = forecast_tasks(release, TUNING_YEARS, country=country, per_tie=per_tie, seed=seed)
    for task in tasks:
        scorers = {method.name: method.fit(task) for method in methods}
        for home in task.listed_homes.tolist():
            listed = task.open_list(home)
            for name, scorer in scorers.items():
                parts[name].append(ranks_of(listed, scorer(listed)))
    return {name: float(np.log(pooled(ranks).rank).mean()) for name, ranks in parts.items()}
