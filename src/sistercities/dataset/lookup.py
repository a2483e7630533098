"""From what a person types to one place: any script, old romanisations, ids, qualifiers.

What is typed may be a place id (also one that redirects), a name in any script, a name with a
country, a region or an ISO 3166-2 code after a comma, or a name with a level in brackets:
`Ningbo`, `Ning-po`, `gn:1799397`, `Suzhou, Jiangsu`, `Valencia, ES`, `Ningbo, China`,
`Osaka (city)`, `Navoi (region)`. Fullwidth letters, invisible characters and a comma at the end do
no harm.

Of several places with the name, in this order: an exact spelling beats one that differs in case,
spaces or hyphens, and a name of the gazetteer one that a list alone writes; a place with ties beats
those without; a main name beats an alternate one, unless the other place has more ties and the name
is a part of its main name or it has at least five times the people. A city beats the region of its
name that has not more ties. Of places that bear the name alike the one is taken that everybody
means (`namesakes`): that one has a few ties and its namesake none is not enough, but fifteen are.
What is left undecided is asked back, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sistercities.dataset.deciding import Called, Lies, decide, lines_of
from sistercities.dataset.divided_towns import town_across
from sistercities.dataset.heirs import merged_into
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.dataset.scripts import is_han, name_key, words_of_name
from sistercities.dataset.typed_queries import (
    UNITS,
    Asked,
    FoundPlace,
    is_called,
    is_called_so,
    read_query,
    spellings,
    unit_named,
)
from sistercities.errors import PlaceNotFound

if TYPE_CHECKING:
    from sistercities.dataset.whereabouts import Located
    from sistercities.sentences import Said

_COMMA = re.compile("[,，、]")
_NO_WRITING = frozenset({"Cc", "Cn", "Co", "Sc", "Sm", "So"})
"""Kinds of characters that stand in no name: what has one is no spelling of a place."""
_KINDS_IN_HAN = ("市", "县", "区", "自治县", "旗")
_SHORTEST_HAN = 2
_ANOTHER = "Regierungsbezirk"
"""A unit of Germany that has the name of one of its Kreise."""

_AS_CLAIMED = "SELECT DISTINCT place_id FROM claimed WHERE name IN ({marks})"
_SPELT = """
    SELECT n.place_id, n.name, n.lang, p.country, p.population
    FROM names n JOIN places p ON p.place_id = n.place_id
    WHERE n.place_id IN ({marks})
"""
_ALIKE = "SELECT place_id, name, key FROM names WHERE key IN ({marks})"
_CEDILLAS = str.maketrans("şţŞŢ", "șțȘȚ")
_COMMAS = str.maketrans("șțȘȚ", "şţŞŢ")
_WITH_TIES = """
    SELECT p.place_id, p.name, p.name_local, p.level, p.country, p.region_iso, p.is_dual,
        coalesce(k.n, 0) AS n_ties, p.population, p.population_year, p.latitude, p.longitude
    FROM places p LEFT JOIN tie_counts k ON k.place_id = p.place_id WHERE p.place_id IN ({marks})
"""
# An id that redirects, an item of Wikidata that a place has, or one that a claim gives of it.
_LED_TO = """
    SELECT new_id, 1 AS step FROM redirects WHERE old_id = ?
    UNION ALL SELECT place_id, 2 FROM places WHERE wikidata_id = ?
    UNION ALL SELECT place_id, 3 FROM given_ids WHERE given_id = ?
    ORDER BY step, new_id LIMIT 1
"""
_TIES_OF = "SELECT sum(n) AS n FROM tie_counts WHERE place_id IN ({marks})"
_ABOVE = "SELECT DISTINCT parent_id FROM parents WHERE place_id IN ({marks})"
_CALLED = "SELECT 1 FROM names WHERE place_id IN ({marks}) AND key = ? LIMIT 1"
_OF_KEYS = """
    SELECT n.place_id, n.name, n.key FROM names n JOIN places p ON p.place_id = n.place_id
    WHERE n.key IN ({marks}) AND (? = '' OR p.country = ?)
"""
_CITIES_OF_NAME = """
    SELECT DISTINCT p.latitude, p.longitude FROM names n JOIN places p ON p.place_id = n.place_id
    WHERE n.key = ? AND p.country = ? AND p.region_iso = ? AND p.level = 'city'
        AND p.population > 1000000 AND p.latitude IS NOT NULL
