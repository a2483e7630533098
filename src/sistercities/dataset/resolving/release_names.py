"""Names to places at the user's side: the release itself is the gazetteer.

The rules are those of the build. Added are: an id that the source gives; a tie that the release
holds already, which tells which of several places of one name is meant; a name without a country,
which is looked up everywhere and trusted less; names that merely end like a level, such as 苏州 and
京都; and official and shortened forms. A place that the release lacks is never made up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from sistercities.dataset.gazetteer.evidence import containers, wanted_levels
from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.gazetteer.places import Gazetteer, Match, fits_level
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.near import nearest_spellings, similarity
from sistercities.dataset.resolving.official_forms import (
    is_kreis,
    kreis,
    without_title,
    written_out,
)
from sistercities.dataset.resolving.ranked_rules import resolve_plainly
from sistercities.dataset.scripts import fold_han, is_han, name_key
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level

KNOWN_TIE_CONFIDENCE = 0.9
ANYWHERE_CONFIDENCE = 0.8
FORM_CONFIDENCE = 0.85
NO_SUCH_NAME = "no place of this name in the country"
OTHER_LEVEL = "places of this name have another level"
SEVERAL = "several places of this name and no evidence"
_MOST_HOMONYMS = 50
_MOST_SHOWN = 5
_PART_OF_NAME = frozenset("州都府道岛")
"""Last letters that say a level of some names and belong to others: 京都 is no 都 called 京."""
_ALIKE = 0.6
_SHORTEST_INSIDE = 3
# Spellings of a place that the gazetteer lacks of it; new if no place of the country has them.
_AS_CLAIMED = """
    SELECT c.place_id, c.name, (p.country, c.name) NOT IN (
        SELECT (country, n.name) FROM names n JOIN places USING (place_id)) AS is_new
    FROM (SELECT place_a AS place_id, name_a AS name FROM claims UNION
        SELECT place_b, name_b FROM claims) c
    JOIN places p USING (place_id) ANTI JOIN names n ON n.place_id = c.place_id AND n.name = c.name
    ORDER BY ALL
