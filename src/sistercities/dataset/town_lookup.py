"""From what a person types to one place, those of the gazetteer among them.

A place that `places` holds is found as ever, and nothing more is read. Where none has the name the
gazetteer is asked: one town of it is the answer, several are asked back with region and
population, and names that are spelt alike are offered, never taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from sistercities.dataset.gazetteer_lookup import (
    GazetteerPlace,
    find_in_gazetteer,
    gazetteer_place,
    near_in_gazetteer,
)
from sistercities.dataset.index.near_keys import LAST
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.lookup import (
    MAX_SHOWN,
    Asked,
    FoundPlace,
    is_called,
    is_written_by_a_machine,
    lines_of_nearest,
    look_up,
    read_query,
)
from sistercities.dataset.release.store import Release
from sistercities.dataset.scripts import is_beginning, name_key
from sistercities.errors import PlaceAmbiguous, PlaceNotFound

_SOURCE = "geonames"
_BEGINNING = """
    SELECT place_id FROM gazetteer WHERE place_id IN (
        SELECT place_id FROM gazetteer_names WHERE key >= ? AND key < ? AND kind <> 'id')
    ORDER BY population DESC NULLS LAST, place_id LIMIT ?
"""
_CALLED = """
    SELECT g.place_id FROM gazetteer g JOIN gazetteer_names n ON n.place_id = g.place_id
    WHERE n.key = ? AND n.kind = 'main' GROUP BY g.place_id
    ORDER BY g.population DESC NULLS LAST, g.place_id LIMIT ?
