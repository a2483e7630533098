"""What is known of one place, from the index alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from sistercities.api.card_records import Container, PlaceCard, Spelling, TakenIn
from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.lists_read import ListsRead, lists_of_place
from sistercities.api.namesakes_told import namesakes_not_told
from sistercities.api.place_warnings import warnings_of
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.gazetteer_lookup import GazetteerPlace
from sistercities.dataset.heirs import merged_into
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.merged_municipalities import people_of_parts
from sistercities.dataset.release.queried import Queried
from sistercities.dataset.scripts import fold_han, name_key, script_of
from sistercities.dataset.town_lookup import meet_place
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.standing_counts import (
    LISTED_SINCE,
    YEAR_OF_STANDING,
    StandingCount,
    standing_order,
)
from sistercities.terms.words import ALIVE

_PARENTS = """
    SELECT p.parent_id, o.name, o.name_local, o.level, o.is_dual, p.from_year, p.to_year
    FROM parents p JOIN places o ON o.place_id = p.parent_id
    WHERE p.place_id = ?
    ORDER BY p.to_year IS NOT NULL, o.level DESC, p.from_year, p.parent_id
"""
_CONTAINER = "SELECT place_id, name, name_local, level, is_dual FROM places WHERE place_id = ?"
_HELD = f"""
    SELECT tie_class, standing, {YEAR_OF_STANDING} AS year, {LISTED_SINCE} AS listed, absent_from,
        known_until, CASE WHEN place_a = ? THEN place_b ELSE place_a END AS partner
    FROM ties WHERE place_a = ? OR place_b = ?
"""

_WAITING = """
    SELECT name_b AS name, country_b AS country FROM claims WHERE place_a = ? AND place_b IS NULL
    UNION SELECT name_a, country_a FROM claims WHERE place_b = ? AND place_a IS NULL
    ORDER BY name
"""
_NAMES_OF_PARTNERS = """
    SELECT n.name, p.country
    FROM (
        SELECT place_b AS partner FROM ties WHERE place_a = ?
        UNION SELECT place_a FROM ties WHERE place_b = ?
    ) t
    JOIN places p ON p.place_id = t.partner JOIN names n ON n.place_id = t.partner
"""
_QUALIFIED = re.compile(r"[ _]*[(（].*$|, .*$")

_TOOK_IN = """
    SELECT place_id, name, name_local, level, valid_to FROM places
    WHERE successor = ? AND valid_to IS NOT NULL ORDER BY name, place_id
"""


def place(name: str, *, data: AnyData = None) -> PlaceCard:
    """Find one place by name or id, with its names, containers, other ids and number of ties.

    Parameters
    ----------
    name
        Name in any script, `name, country` such as `Springfield, US`, or a place id.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    PlaceCard
        What the release knows of the place.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have that name; the message lists candidates.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    with open_data(data) as release:
        key = meet_place(release, name).place_id
        index = index_of(release)
        told = warnings_of(index, key)
        in_question = (*told.held_around, *namesakes_not_told(index, key), *told.in_question)
        return replace(
            card_of(index, key), status=RecordTuple(told.status), in_question=in_question
        )


def card_of(release: Queried, key: str) -> PlaceCard:
    """Give what an opened release knows of the place of an id that it has."""
    held, of_parts = _held(release, key), people_of_parts(release, [key]).get(key)
    return PlaceCard(
        **_place_row(release, key),
        names=RecordTuple(_names(release, key)),
        parents=RecordTuple(_parents(release, key)),
        redirects=_redirects(release, key),
        ties=_counts(held),
        standing=RecordTuple(_standing(held)),
        last_seen=_last_seen(held),
        lists=_lists(release, _place_row(release, key)),
        waiting=_waiting(release, key),
        took_in=RecordTuple(_took_in(release, key)),
        population_of_parts=of_parts and of_parts.people,
        population_of_parts_years=(of_parts and of_parts.years) or None,
    )


def card_of_town(release: Queried, town: GazetteerPlace) -> PlaceCard:
    """Give what is known of a town that the gazetteer alone holds: no tie of it is among that."""
    names = dict.fromkeys(name for name in (town.name, town.name_local) if name)
    boxes = dict.fromkeys(one for one in (town.container, town.region) if one)
    rows = [release.query(_CONTAINER, [one])[0] for one in boxes]
    return PlaceCard(
        place_id=town.place_id, name=town.name, name_local=town.name_local, level=town.level,
        country=town.country, region_iso=town.region_iso, is_dual=False,
        geonames_id=town.geonames_id, wikidata_id=None, gbt2260=None, latitude=town.latitude,
        longitude=town.longitude, population=town.population, valid_from=None, valid_to=None,
        municipality_code=town.municipality_code,
        point_source="geonames" if town.latitude is not None and town.geonames_id else None,
        population_year=None, is_population_doubtful=False,
        population_source="geonames" if town.population and town.geonames_id else None,
        successor=None,
        names=RecordTuple(Spelling(name, "und", script_of(name)) for name in names),
        parents=RecordTuple(
            Container(row["place_id"], row["name"], row["name_local"] or None, row["level"],
                      row["is_dual"], None, None)
            for row in rows
        ),
        redirects=(),
        ties=_counts(()),
        standing=RecordTuple(),
        last_seen={},
        lists=lists_of_place(
            release, town.place_id, town.country, town.region_iso, town.level, is_dual=False
        ),
    )  # fmt: skip


