"""Names of countries as registers write them, to ISO 3166-1 alpha-2 codes.

`country_words.csv` holds the names of the Unicode Common Locale Data Repository in eleven
languages, and of each country in its own (`own`); its licence stands beside it. What people write
besides stands in `register_words.csv`.
"""

from __future__ import annotations

import csv
import re
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from sistercities.sources.register_words import folded, words_of

_FORM_OF_STATE = re.compile(
    r"(社会主义|社会主義|联邦|連邦|民主|人民|伊斯兰|イスラム|アラブ|阿拉伯)*"
    r"(共和国|共和國|王国|王國|联邦|連邦|合众国|合衆国|公国|大公国)$"
)
_FORM_BEFORE = re.compile(
    r"^(the )?((federal|democratic|socialist|islamic|people's) )*"
    r"(republic|kingdom|state) of (the )?"
    r"|^(republik|königreich|bundesrepublik|republika|republiken|republikken|republika e) "
    r"|^(république|royaume) (du |de la |de l'|de |d'|des )"
    r"|^(república|regno|repubblica|republica|reino) (de la |della |del |dell'|do |da |de |di )?"
    r"|^rzeczpospolita ",
    re.IGNORECASE,
)

_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_OF_ONE_NAME = ("CG", "CD", "KR", "KP")
"""Countries that share a name, which brackets tell apart: Congo, Korea."""
_LONGEST = 200
_ALIKE = 0.8
_SHORTEST_ALIKE = 4


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    path = files("sistercities").joinpath("sources", "country_words.csv")
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        found.setdefault(folded(row["name"]), row["country"])
        found.setdefault(row["country"].casefold(), row["country"])
    return found | words_of("country")


def country_code(name: str) -> str:
    """Return the code of a country from its code or its name; "" if it is not known."""
    if len(name) > _LONGEST:
        return ""
    codes = _codes()
    shapes = (name, _FORM_OF_STATE.sub("", name.strip()), _FORM_BEFORE.sub("", name.strip()))
    return next((codes[folded(each)] for each in shapes if folded(each) in codes), "")


def code_in_cell(text: str) -> str:
    """Return the code of what a cell for countries says; "" if it is not known.

    A cell says more than a name: F for France, `Germany (Saar)`, `England, U.K.`. What stands in
    brackets is left out, unless it may tell one country from another of the name.
    """
    if len(text) > _LONGEST:
        return ""
    word = folded(text)
    signs = (words_of("vehicle code"), words_of("country sign"))
    code = country_code(text) or next((one[word] for one in signs if word in one), "")
    if code:
        return code
    whole, inside = _BRACKETED.sub("", text).strip(), _BRACKETED.findall(text)
    if inside:
        found = country_code(whole)
        others = {country_code(each) for each in inside} - {"", found}
        return "" if found in _OF_ONE_NAME or others else found
    parts = {country_code(part) for part in text.split(",")} if "," in text else set()
    return parts.pop() if len(parts) == 1 else ""


def is_own_country(text: str) -> bool:
    """Whether a cell for countries says that the partner lies in the country of the home place."""
    return folded(text) in words_of("own country")


def states_of_former(name: str) -> tuple[str, ...]:
    """Return the codes of the states of today in a former one such as ČSSR; () if it is none."""
    return tuple(words_of("former country").get(folded(name), "").split())


def nearest_country(name: str) -> str:
    """Return the name that is spelt most alike, with its code; "" if none is."""
    asked = folded(name)
    if len(asked) < _SHORTEST_ALIKE:
        return ""
    shown = _shown_names()
    found = get_close_matches(asked, shown, n=1, cutoff=_ALIKE)
    return f"{shown[found[0]]} ({_codes()[found[0]]})" if found else ""


@cache
def _shown_names() -> dict[str, str]:
    """Folded name to the name as written, of all that are long enough to be misspelt."""
    path = files("sistercities").joinpath("sources", "country_words.csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {
        folded(row["name"]): row["name"]
        for row in rows
        if len(folded(row["name"])) >= _SHORTEST_ALIKE
    }
