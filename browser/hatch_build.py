"""The hook of the wheel: builds the scripts of the explorer and puts them in."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = "src/sistercities/web/assets/built"
WITHOUT = "SISTERCITIES_WITHOUT_SCRIPTS"


class ScriptsHook(BuildHookInterface[Any]):
    """Runs before a wheel is packed; an editable install takes the checkout as it is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the scripts, unless the wheel is to go without them.

        Raises
        ------
        SystemExit
            If they cannot be built; the sentence says what to do.
        """
        if version == "editable" or os.environ.get(WITHOUT):
            return
        scripts = _builder(Path(self.root) / "browser" / "build_scripts.py")
        try:
            scripts.build(Path(self.root) / BUILT)
        except scripts.NotBuiltError as failure:
            raise SystemExit(
                f"The wheel was not built: {failure}. To build it without them, set {WITHOUT}=1."
            ) from None
        build_data["artifacts"].append(f"{BUILT}/*")


def _builder(path: Path) -> ModuleType:
    """Load the builder by its path: the folder is none of Python's when hatch itself builds."""
    spec = importlib.util.spec_from_file_location("build_scripts", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
