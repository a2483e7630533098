"""Where the draws of a study run: here, on threads, on a caller's executor, on a Dask cluster.

Whoever draws, the numbers are the same: seeds go by chunk, not by worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from importlib import import_module
from typing import Any

from sistercities import __version__
from sistercities.api.scheduler_address import no_scheduler, require_scheduler
from sistercities.errors import InvalidArgument, MissingExtra

MOST_WORKERS = 256
"""Threads beyond this only wait for each other, and the system refuses them sooner or later."""
CONNECT_SECONDS = 10
WORKER_SECONDS = 30
RETRIES = 5  # a chunk whose worker died is drawn again, on another, with the same seed


@contextmanager
def executor_for(
    workers: int, executor: Executor | None = None, scheduler: str | None = None
) -> Iterator[Executor | None]:
    """Give the executor to draw on; what was started here ends here, also on an interrupt.

    Parameters
    ----------
    workers
        Threads on this machine; 1 draws in the caller's own thread (None is given).
    executor
        Any `concurrent.futures.Executor`, given back as it is; the caller ends it.
    scheduler
        Address of a running Dask scheduler, such as `tcp://127.0.0.1:8786`.

    Raises
    ------
    InvalidArgument
        If both an executor and a scheduler are given, no scheduler answers at the address, it has
        no workers, or a worker runs another version of this package.
    MissingExtra
        If a scheduler is given and Dask is not installed.
    """
    if executor is not None and scheduler is not None:
        raise InvalidArgument("scheduler", scheduler, "give an executor or a scheduler, not both")
    if scheduler is not None:
        with closing(_client(scheduler)) as client:
            yield client.get_executor(pure=False, retries=RETRIES)
    elif executor is not None or workers == 1:
        yield executor
    else:
        with _threads(workers) as pool:
            yield pool


@contextmanager
def _threads(workers: int) -> Iterator[Executor]:
    pool = ThreadPoolExecutor(workers, thread_name_prefix="draws")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _client(scheduler: str) -> Any:
    """Connect, and see that there are workers and that they would give the same numbers."""
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise MissingExtra("a scheduler", "distributed", "cluster") from None
    require_scheduler(scheduler)
    try:
        client = distributed.Client(
            scheduler.strip(), timeout=CONNECT_SECONDS, set_as_default=False
        )
    except (OSError, ValueError, TypeError) as problem:
        advice = "start one with `dask scheduler`, and give the address that it prints"
        raise InvalidArgument(
            "scheduler", scheduler, f"no scheduler answers; {advice}"
        ) from problem
    except Exception as problem:  # whatever a stranger's answer makes the library say
        raise no_scheduler(scheduler) from problem
    try:
        _check_workers(client, scheduler)
    except BaseException:
        client.close()
        raise
    return client


def _check_workers(client: Any, scheduler: str) -> None:
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except TimeoutError:
        advice = f"start workers with `dask worker {scheduler}`"
        raise InvalidArgument("scheduler", scheduler, f"it has no workers; {advice}") from None
    found = set(client.run(installed_version, on_error="return").values())
    if found != {__version__}:
        other = ", ".join(sorted(str(one) for one in found - {__version__}))
        advice = f"install version {__version__} there, so that the numbers are the same"
        raise InvalidArgument("scheduler", scheduler, f"a worker has {other}; {advice}")


def installed_version() -> str:
    """Return the version of this package; called on each worker of a cluster."""
    return __version__
