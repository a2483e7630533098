"""What a user lays over the release: own registers, notices and rulings, kept as overlays.

`sistercities.import_register` reads a register; the rest stands here: lists of notices, rulings on
what stands in the way, what becomes of each line, and the overlays that were kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.api.lazy_names import load_lazily

if TYPE_CHECKING:
    from sistercities.api.notice_import import import_notices
    from sistercities.api.overlay_list import overlays, remove_overlay
    from sistercities.api.register_import import write_account, write_import, write_mapping
    from sistercities.api.ruling_import import import_rulings

_HOMES = {
    "sistercities.api.notice_import": ("import_notices",),
    "sistercities.api.overlay_list": ("overlays", "remove_overlay"),
    "sistercities.api.register_import": ("write_account", "write_import", "write_mapping"),
    "sistercities.api.ruling_import": ("import_rulings",),
}

__all__ = [
    "import_notices",
    "import_rulings",
    "overlays",
    "remove_overlay",
    "write_account",
    "write_import",
    "write_mapping",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = load_lazily(__name__, _HOMES)
