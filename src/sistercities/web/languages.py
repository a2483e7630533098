"""Which language a page speaks, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from babel import Locale

from sistercities.web.catalogues import SOURCE, english_words, languages, many_words, page_words
from sistercities.web.weights import weighted

_TAGS = {"zh": "zh-Hans"}
_OF_COUNTRY = {
    "CN": "zh-Hans", "TW": "zh-Hant", "HK": "zh-Hant", "MO": "zh-Hant", "JP": "ja", "KR": "ko",
    "KP": "ko", "RU": "ru", "UA": "uk", "BY": "be", "BG": "bg", "MN": "mn", "GR": "el", "IL": "he",
    "TH": "th", "GE": "ka", "AM": "hy", "KH": "km", "LA": "lo", "MM": "my", "VN": "vi",
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
        return self._of(key).format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        """Give the words of a key for a number, in the form that the language has for it."""
        return page_words(self.lang, key, n).format(n=f"{n:,}", **values)

    def has(self, key: str) -> bool:
        """Whether the language has words for a key."""
        return key in english_words()

    def listed(self, group: str, word: str) -> str:
        """Give a word of a closed list, such as a status; one that has no words stays as it is."""
        key = f"{group}.{word}"
        return self._of(key) if self.has(key) else word

    def _of(self, key: str) -> str:
        return many_words(self.lang, key)

    @property
    def tag(self) -> str:
        """Language tag of the page."""
        return tag_of(self.lang)


def tag_of(lang: str) -> str:
    """Language tag of BCP 47: Chinese pages are in simplified characters."""
    return _TAGS.get(lang, lang.replace("_", "-"))


@cache
def name_of(lang: str) -> str:
    """Name of a language in itself."""
    return Locale.parse(lang).get_display_name(lang) or lang


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
    if asked is not None and asked.lower()[:2] in languages():
        return asked.lower()[:2]
    for code in _preferred(accepted[:200]):
        if code in languages():
            return code
    return SOURCE


def language_of_country(country: str) -> str | None:
    """Language that local names of a country are most likely in, so that fonts fit; else None."""
    return _OF_COUNTRY.get(country)


class Named(Protocol):
    """What a place must say so that it can be called."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def name_local(self) -> str | None: ...  # noqa: D102
    @property
    def country(self) -> str: ...  # noqa: D102


class NamedPlace(Named, Protocol):
    """A place with its id."""

    @property
    def place_id(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Region:
    """The names of a region, with its id and its country."""

    name: str
    name_local: str | None
    place_id: str
    country: str


@dataclass(frozen=True, slots=True)
class Called:
    """How a page calls a place: `first`, and `other` beside it where there is another name.

    `other_lang` is the language of the other; None where it is not known.
    """

    first: str
    other: str | None
    other_lang: str | None

    @property
    def both(self) -> str:
        """Both names."""
        return f"{self.first} {self.other}" if self.other else self.first


def called(place: Named, lang: str, chinese: str | None = None) -> Called:
    """Choose the name that comes first, and the one beside it.

    A Chinese page calls Chinese places by their own names, and others by the name that they have in
    Chinese, where one is known.

    Parameters
    ----------
    place
        The place.
    lang
        Language of the page.
    chinese
        Chinese name of a place elsewhere; None where none is known.
    """
    local = place.name_local if place.name_local and place.name_local != place.name else None
    spoken = language_of_country(place.country)
    if lang == "zh" and chinese is not None:
        # A name that is written with the same characters would stand there twice.
        is_said = local is None or spoken == "ja" or local.startswith(chinese)
        return Called(chinese, place.name, "en") if is_said else Called(chinese, local, spoken)
    if local is None:
        return Called(place.name, None, None)
    if lang == "zh" and spoken is not None and spoken.startswith("zh"):
        return Called(local, place.name, "en")
    return Called(place.name, local, spoken)


def _preferred(accepted: str) -> list[str]:
    ranked = [(-weight, place, tag[:2]) for place, (tag, weight) in enumerate(weighted(accepted))]
    return [code for quality, _, code in sorted(ranked) if quality < 0]
