"""Tests use one thread for matrices, however pytest was started."""

from __future__ import annotations

import os

import one_thread


def test_numpy_was_told_before_it_was_imported() -> None:
    assert one_thread.CAME_FIRST, "tests/conftest.py imports numpy before one_thread"
    assert all(os.environ[name].isdigit() for name in one_thread.THREADS)
