"""Ways to read what was typed for a place: its name, its level, what follows a comma.

Names with a word for a unit between town and state: Kreis Unna, Landkreis Kassel, Cook County.

The data hold some units by their English name alone, which says the same: Kreis Unna is Unna
District. And who types such a word means no municipality: Kreis Unna is never a town that is
called Unna, nor one that is spelt alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.dataset.scripts import fold_han, is_han, name_key, script_of
from sistercities.errors import InvalidArgument
from sistercities.terms.late_methods import late_expression
from sistercities.terms.number_words import exact_population
from sistercities.terms.words import LEVELS, MUNICIPAL

IS_ID = re.compile(r"(gn|wd|x):\S+")
_REGION = "region"
"""Any level of region, where it stands in brackets: of the first if one is called so."""
_REGIONS = ("region1", "region2")
_LEVEL = re.compile(rf"(?P<name>.+?)\s*[(（](?P<level>{'|'.join((*LEVELS, _REGION))})[)）]\s*")
_CITY = re.compile(r"(?:city of (?P<after>.+)|(?P<before>.+) city)", re.IGNORECASE)
_HALF_LETTER = re.compile("[\ud800-\udfff]")
"""What a terminal makes of bytes that are no UTF-8."""
MAX_LENGTH = 200
_SHOWN_OF_TOO_LONG = 40
_LENGTH_OF_CODES = 3
_COUNTRY_OF_CODE = "SELECT DISTINCT country FROM places WHERE country = ?"
_COUNTRIES = """
    SELECT DISTINCT p.country FROM names n JOIN places p ON p.place_id = n.place_id
    WHERE n.key = ? AND p.level = 'country'
