"""What is heard of a name: katakana and Hangul in Latin letters, and the consonants of a name.

Japanese and Korean write a foreign name by its sound. Two spellings of one name then have the same
consonants in the same order, as far as those scripts tell them apart: l and r, b and v, s and sh
are one; h, w and y are not heard. Latin letters are read in several ways where languages differ.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product
from unicodedata import normalize

from sistercities.dataset.gazetteer.hepburn import KANA
from sistercities.terms.late_methods import late_expression

# Katakana stand 0x60 above hiragana; three are heard otherwise in a foreign name.
_KANA = {chr(ord(kana) + 0x60): latin for kana, latin in KANA.items()} | {
    "ヅ": "du", "ヲ": "wo", "ヴ": "vu",
}  # fmt: skip
_SMALL = dict(zip("ァィゥェォャュョヮ", "aiueoauoa", strict=True))
_GLIDES = {"u": "w", "i": "y"}
_SILENT = frozenset("ーッ・･=＝゠‐- ")
_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k",
             "t", "p", "h")  # fmt: skip
_VOWELS = ("a", "e", "ya", "ye", "o", "e", "yo", "ye", "o", "wa", "we", "we", "yo", "u", "wo", "we",
           "wi", "yu", "", "ui", "i")  # fmt: skip
_FINALS = {0: "", 1: "k", 4: "n", 7: "t", 8: "l", 16: "m", 17: "p", 19: "t", 20: "t", 21: "ng",
           22: "t", 23: "t"}  # fmt: skip
_FIRST_SYLLABLE, _N_SYLLABLES, _OF_INITIAL, _OF_VOWEL = 0xAC00, 11_172, 588, 28
_CLASSES = dict(zip("kgcqszjtdpbfvmnlr", "KKKKSSSTTPPPPMNRR", strict=True))
_ONE_SOUND = (("tts", "ts"), ("sh", "s"), ("ch", "s"), ("ts", "s"), ("jj", "j"), ("ss", "s"),
              ("ng", "n"))  # fmt: skip
_APART = str.maketrans(
    {
        "ß": "ss", "ø": "o", "æ": "e", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "œ": "e",
        "å": "o", "č": "ch", "š": "sh", "ž": "zh", "ç": "s", "ş": "sh", "ș": "sh", "ț": "ts",
        "ţ": "ts", "ć": "ch", "ñ": "ny",
    }
)  # fmt: skip
_DOUBLED = late_expression(r"([bdfgkmnpstvz])\1")
_REPEATED = late_expression(r"(.)\1+")
_READINGS: tuple[tuple[str, tuple[str, ...], int], ...] = tuple(
    (letters, tuple(heard.split("/")), length)
    for letters, heard, length in (
        ("sch", "S", 3), ("tch", "S", 3), ("sh", "S", 2), ("zh", "S", 2), ("ch", "S/K/", 2),
        ("ph", "P", 2), ("th", "S/T", 2), ("gh", "/K", 2), ("ck", "K", 2), ("qu", "K", 2),
        ("cz", "S", 2), ("sz", "S", 2), ("rz", "S/R", 2), ("tz", "S", 2), ("ts", "S", 2),
        ("dj", "S", 2), ("dz", "S", 2), ("kh", "/K", 2), ("gn", "N/KN", 2), ("ng", "N/NK", 2),
        ("x", "KS/S/", 1), ("ce", "S", 1), ("ci", "S", 1), ("cy", "S", 1), ("c", "K/S", 1),
        ("ge", "K/S", 1), ("gi", "K/S", 1), ("gy", "K/S", 1), ("g", "K", 1), ("j", "S/", 1),
        ("ll", "R/", 2), ("rr", "R", 2), ("sc", "S/SK", 2), ("z", "S", 1), ("w", "/P", 1),
        ("h", "", 1), ("y", "", 1), ("s", "S", 1), ("d", "T", 1), ("t", "T", 1), ("p", "P", 1),
        ("b", "P", 1), ("f", "P", 1), ("v", "P", 1), ("k", "K", 1), ("q", "K", 1), ("m", "M", 1),
        ("n", "N", 1), ("l", "R", 1), ("r", "R", 1),
    )
)  # fmt: skip
_READINGS_BY_LETTER = {
    first: tuple(one for one in _READINGS if one[0][0] == first)
    for first in {one[0][0] for one in _READINGS}
}
"""The same by their first letter, in the order in which they are looked for."""
_DROPPED_AT_END = frozenset("sdtxp")
_VOWEL_LETTERS = frozenset("aeiouy")
_MOST_READINGS = 256
_ALIKE = (("ck", "k"), ("c", "k"), ("ph", "f"), ("qu", "k"), ("x", "ks"), ("ou", "u"), ("oo", "u"),
          ("ee", "i"), ("l", "r"), ("v", "b"))  # fmt: skip


def heard(name: str) -> str:
    """Write a name in katakana or Hangul in Latin letters, as it is heard; "" if it is neither.

    Examples
    --------
    >>> heard("ペンティクトン"), heard("사바델")
    ('pentikuton', 'sabader')
    """
    return (_of_kana(normalize("NFKC", name)) or _of_hangul(name)).replace("l", "r")


def _of_kana(name: str) -> str:
    units: list[str] = []
    for letter in name:
        if letter in _KANA:
            units.append(_KANA[letter])
        elif letter in _SMALL and units and units[-1] != "n":
            stem = units[-1][:-1] or _GLIDES.get(units[-1], "")
            units[-1] = stem + _SMALL[letter]
        elif letter not in _SILENT:
            return ""
    return "".join(units)


def _of_hangul(name: str) -> str:
    written = ""
    for letter in name.replace(" ", ""):
        point = ord(letter) - _FIRST_SYLLABLE
        final = _FINALS.get(point % _OF_VOWEL)
        if not 0 <= point < _N_SYLLABLES or final is None:
            return ""
        vowel = _VOWELS[point % _OF_INITIAL // _OF_VOWEL]
        written += _INITIALS[point // _OF_INITIAL] + vowel + final
    return written


def consonants_heard(sound: str) -> str:
    """Reduce what is heard to its consonants, each class one letter."""
    for several, one in _ONE_SOUND:
        sound = sound.replace(several, one)
    return _REPEATED.sub(r"\1", "".join(_CLASSES.get(letter, "") for letter in sound))


@lru_cache(maxsize=400_000)
def consonants_written(name: str) -> frozenset[str]:
    """Return the consonants of a name in Latin letters, in each way in which it may be read."""
    letters = _DOUBLED.sub(r"\1", plain_letters(name))
    parts: list[tuple[str, ...]] = []
    at = 0
    while at < len(letters):
        readings = _READINGS_BY_LETTER.get(letters[at], ())
        found = next((one for one in readings if letters.startswith(one[0], at)), None)
        if found:
            parts.append(_read(found[0], found[1], letters, at))
        at += found[2] if found else 1
    if _n_readings(parts) > _MOST_READINGS:
        parts = [part[:1] for part in parts]
    return frozenset(_REPEATED.sub(r"\1", "".join(one)) for one in product(*parts))


def _read(pattern: str, heard_as: tuple[str, ...], letters: str, at: int) -> tuple[str, ...]:
    """Return the ways in which letters are heard at their position."""
    before, after = letters[at - 1 : at], letters[at + 1 : at + 2]
    if pattern == "r":
        is_after_vowel = before in _VOWEL_LETTERS and before and after not in _VOWEL_LETTERS
        return ("R", "") if is_after_vowel or (before in _VOWEL_LETTERS and not after) else ("R",)
    if pattern == "m" and after in ("p", "b"):
        return ("M", "N")
    if pattern == "t" and after in ("i", "u"):
        return ("T", "S")
    if pattern in _DROPPED_AT_END and not after:
        return (*heard_as, "")
    return heard_as


def _n_readings(parts: list[tuple[str, ...]]) -> int:
    number = 1
    for part in parts:
        number *= len(part)
    return number


def plain_letters(name: str) -> str:
    """Return the letters of a name in Latin script, without marks, blanks and hyphens."""
    apart = normalize("NFKD", name.casefold().translate(_APART))
    return re.sub("[^a-z]", "", apart.encode("ascii", "ignore").decode())


def likeness(sound: str, name: str) -> float:
    """Share of letters in common of what is heard and a name in Latin letters, 0 to 1."""
    written = plain_letters(name)
    for letters, as_heard in _ALIKE:
        written = written.replace(letters, as_heard)
    plain = sound.replace("v", "b")
    return SequenceMatcher(None, plain, written, autojunk=False).ratio()
