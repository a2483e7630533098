"""A region without ties is offered to whoever types the beginning of its name."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sistercities.dataset import lookup
from sistercities.dataset.index import near_names


@pytest.mark.parametrize(
    ("level", "n_ties", "tied", "offered"),
    [
        ("region1", 0, 0, ["region"]),
        ("city", 0, 0, []),
        ("region1", 0, 1, ["town"]),  # what has ties comes first
    ],
)
def test_a_region_is_offered_where_nothing_has_ties(
    monkeypatch: pytest.MonkeyPatch, level: str, n_ties: int, tied: int, offered: list[str]
) -> None:
    found = [
        SimpleNamespace(name="region", level=level, n_ties=n_ties),
        SimpleNamespace(name="town", level="city", n_ties=tied),
    ]
    monkeypatch.setattr(lookup, "_likenesses", lambda *_: {"x": near_names.BEGINNING})
    monkeypatch.setattr(lookup, "places_of_ids", lambda *_: found)
    monkeypatch.setattr(lookup, "lies_in", lambda _: None)
    monkeypatch.setattr(lookup, "lines_of", lambda places, _: [one.name for one in places])
    asked = SimpleNamespace(name="Severní Osetie", countries=())
    assert lookup.lines_of_longer(None, [asked]) == offered  # type: ignore[arg-type, list-item]
