"""Size, power and coverage of a test or an interval on simulated two-level worlds."""

from __future__ import annotations

from concurrent.futures import Executor
from contextlib import nullcontext

from sistercities.api.arguments import checked_count
from sistercities.api.executors import MOST_WORKERS, executor_for
from sistercities.api.progress_bar import progress_bar
from sistercities.api.scheduler_address import check_scheduler_address
from sistercities.errors import InvalidArgument
from sistercities.terms.progress import Progress
from twolevel.calibrate import run as calibration_run
from twolevel.calibrate.run import Calibration, Procedure, Target
from twolevel.calibrate.worlds import Layout
from twolevel.calibrate.worlds_whole import WholeLayout
from twolevel.core.executors import check_executor

WHAT = "Simulated worlds"


def calibrate(
    procedure: str | Procedure,
    kind: str = "independence",
    *,
    layout: str | Layout | WholeLayout = "modest",
    worlds: int = 2000,
    seed: int = 1,
    strength: float = 1.0,
    level: float = 0.05,
    target: Target | None = None,
    workers: int = 1,
    executor: Executor | None = None,
    scheduler: str | None = None,
    progress: bool = False,
    on_progress: Progress | None = None,
) -> Calibration:
    """Say how often a test rejects, or an interval holds its target, on simulated worlds.

    The same arguments give the same numbers, on one worker or on many.

    Parameters
    ----------
    procedure
        A function of a `SimulatedWorld` and a seed, which gives a p-value, or an interval as
        (low, high); or the id of a null model, such as degree-country. None or NaN means that
        the world leaves nothing to say.
    kind
        How the two levels hang together: independence; province-led, where an upper tie raises
        the odds of later lower ties; city-led, where a lower tie raises those of later upper ties;
        common-cause, where a propensity of the two regions raises both and neither the other.
    layout
        Size and unevenness of the worlds: modest, china or generic for a home country and the
        world, whole for a whole undirected network with domestic ties; or a `Layout` or
        `WholeLayout` of `twolevel`.
    worlds
        How many, from 1 to 1,000,000; the first of a longer run are the same.
    seed
        Seed of all randomness, at least 0.
    strength
        Log odds that the leading level adds, or standard deviation of the common cause, from 0 to
        20; independence has none.
    level
        A test rejects where p is at most this.
    target
        What an interval should hold: a number, or a function of the world. None for a test.
    workers
        Threads, from 1 to 256.
    executor
        Any `concurrent.futures.Executor` in place of `workers`; on processes the procedure must be
        defined at the top of a module.
    scheduler
        Address of a running Dask scheduler, such as `tcp://127.0.0.1:8786`, in place of `workers`.
    progress
        Show a bar on standard error, on a terminal, once the work takes longer than a second.
    on_progress
        Called with what is being done, how many worlds are done and how many there are, in place
        of the bar.

    Returns
    -------
    Calibration
        Rejection rate or coverage with its exact 99 % binomial interval, share undefined, number
        of worlds, seed, and what came out of each world.

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed, or the procedure raises, or gives neither a
        p-value nor an interval; the sentence names the world.
    MissingExtra
        If a scheduler is given and Dask is not installed.
    """
    checked_count("workers", workers, 1, MOST_WORKERS)
    check_scheduler_address(scheduler)
    check_executor(executor, on_progress)
    if progress and on_progress is not None:
        raise InvalidArgument("progress", progress, "give progress or on_progress, not both")
    shown = progress_bar() if progress else nullcontext(on_progress)
    with shown as report, executor_for(workers, executor, scheduler) as pool:
        return calibration_run.calibrate(
            procedure, kind, layout=layout, worlds=worlds, seed=seed, strength=strength,
            level=level, target=target, executor=pool,
            on_progress=None if report is None else lambda done, of: report(WHAT, done, of),
        )  # fmt: skip
