"""Renew what the stored evaluation says of ties found again, but for what takes an hour.

    python tests/reference/renew_short_lists.py forecasting FOLDER
    python tests/reference/renew_short_lists.py completion FOLDER
    python tests/reference/renew_short_lists.py store FOLDER

The rules of the lists change more often than the data. Here the model, the lists and the simple
baselines are ranked again, year by year, with what is done kept in a folder; the rows of the
methods that need a library, the checks for leaks and the report on fairness stay as they are
stored. Of the lists over such a method the ratio is that of the stored means, without an interval.
`make_recommendation.py` runs everything.
"""

from __future__ import annotations

import json
import math
import pickle
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from make_recommendation import SEED, STORED, rounded, store

from sistercities.dataset.release.store import Release, open_release
from sistercities.partners.evaluation.calibration_curve import calibration_curve
from sistercities.partners.evaluation.completion import completion_task
from sistercities.partners.evaluation.evaluate import LISTS, MODEL, Settings, task_result
from sistercities.partners.evaluation.forecasting import forecast_tasks
from sistercities.partners.evaluation.measures import RATIOS
from sistercities.partners.evaluation.methods import Method
from sistercities.partners.evaluation.ranks import TieRanks, pooled
from sistercities.partners.evaluation.running import (
    CHUNK_HOMES,
    Ranks,
    all_methods,
    rank_lists,
    run_task,
    some_homes,
)
from sistercities.partners.evaluation.task import Task
from sistercities.partners.penalised_logit import Smoothing

WITH_LIBRARY = ("implicit-als", "lightgbm")
SETTINGS = Settings()


def methods_of(smoothing: Smoothing) -> tuple[Method, ...]:
    """Return the methods that are ranked again."""
    return tuple(one for one in all_methods(smoothing)[0] if one.name not in WITH_LIBRARY)


def forecasts(release: Release, stored: Any) -> list[Task]:
    """Make the tasks of the years that are stored."""
    return list(forecast_tasks(
        release, stored["years"], country=stored["country"], per_tie=SETTINGS.per_tie, seed=SEED
    ))  # fmt: skip


def completion(release: Release) -> Task:
    """Make the task of the completion."""
    task = completion_task(release, per_tie=SETTINGS.completion_per_tie, seed=SEED)
    if task is None:
        raise SystemExit("nothing renewed: the release has no sources to complete from")
    return task


def keep(path: Path, ranks: Ranks) -> None:
    """Keep the ranks of one part."""
    path.write_bytes(pickle.dumps(ranks))
    print(path.name, file=sys.stderr, flush=True)


def rank_forecasts(release: Release, stored: Any, folder: Path) -> None:
    """Rank the lists of each year that is not kept yet."""
    for task in forecasts(release, stored):
        path = folder / f"forecasting-{task.name}.pickle"
        if not path.exists():
            keep(path, run_task(methods_of(SETTINGS.smoothing), task))


def rank_completion(release: Release, folder: Path) -> None:
    """Rank the lists of the completion, in parts."""
    task = completion(release)
    scorers = {one.name: one.fit(task) for one in methods_of(SETTINGS.completion_smoothing)}
    homes = some_homes(task, SETTINGS.most_lists)
    for k in range(0, len(homes), CHUNK_HOMES):
        path = folder / f"completion-{k:04}.pickle"
        if not path.exists():
            keep(path, rank_lists(task, scorers, homes[k : k + CHUNK_HOMES]))


def kept(folder: Path, name: str) -> Ranks:
    """Pool the parts that are kept."""
    parts = [pickle.loads(path.read_bytes()) for path in sorted(folder.glob(f"{name}-*.pickle"))]
    return {each: pooled([part[each] for part in parts]) for each in parts[0]}


def renewed(stored: Any, ranks: Ranks, tasks: list[Task], smoothing: Smoothing) -> Any:
    """Lay out one part anew; what is stored of methods with a library stays."""
    last = tasks[-1]
    found = task_result(
        stored["name"], stored["question"], ranks, methods_of(smoothing), last.ground,
        n_lists=_n_lists(ranks[MODEL], tasks),
        n_unreachable=sum(task.n_unreachable for task in tasks),
        calibration=calibration_curve(last, smoothing), seed=SEED,
    )  # fmt: skip
    new = rounded(json.loads(json.dumps(asdict(found))))
    of_library = [one for one in stored["methods"] if one["name"] in WITH_LIBRARY]
    new["methods"] += of_library
    new["comparisons"] += [one for one in stored["comparisons"] if one["name"] in WITH_LIBRARY]
    ours = next(one["measures"] for one in new["methods"] if one["name"] == LISTS)
    new["lists_comparisons"] += [
        {"name": one["name"], "is_simple": False,
         "ratios": rounded(dict(_ratios(ours, one["measures"])))}
        for one in of_library
    ]  # fmt: skip
    return new


def _n_lists(ties: TieRanks, tasks: list[Task]) -> int:
    if len(tasks) > 1:
        return sum(len(task.listed_homes) for task in tasks)
    return len(set(ties.home.tolist()))


def _ratios(ours: Any, theirs: Any) -> Iterator[tuple[str, dict[str, float | None]]]:
    for key in RATIOS:
        one, other = ours[key]["value"], theirs[key]["value"]
        value = math.exp(one - other) if key.startswith("mean_log") else one / other
        yield key, {"value": value, "low": None, "high": None}


def main() -> None:
    """Run what is asked for."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    with open_release() as release:
        if what == "forecasting":
            rank_forecasts(release, stored, folder)
        elif what == "completion":
            rank_completion(release, folder)
        else:
            stored["forecasting"] = renewed(
                stored["forecasting"], kept(folder, "forecasting"), forecasts(release, stored),
                SETTINGS.smoothing,
            )  # fmt: skip
            stored["completion"] = renewed(
                stored["completion"], kept(folder, "completion"), [completion(release)],
                SETTINGS.completion_smoothing,
            )  # fmt: skip
            store(STORED, stored)


if __name__ == "__main__":
    main()
