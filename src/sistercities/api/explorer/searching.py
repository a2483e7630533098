"""From what a reader types to a place, or to the places that it may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sistercities.api.card_records import PlaceCard
from sistercities.api.explorer.records import PlaceLine, known_ties, place_ref
from sistercities.api.explorer.store import Explorer
from sistercities.api.place_cards import card_of, card_of_town
from sistercities.api.records import PlaceRef
from sistercities.dataset.gazetteer_lookup import GazetteerPlace
from sistercities.dataset.index.near_keys import LAST
from sistercities.dataset.lookup import places_of_ids
from sistercities.dataset.scripts import name_key
from sistercities.dataset.town_lookup import found_place, towns_beginning, towns_called
from sistercities.dataset.whereabouts import alike, whereabouts
from sistercities.errors import InvalidArgument, PlaceAmbiguous, PlaceNotFound
from sistercities.sentences import say

_LAST_ID = re.compile(r"((?:gn|wd|x):\S+)\)$")
_ID = re.compile(r"(gn|wd|x):\S{1,100}")
MOST_SUGGESTED = 20
_FEWEST_LETTERS = 3
"""Letters from which towns of the gazetteer are suggested too."""
_FEWEST_OF_A_NAME = 2
_MOST_TOWNS_CALLED = 3
"""Towns of the gazetteer that come before names that only begin so."""
_LONGEST = 100
_LARGE, _MANY_TIES = 200_000, 10
"""People of a place that others know by a name of their own, and ties where its beginning does."""
_LESS_BORNE = 40
"""How many times the people of a name's bearer has a place that comes first for a spelling."""
_LETTERS_OF_A_SPELLING = 4
"""Letters from which spellings are looked through that no name of the place begins with."""
_SCRIPTS_OF_NAMES = {"LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL"}
"""In which places have their names here, or their local ones."""
# Of the spellings that begin so, the one meant is as it was typed, else of a known language, short,
# and has its marks.
_MET = """
    SELECT place_id, max(key = :key) AS is_whole, max(key = :key AND lang <> 'und') AS is_called,
        substr(min(printf('%d%d%d%04d%d', key <> :key, name <> :as_typed, lang = 'und',
            length(name), length(name) = length(CAST(name AS BLOB))) || name), 9) AS spelling,
        max(key = :key AND name = :titled) AS is_titled,
        max(substr(name, 1, length(:titled)) = :titled
            AND instr(substr(name, length(:titled) + 1), ' ') = 0) AS begins_titled
    FROM names WHERE {where} GROUP BY place_id
"""
_ALL_MET = _MET.format(where="key >= :key AND key < :last")
# Of a letter or two some ten thousand names begin: those that are shown are found by the names
# that places are called by.
_FIRST_MET = f"""
    WITH called AS ({_MET.format(where="key = :key")})
    SELECT * FROM called WHERE (is_called OR is_titled) AND length(:key) > 1
    UNION ALL
    SELECT place_id, 0, 0, NULL, 0, 0 FROM (
        SELECT place_id FROM places WHERE name_key >= :key AND name_key < :last
        UNION SELECT place_id FROM places WHERE local_key >= :key AND local_key < :last)
    WHERE length(:key) = 1
        OR place_id NOT IN (SELECT place_id FROM called WHERE is_called OR is_titled)
"""
# Who bears the name comes first, and a large place of which it is a spelling in just these letters
# (Praha, whose language no list tells), before its quarters and before a village of that name; a
# region before the town in it only where it has four times its people. Then come names that begin
# so, with them the spellings of large places of many ties, and last what is spelt so somewhere.
_SUGGESTED = """
    WITH met AS ({met}),
    ranked AS (
        SELECT p.*, coalesce(k.n, 0) AS n_ties, CASE
            WHEN :key IN (p.name_key, p.local_key) THEN 0
            WHEN m.is_called AND length(:key) > 1 THEN 0
            WHEN m.is_whole AND :is_spelt THEN 0
            WHEN m.is_titled AND p.population >= {large} AND NOT {is_area} AND length(:key) > 2
            THEN 0
            WHEN substr(p.name_key, 1, length(:key)) = :key THEN 1
            WHEN substr(p.local_key, 1, length(:key)) = :key THEN 1
            WHEN m.is_whole OR :is_spelt THEN 1
            WHEN {is_known} THEN 1 ELSE 3 END AS step, m.is_whole, m.is_titled,
            p.population / CASE WHEN {is_area} THEN 4 WHEN {is_borne} THEN 1 ELSE {less} END
                AS weight,
            {is_known} AS is_known,
            CASE WHEN substr(p.name_key, 1, length(:key)) <> :key
                AND substr(p.local_key, 1, length(:key)) <> :key THEN m.spelling END AS known_as
        FROM met m JOIN places p ON p.place_id = m.place_id
        LEFT JOIN tie_counts k ON k.place_id = p.place_id)
    SELECT place_id, name, name_local, level, country, region_iso, is_dual, population, n_ties,
        population_year, known_as, step
    FROM ranked
    ORDER BY step, CASE WHEN step = 0
        THEN level <> 'country' AND :typed NOT IN (lower(name), lower(coalesce(name_local, '')))
            AND :titled NOT IN (name, coalesce(name_local, '')) AND NOT is_titled
        ELSE NOT is_known AND NOT is_whole AND substr(lower(name), 1, length(:typed)) <> :typed
            AND substr(name, 1, length(:typed)) <> :titled END,
        CASE WHEN step = 0 THEN weight END DESC NULLS LAST, n_ties DESC,
        population DESC NULLS LAST, name, place_id LIMIT :most
"""
_IS_KNOWN = f"""(m.begins_titled AND length(:key) >= {_LETTERS_OF_A_SPELLING}
    AND coalesce(p.population >= {_LARGE} AND k.n >= {_MANY_TIES}, 0))"""
