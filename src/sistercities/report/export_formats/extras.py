"""Libraries that come with an extra of the package, loaded when a format needs them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sistercities.errors import MissingExtra

EXTRA = "export"


def load(module: str, needed_for: str, extra: str = EXTRA) -> Any:
    """Import a module of an extra, `export` unless another is named.

    Raises
    ------
    MissingExtra
        If it is not installed; the message says what to type.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as reason:
        raise MissingExtra(needed_for, reason.name or module, extra) from None
