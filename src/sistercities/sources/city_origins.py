"""Sources of the facts on cities and regions: flights, yearbooks, urban population."""

from __future__ import annotations

from sistercities.sources.source_record import Source

CITY_FOLDERS: dict[str, str] = {}
"""Folder of the snapshots of each."""

CITY_SOURCES: tuple[Source, ...] = ()
