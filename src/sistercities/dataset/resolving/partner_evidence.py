"""What the place at the other end tells of a name that leads to no single place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from difflib import SequenceMatcher

from sistercities.dataset.gazetteer.evidence import distance_km, wanted_levels
from sistercities.dataset.gazetteer.lookups import Derived, Lookup
from sistercities.dataset.resolving.by_forms import MOST_SHOWN, SEVERAL
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import name_key, script_of
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import AREAS

ALIKE_CONFIDENCE = 0.85
ODDS_CONFIDENCE = 0.85
_LIKE = 0.6
_OTHERS_UNLIKE = 0.45
CERTAIN = frozenset({"id", "parents", "coordinates", "known_tie"})
"""Words of a method by which more than the name tells which place is meant."""
_FAR_NEARER, _NEARLY_ONE = 3, 0.9
_BEGINNING, _LONG, _KNOWN = 4, 9, 15_000
"""Letters in common at the beginning, letters of a name that may be mistaken, and persons."""
_UNWRAPPED = 2
_BESIDE_KM, _FARTHER, _APART_KM = 100.0, 8, 60.0
"""How near a partner lies beside a border, and how much farther each namesake of it."""
_TOWNS = ("city", "district")
_NEARLY, _YEARS_APART = 0.85, 1
"""Share of letters in common, and years by which two dates of one tie may differ."""
KNOWN_ALIKE = "a known partner is spelt nearly so"
"""Why a name waits that is that of a place and nearly that of a known partner."""
SPELT_ALIKE = "+known_tie+similar_name"
"""How the method ends of a name that a held partner alone is spelt like."""


class PartnerEvidence:
    """Names settled by the other end, over one gazetteer and its ties.

    Parameters
    ----------
    gazetteer
        The places.
    partners
        The partners of each place.
    regions
        Codes of the first-level regions that are partners, in both orders.
    likeness
        Share of letters in common of a name and the names of a place, 0 to 1.
    years
        The year in which the tie of two places began, where it is known; None where none is.
    """

    def __init__(
        self,
        gazetteer: UserGazetteer,
        partners: Lookup[str, frozenset[str]],
        regions: Collection[tuple[str, str]],
        likeness: Callable[[NamedEnd, Place], float],
        years: Lookup[tuple[str, str], frozenset[str]] | None = None,
    ) -> None:
        from sistercities.dataset.resolving.american_namesakes import Ground

        self._years = {} if years is None else years
        self._gazetteer, self._partners, self._likeness = gazetteer, partners, likeness
        self._ground = Ground(gazetteer.places, partners, regions)

    def spelt_alike(self, end: NamedEnd, partners: Iterable[Place]) -> Resolution | None:
        """Take the only held partner in a country whose name is spelt alike in another script.

        萨拉格萨 is Zaragoza for a city that is its partner. A misspelt name in Latin letters is
        not taken so: two towns differ in fewer letters than two ways to write one in Han.
        """
        if script_of(end.name) == "Latn" or not end.country:
            return None
        scored = sorted(((self._likeness(end, one), one.place_id, one) for one in partners
                         if may_be_of_level(end, one)), reverse=True)  # fmt: skip
        if not scored or scored[0][0] < _LIKE:
            return None
        if len(scored) > 1 and scored[1][0] >= _OTHERS_UNLIKE:
            return None
        return Resolution(scored[0][1], f"alias+country{SPELT_ALIKE}", ALIKE_CONFIDENCE)

    def known_alike(
        self, end: NamedEnd, own: Resolution, other: Resolution, start: str
    ) -> Resolution:
        """Ask back where a partner of the other end is spelt nearly as a place that is none.

        A register that has Wolfsberg as the partner of Marignane means Wolfsburg. Of the held ties
        two in a thousand would be asked about so, were they not held. Where the line and the
        held tie have years that differ, it is another tie.
        """
        place, how = self._gazetteer.places.get(own.place_id), set(own.method.split("+"))
        partners = self._partners.get(other.place_id, frozenset()) if other.place_id else ()
        if place is None or how & CERTAIN or place.place_id in partners:
            return own
        alike = [
            one for one in sorted(partners)
            if _is_nearly(end, self._gazetteer.places[one], place)
            and not are_apart(start, self._years.get((other.place_id, one), frozenset()))
        ]  # fmt: skip
        if not alike:
            return own
        return Resolution("", "", 0.0, KNOWN_ALIKE, (*alike, place.place_id)[:MOST_SHOWN])

    def nearer_alike(self, end: NamedEnd, own: Resolution, other: Resolution) -> Resolution:
        """Ask back where a town of nearly the same name lies far nearer to the other end.

        A list in Han has 克拉斯诺卡姆斯克, Krasnokamsk in the Urals, as the partner of a border
        town of Inner Mongolia, near which Krasnokamensk lies.
        """
        place, home = (self._gazetteer.places.get(one.place_id) for one in (own, other))
        how = set(own.method.split("+"))
        if place is None or home is None or script_of(end.name) == "Latn" or how & CERTAIN:
            return own
        if place.level != "city" or place.place_id in self._partners.get(
            home.place_id, frozenset()
        ):
            return own
        km = _km(place, home)
        alike = [
            one for one in self._begun_alike(place)
            if (near := _km(one, home)) is not None and km is not None
            and near * _FAR_NEARER <= km and _are_alike(one, place)
        ]  # fmt: skip
        if not alike:
            return own
        ids = (place.place_id, *(one.place_id for one in alike))
        return Resolution("", "", 0.0, SEVERAL, ids[:MOST_SHOWN])

    def _begun_alike(self, place: Place) -> list[Place]:
        """Other known towns of the country of a place whose names begin with the same letters."""
        begun = self._gazetteer.derived(towns_by_beginning)
        towns = (self._gazetteer.places[one]
                 for one in begun.get((place.country, _begin(place)), ()))  # fmt: skip
        return [
            one for one in towns
            if one.name != place.name and (one.population or 0) * 2 >= (place.population or 0)
        ]  # fmt: skip

    def nearest_abroad(self, end: NamedEnd, own: Resolution, other: Resolution) -> Resolution:
        """Take the namesake beside the border, where every other lies far from the other end.

        Of held ties with a namesake within 100 km across a border, and each other at least eight
        times as far, 54 of 54 are with that one.
        """
        home = self._gazetteer.places.get(other.place_id)
        is_open = own.reason == SEVERAL and not own.place_id and not end.parents
        if home is None or not is_open or home.country == end.country:
            return own
        called = self._gazetteer.matches(end.name, end.country)
        ids = {*own.candidates, *(one.place_id for one in called if one.rank < _UNWRAPPED)}
        places = [self._gazetteer.places[one] for one in sorted(ids)]
        kms = [km for one in places if (km := _km(one, home)) is not None]
        if len(kms) != len(places) or not all(one.level in _TOWNS for one in places):
            return own
        (near, at), *rest = sorted((km, at) for at, km in enumerate(kms))
        is_alone = near <= _BESIDE_KM and rest and rest[0][0] >= max(near * _FARTHER, _APART_KM)
        method = "alias+country+nearest"
        return Resolution(places[at].place_id, method, ODDS_CONFIDENCE) if is_alone else own

    def american(self, end: NamedEnd, own: Resolution, other: Resolution) -> Resolution:
        """Settle namesakes of the United States by how likely each is the partner of a place."""
        from sistercities.dataset.resolving.american_namesakes import COUNTRY, likeliest

        is_open = own.reason == SEVERAL and not own.place_id and other.place_id
        wanted = wanted_levels(end)
        if (
            not is_open
            or end.country != COUNTRY
            or end.parents
            or (wanted and "city" not in wanted)
        ):
            return own
        called = self._gazetteer.matches(end.name, COUNTRY)
        ids = [*own.candidates, *(one.place_id for one in called if one.rank < _UNWRAPPED)]
        towns = [one for one in ids if self._gazetteer.places[one].level == "city"]
        chosen = likeliest(towns, self._gazetteer.places[other.place_id], self._gazetteer,
                           self._ground) if towns else ""  # fmt: skip
        return Resolution(chosen, "alias+country+likeliest", ODDS_CONFIDENCE) if chosen else own


def towns_by_beginning(places: Iterable[Place]) -> Derived:
    """Ids of the known towns of long names by their country and the first letters."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in places:
        is_known = one.level == "city" and (one.population or 0) >= _KNOWN
        if is_known and not one.valid_to and len(name_key(one.name)) >= _LONG:
            found[one.country, _begin(one)].append(one.place_id)
    return {key: tuple(ids) for key, ids in found.items()}


