"""`evaluate`."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities.cli.options import (
    AsJson,
    Country,
    Data,
    Overlay,
    Scheduler,
    Seed,
    ShowAll,
    Workers,
    chosen,
    processors,
)
from sistercities.cli.screen import MISSING, Screen, one_screen, say, say_json, table

if TYPE_CHECKING:
    from sistercities.api.evaluation import Evaluation, Fairness, Measured, TaskResult

HEAD = ("method", "typical rank", "50 in country", "first 10", "first 50", "1/rank")
MEANINGS = (
    "typical rank: where the partner stands on the whole list; the lower, the better",
    "50 in country: how many stand among the first 50 places of their country",
    "first 10, first 50: how many stand there on the whole list",
    "1/rank: 1 divided by the rank, the mean; the higher, the better",
    "A over B: a rank below 1, and a share above 1, speak for A; if the range in brackets holds 1, "
    "the two cannot be told apart",
)


def evaluate(
    country: Country = "CN",
    first_year: Annotated[
        int, typer.Option(metavar="YEAR", help="First year after which ties are foretold.")
    ] = 1990,
    last_year: Annotated[
        int, typer.Option(metavar="YEAR", help="Last year after which ties are foretold.")
    ] = 2014,
    seed: Seed = 1,
    workers: Workers = None,
    scheduler: Scheduler = None,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Ask how often recommendations would have been right on the past.

    It takes some minutes. The extra 'evaluate' brings two more methods to compare with.
    """
    from sistercities import validation
    from sistercities.api.progress_bar import progress_bar

    with progress_bar() as report:
        result = validation.evaluate(
            country,
            first_year=first_year,
            last_year=last_year,
            seed=seed,
            workers=processors() if workers is None else workers,
            scheduler=scheduler,
            on_progress=report,
            data=chosen(data, overlay),
        )
    if as_json:
        say_json(result.to_json())
        return
    say(evaluate_lines(result, Screen.here(), show_all=show_all))


def evaluate_lines(result: Evaluation, screen: Screen, *, show_all: bool) -> list[str]:
    """Lay out an evaluation."""
    lines = [result.sentence, ""]
    for task in (result.forecasting, result.completion):
        if task is not None:
            lines += [*_task_lines(task, screen), ""]
    lines += [*_words_of(result), ""]
    if result.fairness is not None:
        lines += [*_fairness_lines(result.fairness), ""]
    lines += _checked(result)
    last = ["", "Everything, with intervals and classes: sistercities evaluate --json"]
    return one_screen(lines, last, screen, show_all=show_all)


def _task_lines(task: TaskResult, screen: Screen) -> Iterator[str]:
    yield f"{task.name.capitalize()}: {task.question}"
    yield (
        f"{task.n_ties:,} ties of {task.n_homes:,} home places among {task.n_candidates:,.0f} "
        "candidates each."
    )
    rows = []
    for method in task.methods:
        found = method.measures
        rank = found["mean_log_rank"].value
        rows.append((
            method.name, MISSING if rank is None else f"{math.exp(rank):,.0f}",
            *(_percent(found[name]) for name in ("country_hit_50", "hit_10", "hit_50")),
            _number(found["mean_reciprocal_rank"]),
        ))  # fmt: skip
    yield from table(HEAD, rows, screen.width, HEAD[1:])
    rivals = dict.fromkeys(task.best_simple.values())
    for one in task.comparisons:
        if one.name in rivals:
            yield (
                f"Model over {one.name}: typical rank {_ratio(one.ratios['mean_log_rank'])}, "
                f"50 in country {_ratio(one.ratios['country_hit_50'])}, "
                f"1/rank {_ratio(one.ratios['mean_reciprocal_rank'])}."
            )


def _words_of(result: Evaluation) -> Iterator[str]:
    """Say what the heads of the tables mean, and what each method is."""
    yield "What the words mean:"
    yield from (f"  {meaning}" for meaning in MEANINGS)
    tasks = (task for task in (result.forecasting, result.completion) if task is not None)
    titles = {method.name: method.title for task in tasks for method in task.methods}
    yield from (f"  {name}: {title}" for name, title in titles.items())


def _percent(found: Measured) -> str:
    return MISSING if found.value is None else f"{100 * found.value:.1f} %"


def _number(found: Measured) -> str:
    return MISSING if found.value is None else f"{found.value:.4f}"


def _ratio(found: Measured) -> str:
    if found.value is None:
        return MISSING
    low, high = (MISSING if each is None else f"{each:.2f}" for each in (found.low, found.high))
    return f"{found.value:.2f} ({low} to {high})"


def _fairness_lines(fair: Fairness) -> Iterator[str]:
    yield f"First {fair.n_first} suggestions of {fair.n_homes} places of all sizes, world-wide:"
    for one in fair.exposures:
        yield (
            f"  {one.name}: the busiest hundredth of all places takes {100 * one.top_share:.0f} %, "
            f"places under 50,000 {100 * one.shares.get('under 50,000', 0.0):.0f} %, "
            f"poorer countries {100 * one.shares.get('poorer country', 0.0):.0f} %"
        )


def _checked(result: Evaluation) -> Iterator[str]:
    years = ", ".join(str(check.year) for check in result.leaks)
    changed = sorted({name for check in result.leaks for name in check.changed})
    if years:
        found = f"these knew what came later: {', '.join(changed)}" if changed else "none found"
        yield f"Looked for leaks at the cut-offs {years}: {found}."
    yield f"Facts of today for any year: {', '.join(result.undated)}; model-dated does without."
    for name, reason in result.left_out.items():
        yield f"{name} was left out: {reason}"
