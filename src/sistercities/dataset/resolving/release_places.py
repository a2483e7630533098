"""The places that a user's names are resolved against: those of a release, and of its gazetteer.

Left out are spellings that a machine made of another script: goka si is nobody's name for Kōka.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from sistercities.dataset.gazetteer.machine_names import typed_names
from sistercities.dataset.release.store import Release
from sistercities.dataset.scripts import is_beginning, is_han
from sistercities.terms.gazetteer_tables import GAZETTEER_TABLES
from sistercities.terms.places import Place
from sistercities.terms.words import Level

# Spellings of a place that the gazetteer lacks of it; new if no place of the country has them.
# One that was taken for its likeness alone is nobody's name.
_AS_CLAIMED = """
    SELECT c.place_id, c.name, p.country, (p.country, c.name) NOT IN (
        SELECT (country, n.name) FROM names n JOIN places USING (place_id)) AS is_new
    FROM (SELECT place_a AS place_id, name_a AS name, method_a AS method FROM claims UNION
        SELECT place_b, name_b, method_b FROM claims) c
    JOIN places p USING (place_id) ANTI JOIN names n ON n.place_id = c.place_id AND n.name = c.name
    WHERE NOT contains(c.method, 'similar_name')
    ORDER BY ALL
"""
_KEYS = """
    SELECT key, list(place_id ORDER BY place_id) AS ids FROM gazetteer_names
    WHERE kind IN ({kinds}) GROUP BY key ORDER BY key
"""
_PROVED = """
    SELECT DISTINCT e.here, e.there FROM (
        SELECT place_a AS here, place_b AS there, method_a AS method, source_id FROM claims
            WHERE tie_id IS NOT NULL
        UNION SELECT place_b, place_a, method_b, source_id FROM claims WHERE tie_id IS NOT NULL) e
    JOIN places p ON p.place_id = e.here
    WHERE (contains(e.method, 'coordinates') AND starts_with(e.source_id, 'wikidata-'))
        OR CASE WHEN p.country = 'US'
        THEN e.method IN ('natural_earth', 'alias', 'alias+neighbours')
            OR regexp_matches(e.method,
                'decision$|item|hint_region|parents|twin_row|near_parent|list_state|entry|by_far')
        ELSE NOT regexp_matches(e.method, 'coordinates|population|main_name|similar_name') END
