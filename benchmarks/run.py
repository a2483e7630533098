"""Run every benchmark of this folder, one after the other, so that none disturbs another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SHARED = frozenset({"page_part.py", "synthetic_world.py", "this_machine.py"})
"""Modules that the benchmarks share and that measure nothing."""
ALONE = frozenset({"mutants.py", "mutant_sites.py", "mutant_trials.py"})
"""What `make mutants` runs: it measures the tests, not the program."""


def main() -> int:
    """Run the benchmarks in order of name; fail in the end where one failed or missed its limit."""
    here, failed = Path(__file__), 0
    for script in sorted(here.parent.glob("*.py")):
        if script.name not in SHARED | ALONE | {here.name}:
            print(f"== {script.name}", flush=True)
            done = subprocess.run([sys.executable, str(script)], check=False)
            failed = failed or done.returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
