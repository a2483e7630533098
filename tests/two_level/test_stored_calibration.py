"""The coverage beside an interval is the lowest stored at the layout nearest in clusters."""

from __future__ import annotations

import pytest

from sistercities.errors import InvalidArgument
from twolevel.calibrate.stored import stored_calibration, stored_coverage


@pytest.mark.parametrize(
    ("clusters", "layout"), [(12.0, "china"), (17.0, "china"), (60.0, "generic")]
)
def test_nearest_layout_lowest_rate(clusters: float, layout: str) -> None:
    found = stored_coverage("share_inside", clusters)
    rows = stored_calibration()["coverage"][layout].values()
    assert found.layout == layout
    assert found.rate == min(row["share_inside"]["rate"]["rate"] for row in rows)
    assert found.n_worlds == stored_calibration()["n_worlds"]


def test_unknown_interval_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="give observed_over_expected, share_inside"):
        stored_coverage("autonomy", 10.0)
