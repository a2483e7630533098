"""How many letters of a text are of one alphabet, were it in a code page of Windows for it.

A code page decodes almost any bytes. That it is the right one its words tell: each is of one
alphabet, has capitals where they are due, and is not all small letters throughout; of Latin pages
the language's own letters tell, which another page shows as ones that no language has together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from sistercities.terms.late_expressions import late_expression

_WORD = late_expression(r"[^\W\d_]+")
_SIGNS = frozenset("€…–—‘’“”„«»°§ \xa0º´·№")
ALPHABETS: Mapping[str, tuple[tuple[int, int], ...]] = {
    "cp1251": ((0x400, 0x45F), (0x490, 0x491)),
    "cp1253": ((0x386, 0x3CE),),
    "cp1255": ((0x5D0, 0x5F4),),
    "cp1256": ((0x610, 0x6FF),),
    "cp874": ((0xE01, 0xE5B),),
}
"""First and last letter of the alphabet that a code page is for."""
_WITH_CAPITALS = frozenset({"cp1251", "cp1253"})
_THAI, _THAI_CONSONANTS = "cp874", (0xE01, 0xE2E)
_LEAST_CONSONANTS = 0.5
_RARE_THAI = frozenset("ฃฅฦ")
_BEFORE_CONSONANTS = frozenset("เแโใไ")
_ABOVE = frozenset("ัิีึืฺุู")
_AFTER_CONSONANTS = _ABOVE | frozenset("ะาำ็")
_TONES = frozenset("่้๊๋์")
_TURKISH = frozenset("ÇçĞğİıÖöŞşÜüÂâÎîÛû")
_BALTIC = frozenset("ĄąČčĘęĖėĮįŠšŲųŪūŽžĀāĒēĢģĪīĶķĻļŅņÕõÄäÖöÜü")
LATIN_PAGES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "cp1254": (_TURKISH, frozenset("ĞğİıŞş")),
    "cp1257": (_BALTIC, frozenset("ŠšŽž")),
}
"""Letters of the languages of a page, and those of which one must be there: others lack them."""


def share_of_script(text: str, codec: str) -> float:
    """Share of the letters beyond ASCII that stand in sound words of the alphabet of a page.

    Parameters
    ----------
    text
        What the page makes of the bytes.
    codec
        One of `ALPHABETS`.
    """
    beyond = [letter for letter in text if not letter.isascii()]
    if not beyond:
        return 0.0
    spans = ALPHABETS[codec]
    if codec == _THAI:
        return _share_of_thai(text, len(beyond))
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    sound = [word for word in words if _is_of(word, spans) and _has_sound_case(word)]
    if codec in _WITH_CAPITALS and not any(word[0].isupper() for word in sound):
        return 0.0
    good = sum(map(len, sound)) + sum(
        letter in _SIGNS or (unicodedata.combining(letter) > 0 and _is_of(letter, spans))
        for letter in beyond
    )
    return min(good / len(beyond), 1.0)


def share_of_language(text: str, codec: str, near: Iterable[str]) -> float:
    """Share of the letters beyond ASCII that languages of a Latin page have.

    Parameters
    ----------
    text
        What the page makes of the bytes.
    codec
        One of `LATIN_PAGES`.
    near
        Letters of the text that stand near a plain letter.
    """
    letters, own = LATIN_PAGES[codec]
    beyond = [letter for letter in text if not letter.isascii()]
    near = list(near)
    if not own & set(near):
        return 0.0
    good = sum(letter in letters for letter in near) + sum(one in _SIGNS for one in beyond)
    return good / len(beyond)


def _is_of(word: str, spans: tuple[tuple[int, int], ...]) -> bool:
    return all(any(first <= ord(one) <= last for first, last in spans) for one in word)


def _has_sound_case(word: str) -> bool:
    """Whether capitals stand first alone, or everywhere."""
    return word[1:] == word[1:].lower() or word == word.upper()


def _share_of_thai(text: str, n_beyond: int) -> float:
    """Share of letters in their place: a vowel above stands on a consonant, a tone on either."""
    consonants = sum(map(_is_consonant, text))
    if consonants < _LEAST_CONSONANTS * n_beyond:
        return 0.0
    placed = zip(f" {text[:-1]}", text, f"{text[1:]} ", strict=True)
    return sum(_is_in_place(*each) for each in placed) / n_beyond


def _is_consonant(letter: str) -> bool:
    return _THAI_CONSONANTS[0] <= ord(letter) <= _THAI_CONSONANTS[1] and letter not in _RARE_THAI


def _is_in_place(before: str, letter: str, after: str) -> bool:
    if letter.isascii():
        return False
    if _is_consonant(letter):
        return not any(one.isascii() and one.isalpha() for one in (before, after))
    if letter in _BEFORE_CONSONANTS:
        return _is_consonant(after)
    if letter in _AFTER_CONSONANTS:
        return _is_consonant(before) or before in _TONES
    if letter in _TONES:
        return _is_consonant(before) or before in _ABOVE
    return letter in _SIGNS
