"""What the columns of a register hold that has no heads, or heads that nobody understands.

Where no row of heads stands above the lines, the columns are guessed from what is in them. Where
one stands that is not understood, nothing is guessed: a status would be taken for a partner.

What stands in the columns of a sheet: dates, countries, names.

Whose a column of countries is that does not say so, where it is the only one.

Most registers state the country of the partner alone. But one country throughout, left of the
partner, is that of the home places; in East Asia, where the country stands before the city, left of
both. What is taken is told wherever it may be otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace

from sistercities.errors import RegisterError
from sistercities.sources.register_codes import is_kind, is_status, meaning_of
from sistercities.sources.register_countries import code_in_cell, country_code
from sistercities.sources.register_dates import read_date
from sistercities.sources.register_mapping import ColumnChoice, column_letter
from sistercities.sources.register_sheet import Sheet
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


_SAMPLE = 200


MOST = 0.6
"""Share of the filled cells of a column that must look like a date or a country."""


def contents_of(sheet: Sheet, first: int = 0) -> dict[int, list[str]]:
    """Return what stands in each column of the first rows, empty cells aside."""
    width = max(len(row.cells) for row in sheet.rows)
    rows = [row.texts() for row in sheet.rows[first : first + _SAMPLE]]
    return {
        at: [texts[at] for texts in rows if at < len(texts) and texts[at]] for at in range(width)
    }


def share(values: Sequence[str], fits: Callable[[str], bool]) -> float:
    """Share of values that fit; 0 where there are none."""
    return sum(map(fits, values)) / len(values) if values else 0.0


def is_date(text: str) -> bool:
    """Whether it reads as a date."""
    return bool(read_date(text).iso)


def is_plain_date(text: str) -> bool:
    """Whether it is a date, and not five digits, which may be a post code."""
    return not (text.isdigit() and len(text) == len("12345")) and is_date(text)


def is_country(text: str) -> bool:
    """Whether it is the name or code of a country."""
    return bool(country_code(text))


def is_name(text: str) -> bool:
    """Whether it may be a name: it has letters, and is no address."""
    return any(letter.isalpha() for letter in text) and not text.startswith(("http:", "https:"))


_BOTH: tuple[Field, Field] = ("home_country", "partner_country")
_OF_WHOM = {"home_country": "the home places", "partner_country": "the partners"}


def settled(
    columns: Sequence[ColumnChoice], values: Iterable[str], stated: str
) -> tuple[list[ColumnChoice], list[str]]:
    """Say whose the only column of countries is.

    Parameters
    ----------
    columns
        As they were guessed.
    values
        What stands in the column of countries.
    stated
        Code of the country of the home places, "" where it was not stated.

    Returns
    -------
    tuple
        The columns, and what there is to say.
    """
    lone = only_country(columns)
    if lone is None:
        return list(columns), []
    codes = {code_in_cell(value) for value in values if value} - {""}
    is_left_of = {one.field for one in columns if one.position > lone.position}
    is_before = "partner" in is_left_of and ("home" in is_left_of or not _is_east_asian(lone.head))
    of_home = is_before and len(codes) == 1 and stated in ("", *codes)
    field = _BOTH[not of_home]
    chosen = [replace(one, field=field) if one is lone else one for one in columns]
    is_clear = "partner" not in is_left_of or (bool(stated) and not of_home)
    return chosen, [] if is_clear else [_told(lone, field)]


def _is_east_asian(head: str) -> bool:
    return any(letter >= "\u3000" for letter in head)


def only_country(columns: Sequence[ColumnChoice]) -> ColumnChoice | None:
    """Return the one column of countries, where its head does not say whose it is."""
    found = [one for one in columns if one.field in _BOTH]
    guessed = ("by its head and place", "by its content")
    return found[0] if len(found) == 1 and found[0].how in guessed else None


def _told(lone: ColumnChoice, field: Field) -> str:
    other = _BOTH[field == "home_country"]
    column = f"{lone.letter} {lone.head}".strip()
    return (
        f"Column {column} does not say whose country it is: it is taken as that of "
        f"{_OF_WHOM[field]}. If it is that of {_OF_WHOM[other]}, name it as {other} in a mapping "
        "file (--write-mapping, then --mapping)."
    )
