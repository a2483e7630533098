"""The build backend: hatchling, with Node where a wheel needs it and the machine has none.

An editable install and a source distribution never need Node.
"""

from __future__ import annotations

import os
from typing import Any

from build_scripts import PACKAGE, node_of_machine
from hatchling import build as _hatchling
from hatchling.build import (
    build_editable,
    build_sdist,
    build_wheel,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
]
WITHOUT = "SISTERCITIES_WITHOUT_SCRIPTS"
"""Set to build a wheel without the scripts of the explorer."""


def get_requires_for_build_wheel(config_settings: dict[str, Any] | None = None) -> list[str]:
    """Name what the build of a wheel needs beyond hatchling."""
    needs_node = not os.environ.get(WITHOUT) and node_of_machine() is None
    return [
        *_hatchling.get_requires_for_build_wheel(config_settings),
        *([PACKAGE] if needs_node else []),
    ]
