"""Run every benchmark of this folder, one after the other, so that none disturbs another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SHARED = frozenset({
    "made_release.py", "page_part.py", "served.py", "synthetic_world.py", "this_machine.py",
})  # fmt: skip
"""Modules that the benchmarks share and that measure nothing."""
ALONE = frozenset({"mutants.py", "mutant_sites.py", "mutant_trials.py"})
"""What `make mutants` runs: it measures the tests, not the program."""


def main() -> int:
    """Run the benchmarks in order of name; say at the end which failed or missed a limit."""
    here = Path(__file__)
    failed = []
    for script in sorted(here.parent.glob("*.py")):
        if script.name not in SHARED | ALONE | {here.name}:
            print(f"== {script.name}", flush=True)
            if subprocess.run([sys.executable, str(script)], check=False).returncode:
                failed.append(script.name)
    if failed:
        print(f"failed, or missed a limit: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
