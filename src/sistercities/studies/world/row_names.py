"""Names of rows of other rules that others look for."""

from __future__ import annotations

ALL_FACTS = "all-facts"
"""Of the row in which lasting facts are held alike in all others too."""
