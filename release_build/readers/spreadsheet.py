"""Cells of a spreadsheet, .xls or .xlsx, as text and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sistercities.errors import BuildError, SourceError

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet by the names of its columns, with where it stands."""

    file: str
    line: int
    cells: dict[str, Cell]

    def refuse(self, column: str, advice: str) -> SourceError:
        """Return the error that refuses the value of a column."""
        return SourceError(self.file, self.line, column, self.cells[column], advice)

    def text(self, column: str) -> str:
        """Return the text in a column; refuse a number or a blank."""
        cell = self.cells[column]
        if not isinstance(cell, str) or not cell.strip():
            raise self.refuse(column, "it holds a text; mend the cell")
        return cell.strip()

    def number(self, column: str) -> float | None:
        """Return the number in a column, None where the cell is blank; refuse text and below 0."""
        cell = self.cells[column]
        if cell is None:
            return None
        if isinstance(cell, str) or cell < 0:
            raise self.refuse(column, "it holds a number that is not below 0; mend the cell")
        return cell

    def filled(self, column: str) -> float:
        """Return the number in a column; refuse a blank too."""
        value = self.number(column)
        if value is None:
            raise self.refuse(column, "every row states it; fill the cell")
        return value

    def degrees(self, column: str, limit: float) -> float:
        """Return the angle in a column; refuse what does not lie between minus and plus `limit`."""
        cell = self.cells[column]
        if isinstance(cell, float) and abs(cell) <= limit:
            return cell
        raise self.refuse(column, f"it holds degrees between -{limit:g} and {limit:g}")

    def year(self, column: str, first: int, last: int) -> int:
        """Return the year in a column; refuse what is no year from `first` to `last`."""
        cell = self.cells[column]
        if isinstance(cell, float) and cell.is_integer() and first <= cell <= last:
            return int(cell)
        raise self.refuse(column, f"it holds a year from {first} to {last}; mend the cell")


def sheet_rows(
    path: Path, sheet: str, columns: Sequence[str], header: int = 0
) -> Iterator[SheetRow]:
    """Yield the rows below the header of a sheet whose columns are exactly `columns`, in order.

    Parameters
    ----------
    path, sheet
        The file, and the name of the sheet in it.
    columns
        Names in the header; a whole number there is written in digits.
    header
        Rows above the header.

    Raises
    ------
    BuildError
        If the file cannot be read, or the reader of spreadsheets is not installed.
    SourceError
        If the sheet is missing or its columns are others.
    """
    rows = _cells(path, sheet)
    found = [_label(cell) for cell in rows[header]] if len(rows) > header else []
    if found != list(columns):
        raise _other_header(path.name, header + 1, found, columns)
    for line, cells in enumerate(rows[header + 1 :], start=header + 2):
        yield SheetRow(path.name, line, dict(zip(columns, map(_cell, cells), strict=True)))


def _other_header(
    file: str, line: int, found: Sequence[str], columns: Sequence[str]
) -> SourceError:
    advice = f"the columns are {', '.join(columns)}, in this order"
    for column in found:
        if column not in columns:
            return SourceError(file, line, column, column, advice)
    missing = [column for column in columns if column not in found]
    return SourceError(file, line, missing[0] if missing else "(all)", "(missing)", advice)


def _cells(path: Path, sheet: str) -> list[list[object]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ModuleNotFoundError as problem:
        raise BuildError(
            "python-calamine is not installed; in the checkout: pip install '.[build]'"
        ) from problem
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        if sheet not in workbook.sheet_names:
            raise SourceError(path.name, 0, "(sheet)", sheet, f"it has {workbook.sheet_names}")
        return [
            list(row) for row in workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        ]
    except (CalamineError, OSError) as problem:
        raise BuildError(f"{path}: cannot be read ({problem}); fetch it again") from problem


def _label(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _cell(cell: object) -> Cell:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return str(cell)
    if isinstance(cell, str):
        return cell or None
    return float(cell)
