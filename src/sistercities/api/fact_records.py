"""What the light verb on covariates returns: facts with year, unit and source, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated

from sistercities.api.records import PlaceRef
from sistercities.terms.json_records import CountryCode, JsonRecord, Text, frame_of_records, one_of

if TYPE_CHECKING:
    import pandas as pd


FACTS_OF = ("places", "cities", "regions", "countries", "city_pairs", "country_pairs")
"""What a fact may be one of."""


@dataclass(frozen=True, slots=True)
class Fact(JsonRecord):
    """One fact of one year; an unknown one has neither value nor word, and is never 0.

    Attributes
    ----------
    of
        cities, regions, countries, city_pairs or country_pairs, as in `covariates`; `places` for
        what is computed from the places themselves.
    variable
        Name of the variable.
    meaning
        What it measures, in words.
    value, word
        The number, or the word where the value is one, such as a time zone.
    unit
        Unit of the value; 1 for a yes or no, a share or an index.
    year
        Year of the value; None where it is unknown or undated.
    source
        Id of the source; None where it is unknown or not one source's own word.
    from_country, to_country
        Direction of a directed fact, such as trade, as ISO 3166-1 codes; else None.
    """

    of: Annotated[str, one_of(FACTS_OF)]
    variable: str
    meaning: str
    value: float | None
    word: Text | None
    unit: Text
    year: int | None
    source: str | None
    from_country: CountryCode | None = None
    to_country: CountryCode | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a value or a word."""
        return self.value is not None or self.word is not None

    @property
    def is_yes_or_no(self) -> bool:
        """Whether 1 means yes and 0 no."""
        return self.meaning.startswith("1 ")


@dataclass(frozen=True, slots=True)
class FactList(JsonRecord):
    """The facts on one place, or on a place with a partner.

    Attributes
    ----------
    place, partner
        The places; None where no partner was asked for.
    facts
        The facts; the unknown ones last.
    """

    place: PlaceRef
    partner: PlaceRef | None
    facts: tuple[Fact, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each fact, with the keys of its JSON; an unknown one has no value."""
        return frame_of_records(fact.to_json() for fact in self.facts)

    def to_csv(self) -> str:
        """Return the facts as CSV, one a row, with the ids of the places; unknown is empty."""
        from sistercities.report.exports import csv_bytes

        names = [field.name for field in fields(Fact)]
        ids = [self.place.place_id, self.partner.place_id if self.partner else None]
        rows = ([*ids, *(getattr(fact, name) for name in names)] for fact in self.facts)
        return csv_bytes(["place_id", "partner_id", *names], rows).decode()