"""
_WIDEST_CITY = 25
"""Kilometres from the middle of a city of a million within which its districts lie."""
_MOST_NEAREST = 5


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
    found = look_up(release, text, readings) or spelt_by_a_machine(release, text, readings)
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
        return place_by_id(release, text)
    called = places_of_name(release, readings)
    return decide(text.strip(), called, lies=lies_in(release)) if called else None


def spelt_by_a_machine(release: Release, text: str, readings: Sequence[Asked]) -> FoundPlace | None:
    """Find the one place that has what was typed among its spellings, whoever wrote them.

    It is asked last, where nothing is called so: what looks like a transcription of a name in
    Cyrillic letters may be a name (Stepanakert), and where another town bears it that is meant.

    Parameters
    ----------
    release, text, readings
        As for `look_up`.

    Raises
    ------
    PlaceAmbiguous
        If several places remain.
    """
    called = places_of_name(release, readings, is_any=True) if readings else None
    return decide(text.strip(), called, lies=lies_in(release)) if called else None


def places_of_name(
    release: Release, readings: Sequence[Asked], *, is_any: bool = False
) -> Called | None:
    """Find the places that the first reading with any may mean; None where none has any.

    With `is_any` spellings count that a machine seems to have made.
    """
    for asked in readings:
        found = _candidates(release, asked, is_any=is_any)
        if found:
            spelt = _spelt_so(release, asked.name, found)
            return Called(asked, with_merged(release, found), spelt)
    for asked in readings:
        found = _units(release, asked) or _without_kind(release, asked)
        if found:
            return Called(asked, found)
    return None


def _without_kind(release: Release, asked: Asked) -> list[FoundPlace]:
    """Places whose name in Han is the one typed and a word for their kind: 曲阜 is 曲阜市."""
    if len(asked.name) < _SHORTEST_HAN or not is_han(asked.name):
        return []
    keys = list(dict.fromkeys(name_key(f"{asked.name}{kind}") for kind in _KINDS_IN_HAN))
    rows = index_of(release).query(_ALIKE.format(marks=_marks(keys)), keys)
    places = places_of_ids(release, [row["place_id"] for row in rows])
    return [one for one in places if is_called_so(one, asked.name) and _fits(release, one, asked)]


def _units(release: Release, asked: Asked) -> list[FoundPlace]:
    """Second-level units that are held by an English name: Kreis Unna is Unna District."""
    keys, countries = unit_named(asked.name)
    if not keys:
        return []
    rows = index_of(release).query(_ALIKE.format(marks=_marks(keys)), keys)
    places = places_of_ids(release, [row["place_id"] for row in rows])
    fitting = [one for one in places
               if one.level in UNITS and not one.name.startswith(_ANOTHER)
               and _fits(release, one, asked)]  # fmt: skip
    by_country = ([one for one in fitting if one.country == code] for code in countries)
    return next(filter(None, by_country), [])


def _spelt_so(release: Release, name: str, found: Sequence[FoundPlace]) -> frozenset[str]:
    """Ids of the places of which a spelling is the name as typed, accents and all."""
    if name.isascii():
        return frozenset()
    ids = [place.place_id for place in found]
    rows = index_of(release).query(_SPELT.format(marks=_marks(ids)), ids)
    return frozenset(row["place_id"] for row in rows if row["name"] == name)


def lines_of_nearest(release: Release, readings: Sequence[Asked]) -> list[str]:
    """Lines of the places whose names are nearest, to be offered where none has the name."""
    is_name = bool(readings) and any(letter.isalnum() for letter in readings[-1].name)
    return lines_of(_nearest(release, readings[-1]), lies_in(release)) if is_name else []


def with_merged(release: Release, found: Sequence[FoundPlace]) -> list[FoundPlace]:
    """Count with the ties of each of several places those of the towns that it took over.

    The municipality of Saaremaa has ties by these alone, and more than the county of the name.
    """
    if len(found) == 1:
        return list(found)
    counted = [_with_merged(release, one) for one in found]
    return sorted(counted, key=lambda place: (-place.n_ties, place.place_id))


def _with_merged(release: Release, place: FoundPlace) -> FoundPlace:
    index = index_of(release)
    towns = [one.name.place_id for one in merged_into(index, place.place_id)]
    if not towns:
        return place
    (row,) = index.query(_TIES_OF.format(marks=_marks(towns)), towns)
    return place._replace(n_ties=place.n_ties + (row["n"] or 0))


def lines_of_longer(release: Release, readings: Sequence[Asked]) -> list[str]:
    """Lines of the places with ties, or else of regions, whose name begins with what was typed.

    However they are called first: South Bohemia is offered Jihočeský kraj, and Severní Osetie
    North Ossetia-Alania.
    """
    asked = readings[-1] if readings else None
    if asked is None or not any(letter.isalnum() for letter in asked.name):
        return []
    from sistercities.dataset.index.near_names import BEGINNING  # nobody bears the name

    country = asked.countries[0] if len(asked.countries) == 1 else ""
    likeness = _likenesses(release, asked.name, country)
    ids = [one for one, how in likeness.items() if how >= BEGINNING]
    found = places_of_ids(release, ids)
    tied = [one for one in found if one.n_ties]
    regions = [one for one in found if one.level.startswith("region")]
    return lines_of((tied or regions)[:_MOST_NEAREST], lies_in(release))


def place_by_id(release: Release, text: str) -> FoundPlace | None:
    """Find the place of an id, or of one that leads to it; None where `places` has none."""
    place_id = spellings(text)[-1]
    item = place_id.removeprefix("wd:") if place_id.startswith("wd:") else None
    rows = index_of(release).query(_LED_TO, [place_id, item, place_id])
    found = places_of_ids(release, [rows[0]["new_id"] if rows else place_id])
    return found[0] if found else None


def is_written_by_a_machine(release: Release, found: FoundPlace, name: str) -> bool:
    """Whether the name of a place is spelt so by transcriptions alone, however large it is.

    A spelling that has its main name but for a last letter is one that people write: Basra.
    """
    keys = sorted((name_key(name), name_key(found.name)), key=len)
    if len(keys[0]) + 1 == len(keys[1]) and keys[1].startswith(keys[0]):
        return False
    rows = index_of(release).query(_SPELT.format(marks="?"), [found.place_id])
    return _is_made_up([{**row, "population": None} for row in rows], name_key(name))


def _candidates(release: Release, asked: Asked, *, is_any: bool) -> list[FoundPlace]:
    """Places of the name that fit what is said beside it, by the best way that finds any."""
    for ids in _ids_by_way(release, asked.name):
        places = places_of_ids(release, ids)
        fitting = [place for place in places if _fits(release, place, asked)]
        fitting = _across(release, fitting, asked)
        fitting = fitting if is_any else _so_written(release, fitting, asked.name)
        if fitting:
            return fitting
    return []


def _across(release: Release, found: list[FoundPlace], asked: Asked) -> list[FoundPlace]:
    """Take the town of the part of the country that stands beside the name: Lefkoşa, KKTC."""
    if not asked.qualifier or not found:
        return found
    from sistercities.sources.register_countries import territory_in

    territory = territory_in(asked.qualifier)
    if not territory:
        return found
    other = town_across(territory, [one.place_id for one in found])
    return places_of_ids(release, [other]) or found if other else found


def _ids_by_way(release: Release, name: str) -> Iterator[list[str]]:
    """Places that are spelt so, that a list calls so, and whose names differ in marks alone."""
    index, forms = index_of(release), _forms(name)
    keys = list(dict.fromkeys(map(name_key, forms)))
    rows = index.query(_ALIKE.format(marks=_marks(keys)), keys)
    yield [row["place_id"] for row in rows if row["name"] in forms]
    claimed = index.query(_AS_CLAIMED.format(marks=_marks(forms)), forms)
    yield [row["place_id"] for row in claimed]
    # Read without its qualifier, `Oliva, ES` is no spelling of Olivaes; and 宁 is not all of 寧.
    is_a_name = not _COMMA.search(name) and len(keys[0]) > 1
    if is_a_name and all(unicodedata.category(letter) not in _NO_WRITING for letter in name):
        yield [row["place_id"] for row in rows if row["key"]]


def _so_written(release: Release, found: list[FoundPlace], name: str) -> list[FoundPlace]:
    """Leave out places of which a machine alone writes the name so: Nagi is not Naga."""
    key = name_key(name)
    ids = [one.place_id for one in found if not is_called(one, name)]
    if not ids:
        return found
    rows = index_of(release).query(_SPELT.format(marks=_marks(ids)), ids)
    spelt = {one: [row for row in rows if row["place_id"] == one] for one in ids}
    made = {one for one in ids if _is_made_up(spelt[one], key)}
    return [one for one in found if one.place_id not in made]


def _is_made_up(rows: Sequence[dict[str, Any]], key: str) -> bool:
    """Whether each spelling of a place with this key is one that a machine made."""
    same = [row for row in rows if name_key(row["name"]) == key]
    unsaid = [row["name"] for row in rows if row["lang"] == "und"]
    if not same or any(row["lang"] != "und" for row in same):
        return False
    from sistercities.dataset.gazetteer.machine_names import typed_names  # few are written so

    typed = set(typed_names(unsaid, same[0]["country"], same[0]["population"]))
    return not any(row["name"] in typed for row in same)


def _forms(name: str) -> list[str]:
    """Give the name as typed, in the two ways to write Romanian, and without accents."""
    apart = unicodedata.normalize("NFD", name)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return list(dict.fromkeys((name, name.translate(_CEDILLAS), name.translate(_COMMAS), bare)))


def places_of_ids(release: Release, ids: Sequence[str]) -> list[FoundPlace]:
    """Give the places of some ids, those with most ties first; ids of none are left out."""
    if not ids:
        return []
    once = list(dict.fromkeys(ids))
    sql = _WITH_TIES.format(marks=_marks(once))
    found = [FoundPlace(**row) for row in index_of(release).query(sql, once)]
    return sorted(found, key=lambda place: (-place.n_ties, place.place_id))


def _fits(release: Release, place: FoundPlace, asked: Asked) -> bool:
    levels = {place.level, "city"} if place.is_dual else {place.level}
    if asked.level and asked.level not in levels:
        return False
    code = asked.qualifier.upper()
    region = place.region_iso or ""
    if place.is_dual and code and name_key(asked.qualifier) == name_key(asked.name):
        return True  # Alexandria, Alexandria: the region that it lies in is itself
    if not code or code in (region, region.partition("-")[2]) or place.country in asked.countries:
        return True
    is_inside = _is_inside(release, place.place_id, asked.qualifier)
    return is_inside or _is_by_its_city(release, place, asked.qualifier)


def _is_by_its_city(release: Release, place: FoundPlace, city: str) -> bool:
    """Whether a district that no table puts into a city lies as near to one as its parts: Lambeth.

    The boroughs of London lie in England, as far as the tables tell.
    """
    if place.level != "district" or place.latitude is None or place.longitude is None:
        return False
    from sistercities.dataset.distance import km_between

    values = [name_key(city), place.country, place.region_iso]
    here = (place.latitude, place.longitude)
    return any(
        km_between(here, (row["latitude"], row["longitude"])) <= _WIDEST_CITY
        for row in index_of(release).query(_CITIES_OF_NAME, values)
    )


def _is_inside(release: Release, place_id: str, container: str) -> bool:
    """Whether the place lies, or lay, in something of this name."""
    index = index_of(release)
    inside, above = {place_id}, [place_id]
    while above:
        parents = index.query(_ABOVE.format(marks=_marks(above)), above)
        above = sorted({row["parent_id"] for row in parents} - inside)
        inside.update(above)
    ids, key = sorted(inside - {place_id}), name_key(container)
    return bool(ids and key) and bool(index.query(_CALLED.format(marks=_marks(ids)), [*ids, key]))


def lies_in(release: Release) -> Lies:
    """Say where places lie, if it is asked."""

    def said(places: Sequence[Located]) -> dict[str, Said]:
        from sistercities.dataset.whereabouts import whereabouts

        return whereabouts(index_of(release), places)

    return said


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)


def _nearest(release: Release, asked: Asked) -> list[FoundPlace]:
    """Places that begin with what was typed or hold it as a word, then those spelt alike."""
    country = asked.countries[0] if len(asked.countries) == 1 else ""
    likeness = _likenesses(release, asked.name, country)
    if country and not likeness:
        likeness = _likenesses(release, asked.name, "")
    places = places_of_ids(release, list(likeness))
    order = sorted(places, key=lambda one: (-likeness[one.place_id], -one.n_ties, one.place_id))
    return order[:_MOST_NEAREST]


def _likenesses(release: Release, name: str, country: str) -> dict[str, float]:
    """How like the best name of each near place is to a name."""
    index, typed = index_of(release), words_of_name(name)
    from sistercities.dataset.index.near_keys import HELD  # nobody bears the name
    from sistercities.dataset.index.near_names import keys_by_likeness, likeness_of_words

    keys = keys_by_likeness(index, HELD, name_key(name), country)
    found: dict[str, float] = {}
    if not keys:
        return found
    sql = _OF_KEYS.format(marks=_marks(list(keys)))
    for row in index.query(sql, [*keys, country, country]):
        likeness = max(keys[row["key"]], likeness_of_words(typed, words_of_name(row["name"])))
        found[row["place_id"]] = max(likeness, found.get(row["place_id"], 0.0))
    return found
