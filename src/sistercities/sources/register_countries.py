"""Names of countries as registers write them, to ISO 3166-1 alpha-2 codes.

`country_words.csv` holds the names of the Unicode Common Locale Data Repository in 47 languages,
and of each country in its own (`own`); its licence stands beside it. A name that two languages have
in the same letters may stand once. What people write besides stands in `register_words.csv`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sistercities.sources.register_words import folded, kept_words, words_as_written, words_of
from sistercities.terms.late_methods import late_expression
from sistercities.terms.normal_forms import normalised

_FORM_OF_STATE = late_expression(
    r"(社会主义|社会主義|联邦|連邦|民主|人民|伊斯兰|イスラム|アラブ|阿拉伯)*"
    r"(共和国|共和國|王国|王國|联邦|連邦|合众国|合衆国|公国|大公国)$"
    r"|(공화국|연방|왕국)$| (halk )?cumhuriyeti$",
    re.IGNORECASE,
)
_FORM_BEFORE = late_expression(
    r"^(the )?((federal|democratic|socialist|islamic|people's) )*"
    r"(republic|kingdom|state) of (the )?"
    r"|^(republik|königreich|bundesrepublik|republika|republiken|republikken|republika e) "
    r"|^(république|royaume) (du |de la |de l'|de |d'|des )"
    r"|^(república|regno|repubblica|republica|reino|regatul) "
    r"(de la |della |del |dell'|do |da |de |di )?"
    r"|^(rzeczpospolita|republiek|koninkrijk|kongeriget|kongeriket|konungariket|kerajaan) "
    r"|^(республика|республіка|королевство|королівство) "
    r"|^(cộng hòa|cộng hoà|vương quốc|liên bang) "
    r"|^(جمهورية|مملكة|جمهوری|پادشاهی) |^(สาธารณรัฐ|ราชอาณาจักร)",
    re.IGNORECASE,
)

_BRACKETED = late_expression(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_REGION_BEHIND = late_expression(
    r".+(?:州|省|県|縣|县|府|都|道|自治区|自治區|주|현|성|도|특별시|광역시)|[\u4e00-\u9fff]{2,4}"
)
"""What a region is called behind its country: アメリカ合衆国オレゴン州, 미국 미주리주."""
_OF_ONE_NAME = ("CG", "CD", "KR", "KP")
"""Countries that share a name, which brackets tell apart: Congo, Korea."""
_LONGEST = 200
_ALIKE = 0.8
_SHORTEST_ALIKE = 4
_SHORTEST_FOLDED = 3
_COUNTRY_OF_TERRITORY = {"X-NCY": "CY"}
"""ISO 3166 knows the island as one country, whichever part a list names; that says no more."""
_MEANT_AT_HOME = {(home, "AS"): "Amerika Serikat" for home in ("BN", "ID", "MY")}
"""Short forms that are the code of another country."""
_CODES = "iso3"
"""What the column of languages says of the three letters of ISO 3166-1."""


class _Names(NamedTuple):
    """Names of countries to their codes: as folded, and as written but for case where that differs.

    A short name that has lost its marks says something else: Áo is Austria, AO Angola.
    """

    written: dict[str, str]
    folded: dict[str, str]
    alpha2: dict[str, str]
    alpha3: dict[str, str]

    def code(self, text: str) -> str:
        """Return the code of a text; three letters are a code in capitals alone: Nga is Russia."""
        plain, word = text.strip(), folded(text)
        found = self.alpha3.get(plain, "") or self.written.get(_as_written(plain), "")
        if not found and plain.isascii():
            found = self.alpha2.get(word, "")
        return found or self.folded.get(word, "")


@cache
def _names() -> _Names:
    return _Names(**kept_words()["countries"])


def names_of_countries() -> dict[str, dict[str, str]]:
    """Make the names of countries to their codes from the tables that people write."""
    names = _Names({}, {}, {}, {})
    for name, code in words_as_written("country").items():
        _add_name(names, name, code)
    for name, word in words_as_written("territory").items():
        _add_name(names, name, _COUNTRY_OF_TERRITORY[word])
    met: set[str] = set()
    for row in _rows():
        code = row["country"]
        names.alpha2.setdefault(code.casefold(), code)
        if row["lang"] == _CODES:
            names.alpha3.setdefault(row["name"], code)
        elif row["name"] not in met:  # what several languages write so is read once
            met.add(row["name"])
            _add_name(names, row["name"], code)
    return names._replace(written=_not_as_folded(names))._asdict()


def _not_as_folded(names: _Names) -> dict[str, str]:
    """Keep what is written otherwise than it is folded, or might be a code of two letters."""
    folded_to = {name: folded(name) for name in names.written}
    return {
        name: code
        for name, code in names.written.items()
        if names.folded.get(folded_to[name]) != code or folded_to[name] in names.alpha2
    }


def _add_name(names: _Names, name: str, code: str) -> None:
    word = folded(name)
    names.written.setdefault(_as_written(name), code)
    has_lost_marks = word.isascii() and not name.isascii() and len(word) <= _SHORTEST_FOLDED
    if not has_lost_marks:
        names.folded.setdefault(word, code)


def _as_written(text: str) -> str:
    return normalised("NFC", normalised("NFKC", text).casefold())


def country_code(name: str) -> str:
    """Return the code of a country from its code or its name; "" if it is not known."""
    if len(name) > _LONGEST:
        return ""
    plain = name.strip()
    shapes = (plain, _FORM_OF_STATE.sub("", plain), _FORM_BEFORE.sub("", plain))
    return next(filter(None, map(_names().code, filter(folded, shapes))), "")


def territory_in(text: str) -> str:
    """Return our word for the part of a country that a text names; "" where it names none.

    Examples
    --------
    >>> territory_in("KKTC"), territory_in("Cyprus (Northern Cyprus)"), territory_in("Cyprus")
    ('X-NCY', 'X-NCY', '')
    """
    if len(text) > _LONGEST:
        return ""
    whole = _BRACKETED.sub("", text).strip()
    said = (text, whole, *_BRACKETED.findall(text), *text.split(","))
    words = words_of("territory")
    return next((words[word] for word in map(folded, said) if word in words), "")


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


def country_and_region(text: str) -> tuple[str, str]:
    """Take a cell for countries apart that names a region too; ("", "") if it does not.

    Examples
    --------
    >>> country_and_region("アメリカ合衆国オレゴン州")
    ('US', 'オレゴン州')
    >>> country_and_region("福井県")
    ('JP', '福井県')
    >>> country_and_region("馬來西亞砂拉越")
    ('MY', '砂拉越')
    """
    plain = text.strip()[:_LONGEST]
    own = words_of("region of country").get(folded(plain), "")
    if own:
        return own, plain
    for at in range(len(plain) - 1, 1, -1):
        region = plain[at:].strip()
        code = country_code(plain[:at]) if _REGION_BEHIND.fullmatch(region) else ""
        if code:
            return code, region
    return "", ""


def is_own_country(text: str) -> bool:
    """Whether a cell for countries says that the partner lies in the country of the home place."""
    return folded(text) in words_of("own country")


def as_at_home(text: str, home_country: str) -> str:
    """Return a cell for countries as the home country means it, where that differs from a code.

    Examples
    --------
    >>> as_at_home("AS", "ID"), as_at_home("AS", "WS")
    ('Amerika Serikat', 'AS')
    """
    return _MEANT_AT_HOME.get((home_country, text.strip()), text)


def states_of_former(name: str) -> tuple[str, ...]:
    """Return the codes of the states of today in a former one such as ČSSR; () if it is none."""
    return tuple(words_of("former country").get(folded(name), "").split())


def nearest_country(name: str) -> str:
    """Return the name that is spelt most alike, with its code; "" if none is."""
    asked = folded(name)
    if len(asked) < _SHORTEST_ALIKE:
        return ""
    shown = _shown_names()
    found = get_close_matches(asked, _may_be_alike(asked, shown), n=1, cutoff=_ALIKE)
    return f"{shown[found[0]]} ({country_code(shown[found[0]])})" if found else ""


def _may_be_alike(asked: str, names: Iterable[str]) -> list[str]:
    """Leave out the names that have too few letters of a word, however these stand."""
    least, most = len(asked) * _ALIKE / (2 - _ALIKE) - 1, len(asked) * (2 - _ALIKE) / _ALIKE + 1
    without = dict.fromkeys(map(ord, asked))
    return [
        name
        for name in names
        if least < len(name) < most
        and 2.0 * (len(name) - len(name.translate(without))) / (len(name) + len(asked)) >= _ALIKE
    ]


@cache
def _shown_names() -> dict[str, str]:
    """Folded name to the name as written, of all that are long enough to be misspelt."""
    # The English spelling is shown where two are folded to the same: France, not Francë.
    return {
        folded(row["name"]): row["name"]
        for row in sorted(_rows(), key=lambda row: row["lang"] == "en")
        if row["lang"] != _CODES and len(folded(row["name"])) >= _SHORTEST_ALIKE
    }


@cache
def _rows() -> tuple[dict[str, str], ...]:
    path = Path(__file__).with_name("country_words.csv")
    return tuple(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
