"""From the names on English Wikipedia's twin-town lists to places.

What is particular to this source, beside the ranked rules of `resolve`:

* a name is written with its parent or its region (`Suzhou – Wujiang`, `Suzhou, Anhui`), which
  settles homonyms; England alone does not, for it has two towns called Hythe;
* a tie may stand twice, once on the list of each country; where one row says `Taizhou` and its
  twin row `Taizhou, Jiangsu`, the twin settles the first;
* the list of the United States goes by state without naming it (`list_states`): the order of its
  rows settles their first names, and the twin rows of these;
* the point belongs to the name under a country label, not to the row. Between homonyms it only
  repeats the geocoder's guess: see `resolve_towns`. Outside the country it is dropped;
* a spelling unknown in the country is looked for within 10 km of the point;
* a bare name is that of a municipality, in China of a prefecture-level unit of the roster; of
  a region only where no municipality has it;
* in South Korea a county is the municipality, not the town of its name;
* a place that bears the name whole, with the word for its kind, comes before one that bears it
  without: `Vilnius District Municipality` is not Vilnius.

A ruling may be on a pair: its context is then `with ` and the other end's name as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from release_build.resolving.entry_regions import ListStates
from sistercities.dataset.decisions import OF_PAIR, Decisions
from sistercities.dataset.gazetteer.evidence import NEAR_KM, distance_km, in_parents, nearest
from sistercities.dataset.gazetteer.places import Gazetteer, Match, fits_level
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.near import (
    is_in_country,
    near_and_similar,
    nearest_spellings,
)
from sistercities.dataset.resolving.ranked_rules import CONFIDENCE, resolve
from sistercities.dataset.resolving.towns import choose, is_called, one_spot, people, which_one
from sistercities.dataset.scripts import name_key
from sistercities.errors import BuildError
from sistercities.sources.enwiki_names import WrittenName, level_of_suffix, parse_name
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level

PART_KM = 10.0
"""A part of a municipality lies this near the point, where its container is not known."""
PARENT_KM = 20.0
"""It lies this near a place called like its container, where neither is of use."""
FAR_KM = 150.0
HAMLET = 1_000
LARGE = 100_000
"""A lone place of fewer people, or of fewer that has the name as another, is more likely a
namesake if it lies this far from the point."""
SMALL = 15_000
"""A region is meant rather than a place of fewer people this far from the point."""
_PARTS_OF_THE_KINGDOM = frozenset({"England", "Northern Ireland", "Scotland", "Wales"})
"""Each holds homonyms of its own: it narrows the choice as a country does, and no more."""
_REGIONS: tuple[Level, ...] = ("region1", "region2", "county", "district", "country")
_KINDRED: dict[Level, tuple[Level, ...]] = {
    "district": ("district", "city", "county", "region2"),
    "county": ("county", "region2", "city"),
    "region2": ("region2", "region1", "county"),
    "region1": ("region1", "region2"),
}

TwinKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Told:
    """Regions that are not written beside a name: under which its row stands, or its twin says."""

    own: Mapping[str, str]
    twins: Mapping[TwinKey, tuple[str, ...]]

    def of(
        self, claim: SourceClaim, end: NamedEnd, other: NamedEnd, written: WrittenName
    ) -> tuple[tuple[str, ...], str]:
        """Return the regions of an end, and the word for what tells them; () and "" if none."""
        if end is claim.a and claim.claim_id in self.own:
            return (self.own[claim.claim_id],), "list_state"
        twin = self.twins.get(_twin_key(written.bare, end, other), ())
        return (twin, "twin_row") if twin and not written.parents else ((), "")


@dataclass(frozen=True, slots=True)
class _Asked:
    """An end taken apart: what is looked up, the regions told, and by what."""

    end: NamedEnd
    written: WrittenName
    told_by: str


def resolve_enwiki(
    claims: Iterable[SourceClaim],
    gazetteer: Gazetteer,
    decisions: Decisions,
    list_states: ListStates = MappingProxyType({}),
) -> tuple[ResolvedClaim, ...]:
    """Resolve both ends of each claim, in order; twin rows are looked for among these claims.

    Parameters
    ----------
    list_states
        Under which region of its list the first name of a claim stands.

    Raises
    ------
    BuildError
        If such a region is none of the gazetteer.
    """
    held = tuple(claims)
    own = {claim_id: _region_name(iso, gazetteer) for claim_id, iso in list_states.items()}
    told = _Told(own, _twin_regions(held, own))
    return tuple(
        ResolvedClaim(
            claim,
            _resolve_end(claim, claim.a, claim.b, told, gazetteer, decisions),
            _resolve_end(claim, claim.b, claim.a, told, gazetteer, decisions),
        )
        for claim in held
    )


def _region_name(iso: str, gazetteer: Gazetteer) -> str:
    if iso not in gazetteer.region_by_iso:
        raise BuildError(
            f"data/decisions/enwiki_list_states.csv: {iso} is no first-level region; "
            "correct the code"
        )
    return gazetteer.places[gazetteer.region_by_iso[iso]].name


def _twin_regions(
    claims: Sequence[SourceClaim], own: Mapping[str, str]
) -> dict[TwinKey, tuple[str, ...]]:
    """Regions told in rows such as `Taizhou, Jiangsu`, by bare name and the other end."""
    found: dict[TwinKey, tuple[str, ...]] = {}
    for claim in claims:
        for end, other in ((claim.a, claim.b), (claim.b, claim.a)):
            written = parse_name(end.name, end.country)
            if written.level == "city" and written.parents:
                found[_twin_key(written.bare, end, other)] = written.parents
        if claim.claim_id in own:
            written = parse_name(claim.a.name, claim.a.country)
            found[_twin_key(written.bare, claim.a, claim.b)] = (own[claim.claim_id],)
    return found


def _twin_key(bare: str, end: NamedEnd, other: NamedEnd) -> TwinKey:
    partner = parse_name(other.name, other.country).bare
    return name_key(bare), end.country, name_key(partner), other.country


def _resolve_end(
    claim: SourceClaim,
    end: NamedEnd,
    other: NamedEnd,
    told: _Told,
    gazetteer: Gazetteer,
    decisions: Decisions,
) -> Resolution:
    for context in (f"{OF_PAIR}{other.name}", end.context):
        ruled = replace(end, context=context)
        if decisions.find(ruled, claim.source_id) is not None:
            return resolve(ruled, claim.claim_id, gazetteer, decisions)
    written = parse_name(end.name, end.country)
    regions, told_by = told.of(claim, end, other, written)
    asked = _Asked(
        replace(end, name=written.bare, parents=regions or end.parents), written, told_by
    )
    if end.country == "CN":
        return _chinese(asked, gazetteer)
    return _elsewhere(asked, gazetteer)


def _chinese(asked: _Asked, gazetteer: Gazetteer) -> Resolution:
    """Resolve to a unit of the roster or a first-level region; the rest takes a ruling."""
    places = _places(gazetteer.matches(asked.end.name, "CN"), gazetteer)
    if asked.written.level in {"district", "county"}:
        return _of_stated_level(places, asked, gazetteer)
    if asked.written.level in {"region1", "region2"}:
        pool = [place for place in places if place.level == asked.written.level]
    else:
        keys = {name_key(asked.end.name), name_key(asked.end.name.removesuffix(" City"))}
        units = [place for place in places if _is_unit(place)]
        named = [place for place in units if _own_keys(place) & keys]
        pool = named or units or [place for place in places if place.level == "region1"]
    if not pool:
        reason = "no prefecture-level unit of China has this name"
        return _review(asked, gazetteer, reason, places)
    return _one_of(pool, asked, gazetteer)


def _is_unit(place: Place) -> bool:
    """Whether it is a city of the roster; a municipality under the state is one too."""
    return place.is_dual or (place.level == "city" and bool(place.gbt2260))


def _own_keys(place: Place) -> set[str]:
    """Return keys of the main name, whole and without the word for its kind."""
    return {name_key(place.name), name_key(place.name.removesuffix(" Shi").removesuffix("shi"))}


def _one_of(pool: Sequence[Place], asked: _Asked, gazetteer: Gazetteer) -> Resolution:
    """Choose the only place, or the only one in the regions stated; points do not count."""
    if len(pool) == 1:
        return Resolution(pool[0].place_id, "alias+country+level", CONFIDENCE["level"])
    inside = in_parents(pool, asked.end, gazetteer)
    if len(inside) == 1:
        return _by_regions(inside[0], asked)
    reason = "several places of this name, and the source's point belongs to the name"
    return _review(asked, gazetteer, reason, pool)


def _by_regions(place: Place, asked: _Asked) -> Resolution:
    told_by = asked.told_by or "parents"
    return Resolution(place.place_id, f"alias+country+level+{told_by}", CONFIDENCE[told_by])


def _elsewhere(asked: _Asked, gazetteer: Gazetteer) -> Resolution:
    if asked.written.level is None:
        return _review(asked, gazetteer, "a union of municipalities, which has no level", ())
    asked = _with_point_of_use(asked, gazetteer)
    places = _called_so(asked, gazetteer)
    if not places:
        return _near_with_similar_name(asked, gazetteer)
    if asked.written.level in _KINDRED:
        return _of_stated_level(places, asked, gazetteer)
    towns = _municipalities(places, asked)
    regions = _of_first_level(places, _REGIONS)
    if towns and not _is_region(regions, towns, asked):
        return _town(towns, asked, gazetteer)
    if not regions:
        return _review(asked, gazetteer, "places of this name have another level", places)
    found = _one_of(regions, asked, gazetteer)
    return replace(found, method="alias+country", confidence=0.9) if found.place_id else found


def _called_so(asked: _Asked, gazetteer: Gazetteer) -> list[Place]:
    """Places of the name; of a name with a word for the kind those that bear it whole, if any."""
    found = gazetteer.matches(asked.end.name, asked.end.country)
    level = level_of_suffix(asked.end.name, asked.end.country)
    whole = _places([match for match in found if match.rank == 0], gazetteer)
    stated = level if level == asked.written.level else None
    if stated and any(fits_level(place, stated) for place in whole):
        return whole
    return _places([match for match in found if match.rank <= 2], gazetteer)


def _with_point_of_use(asked: _Asked, gazetteer: Gazetteer) -> _Asked:
    """Drop a point outside the country: the geocoder found another place of the name."""
    if is_in_country(asked.end, gazetteer):
        return asked
    return replace(asked, end=replace(asked.end, latitude=None, longitude=None))


def _near_with_similar_name(asked: _Asked, gazetteer: Gazetteer) -> Resolution:
    """Resolve a spelling unknown in the country by a similar one within 10 km of the point."""
    near = near_and_similar(asked.end, gazetteer)
    level = asked.written.level or "city"
    for wanted in _KINDRED.get(level, (level,)):
        fit = [place for place in near if fits_level(place, wanted)]
        if fit:
            method = "coordinates+similar_name"
            return Resolution(fit[0].place_id, method, CONFIDENCE["similar_name"])
    return _review(asked, gazetteer, "no place of this name in the country", ())


def _is_region(regions: Sequence[Place], towns: Sequence[Place], asked: _Asked) -> bool:
    """Whether a bare name is a region's: no town of size has it, and none near the point."""
    if not regions or regions[0].level != "region1":
        return False
    called = [town for town in towns if is_called(town, asked.end)]
    most = max((town.population or 0 for town in called), default=0)
    if most < SMALL and _all_far(towns, asked.end):
        return True
    return bool(called) and most < HAMLET and any(is_called(one, asked.end) for one in regions)


