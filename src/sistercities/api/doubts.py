"""How surely the places of a tie are read, for the surfaces."""

from __future__ import annotations

from sistercities.terms.doubts import SURE, is_sure, percent_sure

__all__ = ["SURE", "is_sure", "percent_sure"]
