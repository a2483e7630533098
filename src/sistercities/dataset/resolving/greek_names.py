"""Names of Greek municipalities as their own lists have them: Δήμος Ρόδου, of Rhodes.

Behind the word for a municipality the name stands in the genitive, or is that of its people. Each
ending has few nominatives; they are tried all, and the gazetteer says which is a name.
"""

from __future__ import annotations

import re

from sistercities.dataset.scripts import name_key
from sistercities.terms.late_methods import late_expression

COUNTRIES = frozenset({"GR", "CY"})
_OF = late_expression(r"^(?:δ[ηή]μος|δ\.|κοιν[οό]τητα) ?(?=\S)", re.IGNORECASE)
_ENDINGS = (
    ("εων", ("α", "αι")), ("αιων", ("α", "αι", "εσ")), ("ιτων", ("α", "ο", "ι")),
    ("ων", ("α", "εσ", "οι", "αι", "ι")), ("ωσ", ("ασ", "α")), ("ουσ", ("οσ", "ο")),
    ("ου", ("οσ", "ο", "ι", "ησ", "ον")), ("ησ", ("η", "ισ")), ("ασ", ("α",)), ("α", ("ασ",)),
    ("η", ("ησ",)),
)  # fmt: skip
"""Endings of the genitive as a key has them, the longest first, and what they may stand for."""
_OF_PEOPLE = {"λαρισαιων": "λαρισα", "τρικκαιων": "τρικαλα", "ιωαννιτων": "ιωαννινα",
              "σερρων": "σερρεσ"}  # fmt: skip


def nominatives(name: str, country: str) -> tuple[str, ...]:
    """Return what the name of a Greek municipality may be where nothing stands before it.

    Examples
    --------
    >>> nominatives("Δήμος Ρόδου", "GR")[:2], nominatives("Ρόδος", "GR")
    (('ροδοσ', 'ροδο'), ())
    """
    found = _OF.match(name) if country in COUNTRIES else None
    if found is None:
        return ()
    words = name[found.end() :].split(" ")
    last = name_key(words[-1])
    if last in _OF_PEOPLE:
        return (_OF_PEOPLE[last],)
    ahead = [name_key(word) for word in words[:-1]]
    ends = [(end, ways) for end, ways in _ENDINGS if last.endswith(end)]
    return tuple(dict.fromkeys(
        " ".join((*ahead, last.removesuffix(end) + way)) for end, ways in ends for way in ways
    ))  # fmt: skip
