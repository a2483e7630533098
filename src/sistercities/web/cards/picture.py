"""From a drawing to a PNG, which platforms take; the renderer belongs to the extra `web`."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec

from sistercities.web.cards.fonts import font_files

WIDTH, HEIGHT = 1200, 630
"""Size that the platforms ask for, in pixels."""
_KEPT = 48
"""Pictures of about 60 KB each that a process keeps."""


@cache
def can_draw() -> bool:
    """Whether there is a renderer, and a font for it."""
    return find_spec("resvg_py") is not None and bool(font_files())


def draw(svg: str) -> bytes:
    """Draw an SVG file as PNG."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=list(font_files())))


@lru_cache(_KEPT)
def card_png(svg: str) -> bytes:
    """Draw a card; one that was drawn lately is given again."""
    return draw(svg)
