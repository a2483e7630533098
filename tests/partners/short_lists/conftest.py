"""What many tests of the lists need: places of a made-up ground, of which little is known."""

from __future__ import annotations

import pytest

from sistercities.partners.short_lists import footing

ENOUGH = 8.0


@pytest.fixture
def a_little_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for few points, so that limits, orders and sentences can be looked at."""
    monkeypatch.setattr(footing, "least_points", lambda _of_list, _asked="least": ENOUGH)
