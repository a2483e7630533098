"""Which language a page speaks, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sistercities.web.words.chinese import CHINESE
from sistercities.web.words.english import ENGLISH

CATALOGUES: dict[str, dict[str, str]] = {"en": ENGLISH, "zh": CHINESE}
TAGS = {"en": "en", "zh": "zh-Hans"}
NAMES = {"en": "English", "zh": "中文"}
_OF_COUNTRY = {
    "CN": "zh-Hans", "TW": "zh-Hant", "HK": "zh-Hant", "MO": "zh-Hant", "JP": "ja", "KR": "ko",
    "KP": "ko", "RU": "ru", "UA": "uk", "BG": "bg", "GR": "el", "IL": "he", "TH": "th",
    "GE": "ka", "AM": "hy",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    Attributes
    ----------
    lang
        en or zh.
    """

    lang: str

    def __call__(self, key: str, **values: object) -> str:
        """Give the words of a key, with values set in."""
        return CATALOGUES[self.lang][key].format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        """Give the words of a key for a number; English has another form for one."""
        catalogue = CATALOGUES[self.lang]
        form = f"{key}.one"
        chosen = form if n == 1 and form in catalogue else key
        return catalogue[chosen].format(n=f"{n:,}", **values)

    def listed(self, group: str, word: str) -> str:
        """Give a word of a closed list, such as a status; one that has no words stays as it is."""
        return CATALOGUES[self.lang].get(f"{group}.{word}", word)

    @property
    def tag(self) -> str:
        """Language tag of the page."""
        return TAGS[self.lang]


def choose_language(asked: str | None, accepted: str) -> str:
    """Choose the language of a page.

    Parameters
    ----------
    asked
        What the address says in `lang`; None where it says nothing.
    accepted
        Header Accept-Language.

    Returns
    -------
    str
        A language with a catalogue; English where nothing else fits.
    """
    if asked is not None and asked.lower()[:2] in CATALOGUES:
        return asked.lower()[:2]
    for code in _preferred(accepted[:200]):
        if code in CATALOGUES:
            return code
    return "en"


def language_of_country(country: str) -> str | None:
    """Language that local names of a country are most likely in, so that fonts fit; else None."""
    return _OF_COUNTRY.get(country)


def name_of_country(
    code: str, english: Mapping[str, str], chinese: Mapping[str, str], lang: str
) -> str:
    """Name of a country in the language of the page, or its code."""
    known = chinese if lang == "zh" else english
    return known.get(code) or english.get(code, code)


def _preferred(accepted: str) -> list[str]:
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepted.split(",")):
        tag, _, weight = part.partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            continue
        ranked.append((-quality, place, tag.strip().lower()[:2]))
    return [code for quality, _, code in sorted(ranked) if quality < 0]
