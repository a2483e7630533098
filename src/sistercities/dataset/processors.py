"""How many processors there are to use."""

from __future__ import annotations

import os


def usable_processors() -> int:
    """Count the processors that this process may use."""
    at_hand = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return at_hand or 1
