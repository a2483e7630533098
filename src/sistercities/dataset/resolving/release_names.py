"""Names to places at the user's side: the release itself is the gazetteer.

The rules are those of the build. Added are: an id that the source gives; a tie that the release
holds already, which tells which of several places of one name is meant; a name without a country,
which is looked up everywhere and trusted less; names that merely end like a level, such as 苏州 and
京都; and official and shortened forms. A place that the release lacks is never made up.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.boxes import in_box_before, near_box
from sistercities.dataset.resolving.by_forms import (
    ELSEWHERE,
    FORM_CONFIDENCE,
    MOST_SHOWN,
    NO_SUCH_NAME,
    OTHER_LEVEL,
    SEVERAL,
    UNKNOWN_NAMES,
    Forms,
)
from sistercities.dataset.resolving.compound_names import compounds
from sistercities.dataset.resolving.heard_ends import SOUND, HeardEnds
from sistercities.dataset.resolving.held_namesakes import HeldNamesakes
from sistercities.dataset.resolving.known_ties import KNOWN_TIE_CONFIDENCE, KnownTies, known_so_too
from sistercities.dataset.resolving.level_names import LevelNames, korean
from sistercities.dataset.resolving.meant_by_all import meant_by_all
from sistercities.dataset.resolving.misspelt_partners import MisspeltAlone, MisspeltPartners
from sistercities.dataset.resolving.near import nearest_spellings, similarity
from sistercities.dataset.resolving.other_names import by_both, by_other_name, with_level_of_other
from sistercities.dataset.resolving.pair_thoughts import PairThoughts
from sistercities.dataset.resolving.partner_evidence import PartnerEvidence
from sistercities.dataset.resolving.ranked_rules import resolve_plainly
from sistercities.dataset.resolving.region_names import RegionNames
from sistercities.dataset.resolving.second_thoughts import (
    SecondThoughts,
    is_main_name,
)
from sistercities.dataset.resolving.towns import NOT_BY_SIZE
from sistercities.dataset.resolving.written_forms import area_named, spelt_out
from sistercities.dataset.scripts import (
    is_beginning,
    name_key,
    words_of_name,
)
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import AREAS

if TYPE_CHECKING:
    from sistercities.dataset.resolving.names_ground import NamesGround

ANYWHERE_CONFIDENCE = 0.8
COMPOUND_CONFIDENCE = 0.93
WHOLE_NAME_CONFIDENCE = 0.9
BOX_CONFIDENCE = 0.93
_MOST_HOMONYMS = 50
_FEWEST_WORDS = 2
_ALIKE = 0.6
_SHORTEST_INSIDE = 3
_SHORTEST_BEGINNING = 5


class ReleaseNames:
    """Names, ids and ties of a release, ready to resolve against.

    Parameters
    ----------
    ground
        What is known: see `read_names` and `kept_names`.

    Attributes
    ----------
    gazetteer
        Every place of the release and of its gazetteer, by the spellings that people write.
    small_ids
        Ids of the places that are in the gazetteer alone.
    regions
        What is called so as a region or as a town, and what lies in it.
    """

    def __init__(self, ground: NamesGround) -> None:
        self.small_ids, self.gazetteer = ground.small_ids, ground.gazetteer
        self._ground, self._partners = ground, ground.partners
        self.regions = RegionNames(self.gazetteer, ground)
        self._heard = HeardEnds(self.gazetteer, self.regions)
        self._levels = LevelNames(self.gazetteer)
        self._thoughts = SecondThoughts(self.gazetteer, ground.townships)
        self._of_both = PairThoughts(self.gazetteer, self.is_partner)
        self._evidence = PartnerEvidence(
            self.gazetteer, ground.partners, ground.tied_regions, self._likeness, ground.years
        )
        self._held = HeldNamesakes(self.gazetteer, ground.partners, ground.proved, ground.years)
        self._forms = Forms(self.gazetteer, self.regions.lies_in)
        self._ties = KnownTies(ground, self._levels.is_town_by_its_name)
        self._misspelt = MisspeltPartners(ground, self.regions.lies_in)
        self._misspelt_alone = MisspeltAlone(self.gazetteer, self.regions.lies_in)

    def resolve(self, claim: SourceClaim) -> ResolvedClaim:
        """Resolve both ends of a claim, each by its names."""
        first, second = with_level_of_other(claim.a), with_level_of_other(claim.b)
        a, b = self._by_letters(first, second, claim.start)
        if first.other_name or second.other_name:
            a, b = self._by_other_names((first, a), (second, b), claim.start)
        return self.held(ResolvedClaim(claim, a, b))

    def _by_letters(
        self, first: NamedEnd, second: NamedEnd, start: str
    ) -> tuple[Resolution, Resolution]:
        """Resolve both ends as they are written, then in the letters of a dictionary."""
        a, b = self._resolve_pair(first, second, start)
        spelt_a, spelt_b = self._in_latin(first, a), self._in_latin(second, b)
        if spelt_a or spelt_b:
            from sistercities.dataset.resolving.dictionary_ends import better_of

            c, d = self._resolve_pair(spelt_a or first, spelt_b or second, start)
            a = better_of(a, c, SOUND) if spelt_a else a
            b = better_of(b, d, SOUND) if spelt_b else b
        return a, b

    def _by_other_names(
        self, a: tuple[NamedEnd, Resolution], b: tuple[NamedEnd, Resolution], start: str
    ) -> tuple[Resolution, Resolution]:
        """Weigh what the names of a second column lead to; what they settle tells of the rest."""
        named = [by_other_name(end, self.gazetteer) for end, _ in (a, b)]
        second = self._by_letters(named[0] or a[0], named[1] or b[0], start)
        last = [
            by_both((end, other), (found, self._inside(other, told)), self.gazetteer)
            if other else found
            for (end, found), other, told in zip((a, b), named, second, strict=True)
        ]  # fmt: skip
        for one, rest in ((0, 1), (1, 0)):
            is_new = last[one].place_id and not (a, b)[one][1].place_id
            if is_new and not last[rest].place_id:
                ends = [end for end, _ in (a, b)]
                ends[one] = replace(ends[one], given_id=last[one].place_id)
                again = self._by_letters(ends[0], ends[1], start)[rest]
                last[rest] = again if again.place_id else last[rest]
        return last[0], last[1]

    def _resolve_pair(self, a: NamedEnd, b: NamedEnd, start: str) -> tuple[Resolution, Resolution]:
        """Resolve each end by itself, then in the light of the other."""
        first, second = self.resolve_end(a), self.resolve_end(b)
        first, second = self._ties.settle((a, first), (b, second), start)
        first, second = (
            self._ties.of_other_level(a, first, second),
            self._ties.of_other_level(b, second, first),
        )
        first = self._ties.of_day(a, self._by_likely_tie(a, first, second), second, start)
        second = self._ties.of_day(b, self._by_likely_tie(b, second, first), first, start)
        first, second = self._of_both.on_pair((a, first), (b, second))
        first, second = self._or_known_so(a, first, second), self._or_known_so(b, second, first)
        first, second = (
            self._held.taken(a, first, second, start),
            self._held.taken(b, second, first, start),
        )
        last_a = self._evidence.american(a, first, second)
        last_b = self._evidence.american(b, second, last_a)
        last_a = self._evidence.nearest_abroad(a, last_a, last_b)
        last_b = self._evidence.nearest_abroad(b, last_b, last_a)
        last_a, last_b = (
            self._evidence.nearer_alike(a, last_a, last_b),
            self._evidence.nearer_alike(b, last_b, last_a),
        )
        last_a, last_b = (
            meant_by_all(a, last_a, self.gazetteer, self._partners),
            meant_by_all(b, last_b, self.gazetteer, self._partners),
        )
        last_a, last_b = (
            self._misspelt.taken(a, last_a, last_b, start),
            self._misspelt.taken(b, last_b, last_a, start),
        )
        last_a, last_b = (
            self._misspelt_alone.taken(a, last_a),
            self._misspelt_alone.taken(b, last_b),
        )
        last_a, last_b = (
            self._held.asked(a, last_a, last_b),
            self._held.asked(b, last_b, last_a),
        )
        return (
            self._evidence.known_alike(a, last_a, last_b, start),
            self._evidence.known_alike(b, last_b, last_a, start),
        )

    def _or_known_so(self, end: NamedEnd, own: Resolution, other: Resolution) -> Resolution:
        """Ask back where a city is known so too, unless a held tie tells which of them is meant."""
        if not own.place_id or self.is_partner(own.place_id, other.place_id):
            return own
        there = self.gazetteer.places.get(other.place_id)
        found = known_so_too(end, own, there, self.gazetteer)
        proved = self._ground.proved
        held = [one for one in found.candidates if (one, other.place_id) in proved]
        if len(held) != 1 or end.country in NOT_BY_SIZE:
            return found
        return Resolution(held[0], "alias+country+known_tie", KNOWN_TIE_CONFIDENCE)

    def _inside(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Let a name wait whose place lies in none of the regions that stand beside it."""
        regions = [one for one in end.parents if self.regions.is_region(one, end.country)]
        place = self.gazetteer.places.get(found.place_id)
        if place is None or not regions or any(self.regions.lies_in(place, one) for one in regions):
            return found
        return Resolution("", "", 0.0, ELSEWHERE, (found.place_id,))

    def _in_latin(self, end: NamedEnd, found: Resolution) -> NamedEnd | None:
        """Return an end in the letters of a dictionary where its name led nowhere, or by sound."""
        if found.place_id and not found.method.endswith(f"+{SOUND}"):
            return None
        from sistercities.dataset.resolving.dictionary_ends import in_latin

        return in_latin(end, self.gazetteer)

    def held(self, one: ResolvedClaim) -> ResolvedClaim:
        """Return a claim behind the tie that is held in place of that of its two places."""
        return replace(one, folded_into=self._ground.held_as.get(one.own_tie_id or "", ""))

    def resolve_end(self, end: NamedEnd) -> Resolution:
        """Resolve one end by what it says alone."""
        given = self.by_id(end.given_id)
        if given:
            return Resolution(given, "id", 1.0)
        # A container that nothing here is called says nothing, and must not rule a place out.
        parents = [self._container(one, end.country) for one in end.parents]
        known = [one for one in parents if self.gazetteer.matches(one, end.country)]
        # What a point says is weighed later: it never makes a name of a like one.
        named = replace(end, parents=tuple(known), latitude=None, longitude=None)
        found = self._by_name(named)
        found = self._in_stated_box(named, self._heard.in_stated_region(named, found))
        found = near_box(named, found, self.gazetteer)
        found = in_box_before(named, found, self.gazetteer, self.regions.region_code)
        found = korean(named, found, self.gazetteer, self.regions.lies_in)
        found = self._heard.told_if_read(end, self._thoughts.on_end(end, found))
        found = self._heard.or_small(end, self._heard.or_larger(end, found))
        found = self._held.or_written_otherwise(end, found)
        if end.country or not found.place_id or found.method == "id":
            return found
        method = found.method.replace("+country", "", 1)
        return replace(found, method=method, confidence=min(found.confidence, ANYWHERE_CONFIDENCE))

    def _container(self, name: str, country: str) -> str:
        """Return the name of a container: of a code, or of an area without the word for it."""
        coded = self.regions.region_of_code(name, country)
        if coded or self.gazetteer.matches(name, country):
            return coded or name
        return area_named(name) or name

    def _by_likely_tie(self, end: NamedEnd, own: Resolution, other: Resolution) -> Resolution:
        """Take the only partner of the other end that a name sounds like, or begins as.

        The tie is held: Saint-Gilles is meant by St. Gilles les Bruxelles. A name that is spelt
        otherwise is not taken so.
        """
        if own.place_id or own.reason not in UNKNOWN_NAMES or not other.place_id:
            return own
        partners = [
            place
            for one in sorted(self._partners.get(other.place_id, frozenset()))
            if (place := self.gazetteer.places[one]).country == end.country
        ]
        heard = self.gazetteer.heard_among(end.name, partners)
        if heard:
            return Resolution(heard, f"alias+country+known_tie+{SOUND}", KNOWN_TIE_CONFIDENCE)
        begun = [one.place_id for one in partners if _begins_as(end, one)]
        if len(begun) != 1:
            return self._evidence.spelt_alike(end, partners) or own
        return Resolution(begun[0], "alias+country+known_tie+form", KNOWN_TIE_CONFIDENCE)

    def _by_name(self, end: NamedEnd) -> Resolution:
        if self._levels.is_town_by_its_name(end):
            found = resolve_plainly(replace(end, level="city"), self.gazetteer)
            method = found.method.replace("+level", "")
            return replace(found, method=method, confidence=min(found.confidence, 0.9))
        area = self._forms.area(end)
        if area is not None:
            return area
        found = self._forms.of_divided(end, resolve_plainly(end, self.gazetteer))
        if end.level == "district" and found.reason == OTHER_LEVEL:
            # Musanze (district): in many countries a district is no part of a city.
            found = resolve_plainly(replace(end, level="region2"), self.gazetteer)
        found = self._or_whole_name(end, found)
        found = self._or_area_called_so(end, found)
        if self._levels.is_of_other_level(end, found.place_id):
            return Resolution("", "", 0.0, OTHER_LEVEL, (found.place_id,))
        if found.place_id or found.reason != NO_SUCH_NAME:
            return found
        from sistercities.dataset.resolving.numbered_parts import numbered_part

        part = numbered_part(end, self.gazetteer)
        if part:
            return Resolution(part, "alias+country+form", FORM_CONFIDENCE)
        return self._by_compound(end) or self._forms.resolve(end) or found

    def _or_whole_name(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Take a place whose name has a word for a level in it: the atoll Addu City is no town.

        Whatever the level is called: no other place of the country has a name like it.
        """
        if found.reason != OTHER_LEVEL or not end.country:
            return found
        called = [one.place_id for one in self.gazetteer.matches(end.name, end.country)]
        is_it = len(called) == 1 and is_main_name(
            end, self.gazetteer.places[called[0]], is_whole=True
        )
        return Resolution(called[0], "alias+country", WHOLE_NAME_CONFIDENCE) if is_it else found

    def _or_area_called_so(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Take the area called so, before the town whose name follows its first word.

        Kabupaten Klaten is the regency, though the town is known so too.
        """
        place = self.gazetteer.places.get(found.place_id)
        words = words_of_name(end.name)
        if place is None or place.level != "city" or not end.country or found.method == "id":
            return found
        if len(words) < _FEWEST_WORDS or words[1:] != words_of_name(place.name):
            return found
        called = [self.gazetteer.places[one.place_id]
                  for one in self.gazetteer.matches(end.name, end.country)]  # fmt: skip
        areas = [one.place_id for one in called if one.level in AREAS and not one.valid_to
                 and is_main_name(end, one, is_whole=True)]  # fmt: skip
        return replace(found, place_id=areas[0]) if len(areas) == 1 else found

    def _by_compound(self, end: NamedEnd) -> Resolution | None:
        """Resolve a unit whose containers stand before it: 江苏省苏州市."""
        for parts in compounds(end.name, end.country):
            boxes = [self.regions.region_name(self.regions.region_code(one, end.country)) or one
                     for one in parts.containers]  # fmt: skip
            inner = replace(end, name=parts.unit, parents=(*boxes, *end.parents))
            found = self._by_name(inner) if parts.unit != end.name else Resolution("", "", 0.0)
            found = korean(inner, found, self.gazetteer, self.regions.lies_in)
            ids = (found.place_id,) if found.place_id else found.candidates
            inside = [
                one for one in ids
                if all(self.regions.lies_around(self.gazetteer.places[one], box) for box in boxes)
            ]  # fmt: skip
            if len(inside) == 1 and (found.place_id or found.reason == SEVERAL):
                how = "alias+country+parents" if parts.containers else "alias+country+form"
                return Resolution(inside[0], how, COMPOUND_CONFIDENCE)
            heard = self._heard.in_stated_region(inner, found)
            if heard.place_id and heard.place_id != found.place_id:
                return heard
        return None

    def _in_stated_box(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Take the only place of a name that lies in the city or the region beside it.

        Bayangol, Ulaanbaatar is the district, though a village of Mongolia is called so.
        """
        how = found.method.split("+")
        is_open = found.place_id or found.reason == SEVERAL
        if not is_open or {"parents", "id"} & set(how) or not end.country:
            return found
        matches = self.gazetteer.matches(end.name, end.country)[:_MOST_HOMONYMS]
        for box in end.parents:
            inside = [
                one.place_id for one in matches
                if (one.rank < 3 or self._levels.is_of_stated_level(end, one))
                and self.regions.lies_inside(self.gazetteer.places[one.place_id], box)
            ]  # fmt: skip
            if len(inside) == 1:
                return Resolution(inside[0], "alias+country+parents", BOX_CONFIDENCE)
        return found

    def alike_partners(self, end: NamedEnd, place_id: str) -> list[Place]:
        """Places that the release holds as partners of a place and whose name is alike."""
        partners = (
            self.gazetteer.places[each] for each in self._partners.get(place_id, frozenset())
        )
        scored = [
            (self._likeness(end, place), place)
            for place in partners
            if end.country in ("", place.country)
        ]
        fit = [(score, place) for score, place in scored if score >= _ALIKE]
        return [place for _, place in sorted(fit, key=lambda one: (-one[0], one[1].place_id))]

    def _likeness(self, end: NamedEnd, place: Place) -> float:
        """Share of letters in common; all where one name holds the other, in other scripts.

        メキシコ市 is offered as メキシコシティ, and ウィーン市ヘルナルス区 as ヘルナルス.
        """
        asked = {key for name in (end.name, *bare_names(end.name)) if (key := name_key(name))}
        keys = {name_key(name) for name, _ in place.names if not name.isascii()}
        pairs = [(one, key) for one in asked for key in keys]
        short = [min(pair, key=len) for pair in pairs if pair[0] in pair[1] or pair[1] in pair[0]]
        inside = any(len(key) >= _SHORTEST_INSIDE and not key.isascii() for key in short)
        return 1.0 if inside else similarity(end, place)

    def spelt_alike(self, end: NamedEnd, region: str = "") -> tuple[str, ...]:
        """Ids of the places of the country, or of a region in it, whose names are nearest."""
        if not region:
            return nearest_spellings(end, self.gazetteer)
        places = self.gazetteer.places
        near = nearest_spellings(end, self.gazetteer, _MOST_HOMONYMS)
        namesakes = (one.place_id for each in near
                     for one in self.gazetteer.matches(places[each].name, end.country))  # fmt: skip
        inside = (one for one in namesakes if self.regions.lies_in(places[one], region))
        return tuple(dict.fromkeys(inside))[:MOST_SHOWN]

    def is_partner(self, place_id: str, other_id: str) -> bool:
        """Whether the release holds a tie between two places."""
        return place_id in self._partners.get(other_id, frozenset())

    def has_ties(self, place_id: str) -> bool:
        """Whether the release holds a tie of a place."""
        return bool(self._partners.get(place_id, frozenset()))

    def partners_of_day(self, place_id: str, start: str) -> list[str]:
        """Ids of the partners whose ties with a place began on that very day."""
        return sorted(self._ground.days.get((place_id, start), frozenset()))

    def elsewhere(self, end: NamedEnd) -> list[Place]:
        """Places of this very name in other countries than the one stated, the largest first."""
        matches = (one for one in self.gazetteer.matches(end.name) if one.rank < 2)
        found = [self.gazetteer.places[one.place_id] for one in matches]
        return [place for place in found if place.country != end.country]

    def by_id(self, given_id: str) -> str:
        """Return the id of the place that an id of whatever kind leads to; "" if none does."""
        if not given_id:
            return ""
        return self.gazetteer.canonical(given_id) or self._ground.by_other_id.get(given_id, "")

    def by_item(self, given_id: str) -> str:
        """Return the id of the place whose item of Wikidata an id names; "" if it is none's."""
        is_item = given_id.startswith("wd:")
        return self._ground.by_other_id.get(given_id, "") if is_item else ""


def _begins_as(end: NamedEnd, place: Place) -> bool:
    """Whether a name is the first words of the name of a place, or those are its first words."""
    names = (end.name, *spelt_out(end.name, end.country))
    shortest = min(len(name_key(end.name)), len(name_key(place.name)))
    return shortest >= _SHORTEST_BEGINNING and any(
        is_beginning(one, place.name) or is_beginning(place.name, one) for one in names
    )