def _place_row(release: Queried, key: str) -> dict[str, Any]:
    row = release.query("SELECT * FROM places WHERE place_id = ?", [key])[0]
    shown = {each.name for each in fields(PlaceCard)}
    return {name: None if value == "" else value for name, value in row.items() if name in shown}


def _names(release: Queried, key: str) -> tuple[Spelling, ...]:
    sql = "SELECT name, lang, script FROM names WHERE place_id = ? ORDER BY lang, name"
    return tuple(Spelling(**row) for row in release.query(sql, [key]))


def as_read(name: Spelling, country: str) -> str:
    """Write a Chinese name as pages in Chinese do: simplified, but where it is not so at home.

    Parameters
    ----------
    name
        A spelling of a place.
    country
        Country of the place, ISO 3166-1 alpha-2.
    """
    is_traditional = country in ("TW", "HK", "MO")
    return fold_han(name.name) if name.lang == "zh" and not is_traditional else name.name


def _parents(release: Queried, key: str) -> tuple[Container, ...]:
    """Containers, and around that of today the wider ones, up to the first-level region."""
    found = list(_direct_parents(release, key))
    around = [one.place_id for one in found if one.to_year is None]
    held = {one.place_id for one in found}
    while around:
        for one in _direct_parents(release, around.pop()):
            if one.to_year is None and one.place_id not in held:
                held.add(one.place_id)
                around.append(one.place_id)
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.to_year is not None))


def _direct_parents(release: Queried, key: str) -> tuple[Container, ...]:
    """Containers by the table; its year 0 means since before all ties, which is open."""
    return tuple(
        Container(
            place_id=row["parent_id"],
            name=row["name"],
            name_local=row["name_local"] or None,
            level=row["level"],
            is_dual=row["is_dual"],
            from_year=row["from_year"] or None,
            to_year=row["to_year"],
        )
        for row in release.query(_PARENTS, [key])
    )


def _redirects(release: Queried, key: str) -> tuple[str, ...]:
    sql = "SELECT old_id FROM redirects WHERE new_id = ? ORDER BY old_id"
    return tuple(row["old_id"] for row in release.query(sql, [key]))


def _held(release: Queried, key: str) -> list[dict[str, Any]]:
    """Rows of the ties of a place, and then of the municipalities that became a part of it."""
    keys = [key, *(one.name.place_id for one in merged_into(release, key))]
    return [row for one in keys for row in release.query(_HELD, [one, one, one])]


def _counts(held: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    found = Counter(row["tie_class"] for row in held)
    by_class = {each: found[each] for each in ("upper", "lower", "cross", "dual")}
    return by_class | {"total": sum(by_class.values())}


def _took_in(release: Queried, key: str) -> tuple[TakenIn, ...]:
    return tuple(
        TakenIn(
            **row | {"name_local": row["name_local"] or None},
            ties=len(release.query(_HELD, [row["place_id"]] * 3)),
        )
        for row in release.query(_TOOK_IN, [key])
    )


def _last_seen(held: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    found = Counter(row["known_until"] for row in held)
    return {year: found[year] for year in sorted(found, reverse=True)}


def _lists(release: Queried, row: dict[str, Any]) -> ListsRead:
    return lists_of_place(
        release, row["place_id"], row["country"], row["region_iso"], row["level"],
        is_dual=row["is_dual"],
    )  # fmt: skip


def _standing(held: Sequence[Mapping[str, Any]]) -> tuple[StandingCount, ...]:
    """Count ties by standing; a partner of the place and of a town that it took over is one."""
    stand = {row["partner"]: row for row in reversed(held) if row["standing"] in ALIVE}
    rows = [*stand.values(), *(row for row in held if row["standing"] not in ALIVE)]
    found = Counter(
        (row["standing"], row["year"], row["listed"], row["absent_from"]) for row in rows
    )
    counted = (
        StandingCount(standing, year, n, listed, absent)
        for (standing, year, listed, absent), n in found.items()
    )
    return tuple(sorted(counted, key=standing_order))


def _waiting(release: Queried, key: str) -> tuple[str, ...]:
    """Names of which it is open which place is meant; none that a partner of the place bears."""
    rows = release.query(_WAITING, [key, key])
    if not rows:
        return ()
    borne: dict[str, set[str]] = {}
    for row in release.query(_NAMES_OF_PARTNERS, [key, key]):
        borne.setdefault(name_key(row["name"]), set()).add(row["country"])
    return tuple(dict.fromkeys(
        row["name"] for row in rows
        if not any(_fits(borne.get(form), row["country"]) for form in _forms(row["name"]))
    ))  # fmt: skip


def _forms(name: str) -> set[str]:
    """Keys of a name whole, without what is added to it, and without the word for its level."""
    bare = _QUALIFIED.sub("", name)
    return {name_key(form) for one in (name, bare) for form in (one, *bare_names(one))} - {""}


def _fits(countries: set[str] | None, country: str | None) -> bool:
    return countries is not None and (country is None or country in countries)
