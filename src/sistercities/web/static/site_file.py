"""A file of a static site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file: its name within the folder of the site, and its content."""

    name: str
    content: bytes
