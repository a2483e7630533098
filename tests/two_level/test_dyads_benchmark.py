"""The benchmark of dyadic regression says how far the peer is apart, or that none was run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    import dyadic_regression

    return dyadic_regression


def measured(peer: dict[str, Any] | None) -> dict[str, Any]:
    job = {
        "seconds": 1.0, "processor": 1.0, "megabytes": 100.0, "pairs": 1000, "active": 900,
        "slopes": [2.0, -1.0], "peer": peer,
    }  # fmt: skip
    return {
        "machine": "a machine", "load": 0.0, "first call": 2.0, "jobs": {"rectangle poisson": job}
    }  # fmt: skip


def test_without_a_peer_the_page_says_that_none_was_run(benchmark: Any) -> None:
    page = benchmark.page(measured(None))
    assert "No peer was run: pyfixest is not installed here" in page
    assert "agree" not in page


def test_with_a_peer_it_says_how_far_slopes_are_apart(benchmark: Any) -> None:
    peer = {"seconds": 3.0, "megabytes": 200.0, "slopes": [2.0, -1.0002]}
    page = benchmark.page(measured(peer))
    assert "Slopes of both packages agree to 2e-04." in page
    assert "No peer" not in page
