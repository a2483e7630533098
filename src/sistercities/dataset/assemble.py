"""From resolved claims and places to the rows of every table of the release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sistercities.dataset.coverage import coverage_card
from sistercities.dataset.folding import (
    Fold,
    fold_claims,
    fold_conflicts,
    folds,
    redirect_rows_of_ties,
)
from sistercities.dataset.heirs import heir_redirects, heirs_among
from sistercities.dataset.ingredients import Ingredients, Row
from sistercities.dataset.place_rows import name_rows, place_row
from sistercities.dataset.region_coverage import region_coverage
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.retired_ties import retired_rows
from sistercities.dataset.source_coverage import coverage_rows, source_coverage
from sistercities.dataset.tie_events import by_tie, event_rows
from sistercities.dataset.two_levels import two_level_conflicts, untold_conflicts
from sistercities.dataset.weigh import Around, weigh
from sistercities.terms.claims import NamedEnd
from sistercities.terms.covariate_tables import COVARIATE_TABLES
from sistercities.terms.gazetteer_tables import GAZETTEER_TABLES
from sistercities.terms.obstacle_tables import OBSTACLE_TABLES
from sistercities.terms.places import Place, Resolution


def assemble(ingredients: Ingredients) -> dict[str, Sequence[Row]]:
    """Weigh the claims and lay out every table of the release."""
    places = ingredients.places
    years = {row["source_id"]: row["snapshot_year"] for row in ingredients.sources}
    signing = signing_levels(ingredients.upper_tier)
    told = ingredients.resolved
    alone = weigh(told, places, signing, Around(years)).ties
    folded = folds(alone, told, places, years, ingredients.fold_rulings)
    resolved = fold_claims(told, folded)
    read = ingredients.events
    events = event_rows(read.events, read.statements, resolved, places)
    lists = ingredients.source_lists
    coverage = source_coverage(told, places, lists)
    around = Around(years, by_tie(events), coverage)
    weighed = weigh(resolved, places, signing, around)
    tables: dict[str, Sequence[Row]] = {
        "places": [place_row(place) for place in places.values()],
        "parents": list(ingredients.parents),
        "redirects": redirect_rows(places.values()),
        "upper_tier": list(ingredients.upper_tier),
        "names": name_rows(places.values(), _tied(weighed.ties)),
        "claims": [claim_row(one) for one in resolved],
        "ties": weighed.ties,
        "tie_events": events,
        "source_coverage": coverage_rows(coverage, places, lists, years),
        "tie_redirects": _redirects_of_ties(ingredients, weighed.ties, folded),
        "conflicts": [
            *weighed.conflicts,
            *fold_conflicts(folded, told),
            *two_level_conflicts(weighed.ties, resolved, places),
            *untold_conflicts(ingredients.fold_rulings, resolved),
        ],
        "sources": list(ingredients.sources),
    }
    tables |= {table.name: ingredients.covariates.get(table.name, ()) for table in COVARIATE_TABLES}
    tables |= {table.name: ingredients.gazetteer.get(table.name, ()) for table in GAZETTEER_TABLES}
    tables |= {table.name: ingredients.obstacles.get(table.name, ()) for table in OBSTACLE_TABLES}
    tables["region_coverage"] = region_coverage(tables, ingredients)
    tables["coverage"] = coverage_card(tables, ingredients)
    return tables


def _redirects_of_ties(
    ingredients: Ingredients, ties: Sequence[Row], folded: Sequence[Fold]
) -> list[Row]:
    into = {fold.tie_id: fold.into for fold in folded}
    held = {tie["tie_id"] for tie in ties}
    led = [
        *redirect_rows_of_ties(folded),
        *retired_rows(ingredients.retired_ties, held, into),
    ]
    taken = held | {row["old_id"] for row in led}
    return [*led, *heir_redirects(ties, heirs_among(ingredients.places), taken)]


def signing_levels(upper_tier: Iterable[Row]) -> dict[str, set[str]]:
    """Levels that sign for provinces, by country."""
    levels: dict[str, set[str]] = defaultdict(set)
    for row in upper_tier:
        levels[row["country"]].add(row["level"])
    return levels


def _tied(ties: Iterable[Row]) -> set[str]:
    return {tie[end] for tie in ties for end in ("place_a", "place_b")}


def redirect_rows(places: Iterable[Place]) -> list[Row]:
    """Rows of the table `redirects`: ids of administrative areas of the same municipality."""
    return [
        {"old_id": old, "new_id": place.place_id, "reason": "administrative area of the same place"}
        for place in places
        for old in place.alias_ids
    ]


def claim_row(one: ResolvedClaim) -> Row:
    """One row of the table `claims`: names as written, never a typist's hint."""
    claim = one.claim
    return {
        "claim_id": claim.claim_id,
        "source_id": claim.source_id,
        "locator": claim.locator,
        **_end_columns("a", claim.a, one.a),
        **_end_columns("b", claim.b, one.b),
        "tie_id": one.tie_id,
        "start": claim.start or None,
        "precision": claim.precision,
        "is_batch_date": claim.is_batch_date,
        "end": claim.end or None,
        "status": claim.status,
        "kind": claim.kind,
        "is_double_entry": claim.is_double_entry,
        "seen_year": claim.seen_year,
        "is_official": claim.is_official,
        "note": claim.note or None,
        "licence": claim.licence,
    }


def _end_columns(end: str, named: NamedEnd, resolution: Resolution) -> Row:
    is_resolved = bool(resolution.place_id)
    return {
        f"name_{end}": named.name,
        f"context_{end}": named.context or None,
        f"given_id_{end}": named.given_id or None,
        f"country_{end}": named.country or None,
        f"level_{end}": named.level,
        f"place_{end}": resolution.place_id or None,
        f"method_{end}": resolution.method if is_resolved else None,
        f"confidence_{end}": resolution.confidence if is_resolved else None,
    }
