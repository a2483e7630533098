"""What the build finds odd about single claims: names that wait, and pairs that cannot be ties."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields

from release_build.resolving.known_ties import NOT_TOLD
from sistercities.dataset.contained import CONTAINED
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution

ONE_NAME_ONE_PLACE = frozenset({"enwiki-2023", "wikidata-2017"})
"""Sources whose names that no place bears wait once, not in each row."""
ONE_PLACE = "both names were resolved to this one place, so there is no tie"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of `data/needs_review.csv`: a name that waits for a decision, and why."""

    claim_id: str
    end: str
    name: str
    country: str
    reason: str
    candidates: str


def needs_review(resolved: Iterable[ResolvedClaim], places: Mapping[str, Place]) -> list[ReviewRow]:
    """List what a person has to look at, in the order of the claims.

    An item that a source gives an id waits once, at its first claim, not at each of them; so does a
    name in a source of which one name is one place. A name of which nothing in the source tells
    which namesake is meant is not listed, because no ruling can be made on it.

    Parameters
    ----------
    resolved
        All claims.
    places
        Places by id, to show candidates by name.
    """
    rows: list[ReviewRow] = []
    listed: set[tuple[str, str]] = set()
    for one in sorted(resolved, key=lambda one: one.claim.claim_id):
        rows.extend(_rows(one, places, listed))
    return sorted(rows, key=lambda row: (row.claim_id, row.end))


def _rows(
    one: ResolvedClaim, places: Mapping[str, Place], listed: set[tuple[str, str]]
) -> list[ReviewRow]:
    """Rows of one claim; items with an id that are `listed` are left out, the others noted."""
    waiting: list[ReviewRow] = []
    for end, named, resolution in (("a", one.claim.a, one.a), ("b", one.claim.b, one.b)):
        if resolution.reason == NOT_TOLD:
            continue
        item = (one.claim.source_id, _item(one.claim.source_id, named))
        if resolution.reason == CONTAINED:
            waiting.append(_row(one, "both", named, CONTAINED, _shown(resolution, places)))
            continue
        if not resolution.place_id and item not in listed:
            waiting.append(_row(one, end, named, resolution.reason, _shown(resolution, places)))
            listed |= {item} if item[1] else set()
    if one.a.place_id and one.a.place_id == one.b.place_id:
        waiting.append(_row(one, "both", one.claim.b, ONE_PLACE, one.a.place_id))
    return waiting


def _item(source_id: str, named: NamedEnd) -> str:
    """Return what stands for one place in a source; "" where each row is looked at alone."""
    if named.given_id or source_id not in ONE_NAME_ONE_PLACE:
        return named.given_id
    return f"{named.country} {named.name}"


def _row(one: ResolvedClaim, end: str, named: NamedEnd, reason: str, candidates: str) -> ReviewRow:
    return ReviewRow(one.claim.claim_id, end, named.name, named.country, reason, candidates)


def _shown(resolution: Resolution, places: Mapping[str, Place]) -> str:
    return "; ".join(
        f"{place_id} {places[place_id].name} ({places[place_id].level})"
        if place_id in places
        else place_id
        for place_id in resolution.candidates
    )


def review_text(rows: Iterable[ReviewRow]) -> str:
    """Return the review rows as CSV text."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(field.name for field in fields(ReviewRow))
    writer.writerows(astuple(row) for row in rows)
    return sink.getvalue()
