"""What the ties that are held tell of a name: which of several places of it is meant.

The only tie between places of two names tells which these are, and so does the day on which it
began: a name that leads nowhere is the partner of that day.

Names that lead to one place, and by which another is known too to those who write the register.

Reka is a village of Croatia, and what Slovenes call Rijeka. Ivano-Frankivska is short for the
oblast, and what Latvians call its city. Nothing in the name tells, so it is asked back, unless a
held tie does: of 58,000 ends of held ties abroad 19 are with such a village.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from sistercities.dataset.gazetteer.evidence import wanted_levels
from sistercities.dataset.gazetteer.places import Match, fits_level
from sistercities.dataset.resolving.by_forms import MOST_SHOWN, OTHER_LEVEL, SEVERAL, UNKNOWN_NAMES
from sistercities.dataset.resolving.official_forms import is_kreis, kreis
from sistercities.dataset.resolving.partner_evidence import CERTAIN
from sistercities.dataset.resolving.second_thoughts import is_main_name
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import MUNICIPAL

if TYPE_CHECKING:
    from sistercities.dataset.resolving.names_ground import NamesGround

KNOWN_TIE_CONFIDENCE = 0.9
_WRITTEN_WHOLE = "JP"
"""Where a town, a village and a city of one stem are told apart by the last letter alone."""
_LETTERS_OF_KINDS = frozenset("市町村区")
_MOST_HOMONYMS = 50


class KnownTies:
    """Names settled by held ties.

    Parameters
    ----------
    ground
        What names are resolved against.
    is_town_by_its_name
        Whether the last letter of a name is part of it, and states no level.
    """

    def __init__(
        self, ground: NamesGround, is_town_by_its_name: Callable[[NamedEnd], bool]
    ) -> None:
        self.gazetteer, self._ground = ground.gazetteer, ground
        self._is_town_by_its_name = is_town_by_its_name

    def of_day(self, end: NamedEnd, own: Resolution, other: Resolution, start: str) -> Resolution:
        """Take the only partner in the country whose tie with the other end began on that day.

        A name that leads nowhere may be misspelt or translated; one of several namesakes is taken
        only where the partner is one of them.
        """
        if own.place_id or not other.place_id or not end.country or not start:
            return own
        partners = [
            one for one in self._ground.days.get((other.place_id, start), frozenset())
            if self.gazetteer.places[one].country == end.country
        ]  # fmt: skip
        is_open = own.reason in UNKNOWN_NAMES
        is_one = len(partners) == 1 and (is_open or partners[0] in self._called(end, own))
        if not is_one:
            return own
        return Resolution(partners[0], "alias+country+known_tie+day", KNOWN_TIE_CONFIDENCE)

    def of_other_level(self, end: NamedEnd, own: Resolution, other: Resolution) -> Resolution:
        """Take the municipality of another level whose tie with the other end is held: 海拉尔市.

        Cities of China became districts, and counties cities; a region is never taken for a town.
        """
        wanted = wanted_levels(end)
        is_municipal = bool(wanted) and all(level in MUNICIPAL for level in wanted)
        if own.place_id or own.reason != OTHER_LEVEL or not other.place_id or not is_municipal:
            return own
        partners = self._ground.partners.get(other.place_id, frozenset())
        tied = [one for one in own.candidates
                if one in partners and self._is_proved(one, other.place_id)]  # fmt: skip
        if len(tied) != 1 or self.gazetteer.places[tied[0]].level not in MUNICIPAL:
            return own
        return _by_tie(end, own, tied[0])

    def _called(self, end: NamedEnd, found: Resolution) -> set[str]:
        """Ids of the places that a name may mean, whatever its level."""
        called = self.gazetteer.matches(end.name, end.country)
        ids = {one.place_id for one in called} | set(found.candidates)
        return self._of_written_kind(end, ids) or ids

    def _of_written_kind(self, end: NamedEnd, ids: Collection[str]) -> set[str]:
        """Those called so with their kind, if any: 川崎町 is one of two towns, never 川崎市.

        A town of before that is a city now is called so by nobody today: 栗東町 is 栗東市.
        """
        if end.country != _WRITTEN_WHOLE or end.name[-1:] not in _LETTERS_OF_KINDS:
            return set()
        places = self.gazetteer.places
        return {one for one in ids if one and is_main_name(end, places[one], is_whole=True)}

    def settle(
        self, one: tuple[NamedEnd, Resolution], other: tuple[NamedEnd, Resolution], start: str
    ) -> tuple[Resolution, Resolution]:
        """Settle homonyms by the only tie that the release holds between places of these names.

        It also speaks against places that were taken by their names alone and have no such tie.
        Of several ties the one that began on the day of the line is meant: that of Osaka with
        Shanghai is of 1974, that of its prefecture of 1980.
        """
        found = one[1], other[1]
        of_day = self._tied_on(one, other, start) if start else []
        if len(of_day) == 1:
            return _by_tie(*one, of_day[0][0]), _by_tie(*other, of_day[0][1])
        if found[1].place_id in self._ground.partners.get(found[0].place_id, frozenset()):
            return found
        first, second = self._meant(*one), self._meant(*other)
        tied = [
            (x, y)
            for x in first
            for y in self._ground.partners.get(x, frozenset()) & second
            if self._tells(one[1], x, y) and self._tells(other[1], y, x)
        ]
        if len(tied) != 1:
            return found
        return _by_tie(*one, tied[0][0]), _by_tie(*other, tied[0][1])

    def _tied_on(
        self, one: tuple[NamedEnd, Resolution], other: tuple[NamedEnd, Resolution], start: str
    ) -> list[tuple[str, str]]:
        """Ties between places of two names that began on a day."""
        second = self._meant(*other)
        return [
            (x, y)
            for x in self._meant(*one)
            for y in self._ground.days.get((x, start), frozenset()) & second
        ]

    def _tells(self, found: Resolution, place_id: str, other_id: str) -> bool:
        """Whether a tie may say that the place is meant: it is the one found, or is proved."""
        return found.place_id == place_id or self._is_proved(place_id, other_id)

    def _is_proved(self, place_id: str, other_id: str) -> bool:
        """Whether the tie tells which of its namesakes the place is: of Portland it may not."""
        return (place_id, other_id) in self._ground.proved

    def _meant(self, end: NamedEnd, found: Resolution) -> set[str]:
        """Places that the name may mean: the one found, and others unless that one is certain."""
        if not self._may_be_another(end, found):
            return {found.place_id} - {""}
        matches = self.gazetteer.matches(end.name, end.country)[:_MOST_HOMONYMS]
        named = {each.place_id for each in matches if each.rank < 3 and self._fits(end, each)}
        named = self._of_written_kind(end, named) or named
        # A short or an official form is no spelling of the place that it led to: Esslingen a.N.
        return named or {found.place_id} - {""}

    def _fits(self, end: NamedEnd, match: Match) -> bool:
        """Whether a place can be meant by the level that the words state: 州 is no city."""
        wanted = () if self._is_town_by_its_name(end) else wanted_levels(end)
        place = self.gazetteer.places[match.place_id]
        if kreis(end.name, end.country):
            return is_kreis(place)
        return not wanted or any(fits_level(place, level) for level in wanted)

    def _may_be_another(self, end: NamedEnd, found: Resolution) -> bool:
        """Whether the name waits between several, or was taken for lack of other evidence.

        Chiba alone may be the city or the prefecture; ニューヨーク市 is a by-name of a town too.
        """
        if not found.place_id:
            return bool(found.candidates)
        how = found.method.split("+")
        if how == ["id"] or "parents" in how:
            return False
        return "level" not in how or not is_main_name(end, self.gazetteer.places[found.place_id])


def _by_tie(end: NamedEnd, found: Resolution, place_id: str) -> Resolution:
    if found.place_id == place_id:
        return found
    how = "alias+country+known_tie" if end.country else "alias+known_tie"
    return Resolution(place_id, how, KNOWN_TIE_CONFIDENCE)


_FAR_LARGER, _KNOWN, _FEW = 30, 50_000, 500
"""Times the people of the village that a city has, its persons, and those of one not counted."""
_SHORTEST = 4
_LONGEST_ENDING = 4
"""Letters of a city's name, and of what an adjective of it adds: Lviv, Lvivska."""


