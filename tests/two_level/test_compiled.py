"""Compiled loops run where no cache can be written, and give the same numbers."""

from __future__ import annotations

import os
import pkgutil
import subprocess
import sys
from importlib import import_module

import numpy as np
import pytest

from two_level.small_worlds import small_world
from twolevel import kernels
from twolevel.kernels import compiled
from twolevel.nulls.home_nulls import draw_null

# numba asks each of these classes for a place; all of them refuse where all folders are read-only.
NO_PLACE = """
import sys
from numba.core import caching

def refuses(self):
    raise OSError(30, "Read-only file system")

for each in vars(caching).copy().values():
    if isinstance(each, type) and hasattr(each, "ensure_cache_path"):
        each.ensure_cache_path = refuses
"""
DRAWS = """
sys.path[:0] = {path!r}
from two_level.small_worlds import small_world
from twolevel.kernels.rewiring import swap_weighted
from twolevel.nulls.home_nulls import draw_null
print(*draw_null("degree", small_world(), n_draws=20, seed=5, max_steps=100).draws)
print(type(swap_weighted._cache).__name__)
"""


def test_without_any_place_for_a_cache_the_draws_are_the_same() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", NO_PLACE + DRAWS.format(path=sys.path)],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    numbers, cache = done.stdout.splitlines()
    expected = draw_null("degree", small_world(), n_draws=20, seed=5, max_steps=100).draws
    assert [int(each) for each in numbers.split()] == expected.tolist()
    assert cache == "NullCache"


def test_a_cache_that_cannot_grow_costs_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    from numba.core.caching import IndexDataCacheFile

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(IndexDataCacheFile, "save", full)
    monkeypatch.setattr(IndexDataCacheFile, "load", full)

    @compiled.compiled(nogil=True)
    def doubled(values):  # type: ignore[no-untyped-def]
        return values * 2

    assert doubled(np.array([1, 2])).tolist() == [2, 4]


def test_no_loop_is_compiled_with_a_door_for_c() -> None:
    """Nobody goes through it, and it takes a thirtieth of the time."""
    from numba.core.dispatcher import Dispatcher

    names = [f"{kernels.__name__}.{one.name}" for one in pkgutil.iter_modules(kernels.__path__)]
    loops = [
        held for name in names for held in vars(import_module(name)).values()
        if isinstance(held, Dispatcher)
    ]  # fmt: skip
    assert len(loops) > 100
    assert [one for one in loops if not one.targetoptions.get("no_cfunc_wrapper")] == []
