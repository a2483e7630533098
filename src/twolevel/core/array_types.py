"""Kinds of arrays, as the annotations of all rooms name them."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Real: TypeAlias = NDArray[np.float64]
"""Numbers."""

Index: TypeAlias = NDArray[np.int64]
"""Positions, labels and counts."""

Flag: TypeAlias = NDArray[np.bool_]
"""Yes or no."""

Short: TypeAlias = NDArray[np.int32]
"""Positions where there are many."""
