"""Rows of the explorer's tables: plain records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sistercities.api.records import PlaceRef, silent_of
from sistercities.sentences import PlaceName
from sistercities.terms.doubts import Doubt, doubt_of


@dataclass(frozen=True, slots=True)
class TieLine:
    """One tie in a list, seen from one of its ends.

    Attributes
    ----------
    tie_id
        Stable id, from the sorted place ids.
    here, there
        The end that the list is about, and the other one.
    tie_class
        upper, lower, cross or dual.
    start, start_year, start_precision
        ISO date as far as known, its year, and how exactly: day, month, year, none or suspect.
    end
        ISO date as far as known; None where the tie has not ended or its end is not dated.
    status, kind, standing, standing_since, standing_source, standing_title, seen_from, seen_until,
    absent_from, silent_at
        As in `Tie`.
    sources
        Ids of the sources that claim it.
    n_claims
        Claims behind it.
    known_from, known_until
        First and last year in which any source speaks of it.
    confidence, method
        As in `Tie`.
    region_tie
        Id of a tie between regions that contain the two ends; None where none is known.
    is_inside_told
        Whether it can be told if there is such a tie: it is known, or a full list of the partners
        of a region of either end was read.
    is_inside_today
        Whether there is one whose regions are there today and hold the two ends; else they held
        them when the tie began.
    region_year
        Year in which that tie between regions began; None where it is not known, or there is none.
    """

    tie_id: str
    here: PlaceRef
    there: PlaceRef
    tie_class: str
    start: str | None
    start_year: int | None
    start_precision: str
    end: str | None
    status: str
    kind: str
    standing: str
    standing_since: str | None
    standing_source: str
    standing_title: str
    seen_from: int | None
    seen_until: int | None
    absent_from: int | None
    silent_at: str | None
    sources: tuple[str, ...]
    n_claims: int
    known_from: int
    known_until: int
    confidence: float
    method: str
    region_tie: str | None
    is_inside_told: bool
    is_inside_today: bool
    region_year: int | None = None

    @property
    def silent(self) -> tuple[PlaceName, ...]:
        """The ends of which the list that lacks it has no partner at all."""
        return silent_of(self.silent_at, self.here, self.there)

    @property
    def doubt(self) -> Doubt | None:
        """What is doubtful about its places; None where nothing is."""
        return doubt_of(self.method)


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in a list.

    Attributes
    ----------
    place
        The place.
    population
        Persons; None where not known.
    n_ties
        Ties that the release holds of it, ended ones included; None where none is known: a place
        may have one that no list names. 0 alone of a region whose own list was read and is empty.
    n_inside
        Ties of places inside it, where it is a region; None elsewhere, and where none is known.
    known_as
        Of a suggestion, the spelling that begins as was typed; None where its own names do.
    population_year
        Year of the number of persons; None where it has none.
    lies
        Of several of one name in one region, where it lies; None where it need not be told apart.
    """

    place: PlaceRef
    population: int | None
    n_ties: int | None
    n_inside: int | None = None
    known_as: str | None = None
    population_year: int | None = None
    lies: str | None = None


def known_ties(n: int, has_own_list: bool | None = False) -> int | None:
    """Give the number of a place's ties; none on record is 0 only where its whole list was read."""
    return n if n or has_own_list else None


@dataclass(frozen=True, slots=True)
class CountryCount:
    """A country in a list.

    Attributes
    ----------
    country, name
        ISO 3166-1 alpha-2, and the English name.
    n_ties
        Ties on record.
    n_standing
        Of these, those that are taken to be alive.
    n_dated
        Of these, those whose start is known.
    first_year
        Year of the oldest sound start; None where there is none.
    """

    country: str
    name: str
    n_ties: int
    n_standing: int
    n_dated: int
    first_year: int | None


@dataclass(frozen=True, slots=True)
class InsideCount:
    """How many ties lie inside sister regions, of how many that can be told, and all there are."""

    inside: int
    told: int
    total: int


@dataclass(frozen=True, slots=True)
class YearCount:
    """Ties that began in one year; `year` is None for a bin of its own.

    `bin` says which: `year`, or `suspect` and `unknown`, which have no year that can be used.
    """

    bin: str
    year: int | None
    n: int


@dataclass(frozen=True, slots=True)
class StartYears:
    """Ties by the year they began.

    Attributes
    ----------
    counts
        Their numbers, those without a sound year apart.
    until
        Year by which the sources of half or more of the dated ties end; of a tie that several
        sources date the newest counts. None where so few have a year that they show no course.
    """

    counts: tuple[YearCount, ...]
    until: int | None


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What one source says of a tie, as it says it.

    Attributes
    ----------
    claim_id, source_id, source_title, locator
        Which line of which source.
    name_a, name_b
        Names as written.
    start, precision, end, status, kind
        As the source has them.
    seen_year
        Year in which the source speaks; None where its snapshot's year holds.
    method, confidence
        How the two names were resolved, and how sure the less sure of the two is, 0 to 1.
    note, licence
        What the reader noted, and the terms of the claim.
    """

    claim_id: str
    source_id: str
    source_title: str
    locator: str
    name_a: str
    name_b: str
    start: str | None
    precision: str
    end: str | None
    status: str
    kind: str
    seen_year: int | None
    method: str
    confidence: float
    note: str | None
    licence: str


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """Where the sources of a tie differ, what was kept, and by which rule.

    Attributes
    ----------
    field
        start, end, status, kind or place.
    kept, kept_claim
        What holds, a place by its name, and the claim that says so.
    other, other_claim
        What another claim says.
    rule
        Why the one is held and not the other.
    kept_place, other_place
        The two places, where they differ in one; None elsewhere.
    """

    field: str
    kept: str
    kept_claim: str
    other: str
    other_claim: str
    rule: str
    kept_place: PlaceRef | None = None
    other_place: PlaceRef | None = None


def place_ref(row: dict[str, Any], prefix: str = "") -> PlaceRef:
    """Read an end of a tie, or a place, from a row whose columns begin with a prefix."""
    return PlaceRef(
        place_id=row[f"{prefix}id" if prefix else "place_id"],
        name=row[f"{prefix}name"],
        name_local=row[f"{prefix}name_local"] or None,
        level=row[f"{prefix}level"],
        country=row[f"{prefix}country"],
        region_iso=row[f"{prefix}region_iso"] or None,
        is_dual=row[f"{prefix}is_dual"],
        valid_to=row.get(f"{prefix}valid_to"),
    )
