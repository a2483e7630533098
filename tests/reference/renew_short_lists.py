"""Renew what the stored evaluation says of the three short lists, and nothing else of it.

    python tests/reference/renew_short_lists.py [--workers 2]

The rules of the lists change more often than the data, and fitting every baseline again takes an
hour: here the model is fitted, its row must come out as it is stored, and the rows of the lists are
replaced. `make_recommendation.py` runs everything.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import Any

from make_recommendation import SEED, STORED, rounded, store

from sistercities.dataset.release.store import Release, open_release
from sistercities.partners.evaluation.completion import completion_task
from sistercities.partners.evaluation.evaluate import MODEL, Settings
from sistercities.partners.evaluation.forecasting import forecast_tasks
from sistercities.partners.evaluation.measures import (
    MEASURES,
    RATIOS,
    Measured,
    Resampling,
    measured,
    ratio,
)
from sistercities.partners.evaluation.methods import Method
from sistercities.partners.evaluation.running import (
    Ranks,
    all_methods,
    run_lists,
    run_tasks,
    some_homes,
)
from sistercities.partners.penalised_logit import Smoothing

LISTS = ("short-lists", "short-lists-ungated")


def methods_of(smoothing: Smoothing) -> tuple[Method, ...]:
    """Return the model and the lists."""
    return tuple(one for one in all_methods(smoothing)[0] if one.name in (MODEL, *LISTS))


def told(what: str, done: int, total: int) -> None:
    """Say how far it is."""
    print(f"{what}: {done} of {total}", file=sys.stderr, flush=True)


def forecast_again(release: Release, stored: Any, executor: Executor) -> Ranks:
    """Rank the lists of the years that are stored."""
    settings = Settings()
    tasks = list(forecast_tasks(
        release, stored["years"], country=stored["country"], per_tie=settings.per_tie, seed=SEED
    ))  # fmt: skip
    return run_tasks(tasks, methods_of(settings.smoothing), executor, told)


def complete_again(release: Release, executor: Executor) -> Ranks:
    """Rank the lists of the completion."""
    settings = Settings()
    task = completion_task(release, per_tie=settings.completion_per_tie, seed=SEED)
    if task is None:
        raise SystemExit("nothing renewed: the release has no sources to complete from")
    homes = some_homes(task, settings.most_lists)
    return run_lists(task, methods_of(settings.completion_smoothing), homes, executor, told)


def renew(
    stored: dict[str, Any], ranks: Ranks, titles: dict[str, str], *, anyway: bool = False
) -> None:
    """Put the rows of the lists into one part of what is stored.

    Raises
    ------
    SystemExit
        If the row of the model is not the one that is stored, unless its rows are wanted anyway.
    """
    ours = ranks[MODEL]
    resampling = Resampling(ours.home, SEED)

    def measures(name: str) -> Any:
        found = {key: measured(values(ranks[name]), resampling) for key, values in MEASURES.items()}
        return rounded({key: vars_of(each) for key, each in found.items()})

    held = {one["name"]: one for one in stored["methods"]}
    found, before = measures(MODEL), held[MODEL]["measures"]
    if found != before:
        for key, value in found.items():
            print(f"{key}: {before[key]['value']} stored, {value['value']} found", file=sys.stderr)
        if not anyway:
            raise SystemExit(f"nothing renewed: the model of {stored['name']} is another one")
    compared = {one["name"]: one for one in stored["comparisons"]}
    for name in LISTS:
        held[name]["title"] = titles[name]
        held[name]["measures"] = measures(name)
        compared[name]["ratios"] = rounded({
            key: vars_of(ratio(key, ours, ranks[name], resampling)) for key in RATIOS
        })  # fmt: skip


def vars_of(estimate: Measured) -> dict[str, float]:
    """Lay out an estimate as it is stored."""
    return {name: getattr(estimate, name) for name in ("value", "low", "high")}


def main(argv: Sequence[str] | None = None) -> None:
    """Run and store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--anyway", action="store_true", help="renew though the model's row is another"
    )
    typed = parser.parse_args(argv)
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    titles = {one.name: one.title for one in methods_of(Settings().smoothing)}
    with open_release() as release, ProcessPoolExecutor(typed.workers) as executor:
        renew(
            stored["forecasting"],
            forecast_again(release, stored, executor),
            titles,
            anyway=typed.anyway,
        )
        renew(stored["completion"], complete_again(release, executor), titles, anyway=typed.anyway)
    store(STORED, stored)


if __name__ == "__main__":
    main()
