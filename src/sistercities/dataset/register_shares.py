"""How much of a register we hold, counted pair by pair: the figures, without a row of the register.

`data/register_shares.csv` is written by `python -m release_build.pages.register_coverage` from a
register that may not be shipped and from the release. The card takes the figures from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from sistercities.sources.admin_areas import require_country
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow, is_date, is_whole_number

FILE = "register_shares.csv"


@dataclass(frozen=True, slots=True)
class RegisterShare:
    """One figure.

    Attributes
    ----------
    card
        Country of the coverage card, ISO 3166-1 alpha-2.
    register
        What the register is called.
    as_of
        ISO date of the register, as far as known.
    group
        Which of its partnerships: all, a form, a country or a size, such as `country: FR`.
    listed, held
        Partnerships of the register in the group, and those of them that we hold too.
    data_version
        Version of the data that were compared.
    """

    card: str
    register: str
    as_of: str
    group: str
    listed: int
    held: int
    data_version: str

    @property
    def measure(self) -> str:
        """What the card calls it."""
        return f"partnerships of {self.register}"


COLUMNS = tuple(each.name for each in fields(RegisterShare))


def read_register_shares(path: Path) -> tuple[RegisterShare, ...]:
    """Read the figures; a file that is not there holds none.

    Raises
    ------
    SourceError
        If a row does not say what the table promises, holds more than it lists, or stands twice.
    """
    if not path.is_file():
        return ()
    found: dict[tuple[str, str, str], RegisterShare] = {}
    for line, values in file_rows(path, COLUMNS):
        row = WrittenRow(path.name, line, values)
        share = _share(row)
        key = (share.card, share.register, share.group)
        if key in found:
            raise row.refuse("group", "a row above has this group; keep one of them")
        found[key] = share
    return tuple(found.values())


def _share(row: WrittenRow) -> RegisterShare:
    row.require("register", "group", "data_version")
    require_country(row, "card")
    values = row.values
    if not is_date(values["as_of"]):
        raise row.refuse("as_of", "give a date of the calendar: YYYY, YYYY-MM or YYYY-MM-DD")
    for column in ("listed", "held"):
        if not is_whole_number(values[column]):
            raise row.refuse(column, "give a whole number in digits")
    listed, held = int(values["listed"]), int(values["held"])
    if not 0 <= held <= listed or not listed:
        raise row.refuse("held", "what is held too is a part of what is listed; count again")
    return RegisterShare(
        values["card"], values["register"], values["as_of"], values["group"], listed, held,
        values["data_version"],
    )  # fmt: skip


def shares_text(shares: Iterable[RegisterShare]) -> str:
    """Return the file as it is written."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(share) for share in shares)
    return out.getvalue()
