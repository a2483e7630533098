"""From what a person types to one place: any script, old romanisations, ids, qualifiers.

What is typed may be a place id (also one that redirects), a name in any script, a name with a
country, a region or an ISO 3166-2 code after a comma, or a name with a level in brackets:
`Ningbo`, `Ning-po`, `gn:1799397`, `Suzhou, Jiangsu`, `Valencia, ES`, `Ningbo, China`,
`Osaka (city)`. Fullwidth letters, invisible characters and a comma at the end do no harm.

Of several places with the name, in this order: an exact spelling beats one that differs in case,
spaces or hyphens, and a name of the gazetteer one that a list alone writes; a place with ties beats
those without; a main name beats an alternate one, unless the other place has more ties. What is
left undecided is asked back, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sistercities.dataset.gazetteer.machine_names import typed_names
from sistercities.dataset.release.store import Release
from sistercities.dataset.scripts import name_key
from sistercities.errors import InvalidArgument, PlaceAmbiguous, PlaceNotFound
from sistercities.terms.words import LEVELS

_ID = re.compile(r"(gn|wd|x):\S+")
_LEVEL = re.compile(rf"(?P<name>.+?)\s*[(（](?P<level>{'|'.join(LEVELS)})[)）]\s*")
_CITY = re.compile(r"(?:city of (?P<after>.+)|(?P<before>.+) city)", re.IGNORECASE)
MAX_SHOWN = 8
MAX_LENGTH = 200
_SHOWN_OF_TOO_LONG = 40

FOLD = r"""
CREATE MACRO IF NOT EXISTS folded(spelling) AS replace(replace(replace(replace(replace(
    translate(lower(strip_accents(spelling)), 'øłđðı', 'olddi'), 'ß', 'ss'),
    ' ', ''), '-', ''), '''', ''), '’', '')
"""
# A spelling that no gazetteer has leads to the place that was found to be meant by it.
_AS_CLAIMED = """
    SELECT place_a AS place_id FROM claims
        WHERE name_a IN ({marks}) AND place_a IS NOT NULL AND NOT contains(method_a, 'similar_name')
    UNION SELECT place_b FROM claims
        WHERE name_b IN ({marks}) AND place_b IS NOT NULL AND NOT contains(method_b, 'similar_name')
"""
_SPELT = """
    SELECT place_id, n.name, n.lang, p.country, p.population
    FROM names n JOIN places p USING (place_id)
    WHERE place_id IN ({marks})
"""
_AS_SPELT = "SELECT DISTINCT place_id FROM names WHERE name IN ({marks})"
_ALIKE = "SELECT DISTINCT place_id FROM names WHERE folded(name) = folded(?)"
_CEDILLAS = str.maketrans("şţŞŢ", "șțȘȚ")
_COMMAS = str.maketrans("șțȘȚ", "şţŞŢ")
_WITH_TIES = """
    SELECT p.place_id, p.name, p.name_local, p.level, p.country, p.region_iso, p.is_dual,
        (SELECT count(*) FROM ties t WHERE p.place_id IN (t.place_a, t.place_b)) AS n_ties
    FROM places p WHERE p.place_id IN ({marks})
"""
# An id that redirects, an item of Wikidata that a place has, or one that a claim gives of it.
_LED_TO = """
    SELECT new_id, 1 AS step FROM redirects WHERE old_id = ?
    UNION ALL SELECT place_id, 2 FROM places WHERE 'wd:' || wikidata_id = ?
    UNION ALL SELECT place_a, 3 FROM claims WHERE given_id_a = ? AND place_a IS NOT NULL
    UNION ALL SELECT place_b, 3 FROM claims WHERE given_id_b = ? AND place_b IS NOT NULL
    ORDER BY step, new_id LIMIT 1
"""
# Materialised, so that only the names of countries are folded, not those of all places.
_COUNTRIES = """
    WITH spelt AS MATERIALIZED (
        SELECT p.country, n.name FROM names n JOIN places p USING (place_id)
        WHERE p.level = 'country')
    SELECT country FROM places WHERE country = upper(?)
    UNION SELECT country FROM spelt WHERE folded(name) = folded(?)
"""
_NEAREST = """
    WITH spelt AS (SELECT place_id, folded(name) AS key, lower(strip_accents(name)) AS words
        FROM names WHERE ? = '' OR place_id IN (SELECT place_id FROM places WHERE country = ?)),
    asked AS (SELECT folded(?) AS key, lower(strip_accents(?)) AS words)
    SELECT place_id, max(CASE
            WHEN starts_with(s.words, a.words || ' ') THEN 3
            WHEN contains(' ' || s.words || ' ', ' ' || a.words || ' ') THEN 2.5
            WHEN length(a.key) >= 4 AND starts_with(s.key, a.key) THEN 2
            ELSE jaro_winkler_similarity(s.key, a.key) END) AS likeness
    FROM spelt s, asked a GROUP BY place_id HAVING likeness >= 0.75
    ORDER BY likeness DESC,
        (SELECT count(*) FROM ties t WHERE s.place_id IN (t.place_a, t.place_b)) DESC, place_id
    LIMIT 5
"""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place as found; `n_ties` counts the ties that the release holds of it."""

    place_id: str
    name: str
    name_local: str | None
    level: str
    country: str
    region_iso: str | None
    is_dual: bool
    n_ties: int

    def line(self) -> str:
        """One line that tells it apart: name, level, where, how many ties, id."""
        where = self.region_iso or self.country
        ties = "1 tie" if self.n_ties == 1 else f"{self.n_ties or 'no known'} ties"
        level = "region1 and city" if self.is_dual else self.level
        is_told_apart = self.name_local and self.name_local != self.name
        name = f"{self.name} {self.name_local}" if is_told_apart else self.name
        return f"{name} ({level}, {where}, {ties}, {self.place_id})"


@dataclass(frozen=True, slots=True)
class Asked:
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


def find_place(release: Release, text: str) -> FoundPlace:
    """Find the one place that is meant.

    Parameters
    ----------
    release
        An opened release.
    text
        Id, name, or name with a qualifier; see the module.

    Raises
    ------
    PlaceNotFound
        If no place has the name; carries the nearest candidates with level and country.
    PlaceAmbiguous
        If several places remain; carries them with what tells them apart.
    InvalidArgument
        If the text is longer than any name.
    """
    readings = read_query(release, text)
    found = look_up(release, text, readings)
    if found is None:
        raise PlaceNotFound(text.strip(), lines_of_nearest(release, readings))
    return found


def look_up(release: Release, text: str, readings: Sequence[Asked]) -> FoundPlace | None:
    """Find the one place that is meant; None where `places` holds none of the name.

    Parameters
    ----------
    release
        An opened release.
    text
        What was typed.
    readings
        The same, taken apart by `read_query`.

    Raises
    ------
    PlaceAmbiguous
        If several places remain; carries them with what tells them apart.
    """
    if not readings:
        return _by_id(release, _spellings(text)[-1])
    for asked in readings:
        found = _candidates(release, asked)
        if found:
            return _decide(release, text.strip(), asked, found)
    return None


def lines_of_nearest(release: Release, readings: Sequence[Asked]) -> list[str]:
    """Lines of the places whose names are nearest, to be offered where none has the name."""
    is_name = bool(readings) and any(letter.isalnum() for letter in readings[-1].name)
    return [place.line() for place in _nearest(release, readings[-1])] if is_name else []


def read_query(release: Release, text: str) -> list[Asked]:
    """Take what was typed apart, the plainest reading first; [] where it is an id.

    Raises
    ------
    InvalidArgument
        If the text is longer than any name.
    """
    _refuse_too_long(text)
    ways = _spellings(text)
    if _ID.fullmatch(ways[-1]):
        return []
    release.query(FOLD)
    return _with_countries(release, [each for way in ways for each in _readings(way)])


def _refuse_too_long(text: str) -> None:
    if len(text) > MAX_LENGTH:
        advice = (
            f"it has {len(text)} characters, the limit is {MAX_LENGTH}; "
            "type a name such as 'Valencia, ES' or a place id such as gn:1799397"
        )
        raise InvalidArgument("place", f"{text[:_SHOWN_OF_TOO_LONG]}…", advice)


def _spellings(text: str) -> list[str]:
    """Return the text as typed, then in plain letters: some names hold invisible characters."""
    typed = text.encode("utf-8", "replace").decode().strip().rstrip(",， ")
    seen = "".join(letter for letter in typed if unicodedata.category(letter) != "Cf")
    plain = unicodedata.normalize("NFKC", seen)[:MAX_LENGTH].strip().rstrip(", ")
    return list(dict.fromkeys((typed, plain)))


def _by_id(release: Release, place_id: str) -> FoundPlace | None:
    rows = release.query(_LED_TO, [place_id] * 4)
    found = _described(release, [rows[0]["new_id"] if rows else place_id])
    return found[0] if found else None


def is_called(found: FoundPlace, name: str) -> bool:
    """Whether a name is the main or the local one of a place, but for case, marks and blanks."""
    return name_key(name) in {name_key(found.name), name_key(found.name_local or "")}


def is_written_by_a_machine(release: Release, found: FoundPlace, name: str) -> bool:
    """Whether the name of a place is spelt so by transcriptions alone, however large it is."""
    rows = release.query(_SPELT.format(marks="?"), [found.place_id])
    return _is_made_up([{**row, "population": None} for row in rows], name_key(name))


def _readings(text: str) -> list[Asked]:
    """Ways to read what was typed, the plainest first: a comma may belong to the name."""
    levelled = _LEVEL.fullmatch(text)
    name, level = (levelled["name"], levelled["level"]) if levelled else (text, "")
    readings = [Asked(name, level)]
    head, comma, tail = name.replace("，", ",").rpartition(",")
    if comma and head.strip() and tail.strip():
        readings.append(Asked(head.strip(), level, tail.strip()))
    return [*readings, *_without_city(readings)]


def _with_countries(release: Release, readings: Sequence[Asked]) -> list[Asked]:
    """Add which countries each qualifier may mean, by code or by name."""
    meant = {
        qualifier: tuple(row["country"] for row in release.query(_COUNTRIES, [qualifier] * 2))
        for qualifier in {asked.qualifier for asked in readings} - {""}
    }
    distinct = dict.fromkeys(readings)
    return [replace(asked, countries=meant.get(asked.qualifier, ())) for asked in distinct]


def _without_city(readings: Sequence[Asked]) -> list[Asked]:
    """Read `Ningbo City` and `City of Ningbo` as the city Ningbo, after the plainer ways."""
    matches = [(asked, _CITY.fullmatch(asked.name)) for asked in readings]
    return [
        replace(asked, name=found["after"] or found["before"], level=asked.level or "city")
        for asked, found in matches
        if found
    ]


def _candidates(release: Release, asked: Asked) -> list[FoundPlace]:
    """Places of the name that fit what is said beside it, by the best way that finds any."""
    forms = _forms(asked.name)
    marks = _marks(forms)
    ways: list[tuple[str, list[str]]] = [
        (_AS_SPELT.format(marks=marks), forms),
        (_AS_CLAIMED.format(marks=marks), forms * 2),
    ]
    if any(letter.isalnum() for letter in asked.name):
        ways.append((_ALIKE, [asked.name]))
    for sql, values in ways:
        places = _described(release, [row["place_id"] for row in release.query(sql, values)])
        fitting = [place for place in places if _fits(release, place, asked)]
        fitting = _so_written(release, fitting, asked.name)
        if fitting:
            return fitting
    return []


def _so_written(release: Release, found: list[FoundPlace], name: str) -> list[FoundPlace]:
    """Leave out places of which a machine alone writes the name so: Nagi is not Naga."""
    key = name_key(name)
    ids = [one.place_id for one in found if not is_called(one, name)]
    if not ids:
        return found
    rows = release.query(_SPELT.format(marks=_marks(ids)), ids)
    spelt = {one: [row for row in rows if row["place_id"] == one] for one in ids}
    made = {one for one in ids if _is_made_up(spelt[one], key)}
    return [one for one in found if one.place_id not in made]


def _is_made_up(rows: Sequence[dict[str, Any]], key: str) -> bool:
    """Whether each spelling of a place with this key is one that a machine made."""
    same = [row for row in rows if name_key(row["name"]) == key]
    unsaid = [row["name"] for row in rows if row["lang"] == "und"]
    if not same or any(row["lang"] != "und" for row in same):
        return False
    typed = set(typed_names(unsaid, same[0]["country"], same[0]["population"]))
    return not any(row["name"] in typed for row in same)


def _forms(name: str) -> list[str]:
    """Give the name as typed, in the two ways to write Romanian, and without accents."""
    apart = unicodedata.normalize("NFD", name)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return list(dict.fromkeys((name, name.translate(_CEDILLAS), name.translate(_COMMAS), bare)))


def _described(release: Release, ids: Sequence[str]) -> list[FoundPlace]:
    if not ids:
        return []
    sql = _WITH_TIES.format(marks=_marks(ids))
    found = [FoundPlace(**row) for row in release.query(sql, ids)]
    return sorted(found, key=lambda place: (-place.n_ties, place.place_id))


def _fits(release: Release, place: FoundPlace, asked: Asked) -> bool:
    levels = {place.level, "city"} if place.is_dual else {place.level}
    if asked.level and asked.level not in levels:
        return False
    code = asked.qualifier.upper()
    region = place.region_iso or ""
    if not code or code in (region, region.partition("-")[2]) or place.country in asked.countries:
        return True
    return _is_inside(release, place.place_id, asked.qualifier)


def _is_inside(release: Release, place_id: str, container: str) -> bool:
    """Whether the place lies, or lay, in something of this name."""
    inside, above = {place_id}, [place_id]
    while above:
        sql = f"SELECT DISTINCT parent_id FROM parents WHERE place_id IN ({_marks(above)})"
        parents = {row["parent_id"] for row in release.query(sql, above)}
        above = sorted(parents - inside)
        inside |= parents
    ids = sorted(inside - {place_id})
    sql = f"SELECT name FROM names WHERE place_id IN ({_marks(ids)}) AND folded(name) = folded(?)"
    return bool(ids) and bool(release.query(sql, [*ids, container]))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)


def _decide(release: Release, text: str, asked: Asked, found: Sequence[FoundPlace]) -> FoundPlace:
    preferences: tuple[Callable[[FoundPlace], bool], ...] = (
        lambda place: place.n_ties > 0,
        lambda place: asked.name in (place.name, place.name_local),
        lambda place: _is_main_folded(release, place, asked.name),
    )
    left = list(found)
    for is_preferred in preferences:
        left = [place for place in left if is_preferred(place)] or left
        if len(left) == 1:
            break
    better_known = [place for place in found if place.n_ties > left[0].n_ties]
    if len(left) == 1 and not better_known:
        return left[0]
    # Who bears the name comes before places that are called so in some list, or once were.
    open_ones = list(dict.fromkeys([*left, *better_known]))
    lines = [place.line() for place in open_ones[:MAX_SHOWN]]
    if len(open_ones) > MAX_SHOWN:
        lines.append(f"and {len(open_ones) - MAX_SHOWN} more")
    raise PlaceAmbiguous(text, lines)


def _is_main_folded(release: Release, place: FoundPlace, name: str) -> bool:
    sql = "SELECT folded(?) IN (folded(?), folded(coalesce(?, ''))) AS same"
    return bool(release.query(sql, [name, place.name, place.name_local])[0]["same"])


def _nearest(release: Release, asked: Asked) -> list[FoundPlace]:
    """Places that begin with what was typed or hold it as a word, then those spelt alike."""
    country = asked.countries[0] if len(asked.countries) == 1 else ""
    spelt = [asked.name, asked.name]
    rows: list[dict[str, Any]] = release.query(_NEAREST, [country, country, *spelt])
    if country and not rows:
        rows = release.query(_NEAREST, ["", "", *spelt])
    order = {row["place_id"]: position for position, row in enumerate(rows)}
    places = _described(release, list(order))
    return sorted(places, key=lambda place: order[place.place_id])
