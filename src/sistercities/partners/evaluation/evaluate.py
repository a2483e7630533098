"""The whole evaluation of a release: forecasting, completion, fairness, checks for leaks.

What an evaluation is run with; everything that was chosen was chosen on earlier cut-offs.

What an evaluation says in words.

From ranks to a result: measures, comparisons, classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from sistercities.dataset.release.store import Release
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.evaluation.calibration_curve import calibration_curve
from sistercities.partners.evaluation.class_results import class_results
from sistercities.partners.evaluation.completion import NEWER, OLDER, completion_task
from sistercities.partners.evaluation.fairness import fairness
from sistercities.partners.evaluation.forecasting import TUNING_YEARS, forecast_tasks
from sistercities.partners.evaluation.leaks import check_leaks, look_of_year
from sistercities.partners.evaluation.measures import (
    MEASURES,
    RATIOS,
    RESAMPLES,
    Resampling,
    measured,
    ratio,
)
from sistercities.partners.evaluation.methods import Method
from sistercities.partners.evaluation.ranks import TieRanks
from sistercities.partners.evaluation.result import (
    CalibrationBin,
    Comparison,
    Evaluation,
    LeakResult,
    MethodResult,
    TaskResult,
)
from sistercities.partners.evaluation.running import (
    UNDATED,
    Ranks,
    all_methods,
    run_lists,
    run_tasks,
    some_homes,
)
from sistercities.partners.evaluation.simple_methods import SIMPLE
from sistercities.partners.ground import Ground
from sistercities.partners.penalised_logit import Smoothing
from sistercities.partners.read_ground import read_ground
from sistercities.terms.progress import Progress, quiet

MODEL = "model"
LISTS = "short-lists"
"""The three short lists, asked as one."""
_SIMPLE = tuple(method.name for method in SIMPLE)
OF_CLASSES = (MODEL, LISTS, *_SIMPLE)
"""Methods that are measured by class too."""


def task_result(
    name: str, question: str, ranks: Ranks, methods: Sequence[Method], ground: Ground, *,
    n_lists: int, n_unreachable: int, calibration: tuple[CalibrationBin, ...], seed: int,
) -> TaskResult:  # fmt: skip
    """Measure all methods on the same ties and compare the model with each other."""
    ours = ranks[MODEL]
    resampling = Resampling(ours.home, seed)
    of_methods = tuple(
        MethodResult(method.name, method.title, _measures(ranks[method.name], resampling))
        for method in methods
    )
    best = best_simple(of_methods)
    return TaskResult(
        name, question, len(ours), len(np.unique(ours.home)), n_lists, n_unreachable,
        float(ours.n_candidates.mean()), float(ours.n_in_country.mean()), of_methods,
        comparisons(MODEL, ranks, resampling), comparisons(LISTS, ranks, resampling), best,
        tuple(class_results(ranks, OF_CLASSES, ground, resampling)), calibration,
    )  # fmt: skip


def comparisons(name: str, ranks: Ranks, resampling: Resampling) -> tuple[Comparison, ...]:
    """Compare one method with each other."""
    return tuple(
        Comparison(other, other in _SIMPLE, {
            measure: ratio(measure, ranks[name], ranks[other], resampling) for measure in RATIOS
        })
        for other in ranks if other != name
    )  # fmt: skip


def _measures(ranks: TieRanks, resampling: Resampling):  # type: ignore[no-untyped-def]
    return {name: measured(values(ranks), resampling) for name, values in MEASURES.items()}


def best_simple(methods: Sequence[MethodResult]) -> dict[str, str]:
    """Name the simple baseline that is best in each measure; the first of equal ones."""
    found = {}
    for measure in RATIOS:
        sign = -1 if measure.startswith("mean_log") else 1
        simple = [method for method in methods if method.name in _SIMPLE]
        best = max(simple, key=lambda one: sign * (one.measures[measure].value or 0.0))
        found[measure] = best.name
    return found


NOTES = (
    "Candidates of the forecasts are the places abroad that the gazetteer lists for their size "
    "(15,000 people) or that have a tie on record by then; a smaller place without one is no "
    "candidate, since later ties alone brought it into the data.",
    "Ties are forecast where their year is known. The lists that date them were made later: a tie "
    "that ended and was forgotten is in no list.",
    "The ties that are known of a year are those with a date, nearly all with the home country; "
    "places' regions are those of today.",
    "The gate of today (wars, broken relations, status of places, laws) is laid on the past in "
    "model-gated alone: what it bars now was mostly no bar then, so the difference is what the "
    "gate costs in rank, and no error of either.",
    "The short lists name at most fifteen places, of like size and spread over countries; they "
    "stand in turn before all others, which follow in the order of the model. Purposes and themes "
    "are wishes and are not evaluated.",
    "A list leaves out what has a tie on record by then; of equal scores each counts half; other "
    "ties of the same year do not count against a tie.",
)


def sentence_of(
    forecasting: TaskResult | None, completion: TaskResult | None, leaks: Sequence[LeakResult]
) -> str:
    """Say the finding in one sentence; a leak comes first, since nothing else counts then."""
    leaking = sorted({name for check in leaks for name in check.changed})
    if leaking:
        return f"The numbers do not count: {', '.join(leaking)} knew what came later."
    result = forecasting or completion
    if result is None:
        return "The data hold no ties to find again."
    return _sentence(result)


def _sentence(result: TaskResult) -> str:
    found = result.methods[0].measures["country_hit_50"].value or 0.0
    n_ties = result.n_ties
    if result.name == "forecasting":
        tried = "1 later partnership" if n_ties == 1 else f"{n_ties:,} later partnerships"
    else:
        tried = f"{n_ties:,} partnerships of the world that a newer list adds"
    return (
        f"We tried the list on {tried}: {100 * found:.0f} % of the partners were among the first "
        f"50 places that it named in their country. {_against_the_best(result)}"
    )


def _against_the_best(result: TaskResult) -> str:
    """Say whether the list ranks partners better than the best simple rule, if that can be told."""
    rival = result.best_simple["mean_log_rank"]
    rule = next(each.title for each in result.methods if each.name == rival)
    ratio = next(each for each in result.comparisons if each.name == rival)
    rank = ratio.ratios["mean_log_rank"]
    if rank.low is not None and rank.low > 1:
        return f"The best simple rule ({rule}) ranked them better."
    if rank.high is not None and rank.high < 1:
        return f"It ranked them better than the best simple rule did ({rule})."
    return (
        f"Whether that is better than the best simple rule ({rule}) cannot be told from these "
        "partnerships."
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of an evaluation.

    Attributes
    ----------
    smoothing
        Penalty of the model in the forecasts, where some hundreds of ties are known.
    per_tie
        Drawn pairs for each tie in the forecasts.
    completion_smoothing, completion_per_tie
        The same in the completion, where there are thousands: the penalty is the default of
        `recommend`.
    most_lists
        Home places of the completion whose lists are ranked.
    per_class
        Home places of each class of size in the report on fairness.
    """

    smoothing: Smoothing = Smoothing(bend=1.0, ridge=1.0)  # noqa: RUF009
    per_tie: int = 30
    completion_smoothing: Smoothing = Smoothing()  # noqa: RUF009
    completion_per_tie: int = 5
    most_lists: int = 600
    per_class: int = 30

    def as_numbers(self) -> dict[str, float]:
        """Give each number a name."""
        return {
            "bend": self.smoothing.bend,
            "ridge": self.smoothing.ridge,
            "drawn_pairs_per_tie": self.per_tie,
            "completion_bend": self.completion_smoothing.bend,
            "completion_ridge": self.completion_smoothing.ridge,
            "completion_drawn_pairs_per_tie": self.completion_per_tie,
            "completion_home_places": self.most_lists,
            "fairness_home_places_per_class": self.per_class,
        }


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
    tasks = list(
        forecast_tasks(release, years, country=country, per_tie=settings.per_tie, seed=seed)
    )
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
