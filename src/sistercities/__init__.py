"""sistercities: sister ties of cities and provinces, dated and sourced, and the statistics on them.

The public API (`places`, `ties`, `dyads`, `study_nesting`, ...) is loaded when it is first used, so
importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load a public verb or type from `sistercities.api` on first use."""
    if name.startswith("_"):
        raise AttributeError(name)
    api = import_module("sistercities.api")
    if name not in api.__all__:
        raise AttributeError(f"sistercities has no {name!r}; it has {', '.join(api.__all__)}")
    return getattr(api, name)
