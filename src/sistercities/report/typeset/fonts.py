"""Fonts for paper: those of the extra, else those of the system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from sistercities.errors import MissingExtra

NEEDED_FOR = "the report as PDF"
EXTRA = "pdf"
_LATIN = "font_source_sans_pro"
_EAST_ASIAN = "noto_cjk_sans_otc"
_FILES = {
    _LATIN: tuple(
        f"files/SourceSansPro-{face}.otf" for face in ("Regular", "It", "Semibold", "Bold")
    ),
    _EAST_ASIAN: ("NotoSansCJK-Regular.ttc",),
}
_EDITIONS = {"JP": "JP", "KR": "KR", "KP": "KR", "TW": "TC", "HK": "HK", "MO": "HK"}
"""Which shapes of Chinese characters a country writes; all others take those of China."""
_LATIN_OF_SYSTEM = (
    "Source Sans Pro", "Source Sans 3", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial",
)  # fmt: skip
_EAST_ASIAN_OF_SYSTEM = (
    "Noto Sans CJK {edition}", "Noto Sans {edition}", "Source Han Sans {edition}",
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei", "PingFang SC", "Microsoft YaHei", "Droid Sans Fallback",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a report.

    Attributes
    ----------
    latin, east_asian
        Families.
    files
        Files of the extra; empty where the fonts are the system's.
    """

    latin: str
    east_asian: str
    files: tuple[Path, ...]


def fonts_for(country: str, typst: Any) -> Fonts:
    """Choose the fonts for a report on a country.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 code; it decides on the shapes of Chinese characters.
    typst
        The module.

    Raises
    ------
    MissingExtra
        If neither the extra nor the system has a font for Chinese, Japanese and Korean.
    """
    edition = _EDITIONS.get(country, "SC")
    files = (*_installed(_LATIN), *_installed(_EAST_ASIAN))
    if len(files) == sum(map(len, _FILES.values())):
        return Fonts("Source Sans Pro", f"Noto Sans CJK {edition}", files)
    families = set(typst.Fonts(include_embedded_fonts=False).families())
    wanted = [family.format(edition=edition) for family in _EAST_ASIAN_OF_SYSTEM]
    east_asian = next((family for family in wanted if family in families), None)
    if east_asian is None:
        font = "a font for Chinese, Japanese and Korean names (noto-cjk-sans-otc)"
        raise MissingExtra(NEEDED_FOR, font, EXTRA)
    latin = next((family for family in _LATIN_OF_SYSTEM if family in families), east_asian)
    return Fonts(latin, east_asian, ())


def _installed(package: str) -> tuple[Path, ...]:
    """Find the font files of a package without importing it."""
    spec = find_spec(package)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    paths = [Path(folder) / name for folder in folders for name in _FILES[package]]
    return tuple(path for path in paths if path.is_file())


@contextmanager
def folder_of(fonts: Fonts) -> Iterator[list[str]]:
    """Give folders that hold these font files and no others; they are gone at the end.

    A package has more faces of a family than are wanted, and Typst takes what it finds first.
    """
    with TemporaryDirectory(prefix="sistercities-fonts-") as folder:
        for path in fonts.files:
            link = Path(folder) / path.name
            try:
                link.symlink_to(path)
            except OSError:  # a system without links
                copyfile(path, link)
        yield [folder] if fonts.files else []
