"""Ways to read what was typed for a place: its name, its level, what follows a comma."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sistercities.dataset.found_places import Asked
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.dataset.scripts import name_key
from sistercities.errors import InvalidArgument
from sistercities.terms.words import LEVELS

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
