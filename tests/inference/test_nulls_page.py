"""The page on null models: its example runs, and its names exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sistercities.inference.nulls import NULL_IDS

PAGE = (Path(__file__).parents[2] / "docs" / "methods" / "nulls.md").read_text(encoding="utf-8")


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    exec(code, {})
    printed = capsys.readouterr().out
    assert printed.startswith("4.0 ")
    assert "draws stay close to the observed network" in printed


def test_the_page_has_every_null() -> None:
    assert all(f"| `{null_id}` |" in PAGE for null_id in NULL_IDS)
