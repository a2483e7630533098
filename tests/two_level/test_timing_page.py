"""The page on timing: its example runs, its tables are those of the stored runs, which hold.

`test_model_first_worlds` fits the first of these worlds again.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path

import pytest

from reference import timing_simulation as simulation

PAGE = Path(__file__).parents[2] / "docs" / "twolevel" / "timing.md"
STORED = json.loads(simulation.OUT.read_text(encoding="utf-8"))


def test_example_runs() -> None:
    code = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(code[1], {})
    assert "PretrendTest(" in said.getvalue()


def test_tables_are_those_of_the_stored_runs() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert STORED["seed"] == simulation.SEED
    assert simulation.written(page, "hazard", simulation.hazard_table(STORED)) == page
    assert simulation.written(page, "event study", simulation.event_table(STORED)) == page


@pytest.mark.parametrize("kind", ["independent", "province-led"])
@pytest.mark.parametrize("layout", simulation.EVENT_LAYOUTS)
def test_the_event_study_keeps_its_size(layout: str, kind: str) -> None:
    """3.5 to 6.5 % are rejected where there is no effect."""
    row = STORED["event study"][layout][kind]
    later = ["1 to 5", "6 to 10"] if kind == "independent" else []
    for name in ("before start", "0 to 0", *later):
        assert 0.035 <= row[name]["rejected"] / row[name]["n"] <= 0.065


@pytest.mark.parametrize("kind", simulation.EVENT_HOLDS)
@pytest.mark.parametrize(("layout", "lowest"), [("forty home units", 0.92), ("china", 0.9)])
def test_the_event_study_keeps_its_coverage(layout: str, lowest: float, kind: str) -> None:
    """92 to 98 % of the intervals hold the ratio, at China's layout 90 to 98 %."""
    row = STORED["event study"][layout][kind]
    for name in ("0 to 0", "1 to 5", "6 to 10"):
        assert lowest <= row[name]["covered"] / row[name]["n"] <= 0.98