_IS_AREA = "(p.level IN ('region1', 'region2') AND NOT p.is_dual)"
_IS_BORNE = "(:key IN (p.name_key, p.local_key) OR m.is_called OR :is_spelt)"
_NAMED = """
    SELECT p.place_id, p.name, p.name_local, p.level, p.country, p.region_iso, p.is_dual,
        p.population, p.population_year, coalesce(k.n, 0) AS n_ties
    FROM places p LEFT JOIN tie_counts k ON k.place_id = p.place_id WHERE p.place_id IN ({marks})
"""
_CALLED = "SELECT place_id, name, name_local, country FROM places WHERE place_id = ?"


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search leads to.

    Attributes
    ----------
    place_id
        The one place that fits; None where none or several do.
    candidates
        Places to choose from, where it is not one; several of the name, or the nearest names.
    has_name
        Whether the candidates bear the name that was typed.
    sentence
        What was found, and what to do next; "" where one place fits.
    """

    place_id: str | None
    candidates: tuple[PlaceLine, ...]
    has_name: bool
    sentence: str


def search_place(explorer: Explorer, text: str) -> SearchAnswer:
    """Find the place that is meant, or the places that may be.

    Parameters
    ----------
    explorer
        The opened data.
    text
        Name in any script, `name, country`, or a place id.

    Raises
    ------
    InvalidArgument
        If the text is longer than any name.
    """
    try:
        return SearchAnswer(explorer.find(text).place_id, (), True, "")
    except PlaceAmbiguous as failure:
        return SearchAnswer(None, candidate_lines(explorer, failure.candidates), True, str(failure))
    except PlaceNotFound as failure:
        return SearchAnswer(
            None, candidate_lines(explorer, failure.candidates), False, str(failure)
        )


def suggest_places(explorer: Explorer, text: str, limit: int = 10) -> list[PlaceLine]:
    """List places one of whose names begins with the text.

    Those that bear the name come first, the largest before the others, and after them towns of the
    gazetteer that are called so; then names that begin so, those with most ties first; then places
    that are spelt so in some list.

    Raises
    ------
    InvalidArgument
        If the text is longer than any name.
    """
    if len(text) > _LONGEST:
        raise InvalidArgument("q", text, say("give at most {most} characters", most=_LONGEST))
    if not text.strip():
        return []
    key = name_key(text)
    most = min(limit, MOST_SUGGESTED)
    if not key:
        return []
    typed, is_spelt = text.strip(), _is_spelt(text)
    asked = {
        "key": key, "last": key + LAST, "typed": typed.lower(), "most": most,
        "titled": typed[:1].upper() + typed[1:], "is_spelt": is_spelt, "as_typed": typed,
    }  # fmt: skip
    is_short = not is_spelt and len(key) < _LETTERS_OF_A_SPELLING
    rows = explorer.index.query(_suggested_by(_FIRST_MET), asked) if is_short else []
    if len(rows) < most:
        rows = explorer.index.query(_suggested_by(_ALL_MET), asked)
    bearing = [_suggested(row) for row in rows if row["step"] == 0]
    beginning = [_suggested(row) for row in rows if row["step"] > 0]
    called = _towns_called(explorer, text, min(_MOST_TOWNS_CALLED, most - len(bearing)))
    found = [*bearing, *called, *beginning][:most]
    if len(found) < most and len(typed) >= _FEWEST_LETTERS:
        towns = map(_line_of_town, towns_beginning(explorer.release, text, most))
        found = [*found, *(line for line in towns if line not in called)][:most]
    return _told_apart(explorer, found)


def _suggested_by(met: str) -> str:
    return _SUGGESTED.format(
        met=met, large=_LARGE, is_known=_IS_KNOWN, is_area=_IS_AREA, is_borne=_IS_BORNE,
        less=_LESS_BORNE,
    )  # fmt: skip


def _suggested(row: dict[str, Any]) -> PlaceLine:
    ties = known_ties(row["n_ties"])
    return PlaceLine(
        place_ref(row), row["population"], ties, known_as=row["known_as"],
        population_year=row["population_year"],
    )  # fmt: skip


def _towns_called(explorer: Explorer, text: str, limit: int) -> list[PlaceLine]:
    """Towns of the gazetteer whose name is what was typed; of one letter none is meant yet."""
    if len(text.strip()) < _FEWEST_OF_A_NAME:
        return []
    return [_line_of_town(town) for town in towns_called(explorer.release, text, limit)]


def _is_spelt(text: str) -> bool:
    """Whether the letters typed are those of a script in which few places have their local name.

    Spellings in it then count as names do: else a quarter with a Cyrillic name of its own would
    come before Moscow, of which Cyrillic is one spelling among many.
    """
    letters = [letter for letter in text if letter.isalpha()]
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
    return len(letters) >= _FEWEST_LETTERS and names.isdisjoint(_SCRIPTS_OF_NAMES)


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What a place is called; the local name None where it is not known."""

    place_id: str
    name: str
    name_local: str | None
    country: str


