"""CI runs everything with the machine's Python, and with the oldest what is done in minutes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_all_tests_run_with_the_python_of_the_machine() -> None:
    steps = re.findall(r"^(?:\[ -n \S+ \] \|\| )?step make (.+?)(?: \|\|.*)?$", CI, re.MULTILINE)
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


FAKES = {
    "make": """#!/bin/sh
echo "begin $*" >>"$TOLD"
case "$*" in .venv*) sleep 0.3 ;; esac
echo "end $*" >>"$TOLD"
case "$*" in *"$FAILS") exit 3 ;; esac
""",
    "python3.11": "#!/bin/sh\n",
    "dpkg": "#!/bin/sh\n",
}
"""Programs that only tell that they were started, so that CI installs and tests nothing."""


@pytest.mark.skipif(shutil.which("bash") is None, reason="CI is a script of bash")
@pytest.mark.parametrize("fails", ["lint", "test-oldest"])
def test_what_fails_beside_fails_before_the_tests_and_lint_waits_for_what_is_installed(
    tmp_path: Path, fails: str
) -> None:
    for name, text in {**FAKES, ".ci/run": CI}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
    told = tmp_path / "told"
    environment = {
        **os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "TOLD": str(told),
        "FAILS": fails,
    }  # fmt: skip
    done = subprocess.run([tmp_path / ".ci" / "run"], env=environment, check=False)
    begun = told.read_text(encoding="utf-8").splitlines()
    if fails == "test-oldest" and not any(line.endswith(fails) for line in begun):
        pytest.skip("the machine's Python is the oldest, so it runs everything")
    assert done.returncode == 3
    assert "begin test" not in begun
    if fails == "lint":
        assert begun.index("end .venv/.check .venv/.build") < begun.index("begin lint")
