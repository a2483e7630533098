"""The whole evaluation of a release: forecasting, completion, fairness, checks for leaks."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor

from sistercities.dataset.release.store import Release
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.evaluation.calibration_curve import calibration_curve
from sistercities.partners.evaluation.completion import NEWER, OLDER, completion_task
from sistercities.partners.evaluation.fairness import fairness
from sistercities.partners.evaluation.forecasting import TUNING_YEARS, forecast_tasks
from sistercities.partners.evaluation.leaks import check_leaks, look_of_year
from sistercities.partners.evaluation.measures import RESAMPLES
from sistercities.partners.evaluation.methods import Method
from sistercities.partners.evaluation.progress import Progress, quiet
from sistercities.partners.evaluation.result import Evaluation, LeakResult, TaskResult
from sistercities.partners.evaluation.running import (
    UNDATED,
    all_methods,
    run_lists,
    run_tasks,
    some_homes,
)
from sistercities.partners.evaluation.settings import Settings
from sistercities.partners.evaluation.summing_up import task_result
from sistercities.partners.evaluation.words import NOTES, sentence_of
from sistercities.partners.read_ground import read_ground


def evaluate_recommendations(
    release: Release, model: AdditiveModel, *, country: str, years: Sequence[int], seed: int,
    settings: Settings | None = None, executor: Executor | None = None,
    on_progress: Progress = quiet,
) -> Evaluation:  # fmt: skip
    """Evaluate recommendations on a release.

    Parameters
    ----------
    release
        An opened release.
    model
        The model of cities whose suggestions the report on fairness looks at.
    country
        ISO code of the home country of the forecasts.
    years
        Cut-offs of the forecasts.
    seed
        Of all draws.
    settings
        Penalties and numbers; None takes those chosen on earlier cut-offs.
    executor, on_progress
        Where tasks and lists run, here if None; told how far it is. Neither changes a number.
    """
    chosen = settings or Settings()
    methods, left_out = all_methods(chosen.smoothing)
    forecasting = _forecast(release, methods, country, years, seed, chosen, executor, on_progress)
    completion = _complete(release, seed, chosen, executor, on_progress)
    ground = read_ground(release)
    fair = fairness(
        ground, model, per_class=chosen.per_class, seed=seed, executor=executor,
        on_progress=on_progress,
    )  # fmt: skip
    leaks: tuple[LeakResult, ...] = ()
    if forecasting is not None:
        leaks = _leaks(release, country, years, methods[:1], seed, on_progress)
    return Evaluation(
        release.version, country, tuple(years), tuple(TUNING_YEARS), seed, RESAMPLES,
        chosen.as_numbers(), sentence_of(forecasting, completion, leaks), forecasting, completion,
        fair, leaks, UNDATED, left_out, NOTES,
    )  # fmt: skip


def _forecast(
    release: Release, methods: Sequence[Method], country: str, years: Sequence[int], seed: int,
    settings: Settings, executor: Executor | None, on_progress: Progress,
) -> TaskResult | None:  # fmt: skip
    tasks = list(forecast_tasks(
        release, years, country=country, per_tie=settings.per_tie, seed=seed
    ))  # fmt: skip
    if not tasks:
        return None
    ranks = run_tasks(tasks, methods, executor, on_progress)
    last = tasks[-1]
    question = (
        f"Of what was known at the end of each year from {years[0]} to {years[-1]}: which places "
        "abroad did a place of the country tie with in the next year?"
    )
    return task_result(
        "forecasting", question, ranks, methods, last.ground,
        n_lists=sum(len(task.listed_homes) for task in tasks),
        n_unreachable=sum(task.n_unreachable for task in tasks),
        calibration=calibration_curve(last, settings.smoothing), seed=seed,
    )  # fmt: skip


def _complete(
    release: Release, seed: int, settings: Settings, executor: Executor | None,
    on_progress: Progress,
) -> TaskResult | None:  # fmt: skip
    task = completion_task(release, per_tie=settings.completion_per_tie, seed=seed)
    if task is None:
        return None
    methods, _ = all_methods(settings.completion_smoothing)
    homes = some_homes(task, settings.most_lists)
    ranks = run_lists(task, methods, homes, executor, on_progress)
    question = (
        f"Of the ties that {OLDER} holds: which others does {NEWER} hold, among places with ties "
        "in both? This is no forecast: a tie may be old and have been left out."
    )
    return task_result(
        "completion", question, ranks, methods, task.ground, n_lists=len(homes),
        n_unreachable=task.n_unreachable,
        calibration=calibration_curve(task, settings.completion_smoothing), seed=seed,
    )  # fmt: skip


def _leaks(
    release: Release, country: str, years: Sequence[int], methods: Sequence[Method], seed: int,
    on_progress: Progress,
) -> tuple[LeakResult, ...]:  # fmt: skip
    chosen = sorted({years[0], years[len(years) // 2], years[-1]})
    found: list[LeakResult] = []
    for year in chosen:
        on_progress("looking for leaks", len(found), len(chosen))
        look = look_of_year(year, country=country, methods=methods, seed=seed)
        check = check_leaks(release, year, look)
        found.append(LeakResult(year, check.n_pairs, len(check.compared), check.changed))
    return tuple(found)
