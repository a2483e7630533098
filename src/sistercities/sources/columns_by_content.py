"""What the columns of a register hold that has no heads, or heads that nobody understands.

Where no row of heads stands above the lines, the columns are guessed from what is in them. Where
one stands that is not understood, nothing is guessed: a status would be taken for a partner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from sistercities.errors import RegisterError
from sistercities.sources.column_contents import MOST, is_country, is_date, is_name, share
from sistercities.sources.register_codes import is_kind, is_status, meaning_of
from sistercities.sources.register_countries import code_in_cell
from sistercities.sources.register_mapping import ColumnChoice, column_letter
from sistercities.sources.register_words import Field

_MOST_SHOWN = 12
_LEAST_COUNTRIES = 2
"""Countries that a column must name to be one of countries alone."""
Values = Mapping[int, Sequence[str]]
"""What stands in each column, by its position from 0."""


def guessed(values: Values, *, has_home: bool) -> list[ColumnChoice]:
    """Guess from the content: dates, countries, and of the other texts home, then partner.

    Parameters
    ----------
    values
        What stands in each column.
    has_home
        Whether a column of home places is looked for: none is where the home place is stated.
    """
    dates = [at for at, held in values.items() if share(held, is_date) >= MOST]
    countries = [at for at, held in values.items()
                 if at not in dates and share(held, is_country) >= MOST]  # fmt: skip
    words = [at for at, held in values.items() if share(held, _is_word) >= MOST]
    taken = (*dates, *countries, *words)
    names = [at for at, held in values.items()
             if at not in taken and share(held, is_name) >= MOST]  # fmt: skip
    sides: tuple[Field, ...] = ("home", "partner") if has_home else ("partner",)
    of_whom: tuple[Field, ...] = (
        ("home_country", "partner_country") if has_home and len(countries) > 1
        else ("partner_country",)
    )  # fmt: skip
    ends: tuple[Field, ...] = ("start", "end")
    guess = [
        *zip(sides, names, strict=False),
        *zip(ends, dates, strict=False),
        *zip(of_whom, countries, strict=False),
    ]
    return [ColumnChoice(field, at, "", "by its content") for field, at in guess]


def may_be_heads(first: Sequence[str], below: Values) -> bool:
    """Whether a row says what the columns hold, though its words are not understood.

    So it is where dates, countries or words for a status stand in a column below it, and it holds
    none in any of them.
    """
    kinds = (is_date, is_country, is_status)
    seen = [
        fits(first[at])
        for at, held in below.items()
        for fits in kinds
        if at < len(first) and first[at] and len(held) > 1 and share(held, fits) >= MOST
    ]
    return bool(seen) and not any(seen)


def unknown_heads(file: str, heads: Sequence[str]) -> RegisterError:
    """Return what is raised where the heads are not understood, which asks for a mapping."""
    there = (f"{column_letter(at)} {head}".strip() for at, head in enumerate(heads[:_MOST_SHOWN]))
    return RegisterError(
        file,
        f"has heads that are not understood ({', '.join(there)})",
        "say which column is what in a mapping file, for example "
        '{"columns": {"home": "A", "partner": "C"}}, with --mapping; "header_row": -1 says that '
        "the first row is a tie",
    )


def with_countries_apart(
    columns: Sequence[ColumnChoice], values: Values
) -> tuple[list[ColumnChoice], list[str]]:
    """Take a column of partners as that of their countries where nothing else stands in it."""
    at = next((at for at, one in enumerate(columns) if one.field == "partner"), None)
    if at is None or columns[at].how == "stated":
        return list(columns), []
    held = values.get(columns[at].position, ())
    if len(set(held)) < _LEAST_COUNTRIES or not all(map(is_country, held)):
        return list(columns), []
    column = f"{columns[at].letter} {columns[at].head}".strip()
    rest = [one for one in columns if one.field != "partner"]
    if any(one.field == "partner_country" for one in rest):
        return rest, [f"Column {column} holds countries alone, and a country is no partner."]
    told = f"Column {column} holds countries alone, so it is taken as the partner's country."
    return [*rest, replace(columns[at], field="partner_country")], [told]


def with_home_regions(
    columns: Sequence[ColumnChoice], values: Values
) -> tuple[list[ColumnChoice], list[str]]:
    """Take a home country as the home region where no country stands in it.

    *Kraj* is the country in Polish and the region in Czech. A partner's country is left as it is:
    without it the partner would be looked for everywhere.
    """
    fields = {one.field for one in columns}
    at = next((at for at, one in enumerate(columns) if one.field == "home_country"), None)
    if at is None or columns[at].how == "stated" or "home_region" in fields:
        return list(columns), []
    held = values.get(columns[at].position, ())
    if not held or any(code_in_cell(text) for text in held):
        return list(columns), []
    found = list(columns)
    found[at] = replace(columns[at], field="home_region")
    column = f"{columns[at].letter} {columns[at].head}".strip()
    return found, [f"Column {column} holds no countries, so it is taken as the home region."]


def with_unused_status(
    columns: Sequence[ColumnChoice], heads: Sequence[str], values: Values, used: Set[int]
) -> tuple[list[ColumnChoice], list[str]]:
    """Take a column that is not used as the status where words for one stand in it.

    `used` holds the positions of the columns that are used.
    """
    if any(one.field == "status" for one in columns):
        return list(columns), []
    at = next((at for at, held in values.items()
               if at not in used and share(held, _says_a_status) >= MOST), None)  # fmt: skip
    if at is None:
        return list(columns), []
    one = ColumnChoice("status", at, heads[at] if at < len(heads) else "", "by its content")
    column = f"{one.letter} {one.head}".strip()
    return [*columns, one], [f"Column {column} holds words for a status and is taken as it."]


def _says_a_status(text: str) -> bool:
    return meaning_of("status", text, {}) not in (None, "unknown")


def _is_word(text: str) -> bool:
    return is_status(text) or is_kind(text)
