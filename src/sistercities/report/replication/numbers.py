"""The headline numbers that scripts give again, as the report has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sistercities.report.exports import csv_bytes

NUMBERS = "numbers.csv"
EXACT = 1e-6
"""Part of a number by which a script may miss it: fits end where their steps are this small."""


@dataclass(frozen=True, slots=True)
class HeadlineNumber:
    """A number of the report.

    Attributes
    ----------
    study, id
        Study and name, as in `study.json`.
    words
        What it is, for readers.
    value
        As the report has it.
    tolerance
        Part of the value by which a script may miss it.
    why
        Why the tolerance is wider than that of a fit; empty where it is not.
    """

    study: str
    id: str
    words: str
    value: float
    tolerance: float = EXACT
    why: str = ""


@dataclass(frozen=True, slots=True)
class Replicated:
    """What one study gives: its tables by name, and its numbers."""

    tables: Mapping[str, bytes]
    numbers: tuple[HeadlineNumber, ...]


def numbers_csv(numbers: Iterable[HeadlineNumber]) -> bytes:
    """Write the numbers of the report as scripts read them, with all their digits."""
    rows = ((one.study, one.id, repr(one.value), one.tolerance, one.words) for one in numbers)
    return csv_bytes(("study", "id", "value", "tolerance", "what"), rows)
