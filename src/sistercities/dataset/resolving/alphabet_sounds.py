"""Names in Greek, Cyrillic, Armenian and Georgian letters as they are heard, in Latin letters.

Each letter has few Latin ones, as the romanisations of Unicode CLDR, BGN/PCGN and ISO give them,
and those of its use in foreign names: Γένοβα is heard as genova, Нілюфер as nilufer. A name in
Latin letters is brought to the same few sounds, in each way in which languages read c, ch and j.
Alphabets without vowels (Hebrew, Arabic) are left out: בריל may be Brill, Beryl or Berlin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from unicodedata import combining, normalize

from sistercities.dataset.scripts import script_of
from sistercities.terms.late_methods import late_expression

_Table = Mapping[str, tuple[str, ...]]


def _table(letters: str) -> _Table:
    pairs = (one.partition(":") for one in letters.split())
    return {
        letter: tuple("" if one == "-" else one for one in heard.split("/"))
        for letter, _, heard in pairs
    }


_TABLES: Mapping[str, _Table] = {
    "Grek": _table(
        "α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:ks ο:o π:p ρ:r σ:s ς:s τ:t υ:i "
        "φ:f χ:h/k ψ:ps ω:o ου:u αι:e ει:i οι:i αυ:au/av ευ:eu/ev μπ:b/mp/mb ντ:d/nt/nd "
        "γκ:g/ng/nk γγ:ng τσ:ts/ch τζ:dj γι:i/gi ιο:io/o"
    ),
    "Cyrl": _table(
        "а:a б:b в:v г:g/h ґ:g д:d е:e ё:yo є:e ж:zh з:z и:i і:i ї:i й:y ј:y к:k л:l љ:l м:m н:n "
        "њ:n о:o п:p р:r с:s т:t ћ:ch ђ:dj у:u ў:u ф:f х:h/k ц:ts ч:ch џ:dj ш:sh щ:sh "
        "ъ:a/-/o/e/u ы:i ь:- э:e ю:yu я:ya дж:dj ју:yu ја:ya"
    ),
    "Armn": _table(
        "ա:a բ:b գ:g դ:d ե:e զ:z է:e ը:e թ:t ժ:zh ի:i լ:l խ:h/k ծ:ts կ:k հ:h ձ:dz ղ:g/l ճ:ch մ:m "
        "յ:y ն:n շ:sh ո:o չ:ch պ:p ջ:dj ռ:r ս:s վ:v տ:t ր:r ց:ts ու:u փ:p ք:k և:ev օ:o ֆ:f ւ:v"
    ),
    "Geor": _table(
        "ა:a ბ:b გ:g დ:d ე:e ვ:v ზ:z თ:t ი:i კ:k ლ:l მ:m ნ:n ო:o პ:p ჟ:zh რ:r ს:s ტ:t უ:u ფ:p/f "
        "ქ:k ღ:g ყ:k შ:sh ჩ:ch ც:ts ძ:dz წ:ts ჭ:ch ხ:h/k ჯ:dj ჰ:h"
    ),
}
_PARTED = late_expression("([αεοηυω])\u0301(?=[ιυ])")
"""An accent on the first of two Greek vowels parts them: Μικολάιβ is heard with a and i."""
_DOTTED = late_expression("(?<=[αεου])([ιυ])(?=\u0308|\u0301\u0308)")
_GEORGIAN_ENDING = late_expression("(?<=[^aeiou])i$")
"""Names that end in a consonant take this ending: ბრესტი is Brest."""
_MOST = 64
_DOUBLED = late_expression(r"(.)\1+")
_ONE_SOUND = (
    ("yo", "o"), ("yu", "u"), ("ya", "a"), ("ye", "e"), ("iy", "i"), ("y", "i"), ("w", "v"),
    ("th", "t"), ("dj", "j"), ("zh", "j"),
)  # fmt: skip
_APART = str.maketrans(
    {
        "ß": "ss", "ø": "o", "æ": "e", "ł": "l", "đ": "dj", "ð": "d", "þ": "t", "ı": "i", "œ": "e",
        "å": "o", "č": "ch", "š": "sh", "ž": "zh", "ç": "ch", "ş": "sh", "ș": "sh", "ț": "ts",
        "ţ": "ts", "ć": "ch", "ñ": "ni", "ö": "o", "ü": "u", "ä": "e", "ğ": "g", "ő": "o", "ű": "u",
    }
)  # fmt: skip
_BEFORE_C = (("tsch", "C"), ("tch", "C"), ("sch", "S"), ("sz", "S"), ("cz", "C"), ("ck", "k"),
             ("sh", "S"))  # fmt: skip
_AFTER_C = (
    ("ph", "f"), ("qu", "k"), ("q", "k"), ("x", "ks"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("eau", "o"), ("rh", "r"), ("kh", "h"), ("gh", "g"),
)  # fmt: skip
_SOFT = late_expression("c(?=[eiy])")
_VOWELS = late_expression("[aeiouy]")
_CLASSES = (("ch", "s"), ("sh", "s"), ("ts", "s"), ("j", "s"), ("z", "s"))
_ALIKE = str.maketrans({"g": "k", "h": "", "b": "p", "v": "p", "f": "p", "d": "t"})


@lru_cache(maxsize=4_096)
def sounds_of(name: str) -> tuple[str, ...]:
    """Return the ways in which a name is heard; () if it is in none of the alphabets.

    Examples
    --------
    >>> sounds_of("Γένοβα"), sounds_of("Genova")
    (('genova',), ())
    """
    table = _TABLES.get(script_of(name))
    units = _units(_plain(name), table) if table else ()
    found = [_squeezed("".join(one)) for one in product(*units)] if units else []
    if script_of(name) == "Geor":
        found += [_GEORGIAN_ENDING.sub("", one) for one in found]
    return tuple(dict.fromkeys(found))


def _plain(name: str) -> str:
    """Write a name in small letters without marks; a bar parts Greek vowels that make no one."""
    if script_of(name) != "Grek":
        return normalize("NFC", name.casefold())
    apart = normalize("NFD", name.casefold())
    parted = _DOTTED.sub(r"|\1", _PARTED.sub(r"\1|", apart))
    return "".join(letter for letter in parted if not combining(letter)).replace("ς", "σ")


def _units(letters: str, table: _Table) -> Sequence[tuple[str, ...]]:
    """Return what each letter, or two that make one, may be heard as; () where one is unknown."""
    units: list[tuple[str, ...]] = []
    at, number = 0, 1
    while at < len(letters):
        unit = next((one for one in (letters[at : at + 2], letters[at]) if one in table), "")
        if not unit and letters[at].isalpha():
            return ()
        if unit:
            ways = table[unit] if number * len(table[unit]) <= _MOST else table[unit][:1]
            number *= len(ways)
            units.append(ways)
        at += len(unit) or 1
    return units


def sounds_written(name: str) -> frozenset[str]:
    """Return the ways in which a name in Latin letters may be heard.

    Examples
    --------
    >>> "misen" in sounds_written("Meißen"), "meisen" in sounds_written("Meißen")
    (False, True)
    """
    apart = normalize("NFKD", name.casefold().translate(_APART))
    base = re.sub("[^a-z]", "", apart.encode("ascii", "ignore").decode())
    for letters, sound in _BEFORE_C:
        base = base.replace(letters, sound)
    of_ch = ("C", "h") if "ch" in base else ("",)
    of_c = ("s", "C", "ts") if _SOFT.search(base.replace("ch", "")) else ("",)
    of_j = ("y", "zh") if "j" in base else ("",)
    of_z = ("z", "ts") if "z" in base else ("",)
    return frozenset(_heard(base, *ways) for ways in product(of_ch, of_c, of_j, of_z))


def _heard(base: str, ch: str, c: str, j: str, z: str) -> str:
    heard = _SOFT.sub(c, base.replace("z", z).replace("ch", ch)).replace("c", "k").replace("j", j)
    heard = heard.replace("C", "ch").replace("S", "sh")
    for letters, sound in _AFTER_C:
        heard = heard.replace(letters, sound)
    return _squeezed(heard)


def _squeezed(heard: str) -> str:
    for several, one in _ONE_SOUND:
        heard = heard.replace(several, one)
    return _DOUBLED.sub(r"\1", heard)


def consonants_of(heard: str) -> str:
    """Reduce what is heard to its consonants, each class one letter: names apart have none alike.

    Examples
    --------
    >>> consonants_of("genova"), consonants_of("kanopa")
    ('knp', 'knp')
    """
    for several, one in _CLASSES:
        heard = heard.replace(several, one)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", heard).translate(_ALIKE))
