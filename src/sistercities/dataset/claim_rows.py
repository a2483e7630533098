"""Rows of the release as claims and places again, so that ties can be weighed anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution


def resolved_claim(row: Mapping[str, Any], *, is_folded: bool = True) -> ResolvedClaim:
    """Return the claim of one row of the table `claims`, with what weighing needs of it.

    Parameters
    ----------
    is_folded
        Whether it supports the tie that the row names; else that of its own two places.
    """
    claim = SourceClaim(
        claim_id=row["claim_id"],
        source_id=row["source_id"],
        locator=row["locator"],
        a=NamedEnd(row["name_a"], row["country_a"] or ""),
        b=NamedEnd(row["name_b"], row["country_b"] or ""),
        start=row["start"] or "",
        precision=row["precision"],
        is_batch_date=row["is_batch_date"],
        end=row["end"] or "",
        status=row["status"],
        kind=row["kind"],
        is_double_entry=row["is_double_entry"],
        note=row["note"] or "",
        licence=row["licence"],
        seen_year=row["seen_year"],
        is_official=row["is_official"],
    )
    own = ResolvedClaim(claim, _resolution(row, "a"), _resolution(row, "b"))
    held = row["tie_id"] or ""
    return replace(own, folded_into=held) if is_folded and held != own.own_tie_id else own


def _resolution(row: Mapping[str, Any], end: str) -> Resolution:
    place, method = row[f"place_{end}"], row[f"method_{end}"]
    return Resolution(place or "", method or "", row[f"confidence_{end}"] or 0.0)


def place_end(row: Mapping[str, Any]) -> Place:
    """Return the place of one row of `places`, with what the class of a tie needs of it."""
    return Place(
        place_id=row["place_id"],
        name=row["name"],
        name_local="",
        level=cast("Any", row["level"]),
        country=row["country"],
        region_iso="",
        is_dual=row["is_dual"],
        valid_to=row["valid_to"],
    )
