"""A made-up workbook with one sheet, as small as a spreadsheet may be."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def write_sheet(path: Path, sheet: str, rows: Sequence[Sequence[str | float | None]]) -> Path:
    """Write the rows as a sheet of that name; None leaves a cell empty."""
    relation = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    )
    body = "".join(f"<row r='{n}'>{_cells(n, row)}</row>" for n, row in enumerate(rows, start=1))
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr(
            "_rels/.rels",
            f"{relation}<Relationship Id='r1' Type='{_RELATIONS}/officeDocument' "
            "Target='xl/workbook.xml'/></Relationships>",
        )
        file.writestr(
            "xl/_rels/workbook.xml.rels",
            f"{relation}<Relationship Id='r1' Type='{_RELATIONS}/worksheet' "
            "Target='worksheets/sheet1.xml'/></Relationships>",
        )
        file.writestr(
            "xl/workbook.xml",
            f"<workbook xmlns='{_MAIN}' xmlns:r='{_RELATIONS}'><sheets>"
            f"<sheet name='{escape(sheet)}' sheetId='1' r:id='r1'/></sheets></workbook>",
        )
        file.writestr(
            "xl/worksheets/sheet1.xml",
            f"<worksheet xmlns='{_MAIN}'><sheetData>{body}</sheetData></worksheet>",
        )
    return path


def _cells(line: int, row: Sequence[str | float | None]) -> str:
    return "".join(
        _cell(f"{_letters(column)}{line}", value)
        for column, value in enumerate(row)
        if value is not None
    )


def _letters(column: int) -> str:
    first, last = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _cell(reference: str, value: str | float) -> str:
    if isinstance(value, str):
        return f"<c r='{reference}' t='inlineStr'><is><t>{escape(value)}</t></is></c>"
    return f"<c r='{reference}'><v>{value}</v></c>"
