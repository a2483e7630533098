"""How numbers are written for readers: signs, decimals, thousands, intervals, what is missing."""

from __future__ import annotations

import math

from sistercities.sentences import say

MISSING = "–"
"""An en dash; a missing value is never written as 0."""


def is_known(value: float | None) -> bool:
    """Whether there is a finite number."""
    return value is not None and math.isfinite(value)


def whole(value: float | None) -> str:
    """Write a count, with commas between thousands."""
    if value is None or not math.isfinite(value):
        return MISSING
    return f"{round(value):,}".replace("-", "−")


def figures(value: float | None, digits: int = 3) -> str:
    """Write a number with so many significant digits and no exponent.

    Parameters
    ----------
    value
        The number, or None.
    digits
        Significant digits.
    """
    if value is None or not math.isfinite(value):
        return MISSING
    if value == 0:
        return "0"
    decimals = min(max(digits - 1 - math.floor(math.log10(abs(value))), 0), digits + 3)
    return f"{value:,.{decimals}f}".replace("-", "−")


def ratio(value: float | None) -> str:
    """Write a ratio: two decimals below ten, then fewer."""
    if value is None or not math.isfinite(value):
        return MISSING
    decimals = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    return f"{value:,.{decimals}f}".replace("-", "−")


def signed(value: float | None) -> str:
    """Write a number around zero with its sign; what is zero in the digits shown has none."""
    if value is None or not math.isfinite(value):
        return MISSING
    written = f"{value:+.2f}".replace("-", "−")
    return written[1:] if not float(written[1:]) else written


def percent(value: float | None) -> str:
    """Write a share of 1 as per cent, one decimal."""
    if value is None or not math.isfinite(value):
        return MISSING
    return f"{100 * value:.1f} %".replace("-", "−")


def probability(value: float | None) -> str:
    """Write a p-value; it is never written as 0."""
    if value is None or not math.isfinite(value):
        return MISSING
    return f"{value:.2g}" if value >= 0.0001 else "< 0.0001"


def span(low: str, high: str) -> str:
    """Two written ends as an interval, or a dash if either is missing."""
    return MISSING if MISSING in (low, high) else say("{low} to {high}", low=low, high=high)


def with_interval(value: str, interval: str) -> str:
    """Write a value with its interval beside it, if there is one."""
    if interval == MISSING:
        return value
    return say("{value} ({interval})", value=value, interval=interval)


def in_unit(value: float | None, unit: str) -> str:
    """Write a number as its unit is read: shares as per cent, ratios with two decimals."""
    kind = unit.split(" ")[0]
    if kind == "share":
        return percent(value)
    if kind in ("correlation", "log"):
        return signed(value).removeprefix("+")
    return ratio(value) if "ratio" in unit else figures(value)
