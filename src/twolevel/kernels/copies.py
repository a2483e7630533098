"""Copies of arrays inside compiled loops.

Where one array is assigned to a slice of another, numba compiles the sentence that their shapes
differ into the kernel: up to a third of what the kernel takes to compile. A loop says nothing.
"""

from __future__ import annotations

from twolevel.kernels.compiled import compiled_within


@compiled_within()
def copy_into(room, values):  # type: ignore[no-untyped-def]
    """Put values into an array of one dimension and of their number."""
    for k in range(room.size):
        room[k] = values[k]
