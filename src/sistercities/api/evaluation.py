"""`evaluate`: how often recommendations were right on the past."""

from __future__ import annotations

from concurrent.futures import Executor

from sistercities.api.arguments import checked_count, checked_country
from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.executors import MOST_WORKERS, executor_for
from sistercities.api.scheduler_address import check_scheduler_address
from sistercities.errors import InvalidArgument
from sistercities.partners.evaluation.evaluate import evaluate_recommendations
from sistercities.partners.evaluation.forecasting import TEST_YEARS
from sistercities.partners.evaluation.measures import Measured
from sistercities.partners.evaluation.result import Evaluation, Fairness, TaskResult
from sistercities.partners.stored_model import stored_model
from sistercities.terms.progress import Progress, quiet

__all__ = ["Evaluation", "Fairness", "Measured", "TaskResult", "evaluate"]

FIRST_YEAR, LAST_YEAR = 1900, 2100


def evaluate(
    country: str = "CN",
    *,
    first_year: int = TEST_YEARS[0],
    last_year: int = TEST_YEARS[-1],
    seed: int = 1,
    workers: int = 1,
    executor: Executor | None = None,
    scheduler: str | None = None,
    on_progress: Progress | None = None,
    data: AnyData = None,
) -> Evaluation:
    """Ask how often recommendations would have been right, against simpler ways to recommend.

    Forecasting: what was known at the end of each year, and the dated ties of the next. Completion:
    ties of a newer source that an older one does not hold. Fairness: who is suggested to whom.
    The same arguments give the same numbers, on one worker or on many.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 code of the home country of the forecasts.
    first_year, last_year
        First and last cut-off of the forecasts.
    seed
        Seed of all randomness, at least 0.
    workers
        Threads, from 1 to 256.
    executor
        Any `concurrent.futures.Executor` in place of `workers`.
    scheduler
        Address of a running Dask scheduler in place of `workers`.
    on_progress
        Called with what is being done, how much is done and how much there is.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    Evaluation
        Measures of all methods with intervals, comparisons, classes, fairness, checks for leaks.

    Raises
    ------
    InvalidArgument
        If the country, a year, the seed, the workers or the scheduler cannot be used.
    MissingExtra
        If a scheduler is given and Dask is not installed.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    checked_count("first_year", first_year, FIRST_YEAR, LAST_YEAR)
    checked_count("last_year", last_year, FIRST_YEAR, LAST_YEAR)
    checked_count("seed", seed, 0)
    checked_count("workers", workers, 1, MOST_WORKERS)
    check_scheduler_address(scheduler)
    if last_year < first_year:
        raise InvalidArgument(
            "last_year", last_year, f"give {first_year} or later, or an earlier first year"
        )
    model = stored_model("city")
    with open_data(data) as release, executor_for(workers, executor, scheduler) as pool:
        return evaluate_recommendations(
            release,
            model,
            country=checked_country(release, country),
            years=range(first_year, last_year + 1),
            seed=seed,
            executor=pool,
            on_progress=on_progress or quiet,
        )
