"""Whose a column of countries is that does not say so, where it is the only one.

Most registers state the country of the partner alone. But one country throughout, left of the
partner, is that of the home places; in East Asia, where the country stands before the city, left of
both. What is taken is told wherever it may be otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sistercities.sources.register_countries import code_in_cell
from sistercities.sources.register_mapping import ColumnChoice
from sistercities.sources.register_words import Field

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
