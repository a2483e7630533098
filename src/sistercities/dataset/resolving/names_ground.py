"""What the names of a user are resolved against, read from a release as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sistercities.dataset.gazetteer.lookups import Lookup
from sistercities.dataset.gazetteer.places import fits_level
from sistercities.dataset.heirs import heirs_among, pairs_of_heirs
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolving.second_thoughts import townships
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.places import Place


class NamesGround(NamedTuple):
    """Places of a release and of its gazetteer by what they are called, and what tells them apart.

    Attributes
    ----------
    gazetteer
        Every place, by the spellings that people write.
    small_ids
        Ids of the places that are in the gazetteer alone.
    townships
        Ids of towns that are no municipality of their own.
    by_other_id
        `wd:` and `gn:` ids that are no canonical ones, to the place.
    partners
        The partners of each place, and of what took it over or it took over (`dataset.heirs`).
    held_as
        Ids of ties that are held as another one.
    proved
        Ends of ties that more than the name tells: the place, and its partner.
    region_by_code
        Names of the first-level regions of today by country and code.
    once_in
        What each place lay in once.
    tied_regions
        Codes of the first-level regions that are partners, in both orders.
    days
        The partners of a place whose tie began on a day: the place and the day in ISO form.
    years
        The year in which the tie of two places began, where it is known; in both orders.
    """

    gazetteer: UserGazetteer
    small_ids: Collection[str]
    townships: Collection[str]
    by_other_id: Lookup[str, str]
    partners: Lookup[str, frozenset[str]]
    held_as: Lookup[str, str]
    proved: Collection[tuple[str, str]]
    region_by_code: Lookup[tuple[str, str], str]
    once_in: Lookup[str, frozenset[str]]
    tied_regions: Collection[tuple[str, str]]
    days: Lookup[tuple[str, str], frozenset[str]]
    years: Lookup[tuple[str, str], frozenset[str]]


def read_names(release: Release) -> NamesGround:
    """Read what names are resolved against; it takes some 15 seconds and a gigabyte.

    Raises
    ------
    ReleaseError
        If a table of the release is damaged.
    """
    from sistercities.dataset.resolving.american_namesakes import tied_regions
    from sistercities.dataset.resolving.release_places import (
        read_days,
        read_places,
        read_proved_ends,
        read_small_places,
        read_years,
    )

    places, small = read_places(release), read_small_places(release)
    small_ids = frozenset(one.place_id for one in small.places)
    gazetteer = UserGazetteer(places)
    gazetteer.add_hangul()
    gazetteer.extend(small.places, small.whole, small.inner)
    pairs = _tied(release)
    heirs = heirs_among({one.place_id: one for one in places})
    of_heirs = pairs_of_heirs(pairs, heirs)
    proved = frozenset(read_proved_ends(release))
    partners = _partners([*pairs, *(tuple(one.split("~")) for one in of_heirs)])
    small_towns = frozenset(townships(gazetteer, small_ids, partners))
    gazetteer.set_small(small_ids | small_towns)
    redirects = release.query("SELECT old_id, new_id FROM tie_redirects")
    return NamesGround(
        gazetteer=gazetteer,
        small_ids=small_ids,
        townships=small_towns,
        by_other_id=_by_other_id(places),
        partners=partners,
        held_as={one: "~".join(sorted(pair)) for one, pair in of_heirs.items()}
        | {row["old_id"]: row["new_id"] for row in redirects},
        proved=proved | frozenset(_proved_of_heirs(of_heirs, heirs, proved)),
        region_by_code=_region_by_code(places),
        once_in=_once_in(release),
        tied_regions=tied_regions(gazetteer.places, partners),
        days=read_days(release),
        years=read_years(release),
    )


def _proved_of_heirs(
    of_heirs: Mapping[str, tuple[str, str]], heirs: Mapping[str, str],
    proved: Collection[tuple[str, str]],
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """Yield the ends that those of the tie that is meant prove (`pairs_of_heirs`)."""
    for written, held in of_heirs.items():
        one, other = written.split("~")
        first, second = held if heirs.get(held[0], held[0]) == heirs.get(one, one) else held[::-1]
        if (first, second) in proved:
            yield one, other
        if (second, first) in proved:
            yield other, one


def _tied(release: Release) -> list[tuple[str, str]]:
    rows = release.query("SELECT place_a, place_b FROM ties ORDER BY tie_id")
    return [(row["place_a"], row["place_b"]) for row in rows]


def _partners(pairs: Iterable[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    return _gathered(each for a, b in pairs for each in ((a, b), (b, a)))


def _once_in(release: Release) -> dict[str, frozenset[str]]:
    rows = release.query("SELECT place_id, parent_id FROM parents WHERE to_year > 0")
    return _gathered((row["place_id"], row["parent_id"]) for row in rows)


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return {one: frozenset(others) for one, others in found.items()}


def _by_other_id(places: Sequence[Place]) -> dict[str, str]:
    items = {f"wd:{one.wikidata_id}": one.place_id for one in places if one.wikidata_id}
    numbers = {f"gn:{one.geonames_id}": one.place_id for one in places if one.geonames_id}
    return items | numbers


def _region_by_code(places: Sequence[Place]) -> dict[tuple[str, str], str]:
    return {
        (one.country, one.region_iso.partition("-")[2]): one.name
        for one in places
        if one.region_iso and not one.valid_to and fits_level(one, "region1")
    }