def place_names(explorer: Explorer, place_id: str) -> PlaceNames | None:
    """Give the names of a place by its id; None where no place has it."""
    rows = explorer.index.query(_CALLED, [place_id])
    if rows:
        return PlaceNames(**rows[0])
    town = explorer.town(place_id) if _ID.fullmatch(place_id) else None
    return PlaceNames(town.place_id, town.name, town.name_local, town.country) if town else None


def card_by_id(explorer: Explorer, place_id: str) -> PlaceCard:
    """Give all that is known of a place by its id; an old id leads to its new one.

    Raises
    ------
    PlaceNotFound
        If no place has the id.
    """
    if not _ID.fullmatch(place_id):
        raise PlaceNotFound(place_id[:_LONGEST], [])
    if _is_held(explorer, place_id):
        return card_of(explorer.index, place_id)
    key = explorer.find(place_id).place_id
    if _is_held(explorer, key):
        return card_of(explorer.index, key)
    town = explorer.town(key)
    if town is None:
        raise PlaceNotFound(place_id, [])
    return card_of_town(explorer.index, town)


def _is_held(explorer: Explorer, place_id: str) -> bool:
    return bool(explorer.index.query("SELECT 1 FROM places WHERE place_id = ?", [place_id]))


def candidate_lines(explorer: Explorer, said: Sequence[str]) -> tuple[PlaceLine, ...]:
    """Read the places of an error's candidates (`PlaceNotFound`), in their order."""
    found = (_LAST_ID.search(line) for line in said)
    ids = [match[1] for match in found if match]
    if not ids:
        return ()
    rows = explorer.query(_NAMED.format(marks=", ".join("?" * len(ids))), ids)
    lines = {
        row["place_id"]: PlaceLine(
            place_ref(row),
            row["population"],
            known_ties(row["n_ties"]),
            population_year=row["population_year"],
        )
        for row in rows
    }
    for one in ids:
        town = None if one in lines else explorer.town(one)
        if town is not None:
            lines[one] = _line_of_town(town)
    return tuple(_told_apart(explorer, [lines[one] for one in ids if one in lines]))


def _told_apart(explorer: Explorer, lines: Sequence[PlaceLine]) -> list[PlaceLine]:
    """Say of those that have name and region in common where they lie."""
    places = (line.place for line in lines)
    ids = sorted(alike((one.place_id, one.name, one.country, one.region_iso) for one in places))
    if not ids:
        return list(lines)
    found = places_of_ids(explorer.release, ids)
    towns = map(explorer.town, set(ids) - {one.place_id for one in found})
    found += [found_place(town) for town in towns if town is not None]
    said = whereabouts(explorer.index, found)
    return [replace(line, lies=said.get(line.place.place_id)) for line in lines]


def _line_of_town(town: GazetteerPlace) -> PlaceLine:
    """Return a town of the gazetteer as a line of a list; no tie of it is known."""
    ref = PlaceRef(
        town.place_id, town.name, town.name_local, town.level, town.country, town.region_iso, False
    )
    return PlaceLine(ref, town.population, None)