"""
_DAYS = "SELECT place_a, place_b, start FROM ties WHERE length(start) = 10"
"""Ties of which the day is known; a year or a month is that of several ties of a place."""
_YEARS = "SELECT place_a, place_b, substr(start, 1, 4) AS year FROM ties WHERE length(start) >= 4"
_OWN_HAN = frozenset({"CN", "HK", "JP", "KR", "MO", "TW"})
"""Where a Han name that another place bears is its own: 利川 is Icheon, whatever a list meant."""
_DIGITS = 4
_LISTED = "mul"
"""Language of a spelling that stands in a list of ties alone."""


@dataclass(frozen=True, slots=True)
class SmallPlaces:
    """Municipalities of the gazetteer that are in no other table.

    `whole` and `inner` lead from a key to ids: of a spelling, and of one without what stands
    around it.
    """

    places: tuple[Place, ...] = ()
    whole: dict[str, tuple[str, ...]] = field(default_factory=dict)
    inner: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_small_places(release: Release) -> SmallPlaces:
    """Read the municipalities of the gazetteer with the keys of their spellings.

    Raises
    ------
    ReleaseError
        If a table of the gazetteer is damaged.
    """
    release.check_unread(*(table.name for table in GAZETTEER_TABLES))
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for alias, ids in _keys(release, "id").items():
        aliases[ids[0]].append(alias)
    parents = _parents(release)

    @cache
    def chain(place_id: str) -> tuple[str, ...]:
        return _chain(place_id, parents)

    rows = release.query("SELECT * FROM gazetteer ORDER BY place_id")
    places = tuple(_small_place(row, tuple(aliases[row["place_id"]]), chain) for row in rows)
    return SmallPlaces(places, _keys(release, "main", "other"), _keys(release, "inside"))


def _keys(release: Release, *kinds: str) -> dict[str, tuple[str, ...]]:
    marks = ", ".join("?" for _ in kinds)
    rows = release.query(_KEYS.format(kinds=marks), kinds)
    return {row["key"]: tuple(row["ids"]) for row in rows}


def _small_place(
    row: dict[str, Any], aliases: tuple[str, ...], chain: Callable[[str], tuple[str, ...]]
) -> Place:
    place_id, local = row["place_id"], row["name_local"] or ""
    number = place_id.removeprefix("gn:")
    boxes = [one for one in (row["container"], row["region"]) if one]
    around = dict.fromkeys(each for one in boxes for each in (one, *chain(one)))
    return Place(
        place_id=place_id,
        name=row["name"],
        name_local=local,
        level=cast("Level", row["level"]),
        country=row["country"],
        region_iso=row["region_iso"] or "",
        geonames_id=int(number) if number.isdecimal() else None,
        municipality_code=row["municipality_code"] or "",
        latitude=_rounded(row["latitude"]),
        longitude=_rounded(row["longitude"]),
        population=row["population"],
        names=tuple((name, "und") for name in dict.fromkeys((row["name"], local)) if name),
        parent_ids=tuple(around),
        alias_ids=aliases,
    )


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, _DIGITS)


def read_places(release: Release) -> list[Place]:
    """Read every place of a release with its spellings, its containers and the ids it once had."""
    names = _spellings(release)
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for row in release.query("SELECT old_id, new_id FROM redirects ORDER BY old_id"):
        aliases[row["new_id"]].append(row["old_id"])
    parents = _parents(release)
    return [
        Place(
            place_id=row["place_id"],
            name=row["name"],
            name_local=row["name_local"] or "",
            level=cast("Level", row["level"]),
            country=row["country"],
            region_iso=row["region_iso"] or "",
            is_dual=row["is_dual"],
            geonames_id=row["geonames_id"],
            wikidata_id=row["wikidata_id"] or "",
            gbt2260=row["gbt2260"] or "",
            municipality_code=row["municipality_code"] or "",
            latitude=row["latitude"],
            longitude=row["longitude"],
            population=row["population"],
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            successor=row["successor"] or "",
            names=_typed(row, names[row["place_id"]]),
            parent_ids=_chain(row["place_id"], parents),
            alias_ids=tuple(aliases[row["place_id"]]),
        )
        for row in release.query("SELECT * FROM places ORDER BY place_id")
    ]


def _spellings(release: Release) -> defaultdict[str, list[tuple[str, str]]]:
    """Spellings with their language by place, those that lists alone have among them."""
    names: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    listed = release.query(
        "SELECT place_id, list(name ORDER BY name, lang) AS spelt, "
        "list(lang ORDER BY name, lang) AS langs FROM names GROUP BY place_id"
    )
    for row in listed:
        names[row["place_id"]] = list(zip(row["spelt"], row["langs"], strict=True))
    for row in release.query(_AS_CLAIMED):
        # Exonyms in Han script, and full names such as Bad Kötzting, stand in the lists alone.
        if row["is_new"] or (is_han(row["name"]) and row["country"] not in _OWN_HAN):
            names[row["place_id"]].append((row["name"], _LISTED))
    return names


def _typed(row: dict[str, Any], names: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Those of the spellings of a place that a person may write."""
    unsaid = [name for name, language in names if language == "und"]
    kept = {*typed_names(unsaid, row["country"], row["population"]), row["name"], row["name_local"]}
    if kept.issuperset(unsaid):
        return tuple(names)
    return tuple(
        each
        for each in names
        if each[1] != "und" or each[0] in kept or is_beginning(each[0], row["name"])
    )


def _parents(release: Release) -> dict[str, list[str]]:
    """Containers of today by place."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    sql = "SELECT place_id, parent_id FROM parents WHERE to_year IS NULL ORDER BY ALL"
    for row in release.query(sql):
        found[row["place_id"]].append(row["parent_id"])
    return found


def _chain(place_id: str, parents: dict[str, list[str]]) -> tuple[str, ...]:
    """Containers, the nearest first, each once."""
    chain: dict[str, None] = {}
    above: Sequence[str] = parents.get(place_id, ())
    while above:
        new = [one for one in above if one not in chain and one != place_id]
        chain.update(dict.fromkeys(new))
        above = [one for each in new for one in parents.get(each, ())]
    return tuple(chain)


def read_days(release: Release) -> dict[tuple[str, str], frozenset[str]]:
    """Read the partners of each place by the day on which the tie began, as far as it is known."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in release.query(_DAYS):
        found[row["place_a"], row["start"]].add(row["place_b"])
        found[row["place_b"], row["start"]].add(row["place_a"])
    return {key: frozenset(ids) for key, ids in found.items()}


def read_years(release: Release) -> dict[tuple[str, str], frozenset[str]]:
    """Read the year in which the tie of two places began, as far as it is known."""
    rows = release.query(_YEARS)
    pairs = (((row["place_a"], row["place_b"]), row["year"]) for row in rows)
    return {each: frozenset((year,)) for pair, year in pairs for each in (pair, (pair[1], pair[0]))}


def read_proved_ends(release: Release) -> set[tuple[str, str]]:
    """Read the ends of ties that more than the name tells: the place, and its partner.

    A ruling, an item of Wikidata or its point, a stated region or the list of a state says which of
    its namesakes a place is. That it is the largest does not, unless it has twenty times the people
    of each other, nor a point that was looked up by the name alone. In the United States a name
    says nothing without one of these.
    """
    return {(row["here"], row["there"]) for row in release.query(_PROVED)}