def _of_stated_level(places: Sequence[Place], asked: _Asked, gazetteer: Gazetteer) -> Resolution:
    """Resolve a district in its parent, or an area of the level that its suffix states."""
    level = asked.written.level or "city"
    pool, evidence = list(places), ""
    if asked.end.parents:
        pool, evidence = _inside(places, asked, gazetteer)
    for wanted in _KINDRED.get(level, (level,)):
        fit = [place for place in pool if fits_level(place, wanted)]
        if fit:
            exact = [place for place in fit if is_called(place, asked.end)]
            found = _one_of(one_spot(exact, asked.end) or exact or fit, asked, gazetteer)
            if found.place_id and evidence:
                method = f"alias+country+{evidence}"
                return Resolution(found.place_id, method, CONFIDENCE[evidence])
            return found
    reason = "no place of this name and level, or none in the stated parent"
    return _review(asked, gazetteer, reason, places)


def _inside(
    places: Sequence[Place], asked: _Asked, gazetteer: Gazetteer
) -> tuple[list[Place], str]:
    """Return those in the stated parent, else near it, else near the point if it is unknown."""
    inside = in_parents(places, asked.end, gazetteer)
    if inside:
        return inside, ""
    parents = [
        gazetteer.places[match.place_id]
        for parent in asked.end.parents
        for match in gazetteer.matches(parent, asked.end.country)
        if match.rank <= 2
    ]
    above = {parent.place_id for parent in parents}
    parts = [place for place in places if place.place_id not in above]
    if any(parent.latitude is not None for parent in parents):
        return [place for place in parts if _is_near_one(place, parents)], "near_parent"
    return nearest(parts, asked.end, PART_KM), "coordinates"


