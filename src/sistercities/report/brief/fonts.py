"""Fonts of the brief on paper: those of the report, and Arabic, Hebrew, Thai, Khmer letters."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sistercities.errors import MissingExtra
from sistercities.report.typeset.document import typst_module
from sistercities.report.typeset.fonts import Fonts, fonts_for

EXTRA = "brief"
_MORE = {
    "fontpkg_noto_sans_arabic": ("Noto Sans Arabic", "NotoSansArabic[wdth,wght].ttf"),
    "fontpkg_heebo": ("Heebo", "Heebo[wght].ttf"),
    "fontpkg_noto_sans_thai": ("Noto Sans Thai", "NotoSansThai[wdth,wght].ttf"),
    "fontpkg_noto_sans_khmer": ("Noto Sans Khmer", "NotoSansKhmer[wdth,wght].ttf"),
}
_LETTERS_OF = {
    "fontpkg_noto_sans_arabic": r"\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff",
    "fontpkg_heebo": r"\u0590-\u05ff\ufb1d-\ufb4f",
    "fontpkg_noto_sans_thai": r"\u0e00-\u0e7f",
    "fontpkg_noto_sans_khmer": r"\u1780-\u17ff\u19e0-\u19ff",
}
_ALWAYS = (
    r"\u0000-\u058f\u10a0-\u10ff\u1100-\u11ff\u1c90-\u1cbf\u1e00-\u2fff\u3000-\u9fff"
    r"\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufb00-\ufb1c\ufe30-\ufe6f\uff00-\uffef"
    r"\U00020000-\U0003ffff"
)
"""Letters that the fonts for Latin and East Asian names and those within Typst have."""


def brief_typst(needed_for: str) -> Any:
    """Import Typst.

    Raises
    ------
    MissingExtra
        If it is not installed.
    """
    try:
        return typst_module()
    except MissingExtra as failure:
        raise MissingExtra(needed_for, failure.library, EXTRA) from None


def brief_fonts(country: str, typst: Any, needed_for: str) -> tuple[Fonts, tuple[str, ...]]:
    """Choose the fonts, and their families in the order in which letters are looked for.

    Raises
    ------
    MissingExtra
        If neither the extra nor the system has a font for Chinese, Japanese and Korean.
    """
    try:
        fonts = fonts_for(country, typst)
    except MissingExtra as failure:
        raise MissingExtra(needed_for, failure.library, EXTRA) from None
    families = tuple(dict.fromkeys((fonts.latin, fonts.east_asian)))
    if not fonts.files:
        return fonts, families
    more = {family: path for family, path in map(_installed, _MORE) if path is not None}
    return replace(fonts, files=(*fonts.files, *more.values())), (*families, *more)


def has_letters_for(text: str) -> bool:
    """Whether the fonts of the extra that are installed have all letters of a text."""
    more = (_LETTERS_OF[package] for package in _MORE if _installed(package)[1] is not None)
    return re.fullmatch(f"[{_ALWAYS}{''.join(more)}]*", text) is not None


def _installed(package: str) -> tuple[str, Path | None]:
    """Find the font file of a package without importing it."""
    family, name = _MORE[package]
    spec = find_spec(package)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    paths = [Path(folder) / "files" / name for folder in folders]
    return family, next((path for path in paths if path.is_file()), None)
