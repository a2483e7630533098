"""Sources of the facts on countries and pairs of countries."""

from __future__ import annotations

from sistercities.sources.source_record import Source

COUNTRY_FOLDERS: dict[str, str] = {}
"""Folder of the snapshots of each."""

COUNTRY_SOURCES: tuple[Source, ...] = ()
