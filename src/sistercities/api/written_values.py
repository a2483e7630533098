"""How values stand on surfaces and in files: whole numbers, and how surely places are read."""

from __future__ import annotations

from sistercities.terms.doubts import SURE, is_sure, percent_sure
from sistercities.terms.whole_numbers import whole

__all__ = ["SURE", "is_sure", "percent_sure", "whole"]
