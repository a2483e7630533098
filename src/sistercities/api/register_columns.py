"""Columns of a register as a screen and a mapping file hold them, and what to say of its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from sistercities.sources.register import Register
from sistercities.sources.register_mapping import column_letter
from sistercities.sources.register_words import Field
from sistercities.terms.json_records import Count, Holds, Json

_Field = Annotated[
    str,
    Holds(
        pattern="^(|(home|partner)(_(region|country|id|geonames|wikidata|latitude|longitude|"
        "postcode))?(_[0-9]+)?|(start|end|status|kind|note|source|id)(_[0-9]+)?)$"
    ),
]
StatedMapping = Annotated[
    Json,
    Holds(
        required=["columns", "header_row"],
        properties={
            "columns": {"type": "object", "additionalProperties": {"type": "string"}},
            "header_row": {"type": "integer", "minimum": -1},
        },
    ),
]
"""A mapping as a mapping file holds it; what is not stated is left out."""


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """One column of a register.

    `field` is what it is taken as, "" for nothing, with a number behind it where it is that of a
    further partner of the row: partner_2. `example` is the first value in it, `n_filled` the number
    of its cells that say something.
    """

    letter: str
    head: str
    field: _Field
    how: str
    example: str
    n_filled: Count


def columns_of(register: Register) -> tuple[RegisterColumn, ...]:
    """Return every column that has a head, a use or a value."""
    used = _used(register)
    rows = register.sheet.rows[register.layout.first_row :]
    heads = register.layout.heads
    width = max((len(heads), *(len(row.cells) for row in rows)))
    found = []
    for at in range(width):
        head = heads[at] if at < len(heads) else ""
        texts = [row.cells[at].text for row in rows if at < len(row.cells) and row.cells[at].text]
        if head or texts or at in used:
            field, how = used.get(at, ("", ""))
            example = texts[0][:60] if texts else ""
            found.append(RegisterColumn(column_letter(at), head, field, how, example, len(texts)))
    return tuple(found)


def _used(register: Register) -> dict[int, tuple[str, str]]:
    """Return position to field, with the number of the partner, and how it was found."""
    layout = register.layout
    found: dict[int, tuple[str, str]] = {one.position: (one.field, one.how)
                                         for one in layout.columns}  # fmt: skip
    for number, group in enumerate(layout.further, start=2):
        found |= {one.position: (f"{one.field}_{number}", one.how) for one in group}
    return found


def mapping_of_columns(register: Register, columns: Sequence[RegisterColumn]) -> Json:
    """Return the mapping as understood: columns by their heads where these stand once."""
    heads = [column.head for column in columns]
    named = {
        column.field: column.head
        if heads.count(column.head) == 1 and column.head
        else column.letter
        for column in columns
        if column.field
    }
    stated = register.mapping.to_json() | {"header_row": register.layout.header_row}
    meanings = _meanings(register)
    if meanings:
        stated["meanings"] = meanings
    return {"columns": named} | {key: value for key, value in stated.items() if key != "columns"}


def _meanings(register: Register) -> Json:
    """Return what codes mean as stated, and those that nobody has explained yet.

    A status without an answer is left empty: as `unknown` its tie would count.
    """
    stated = register.mapping.meanings
    found: Json = {field: dict(codes) for field, codes in stated.items()}
    for field, words in register.codes.items():
        if words:
            open_words = dict.fromkeys(sorted(words), "" if field == "status" else "unknown")
            found[field] = open_words | stated.get(field, {})
    return found


_MOST_LINES = 5


def notes_of(register: Register, year: int, crowded: Sequence[str]) -> tuple[str, ...]:
    """Return what there is to say: of the file, its columns, its lines, and what to state.

    `crowded` are the lines on which a cell names several places.
    """
    said = (*register.sheet.told, *register.layout.told, *register.told)
    return (*said, *_told_of_crowded(crowded), *_advice(register, year))


def has_home_country(register: Register) -> bool:
    """Whether a column states the country of the home places."""
    return register.layout.position("home_country") is not None


def _told_of_crowded(lines: Sequence[str]) -> list[str]:
    """Ask what stands between the partners in one cell."""
    if not lines:
        return []
    where = ", ".join(lines[:_MOST_LINES]) + (" and others" if len(lines) > _MOST_LINES else "")
    n = "1 line" if len(lines) == 1 else f"{len(lines):,} lines"
    return [
        f"On {n} a cell seems to name more than one partner ({where}): say what stands between "
        "them, as in --split ';' or --split newline, and each is read as a tie of its own."
    ]


def _advice(register: Register, year: int) -> list[str]:
    found = []
    stated = register.mapping
    if not has_home_country(register) and not stated.country:
        found.append(
            "No column states the country of the home places: give it with --country, as in DE."
        )
    postcodes: tuple[Field, ...] = ("home_postcode", "partner_postcode")
    if any(register.layout.position(one) is not None for one in postcodes):
        found.append(
            "Postcodes are kept in the note of each tie: no list of them is held, so they settle "
            "no namesakes. Beside a name that is like none we know they make a place of your own."
        )
    if stated.year is None:
        found.append(f"Dates are read as of {year}, for lack of a year: --year says which it is.")
    if stated.status:
        found.append(f"Ties without a status are taken as {stated.status}, as was stated.")
    elif register.layout.position("status") is None:
        found.append(
            "No column states whether a tie is in force, so its status is unknown: "
            "--status active says that those listed are."
        )
    return found
