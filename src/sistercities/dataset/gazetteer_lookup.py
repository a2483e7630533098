"""Small municipalities by name: those that have no tie and so stand in no table but the gazetteer.

A look-up reads a few thousand of half a million keys. The table `places` does not hold what is
found here, and is to be asked first; nothing here ever settles a near spelling.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.dataset.scripts import name_key
from sistercities.dataset.typed_queries import UNITS
from sistercities.terms.words import NAME_KINDS, Level, NameKind

if TYPE_CHECKING:
    from sistercities.terms.places import Place

_DIGITS = 4
_ALIKE = 0.9
_FOUND = "SELECT key, place_id, kind FROM gazetteer_names WHERE key IN ({marks})"
_ROWS = "SELECT * FROM gazetteer WHERE place_id IN ({marks})"
_ABOVE = "SELECT place_id, parent_id FROM parents WHERE to_year IS NULL AND place_id IN ({marks})"
_SPELT = "SELECT place_id, name FROM names WHERE place_id IN ({marks})"
_OF_KEYS = """
    SELECT DISTINCT n.key, n.place_id FROM gazetteer_names n
    JOIN gazetteer p ON p.place_id = n.place_id
    WHERE n.key IN ({marks}) AND n.kind <> 'id' AND (? = '' OR p.country = ?)
"""
_MOST_NEAR = 60
_SOURCE = "geonames"


class GazetteerPlace(NamedTuple):
    """One municipality of the gazetteer, with columns as in that table.

    `kind` says which of its names was asked for: `main`, `other`, `inside` (a name without what
    stands around it) or `id`; `is_whole` is false where what was asked had to lose its own wrapper
    (Gernsbach for Stadt Gernsbach, 白川 for 白川村).
    """

    place_id: str
    name: str
    name_local: str | None
    level: Level
    country: str
    region_iso: str | None
    region: str | None
    container: str | None
    municipality_code: str | None
    latitude: float | None
    longitude: float | None
    population: int | None
    kind: NameKind = "main"
    is_whole: bool = True

    @property
    def geonames_id(self) -> int | None:
        """The number that GeoNames gives the place; None where it has none."""
        given = self.place_id.removeprefix("gn:")
        return int(given) if given.isdecimal() and given != self.place_id else None

    def line(self) -> str:
        """One line that tells it apart: name, level, where, id."""
        is_told_apart = self.name_local and self.name_local != self.name
        name = f"{self.name} {self.name_local}" if is_told_apart else self.name
        return f"{name} ({self.level}, {self.region_iso or self.country}, {self.place_id})"

    def as_place(self) -> Place:
        """Return it as a place of the release: its containers are those that `places` holds."""
        from sistercities.terms.places import Place  # few places are shown beside those held

        is_told = self.geonames_id is not None
        return Place(
            place_id=self.place_id,
            name=self.name,
            name_local=self.name_local or "",
            level=self.level,
            country=self.country,
            region_iso=self.region_iso or "",
            geonames_id=self.geonames_id,
            municipality_code=self.municipality_code or "",
            latitude=self.latitude,
            longitude=self.longitude,
            point_source=_SOURCE if is_told and self.latitude is not None else "",
            population=self.population,
            population_source=_SOURCE if is_told and self.population else "",
            names=tuple((name, "und") for name in (self.name, self.name_local) if name),
            parent_ids=tuple(one for one in (self.container, self.region) if one),
        )


def find_in_gazetteer(
    release: Release, name: str, country: str = "", region: str = ""
) -> list[GazetteerPlace]:
    """Find the municipalities of a name, the likeliest first.

    Parameters
    ----------
    release
        An opened release.
    name
        A spelling in any script; case, diacritics, spaces and hyphens do not matter.
    country
        ISO 3166-1 alpha-2; "" for all.
    region
        What must contain it: a place id, an ISO 3166-2 code with or without the country, or a
        name; "" for anything.

    Returns
    -------
    list of GazetteerPlace
        Empty where the gazetteer has none of this name; never a near spelling.
    """
    return find_each_in_gazetteer(release, [(name, country, region)])[0]


def find_each_in_gazetteer(
    release: Release, asked: Sequence[tuple[str, str, str]]
) -> list[list[GazetteerPlace]]:
    """Find many names at once, each as (name, country, region): one reading of the tables.

    Returns
    -------
    list of list of GazetteerPlace
        For each of `asked`, in order, what `find_in_gazetteer` finds.
    """
    keys = {key for name, _, _ in asked for key in _asked_keys(name)}
    found = _by_key(release, keys)
    return [_fitting(release, found, *one) for one in asked]


def units_in_gazetteer(
    release: Release, keys: Sequence[str], countries: Sequence[str], region: str = ""
) -> list[GazetteerPlace]:
    """Find the second-level units that have one of some keys, in the first country with any.

    Parameters
    ----------
    release
        An opened release.
    keys
        Names reduced by `name_key`.
    countries
        ISO 3166-1 alpha-2, in the order in which they are asked.
    region
        As for `find_in_gazetteer`.
    """
    found = {one.place_id: one for each in _by_key(release, keys).values() for one in each
             if one.level in UNITS and one.kind != "id"}  # fmt: skip
    inside = _lies_in(release, list(found.values()), region)
    by_country = ([one for one in inside if one.country == code] for code in countries)
    return next(filter(None, by_country), [])


def gazetteer_place(release: Release, place_id: str) -> GazetteerPlace | None:
    """Find the municipality with an id, its own or one of its area; None if there is none."""
    rows = _rows(release, [place_id])
    if place_id in rows:
        return _place(rows[place_id], "id")
    found = _by_key(release, [place_id]).get(place_id, [])
    return next((one for one in found if one.kind == "id"), None)


def near_in_gazetteer(
    release: Release, name: str, country: str = "", region: str = "", limit: int = 5
) -> list[GazetteerPlace]:
    """Municipalities whose name begins like this one or is spelt much like it, nearest first.

    They are proposals for whoever asked, never an answer.
    """
    key = name_key(name)
    if not key:
        return []
    likeness = _likenesses(release, key, country)
    near = sorted(likeness, key=lambda one: (-likeness[one], one))
    near = near[: _MOST_NEAR if region else limit]
    rows = _rows(release, near)
    places = [_place(rows[place_id], "other") for place_id in near if place_id in rows]
    return [one for one in places if _lies_in(release, [one], region)][:limit]


def _likenesses(release: Release, key: str, country: str) -> dict[str, float]:
    """How like the best name of each near town is to a key."""
    index = index_of(release)
    from sistercities.dataset.index.near_keys import TOWNS  # nobody bears the name
    from sistercities.dataset.index.near_names import keys_by_likeness

    keys = keys_by_likeness(index, TOWNS, key, country, _ALIKE)
    found: dict[str, float] = {}
    values = [*keys, country, country]
    for row in index.query(_OF_KEYS.format(marks=_marks(keys)), values) if keys else ():
        found[row["place_id"]] = max(keys[row["key"]], found.get(row["place_id"], 0.0))
    return found


def _asked_keys(name: str) -> list[str]:
    keys = (name_key(one) for one in (name, *bare_names(name)))
    return list(dict.fromkeys(key for key in keys if key))


def _by_key(release: Release, keys: Collection[str]) -> dict[str, list[GazetteerPlace]]:
    if not keys:
        return {}
    ordered = sorted(keys)
    hits = index_of(release).query(_FOUND.format(marks=_marks(ordered)), ordered)
    rows = _rows(release, sorted({hit["place_id"] for hit in hits}))
    found: dict[str, list[GazetteerPlace]] = {}
    for hit in hits:
        found.setdefault(hit["key"], []).append(_place(rows[hit["place_id"]], hit["kind"]))
    return found


def _rows(release: Release, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    if not ids:
        return {}
    rows = index_of(release).query(_ROWS.format(marks=_marks(ids)), ids)
    return {row["place_id"]: row for row in rows}


def _place(row: Mapping[str, Any], kind: str) -> GazetteerPlace:
    rounded = {
        name: None if row[name] is None else round(row[name], _DIGITS)
        for name in ("latitude", "longitude")
    }
    return GazetteerPlace(**{**row, **rounded}, kind=cast("NameKind", kind))


def _fitting(
    release: Release,
    found: Mapping[str, Sequence[GazetteerPlace]],
    name: str,
    country: str,
    region: str,
) -> list[GazetteerPlace]:
    """Places under a name's keys in a country and a region, each once, by its best key."""
    best: dict[str, GazetteerPlace] = {}
    for position, key in enumerate(_asked_keys(name)):
        for place in sorted(found.get(key, ()), key=_by_likelihood):
            if country in ("", place.country) and place.kind != "id":
                best.setdefault(place.place_id, _as_asked(place, is_whole=position == 0))
    return _lies_in(release, list(best.values()), region)


