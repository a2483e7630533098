"""The name in the script of the country, chosen among spellings whose language is not stated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from sistercities.dataset.scripts import fold_han, han_folding, script_of
from sistercities.terms.words import Level

_SCRIPTS = {
    "CN": "Hani", "HK": "Hani", "MO": "Hani", "TW": "Hani", "JP": "Hani", "KR": "Hang",
    "KP": "Hang", "RU": "Cyrl", "UA": "Cyrl", "BY": "Cyrl", "BG": "Cyrl", "MN": "Cyrl",
    "GR": "Grek", "TH": "Thai", "IL": "Hebr", "AM": "Armn", "GE": "Geor", "KH": "Khmr",
    "LA": "Laoo", "MM": "Mymr",
}  # fmt: skip
_FOREIGN_LETTERS = {
    "RU": re.compile("[іїєґўјљњћђџәөүұһқғҳҷңӯӣѓќӑӗҫҡҙѣ]", re.IGNORECASE),
    "UA": re.compile("[ыэъёўјљњћђџәөүһқғѣ]", re.IGNORECASE),
    "BY": re.compile("[їєґщиъјљњћђџәөүһқғ]", re.IGNORECASE),
    "BG": re.compile("[іїєґўјљњћђџыэёәөүһқғѣ]", re.IGNORECASE),
    "MN": re.compile("[іїєґўјљњћђџәһқғ]", re.IGNORECASE),
}
_ALSO_JAPANESE = "国会学区号声医麦党来体点台湾岛富山峰桥里之了云余价佛谷沈万与丰争亘介仇"
_ENDINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "CN": {
        "city": ("市",), "district": ("区",), "county": ("县", "旗"), "region1": ("省", "区", "市"),
        "region2": ("州", "盟", "地区"),
    },
    "JP": {"city": ("市", "町", "村"), "district": ("区",), "region1": ("県", "府", "都", "道")},
    "KR": {"city": ("시",), "district": ("구",), "region1": ("도", "시"), "region2": ("군",)},
    "TW": {"city": ("市",), "region1": ("縣", "市")},
}  # fmt: skip


def local_name(country: str, names: Iterable[str], level: Level) -> str:
    """Return the spelling in the country's own script, or "" where the spellings do not tell.

    Han: the one with an administrative ending first; simplified in China, not simplified
    elsewhere. Other scripts: only if one candidate is left after letters of other languages.
    """
    script = _SCRIPTS.get(country)
    if script is None:
        return ""
    fit = [name for name in names if script_of(name) == script]
    if country in {"CN", "HK", "MO", "TW", "JP"}:
        return _han_name(country, _ended(country, fit, level))
    if country == "KR":
        fit = [name.replace(" ", "") for name in fit]
        return min(_ended(country, fit, level), key=lambda name: (len(name), name), default="")
    foreign = _FOREIGN_LETTERS.get(country)
    own = [name for name in fit if foreign is None or not foreign.search(name)]
    return own[0] if len(own) == 1 else ""


def _ended(country: str, names: list[str], level: Level) -> list[str]:
    """Those of the names that end as the level does; all if none does."""
    endings = _ENDINGS.get(country, {}).get(level, ())
    return [name for name in names if name.endswith(endings)] or names


def _han_name(country: str, pool: list[str]) -> str:
    if country == "CN":
        own = [name for name in pool if fold_han(name) == name]
    else:
        own = [name for name in pool if not _simplified_only() & set(name)]
    return min(own or pool, key=lambda name: (len(name), name), default="")


@cache
def _simplified_only() -> frozenset[str]:
    """Characters written so in simplified Chinese alone."""
    folded = {target for point, target in han_folding().items() if target != chr(point)}
    return frozenset(folded - set(_ALSO_JAPANESE))
