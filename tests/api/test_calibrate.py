"""The public verb: workers, the bar, what is told, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

import sistercities as sc
from sistercities.api import calibration
from sistercities.errors import InvalidArgument


def late(world: sc.records.SimulatedWorld, seed: int) -> float:
    """Give the share of lower ties that began before 2000; a number, no honest test."""
    return float((world.start < 2000).mean())


def test_workers_change_nothing_and_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    alone = sc.validation.calibrate(
        late, worlds=45, seed=2, on_progress=lambda *said: told.append(said)
    )
    many = sc.validation.calibrate(late, worlds=45, seed=2, workers=3)
    assert isinstance(alone, sc.records.Calibration)
    assert np.array_equal(alone.p_values, many.p_values)
    assert alone.rejection == many.rejection
    assert told == [("Simulated worlds", done, 45) for done in (20, 40, 45)]


def test_the_layout_may_be_a_whole_network() -> None:
    found = sc.validation.calibrate("degree-totals", "common-cause", layout="whole", worlds=3)
    assert (found.layout, found.kind, found.n_worlds) == ("whole", "common-cause", 3)


def test_the_bar_is_shown_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, int, int]] = []

    @contextmanager
    def bar() -> Iterator[object]:
        yield lambda *said: shown.append(said)
        shown.append(("gone", 0, 0))

    monkeypatch.setattr(calibration, "progress_bar", bar)
    sc.validation.calibrate(late, worlds=5)
    assert shown == []
    sc.validation.calibrate(late, worlds=5, progress=True)
    assert shown == [("Simulated worlds", 5, 5), ("gone", 0, 0)]


def test_where_no_terminal_looks_the_bar_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    sc.validation.calibrate(late, worlds=5, progress=True)
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")


def test_a_bar_and_a_function_are_one_too_many() -> None:
    with pytest.raises(InvalidArgument, match="give progress or on_progress, not both"):
        sc.validation.calibrate(late, worlds=5, progress=True, on_progress=lambda *_: None)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"workers": 0}, "workers=0 cannot be used; give a whole number from 1 to 256"),
        ({"worlds": 0}, "worlds=0 cannot be used"),
        ({"kind": "twins"}, "kind='twins' cannot be used; give one of independence"),
        ({"procedure": "gravitas"}, "procedure='gravitas' cannot be used"),
        ({"on_progress": 3}, "on_progress=3 cannot be used"),
    ],
    ids=str,
)
def test_bad_arguments_are_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        sc.validation.calibrate(**({"procedure": late, "worlds": 5} | given))  # type: ignore[arg-type]
