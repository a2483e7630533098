"""From a value to a place on the paper: linear and logarithmic scales and their ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from values `low`..`high` to pixels `start`..`end`.

    Values outside are clipped to the ends; `is_inside` tells them apart.
    """

    low: float
    high: float
    start: float
    end: float
    is_log: bool = False

    def _share(self, value: float) -> float:
        if self.is_log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def __call__(self, value: float) -> float:
        """Give the place of a value, in pixels."""
        if self.is_log and value <= 0:
            return self.start
        share = min(max(self._share(value), 0.0), 1.0)
        return self.start + share * (self.end - self.start)

    def is_inside(self, value: float) -> bool:
        """Whether the value lies between the ends."""
        return self.low <= value <= self.high


def round_step(span: float, wanted: int) -> float:
    """Find the step of 1, 2 or 5 times a power of ten that gives about `wanted` ticks in a span."""
    rough = span / max(wanted, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)


def linear_ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round values between two ends."""
    if not high > low:
        return [low]
    step = round_step(high - low, wanted)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(number * step, 12) for number in range(first, last + 1)]


def ratio_ticks(low: float, high: float, wanted: int = 7) -> list[float]:
    """Round ratios between two positive ends: halves and doubles, or tens where that is too many.

    1 is always among them where it lies between the ends.
    """
    for base in (2.0, 4.0, 10.0, 100.0):
        first = math.ceil(math.log(low) / math.log(base) - 1e-9)
        last = math.floor(math.log(high) / math.log(base) + 1e-9)
        if last - first + 1 <= wanted:
            break
    return [base**power for power in range(first, last + 1)]


def count_scale(highest: float, start: float, end: float) -> Scale:
    """From zero to a little above the highest count."""
    return Scale(0.0, max(highest, 1.0) * 1.04, start, end)


def ratio_scale(values: list[float], start: float, end: float, widest: float = 64.0) -> Scale:
    """Make a log scale that holds 1 and the ratios, up to `widest` times to either side of 1."""
    held = [min(max(value, 1 / widest), widest) for value in values if value > 0]
    low, high = min([*held, 0.8]), max([*held, 1.25])
    return Scale(low / 1.08, high * 1.08, start, end, is_log=True)
