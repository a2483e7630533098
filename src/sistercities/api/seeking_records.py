"""What `seeking` returns: notices, matches with their reasons, and their JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sistercities.api.records import Json
from sistercities.sources.country_unions import outside as outside
from sistercities.sources.country_unions import union_in_words as union_in_words
from sistercities.terms.notices import CONTINENTS as CONTINENTS
from sistercities.terms.record_frames import frame_of_records

if TYPE_CHECKING:
    import pandas as pd


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
    level: str | None
    country: str | None
    region_iso: str | None
    is_dual: bool
    population: int | None


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
    countries: tuple[str, ...]
    continents: tuple[str, ...]
    unions: tuple[str, ...]
    is_any_country: bool
    min_population: int | None
    max_population: int | None
    is_any_size: bool
    is_own_size: bool
    themes: tuple[str, ...]
    is_any_theme: bool
    countries_written: str | None
    size_written: str | None
    themes_written: str | None
    unread: dict[str, str]
    source: str | None
    note: str | None
    date: str | None
    precision: str
    age_years: int | None
    is_old: bool | None


@dataclass(frozen=True, slots=True)
class MatchReason:
    """One criterion: country, size, level, tie, obstacle or themes.

    The obstacle holds where nothing bars a tie of the two; what calls for care is in its sentence.
    `holds` is None where it is not known. The themes do not decide: they make no match fail.
    """

    criterion: str
    holds: bool | None
    is_decisive: bool
    sentence: str


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
    verdict: str
    reasons: tuple[MatchReason, ...]
    in_return: str | None


@dataclass(frozen=True, slots=True)
class CandidatePlace:
    """A place held against the wishes of a notice: verdict, reasons, and its own notice, if any."""

    place: SeekingPlace
    verdict: str
    reasons: tuple[MatchReason, ...]
    notice_id: str | None


@dataclass(frozen=True, slots=True)
class OwnNotice:
    """A notice of the place that was asked for, and which places fit it.

    `n_fitting` fit, `n_open` fail in nothing, but something is not known; `candidates` are the
    first of both, in order.
    """

    notice: Notice
    n_fitting: int
    n_open: int
    candidates: tuple[CandidatePlace, ...]


@dataclass(frozen=True, slots=True)
class SeekingList:
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
    themes: tuple[str, ...]
    notices: tuple[Notice, ...]
    offers: tuple[Offer, ...]
    own: tuple[OwnNotice, ...]
    left_out: tuple[str, ...]
    looked_at: str = ""

    def to_json(self) -> Json:
        """Return the record that `sistercities seeking --json` prints."""
        return asdict(self)

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each notice, with the keys of its JSON, such as `place_name`."""
        return frame_of_records(asdict(notice) for notice in self.notices)
