"""From the folder of snapshots to the ingredients of a release: read everything, resolve names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from sistercities.dataset.coverage_decisions import read_missing_lists, read_notes, read_scopes
from sistercities.dataset.decisions import Decisions, read_added_places, read_decisions
from sistercities.dataset.gazetteer import Gazetteer
from sistercities.dataset.gazetteer_build import build_gazetteer, read_gazetteer_sources
from sistercities.dataset.hierarchy import parent_rows, read_former_parents
from sistercities.dataset.ingredients import Ingredients
from sistercities.dataset.regions import is_region
from sistercities.dataset.resolve import resolve
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.universe import universe
from sistercities.dataset.upper_tier import check_upper_tier, partner_levels, read_upper_tier
from sistercities.sources.country_labels import read_country_labels
from sistercities.sources.enwiki import has_chinese_end, read_enwiki
from sistercities.sources.official_totals import read_official_totals
from sistercities.sources.origins import FOLDERS, require_shippable, source_rows
from sistercities.sources.snapshot import Origin, Snapshot
from sistercities.sources.zhwiki import read_zhwiki
from sistercities.terms.claims import SourceClaim
from sistercities.terms.places import Place

HOME = "CN"


def gather(
    shared_data: Path, decisions: Path, progress: Callable[[str], None]
) -> tuple[Ingredients, Mapping[str, Place]]:
    """Read snapshots and decisions, resolve every name, choose the places of the release.

    Returns
    -------
    ingredients, gazetteer
        What the release is made of, and every place known, to show candidates in review.
    """
    require_shippable(shared_data)
    progress("reading places")
    extra = read_added_places(decisions / "places.csv")
    gazetteer = build_gazetteer(read_gazetteer_sources(shared_data, decisions), extra)
    progress("reading claims")
    claims = [*_zhwiki(shared_data), *_enwiki(shared_data, decisions)]
    progress(f"resolving the names of {len(claims):,} claims")
    resolved = resolve_claims(claims, gazetteer, read_decisions(decisions))
    return _laid_out(shared_data, decisions, gazetteer, resolved), gazetteer.places


def resolve_claims(
    claims: Iterable[SourceClaim], gazetteer: Gazetteer, decisions: Decisions
) -> list[ResolvedClaim]:
    """Resolve both ends of every claim."""
    return [
        ResolvedClaim(
            claim,
            resolve(claim.a, claim.claim_id, gazetteer, decisions),
            resolve(claim.b, claim.claim_id, gazetteer, decisions),
        )
        for claim in claims
    ]


def _zhwiki(shared_data: Path) -> Iterable[SourceClaim]:
    path = shared_data / FOLDERS["zhwiki-2020"] / "zhwiki_friendship_ties.tsv"
    return read_zhwiki(Snapshot(path, Origin("zhwiki-2020")))


def _enwiki(shared_data: Path, decisions: Path) -> Iterable[SourceClaim]:
    labels = read_country_labels(decisions / "country_labels.csv", "enwiki-2026")
    reading = read_enwiki(shared_data / FOLDERS["enwiki-2026"], labels)
    return (claim for claim in reading.claims if has_chinese_end(claim))


def _laid_out(
    shared_data: Path, decisions: Path, gazetteer: Gazetteer, resolved: Sequence[ResolvedClaim]
) -> Ingredients:
    former = read_former_parents(decisions / "parents.csv")
    places = universe(gazetteer.places, resolved, {ruling.parent_then for ruling in former})
    tier = read_upper_tier(
        decisions / "upper_tier.csv", {place.country for place in places.values()}
    )
    check_upper_tier(tier, partner_levels(resolved, places, HOME))
    regions = [one for one in places.values() if one.country == HOME and is_region(one)]
    return Ingredients(
        places=places,
        resolved=resolved,
        parents=parent_rows(places, former, "geonames"),
        upper_tier=tier,
        sources=source_rows(),
        official_totals=read_official_totals(shared_data),
        regions_without_upper_list=read_missing_lists(decisions / "region_lists.csv", regions),
        home=HOME,
        scopes=read_scopes(decisions / "official_scopes.csv"),
        notes=read_notes(decisions / "coverage_notes.csv"),
    )
