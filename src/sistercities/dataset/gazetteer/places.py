"""The gazetteer: every place known to the build, and the lookup from a spelling to places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sistercities.dataset.gazetteer.lookups import Derived, Growing, Lookup
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place
from sistercities.terms.words import Level


@dataclass(frozen=True, slots=True)
class Match:
    """One place found under a spelling.

    `rank` is 0 if the whole spelling is a name of the place, 1 if a name of the place holds it
    inside a wrapper (市, Province), 2 if only the spelling without its own wrapper matches, 3 if
    both had to be unwrapped.
    """

    place_id: str
    rank: int


class Gazetteer:
    """Places by id, an index of their names, and the ids that redirect.

    Attributes
    ----------
    places
        Every place by its canonical id.
    redirects
        Alias id to canonical id.
    children
        Place id to the ids of the places whose nearest container it is, sorted.
    region_by_iso, area_by_iso
        ISO 3166-2 code to the first-level region, and to an area of any level.
    """

    def __init__(self, places: Iterable[Place], areas: Mapping[str, str] | None = None) -> None:
        ordered = sorted(places, key=lambda place: place.place_id)
        self.places: MutableMapping[str, Place] = {place.place_id: place for place in ordered}
        self.redirects: Growing[str, str] = {
            alias: place.place_id for place in ordered for alias in place.alias_ids
        }
        self.children: Mapping[str, tuple[str, ...]] = _children(ordered)
        regions = {
            place.region_iso: place.place_id
            for place in ordered
            if place.region_iso and (place.level == "region1" or place.is_dual)
            and place.valid_to is None
        }  # fmt: skip
        self.region_by_iso: Lookup[str, str] = regions
        self.area_by_iso: Lookup[str, str] = {**(areas or {}), **regions}
        self._whole: Growing[str, tuple[str, ...]]
        self._inner: Growing[str, tuple[str, ...]]
        self._whole, self._inner = _index(ordered)

    def extend(
        self,
        places: Iterable[Place],
        whole: Mapping[str, tuple[str, ...]],
        inner: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Add places whose spellings are known as keys alone.

        Parameters
        ----------
        places
            Places with ids that are not there yet.
        whole, inner
            Key of a spelling, and of one without what stands around it, to ids.
        """
        new = [place for place in places if place.place_id not in self.places]
        self.places.update({place.place_id: place for place in new})
        for place in new:
            for alias in place.alias_ids:
                self.redirects[alias] = place.place_id
        for index, more in ((self._whole, whole), (self._inner, inner)):
            for key, ids in more.items():
                index[key] = (*index.get(key, ()), *ids)

    def of_country(self, country: str) -> Sequence[Place]:
        """Places of a country, in the order of `places`, as they were when one was first asked."""
        return self._by_country.get(country, ())

    @cached_property
    def _by_country(self) -> dict[str, list[Place]]:
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for place in self.places.values():
            found[place.country].append(place)
        return dict(found)

    def derived(self, make: Callable[[Iterable[Place]], Derived]) -> Derived:
        """Return what follows from all places, made when it is first asked for.

        Parameters
        ----------
        make
            Function of the places in the order of `places`; what it makes is known by its name.
        """
        if make.__name__ not in self._derived:
            self._derived[make.__name__] = make(self.places.values())
        return self._derived[make.__name__]

    @cached_property
    def _derived(self) -> dict[str, Derived]:
        return {}

    def canonical(self, place_id: str) -> str:
        """Return the canonical id of an id or of one of its aliases; "" if it is unknown."""
        found = self.redirects.get(place_id, place_id)
        return found if found in self.places else ""

    def ids_of_key(self, key: str) -> tuple[str, ...]:
        """Ids of the places that have a spelling of a key, whole or inside what stands around it.

        Places added by `extend` may stand there twice.
        """
        return (*self._whole.get(key, ()), *self._inner.get(key, ()))

    def matches(self, name: str, country: str = "") -> list[Match]:
        """Every place under a spelling, best rank first, then the larger population.

        Parameters
        ----------
        name
            A spelling in any script.
        country
            ISO 3166-1 alpha-2; "" for all countries.
        """
        whole, inner = name_key(name), [name_key(bare) for bare in bare_names(name)]
        found: dict[str, int] = {}
        for rank, index, keys in (
            (0, self._whole, [whole]),
            (1, self._inner, [whole]),
            (2, self._whole, inner),
            (3, self._inner, inner),
        ):
            for key in keys:
                for place_id in index.get(key, ()):
                    if not country or self.places[place_id].country == country:
                        found.setdefault(place_id, rank)
        ordered = sorted(
            found,
            key=lambda one: (found[one], -(self.places[one].population or 0), one),
        )
        return [Match(place_id, found[place_id]) for place_id in ordered]

    def lookup(self, name: str, country: str = "", level: Level | None = None) -> list[str]:
        """Ids of the places under a spelling, best first; with a level, only places that fit it."""
        return [
            match.place_id
            for match in self.matches(name, country)
            if level is None or fits_level(self.places[match.place_id], level)
        ]


def fits_level(place: Place, level: Level) -> bool:
    """Whether a place can be meant by a level; a dual place is a city and a first-level region."""
    return place.level == level or (place.is_dual and level in {"city", "region1"})


def _children(places: Sequence[Place]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place in places:
        if place.parent_ids:
            found[place.parent_ids[0]].append(place.place_id)
    return {parent: tuple(children) for parent, children in found.items()}


def _index(
    places: Sequence[Place],
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    whole: dict[str, tuple[str, ...]] = {}
    inner: dict[str, tuple[str, ...]] = {}
    for place in places:
        spellings = {name for name, _ in place.names}
        keys = {name_key(name) for name in spellings}
        bare = {name_key(inside) for name in spellings for inside in bare_names(name)} - keys
        for index, found in ((whole, keys), (inner, bare)):
            for key in found:
                if key:
                    index[key] = (*index.get(key, ()), place.place_id)
    return whole, inner
