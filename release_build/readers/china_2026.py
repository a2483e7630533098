"""The Chinese tables of 2026: `ties.tsv` and `conflicts.tsv`, read beside the lists of 2020.

Rows of `conflicts.tsv`: the date that another page states of a tie of the Chinese lists.

A row names the row of the lists whose tie it is about, and the date there, which must still stand
there. The partner is written as the page has it; the typist gives no hints on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from release_build.readers import china_ties
from release_build.readers.china_pages import (
    is_official_address,
    latest,
    page_of,
    stated_year,
    year_of_title,
)
from release_build.readers.china_ties import SOURCE_ID, dated
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.words import Precision


@dataclass(frozen=True, slots=True)
class ChinaReading:
    """What the two tables say.

    Attributes
    ----------
    claims
        One for each row, ties first, in the order of the files.
    about
        By claim id, the id of the claim of the lists that it is about; new ties are left out.
    """

    claims: tuple[SourceClaim, ...]
    about: Mapping[str, str]


def read_china(folder: Path, lists: Collection[SourceClaim]) -> ChinaReading:
    """Read both tables.

    Parameters
    ----------
    folder
        The folder that holds them.
    lists
        The claims of the Chinese lists; a row names one by the part of its id after the source.

    Raises
    ------
    BuildError
        If a file cannot be read.
    SourceError
        If a column or a value is not understood, an id stands there twice, or a row does not go
        with the row of the lists that it names.
    """
    by_row = {claim.claim_id.partition(":")[2]: claim for claim in lists}
    ties = list(_rows(folder / china_ties.FILE, china_ties.COLUMNS, "id"))
    read = [
        (china_ties.tie_claim(row, named), named)
        for row, named in ((row, china_ties.named_claim(row, by_row)) for row in ties)
    ]
    dates = {row.values["source_address"]: row.values["source_date"] for row in ties}
    for row in _rows(folder / FILE, COLUMNS, "row_id"):
        listed = china_ties.listed_claim(row, by_row)
        read.append((conflict_claim(row, listed, dates), listed))
    about = {claim.claim_id: named.claim_id for claim, named in read if named is not None}
    return ChinaReading(tuple(claim for claim, _ in read), about)


def _rows(path: Path, columns: tuple[str, ...], key: str) -> Iterator[WrittenRow]:
    seen: set[str] = set()
    snapshot = Snapshot(path, Origin(china_ties.SOURCE_ID))
    for line, values in table_rows(snapshot, columns, delimiter="\t"):
        row = WrittenRow(path.name, values[key].strip() or line, values)
        row.require(key)
        if values[key] in seen:
            raise row.refuse(key, "a row above has this id; keep one of them")
        seen.add(values[key])
        yield row


FILE = "conflicts.tsv"
COLUMNS = (
    "row_id", "cn_unit", "partner_name", "date_read", "date_in_release", "source_title",
    "source_address", "note",
)  # fmt: skip
_BY_LENGTH: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


def conflict_claim(
    row: WrittenRow, named: SourceClaim, page_dates: Mapping[str, str]
) -> SourceClaim:
    """Return what one row claims: a date, and neither status nor kind.

    Parameters
    ----------
    row
        A row of `conflicts.tsv`.
    named
        The claim of the lists that it contradicts.
    page_dates
        By address, the dates of pages that `ties.tsv` states.

    Raises
    ------
    SourceError
        If a value is not understood, or the lists no longer have the date that is contradicted.
    """
    row.require("partner_name", "date_read")
    start = dated(row, "date_read")
    if row.values["date_in_release"] != named.start:
        raise row.refuse("date_in_release", f"the row named begins {named.start}; mend one of them")
    page = page_of(row, row.values["row_id"])
    return SourceClaim(
        claim_id=f"{SOURCE_ID}:{row.values['row_id']}",
        source_id=SOURCE_ID,
        locator=page.locator,
        a=named.a,
        b=NamedEnd(row.values["partner_name"], named.b.country),
        start=start,
        precision=_BY_LENGTH[len(start)],
        is_batch_date=False,
        end="",
        status="unknown",
        kind="unknown",
        is_double_entry=False,
        note=row.values["note"],
        licence=page.licence,
        seen_year=latest(_year_of_page(row, page_dates), (start,)),
        is_official=is_official_address(page.address),
    )


def _year_of_page(row: WrittenRow, page_dates: Mapping[str, str]) -> int | None:
    address, title = row.values["source_address"], row.values["source_title"]
    if address in page_dates:
        return stated_year(page_dates[address], title)
    return year_of_title(title)