def _is_near_one(place: Place, others: Sequence[Place]) -> bool:
    return any(
        km is not None and km <= PARENT_KM
        for other in others
        if other.latitude is not None and other.longitude is not None
        for km in [distance_km(place, other.latitude, other.longitude)]
    )


def _municipalities(places: Sequence[Place], asked: _Asked) -> list[Place]:
    towns = [place for place in places if fits_level(place, "city")]
    if asked.end.country == "KR":
        merged = [place for place in towns if place.alias_ids or place.is_dual]
        return merged or [place for place in places if place.level == "region2"] or towns
    return towns


def _of_first_level(places: Sequence[Place], levels: Sequence[Level]) -> list[Place]:
    for level in levels:
        found = [place for place in places if place.level == level]
        if found:
            return found
    return []


def _all_far(places: Sequence[Place], end: NamedEnd, within_km: float = FAR_KM) -> bool:
    if end.latitude is None or any(place.latitude is None for place in places):
        return False
    return not nearest(places, end, within_km)


def _town(towns: Sequence[Place], asked: _Asked, gazetteer: Gazetteer) -> Resolution:
    """Resolve to a municipality: in the stated regions, the only one, or the one meant."""
    if asked.end.parents:
        inside = in_parents(towns, asked.end, gazetteer)
        if _misses_stated_region(inside, asked, gazetteer):
            reason = "no place of this name in the stated region"
            return _review(asked, gazetteer, reason, towns)
        if inside and not _PARTS_OF_THE_KINGDOM.issuperset(asked.end.parents):
            called = [town for town in inside if is_called(town, asked.end)]
            return _by_regions(max(called or inside, key=people), asked)
        if len(inside) == 1:
            found = _lone(inside[0], asked, gazetteer)
            return _by_regions(inside[0], asked) if found.place_id else found
        towns = inside or towns
    if len(towns) == 1:
        return _lone(towns[0], asked, gazetteer)
    chosen, evidence = choose(towns, asked.end)
    if chosen is None:
        return _review(asked, gazetteer, which_one(asked.end.name), towns)
    return Resolution(chosen.place_id, f"alias+country+level+{evidence}", CONFIDENCE[evidence])