"""


def read_query(release: Release, text: str) -> list[Asked]:
    """Take what was typed apart, the plainest reading first; [] where it is an id.

    Raises
    ------
    InvalidArgument
        If it is no text, or longer than any name.
    """
    require_name(text)
    ways = spellings(text)
    if IS_ID.fullmatch(ways[-1]):
        return []
    return _with_countries(release, [each for way in ways for each in _readings(way)])


def require_name(text: object) -> None:
    """Refuse what can be no name: what is no text, or more of it than any name has.

    Raises
    ------
    InvalidArgument
        It says what is allowed.
    """
    if not isinstance(text, str):
        advice = "give a name such as 'Valencia, ES' or a place id such as 'gn:1799397', as text"
        raise InvalidArgument("place", text, advice)
    if len(text) > MAX_LENGTH:
        advice = (
            f"it has {len(text)} characters, the limit is {MAX_LENGTH}; "
            "type a name such as 'Valencia, ES' or a place id such as gn:1799397"
        )
        raise InvalidArgument("place", f"{text[:_SHOWN_OF_TOO_LONG]}…", advice)


def spellings(text: str) -> list[str]:
    """Return the text as typed, then in plain letters: some names hold invisible characters."""
    typed = _HALF_LETTER.sub("\ufffd", text).strip().rstrip(",， ")
    seen = "".join(letter for letter in typed if unicodedata.category(letter) != "Cf")
    plain = unicodedata.normalize("NFKC", seen)[:MAX_LENGTH].strip().rstrip(", ")
    return list(dict.fromkeys((typed, plain)))


def _readings(text: str) -> list[Asked]:
    """Ways to read what was typed, the plainest first: a comma may belong to the name."""
    levelled = _LEVEL.fullmatch(text)
    name, level = (levelled["name"], levelled["level"]) if levelled else (text, "")
    levels = _REGIONS if level == _REGION else (level,)
    readings = [each for level in levels for each in _of_level(name, level)]
    return [*readings, *_without_city(readings)]


def _of_level(name: str, level: str) -> list[Asked]:
    """Read a name whole, then with what stands behind its comma as where it lies."""
    readings = [Asked(name, level)]
    head, comma, tail = name.replace("，", ",").rpartition(",")
    if comma and head.strip() and tail.strip():
        readings.append(Asked(head.strip(), level, tail.strip()))
    return readings


def _with_countries(release: Release, readings: Sequence[Asked]) -> list[Asked]:
    """Add which countries each qualifier may mean, by code or by name."""
    meant = {
        qualifier: _countries(release, qualifier)
        for qualifier in {asked.qualifier for asked in readings} - {""}
    }
    distinct = dict.fromkeys(readings)
    return [asked._replace(countries=meant.get(asked.qualifier, ())) for asked in distinct]


def _countries(release: Release, said: str) -> tuple[str, ...]:
    """Codes of the countries that have this code or name."""
    index, key = index_of(release), name_key(said)
    coded = index.query(_COUNTRY_OF_CODE, [said.upper()])
    named = index.query(_COUNTRIES, [key]) if key else []
    codes = tuple(dict.fromkeys(row["country"] for row in (*coded, *named)))
    return codes or _as_in_registers(said)


def _as_in_registers(said: str) -> tuple[str, ...]:
    """Code of the country that registers call so, where the data do not: KKTC, Polen."""
    # The words of 47 languages are read where a qualifier is no name of a country or a region.
    from sistercities.sources.register_countries import country_code

    code = country_code(said) if len(said) > _LENGTH_OF_CODES else ""
    return (code,) if code else ()


def _without_city(readings: Sequence[Asked]) -> list[Asked]:
    """Read `Ningbo City` and `City of Ningbo` as the city Ningbo, after the plainer ways."""
    matches = [(asked, _CITY.fullmatch(asked.name)) for asked in readings]
    return [
        asked._replace(name=found["after"] or found["before"], level=asked.level or "city")
        for asked, found in matches
        if found
    ]


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


_KINDS_IN_KOREAN = ("특별자치도", "특별자치시", "특별시", "광역시", "시", "군", "구", "도")


class FoundPlace(NamedTuple):
    """A place as found; `n_ties` counts the ties that the release holds of it, all of them.

    Its point is in degrees.
    """

    place_id: str
    name: str
    name_local: str | None
    level: str
    country: str
    region_iso: str | None
    is_dual: bool
    n_ties: int
    population: int | None = None
    population_year: int | None = None
    latitude: float | None = None
    longitude: float | None = None

    def line(self, lies: str = "") -> str:
        """One line that tells it apart: name, level, where, how many ties or people, id.

        Parameters
        ----------
        lies
            Where in its region it lies, if another of the name lies there too (`whereabouts`).
        """
        where = self.region_iso or self.country
        ties = "1 tie" if self.n_ties == 1 else f"{self.n_ties or 'no known'} ties"
        if self.population and (lies or not self.n_ties):
            ties = f"{exact_population(self.population, self.population_year)}, {ties}"
        level = "region1 and city" if self.is_dual else self.level
        is_told_apart = self.name_local and self.name_local != self.name
        name = f"{self.name} {self.name_local}" if is_told_apart else self.name
        where = f"{where}, {lies}" if lies else where
        return f"{name} ({level}, {where}, {ties}, {self.place_id})"


class Asked(NamedTuple):
    """What was typed, taken apart."""

    name: str
    level: str = ""
    qualifier: str = ""
    countries: tuple[str, ...] = ()
    """Codes of the countries that the qualifier may mean."""

    def where(self) -> list[tuple[str, str]]:
        """Countries and regions that the qualifier may mean, each ("", "") where it is silent."""
        if not self.qualifier:
            return [("", "")]
        return [*((country, "") for country in self.countries), ("", self.qualifier)]


def is_called(found: FoundPlace, name: str) -> bool:
    """Whether a name is the main or the local one of a place, but for case, marks and blanks."""
    key = name_key(name)  # a Latin name is mostly the main one, and the table of Han stays unread
    return key == name_key(found.name) or key == name_key(found.name_local or "")


def is_called_so(found: FoundPlace, name: str) -> bool:
    """Whether a place is called so, if need be without its kind: 府中 of 府中市, 광주 of 광주시."""
    if is_called(found, name):
        return True
    local = found.name_local or ""
    if script_of(name) == "Hang":
        return len(name) > 1 and local in (name + kind for kind in _KINDS_IN_KOREAN)
    return is_han(local) and is_han(name) and name_key(name) in map(name_key, bare_names(local))
