"""`make reference` knows every script that makes a stored reference."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REFERENCE = Path(__file__).parents[1] / "reference"
ALONE = {"goldens.py", "pairs_by_fit.py", "renew_short_lists.py", "run.py", "study_worlds.py"}
"""What makes no reference itself, or only renews rows of one."""


def listed(**environment: str) -> list[str]:
    command = [sys.executable, str(REFERENCE / "run.py"), "--list"]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return run.stdout.splitlines()


def test_every_script_has_its_place() -> None:
    there = {path.name for pattern in ("*.py", "*.R") for path in REFERENCE.glob(pattern)} - ALONE
    named = {line.split()[1] for line in listed()}
    assert there == named, "name the new script in SCRIPTS of tests/reference/run.py"


def test_what_has_no_interpreter_is_said_and_not_run() -> None:
    lines = listed(PATH="")
    assert any(line.startswith("== nested_ergmx.py (peers): not run") for line in lines)
    assert any(line.startswith("== oracle.R (R): not run") for line in lines)
    assert not any("(ours): not run" in line for line in lines)


def test_a_name_that_is_none_is_a_sentence() -> None:
    command = [sys.executable, str(REFERENCE / "run.py"), "--only", "nothing"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "no script is called 'nothing'; give one of make_small_network" in run.stderr
