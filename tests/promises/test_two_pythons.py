"""CI runs everything with the machine's Python, and with the oldest what is done in minutes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_all_tests_run_with_the_python_of_the_machine() -> None:
    steps = re.findall(r"^step make (.+?)(?: \|\|.*)?$", CI, re.MULTILINE)
    assert "system=/usr/bin/python3" in CI
    assert steps[0].startswith('PYTHON="$system" ')
    assert {"lint", "test", "browser-test", "rebuild-check"} <= set(steps)


def test_the_oldest_python_that_is_promised_runs_tests_that_are_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    assert f"command -v python{oldest}" in CI
    assert re.search(r'make PYTHON="\$oldest" VENV=\S+ test-oldest', CI)
    (quick,) = re.findall(r"^QUICK := (.+)$", MAKEFILE, re.MULTILINE)
    assert [path for path in quick.split() if not (ROOT / path).exists()] == []
