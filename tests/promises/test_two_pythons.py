"""CI runs everything with the machine's Python, and with the oldest what is done in minutes."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import NamedTuple

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
case "$*" in
  .venv*) sleep 0.1 ;;
  *" test-oldest") echo oldest >>"$TOLD"; sleep "$OLDEST" ;;
  *" web") for _ in 1 2 3 4 5 6 7 8 9; do grep -q "^oldest" "$TOLD" || sleep 0.05; done ;;
esac
echo "end $*" >>"$TOLD"
case "$*" in *"$FAILS") exit 3 ;; esac
""",
    "python3.11": "#!/bin/sh\n",
    "dpkg": "#!/bin/sh\n",
    ".venv/bin/python": '#!/bin/sh\necho "begin again $*" >>"$TOLD"\nexit $AGAIN\n',
}
"""Programs that only tell that they were started, so that CI installs and tests nothing."""


class Done(NamedTuple):
    """How CI ended, what was told of its steps in their order, what it left, and who still runs."""

    code: int
    told: list[str]
    left: list[Path]
    is_over: bool

    @property
    def has_oldest(self) -> bool:
        """Whether another Python than the machine's was there to be the oldest."""
        return any(line.endswith(" test-oldest") for line in self.told)


def _run(folder: Path, fails: str, *, again: int = 0, oldest: float = 0.0) -> Done:
    """Run CI with programs that do nothing, of which one fails."""
    for name, text in {**FAKES, ".ci/run": CI}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
    (folder / "temporary").mkdir()
    environment = {
        **os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "FAILS": fails,
        "TOLD": str(folder / "told"), "AGAIN": str(again), "OLDEST": str(oldest),
        "TMPDIR": str(folder / "temporary"),
    }  # fmt: skip
    # Whatever is started has the writing end of a pipe; the reading end ends when all have ended.
    reads, writes = os.pipe()
    code = subprocess.run(
        [folder / ".ci" / "run"], env=environment, check=False, pass_fds=[writes]
    ).returncode
    os.close(writes)
    is_over = bool(select.select([reads], [], [], 5)[0])
    os.close(reads)
    told = (folder / "told").read_text(encoding="utf-8").splitlines()
    return Done(code, told, list((folder / "temporary").iterdir()), is_over)


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="CI is a script of bash")


@needs_bash
@pytest.mark.parametrize("fails", ["lint", "test-oldest"])
def test_what_fails_beside_fails_before_the_tests_and_lint_waits_for_what_is_installed(
    tmp_path: Path, fails: str
) -> None:
    done = _run(tmp_path, fails)
    if fails == "test-oldest" and not done.has_oldest:
        pytest.skip("the machine's Python is the oldest, so it runs everything")
    assert done.code == 3
    assert "begin test" not in done.told
    assert done.left == []
    if fails == "lint":
        installed = done.told.index("end .venv/.browser .venv/.check .venv/.build")
        assert installed < done.told.index("begin lint")


@needs_bash
@pytest.mark.parametrize("fails", [" web", ".venv/.build", "rebuild-check", "test"])
def test_what_fails_ends_ci_with_its_code_and_all_that_was_started_beside(
    tmp_path: Path, fails: str
) -> None:
    """The oldest Python, of which the tests take their time, is not left to run on."""
    done = _run(tmp_path, fails, oldest=0.0 if fails == "test" else 60.0)
    assert done.code == 3
    assert "begin browser-test" not in done.told
    assert done.left == [], "nothing is left in the folder for temporary files"
    assert done.is_over


@needs_bash
@pytest.mark.parametrize("again", [0, 1, 5])
def test_what_fails_twice_in_the_browser_fails(tmp_path: Path, again: int) -> None:
    """Five is what pytest says where no test was found."""
    done = _run(tmp_path, "browser-test", again=again)
    assert done.code == again
    assert done.told[-1] == "begin again -m pytest tests/browser --last-failed"


@needs_bash
def test_where_nothing_fails_each_step_was_taken_once(tmp_path: Path) -> None:
    done = _run(tmp_path, "nothing")
    begun = [line.removeprefix("begin ") for line in done.told if line.startswith("begin ")]
    assert done.code == 0
    assert done.left == []
    assert len(begun) == len(set(begun))
    steps = {one.rpartition(" ")[2] for one in begun} - {"test-oldest"}
    assert steps == {"web", ".venv/.build", "lint", "rebuild-check", "test", "browser-test"}


def test_every_warning_and_all_that_is_left_open_fails_a_test() -> None:
    """A file that nobody closed is a warning; since 3.13 a connection of SQLite is one, too."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    options = settings["tool"]["pytest"]["ini_options"]
    assert options["filterwarnings"] == ["error"]
    assert "unraisableexception" not in options["addopts"]
    for target in ("test", "test-oldest"):
        (recipe,) = re.findall(rf"^{target}:.*\n\t(.+)$", MAKEFILE, re.MULTILINE)
        assert recipe.startswith("$(BIN)/python -m pytest -n $(TEST_WORKERS)")
        assert "||" not in recipe
    assert "-W" not in MAKEFILE
