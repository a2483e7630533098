"""Matrices are small in tests: threads of their library would only wait for each other.

They wait at full speed, which on a busy machine takes six times the processor. The library asks for
the number once, as numpy is imported: this comes first of all that a test imports.
"""

from __future__ import annotations

import os
import sys

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
CAME_FIRST = "numpy" not in sys.modules or all(name in os.environ for name in THREADS)
"""Whether numpy had not been imported before, or the number was stated already."""

for _name in THREADS:
    os.environ.setdefault(_name, "1")
