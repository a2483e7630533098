"""The autocorrelation time is that of processes in which it is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import lfilter

from twolevel.nulls.parallel_runs import autocorrelation, integrated_autocorrelation_time


@pytest.mark.parametrize("phi", [0.0, 0.5, 0.9])
def test_time_of_an_autoregression_is_known(phi: float) -> None:
    """AR(1) has time (1 + phi) / (1 - phi); 2^17 records put 10 % at over four of its errors."""
    noise = np.random.default_rng(8).normal(size=2**17)
    trace = lfilter([1.0], [1.0, -phi], noise)
    assert integrated_autocorrelation_time(trace) == pytest.approx((1 + phi) / (1 - phi), rel=0.1)


def test_autocorrelation_is_that_summed_by_hand() -> None:
    trace = np.array([3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0])
    d = trace - trace.mean()
    by_hand = [sum(d[k:] * d[: d.size - k]) / sum(d * d) for k in range(d.size)]
    assert autocorrelation(trace) == pytest.approx(by_hand)


def test_a_constant_or_alternating_trace_has_time_one() -> None:
    assert integrated_autocorrelation_time(np.full(16, 2.0)) == 1.0
    assert integrated_autocorrelation_time(np.tile([0.0, 1.0], 64)) == 1.0
