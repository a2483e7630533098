"""Which column of a register holds what: guessed from its heads, or stated in a mapping file.

A mapping file is JSON or TOML. `columns` gives the column of each field by its head, its letter
(`C`) or its number from 1; the other keys say what the file does not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, cast

from sistercities.errors import InvalidArgument, RegisterError
from sistercities.sources.register_codes import refuse_meanings
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_dates import DateOrder
from sistercities.sources.register_parts import split_sign
from sistercities.sources.register_words import FIELDS, Field
from sistercities.terms.words import STATUSES

DATE_ORDERS = ("", "dmy", "mdy")
_LARGEST = 1_000_000
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class RegisterMapping:
    """How to read a register.

    Attributes
    ----------
    columns
        Field to column: the head as written, a letter, or a number from 1. Empty means to guess.
    country
        ISO 3166-1 alpha-2 code of the home places where no column states it.
    date_order
        dmy or mdy where only slashes stand between day and month; "" where it is not known.
    encoding, sheet
        Of the file; "" finds it.
    header_row
        Number of the row with the heads, the lower one of two; 0 finds it, -1 says that there is
        none.
    fill_down
        Whether an empty home place is that of the line above.
    status
        Status of the ties whose line states none; "" leaves it unknown.
    title, producer, licence, attribution
        Of the register, as the data print them; "" where not stated.
    year
        Year whose state the register shows; None where it is not stated.
    home
        The place whose register it is, where no column states it; "" where one does.
    split
        What stands between the partners in one cell, each of which is a tie; "" where none does.
    meanings
        For `status` and `kind`, what the codes of the column mean.
    is_of_notices
        Whether it is of a list of notices, whose columns are others; `country` is that of the
        places that seek.
    """

    columns: dict[str, str] = field(default_factory=dict)
    country: str = ""
    date_order: DateOrder = ""
    encoding: str = ""
    sheet: str = ""
    header_row: int = 0
    fill_down: bool = False
    status: str = ""
    title: str = ""
    producer: str = ""
    licence: str = ""
    attribution: str = ""
    year: int | None = None
    home: str = ""
    split: str = ""
    meanings: dict[str, dict[str, str]] = field(default_factory=dict)
    is_of_notices: bool = False

    def with_stated(self, **stated: object) -> RegisterMapping:
        """Return it with what was stated elsewhere; "" and None state nothing."""
        given = {key: value for key, value in stated.items() if value not in ("", None)}
        return checked_mapping(replace(self, **cast("dict[str, Any]", given)))

    def to_json(self) -> dict[str, Any]:
        """Return it as a mapping file holds it, without what it does not state."""
        held = {each.name: getattr(self, each.name) for each in fields(self)}
        return {key: value for key, value in held.items() if value not in ("", None, 0, False, {})}


def read_mapping(path: str | Path, *, is_of_notices: bool = False) -> RegisterMapping:
    """Read a mapping file, of a register or of a list of notices.

    Raises
    ------
    RegisterError
        If it is not there, not JSON or TOML, or states what no register has.
    """
    named = Path(path)
    try:
        with named.open("rb") as file:
            text = file.read(_LARGEST).decode("utf-8-sig")
        stated = _stated(text, is_toml=named.suffix.casefold() == ".toml")
    except OSError as reason:
        problem = f"cannot be read: {(reason.strerror or 'unreadable').lower()}"
        raise RegisterError(str(path), problem, "name a mapping file that is there") from None
    except (ValueError, RecursionError) as reason:
        line = str(reason).splitlines()[0]
        problem = f"is no mapping: {line}"
        raise RegisterError(named.name, problem, "write it as --write-mapping does") from None
    return _from_stated(named.name, stated, is_of_notices=is_of_notices)


def _stated(text: str, *, is_toml: bool) -> object:
    if is_toml:
        import tomllib  # most registers have no mapping file

        return tomllib.loads(text)
    return json.loads(text)


def _from_stated(file: str, stated: object, *, is_of_notices: bool) -> RegisterMapping:
    known = {each.name for each in fields(RegisterMapping)}
    if not isinstance(stated, Mapping):
        raise RegisterError(
            file, "is no mapping of keys to values", "write it as --write-mapping does"
        )
    odd = sorted(str(key) for key in stated if key not in known)
    if odd:
        advice = f"use {', '.join(sorted(known))}"
        raise RegisterError(file, f"states {odd[0]!r}, which no mapping has", advice)
    if stated.get("is_of_notices", is_of_notices) is not is_of_notices:
        problem = f"is a mapping of {'a register' if is_of_notices else 'a list of notices'}"
        raise RegisterError(file, problem, "make one of this file with --write-mapping")
    default = RegisterMapping(is_of_notices=is_of_notices)
    for key, value in stated.items():
        due = (int,) if key == "year" else (type(getattr(default, key)),)
        if not isinstance(value, due) or (isinstance(value, bool) and due != (bool,)):
            problem = f"states {key} = {value!r}, which is no {due[0].__name__}"
            raise RegisterError(file, problem, "write it as --write-mapping does")
    _refuse_unspellable(file, stated)
    columns = stated.get("columns", {})
    texts = {str(name): str(column) for name, column in columns.items()}
    return checked_mapping(replace(default, **{**stated, "columns": texts}))


def _refuse_unspellable(file: str, stated: Mapping[str, Any]) -> None:
    """Refuse half a letter (a lone surrogate), which JSON can state and no file can hold."""
    for key, value in stated.items():
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            problem = f"states under {key} half of a letter that is written in two"
            raise RegisterError(file, problem, "write the letter itself, in UTF-8") from None


def _fields_known(mapping: RegisterMapping) -> tuple[str, ...]:
    if not mapping.is_of_notices:
        return FIELDS
    from sistercities.sources.notice_words import NOTICE_FIELDS

    return NOTICE_FIELDS


def checked_mapping(mapping: RegisterMapping) -> RegisterMapping:
    """Return the mapping with its country as a code.

    Raises
    ------
    InvalidArgument
        If a field, the country, the order of dates, the status or the year cannot be used.
    """
    known = _fields_known(mapping)
    odd = sorted(one for one in mapping.columns if _plain_field(mapping, one) not in known)
    if odd:
        raise InvalidArgument("columns", odd[0], f"use one of {', '.join(known)}")
    refuse_meanings(mapping.meanings)
    if mapping.date_order not in DATE_ORDERS:
        raise InvalidArgument("date_order", mapping.date_order, "use dmy or mdy")
    if mapping.status not in ("", *STATUSES):
        raise InvalidArgument("status", mapping.status, f"use one of {', '.join(STATUSES)}")
    if mapping.year is not None and not 1000 <= mapping.year <= 2100:
        raise InvalidArgument("year", mapping.year, "give the year whose state the register shows")
    if len(mapping.home) > _LONGEST_NAME:
        raise InvalidArgument("home", mapping.home[:80], "give the name of one place")
    split = split_sign(mapping.split)
    code = country_code(mapping.country) if mapping.country else ""
    if mapping.country and not code:
        advice = "give an ISO 3166-1 code such as JP, or the name of a country"
        raise InvalidArgument("country", mapping.country, advice)
    return replace(mapping, country=code, split=split)


def _plain_field(mapping: RegisterMapping, name: str) -> str:
    return name if mapping.is_of_notices else field_and_number(name)[0]


def field_and_number(name: str) -> tuple[Field, int]:
    """Take a name such as `partner_2` apart: the field, and which partner of the row it is of.

    Examples
    --------
    >>> field_and_number("partner_country_2"), field_and_number("start")
    (('partner_country', 2), ('start', 1))
    """
    found = re.fullmatch(r"(partner\w*?|start|end|status|kind|note|source)_([2-9]|[1-9]\d)", name)
    return (cast("Field", found[1]), int(found[2])) if found else (cast("Field", name), 1)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """The column of one field: its position from 0, its head, and how it was found."""

    field: Field
    position: int
    head: str
    how: str

    @property
    def letter(self) -> str:
        """Return the letter that a spreadsheet gives the column."""
        return column_letter(self.position)


def column_letter(position: int) -> str:
    """Return the letter of a column from its position from 0."""
    first, last = divmod(position, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)
