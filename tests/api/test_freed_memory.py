"""Memory that a command frees stays with its process."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

_FAULTS = """
import resource, sys
import numpy as np
from sistercities.api.freed_memory import keep_freed_memory
if sys.argv[1] == "kept":
    assert keep_freed_memory()
def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
def several(size, n):
    return len([np.ones(size) for _ in range(n)])
total = 0
for size, n in ((50_000, 40), (400_000, 8), (1_000_000, 6)):
    several(size, n)
    before = faults()
    for _ in range(10):
        several(size, n)
    total += faults() - before
print(total)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be asked")
def test_arrays_find_the_memory_of_those_before() -> None:
    # The tests themselves run with such a setting (`kept_memory`).
    plain = {name: held for name, held in os.environ.items() if not name.startswith("MALLOC_")}

    def faults(how: str) -> int:
        done = subprocess.run(
            [sys.executable, "-c", _FAULTS, how], capture_output=True, text=True, check=True,
            env=plain,
        )  # fmt: skip
        return int(done.stdout)

    assert faults("kept") * 10 < faults("given back")
