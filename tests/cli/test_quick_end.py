"""A command ends at once, after all that was to be done at the end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_COMMAND = """
import atexit, sys, tempfile, threading, time
import sistercities.cli as cli
from sistercities.cli.quick_end import QuickEnd

end = QuickEnd()
kept = tempfile.TemporaryDirectory()

class Slow:
    def __del__(self):
        print("taken apart")

slow = sys.modules["held"] = Slow()

def late():
    time.sleep(0.2)
    print("the thread ended", flush=True)

threading.Thread(target=late).start()
atexit.register(print, "registered")
print(kept.name)
sys.exit(end.with_code(7))
"""


def _run(code: str, **given: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, **given
    )  # type: ignore[call-overload]


def test_threads_files_and_what_was_registered_come_before_the_end() -> None:
    done = _run(_COMMAND)
    folder, *others = done.stdout.splitlines()
    assert others == ["the thread ended", "registered"]
    assert not Path(folder).exists()
    assert done.returncode == 7


def test_a_process_that_gives_no_code_ends_as_python_ends() -> None:
    code = "from sistercities.cli.quick_end import QuickEnd\nQuickEnd()\nraise SystemExit('gone')"
    done = _run(code)
    assert (done.returncode, done.stderr) == (1, "gone\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_what_cannot_be_written_out_is_told_by_python() -> None:
    code = (
        "import sys\nfrom sistercities.cli.quick_end import QuickEnd\nend = QuickEnd()\n"
        "sys.stdout = open('/dev/full', 'w')\nprint('lost')\nsys.exit(end.with_code(0))"
    )
    done = _run(code)
    assert done.returncode == 120
    assert "No space left" in done.stderr


@pytest.mark.parametrize(("typed", "code"), [(["--version"], 0), (["ties"], 2)])
def test_the_program_ends_with_the_code_of_its_command(typed: list[str], code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sistercities", *typed], capture_output=True, check=False
    )
    assert done.returncode == code
