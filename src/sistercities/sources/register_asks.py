"""What is asked about columns: an `id` beside a place, a status, partners that are not read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sistercities.sources.columns_by_content import MOST, is_plain_date, share
from sistercities.sources.register_codes import is_status
from sistercities.sources.register_countries import code_in_cell
from sistercities.sources.register_heads import may_be_partner, speaks_of_partners
from sistercities.sources.register_mapping import ColumnChoice, column_letter
from sistercities.sources.register_points import place_id
from sistercities.sources.register_words import Field
from sistercities.terms.late_methods import late_expression

_MOST = 0.6
"""Share of the filled cells of a column that must look alike."""
_MARKED_ID = late_expression(r"(?i)q\d+|(gn|wd):.+|https?://.+")
_LONGEST_NAME = 60
_BETWEEN_NAMES = late_expression(r"[,;/\n]")
_WITH_COUNTRY = late_expression(r"[^\W\d][^()]*[(]([^()]+)[)]")
_ID_OF: dict[str, Field] = {"home": "home_id", "partner": "partner_id"}
_MAY_STATE: tuple[Field, ...] = (
    "home_region", "home_country", "partner_region", "partner_country",
)  # fmt: skip
Values = Mapping[int, Sequence[str]]
"""What stands in each column, by its position from 0."""


def with_ids_of_places(
    columns: Sequence[ColumnChoice], values: Values
) -> tuple[list[ColumnChoice], list[str]]:
    """Take a column headed `id` as that of the place beside it where it holds ids; else ask."""
    at = next((i for i, one in enumerate(columns) if one.field == "id"), None)
    beside = _place_beside(columns, columns[at].position) if at is not None else None
    if at is None or beside is None or columns[at].how == "stated":
        return list(columns), []
    held = values.get(columns[at].position, ())
    field, column = _ID_OF[beside.field], f"{columns[at].letter} {columns[at].head}".strip()
    if any(one.field == field for one in columns) or not held or _counts_up(held):
        return list(columns), []
    found = list(columns)
    if _share(held, _MARKED_ID) >= _MOST:
        found[at] = replace(columns[at], field=field)
        return found, [f"Column {column} holds ids of places, so it is taken as {field}."]
    if sum(bool(place_id(one)) for one in held) < _MOST * len(held):
        return found, []
    return found, [
        f"Column {column} stands beside the {beside.field} place and is taken as the number of the "
        f"line. If it holds the ids of GeoNames, name it as {field} in a mapping file "
        "(--write-mapping, then --mapping)."
    ]


def _place_beside(columns: Sequence[ColumnChoice], at: int) -> ColumnChoice | None:
    """Return the column of a place right of a position, or left of it."""
    for position in (at + 1, at - 1):
        for one in columns:
            if one.position == position and one.field in _ID_OF:
                return one
    return None


def _counts_up(held: Sequence[str]) -> bool:
    """Whether the values number the lines: 1, 2, 3, with a few left out or repeated."""
    numbers = [int(one) for one in held if one.isascii() and one.isdigit()]
    if len(numbers) < len(held) * _MOST or len(numbers) < 2:
        return False
    steps = [b - a for a, b in pairwise(numbers)]
    return sum(0 <= step <= 3 for step in steps) >= _MOST * len(steps)


def _share(held: Sequence[str], form: re.Pattern[str]) -> float:
    return sum(bool(form.fullmatch(one)) for one in held) / len(held)


def with_status_by_content(
    columns: Sequence[ColumnChoice], values: Values
) -> tuple[list[ColumnChoice], list[str]]:
    """Take `Stato`, `Estado` or `Stan` as the status where words for one stand in it."""
    if any(one.field == "status" for one in columns):
        return list(columns), []
    for at, one in enumerate(columns):
        held = values.get(one.position, ())
        may_be = one.field in _MAY_STATE and one.how != "stated" and bool(held)
        if may_be and sum(map(is_status, held)) >= _MOST * len(held):
            found = [*columns[:at], replace(one, field="status"), *columns[at + 1 :]]
            column = f"{one.letter} {one.head}".strip()
            return found, [f"Column {column} holds words for a status and is taken as it."]
    return list(columns), []


def told_of_unused_dates(
    used: Sequence[ColumnChoice], heads: Sequence[str], values: Values
) -> list[str]:
    """Say which column that is not used holds dates, where no column is the start."""
    if any(one.field == "start" for one in used):
        return []
    taken = {one.position for one in used}
    dated = [
        f"{column_letter(at)} {heads[at] if at < len(heads) else ''}".strip()
        for at, held in values.items()
        if at not in taken and share(held, is_plain_date) >= MOST
    ]
    if not dated:
        return []
    hold, which = ("holds", "is") if len(dated) == 1 else ("hold", "are")
    return [
        f"No column is taken as the start, but {', '.join(dated)} {hold} dates and {which} not "
        "used: name it as start in a mapping file (--write-mapping, then --mapping)."
    ]


def unread_partners(
    used: Sequence[ColumnChoice], heads: Sequence[str], values: Values
) -> list[int]:
    """Return the positions of the columns that are not used and may hold partners."""
    taken = {one.position for one in used}
    return [
        at
        for at, held in values.items()
        if at not in taken
        and held
        and _may_hold_partners(heads[at] if at < len(heads) else "", held)
    ]


def told_of_unread_partners(
    used: Sequence[ColumnChoice], heads: Sequence[str], values: Values
) -> list[str]:
    """Ask about columns that are not used and may hold partners, with how many cells are filled."""
    found = [
        f"{column_letter(at)} {heads[at] if at < len(heads) else ''}".strip()
        + f" ({len(values[at])})"
        for at in unread_partners(used, heads, values)
    ]
    if not found:
        return []
    many = len(found) > 1
    return [
        f"{'Columns' if many else 'Column'} {', '.join(found)} {'are' if many else 'is'} not read "
        f"and may hold partners; the number of filled cells stands behind "
        f"{'each' if many else 'it'}. If so, name {'them' if many else 'it'} as partner_2"
        f"{', partner_3' if many else ''} in a mapping file (--write-mapping, then --mapping)."
    ]


def _may_hold_partners(head: str, held: Sequence[str]) -> bool:
    """Whether head or content speaks of partners, or it has no head and names stand in it."""
    if may_be_partner(head) or sum(map(_lists_places, held)) >= _MOST * len(held):
        return True
    if head and not speaks_of_partners(head):
        return False
    names = (_BETWEEN_NAMES.split(one)[0] if head else one for one in held)
    return sum(map(_is_name, names)) >= _MOST * len(held)


def _lists_places(text: str) -> bool:
    """Whether all of a cell is places with their countries: Berg (DE), Tal (France)."""
    places = [_WITH_COUNTRY.fullmatch(one.strip()) for one in _BETWEEN_NAMES.split(text)]
    return all(found is not None and code_in_cell(found[1]) != "" for found in places)


def _is_name(text: str) -> bool:
    is_short = len(text) <= _LONGEST_NAME and not text.startswith(("http:", "https:"))
    return is_short and text[:1].isalpha() and text[:1] == text[:1].upper() and "@" not in text
