"""Japanese names in Latin letters: long vowels, which the plain romanisation does not write.

The Gazetteer of Japan writes おおつき as `Otsuki` and まつうら as `Matsuura`. Kana tell where a
vowel may be long, the plain form whether it is: the two give `Ōtsuki` and `Matsuura`.
"""

from __future__ import annotations

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
    "h": "はひふへほ", "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ",
    "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_ODD = {
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu",
    "や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ん": "n",
}  # fmt: skip
KANA = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
} | _ODD
"""Hiragana of full size, as plain Hepburn writes each by itself."""
_SMALL = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_WITHOUT_Y = ("sh", "ch", "j")
_LONG = {"o": "ō", "u": "ū"}
_LENGTHENS = {("o", "う"), ("o", "お"), ("u", "う")}


def romanised(kana: str) -> str:
    """Write hiragana letter by letter, long vowels as two; "" where a kana is not known.

    Examples
    --------
    >>> romanised("おおつき"), romanised("ごじょう")
    ('ootsuki', 'gojou')
    """
    written = "".join(latin for _, latin in _units(kana))
    return written if written.isalpha() else ""


def _units(kana: str) -> list[tuple[str, str]]:
    """Take kana apart into what is read as one, each with its letters; unknown ones as `?`."""
    units: list[tuple[str, str]] = []
    is_doubled = False
    for letter in kana:
        if letter == "っ":
            is_doubled = True
        elif letter in _SMALL and units:
            before, latin = units.pop()
            stem = latin[:-1]
            glide = "" if stem.endswith(_WITHOUT_Y) else "y"
            units.append((before + letter, stem + glide + _SMALL[letter]))
        else:
            latin = KANA.get(letter, "?")
            doubled = ("t" if latin.startswith("ch") else latin[:1]) if is_doubled else ""
            units.append((letter, doubled + latin))
            is_doubled = False
    return units


def with_long_vowels(plain: str, kana: str) -> str:
    """Write the long vowels of a plain romanised name; "" where it does not fit the kana.

    Parameters
    ----------
    plain
        The name in plain Hepburn; hyphens and capitals are kept: `Nan-yo`.
    kana
        The same name in hiragana.

    Examples
    --------
    >>> with_long_vowels("Nan-yo", "なんよう"), with_long_vowels("Matsuura", "まつうら")
    ('Nan-yō', 'Matsuura')
    """
    letters = [position for position, letter in enumerate(plain) if letter.isalpha()]
    read = "".join(plain[position] for position in letters).lower()
    long_ones = _long_at(_units(kana), read)
    if long_ones is None:
        return ""
    written = list(plain)
    for index in long_ones:
        position = letters[index]
        vowel = _LONG[plain[position].lower()]
        written[position] = vowel.upper() if plain[position].isupper() else vowel
    return "".join(written)


def _long_at(units: list[tuple[str, str]], read: str, start: int = 0) -> list[int] | None:
    """Positions in `read` of the vowels that are long, None where the kana are read otherwise."""
    if not units:
        return [] if start == len(read) else None
    kana, latin = units[0]
    if read.startswith(latin, start):
        rest = _long_at(units[1:], read, start + len(latin))
        if rest is not None:
            return rest
    if start and (read[start - 1], kana) in _LENGTHENS:
        rest = _long_at(units[1:], read, start)
        return None if rest is None else [start - 1, *rest]
    return None
