"""A register as a sheet of cells, whatever file it came in: CSV, TSV or XLSX.

Formulas are never run: the value that the spreadsheet stored is taken, and where there is none
the cell says so. Files are refused by size before they are read.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from sistercities.errors import RegisterError
from sistercities.sources.register_cells import (
    SheetRow,
    clean_cell,
)
from sistercities.sources.register_encoding import decode
from sistercities.sources.register_text import split
from sistercities.sources.workbook_marks import AreHeads, told_of_columns
from sistercities.terms.late_methods import late_expression

LARGEST_FILE = 50_000_000
"""Bytes. The largest register we know of has 2,000 lines; 50 MB hold some 400,000."""
ONE_EACH = "give a file with one tie or notice on each line"
_LOST = late_expression(
    "\ufffd|[ÃÂ][\u0080-\u00bf\u0152-\u0178\u2013-\u2122]|æ[\u0080-\u00bf€-™]{2}"
)
"""The mark of a lost letter, and UTF-8 that was read as Windows-1252: MÃ¼nchen for München."""
_FOREIGN = (
    (b"%PDF", "is a PDF, whatever its name says", "export its table as CSV or XLSX"),
    (b"\xd0\xcf\x11\xe0", "is in the old Excel format (.xls)", "save it as XLSX or CSV (UTF-8)"),
    (b"PAR1", "is a Parquet file", "export it as CSV or XLSX"),
    (b"\x89PNG", "is a picture", "type its table into a spreadsheet"),
    (b"\xff\xd8\xff", "is a picture", "type its table into a spreadsheet"),
    (b"\x1f\x8b", "is packed (gzip)", "unpack it first"),
    (b"{\\rtf", "is a text document (RTF)", "save its table as CSV or XLSX"),
)
_MARKED_UP = (
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml)", re.I), "a web page or XML"),
    (re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*[\[{"]|\{\s*")'), "JSON"),
)
_AS_TABLE = "open it in a spreadsheet and save it as CSV or XLSX"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as read.

    Attributes
    ----------
    file
        Name of the file, without its folder.
    sha256
        Checksum of the file.
    reading
        How it was read: encoding and why, delimiter, sheet.
    rows
        All rows, empty ones included.
    told
        What there is to say about the file.
    hidden_columns
        Letters of the columns that are hidden in a workbook and hold a value.
    """

    file: str
    sha256: str
    reading: str
    rows: tuple[SheetRow, ...]
    told: tuple[str, ...] = field(default=())
    hidden_columns: tuple[str, ...] = ()


def read_sheet(
    path: str | Path,
    *,
    encoding: str = "",
    sheet: str = "",
    are_heads: AreHeads | None = None,
) -> Sheet:
    """Read a file as a sheet.

    Parameters
    ----------
    path
        A CSV, TSV or XLSX file; its content decides, not its name.
    encoding
        Encoding of a text file; "" finds it.
    sheet
        Name of the sheet of an XLSX file; "" takes the first with a table. Of a text file it is
        told that there is none.
    are_heads
        Whether first rows hold heads that are understood: of several sheets the first that has
        some is taken.

    Raises
    ------
    RegisterError
        If it is not there, may not be read, is too large, or is no such file.
    """
    named = Path(path)
    content = _content(named)
    sha256 = hashlib.sha256(content).hexdigest()
    book = None
    if content.startswith(b"PK\x03\x04"):
        from sistercities.sources.register_xlsx import read_workbook

        book = read_workbook(named.name, content, sheet, are_heads)
        rows, reading, told = book.rows, book.reading, book.told
    else:
        rows, reading, told = _text_rows(named.name, content, encoding)
        if sheet:
            told = (*told, f"A text file has no sheets, so {sheet!r} was not looked for.")
    hidden = book.hidden_columns if book else ()
    rows = _without_tail(rows)
    if not rows:
        raise RegisterError(named.name, "holds no rows", ONE_EACH)
    return Sheet(named.name, sha256, reading, rows, (*told, *_lost_letters(rows)), hidden)


