"""The columns of a register as the screen shows them, and as a mapping file holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from sistercities.sources.register import Register
from sistercities.sources.register_mapping import column_letter
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
