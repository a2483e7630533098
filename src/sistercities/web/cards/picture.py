"""From a drawing to a PNG, which platforms take; the renderer belongs to the extra `web`."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from importlib.util import find_spec

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


_LATIN_PACKAGE = "font_source_sans_pro"
_PACKAGES = {
    "noto_cjk_sans_otc": ("", "NotoSansCJK-Regular.ttc"),
    "fontpkg_noto_sans_arabic": ("files", "NotoSansArabic[wdth,wght].ttf"),
    "fontpkg_heebo": ("files", "Heebo[wght].ttf"),
    "fontpkg_noto_sans_thai": ("files", "NotoSansThai[wdth,wght].ttf"),
    "fontpkg_noto_sans_khmer": ("files", "NotoSansKhmer[wdth,wght].ttf"),
}
"""Packages of fonts that other extras bring, with the folder and the file of each."""


@cache
def font_files() -> tuple[str, ...]:
    """Name the files of fonts that packages brought; empty where there is not even a Latin one."""
    if find_spec(_LATIN_PACKAGE) is None:
        return ()
    folder = files(_LATIN_PACKAGE).joinpath("files")
    found = [str(folder.joinpath(f"SourceSansPro-{weight}.otf")) for weight in ("Regular", "Bold")]
    for package, (inner, name) in _PACKAGES.items():
        if find_spec(package) is not None:
            path = files(package).joinpath(inner, name) if inner else files(package).joinpath(name)
            if path.is_file():
                found.append(str(path))
    return tuple(found)
