"""The year up to which the lists of the release go."""

from __future__ import annotations

NEWEST_LISTS = 2026
"""Year of the newest lists of the release."""
