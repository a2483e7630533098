"""Districts of Russia whose name others bear too: which one is meant is ruled on, not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.region_points import REGIONS, read_typed_points
from sistercities.dataset.decisions import read_decisions
from sistercities.terms.claims import NamedEnd

DECISIONS = Path(__file__).parents[2] / "data" / "decisions"
KRASNOGORSK, NAMESAKE = "gn:542374", "gn:542362"


@pytest.mark.parametrize("source", ["enwiki-2023", "enwiki-2026"])
def test_the_krasnogorsky_district_of_yevpatoria_is_that_of_moscow_oblast(source: str) -> None:
    ruling = read_decisions(DECISIONS).find(NamedEnd("Krasnogorsky District", "RU"), source)
    assert ruling is not None
    assert ruling.place_id == KRASNOGORSK


def test_no_point_is_typed_for_the_namesake_that_no_tie_names() -> None:
    assert NAMESAKE not in read_typed_points(DECISIONS / REGIONS)