"""


class ReleaseNames:
    """Names, ids and ties of a release, ready to resolve against.

    Attributes
    ----------
    gazetteer
        Every place of the release with all its spellings.
    """

    def __init__(self, release: Release) -> None:
        places = _places(release)
        self.gazetteer = Gazetteer(places)
        self._by_other_id = {f"wd:{one.wikidata_id}": one.place_id for one in places
                             if one.wikidata_id}  # fmt: skip
        self._by_other_id |= {f"gn:{one.geonames_id}": one.place_id for one in places
                              if one.geonames_id}  # fmt: skip
        self._partners: dict[str, set[str]] = {}
        for row in release.query("SELECT place_a, place_b FROM ties"):
            self._partners.setdefault(row["place_a"], set()).add(row["place_b"])
            self._partners.setdefault(row["place_b"], set()).add(row["place_a"])
        rows = release.query("SELECT old_id, new_id FROM tie_redirects")
        self._held_as: dict[str, str] = {row["old_id"]: row["new_id"] for row in rows}
        self._region_by_code = {
            (one.country, one.region_iso.partition("-")[2]): one.name
            for one in places
            if one.region_iso and not one.valid_to and fits_level(one, "region1")
        }
        self._once_in: dict[str, set[str]] = {}
        for row in release.query("SELECT place_id, parent_id FROM parents WHERE to_year > 0"):
            self._once_in.setdefault(row["place_id"], set()).add(row["parent_id"])

    def resolve(self, claim: SourceClaim) -> ResolvedClaim:
        """Resolve both ends of a claim."""
        a, b = self.resolve_end(claim.a), self.resolve_end(claim.b)
        a, b = self._by_known_tie((claim.a, a), (claim.b, b))
        return self.held(ResolvedClaim(claim, a, b))

    def held(self, one: ResolvedClaim) -> ResolvedClaim:
        """Return a claim behind the tie that is held in place of that of its two places."""
        return replace(one, folded_into=self._held_as.get(one.own_tie_id or "", ""))

    def resolve_end(self, end: NamedEnd) -> Resolution:
        """Resolve one end by what it says alone."""
        given = self._by_id(end.given_id)
        if given:
            return Resolution(given, "id", 1.0)
        # A container that nothing here is called says nothing, and must not rule a place out.
        parents = [self._region_of_code(one, end.country) or one for one in end.parents]
        known = [one for one in parents if self.gazetteer.matches(one, end.country)]
        found = self._by_name(replace(end, parents=tuple(known)))
        if end.country or not found.place_id or found.method == "id":
            return found
        method = found.method.replace("+country", "", 1)
        return replace(found, method=method, confidence=min(found.confidence, ANYWHERE_CONFIDENCE))

    def _by_name(self, end: NamedEnd) -> Resolution:
        if self._is_town_by_its_name(end):
            found = resolve_plainly(replace(end, level="city"), self.gazetteer)
            method = found.method.replace("+level", "")
            return replace(found, method=method, confidence=min(found.confidence, 0.9))
        found = resolve_plainly(end, self.gazetteer)
        if kreis(end.name, end.country):
            return self._by_kreis(end, found)
        if self._is_of_other_level(end, found.place_id):
            return Resolution("", "", 0.0, OTHER_LEVEL, (found.place_id,))
        if found.place_id or found.reason != NO_SUCH_NAME:
            return found
        return self._by_form(end) or found

    def _is_of_other_level(self, end: NamedEnd, place_id: str) -> bool:
        """Whether a place has the name only without its level, and is of another: 联合县."""
        wanted = wanted_levels(end) if is_han(fold_han(end.name)) else ()
        if not place_id or not wanted:
            return False
        spelt = {one.place_id for one in self.gazetteer.matches(end.name, end.country)
                 if one.rank < 2}  # fmt: skip
        place = self.gazetteer.places[place_id]
        return place_id not in spelt and not any(fits_level(place, level) for level in wanted)

    def _by_kreis(self, end: NamedEnd, found: Resolution) -> Resolution:
        """Take a Landkreis where the release has it, never the town or the Regierungsbezirk."""
        name = kreis(end.name, end.country)
        if found.place_id and is_kreis(self.gazetteer.places[found.place_id]):
            return found
        ids = [each.place_id for each in self.gazetteer.matches(name, end.country)]
        fit = [each for each in ids if is_kreis(self.gazetteer.places[each])]
        if len(fit) == 1:
            return Resolution(fit[0], "alias+country+form", FORM_CONFIDENCE)
        reason = OTHER_LEVEL if ids else NO_SUCH_NAME
        return Resolution("", "", 0.0, reason, tuple((fit or ids)[:_MOST_SHOWN]))

    def _by_form(self, end: NamedEnd) -> Resolution | None:
        """Resolve a name without its title, or one that points shorten; None if that finds none."""
        plain = without_title(end.name)
        ids = written_out(plain or end.name, end.country, self.gazetteer)
        if len(ids) > 1:
            return Resolution("", "", 0.0, SEVERAL, tuple(ids[:_MOST_SHOWN]))
        if ids:
            return Resolution(ids[0], "alias+country+form", FORM_CONFIDENCE)
        if not plain:
            return None
        found = resolve_plainly(replace(end, name=plain, level="city"), self.gazetteer)
        if not found.place_id:
            return found
        method = f"{found.method.replace('+level', '')}+form"
        return replace(found, method=method, confidence=min(found.confidence, FORM_CONFIDENCE))

    def _is_town_by_its_name(self, end: NamedEnd) -> bool:
        """Whether the last letter of a Han name is part of it: a town is called so as a whole."""
        name = fold_han(end.name)
        if end.level or not is_han(name) or name[-1:] not in _PART_OF_NAME:
            return False
        stem, places = name[:-1], self.gazetteer.places
        whole = [one.place_id for one in self.gazetteer.matches(name, end.country) if one.rank < 2]
        towns = [place_id for place_id in whole if fits_level(places[place_id], "city")]
        short = {one.place_id for one in self.gazetteer.matches(stem, end.country) if not one.rank}
        return any(len(stem) == 1 or place_id not in short for place_id in towns)

    def lies_in(self, place: Place, region: str) -> bool:
        """Whether a place lies, or once lay, in what is called so."""
        if region.upper() in (place.region_iso, place.region_iso.partition("-")[2]):
            return True
        found = self.gazetteer.matches(region, place.country)
        named = {one.place_id for one in found}
        named |= {self.gazetteer.places[one].successor for one in named} - {""}
        inside = {box.place_id for box in containers(place, self.gazetteer)}
        return bool(named & (inside | self._once_in.get(place.place_id, set())))

    def is_region(self, name: str, country: str) -> bool:
        """Whether a first-level region of the country is called so."""
        return self._is(name, country, "region1") or bool(self._region_of_code(name, country))

    def is_town(self, name: str, country: str) -> bool:
        """Whether a town of the country is called so."""
        return self._is(name, country, "city")

    def _region_of_code(self, code: str, country: str) -> str:
        """Name of the region with an ISO 3166-2 code, with or without the country; "" if none."""
        if not country or self.gazetteer.matches(code, country):
            return ""
        letters = code.upper().removeprefix(f"{country}-")
        return self._region_by_code.get((country, letters), "") if letters.isalpha() else ""

    def _is(self, name: str, country: str, level: Level) -> bool:
        found = (one.place_id for one in self.gazetteer.matches(name, country) if one.rank < 2)
        return any(fits_level(self.gazetteer.places[one], level) for one in found)

    def alike_partners(self, end: NamedEnd, place_id: str) -> list[Place]:
        """Places that the release holds as partners of a place and whose name is alike."""
        partners = (self.gazetteer.places[each] for each in self._partners.get(place_id, ()))
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
        inside = (one for one in namesakes if self.lies_in(places[one], region))
        return tuple(dict.fromkeys(inside))[:_MOST_SHOWN]

    def is_partner(self, place_id: str, other_id: str) -> bool:
        """Whether the release holds a tie between two places."""
        return place_id in self._partners.get(other_id, ())

    def elsewhere(self, end: NamedEnd) -> list[Place]:
        """Places of this very name in other countries than the one stated, the largest first."""
        matches = (one for one in self.gazetteer.matches(end.name) if one.rank < 2)
        found = [self.gazetteer.places[one.place_id] for one in matches]
        return [place for place in found if place.country != end.country]

    def _by_id(self, given_id: str) -> str:
        if not given_id:
            return ""
        return self.gazetteer.canonical(given_id) or self._by_other_id.get(given_id, "")

    def _by_known_tie(
        self, one: tuple[NamedEnd, Resolution], other: tuple[NamedEnd, Resolution]
    ) -> tuple[Resolution, Resolution]:
        """Settle homonyms by the only tie that the release holds between places of these names.

        It also speaks against places that were taken by their names alone and have no such tie.
        """
        found = one[1], other[1]
        if found[1].place_id in self._partners.get(found[0].place_id, ()):
            return found
        first, second = self._meant(*one), self._meant(*other)
        tied = [(x, y) for x in first for y in self._partners.get(x, set()) & second]
        if len(tied) != 1:
            return found
        return _by_tie(*one, tied[0][0]), _by_tie(*other, tied[0][1])

    def _meant(self, end: NamedEnd, found: Resolution) -> set[str]:
        """Places that the name may mean: the one found, and others unless that one is certain."""
        if not self._may_be_another(end, found):
            return {found.place_id} - {""}
        matches = self.gazetteer.matches(end.name, end.country)[:_MOST_HOMONYMS]
        return {each.place_id for each in matches if each.rank < 3 and self._fits(end, each)}

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
        return "level" not in how or not self._is_main_name(end, found.place_id)

    def _is_main_name(self, end: NamedEnd, place_id: str) -> bool:
        place = self.gazetteer.places[place_id]
        main = [name for name in (place.name, place.name_local) if name]
        return not _keys(main).isdisjoint(_keys([end.name]))


def _by_tie(end: NamedEnd, found: Resolution, place_id: str) -> Resolution:
    if found.place_id == place_id:
        return found
    how = "alias+country+known_tie" if end.country else "alias+known_tie"
    return Resolution(place_id, how, KNOWN_TIE_CONFIDENCE)


def _keys(names: Iterable[str]) -> set[str]:
    return {name_key(form) for name in names for form in (name, *bare_names(name))}


def resolve_claims(claims: Iterable[SourceClaim], release: Release) -> list[ResolvedClaim]:
    """Resolve the names of claims to places of a release, in the order given."""
    names = ReleaseNames(release)
    return [names.resolve(claim) for claim in claims]


def _places(release: Release) -> list[Place]:
    names: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    listed = release.query(
        "SELECT place_id, list(name ORDER BY name, lang) AS spelt, "
        "list(lang ORDER BY name, lang) AS langs FROM names GROUP BY place_id"
    )
    for row in listed:
        names[row["place_id"]] = list(zip(row["spelt"], row["langs"], strict=True))
    for row in release.query(_AS_CLAIMED):
        # Exonyms in Han script, and full names such as Bad Kötzting, stand in the lists alone.
        if is_han(row["name"]) or row["is_new"]:
            names[row["place_id"]].append((row["name"], "und"))
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for row in release.query("SELECT old_id, new_id FROM redirects ORDER BY old_id"):
        aliases[row["new_id"]].append(row["old_id"])
    parents = _parents(release)
    return [
        Place(
            place_id=row["place_id"],
            name=row["name"],
            name_local=row["name_local"] or "",
            level=cast("Level", row["level"]),
            country=row["country"],
            region_iso=row["region_iso"] or "",
            is_dual=row["is_dual"],
            geonames_id=row["geonames_id"],
            wikidata_id=row["wikidata_id"] or "",
            gbt2260=row["gbt2260"] or "",
            latitude=row["latitude"],
            longitude=row["longitude"],
            population=row["population"],
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            successor=row["successor"] or "",
            names=tuple(names[row["place_id"]]),
            parent_ids=_chain(row["place_id"], parents),
            alias_ids=tuple(aliases[row["place_id"]]),
        )
        for row in release.query("SELECT * FROM places ORDER BY place_id")
    ]


def _parents(release: Release) -> dict[str, list[str]]:
    """Containers of today by place."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    sql = "SELECT place_id, parent_id FROM parents WHERE to_year IS NULL ORDER BY ALL"
    for row in release.query(sql):
        found[row["place_id"]].append(row["parent_id"])
    return found


def _chain(place_id: str, parents: dict[str, list[str]]) -> tuple[str, ...]:
    """Containers, the nearest first, each once."""
    chain: dict[str, None] = {}
    above: Sequence[str] = parents.get(place_id, ())
    while above:
        new = [one for one in above if one not in chain and one != place_id]
        chain.update(dict.fromkeys(new))
        above = [one for each in new for one in parents.get(each, ())]
    return tuple(chain)
