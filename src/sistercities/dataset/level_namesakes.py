"""A municipality and a region of one name: Saaremaa, an island. Whoever types it may mean either.

One of the two is taken, and each answer says which, and names the other where it has partners.
A city and a district of it that bears its name (Bonn) are told so too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sistercities.dataset.deciding import is_district_of
from sistercities.dataset.found_places import FoundPlace
from sistercities.dataset.heirs import merged_into
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.lookup import places_of_name
from sistercities.dataset.release.store import Release
from sistercities.dataset.scripts import name_key
from sistercities.dataset.typed_queries import read_query
from sistercities.sentences import Sentence, place_name, say_count
from sistercities.terms.words import ALIVE, MUNICIPAL

_ALIVE = ", ".join(f"'{word}'" for word in ALIVE)
_PARTNERS = f"""
    SELECT DISTINCT CASE WHEN place_a IN ({{marks}}) THEN place_b ELSE place_a END AS partner
    FROM ties WHERE (place_a IN ({{marks}}) OR place_b IN ({{marks}})) AND standing IN ({_ALIVE})
"""
_TODAY = "SELECT place_id FROM places WHERE place_id = ? AND valid_to IS NULL"


_REGIONS = frozenset({"region1", "region2"})
_OF_A_CITY = _REGIONS | {"district"}


class LevelNamesake(NamedTuple):
    """A place of the other level that is called as the one taken, and how many partners it has.

    `name` is the name of the two; that of `place` where it is "".
    """

    place: FoundPlace
    n_partners: int
    name: str = ""

    @property
    def is_region(self) -> bool:
        """Whether it is a region, and the place that was taken a municipality."""
        return self.place.level in _REGIONS

    @property
    def sentence(self) -> Sentence:
        """Say which of the two was taken, and what asks for the other."""
        name = place_name(self.name or self.place.name, self.place.place_id)
        if self.place.level == "district":
            return say_count(
                "{place} here is the city; the district of it that bears its name, {key}, has {n} "
                "known partner.",
                "{place} here is the city; the district of it that bears its name, {key}, has {n} "
                "known partners.",
                self.n_partners, place=name, key=self.place.place_id,
            )  # fmt: skip
        if self.is_region:
            return say_count(
                "{place} here is the municipality; the region of that name, {key}, has {n} known "
                "partner.",
                "{place} here is the municipality; the region of that name, {key}, has {n} known "
                "partners.",
                self.n_partners, place=name, key=self.place.place_id,
            )  # fmt: skip
        return say_count(
            "{place} here is the region; the municipality of that name, {key}, has {n} known "
            "partner.",
            "{place} here is the region; the municipality of that name, {key}, has {n} known "
            "partners.",
            self.n_partners, place=name, key=self.place.place_id,
        )  # fmt: skip


def level_namesake(
    release: Release, text: str, taken: FoundPlace, *, even_without: bool = False
) -> LevelNamesake | None:
    """Find the place of the other level that has a name too, and partners; None for none.

    Parameters
    ----------
    release
        An opened release.
    text
        What was typed; an id names one place alone.
    taken
        The place that it was taken for.
    even_without
        Whether one without partners is told too, of a city and its region whose own names differ
        by a letter or two: what was typed is that of the region (Navoi, of Navoiy).
    """
    others = MUNICIPAL if taken.level not in MUNICIPAL else _OF_A_CITY
    if taken.level == "country" or taken.is_dual:
        return None
    readings = read_query(release, text)
    called = places_of_name(release, readings) if readings else None
    if called is None:
        return None
    pool = [one for one in called.found if one.level in others and not one.is_dual]
    found = [
        LevelNamesake(one, n_partners(release, one.place_id))
        for one in pool
        if one.n_ties and (one.name, one.country) == (taken.name, taken.country)
        and (one.level != "district" or is_district_of(one, taken))
        and index_of(release).query(_TODAY, [one.place_id])
    ]  # fmt: skip
    found = [one for one in found if one.n_partners]
    if found or not even_without:
        return max(found, key=lambda one: one.n_partners) if found else None
    return _of_another_form(release, called.asked.name, taken, pool)


def _of_another_form(
    release: Release, typed: str, taken: FoundPlace, pool: Sequence[FoundPlace]
) -> LevelNamesake | None:
    """Find the region of a city, or the city in a region, where the region alone is called so."""
    for one in pool:
        region, city = (one, taken) if one.level in _REGIONS else (taken, one)
        is_in_it = (city.country, city.region_iso) == (region.country, region.region_iso)
        is_of_region = name_key(typed) == name_key(region.name) != name_key(city.name)
        if region.level == "region1" and city.level == "city" and is_in_it and is_of_region:
            return LevelNamesake(one, n_partners(release, one.place_id), region.name)
    return None


def n_partners(release: Release, place_id: str) -> int:
    """Count the partners of today of a place and of what was merged into it, each once."""
    index = index_of(release)
    ids = [place_id, *(one.name.place_id for one in merged_into(index, place_id))]
    marks = ", ".join("?" * len(ids))
    return len(index.query(_PARTNERS.format(marks=marks), ids * 3))
