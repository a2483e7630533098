"""What a caller's test or interval may give, and what to do about anything else."""

from __future__ import annotations

import math

import numpy as np

MOST_SHOWN = 80


def shown(given: object) -> str:
    """Return what was given as a sentence can show it."""
    said = repr(given)
    return said if len(said) <= MOST_SHOWN else f"{said[: MOST_SHOWN - 3]}..."


def p_row(given: object) -> tuple[float, float, float] | str:
    """Return a row, or what to do about a value that is no p."""
    if given is None:
        return np.nan, np.nan, np.nan
    if _ends(given) is not None:
        return "give the target that the interval should hold"
    p = _real(given)
    if p is None or not (math.isnan(p) or 0 <= p <= 1):
        return "give a p-value from 0 to 1, or None where a world leaves nothing to say"
    return p, np.nan, np.nan


def interval_row(given: object, target: object) -> tuple[float, float, float] | str:
    """Return a row, or what to do about a value that is no interval."""
    wanted = _real(target)
    if wanted is None or not math.isfinite(wanted):
        return f"the target is {target!r} there; give a finite number"
    ends = (None, None) if given is None else _ends(given)
    if ends is None:
        return "give an interval (low, high), or leave target out for a p-value"
    if ends[0] is None or ends[1] is None:
        return np.nan, np.nan, wanted
    low, high = _real(ends[0]), _real(ends[1])
    if low is None or high is None or low > high:
        return "give numbers with low at most high, None where a world leaves nothing to say"
    if math.isnan(low) or math.isnan(high):
        return np.nan, np.nan, wanted
    return low, high, wanted


def _ends(given: object) -> tuple[object, object] | None:
    """Return both ends of what may be an interval."""
    if hasattr(given, "low") and hasattr(given, "high"):
        return given.low, given.high
    is_sequence = isinstance(given, tuple | list) or (
        isinstance(given, np.ndarray) and given.ndim == 1
    )
    if is_sequence and len(given) == 2:  # type: ignore[arg-type]
        return given[0], given[1]  # type: ignore[index]
    return None


def _real(given: object) -> float | None:
    """Return a single number as float; None if it is no such."""
    if isinstance(given, str | bytes | bool | np.bool_):
        return None
    try:
        return float(given) if np.ndim(given) == 0 else None  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
