"""The machine-readable form of the studies: names as in the methods, a kept promise."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Annotated

from sistercities.studies.claims import VERDICT_WORDS, ClaimNumber
from sistercities.studies.parts import PartFinding
from sistercities.terms.json_records import CountryOrWorld, Holds, Json, one_of, record_json


@dataclass(frozen=True, slots=True)
class LeadingVerdict:
    """The verdict on a claim, which is that of one of its parts.

    Attributes
    ----------
    part
        That part, as in `C3.independent`; "" where its study could not be run.
    study
        Name of the study that judges it.
    number, low, high
        The number that the verdict rests on, with its 95 % interval; None where not known.
    """

    verdict: Annotated[str, one_of(VERDICT_WORDS)]
    part: str
    study: str
    sentence: str
    number: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class AllStudies:
    """All studies of a home country.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2, or WORLD for the studies of all countries.
    headline
        What was found, in one sentence.
    verdicts
        By claim: that of its leading part, which `parts` has in full. The studies of all countries
        judge parts alone.
    parts
        What was found of each part of the claims.
    studies
        What each study prints by itself.
    settings
        What a run needs to give the same numbers.
    """

    country: CountryOrWorld
    as_of: int | None
    data_version: str
    headline: str
    verdicts: dict[ClaimNumber, LeadingVerdict]
    parts: tuple[PartFinding, ...]
    studies: Annotated[
        dict[str, Annotated[Json, Holds(required=["study"])]], Holds(minProperties=1)
    ]
    settings: dict[str, str]


def study_record(result: object) -> Json:
    """Turn a study, or all of them, into what `sistercities study NAME --json` prints.

    Every key is there; each number is finite or null. docs/schemas says what the keys mean.
    """
    return {key: plain(value) for key, value in record_json(result).items()}


def plain(value: object) -> object:
    """Builtin, finite or null, keys as text; anything else is a TypeError."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, Iterable):
        return [plain(held) for held in value]
    raise TypeError(f"{type(value).__name__} has no place in the JSON of a study")