def _begin(place: Place) -> str:
    return name_key(place.name)[:_BEGINNING]


def _km(one: Place, other: Place) -> float | None:
    if other.latitude is None or other.longitude is None:
        return None
    return distance_km(one, other.latitude, other.longitude)


def _are_alike(one: Place, other: Place) -> bool:
    pair = name_key(one.name), name_key(other.name)
    return SequenceMatcher(None, *pair, autojunk=False).ratio() >= _NEARLY_ONE


def _is_nearly(end: NamedEnd, partner: Place, place: Place) -> bool:
    """Whether a partner is of the kind of a place, and is called nearly as a name is written."""
    if partner.level in AREAS or place.level in AREAS or not may_be_of_level(end, partner):
        return False
    key = name_key(end.name)
    keys = {name_key(name) for name in (partner.name, partner.name_local) if name}
    return any(
        one != key and SequenceMatcher(None, key, one, autojunk=False).ratio() >= _NEARLY
        for one in keys
    )


def are_apart(start: str, years: Collection[str]) -> bool:
    """Whether a line is of another year than a held tie; one that is not told is no other."""
    return bool(start and years) and all(
        abs(int(start[:4]) - int(year)) > _YEARS_APART for year in years
    )


def may_be_of_level(end: NamedEnd, place: Place) -> bool:
    """Whether a name may mean a place by the level that it states: 州 is no town, 市 no region.

    What is called a part of a city is no city that is a region too.
    """
    wanted = wanted_levels(end)
    if not wanted or place.is_dual:
        return wanted[:1] != ("district",)  # 胡志明市第三区 is a part, and not the city
    return (wanted[0] in AREAS) == (place.level in AREAS)
