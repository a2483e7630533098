"""A region around a place that bears its name, or a district in it that does: Arlington County.

Who asks for the place may mean either, so what the other has is told with it.

A municipality and a region of one name: Saaremaa, an island. Whoever types it may mean either.

One of the two is taken, and each answer says which, and names the other where it has partners.
A city and a district of it that bears its name (Bonn) are told so too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sistercities.dataset.deciding import is_district_of
from sistercities.dataset.heirs import merged_into
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.lookup import places_of_name
from sistercities.dataset.release.store import Release
from sistercities.dataset.scripts import name_key
from sistercities.dataset.typed_queries import FoundPlace, read_query
from sistercities.sentences import PlaceName, Said, Sentence, capital, place_name, say, say_count
from sistercities.terms.words import ALIVE, MUNICIPAL

if TYPE_CHECKING:
    from sistercities.dataset.release.queried import Queried

_ALIVE = ", ".join(f"'{word}'" for word in ALIVE)
_STANDS = ("active", "listed")
_UNITS = ("", "county", "parish", "district", "province", "prefecture", "oblast", "region")
"""What may follow the name of a place in that of a region around it."""
_AROUND = """
    WITH RECURSIVE around (place_id) AS (
        SELECT parent_id FROM parents WHERE place_id = ? AND to_year IS NULL
        UNION SELECT k.parent_id FROM parents k JOIN around a ON a.place_id = k.place_id
        WHERE k.to_year IS NULL)
    SELECT p.place_id, p.name, p.level FROM places p
    WHERE p.valid_to IS NULL AND (p.level IN ('region1', 'region2')
        AND p.place_id IN (SELECT place_id FROM around) OR p.level = 'district'
        AND p.place_id IN (SELECT place_id FROM parents WHERE parent_id = ? AND to_year IS NULL))
    ORDER BY p.place_id
"""
_PLACE = "SELECT place_id, name, level, is_dual FROM places WHERE place_id = ?"
_BETWEEN = """
    SELECT * FROM ties WHERE place_a = ? AND place_b = ? OR place_a = ? AND place_b = ?
"""
_PARTNERS = f"""
    SELECT count(DISTINCT CASE WHEN place_a = ? THEN place_b ELSE place_a END) AS n
    FROM ties WHERE (place_a = ? OR place_b = ?) AND standing IN ({_ALIVE})
"""


class OfItsName(NamedTuple):
    """A region around a city, or a district in it, that bears its name.

    Attributes
    ----------
    city, place
        The city, and the other.
    is_district
        Whether the other is a district of the city.
    """

    city: PlaceName
    place: PlaceName
    is_district: bool

    @property
    def called(self) -> Said:
        """Name the region, apart from the city."""
        is_alike = str(self.place) == str(self.city)
        return say("the region of {place}", place=self.place) if is_alike else self.place

    def tied_with(self, other: PlaceName, year: str | None) -> Sentence:
        """Say that the other of a name is a partner of a place, and since when."""
        if self.is_district:
            return said_of_district(self.city, self.place.place_id, other, year)
        names = {"around": capital(self.called), "home": self.city, "place": other}
        return say("{around}, in which {home} lies, is already a partner of {place}.", **names)

    def with_partners(self, n: int, asked: str = "") -> Sentence:
        """Say how many partners the other has, and what lists them, or leads from it to a place."""
        command = f"path {self.place.place_id} {asked}" if asked else f"ties {self.place.place_id}"
        if self.is_district:
            return say_count(
                "The district of {place} that bears its name has {n} known partner. See "
                "`sistercities {command}`.",
                "The district of {place} that bears its name has {n} known partners. See "
                "`sistercities {command}`.",
                n, place=self.city, command=command,
            )  # fmt: skip
        return say(
            "We know of no partner of {place} itself; {around}, in which it lies, has {n}. "
            "See `sistercities {command}`.",
            place=self.city, around=self.called, n=n, command=command,
        )  # fmt: skip


def said_of_district(city: PlaceName, key: str, other: PlaceName, year: object) -> Sentence:
    """Say that the district of a city that bears its name is a partner of another place.

    Parameters
    ----------
    city
        The city.
    key
        Id of the district.
    other
        The partner.
    year
        Since when, None where that is not known.
    """
    if year is None:
        return say(
            "The district of {city} that bears its name, {key}, is already a partner of {place}.",
            city=city, key=key, place=other,
        )  # fmt: skip
    return say(
        "The district of {city} that bears its name, {key}, has been a partner of {place} since "
        "{year}.",
        city=city, key=key, place=other, year=year,
    )  # fmt: skip


def bears_its_name(name: str, city: str) -> bool:
    """Whether a region is called as a city is, but for a word for its kind.

    Examples
    --------
    >>> bears_its_name("Arlington County", "Arlington"), bears_its_name("Essex", "Arlington")
    (True, False)
    """
    return name_key(name) in {name_key(f"{city} {unit}".strip()) for unit in _UNITS}


def of_its_name(release: Queried, place_id: str) -> tuple[OfItsName, ...]:
    """Find the regions around a city, and the districts in it, that bear its name.

    Parameters
    ----------
    release
        An opened release, or its index.
    place_id
        The place; one that is no city has none.
    """
    rows = release.query(_PLACE, [place_id])
    if not rows or rows[0]["level"] != "city" or rows[0]["is_dual"]:
        return ()
    city = place_name(rows[0]["name"], place_id)
    return tuple(
        OfItsName(city, place_name(row["name"], row["place_id"]), row["level"] == "district")
        for row in release.query(_AROUND, [place_id, place_id])
        if bears_its_name(row["name"], str(city))
    )


def ties_of_its_name(release: Queried, ends: Sequence[PlaceName]) -> tuple[Sentence, ...]:
    """Say of two places which of a name of one is a partner of the other, by lists of today.

    Parameters
    ----------
    release
        An opened release, or its index.
    ends
        The two places.
    """
    here, there = ends
    found = [(one, there) for one in of_its_name(release, here.place_id)]
    found += [(one, here) for one in of_its_name(release, there.place_id)]
    return tuple(
        one.tied_with(other, row["start"][:4] if row["start"] else None)
        for one, other in found
        for row in _standing(release, one.place.place_id, other.place_id)[:1]
    )


def _standing(release: Queried, one: str, other: str) -> list[dict[str, Any]]:
    """Read the ties of two places that lists of today let stand, without a doubt of the name."""
    from sistercities.terms.doubts import doubt_of

    return [
        row for row in release.query(_BETWEEN, [one, other, other, one])
        if row["standing"] in _STANDS and row.get("absent_from") is None
        and doubt_of(row["method"]) != "namesake"
    ]  # fmt: skip


def partners_of_its_name(release: Queried, place_id: str, asked: str = "") -> tuple[Sentence, ...]:
    """Say which of its name has partners, for a city that has none itself.

    Parameters
    ----------
    release
        An opened release, or its index.
    place_id
        The city.
    asked
        Id of a place to which a path is asked; "" for none, and its ties are offered.
    """
    counted = ((one, _n_partners(release, one.place.place_id))
               for one in of_its_name(release, place_id))  # fmt: skip
    return tuple(one.with_partners(n, asked) for one, n in counted if n)


def _n_partners(release: Queried, place_id: str) -> int:
    (row,) = release.query(_PARTNERS, [place_id] * 3)
    return int(row["n"])


_PARTNERS_OF_BOTH = f"""
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
    return len(index.query(_PARTNERS_OF_BOTH.format(marks=marks), ids * 3))
