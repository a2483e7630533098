"""What there is to say of a register that was read: its file, its columns, and what to state."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sources.register import Register
from sistercities.sources.register_words import Field

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
