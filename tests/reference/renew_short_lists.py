"""Renew what the stored evaluation says of ties found again, and nothing else of it.

    python tests/reference/renew_short_lists.py forecasting|completion FOLDER [library]
    python tests/reference/renew_short_lists.py store FOLDER

The rules of the lists change more often than the data. Lists are ranked year by year, or fifty home
places at a time, and what is done is kept in a folder, so that it can be broken off; the methods
that need a library are ranked apart. The checks for leaks and the report on fairness stay as they
are stored. `make_recommendation.py` runs everything.
"""

from __future__ import annotations

import json
import pickle
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from make_recommendation import SEED, STORED, store

from sistercities.dataset.release.store import Release, open_release
from sistercities.partners.evaluation.calibration_curve import calibration_curve
from sistercities.partners.evaluation.completion import completion_task
from sistercities.partners.evaluation.evaluate import (
    MODEL,
    Settings,
    sentence_of,
    task_result,
)
from sistercities.partners.evaluation.forecasting import forecast_tasks
from sistercities.partners.evaluation.methods import Method
from sistercities.partners.evaluation.ranks import TieRanks, pooled
from sistercities.partners.evaluation.result import TaskResult
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


def methods_of(smoothing: Smoothing, *, with_library: bool) -> tuple[Method, ...]:
    """Return the methods that need a library, or the others."""
    methods, _ = all_methods(smoothing)
    return tuple(one for one in methods if (one.name in WITH_LIBRARY) == with_library)


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


def rank_forecasts(release: Release, stored: Any, folder: Path, *, with_library: bool) -> None:
    """Rank the lists of each year that is not kept yet."""
    methods = methods_of(SETTINGS.smoothing, with_library=with_library)
    for task in forecasts(release, stored):
        path = folder / f"forecasting-{task.name}{_ending(with_library=with_library)}"
        if not path.exists():
            keep(path, run_task(methods, task))


def rank_completion(release: Release, folder: Path, *, with_library: bool) -> None:
    """Rank the lists of the completion, in parts."""
    task = completion(release)
    methods = methods_of(SETTINGS.completion_smoothing, with_library=with_library)
    scorers = {one.name: one.fit(task) for one in methods}
    homes = some_homes(task, SETTINGS.most_lists)
    for k in range(0, len(homes), CHUNK_HOMES):
        path = folder / f"completion-{k:04}{_ending(with_library=with_library)}"
        if not path.exists():
            keep(path, rank_lists(task, scorers, homes[k : k + CHUNK_HOMES]))


def _ending(*, with_library: bool) -> str:
    return ".library" if with_library else ".pickle"


def kept(folder: Path, name: str) -> Ranks:
    """Pool the parts that are kept."""
    parts = [
        pickle.loads(path.read_bytes()) | pickle.loads(path.with_suffix(".library").read_bytes())
        for path in sorted(folder.glob(f"{name}-*.pickle"))
    ]
    return {each: pooled([part[each] for part in parts]) for each in parts[0]}


def renewed(stored: Any, ranks: Ranks, tasks: list[Task], smoothing: Smoothing) -> TaskResult:
    """Measure one part anew."""
    last = tasks[-1]
    return task_result(
        stored["name"], stored["question"], ranks, all_methods(smoothing)[0], last.ground,
        n_lists=_n_lists(ranks[MODEL], tasks),
        n_unreachable=sum(task.n_unreachable for task in tasks),
        calibration=calibration_curve(last, smoothing), seed=SEED,
    )  # fmt: skip


def _n_lists(ties: TieRanks, tasks: list[Task]) -> int:
    if len(tasks) > 1:
        return sum(len(task.listed_homes) for task in tasks)
    return len(set(ties.home.tolist()))


def main() -> None:
    """Run what is asked for."""
    what, folder, with_library = sys.argv[1], Path(sys.argv[2]), "library" in sys.argv[3:]
    folder.mkdir(parents=True, exist_ok=True)
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    with open_release() as release:
        if what == "forecasting":
            rank_forecasts(release, stored, folder, with_library=with_library)
        elif what == "completion":
            rank_completion(release, folder, with_library=with_library)
        else:
            tasks = forecasts(release, stored)
            forecasting = renewed(
                stored["forecasting"], kept(folder, "forecasting"), tasks, SETTINGS.smoothing
            )
            completed = renewed(
                stored["completion"], kept(folder, "completion"), [completion(release)],
                SETTINGS.completion_smoothing,
            )  # fmt: skip
            stored["sentence"] = sentence_of(forecasting, completed, ())
            for name, found in (("forecasting", forecasting), ("completion", completed)):
                stored[name] = json.loads(json.dumps(asdict(found)))
            store(STORED, stored)


if __name__ == "__main__":
    main()