def known_so_too(
    end: NamedEnd, own: Resolution, other: Place | None, gazetteer: UserGazetteer
) -> Resolution:
    """Ask back where a city is known by the name of a village, or by the short one of its region.

    Parameters
    ----------
    end
        The name.
    own
        What it led to.
    other
        The place at the other end; None where it is not known.
    gazetteer
        The places.
    """
    place = gazetteer.places.get(own.place_id)
    is_abroad = other is not None and bool(end.country) and other.country != end.country
    is_told = bool(set(own.method.split("+")) & CERTAIN) or bool(end.parents)
    if place is None or other is None or not is_abroad or is_told or wanted_levels(end):
        return own
    is_of_town = other.is_dual or other.level in MUNICIPAL
    others = _cities_known_so(end, place, gazetteer) if place.level == "city" else []
    if place.level == "region1" and not place.is_dual and is_of_town:
        others = _cities_of_region(end, place, gazetteer)
    if not others:
        return own
    ids = (*(one.place_id for one in others), place.place_id)
    return Resolution("", "", 0.0, SEVERAL, ids[:MOST_SHOWN])


def _cities_known_so(end: NamedEnd, place: Place, gazetteer: UserGazetteer) -> list[Place]:
    """Return the cities that are known by the name of a village too, and are far larger."""
    least = max(_KNOWN, _FAR_LARGER * (place.population or _FEW))
    called = (gazetteer.places[one.place_id] for one in gazetteer.matches(end.name, end.country))
    return [
        one for one in called
        if one.place_id != place.place_id and (one.level == "city" or one.is_dual)
        and (one.population or 0) >= least
    ]  # fmt: skip


def _cities_of_region(end: NamedEnd, place: Place, gazetteer: UserGazetteer) -> list[Place]:
    """Return the cities that a region has its name of, where that is written without Oblast."""
    is_short = any(
        one.place_id == place.place_id and one.rank == 1
        for one in gazetteer.matches(end.name, end.country)
    )
    key = name_key(end.name)
    if not is_short or not end.name.isascii():
        return []
    return [
        one for one in gazetteer.of_country(end.country)
        if one.level == "city" and one.region_iso == place.region_iso and not one.valid_to
        and _is_adjective(key, name_key(one.name)) and (one.population or 0) >= _KNOWN
    ]  # fmt: skip


def _is_adjective(key: str, of_city: str) -> bool:
    """Whether a name is that of a city with an ending of a few letters."""
    is_begun = len(of_city) >= _SHORTEST and key.startswith(of_city)
    return is_begun and 0 < len(key) - len(of_city) <= _LONGEST_ENDING
