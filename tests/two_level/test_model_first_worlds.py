"""The first worlds of calibrated models are fitted again: every p and every end of an interval."""

from __future__ import annotations

import json

import pytest

from reference.model_first_worlds import FIRST, OUT, P_WORLDS

STORED = json.loads(OUT.read_text(encoding="utf-8"))


def test_what_is_stored_is_what_is_fitted() -> None:
    assert list(STORED) == list(FIRST)
    assert all(len(rows) == P_WORLDS for name, rows in STORED.items() if name.startswith("mrqap"))


@pytest.mark.parametrize("name", FIRST)
def test_the_first_worlds_have_the_numbers_that_they_had(name: str) -> None:
    found = FIRST[name]()
    assert len(found) == len(STORED[name])
    for row, held in zip(found, STORED[name], strict=True):
        assert row == pytest.approx(held, rel=1e-5, abs=1e-7)
