"""Draws on threads, on a cluster, on a cluster that loses a worker: the same numbers."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from api.cluster import Cluster, cluster
from sistercities.api import executors
from sistercities.api.executors import executor_for
from sistercities.errors import InvalidArgument, MissingExtra
from two_level.small_worlds import small_world
from twolevel.core.chunks import Progress
from twolevel.nulls.draws import NullDraws
from twolevel.nulls.home_nulls import draw_null

N_DRAWS = 20_000


@pytest.fixture
def two_workers(tmp_path: Path) -> Iterator[Cluster]:
    with cluster(tmp_path, n_workers=2) as running:
        yield running


def drawn(executor: Executor | None, on_progress: Progress | None = None) -> NullDraws:
    return draw_null(
        "degree-country", small_world(), n_draws=N_DRAWS, seed=5, max_steps=2_000,
        executor=executor, on_progress=on_progress,
    )  # fmt: skip


def test_one_worker_draws_in_the_thread_of_the_caller_and_more_on_threads() -> None:
    with executor_for(1) as none, executor_for(3) as threads:
        assert none is None
        assert isinstance(threads, ThreadPoolExecutor)
        assert np.array_equal(drawn(none).draws, drawn(threads).draws)


def test_an_executor_of_the_caller_is_used_and_left_running() -> None:
    with ThreadPoolExecutor(1) as mine:
        with executor_for(4, mine) as given:
            assert given is mine
        assert mine.submit(int, "7").result() == 7


def test_a_cluster_that_loses_a_worker_in_the_middle_gives_the_same_numbers(
    two_workers: Cluster,
) -> None:
    killed_at: list[int] = []

    def kill(done: int, wanted: int) -> None:
        if not killed_at and done < wanted:
            killed_at.append(done)
            two_workers.kill_a_worker()

    with executor_for(1, scheduler=two_workers.address) as executor:
        there = drawn(executor, kill)
    here = drawn(None)
    assert 0 < killed_at[0] < N_DRAWS
    assert two_workers.workers[0].poll() is not None
    assert two_workers.workers[1].poll() is None
    assert there.draws.tobytes() == here.draws.tobytes()
    assert (there.p, there.mean, there.share_moved) == (here.p, here.mean, here.share_moved)


def test_a_worker_with_another_version_is_refused(
    two_workers: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "__version__", "99.0.0")
    refused = pytest.raises(InvalidArgument, match=r"a worker has .*; install version 99\.0\.0")
    with refused, executor_for(1, scheduler=two_workers.address):
        pass


def test_a_scheduler_without_workers_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "WORKER_SECONDS", 1)
    with cluster(tmp_path, n_workers=0) as bare:
        refused = pytest.raises(InvalidArgument, match=r"it has no workers; start .*dask worker")
        with refused, executor_for(1, scheduler=bare.address):
            pass


@pytest.mark.parametrize("address", ["nonsense", "tcp://", "ftp://127.0.0.1:1", "127.0.0.1:x"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    refused = pytest.raises(InvalidArgument, match=r"scheduler=.*start one with `dask scheduler`")
    with refused, executor_for(1, scheduler=address):
        pass


def test_a_port_where_nobody_listens_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "CONNECT_SECONDS", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        refused = pytest.raises(InvalidArgument, match="no scheduler answers")
        with refused, executor_for(1, scheduler=address):
            pass


def test_an_executor_and_a_scheduler_are_one_too_many() -> None:
    with ThreadPoolExecutor(1) as mine:
        refused = pytest.raises(InvalidArgument, match="an executor or a scheduler, not both")
        with refused, executor_for(1, mine, "tcp://127.0.0.1:1"):
            pass


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    refused = pytest.raises(MissingExtra, match=r"sistercities\[cluster\]")
    with refused, executor_for(1, scheduler="tcp://127.0.0.1:8786"):
        pass