def _as_asked(place: GazetteerPlace, *, is_whole: bool) -> GazetteerPlace:
    return place._replace(is_whole=is_whole)


def _by_likelihood(place: GazetteerPlace) -> tuple[int, int, str]:
    return NAME_KINDS.index(place.kind), -(place.population or 0), place.place_id


def _lies_in(
    release: Release, places: Sequence[GazetteerPlace], region: str
) -> list[GazetteerPlace]:
    """Those of the places that lie in what is called so."""
    if not region or not places:
        return list(places)
    around = {one.place_id: {one.region or "", one.container or ""} - {""} for one in places}
    above = _above(release, set().union(*around.values()))
    called = _called(release, set(above), region)
    return [
        one
        for one in places
        if region.upper() in (one.region_iso, (one.region_iso or "").partition("-")[2])
        or any(called & above[unit] for unit in around[one.place_id])
    ]


def _above(release: Release, units: Collection[str]) -> dict[str, set[str]]:
    """Each unit with itself and all that contains it today."""
    parents: dict[str, set[str]] = {}
    waiting = set(units)
    while waiting:
        ordered = sorted(waiting)
        parents |= {unit: set() for unit in ordered}
        for row in index_of(release).query(_ABOVE.format(marks=_marks(ordered)), ordered):
            parents[row["place_id"]].add(row["parent_id"])
        waiting = set().union(*parents.values()) - parents.keys()
    return {unit: _closed(unit, parents) for unit in parents}


def _closed(unit: str, parents: Mapping[str, set[str]]) -> set[str]:
    closed, waiting = {unit}, [unit]
    while waiting:
        new = parents[waiting.pop()] - closed
        closed |= new
        waiting.extend(new)
    return closed


def _called(release: Release, units: Collection[str], region: str) -> set[str]:
    """Those of the units that have this id or name."""
    ordered = sorted(units)
    if not ordered:
        return set()
    keys = set(_asked_keys(region))
    spelt = index_of(release).query(_SPELT.format(marks=_marks(ordered)), ordered)
    named = {row["place_id"] for row in spelt if keys.intersection(_asked_keys(row["name"]))}
    return named | ({region} & set(ordered))


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
