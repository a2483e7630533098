"""From the folder of snapshots to the ingredients of a release: read everything, resolve names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from release_build.beside import Beside
from release_build.copied_lists import FILE as COPIED
from release_build.copied_lists import read_copied_lists, without_copied
from release_build.covariates.city_sources import read_ahead
from release_build.covariates.flights_gone import FILE as GONE
from release_build.covariates.flights_gone import read_flights_gone, require_stated
from release_build.covariates.tables import Tables, covariate_tables
from release_build.date_rulings import read_date_rulings, with_date_rulings
from release_build.district_codes import FILE as DISTRICTS
from release_build.district_codes import (
    read_district_codes,
    under_districts,
    with_points_of_districts,
)
from release_build.ended_places import FILE as ENDED
from release_build.ended_places import TIERS_FILE as ENDED_TIERS
from release_build.ended_places import (
    as_they_lie,
    read_ended_places,
    read_ended_tiers,
    with_ended_places,
    with_ended_tiers,
)
from release_build.gazetteer.bearers import Bearers
from release_build.gazetteer.build import build_gazetteer, read_gazetteer_sources
from release_build.gazetteer.english_names import FILE as ENGLISH_NAMES
from release_build.gazetteer.english_names import (
    read_english_names,
    with_english_exonyms,
    with_english_regions,
    with_ruled_names,
)
from release_build.gazetteer.municipalities import (
    read_municipalities,
    with_codes,
    with_municipalities,
)
from release_build.gazetteer.names_by_code import with_names_by_code, with_romanised_regions
from release_build.gazetteer.point_regions import require_points_in_regions
from release_build.gazetteer.region_names import with_region_names
from release_build.gazetteer.remaining import gazetteer_tables, remaining_places
from release_build.hierarchy import canonical_links, former_parents, parent_rows
from release_build.largest_cities import LargestCities
from release_build.listed_regions import region_lists
from release_build.obstacles.tables import obstacle_tables
from release_build.populations import (
    AGGLOMERATION,
    AGGLOMERATION_YEAR,
    RESIDENTS,
    latest_values,
    stated_by_place,
    with_populations,
)
from release_build.readers.admin_shapes import read_named_shapes
from release_build.readers.geonames import read_countries
from release_build.readers.region_names import read_region_names, with_names_in_use
from release_build.readers.urban_agglomerations import read_agglomerations
from release_build.readers.wikidata_populations import read_stated_populations
from release_build.region_points import REGIONS as REGION_POINTS
from release_build.region_points import TOWNS as TOWN_POINTS
from release_build.region_points import (
    read_typed_points,
    require_needed_points,
    with_points,
    with_town_points,
)
from release_build.region_populations import with_region_populations
from release_build.resolved_claims import read_list_accounts, resolve_claims
from release_build.resolving.wikidata import with_wikidata_ids
from release_build.tie_kinds import FILE as TIE_KINDS
from release_build.tie_kinds import read_tie_kinds, with_tie_kinds
from release_build.two_councils import FILE as COUNCILS
from release_build.two_councils import (
    TwoCouncils,
    read_two_councils,
    with_council_names,
    with_two_councils,
)
from release_build.universe import universe, with_everyday_names
from release_build.whole_mergers import require_whole_mergers, within_wholes
from sistercities.dataset.contained import without_contained
from sistercities.dataset.coverage_decisions import read_notes, read_scopes
from sistercities.dataset.folded_ties import read_fold_rulings
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.ingredients import Ingredients, Row
from sistercities.dataset.merged_municipalities import FILE as MERGED
from sistercities.dataset.merged_municipalities import merged_municipalities
from sistercities.dataset.register_shares import FILE as REGISTER_SHARES
from sistercities.dataset.register_shares import read_register_shares
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.retired_ties import FILE as RETIRED_TIES
from sistercities.dataset.retired_ties import read_retired_ties
from sistercities.dataset.source_lists import read_source_lists
from sistercities.dataset.upper_tier import check_upper_tier, partner_levels, read_upper_tier
from sistercities.sources.admin_areas import known_countries
from sistercities.sources.official_totals import read_official_totals
from sistercities.sources.origins import FOLDERS, require_shippable, source_rows
from sistercities.terms.places import Place

HOME = "CN"
LARGEST = "WUP2018-F12.xls"


class Gathered(NamedTuple):
    """What a release is made of.

    Attributes
    ----------
    ingredients
        All but the facts on cities.
    everywhere
        Every place known, by id, to show candidates in review.
    of_cities
        Gives the tables of the facts on cities once the second process has them: ten seconds after
        all else is known, in which the claims can be weighed. To be called once.
    """

    ingredients: Ingredients
    everywhere: Mapping[str, Place]
    of_cities: Callable[[], Tables]


def gather(
    shared_data: Path,
    decisions: Path,
    progress: Callable[[str], None],
    beside: Beside,
    final: Callable[[Mapping[str, Sequence[Row]]], None] = lambda _: None,
) -> Gathered:
    """Read snapshots and decisions, resolve every name, choose the places of the release.

    Parameters
    ----------
    shared_data, decisions
        Folder of the snapshots, and of our rulings.
    progress
        Called with a line at each step.
    beside
        Where the facts on cities are read; the result is the same with another process and without.
    final
        Called with tables that will not change any more, as soon as they stand.

    Raises
    ------
    SourceError, BuildError
        If a snapshot or a ruling holds what is not understood, or a ruling is not needed.
    """
    require_shippable(shared_data)
    progress("reading places")
    beside.prepare(read_ahead, shared_data, decisions)
    shapes = read_named_shapes(
        shared_data / FOLDERS["places-natural-earth"] / "admin1_topojson.tgz"
    )
    gazetteer = build_gazetteer(read_gazetteer_sources(shared_data, decisions), shapes=shapes)
    progress("reading claims and resolving their names")
    resolved, events = resolve_claims(shared_data, decisions, gazetteer)
    places = _named(decisions, gazetteer, resolved)
    councils = read_two_councils(decisions / COUNCILS)
    resolved = _as_ruled(decisions, resolved, places, councils)
    places = with_council_names(places, councils)
    municipalities = read_municipalities(decisions)
    districts = read_district_codes(decisions / DISTRICTS)
    coded = {one.place_id: one.official_code for one in municipalities if one.place_id}
    places = under_districts(places, coded, districts)
    laid_out = _laid_out(shared_data, decisions, gazetteer, places, resolved)
    areas = gazetteer.area_by_iso
    del gazetteer  # its index of a million spellings, which nothing asks any more
    covariates = covariate_tables(shared_data, decisions, laid_out.places, progress, beside)
    progress("reading what stands in the way")
    names = {row["country"]: row["name"] for row in covariates.of_countries["countries"]}
    obstacles = obstacle_tables(shared_data, decisions, names, places)
    gone = read_flights_gone(decisions / GONE, known_countries())
    require_stated(gone, obstacles["country_pairs_now"])
    typed = read_typed_points(decisions / REGION_POINTS)
    require_needed_points(typed, places)
    everywhere = with_municipalities(places, municipalities)
    coded |= {one.place_id: one.municipality_code for one in everywhere.values()}
    everywhere = under_districts(everywhere, coded, districts)
    # Only now: a province's label point is neither coast nor port nor airport of it.
    placed = with_points(
        with_points_of_districts(laid_out.places, everywhere, districts),
        places,
        shapes,
        areas,
        ((row["place_id"], row["parent_id"]) for row in laid_out.parents),
        typed,
    )
    progress("laying out small municipalities")
    placed = with_codes(placed, municipalities)
    require_points_in_regions(placed.values(), places, shapes)
    remaining = with_points_of_districts(
        remaining_places(everywhere, placed), everywhere, districts
    )
    small = gazetteer_tables(remaining.values(), placed)
    final(small | covariates.of_countries)
    whole = replace(
        laid_out,
        gazetteer=small,
        places=_with_populations(shared_data, placed, covariates.city_figures),
        covariates=covariates.of_countries,
        events=events,
        obstacles=obstacles,
        source_lists=read_source_lists(decisions / "source_lists.csv"),
    )
    return Gathered(whole, places, covariates.of_cities)


def _as_ruled(
    decisions: Path,
    resolved: Sequence[ResolvedClaim],
    places: Mapping[str, Place],
    councils: Sequence[TwoCouncils],
) -> list[ResolvedClaim]:
    """Take out claims that others hold, and correct those that rulings speak of."""
    resolved = without_copied(resolved, read_copied_lists(decisions / COPIED))
    resolved = with_two_councils(without_contained(resolved, places), places, councils)
    sources = {row["source_id"]: row["snapshot_year"] for row in source_rows()}
    resolved = with_date_rulings(resolved, read_date_rulings(decisions), sources)
    return with_tie_kinds(resolved, read_tie_kinds(decisions / TIE_KINDS))


def _named(
    decisions: Path, gazetteer: Gazetteer, resolved: Sequence[ResolvedClaim]
) -> Mapping[str, Place]:
    """Give places the names, links and points that are shown, and those that ended their heirs."""
    places = with_everyday_names(canonical_links(gazetteer), read_countries())
    region_names = read_region_names()
    places = with_region_names(places, region_names, Bearers(places, gazetteer))
    in_use = with_names_in_use(region_names)
    places = with_english_exonyms(places, in_use, Bearers(places, gazetteer))
    places = with_romanised_regions(places, in_use)
    places = with_names_by_code(with_english_regions(places), in_use)
    places = with_ruled_names(places, read_english_names(decisions / ENGLISH_NAMES))
    places = with_wikidata_ids(places, resolved)
    places = with_town_points(places, decisions / TOWN_POINTS)
    places = with_ended_places(places, read_ended_places(decisions / ENDED))
    require_whole_mergers(places, merged_municipalities(decisions / MERGED))
    return places


def _with_populations(
    shared_data: Path, places: Mapping[str, Place], facts: Sequence[Row]
) -> Mapping[str, Place]:
    stated = read_stated_populations(shared_data)
    others = stated_by_place(places, stated)
    found = with_populations(
        places,
        latest_values(facts, RESIDENTS),
        latest_values(facts, AGGLOMERATION, AGGLOMERATION_YEAR),
        others,
        LargestCities(read_agglomerations(shared_data / FOLDERS["cities-wup-2018"] / LARGEST)),
    )
    found = within_wholes(found, others)
    of_towns = {one for figures in others.values() for one in figures}
    return with_region_populations(found, stated, of_towns)


def _laid_out(
    shared_data: Path,
    decisions: Path,
    gazetteer: Gazetteer,
    everywhere: Mapping[str, Place],
    resolved: Sequence[ResolvedClaim],
) -> Ingredients:
    former = former_parents(decisions, gazetteer)
    places = universe(everywhere, resolved, former)
    lying = as_they_lie(places, read_ended_places(decisions / ENDED))
    tier = read_upper_tier(
        decisions / "upper_tier.csv", {place.country for place in places.values()}
    )
    check_upper_tier(tier, partner_levels(resolved, places, HOME))
    tiers = read_ended_tiers(decisions / ENDED_TIERS)
    return Ingredients(
        places=with_ended_tiers(places, tiers),
        resolved=resolved,
        parents=parent_rows(lying, former, "geonames"),
        upper_tier=tier,
        sources=source_rows(),
        official_totals=read_official_totals(shared_data),
        region_lists=region_lists(decisions, read_list_accounts(shared_data, resolved)),
        home=HOME,
        scopes=read_scopes(decisions / "official_scopes.csv"),
        notes=read_notes(decisions / "coverage_notes.csv"),
        register_shares=read_register_shares(decisions.parent / REGISTER_SHARES),
        fold_rulings=read_fold_rulings(decisions / "folded_ties.csv"),
        retired_ties=read_retired_ties(decisions / RETIRED_TIES),
    )