def _misses_stated_region(inside: Sequence[Place], asked: _Asked, gazetteer: Gazetteer) -> bool:
    """Whether a region is stated, is known, and has no place of the name."""
    own = asked.end.parents if asked.told_by == "list_state" else ()
    stated = (own or asked.written.parents)[:1]
    if not stated or in_parents(inside, replace(asked.end, parents=stated), gazetteer):
        return False
    known = _places(gazetteer.matches(stated[0], asked.end.country), gazetteer)
    return any(place.level in {"region1", "region2"} for place in known)


def _lone(place: Place, asked: _Asked, gazetteer: Gazetteer) -> Resolution:
    within = FAR_KM if is_called(place, asked.end) else NEAR_KM
    is_far = _all_far([place], asked.end, within)
    if is_far and not place.alias_ids and not _is_plain(place, asked.end):
        reason = "the only place of this name is small and far from the source's point"
        return _review(asked, gazetteer, reason, [place])
    return Resolution(place.place_id, "alias+country+level", CONFIDENCE["level"])


def _is_plain(place: Place, end: NamedEnd) -> bool:
    """Whether a lone place is meant, wherever the point lies: it is called so, and no hamlet."""
    return (place.population or 0) >= (HAMLET if is_called(place, end) else LARGE)


def _places(matches: Sequence[Match], gazetteer: Gazetteer) -> list[Place]:
    return [gazetteer.places[match.place_id] for match in matches]


def _review(
    asked: _Asked, gazetteer: Gazetteer, reason: str, places: Sequence[Place]
) -> Resolution:
    near = tuple(place.place_id for place in places[:5]) or nearest_spellings(asked.end, gazetteer)
    return Resolution("", "", 0.0, reason, near)
