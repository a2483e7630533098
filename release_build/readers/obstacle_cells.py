"""Cells that the tables on obstacles share: dates, addresses with remarks, how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sistercities.sources.country_origins import OBSTACLE_SOURCE
from sistercities.sources.written_values import WrittenRow, is_date
from sistercities.terms.words import CERTAINTIES, STRENGTHS

SHARED_COLUMNS = (
    "from_date", "until_date", "as_of", "strength", "sentence", "source_title", "source_address",
    "certainty",
)  # fmt: skip
IGNORED_COLUMNS = ("quote",)
"""Words of the source, under its author's rights: read by those who rule, never shipped."""

_BETWEEN = " ; "
_ADDRESS = re.compile(r"(https?://[^\s()\"<>]+(?:\([^\s()]*\)[^\s()]*)?)(?: \(([^()]+)\))?")
_CERTAINTY = re.compile(rf"({'|'.join(CERTAINTIES)})(?:[:;,]? (.+))?")


@dataclass(frozen=True, slots=True)
class StatedObstacle:
    """What a row of either table says, apart from whom it is about.

    Attributes
    ----------
    from_date, until_date, as_of
        ISO dates as far as known; "" where not.
    proposed
        Strength that the readers of the pages propose; it is not ours.
    sentence
        One sentence.
    title, addresses, locator
        What was read and where, and a remark on where in it.
    certainty, certainty_note
        How sure the readers are, in one word, and what they say of it.
    source_id
        The source of the row.
    conflicts
        The numbers that the source gives to what is fought; of wars within a state alone.
    over_regions
        The same of lesser fighting within a state, where all of it is over regions.
    """

    from_date: str
    until_date: str
    as_of: str
    proposed: str
    sentence: str
    title: str
    addresses: tuple[str, ...]
    locator: str
    certainty: str
    certainty_note: str
    source_id: str = OBSTACLE_SOURCE
    conflicts: tuple[str, ...] = ()
    over_regions: tuple[str, ...] = ()


def stated_obstacle(row: WrittenRow) -> StatedObstacle:
    """Read the columns that both tables have.

    Raises
    ------
    SourceError
        If a date, a strength, a sentence, an address or a certainty is not understood.
    """
    row.require("sentence", "source_title", "source_address", "certainty")
    row.require_one_of("strength", STRENGTHS)
    _check_dates(row)
    addresses, locator = _addresses(row)
    certainty, note = _certainty(row)
    values = row.values
    return StatedObstacle(
        values["from_date"], values["until_date"], values["as_of"], values["strength"],
        _sentence(row), values["source_title"], addresses, locator, certainty, note,
    )  # fmt: skip


def _check_dates(row: WrittenRow) -> None:
    for column in ("from_date", "until_date", "as_of"):
        value = row.values[column]
        if value and not is_date(value, 1900, 2100):
            raise row.refuse(column, "write a date: YYYY, YYYY-MM or YYYY-MM-DD, from 1900 on")
    first, last, seen = (row.values[one] for one in ("from_date", "until_date", "as_of"))
    if first and last and is_later(first, last):
        raise row.refuse("until_date", "it ends after it begins")
    if first and seen and is_later(first, seen):
        raise row.refuse("as_of", "a source speaks of what has begun; correct the dates")


def is_later(one: str, other: str) -> bool:
    """Whether a date lies after another, as far as both are known.

    Examples
    --------
    >>> is_later("2026-02-28", "2026-02"), is_later("2026-03", "2026-02-28")
    (False, True)
    """
    known = min(len(one), len(other))
    return one[:known] > other[:known]


def _sentence(row: WrittenRow) -> str:
    sentence = row.values["sentence"]
    if not sentence.endswith(".") or sentence != sentence.strip():
        raise row.refuse("sentence", "write one sentence that ends in a point")
    return sentence


def _addresses(row: WrittenRow) -> tuple[tuple[str, ...], str]:
    """Part addresses from the remarks behind them."""
    addresses, remarks = [], []
    for part in row.values["source_address"].split(_BETWEEN):
        found = _ADDRESS.fullmatch(part)
        if found is None:
            advice = (
                f"write addresses joined by '{_BETWEEN}', each with a remark in brackets or none"
            )
            raise row.refuse("source_address", advice)
        addresses.append(found[1])
        remarks += [found[2]] if found[2] else []
    return tuple(addresses), "; ".join(remarks)


def _certainty(row: WrittenRow) -> tuple[str, str]:
    found = _CERTAINTY.fullmatch(row.values["certainty"])
    if found is None:
        raise row.refuse("certainty", f"begin with one of {', '.join(CERTAINTIES)}")
    return found[1], found[2] or ""
