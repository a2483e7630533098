"""Files of fonts that packages brought."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.util import find_spec

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
