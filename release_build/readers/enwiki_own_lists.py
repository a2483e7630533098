"""Reader of the ties on English Wikipedia's lists of twin towns as of May 2023.

One file, a directed row for each partner of a place that has an entry of its own on a list. The
lists of large countries were not read; those of most states of the United States were.

The collection was keyed by the name of the place alone. Where a later list had a place of the same
name, its entry took the place of the earlier one: so each name has the partners, and the country,
of one place, the last of that name to be read, and stands where the first one stood. A name with
one country may thus have lost a namesake, and a place that is missing may have been lost so.

* Both directions of a pair of names are one claim, which says so in its note.
* A row that stands there again is the same claim; its row is in the locator.
* Some entries are a sentence: `X is a member of the Douzelage, ...`, with the other members as
  partners. The place is X, and the note names the association.
* Rows without a partner's name are left out by name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from release_build.readers.country_labels import CountryLabels
from sistercities.sources.enwiki_names import parse_name
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.undated_claims import BOTH_STATE, rows_locator, undated_claim
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.claims import NamedEnd, SourceClaim

SOURCE_ID = "enwiki-2023"
LICENCE = "CC-BY-SA-4.0"
FILE = "ties.tsv"
COLUMNS = ("row", "city", "country", "sister_city", "sister_country")
NO_COUNTRY = "NaN"
"""What stands for a country that the list does not give."""

_MEMBER = re.compile(
    r"(?P<name>.+) is a member of the (?P<of>Douzelage|Charter of European Rural Communities), a .*"
)

Key = tuple[str, str, tuple[str, ...]]
"""A place as named, however it is written: bare name, country, what the name says it lies in."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that has an entry of its own on a list, and the first row of the entry."""

    end: NamedEnd
    row: int


@dataclass(frozen=True, slots=True)
class OwnLists:
    """The claims, the order of the entries, and the rows that are left out by name.

    Attributes
    ----------
    claims
        One for each pair of names, in the order of the first row.
    entries
        Each place that has an entry of its own, in the order of the file.
    left_out
        Rows without a partner's name, and rows of a place with itself.
    """

    claims: tuple[SourceClaim, ...]
    entries: tuple[Entry, ...]
    left_out: tuple[str, ...]


def read_own_lists(folder: Path, labels: CountryLabels) -> OwnLists:
    """Read each pair of names as one claim.

    Raises
    ------
    BuildError
        If the file cannot be read.
    SourceError
        If a column or a country label is not understood, a place has no name, a row has not its
        number, or a place stands under two countries.
    """
    pairs: defaultdict[frozenset[Key], list[_Row]] = defaultdict(list)
    entries: dict[str, Entry] = {}
    left_out: list[str] = []
    for row in _rows(folder / FILE, labels):
        if entries.setdefault(row.city.name, Entry(row.city, row.number)).end != row.city:
            raise row.written.refuse("country", "this place stands under another above")
        pair = row.pair
        if len(pair) > 1:
            pairs[pair].append(row)
        else:
            left_out.append(f"row {row.number} {row.city.name}")
    claims = tuple(_claim(rows) for rows in pairs.values())
    return OwnLists(claims, tuple(entries.values()), tuple(left_out))


@lru_cache(maxsize=40_000)
def key_of(end: NamedEnd) -> Key:
    """Key under which `Seoul – Seocho` and `Seocho (Seoul)` are one place as named."""
    written = parse_name(end.name, end.country)
    return written.bare, end.country, written.parents


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    city: NamedEnd
    sister: NamedEnd
    association: str
    written: WrittenRow

    @property
    def pair(self) -> frozenset[Key]:
        """Both places as named; one alone where there is no other."""
        return frozenset(key_of(end) for end in (self.city, self.sister) if end.name)


def _rows(path: Path, labels: CountryLabels) -> Iterator[_Row]:
    snapshot = Snapshot(path, Origin(SOURCE_ID))
    for number, (line, values) in enumerate(table_rows(snapshot, COLUMNS, "\t"), 1):
        row = WrittenRow(path.name, line, values)
        if values["row"] != str(number):
            raise row.refuse("row", f"this is row {number}; fetch the file again")
        yield _row(number, row, labels)


def _row(number: int, row: WrittenRow, labels: CountryLabels) -> _Row:
    row.require("city", "country")
    member = _MEMBER.fullmatch(row.values["city"])
    name, association = (member["name"], member["of"]) if member else (row.values["city"], "")
    city = _end(row, "country", name, labels)
    return _Row(number, city, _sister(row, labels), association, row)


def _sister(row: WrittenRow, labels: CountryLabels) -> NamedEnd:
    name = row.values["sister_city"]
    if not name and row.values["sister_country"] == NO_COUNTRY:
        return NamedEnd("", "")
    row.require("sister_city")
    return _end(row, "sister_country", name, labels)


def _end(row: WrittenRow, label: str, name: str, labels: CountryLabels) -> NamedEnd:
    country = labels.country_of(row.values[label], name)
    if country is None:
        advice = f"add the label to {labels.file} with its ISO 3166-1 code and a reason"
        raise row.refuse(label, advice)
    written = parse_name(name, country.country)
    parents = (*written.parents, country.part) if country.part else written.parents
    return NamedEnd(name, country.country, written.level, ", ".join(parents), parents)


def _claim(rows: Sequence[_Row]) -> SourceClaim:
    first = rows[0]
    is_mutual = len({key_of(row.city) for row in rows}) > 1
    associations = {row.association for row in rows} - {""}
    notes = [BOTH_STATE] if is_mutual else []
    notes += [f"both belong to the {one}" for one in sorted(associations)]
    return undated_claim(
        f"{SOURCE_ID}:{first.number:05d}",
        rows_locator(row.number for row in rows),
        first.city,
        first.sister,
        licence=LICENCE,
        note="; ".join(notes),
    )
