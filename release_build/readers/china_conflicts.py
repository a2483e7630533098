"""Rows of `conflicts.tsv`: the date that another page states of a tie of the Chinese lists.

A row names the row of the lists whose tie it is about, and the date there, which must still stand
there. The partner is written as the page has it; the typist gives no hints on it.
"""

from __future__ import annotations

from collections.abc import Mapping

from release_build.readers.china_pages import latest, page_of, stated_year, year_of_title
from release_build.readers.china_ties import SOURCE_ID, dated
from release_build.readers.official_addresses import is_official_address
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.words import Precision

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
