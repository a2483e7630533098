"""Reader of the accounts of lists (`whole_lists.tsv`) that stand beside tables of typed ties.

A row says of a region whether its own list of ties was read whole, how many ties stand in it, as of
when it is, on which page, and what weakens it. A list of one kind of tie alone, where the region
has others, is not whole; nor is one that another table completes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from release_build.readers.stated_years import stated_year
from sistercities.errors import BuildError
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_region_code, is_whole_number
from sistercities.terms.claims import SourceClaim

FILE = "whole_lists.tsv"
_KINDS = {"japan-korea-2026": "upper-level list"}
"""Source to the column that says whether the list is whole; elsewhere it is `whole`."""
_REST = ("ties", "dated", "state", "source", "remark")
_WHOLE: dict[str, bool] = {
    "yes": True,
    "partly": False,
    "whole": True,
    "all four of the prefecture's pages": True,
    "whole (friendship)": True,
    "whole to 2021": True,
    "whole in 2001": True,
    "whole (3 sister, 4 partner)": True,
    "whole (6 sister, 8 friendship)": True,
    # São Paulo stands in another table alone.
    "fourth tie named as such": False,
    # Lists of friendship ties stand beside those of sister ties and were not read, or the reverse.
    "friendship whole (11), sister 17 of 26 read": False,
    "sister whole (22)": False,
    "sister whole by name (14)": False,
}
_UNDATED = frozenset(
    {
        "undated list + pref pages",
        "newest of three undated states",
        "two states: older 18 regions; newer 13",
    }
)
_OF_TABLES = re.compile(r"\bholdout\b|^weak$")
"""Remarks of typists to each other, ignored by name."""
_TABLE = re.compile(r"\bties-(?=[a-z]+-)")
"""What the folder of a table has before the name of its source."""


@dataclass(frozen=True, slots=True)
class ListAccount:
    """What a table says of one region's list.

    Attributes
    ----------
    source_id, region_iso
        The table, and the ISO 3166-2 code of the region.
    is_whole
        Whether the list was read whole.
    n_ties
        Ties that stand in it, as far as read.
    year
        Year whose state it shows; None if that is not told or it is not whole.
    reason
        What the table says of it, in words: the page, its state, what weakens it.
    """

    source_id: str
    region_iso: str
    is_whole: bool
    n_ties: int
    year: int | None
    reason: str

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2 of the region."""
        return self.region_iso.partition("-")[0]


def read_whole_lists(folder: Path, source_id: str) -> tuple[ListAccount, ...]:
    """Read what a table says of the lists that it was typed from.

    Parameters
    ----------
    folder
        The folder that holds `whole_lists.tsv`.
    source_id
        The table's source.

    Raises
    ------
    BuildError
        If the file cannot be read.
    SourceError
        If a column or a value is not understood, or a region stands there twice.
    """
    whole = _KINDS.get(source_id, "whole")
    snapshot = Snapshot(folder / FILE, Origin(source_id))
    accounts: dict[str, ListAccount] = {}
    columns = ("unit_iso", "unit", whole, *_REST)
    for line, values in table_rows(snapshot, columns, "\t", has_quotes=False):
        row = WrittenRow(FILE, line, values)
        account = _account(row, whole, source_id)
        if account.region_iso in accounts:
            raise row.refuse("unit_iso", "a row above speaks of this region; keep one of them")
        accounts[account.region_iso] = account
    return tuple(accounts.values())


def _account(row: WrittenRow, whole: str, source_id: str) -> ListAccount:
    values = row.values
    row.require("unit")
    row.require_one_of(whole, _WHOLE)
    if not is_region_code(values["unit_iso"]):
        raise row.refuse("unit_iso", "write an ISO 3166-2 code such as PL-02")
    for column in ("ties", "dated"):
        if not is_whole_number(values[column]):
            raise row.refuse(column, "write a whole number in digits")
    if int(values["dated"]) > int(values["ties"]):
        raise row.refuse("dated", f"only {values['ties']} ties are listed; mend one of them")
    is_whole = _WHOLE[values[whole]]
    year = _year(row) if is_whole else None
    words = _reason(row, whole, is_whole)
    return ListAccount(source_id, values["unit_iso"], is_whole, int(values["ties"]), year, words)


def _year(row: WrittenRow) -> int | None:
    return None if row.values["state"] in _UNDATED else stated_year(row, "state")


def _reason(row: WrittenRow, whole: str, is_whole: bool) -> str:
    values = row.values
    said = "" if values[whole] in ("yes", "partly", "whole") else values[whole]
    remarks = [part.strip() for part in values["remark"].split(";")]
    own = [_TABLE.sub("", part) for part in remarks if not _OF_TABLES.search(part)]
    state = f"state: {values['state'] or 'not dated'}"
    parts = ("whole" if is_whole else "in part", said, values["source"], state, *own)
    return "; ".join(part for part in parts if part)


def require_held(accounts: Iterable[ListAccount], claims: Sequence[SourceClaim]) -> None:
    """Require that of each whole list as many ties are claimed as stand in it.

    Raises
    ------
    BuildError
        Naming the first list of which fewer are.
    """
    held = Counter(
        (claim.source_id, claim.a.hint_region_iso) for claim in claims if claim.a.level == "region1"
    )
    for account in accounts:
        found = held[account.source_id, account.region_iso]
        if account.is_whole and found < account.n_ties:
            raise BuildError(
                f"{FILE} of {account.source_id}: the list of {account.region_iso} is whole with "
                f"{account.n_ties} ties, and {found} are claimed; fetch the tables again"
            )
