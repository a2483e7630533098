"""Names with a word for a unit between town and state: Kreis Unna, Landkreis Kassel, Cook County.

The data hold some units by their English name alone, which says the same: Kreis Unna is Unna
District. And who types such a word means no municipality: Kreis Unna is never a town that is
called Unna, nor one that is spelt alike.
"""

from __future__ import annotations

import re

from sistercities.dataset.scripts import fold_han, is_han, name_key
from sistercities.terms.late_expressions import late_expression
from sistercities.terms.words import MUNICIPAL

_POWIAT = late_expression(r"(?:powiat|pow\.) +(?=\S)|(?<=\S) powiat$", re.IGNORECASE)
_DISTRICT = late_expression(r"^district of +(?=\S)|(?<=\S) district$", re.IGNORECASE)
_WORDED = late_expression(
    r"^(?:landkreis|kreis|lkr\.?|powiat|county of|co\.|provin(?:ce|cia|cie|z)|department of|"
    r"d[ée]partement|departamento|jude[tțţ](?:ul)?|okres|kanton|canton|oblast|nom[oó]s|"
    r"prefecture of|governorate of|politischer bezirk|megye|kabupaten) +\S"
    r"|\S[ -]?kreis$"
    r"|\S[ -](?:county|powiat|prefecture|province|oblast['’]?|voivodeship|voivodship|"
    r"governorate|department|krai|kray|l[äa]n|maakunta|megye|gun|ken|ili)$",
    re.IGNORECASE,
)
_HAN_UNITS = ("县", "郡", "省", "府", "州")
_UNITS_ARE_TOWNS = frozenset({"CN", "TW", "KR", "KP", "VN"})
"""Countries whose counties and the like are municipalities."""
_BEFORE, _AFTER = ("", "landkreis", "kreis", "powiat"), ("", "district", "county", "kreis")
_SIGNS = (" ", ".", "kre")
"""Without one of these a name has no such word: most have none, and nothing is loaded for them."""
UNITS = ("region2", "county")
"""Levels of the units that are looked for."""
_OF_KREIS, _OF_POWIAT, _OF_DISTRICT = ("DE", "PL"), ("PL",), ("DE",)


def unit_named(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys by which a Kreis or powiat may be held, and its countries in turn.

    Examples
    --------
    >>> keys, countries = unit_named("Kreis Unna")
    >>> "unnadistrict" in keys, countries, unit_named("Unna")
    (True, ('DE', 'PL'), ((), ()))
    """
    if not any(sign in name.casefold() for sign in _SIGNS):
        return (), ()
    from sistercities.dataset.resolving.official_forms import kreis, kreis_key

    plain = _POWIAT.sub("", name).strip()
    if plain != name.strip():
        return _keys(name_key(plain)), _OF_POWIAT
    if kreis(name, ""):
        return _keys(kreis_key(name)), _OF_KREIS
    plain = _DISTRICT.sub("", name).strip()
    return ((), ()) if plain == name.strip() else (_keys(name_key(plain)), _OF_DISTRICT)


def _keys(stem: str) -> tuple[str, ...]:
    if not stem:
        return ()
    return tuple(f"{before}{stem}{after}" for before in _BEFORE for after in _AFTER)


def says_a_unit(name: str) -> bool:
    """Whether the wording of a name says that it is no municipality."""
    if is_han(name):
        return fold_han(name).endswith(_HAN_UNITS)
    return bool(_WORDED.search(name))


def is_another_unit(name: str, level: str, country: str) -> bool:
    """Whether a place is a municipality, and what was typed says that another unit is meant.

    Parameters
    ----------
    name
        What was typed.
    level, country
        Of a place that is called so without the word.
    """
    return level in MUNICIPAL and country not in _UNITS_ARE_TOWNS and says_a_unit(name)
