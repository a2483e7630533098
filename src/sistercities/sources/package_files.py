"""Files that a package of the extra `build` brings; its Python code is not run."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from sistercities.errors import BuildError


def package_folder(package: str) -> Path:
    """Return where an installed package lies.

    Raises
    ------
    BuildError
        If it is not installed.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise BuildError(f"{package} is not installed; in the checkout type: make .venv/.build")
    return Path(spec.origin).parent