"""
_MOST_NEAR = 3
_MOST_OFFERED = 5


def meet_place(release: Release, text: str) -> FoundPlace:
    """Find the one place that is meant, and let the queries of this connection see it.

    Parameters
    ----------
    release
        An opened release of one's own: what is found in the gazetteer is shown in its tables.
    text
        Id, name, or name with a qualifier, as for `find_place`.

    Raises
    ------
    PlaceNotFound
        If no place has the name; carries the nearest candidates.
    PlaceAmbiguous
        If several places remain; carries them with what tells them apart.
    InvalidArgument
        If the text is longer than any name.
    """
    readings = read_query(release, text)
    try:
        found = look_up(release, text, readings)
    except PlaceAmbiguous as failure:
        raise _with_towns(release, failure, readings) from None
    if found is not None:
        _refuse_if_only_a_machine_writes_so(release, text, readings, found)
        return found
    town = find_town(release, text, readings)
    from sistercities.dataset.extra_places import show_places

    show_places(release, [town.as_place()], _SOURCE)
    return found_place(town)


def find_town(release: Release, text: str, readings: Sequence[Asked]) -> GazetteerPlace:
    """Find the one town of the gazetteer that is meant, where no other table has the name.

    Parameters
    ----------
    release
        An opened release; it stays as it is.
    text
        What was typed.
    readings
        The same, taken apart by `read_query`.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If there is none, or several remain.
    """
    if not readings:
        town = gazetteer_place(release, text.strip())
        if town is None:
            raise PlaceNotFound(text.strip(), [])
        return town
    for asked in readings:
        found = _towns(release, asked)
        if len(found) == 1:
            return found[0]
        if found:
            raise PlaceAmbiguous(text.strip(), town_lines(found))
    near = _near(release, readings[-1])
    held = lines_of_nearest(release, readings)[: MAX_SHOWN - len(near)]
    raise PlaceNotFound(text.strip(), _by_likeness(readings[-1].name, [*held, *near]))


def _by_likeness(name: str, lines: Sequence[str]) -> list[str]:
    """Put the names first that have most letters in common with what was typed."""
    key = name_key(name)

    def likeness(line: str) -> float:
        return SequenceMatcher(None, key, name_key(line.partition(" (")[0])).ratio()

    return sorted(lines, key=likeness, reverse=True)[:_MOST_OFFERED]


def _with_towns(
    release: Release, failure: PlaceAmbiguous, readings: Sequence[Asked]
) -> PlaceAmbiguous:
    """Name the towns of the gazetteer too where none of the places is called so."""
    asked = readings[0] if readings else None
    named = [line.partition(" (")[0] for line in failure.candidates]
    if asked is None or any(is_beginning(asked.name, name) for name in named):
        return failure
    towns = [town for town in _towns(release, asked) if town.kind == "main"]
    lines = [*failure.candidates, *town_lines(towns)]
    return PlaceAmbiguous(failure.name, lines) if towns else failure


def _refuse_if_only_a_machine_writes_so(
    release: Release, text: str, readings: Sequence[Asked], found: FoundPlace
) -> None:
    """Ask back where a town of the gazetteer is called so, and the place found hardly is.

    Naga in the Philippines is Nagi in a transcription from Cyrillic; Nagi is a town in Japan.
    """
    asked = readings[0] if readings else None
    if asked is None or is_called(found, asked.name):
        return
    if is_written_by_a_machine(release, found, asked.name):
        towns = [town for town in _towns(release, asked) if town.kind == "main"]
        if towns:
            raise PlaceAmbiguous(text.strip(), [found.line(), *town_lines(towns)])


def towns_called(release: Release, text: str, limit: int) -> list[GazetteerPlace]:
    """Towns of the gazetteer whose name is the text, the largest first."""
    key = name_key(text)
    return _listed(release, _CALLED, [key, limit]) if key and limit > 0 else []


def towns_beginning(release: Release, text: str, limit: int) -> list[GazetteerPlace]:
    """Towns of the gazetteer one of whose names begins with the text, the largest first."""
    key = name_key(text)
    return _listed(release, _BEGINNING, [key, f"{key}{LAST}", limit]) if key and limit > 0 else []


def _listed(release: Release, query: str, values: Sequence[object]) -> list[GazetteerPlace]:
    rows = index_of(release).query(query, values)
    found = (gazetteer_place(release, row["place_id"]) for row in rows)
    return [one for one in found if one is not None]


def found_place(town: GazetteerPlace) -> FoundPlace:
    """Return a town of the gazetteer as a place that was found; it has no ties."""
    return FoundPlace(
        place_id=town.place_id,
        name=town.name,
        name_local=town.name_local,
        level=town.level,
        country=town.country,
        region_iso=town.region_iso,
        is_dual=False,
        n_ties=0,
    )


def town_lines(towns: Sequence[GazetteerPlace]) -> list[str]:
    """Lines that tell towns apart, the most shown and how many more there are."""
    lines = [_line(town) for town in towns[:MAX_SHOWN]]
    if len(towns) > MAX_SHOWN:
        lines.append(f"and {len(towns) - MAX_SHOWN} more")
    return lines


def _line(town: GazetteerPlace) -> str:
    is_told_apart = town.name_local and town.name_local != town.name
    name = f"{town.name} {town.name_local}" if is_told_apart else town.name
    people = f"{town.population:,} persons, " if town.population else ""
    return f"{name} ({town.level}, {town.region_iso or town.country}, {people}{town.place_id})"


def _towns(release: Release, asked: Asked) -> list[GazetteerPlace]:
    """Towns of a name that lie where the qualifier says, those called so before the others."""
    if not any(letter.isalnum() for letter in asked.name):
        return []
    found = [
        town
        for country, region in asked.where()
        for town in find_in_gazetteer(release, asked.name, country, region)
        if asked.level in ("", town.level)
    ]
    once = list({town.place_id: town for town in found}.values())
    whole = [town for town in once if town.is_whole and town.kind == "main"]
    return whole or once


def _near(release: Release, asked: Asked) -> list[str]:
    country = asked.countries[0] if len(asked.countries) == 1 else ""
    return [_line(one) for one in near_in_gazetteer(release, asked.name, country, "", _MOST_NEAR)]
