"""What a map says of itself, and whose picture of the land lies beneath."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caption:
    """What a map shows in words, for who does not see it.

    Attributes
    ----------
    title, words
        What it shows, in short and in full; they are escaped.
    land
        Address of a picture of the land around a meridian, see `land_picture`, with `{middle}` for
        that; None draws the land itself.
    identifier
        Unique in the page.
    """

    title: str
    words: str
    land: str | None = None
    identifier: str = "map"
