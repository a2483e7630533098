"""Of a municipality of a merger all parts have ended, not one alone.

Where Melle went into Merelbeke-Melle, so did Merelbeke: a half that still lives
is offered as a partner though nobody signs for it. Two things tell it. `merged_municipalities.csv`
names the parts of each merger, which `ended_places.csv` has to end. And where a municipality that
took over another bears the names of two (Merelbeke-Melle, Scarperia e San Piero), none of these is
a municipality beside it any more.

No district has more people than the municipality that it is a part of.

GeoNames gives some quarters the people of the whole town (Reghin-Sat), and in Brazil, Japan and
South Korea those of a former town or of the next municipality. Where a district, or in these three
a town, has more people than the municipality it lies in, its figure is left out if that of the
municipality is borne out, or if municipalities of the country are counted whole.

The figure of a municipality always stands. That of GeoNames may be of its seat (Ahome 11,331, in
which Los Mochis has 256,613), but the village with more people may as well have those of its
namesake (Custóias in Vila Nova de Foz Côa): which of the two is wrong the figures do not tell, and
a ruling says it where it is known (`place_facts*.csv`), and both stand where it is not.

A figure is borne out by a year, by a ruling, or by one of Wikidata, and not where it is doubtful.
A municipality far from its part, or in another region, does not contain it, whatever GeoNames says:
nothing follows there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from release_build.gazetteer.distance import are_within
from release_build.populations import AS_MANY, GEONAMES
from sistercities.dataset.merged_municipalities import Merger
from sistercities.dataset.scripts import name_key
from sistercities.errors import BuildError
from sistercities.terms.places import Place

BESIDE_KM = 15.0
_JOINED = re.compile(r" ?[-–] ?| (?:e|en|et|und|con) ")
_JOINED_BY_BLANKS = frozenset({"IT"})
"""Where names of mergers stand side by side as well (Abetone Cutigliano)."""
Namesakes = Mapping[tuple[str, str], list[Place]]


def require_whole_mergers(places: Mapping[str, Place], mergers: Iterable[Merger]) -> None:
    """Look whether a part of a merger lives on.

    Parameters
    ----------
    places
        All places, with their ends.
    mergers
        What went into which municipality.

    Raises
    ------
    BuildError
        Naming the parts that live, or did not end in what the table says.
    """
    found = [*_not_ended(places, mergers), *_living_halves(places)]
    if found:
        raise BuildError(
            f"of these mergers a part lives on: {'; '.join(found)}; end it in "
            "data/decisions/ended_places.csv, or mend merged_municipalities.csv"
        )


def _not_ended(places: Mapping[str, Place], mergers: Iterable[Merger]) -> Iterator[str]:
    """Yield the parts of the table that did not end in their municipality."""
    for merger in mergers:
        for part in merger.parts:
            place = places.get(part)
            if place is None or place.valid_to is None or place.successor != merger.place_id:
                yield f"{part} {place.name if place else ''} of {merger.name}"


def _living_halves(places: Mapping[str, Place]) -> Iterator[str]:
    """Yield living municipalities beside one that took over another and bears their name too."""
    living = _living(places)
    heirs = {one.successor for one in places.values() if one.valid_to is not None}
    for heir in (places[one] for one in sorted(heirs) if one in places):
        if heir.level != "city" or heir.valid_to is not None:
            continue
        for half in _halves(heir):
            for one in living.get((heir.country, name_key(half)), ()):
                if one.place_id != heir.place_id and are_within(one, heir, BESIDE_KM):
                    yield f"{one.place_id} {one.name} of {heir.name}"


def _living(places: Mapping[str, Place]) -> Namesakes:
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for one in places.values():
        if one.level == "city" and one.valid_to is None:
            found[one.country, name_key(one.name)].append(one)
    return found


def _halves(heir: Place) -> Iterator[str]:
    """Yield what stands before and behind each sign or word that joins two names."""
    joints = list(_JOINED.finditer(heir.name))
    if heir.country in _JOINED_BY_BLANKS and not joints:
        joints = list(re.finditer(" ", heir.name))
    for joint in joints:
        yield from (heir.name[: joint.start()], heir.name[joint.end() :])


AROUND_KM = 75.0
_WHOLES_ARE_COUNTED = frozenset({"BR", "JP", "KR"})
"""Where a municipality has its own people, and what lies in it may have those of a former town."""


def within_wholes(places: Mapping[str, Place], held_against: Collection[str]) -> dict[str, Place]:
    """Leave out the figure of a district that exceeds its whole, or doubt that of the whole.

    Where another source gives the figure of the whole, it is the district's that is wrong.

    Parameters
    ----------
    places
        The places, by id, with the best figures known.
    held_against
        Ids of those of which another source gives a figure too.
    """
    borne_out = {
        place_id
        for place_id, place in places.items()
        if not place.is_population_doubtful
        and (place_id in held_against or place.population_source not in ("", None, GEONAMES))
    }
    wrong = {
        part.place_id
        for part in places.values()
        for whole in _wholes(part, places)
        if (part.population or 0) > (whole.population or 0)
        and (whole.place_id in borne_out or part.country in _WHOLES_ARE_COUNTED)
    }
    kept = {
        place_id: _without_figure(place) if place_id in wrong else place
        for place_id, place in places.items()
    }
    return kept | {
        place_id: replace(kept[place_id], is_population_doubtful=True)
        for place_id in _short_of_parts(kept) - borne_out
    }


def _short_of_parts(places: Mapping[str, Place]) -> set[str]:
    """Return municipalities with less people than a district of theirs, or than all by far.

    What GeoNames counts is then their seat (Tecámac 15,244, of whose districts one has 386,290;
    Honolulu, whose districts have 931,200). All together may count people twice, so that a little
    more says nothing.
    """
    largest: dict[str, int] = {}
    together: Counter[str] = Counter()
    for part in places.values():
        for whole in _wholes(part, places) if part.level == "district" else ():
            people = part.population or 0
            largest[whole.place_id] = max(people, largest.get(whole.place_id, 0))
            together[whole.place_id] += people
    return {
        one for one, people in largest.items()
        if people > (places[one].population or 0)
        or together[one] > AS_MANY * (places[one].population or 0)
    }  # fmt: skip


def _wholes(part: Place, places: Mapping[str, Place]) -> Iterator[Place]:
    """Yield the municipalities with a figure that a place lies in."""
    is_counted = part.level == "city" and part.country in _WHOLES_ARE_COUNTED
    if part.population is None or not (part.level == "district" or is_counted):
        return
    for parent in part.parent_ids:
        whole = places.get(parent)
        if whole is None or whole.level != "city" or whole.population is None:
            continue
        is_town_of_its_own = whole.is_dual and part.level == "city"
        if not is_town_of_its_own and parent != part.place_id and _contains(whole, part):
            yield whole


def _contains(whole: Place, part: Place) -> bool:
    return whole.region_iso == part.region_iso and are_within(whole, part, AROUND_KM)


def _without_figure(place: Place) -> Place:
    return replace(
        place, population=None, population_year=None, population_source="",
        is_population_doubtful=False,
    )  # fmt: skip
