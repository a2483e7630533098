"""What `seeking` returns: notices, matches with their reasons, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from sistercities.sources.country_unions import outside as outside
from sistercities.sources.country_unions import union_in_words as union_in_words
from sistercities.terms.json_records import (
    Count,
    CountryCode,
    DateText,
    Holds,
    JsonRecord,
    RecordTuple,
    Text,
    frame_of_records,
    one_of,
    record_json,
)
from sistercities.terms.notices import CONTINENTS as CONTINENTS
from sistercities.terms.notices import THEMES
from sistercities.terms.words import LevelWord, PrecisionWord

if TYPE_CHECKING:
    import pandas as pd


ThemeWord = Annotated[str, one_of(THEMES)]
VerdictWord = Annotated[str, one_of(("fits", "open", "fails"))]
CRITERIA = ("country", "size", "level", "tie", "obstacle", "themes")
_Wish = Annotated[str, one_of(("countries", "size", "themes"))]
_Union = Annotated[str, Holds(pattern="^[A-Z][A-Z0-9]+(:[0-9]{4}(-[0-9]{2}){0,2})?$")]


@dataclass(frozen=True, slots=True)
class SeekingPlace:
    """A place that seeks or may be a partner, with what the criteria look at.

    Attributes
    ----------
    place_id
        Stable id; None where it is not known which place it is.
    name, name_local
        Name in Latin script, and in the local one where known; of an unknown place as written.
    level, country, region_iso
        As in the data; None where not known.
    is_dual
        Whether the place is both a first-level region and a city.
    population
        Persons; None where not known.
    """

    place_id: str | None
    name: str
    name_local: str | None
    level: LevelWord | None
    country: CountryCode | None
    region_iso: str | None
    is_dual: bool
    population: Count | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice of a place that looks for a partner.

    Attributes
    ----------
    notice_id, source_id
        Stable within its list; the list.
    place
        The place that seeks.
    countries, continents
        Codes of those wished, members of unions among them; empty where none is known.
    unions
        Codes of unions wished, with the date at which their members count, such as EU:2024-05-09.
    is_any_country
        Whether any country is welcome.
    min_population, max_population
        Bounds of the size wished, persons; None is open or not known.
    is_any_size, is_own_size
        Whether any size is welcome; whether one like its own is.
    themes
        Words of the closed list.
    is_any_theme
        Whether any theme is welcome.
    countries_written, size_written, themes_written
        The wishes as written; None where nothing was.
    unread
        What of the wishes was not understood, as written: by `countries`, `size`, `themes`.
    source, note
        Who published it, and what else it says; None where not stated.
    date
        ISO date as far as known; None where not known.
    precision
        day, month, year, none or suspect.
    age_years
        Calendar years from its date to that of the data; None where not known.
    is_old
        Whether it is five years old or older; None where its age is not known.
    """

    notice_id: str
    source_id: str
    place: SeekingPlace
    countries: tuple[CountryCode, ...]
    continents: tuple[Annotated[str, one_of(CONTINENTS)], ...]
    unions: tuple[_Union, ...]
    is_any_country: bool
    min_population: int | None
    max_population: int | None
    is_any_size: bool
    is_own_size: bool
    themes: tuple[ThemeWord, ...]
    is_any_theme: bool
    countries_written: str | None
    size_written: str | None
    themes_written: str | None
    unread: dict[_Wish, str]
    source: str | None
    note: str | None
    date: DateText | None
    precision: PrecisionWord
    age_years: Count | None
    is_old: bool | None


@dataclass(frozen=True, slots=True)
class MatchReason:
    """One criterion: country, size, level, tie, obstacle or themes.

    The obstacle holds where nothing bars a tie of the two; what calls for care is in its sentence.
    `holds` is None where it is not known. The themes do not decide: they make no match fail.
    """

    criterion: Annotated[str, one_of(CRITERIA)]
    holds: bool | None
    is_decisive: bool
    sentence: Text


@dataclass(frozen=True, slots=True)
class Offer:
    """A notice of another place, held against the place that was asked for.

    Attributes
    ----------
    notice
        The notice.
    verdict
        fits, open (nothing fails, something is not known) or fails.
    reasons
        Every criterion with its sentence.
    in_return
        Whether the other place fits a notice of the place asked for: fits, open, fails; None where
        it has no notice of its own, or the other place is not known.
    """

    notice: Notice
    verdict: VerdictWord
    reasons: tuple[MatchReason, ...]
    in_return: VerdictWord | None


@dataclass(frozen=True, slots=True)
class CandidatePlace:
    """A place held against the wishes of a notice: verdict, reasons, and its own notice, if any."""

    place: SeekingPlace
    verdict: Annotated[str, one_of(("fits", "open"))]
    reasons: tuple[MatchReason, ...]
    notice_id: str | None


@dataclass(frozen=True, slots=True)
class OwnNotice:
    """A notice of the place that was asked for, and which places fit it.

    `n_fitting` fit, `n_open` fail in nothing, but something is not known; `candidates` are the
    first of both, in order.
    """

    notice: Notice
    n_fitting: Count
    n_open: Count
    candidates: tuple[CandidatePlace, ...]


@dataclass(frozen=True, slots=True)
class SeekingList(JsonRecord):
    """Notices of places that look for a partner, and how a place matches them.

    Attributes
    ----------
    data_version
        Version of the data, with the lists of notices.
    as_of
        Year to which ages are counted: the newest that the data or a list of notices shows.
    old_after_years
        Age from which a notice is old.
    place
        The place that was asked for; None where none was.
    themes
        Themes of the place, as they were stated.
    notices
        All notices, the newest first.
    offers
        Notices of others held against the place, those that fit first; empty without a place.
    own
        Notices of the place itself, with candidates; empty without a place.
    left_out
        Lists of notices that are damaged and so left out, with what is wrong, in sentences.
    looked_at
        What was looked at where nothing is said to stand in the way, and until when; "" where
        nobody was matched.
    """

    data_version: str
    as_of: int
    old_after_years: int
    place: SeekingPlace | None
    themes: tuple[ThemeWord, ...]
    notices: RecordTuple[Notice]
    offers: RecordTuple[Offer]
    own: RecordTuple[OwnNotice]
    left_out: tuple[str, ...]
    looked_at: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each notice, with the keys of its JSON, such as `place_name`."""
        return frame_of_records(record_json(notice) for notice in self.notices)
