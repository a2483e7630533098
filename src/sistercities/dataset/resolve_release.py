"""Names to places at the user's side: the release itself is the gazetteer.

The rules are those of the build. Three things are added: an id that the source gives; a tie that
the release holds already, which tells which of several places of one name is meant; and a name
without a country, which is looked up everywhere and trusted less. A place that the release lacks
is never made up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from sistercities.dataset.gazetteer import Gazetteer, Match, fits_level
from sistercities.dataset.gazetteer_names import bare_names
from sistercities.dataset.resolve import resolve_plainly
from sistercities.dataset.resolve_evidence import wanted_levels
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.scripts import is_han, name_key
from sistercities.dataset.store import Release
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level

KNOWN_TIE_CONFIDENCE = 0.9
ANYWHERE_CONFIDENCE = 0.8
_MOST_HOMONYMS = 50
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

    def resolve(self, claim: SourceClaim) -> ResolvedClaim:
        """Resolve both ends of a claim."""
        a, b = self.resolve_end(claim.a), self.resolve_end(claim.b)
        a, b = self._by_known_tie((claim.a, a), (claim.b, b))
        return ResolvedClaim(claim, a, b)

    def resolve_end(self, end: NamedEnd) -> Resolution:
        """Resolve one end by what it says alone."""
        given = self._by_id(end.given_id)
        if given:
            return Resolution(given, "id", 1.0)
        # A container that nothing here is called says nothing, and must not rule a place out.
        known = [one for one in end.parents if self.gazetteer.matches(one, end.country)]
        found = resolve_plainly(replace(end, parents=tuple(known)), self.gazetteer)
        if end.country or not found.place_id or found.method == "id":
            return found
        method = found.method.replace("+country", "", 1)
        return replace(found, method=method, confidence=min(found.confidence, ANYWHERE_CONFIDENCE))

    def elsewhere(self, end: NamedEnd) -> list[Place]:
        """Places of this very name in other countries than the one stated, the largest first."""
        found = [self.gazetteer.places[one.place_id] for one in self.gazetteer.matches(end.name)]
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
        wanted = wanted_levels(end)
        place = self.gazetteer.places[match.place_id]
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