def told_of_hidden_columns(sheet: Sheet, used: Set[str]) -> list[str]:
    """Say which hidden columns of a workbook are read, and which are not used.

    Parameters
    ----------
    sheet
        The table.
    used
        Letters of the columns that are taken as something.
    """
    return told_of_columns(sheet.hidden_columns, used)


def _content(path: Path) -> bytes:
    try:
        _refuse_by_status(path)
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except RegisterError:
        raise
    except FileNotFoundError:
        raise RegisterError(str(path), "is not there", "check the name and the folder") from None
    except PermissionError:
        advice = "allow reading it, or copy it to a folder of your own"
        raise RegisterError(str(path), "may not be read by you", advice) from None
    except (OSError, ValueError) as reason:
        said = (getattr(reason, "strerror", None) or "the system refuses").lower()
        advice = "check the name and the disk"
        raise RegisterError(ascii(str(path))[1:-1], f"cannot be read: {said}", advice) from None
    return _checked_kind(path.name, content)


def _refuse_by_status(path: Path) -> None:
    """Refuse before a byte is read what is no file, or too large."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise RegisterError(str(path), "is a folder", "name the file in it")
    if not stat.S_ISREG(status.st_mode):
        raise RegisterError(str(path), "is not a file", "save the table as CSV or XLSX")
    if status.st_size > LARGEST_FILE:
        raise _too_large(path.name, status.st_size)


def _too_large(name: str, size: int) -> RegisterError:
    problem = f"has {size / 1e6:,.0f} MB; a register of up to {LARGEST_FILE / 1e6:.0f} MB is read"
    return RegisterError(name, problem, "leave out pictures and other sheets, or split it")


def _checked_kind(name: str, content: bytes) -> bytes:
    if len(content) > LARGEST_FILE:
        raise _too_large(name, len(content))
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise RegisterError(name, "is empty", ONE_EACH)
    for mark, problem, advice in _FOREIGN:
        if content.startswith(mark):
            raise RegisterError(name, problem, advice)
    for form, problem in _MARKED_UP:
        if form.match(content[:200]):
            raise RegisterError(name, f"is {problem}, whatever its name says", _AS_TABLE)
    return content


def _text_rows(
    name: str, content: bytes, encoding: str
) -> tuple[tuple[SheetRow, ...], str, tuple[str, ...]]:
    decoded = decode(name, content, encoding)
    parts = split(name, decoded.text)
    last = 0
    rows = []
    for line, cells in parts.rows:
        # The number of the line on which the row begins.
        rows.append(SheetRow(last + 1, tuple(clean_cell(cell) for cell in cells)))
        last = line
    reading = f"{decoded.encoding} ({decoded.evidence}), cells apart by {parts.delimiter_name}"
    return tuple(rows), reading, parts.told


def _lost_letters(rows: Sequence[SheetRow]) -> list[str]:
    """Say where letters were lost before, by saving in one encoding and opening in another."""
    lost = [row.number for row in rows if any(_LOST.search(cell.text) for cell in row.cells)]
    if not lost:
        return []
    where = ", ".join(map(str, lost[:5])) + (" and others" if len(lost) > 5 else "")
    return [
        f"Letters were lost or garbled when the file was saved, as on line {where}: "
        "export it again from where it comes from, as UTF-8."
    ]


def _without_tail(rows: tuple[SheetRow, ...]) -> tuple[SheetRow, ...]:
    """Leave out the empty rows at the end, of which a formatted sheet has a million."""
    last = max((at for at, row in enumerate(rows, start=1) if not row.is_empty), default=0)
    return rows[:last]


def file_sha256(path: str | Path) -> str:
    """Return the checksum of a register's file.

    Raises
    ------
    RegisterError
        If it cannot be read or is too large.
    """
    return hashlib.sha256(_content(Path(path))).hexdigest()
