"""Jobs on an executor: in order, cancelled on an end, and one sentence where it cannot do them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest

from sistercities.errors import InvalidArgument
from two_level.bad_input import shut_down
from twolevel.core.chunks import run_chunks
from twolevel.core.executors import as_they_end, check_executor, in_order
from twolevel.shapley.values import shapley_deviance

RUNS = [lambda work, jobs, executor: list(in_order(work, jobs, executor))]
RUNS += [lambda work, jobs, executor: sorted(as_they_end(work, jobs, executor))]


def squared(job: int) -> int:
    """Take the longer the earlier the job stands, so that the last ends first."""
    time.sleep(0.002 * (10 - job))
    return job**2


def die(_job: int) -> int:
    """End the worker as a machine without memory would."""
    os._exit(1)


@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor])
def test_results_come_in_order_whatever_ends_first(executor: type[Executor] | None) -> None:
    held = executor(4) if executor else None  # type: ignore[call-arg]
    assert list(in_order(squared, range(10), held)) == [k**2 for k in range(10)]
    assert dict(as_they_end(squared, range(10), held)) == {k: k**2 for k in range(10)}
    if held:
        held.shutdown()


@pytest.mark.parametrize("run", RUNS)
def test_an_executor_that_is_shut_down(run: Callable[..., object]) -> None:
    with pytest.raises(
        InvalidArgument, match=r"executor=.* it is shut down: give one that is open"
    ):
        run(squared, range(3), shut_down())


@pytest.mark.parametrize("run", RUNS)
def test_workers_that_died(run: Callable[..., object]) -> None:
    with ProcessPoolExecutor(1) as executor:
        with pytest.raises(InvalidArgument, match=r"executor=.* its workers died"):
            run(die, range(2), executor)
        with pytest.raises(InvalidArgument, match=r"executor=.* its workers died"):
            run(squared, range(2), executor)


def test_a_function_that_cannot_be_sent_to_a_process() -> None:
    x = np.arange(8.0)[:, None]

    def mean(_x: object, y: np.ndarray, x_held: np.ndarray) -> np.ndarray:
        return np.full(len(x_held), y.mean())

    work = partial(
        shapley_deviance, x, x[:, 0], {"a": [0]}, unit=np.arange(8) % 2, fit=mean,
        family="gaussian",
    )  # fmt: skip
    assert np.isfinite(work().value).all()
    with (
        ProcessPoolExecutor(1) as executor,
        pytest.raises(InvalidArgument, match=r"executor=.* give functions of a module"),
    ):
        work(executor=executor)


@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor])
def test_an_interrupt_ends_the_run_and_leaves_the_executor(executor: type[Executor] | None) -> None:
    held = executor(1) if executor else None  # type: ignore[call-arg]
    begun = []

    def work(size: int, _seed: np.random.SeedSequence) -> int:
        begun.append(size)
        time.sleep(0.01)
        return size

    def stop(done: int, _wanted: int) -> None:
        if done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_chunks(work, 200, np.random.SeedSequence(1), held, stop, 1)
    assert len(begun) < 100
    if held:
        assert held.submit(squared, 3).result() == 9
        held.shutdown()


@pytest.mark.parametrize("executor", [3, object(), "local"])
def test_what_is_no_executor(executor: object) -> None:
    with pytest.raises(InvalidArgument, match=r"executor=.* give a concurrent.futures.Executor"):
        check_executor(executor)
    with pytest.raises(InvalidArgument, match="on_progress='x' cannot be used; give a function"):
        check_executor(None, "x")


def test_an_error_of_the_work_itself_is_handed_on() -> None:
    def work(job: int) -> int:
        raise RuntimeError(f"job {job}")

    with ThreadPoolExecutor(1) as executor, pytest.raises(RuntimeError, match="job 0"):
        list(in_order(work, range(2), executor))
