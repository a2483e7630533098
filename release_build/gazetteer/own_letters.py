"""Letters that GeoNames writes with the look-alike of another alphabet: Ð for Đ.

The capitals look the same in print, and text that is copied is found nowhere else: Đà Lạt is not
Ðà Lạt. Where the language of a country has the Icelandic letter, it stays.
"""

from __future__ import annotations

_WITH_STROKE = frozenset({"BA", "HR", "ME", "MK", "RS", "SI", "VN", "XK"})
"""Where names have the letter d with a stroke, and none the Icelandic eth."""
_D_WITH_STROKE = str.maketrans("\u00d0\u00f0", "\u0110\u0111")


def with_own_letters(name: str, country: str) -> str:
    """Write a name with the letters of its country.

    Examples
    --------
    >>> with_own_letters("\N{LATIN CAPITAL LETTER ETH}à Lạt", "VN") == "Đà Lạt"
    True
    >>> with_own_letters("Garðabær", "IS")
    'Garðabær'
    """
    return name.translate(_D_WITH_STROKE) if country in _WITH_STROKE else name
