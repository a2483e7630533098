"""NumPy without the texts of its help, in the process of a command that answers at once.

NumPy lays out the help of each of its functions when it is loaded: a twentieth of a list of
partners, in a process in which nobody can ask for help. Python does without such texts too where
it runs with `-OO`.
"""

from __future__ import annotations

import sys
from types import ModuleType

_HELP = "numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars"
"""Modules of NumPy that hold texts alone, and are loaded for what they say of others."""


def leave_out_help() -> None:
    """Let NumPy be loaded without the texts of its help; one that is loaded keeps them."""
    if "numpy" not in sys.modules:
        sys.modules.update((name, ModuleType(name)) for name in _HELP)
