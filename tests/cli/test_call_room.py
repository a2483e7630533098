"""A command runs where its calls find room, so that none of them asks the system for memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sistercities.cli.outcome import with_room

resource = pytest.importorskip("resource")
_DEPTHS, _CALLS = 150, 300


def _little(number: int) -> int:
    return number + 1


def _most_faults(depth: int) -> int:
    """Call again and again at each depth of a hundred calls; return the most pages of a depth."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for number in range(_CALLS):
        _little(number)
    here: int = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
    return max(here, _most_faults(depth - 1)) if depth else here


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="pages are counted as Linux does")
@pytest.mark.skipif(sys.implementation.name != "cpython", reason="frames are kept otherwise")
def test_calls_at_no_depth_ask_for_memory() -> None:
    with_room(lambda: _most_faults(_DEPTHS))()  # what is loaded on the way is loaded
    assert with_room(lambda: _most_faults(_DEPTHS))() < _CALLS // 2


def test_what_the_work_gives_and_raises_comes_through() -> None:
    assert with_room(lambda: 3)() == 3
    with pytest.raises(ValueError, match="no number"):
        with_room(lambda: int("no number"))()
