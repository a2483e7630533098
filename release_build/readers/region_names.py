"""Names of first-level regions in many languages, from CLDR as Debian's `unicode-cldr-core` has it.

One XML file a language; a subdivision is keyed by its ISO 3166-2 code without the hyphen. A raised
figure or a bracket at the end (`Zuid²`, `La Paz (Honduras)`) only tells two regions of one name
apart in a menu.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

from sistercities.errors import BuildError

FOLDER = Path("/usr/share/unicode/cldr/common/subdivisions")
"""Where Debian puts the files."""
LANGUAGES = (
    "ar", "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "gl",
    "he", "hr", "hu", "id", "it", "ja", "ka", "ko", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro",
    "ru", "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk", "vi", "zh",
)  # fmt: skip
"""Languages in which somebody keeps a register, ISO 639-1; all others would fill the tables."""
_IN_USE = {
    "AF-URU": "Uruzgan",
    "DK-81": "North Denmark Region",
    "KH-18": "Preah Sihanouk",
    "PL-20": "Podlaskie",
    "PL-26": "Świętokrzyskie",
    "PL-PD": "Podlaskie",
    "PL-SK": "Świętokrzyskie",
    "QA-MS": "Al Shamal",
}
"""Where CLDR has in English the name of the seat, a historic land, or a word nobody uses."""
_CODE = re.compile(r"[a-z]{2}[a-z0-9]{1,4}")
_TERRITORY = re.compile(r"[A-Z]{2}")
_TELLS_APART = re.compile(
    "[\u00b9\u00b2\u00b3\u2070-\u2079]+$|\\s*[(\uff08][^()\uff08\uff09]*[)\uff09]$"
)


def read_region_names(folder: Path = FOLDER) -> dict[str, dict[str, str]]:
    """Return names by ISO 3166-2 code and then by language.

    Raises
    ------
    BuildError
        If a language has no file, or a file is none of this shape.
    """
    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        for iso, name in _names(folder / f"{language}.xml").items():
            found.setdefault(iso, {})[language] = name
    return found


def with_names_in_use(
    names: Mapping[str, Mapping[str, str]],
) -> dict[str, Mapping[str, str]]:
    """Return the names, with the English one in use of the regions where CLDR has another."""
    return {
        iso: {**said, "en": _IN_USE.get(iso, said["en"])} if "en" in said else said
        for iso, said in names.items()
    }


def _names(path: Path) -> Mapping[str, str]:
    try:
        root = ET.parse(path).getroot()
    except OSError as problem:
        raise BuildError(
            f"{path}: cannot be read ({problem.strerror}); install the names of regions: "
            "apt-get install unicode-cldr-core"
        ) from problem
    except ET.ParseError as problem:
        raise BuildError(f"{path}: is not whole XML ({problem}); install it again") from problem
    listed = ((one.get("type", ""), one.text or "") for one in root.iter("subdivision"))
    # Guam and Aruba stand among the subdivisions too, by the code that they have as territories.
    regions = ((code, name) for code, name in listed if not _TERRITORY.fullmatch(code))
    return {_iso(path, code): _plain(name) for code, name in regions}


def _iso(path: Path, code: str) -> str:
    if not _CODE.fullmatch(code):
        raise BuildError(
            f"{path}: the subdivision '{code}' is no country and code, as in 'jp13'; "
            "the reader knows the files of CLDR 46"
        )
    return f"{code[:2]}-{code[2:]}".upper()


def _plain(name: str) -> str:
    return _TELLS_APART.sub("", name).strip()
