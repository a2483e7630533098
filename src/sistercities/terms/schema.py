"""What a table of the release is made of: columns with type, meaning and unit, keys, references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "int", "float", "bool"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type, what it means, its unit, and whether it may be missing."""

    name: str
    type: ColumnType
    meaning: str
    unit: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the release: rows sorted by `key`, which is unique."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[tuple[str, str, str], ...] = ()
    """Foreign keys: (column, table, column there); a missing value refers to nothing."""
    row_group: int = 65_536
    """Rows that are compressed together: fewer, so that the search for one key reads less."""

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names in order."""
        return tuple(column.name for column in self.columns)


def text(name: str, meaning: str, *, required: bool = False, unit: str = "") -> Column:
    """Name a column of texts."""
    return Column(name, "string", meaning, unit, required)


def whole(name: str, meaning: str, *, required: bool = False, unit: str = "") -> Column:
    """Name a column of whole numbers."""
    return Column(name, "int", meaning, unit, required)


def real(name: str, meaning: str, *, required: bool = False, unit: str = "") -> Column:
    """Name a column of numbers."""
    return Column(name, "float", meaning, unit, required)


def flag(name: str, meaning: str) -> Column:
    """Name a column of yes and no, never missing."""
    return Column(name, "bool", meaning, "", True)
