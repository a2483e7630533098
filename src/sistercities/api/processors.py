"""How many processors there are to use, for who speaks to the API alone."""

from __future__ import annotations

from sistercities.dataset.processors import usable_processors

__all__ = ["usable_processors"]
