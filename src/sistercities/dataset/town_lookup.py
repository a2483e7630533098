"""From what a person types to one place, those of the gazetteer among them.

A place that `places` holds is found as ever, and nothing more is read. Where none has the name the
gazetteer is asked: one town of it is the answer, several are asked back with region and
population, and names that are spelt alike are offered, never taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import partial

from sistercities.dataset.deciding import MAX_SHOWN, Called, Lies, decide, lines_of
from sistercities.dataset.gazetteer_lookup import (
    GazetteerPlace,
    find_in_gazetteer,
    gazetteer_place,
    near_in_gazetteer,
    units_in_gazetteer,
)
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.lookup import (
    is_written_by_a_machine,
    lies_in,
    lines_of_longer,
    lines_of_nearest,
    place_by_id,
    places_of_name,
    spelt_by_a_machine,
)
from sistercities.dataset.release.store import Release
from sistercities.dataset.scripts import is_han, name_key, script_of, words_of_name
from sistercities.dataset.typed_queries import (
    Asked,
    FoundPlace,
    is_another_unit,
    is_called_so,
    read_query,
    unit_named,
)
from sistercities.errors import PlaceAmbiguous, PlaceNotFound
from sistercities.terms.number_words import exact_population

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
    found = find_anywhere(release, text)
    if isinstance(found, FoundPlace):
        return found
    from sistercities.dataset.extra_places import show_places

    show_places(release, [found.as_place()], _SOURCE)
    return found_place(found)


def find_anywhere(release: Release, text: str) -> FoundPlace | GazetteerPlace:
    """Find the one place that is meant, in `places` or else in the gazetteer.

    Parameters
    ----------
    release
        An opened release; it stays as it is.
    text
        Id, name, or name with a qualifier, as for `find_place`.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous, InvalidArgument
        As for `meet_place`.
    """
    readings = read_query(release, text)
    if not readings:
        return place_by_id(release, text) or find_town(release, text, readings)
    called = places_of_name(release, readings)
    if called is None:
        return _least_likely(release, text, readings)
    towns = _namesakes(release, called)
    is_made_up = partial(is_written_by_a_machine, release, name=called.asked.name)
    chosen = decide(
        text.strip(), called, list(map(found_place, towns.values())), is_made_up, lies_in(release)
    )
    return towns.get(chosen.place_id, chosen)


def _least_likely(
    release: Release, text: str, readings: Sequence[Asked]
) -> FoundPlace | GazetteerPlace:
    """Find a town of the gazetteer, or else a place that has such a spelling in any list."""
    try:
        return find_town(release, text, readings)
    except PlaceNotFound:
        found = spelt_by_a_machine(release, text, readings)
        if found is None:
            raise
        return found


def passed_over(release: Release, text: str, taken: str, told: Sequence[str] = ()) -> list[str]:
    """Lines of the places with ties that are called so too, where one was taken for them all.

    Parameters
    ----------
    release
        An opened release.
    text
        What was typed.
    taken
        Id of the place that was taken.
    told
        Ids of those that something else is said of.
    """
    readings = read_query(release, text)
    called = places_of_name(release, readings) if readings else None
    held = called.found if called else ()
    if called is None or taken not in {one.place_id for one in held}:
        return []
    from sistercities.dataset.whereabouts import whereabouts

    lies = whereabouts(index_of(release), held)
    others = [one for one in held
              if one.place_id not in (taken, *told) and _may_be_meant(one, called)]  # fmt: skip
    return lines_of(others, lambda _: lies)


def _may_be_meant(place: FoundPlace, called: Called) -> bool:
    """Whether a place has ties and the name as typed, with its accents: Montreâl is no Montréal."""
    name = called.asked.name
    is_spelt_so = name.isascii() or place.place_id in called.spelt_so
    return place.n_ties > 0 and (is_spelt_so or is_called_so(place, name))


def _namesakes(release: Release, called: Called) -> dict[str, GazetteerPlace]:
    """Towns of the gazetteer that are called so, beside the places that were found, by id."""
    kinds = ("main", "inside") if is_han(called.asked.name) else ("main",)
    held = {place.place_id for place in called.found}
    towns = (town for town in _towns(release, called.asked) if town.is_whole and town.kind in kinds)
    return {town.place_id: town for town in towns if town.place_id not in held}


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
            raise PlaceAmbiguous(text.strip(), town_lines(found, lies_in(release)), len(found))
    held = lines_of_nearest(release, readings)
    near = [one for one in _near(release, readings[-1]) if _id_of(one) not in map(_id_of, held)]
    held = held[: MAX_SHOWN - len(near)]
    longer = lines_of_longer(release, readings)
    offered = [one for one in [*held, *near] if _id_of(one) not in map(_id_of, longer)]
    others = _by_likeness(readings[-1].name, offered)
    raise PlaceNotFound(text.strip(), [*longer, *others][:_MOST_OFFERED])


def _id_of(line: str) -> str:
    """Return the id of the place that a line tells of: it ends with it."""
    return line.rpartition(" ")[2]


def _by_likeness(name: str, lines: Sequence[str]) -> list[str]:
    """Put the names first that hold what was typed as a word, then those with most letters of it.

    Republic of Ingushetia is Ingushetia, however much shorter In Guezzam is.
    """
    key, typed = name_key(name), words_of_name(name)

    def likeness(line: str) -> tuple[bool, float]:
        called = line.partition(" (")[0]
        is_held = likeness_of_words(typed, words_of_name(called)) > 0
        spelt = name_key(_in_script_of(name, called) or called)
        return is_held, SequenceMatcher(None, key, spelt).ratio()

    from sistercities.dataset.index.near_names import likeness_of_words  # nobody bears the name

    return sorted(lines, key=likeness, reverse=True)[:_MOST_OFFERED]


def _in_script_of(name: str, called: str) -> str:
    """Leave out of a name the local one beside it, where it is of another script: Ningbo 宁波市."""
    script = script_of(name)
    return " ".join(word for word in called.split() if script_of(word) in (script, "Zyyy"))


def towns_called(release: Release, text: str, limit: int) -> list[GazetteerPlace]:
    """Towns of the gazetteer whose name is the text, the largest first."""
    key = name_key(text)
    return _listed(release, _CALLED, [key, limit]) if key and limit > 0 else []


def towns_beginning(release: Release, text: str, limit: int) -> list[GazetteerPlace]:
    """Towns of the gazetteer one of whose names begins with the text, the largest first."""
    key = name_key(text)
    from sistercities.dataset.index.near_keys import LAST

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
        population=town.population,
        latitude=town.latitude,
        longitude=town.longitude,
    )


def town_lines(towns: Sequence[GazetteerPlace], lies: Lies) -> list[str]:
    """Lines that tell towns apart, the most shown and how many more there are."""
    said = lies([found_place(town) for town in towns])
    lines = [_line(town, said.get(town.place_id, "")) for town in towns[:MAX_SHOWN]]
    if len(towns) > MAX_SHOWN:
        lines.append(f"and {len(towns) - MAX_SHOWN} more")
    return lines


def _line(town: GazetteerPlace, lies: str) -> str:
    is_told_apart = town.name_local and town.name_local != town.name
    name = f"{town.name} {town.name_local}" if is_told_apart else town.name
    where = ", ".join(one for one in (town.region_iso or town.country, lies) if one)
    people = f"{exact_population(town.population, None)}, " if town.population else ""
    return f"{name} ({town.level}, {where}, {people}{town.place_id})"


def _towns(release: Release, asked: Asked) -> list[GazetteerPlace]:
    """Towns of a name that lie where the qualifier says, those called so before the others."""
    if not any(letter.isalnum() for letter in asked.name):
        return []
    found = [
        town
        for country, region in asked.where()
        for town in find_in_gazetteer(release, asked.name, country, region)
        if asked.level in ("", town.level)
        and (town.is_whole or not is_another_unit(asked.name, town.level, town.country))
    ]
    units = [] if any(town.is_whole for town in found) else _units(release, asked)
    if units:
        return units
    once = list({town.place_id: town for town in found}.values())
    whole = [town for town in once if town.is_whole and town.kind == "main"]
    return whole or once


def _units(release: Release, asked: Asked) -> list[GazetteerPlace]:
    """Second-level units that the gazetteer calls otherwise: Lkr. Gießen, Kassel District."""
    keys, countries = unit_named(asked.name)
    if not keys:
        return []
    found = [
        unit
        for country, region in asked.where()
        for unit in units_in_gazetteer(
            release, keys, [one for one in countries if country in ("", one)], region
        )
    ]
    return list({unit.place_id: unit for unit in found}.values())


def _near(release: Release, asked: Asked) -> list[str]:
    country = asked.countries[0] if len(asked.countries) == 1 else ""
    near = near_in_gazetteer(release, asked.name, country, "", _MOST_NEAR)
    return town_lines(near, lies_in(release))
