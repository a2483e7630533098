"""What the tables of typed ties share: dates and their quality, hints, where a row stands."""

from __future__ import annotations

from collections.abc import Collection

from release_build.readers.typed_notes import TypedNote
from sistercities.sources.admin_areas import require_country
from sistercities.sources.written_values import WrittenRow, is_date, is_region_code
from sistercities.terms.claims import NamedEnd
from sistercities.terms.words import Level, Precision, Status

LICENCE = "facts"
FIRST_YEAR, LAST_YEAR = 1900, 2026
_QUALITIES: dict[str, tuple[Precision, int]] = {
    "day": ("day", 10), "month": ("month", 7), "year": ("year", 4), "none": ("none", 0),
}  # fmt: skip
HINTED_LEVELS: dict[str, Level | None] = {
    "region1": "region1", "region2": "region2", "city": "city", "district": "district",
    "unknown": None,
}  # fmt: skip


def require_new(row: WrittenRow, columns: Collection[str], seen: set[tuple[str, ...]]) -> None:
    """Refuse a row that says in these columns what a row above says.

    Raises
    ------
    SourceError
        If it does.
    """
    key = tuple(row.values[column] for column in columns)
    if key in seen:
        raise row.refuse("partner_name", "a row above says the same; keep one of them")
    seen.add(key)


def read_precision(row: WrittenRow, column: str) -> Precision:
    """Return the precision of the date in a column, which `date_quality` states.

    Raises
    ------
    SourceError
        If it is no date of the calendar, or of another precision than stated.
    """
    row.require_one_of("date_quality", _QUALITIES)
    precision, length = _QUALITIES[row.values["date_quality"]]
    date = row.values[column]
    if date and not is_date(date, FIRST_YEAR, LAST_YEAR):
        span = f"from {FIRST_YEAR} to {LAST_YEAR}"
        raise row.refuse(column, f"a date is YYYY, YYYY-MM or YYYY-MM-DD of the calendar, {span}")
    if len(date) != length:
        raise row.refuse(column, f"it does not fit date_quality {precision}; mend one of them")
    return precision


def checked_end(row: WrittenRow, note: TypedNote, status: Status, start: str) -> str:
    """Return the end, or the suspension, that the note states; "" if it states none.

    Raises
    ------
    SourceError
        If the status is another, or the tie begins later.
    """
    if note.end and status not in ("ended", "suspended"):
        raise row.refuse("status", f"the note says that it ended in {note.end}; mend one of them")
    if note.end and note.end[:4] < start[:4]:
        raise row.refuse("note", f"the tie begins {start}; mend one of the dates")
    return note.end


def home_end(row: WrittenRow, name: str, level: Level) -> NamedEnd:
    """Return the end whose list it is; its region's code is the typist's hint.

    Parameters
    ----------
    row
        The row, with the columns `home_country` and `home_region_iso`.
    name
        The unit, as written.
    level
        As the list gives it.
    """
    require_country(row, "home_country")
    country, code = row.values["home_country"], row.values["home_region_iso"]
    if not is_region_code(code, country):
        raise row.refuse("home_region_iso", f"a code of this region begins with {country}-")
    return NamedEnd(name, country, _written_level(name) or level, hint_region_iso=code)


def _written_level(name: str) -> Level | None:
    """Level that the last letter of a Japanese or Korean name writes: a county is no town."""
    return "region2" if name.endswith(("郡", "군")) else None


def partner_end(row: WrittenRow) -> NamedEnd:
    """Return the other end; its English name, level and code are hints of the typist.

    A name in square brackets was cut in the excerpt and completed by the typist, who says so.
    """
    require_country(row, "partner_country")
    row.require_one_of("partner_level", HINTED_LEVELS)
    row.require_region("partner_region_iso", row.values["partner_country"])
    name = row.values["partner_name"]
    if "[" in name and "name cut" not in row.values["note"]:
        raise row.refuse("partner_name", "a name completed in brackets needs a note: name cut ...")
    return NamedEnd(
        name,
        row.values["partner_country"],
        hint_name=row.values["partner_name_en"],
        hint_region_iso=row.values["partner_region_iso"],
        hint_level=_written_level(name) or HINTED_LEVELS[row.values["partner_level"]],
    )


def locator(page: str, commit: str, row_name: str) -> str:
    """Return where a row stands: its address, else page, version and row."""
    if page.startswith(("http://", "https://")):
        return page
    return f"{page}@{commit[:8]} {row_name}" if commit else f"{page} {row_name}"
