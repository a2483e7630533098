"""A claim as a reader hands it over: what one row of one source says, before any resolving."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.terms.words import Kind, Level, Precision, Status


@dataclass(frozen=True, slots=True)
class NamedEnd:
    """One end of a claimed tie, as the source names it.

    Attributes
    ----------
    name
        As written in the source; never edited.
    country
        ISO 3166-1 alpha-2, mapped from the source's own label; "" where the source states none.
    given_id
        Id that the source gives of the place, such as `wd:Q42`; "" where it gives none.
    level
        Level as the source states or implies it; None where it does not.
    context
        What else the source states of the place (parents, state), as written, joined by ", ".
    parents
        The same as separate names, nearest parent first; used to settle homonyms.
    latitude, longitude
        Degrees, where the source geocodes the place.
    hint_name, hint_region_iso
        A typist's hints, not source data: used to resolve, recorded as the method, never shipped.
    hint_level
        A typist's reading of the level; may be wrong where the typist was not certain.
    population
        Persons, where the source states them; used to resolve, never shipped.
    other_name
        A second name in another language or script, where the source states one; "" otherwise.
    """

    name: str
    country: str
    level: Level | None = None
    context: str = ""
    parents: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    hint_name: str = ""
    hint_region_iso: str = ""
    hint_level: Level | None = None
    given_id: str = ""
    population: int | None = None
    other_name: str = ""


@dataclass(frozen=True, slots=True)
class SourceClaim:
    """One row of one source: two named ends, dates as far as stated, and where it stands.

    `claim_id` is `<source_id>:<row>`. `start` and `end` are ISO dates as far as known, "" if not.
    `seen_year` is the year whose state the row shows; None where it is that of its source.
    `is_official` says that the row comes from a page of one of the two governments or from a
    register of such, not from an encyclopedia, the news or a copy.
    """

    claim_id: str
    source_id: str
    locator: str
    a: NamedEnd
    b: NamedEnd
    start: str
    precision: Precision
    is_batch_date: bool
    end: str
    status: Status
    kind: Kind
    is_double_entry: bool
    note: str
    licence: str
    seen_year: int | None = None
    is_official: bool = False
