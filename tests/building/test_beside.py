"""Work in a second process: the same result, the same error, and an end with the block."""

from __future__ import annotations

import gc
import multiprocessing
import os
import time

import pytest

from release_build.beside import process_beside
from sistercities.dataset.cycle_search import no_cycle_search
from sistercities.errors import BuildError, SourceError


def _refuse(name: str) -> None:
    raise SourceError("cities.csv", 7, "name", name, "mend the row")


def _end() -> None:
    os._exit(3)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_result_is_the_same_in_one_process_and_in_two(workers: int) -> None:
    with process_beside(workers) as beside:
        later = beside.begin(divmod, 17, 5)
        assert later() == (3, 2)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_arrives_as_the_sentence_that_it_was(workers: int) -> None:
    with process_beside(workers) as beside:
        later = beside.begin(_refuse, "Nowhere")
        with pytest.raises(SourceError, match="row 7, column name: 'Nowhere' is not known"):
            later()


_PREPARED: list[str] = []


def _refused_at_first() -> str:
    _PREPARED.append("once")
    if len(_PREPARED) == 1:
        raise SourceError("cities.csv", 7, "name", "Nowhere", "mend the row")
    return f"{len(_PREPARED)} times"


def test_what_is_prepared_stays_in_the_other_process_and_its_error_too() -> None:
    with process_beside(2) as beside:
        beside.prepare(_refused_at_first)
        assert beside.begin(_refused_at_first)() == "2 times"
    assert not _PREPARED


def test_without_another_process_nothing_is_prepared() -> None:
    with process_beside(1) as beside:
        beside.prepare(_refuse, "Nowhere")
        assert beside.begin(divmod, 17, 5)() == (3, 2)


def test_a_process_that_dies_is_told_with_what_to_do() -> None:
    with process_beside(2) as beside:
        later = beside.begin(_end)
        with pytest.raises(BuildError, match="--workers 1"):
            later()


def _interrupted() -> None:
    with process_beside(2) as beside:
        beside.begin(time.sleep, 600)
        raise KeyboardInterrupt


def _fails_without_search() -> None:
    with no_cycle_search():
        assert not gc.isenabled()
        raise ValueError("odd")


def test_an_interrupt_leaves_no_process_behind() -> None:
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        _interrupted()
    assert not multiprocessing.active_children()
    assert time.monotonic() - began < 60


def test_the_search_for_cycles_goes_on_afterwards_also_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="odd"):
        _fails_without_search()
    assert gc.isenabled()
