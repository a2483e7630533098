"""The year up to which the lists of the release go, for the surfaces."""

from __future__ import annotations

from sistercities.terms.years import NEWEST_LISTS

__all__ = ["NEWEST_LISTS"]
