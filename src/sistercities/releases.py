"""The data themselves: what a release holds, whether it is whole, and what publishers say now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.api.lazy_names import load_lazily

if TYPE_CHECKING:
    from sistercities.api.data_update import update_data
    from sistercities.api.frames import data_sources
    from sistercities.api.release import data_status, verify_data

_HOMES = {
    "sistercities.api.data_update": ("update_data",),
    "sistercities.api.frames": ("data_sources",),
    "sistercities.api.release": ("data_status", "verify_data"),
}

__all__ = [
    "data_sources",
    "data_status",
    "update_data",
    "verify_data",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = load_lazily(__name__, _HOMES)
