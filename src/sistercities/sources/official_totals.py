"""Published totals of sister ties, the yardstick of the coverage card."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow, is_date, is_whole_number

FILE = Path("official-totals") / "totals.csv"
LEVELS = ("all", "province", "below province", "prefecture", "county")
_USED = ("scope", "level", "as_of", "ties", "source")
_IGNORED = ("chinese_side", "foreign_side", "countries")


@dataclass(frozen=True, slots=True)
class OfficialTotal:
    """One published total: of what, at which level, when, how many, and who says so.

    `scope` is the publisher's word, such as China, China-Japan or Jiangsu; `as_of` is an ISO date
    as far as known.
    """

    scope: str
    level: str
    as_of: str
    ties: int
    source: str


def read_official_totals(shared_data: Path) -> list[OfficialTotal]:
    """Read every published total.

    Raises
    ------
    SourceError
        If a column, a level, a number or a date is not understood, or a total stands there twice.
    """
    path = shared_data / FILE
    totals: dict[tuple[str, str, str, str], OfficialTotal] = {}
    for line, values in file_rows(path, (*_USED, *_IGNORED)):
        row = WrittenRow(path.name, line, values)
        total = _total(row)
        key = (total.scope, total.level, total.as_of, total.source)
        if key in totals:
            raise row.refuse("scope", "a row above gives this total already; keep one of them")
        totals[key] = total
    return list(totals.values())


def _total(row: WrittenRow) -> OfficialTotal:
    row.require("scope", "source")
    row.require_one_of("level", LEVELS)
    if not is_whole_number(row.values["ties"]):
        raise row.refuse("ties", "give a whole number in digits")
    if not is_date(row.values["as_of"]):
        raise row.refuse("as_of", "give a date of the calendar: YYYY, YYYY-MM or YYYY-MM-DD")
    return OfficialTotal(
        row.values["scope"],
        row.values["level"],
        row.values["as_of"],
        int(row.values["ties"]),
        row.values["source"],
    )
