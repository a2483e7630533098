"""Kinds of arrays, as the annotations of all rooms name them."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

# As `numpy.typing.NDArray`, without that module: look-ups load none for its annotations.
Real: TypeAlias = np.ndarray[tuple[Any, ...], np.dtype[np.float64]]
"""Numbers."""

Index: TypeAlias = np.ndarray[tuple[Any, ...], np.dtype[np.int64]]
"""Positions, labels and counts."""

Flag: TypeAlias = np.ndarray[tuple[Any, ...], np.dtype[np.bool_]]
"""Yes or no."""

Short: TypeAlias = np.ndarray[tuple[Any, ...], np.dtype[np.int32]]
"""Positions where there are many."""

Text: TypeAlias = np.ndarray[tuple[Any, ...], np.dtype[np.object_]]
"""Words, each of its own length."""
