"""Which allocator Arrow has in an export: one that gives back what a table no longer needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKED = (
    "import sys\n"
    "from sistercities.cli import main\n"
    "code = main()\n"
    "import pyarrow\n"
    "print(pyarrow.default_memory_pool().backend_name)\n"
    "sys.exit(code)\n"
)


@pytest.mark.parametrize("stated", ["", "mimalloc"])
def test_an_export_takes_the_allocator_of_the_system_unless_one_is_stated(
    stated: str, release_folder: Path, tmp_path: Path
) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARROW_")}
    ran = subprocess.run(
        [sys.executable, "-c", ASKED, "export", "--tables", "countries", "--out",
         str(tmp_path / "out"), "--data", str(release_folder)],
        env=kept | ({"ARROW_DEFAULT_MEMORY_POOL": stated} if stated else {}),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.splitlines()[-1] == (stated or "system")
