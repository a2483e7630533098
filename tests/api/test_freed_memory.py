"""Memory that a command frees stays with its process."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

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


def _printed(program: str, how: str) -> str:
    """Run a program without the setting that the tests themselves run with (`kept_memory`)."""
    plain = {name: held for name, held in os.environ.items() if not name.startswith("MALLOC_")}
    return subprocess.run(
        [sys.executable, "-c", program, how], capture_output=True, text=True, check=True, env=plain
    ).stdout


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be asked")
def test_arrays_find_the_memory_of_those_before() -> None:
    def faults(how: str) -> int:
        return int(_printed(_FAULTS, how))

    assert faults("kept") * 10 < faults("given back")


_LARGE = """
import resource, sys
import numpy as np
from sistercities.api.freed_memory import keep_freed_memory, keep_freed_memory_of_an_answer
has_large = keep_freed_memory_of_an_answer() if sys.argv[1] == "large" else keep_freed_memory()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
held = [np.ones(50_000) for _ in range(40)]
print(has_large, resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
_SETTING = Path("/sys/kernel/mm/transparent_hugepage/enabled")


@pytest.mark.skipif(
    not _SETTING.exists() or "[never]" in _SETTING.read_text(), reason="the system has none"
)
def test_an_answer_takes_its_memory_in_large_pages() -> None:
    def faults(how: str) -> int:
        has_large, n = _printed(_LARGE, how).split()
        assert has_large == "True"
        return int(n)

    # 16 MB are 4,000 pages of 4 KB; one that lies between is made of such in either case.
    assert faults("large") * 3 < faults("small")
