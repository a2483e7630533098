"""Spellings that a machine made of a name in another script: goka si, kwka shyga, Germaringen.

GeoNames keeps beside a spelling in Hangul, Han, Arabic or Cyrillic letters its transcription into
plain ones. Nobody writes a place so, and one such transcription is often the true name of another
place: `goka si` stands at Kōka, and Goka is a town of its own. They are told by two signs: no
letter is a capital, or the spelling is what a Cyrillic one of the same place gives, in a country
that does not write so. The second is no sign of a large town, which has true names in many
languages (Praga, Milano), nor of words of the main name (Marburg of Marburg an der Lahn).
"""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.dataset.scripts import name_key, script_of
from sistercities.terms.normal_forms import normalised

_WRITTEN_IN_CYRILLIC = frozenset(
    {"BA", "BG", "BY", "KG", "KZ", "MD", "ME", "MK", "MN", "RS", "RU", "TJ", "TM", "UA", "UZ", "XK"}
)
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "je",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "j", "ј": "j", "к": "k", "л": "l",
    "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "ћ": "c", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "c", "ч": "ch", "џ": "dz", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "eh", "ю": "ju", "я": "ja", "ђ": "d",
}  # fmt: skip


_KNOWN_ABROAD = 100_000
"""Persons of a town that other languages may have names for."""


def typed_names(
    names: Iterable[str], country: str, population: int | None = None
) -> tuple[str, ...]:
    """Return the spellings of one place that a person may write, in their order.

    Parameters
    ----------
    names
        All spellings of the place.
    country
        ISO 3166-1 alpha-2 of the place.
    population
        Persons, where known.
    """
    every = tuple(names)
    romanised: set[str] = set()
    if country not in _WRITTEN_IN_CYRILLIC and (population or 0) < _KNOWN_ABROAD:
        romanised = {name_key(_romanised(one)) for one in every if script_of(one) == "Cyrl"}
        # Ratiboř beside Ratibor: a letter with a mark is none of a machine's.
        romanised -= {name_key(one) for one in every if _has_mark(one)}
    return tuple(one for one in every if not _is_machine_made(one, romanised))


def _has_mark(name: str) -> bool:
    """Whether a Latin spelling has a letter with a mark."""
    return script_of(name) == "Latn" and normalised("NFD", name) != normalised("NFC", name)


def _is_machine_made(name: str, romanised: set[str]) -> bool:
    """Whether a Latin spelling has no capital, or is that of a Cyrillic one."""
    if script_of(name) != "Latn":
        return False
    return name == name.lower() or name_key(name) in romanised


def _romanised(name: str) -> str:
    return "".join(_LATIN.get(letter, letter) for letter in name.lower())
