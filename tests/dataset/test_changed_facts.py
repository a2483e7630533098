"""Which of two values of a fact that seldom changes holds in a year."""

from __future__ import annotations

import pandas as pd
import pytest

from sistercities.dataset.changed_facts import standing_rows

ROWS = pd.DataFrame(
    [("QA", "QB", 2024, 0.0), ("QA", "QB", 2005, 1.0), ("QA", "QC", 2005, 1.0)],
    columns=["a", "b", "year", "value"],
)


@pytest.mark.parametrize(
    ("as_of", "value"), [(1990, 1.0), (2005, 1.0), (2023, 1.0), (2024, 0.0), (None, 0.0)]
)
def test_the_newest_up_to_a_year_holds_and_before_the_first_the_first(
    as_of: int | None, value: float
) -> None:
    found = standing_rows(ROWS, ["a", "b"], as_of).set_index(["a", "b"])["value"]
    assert found.to_dict() == {("QA", "QB"): value, ("QA", "QC"): 1.0}
