"""How far a method can be trusted: on simulated worlds whose truth is known, and on the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.api.lazy_names import load_lazily

if TYPE_CHECKING:
    from sistercities.api.calibration import calibrate
    from sistercities.api.evaluation import evaluate

_HOMES = {
    "sistercities.api.calibration": ("calibrate",),
    "sistercities.api.evaluation": ("evaluate",),
}

__all__ = [
    "calibrate",
    "evaluate",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = load_lazily(__name__, _HOMES)
