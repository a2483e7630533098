"""A list of notices: on each line a place that looks for a partner, and what it wishes.

What a line says is taken as it stands. A wish that is not understood is kept as written and told; a
line without a place is refused. Nothing is resolved here, and nothing is dropped without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sistercities.sources.notice_columns import NoticeLayout, find_notice_layout
from sistercities.sources.notice_countries import WishedCountries, read_countries
from sistercities.sources.notice_sizes import WishedSize, read_bounds, read_size
from sistercities.sources.notice_words import NoticeField, WishedThemes, read_themes
from sistercities.sources.register_cells import Cell, SheetRow, is_blank, without_dittos
from sistercities.sources.register_dates import ReadDate, read_date
from sistercities.sources.register_ends import NOTHING, WrittenEnd, is_formula, read_end
from sistercities.sources.register_mapping import RegisterMapping
from sistercities.sources.register_sheet import Sheet, read_sheet
from sistercities.sources.register_words import folded, words_of
from sistercities.sources.written_dates import written_dates
from sistercities.sources.written_values import is_place_id

LONGEST_NAME = 200
LONGEST_TEXT = 2_000
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class WrittenNotice:
    """What one line says: the wishes as written and as understood, source, date, note."""

    countries_written: str = ""
    countries: WishedCountries = field(default_factory=WishedCountries)
    size_written: str = ""
    size: WishedSize = field(default_factory=WishedSize)
    themes_written: str = ""
    themes: WishedThemes = field(default_factory=WishedThemes)
    date_written: str = ""
    date: ReadDate = field(default_factory=ReadDate)
    source: str = ""
    note: str = ""
    given_number: str = ""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line as understood.

    Attributes
    ----------
    number
        Where it stands, from 1.
    name
        Name of the place that seeks, as far as there is one.
    written
        What the cells say of the place.
    notice
        What it says; None where it was refused.
    told
        Sentences on what was left out or read in a special way.
    next_step
        What to do about it.
    problem
        Why it was refused.
    """

    number: int
    name: str = ""
    written: WrittenEnd = NOTHING
    notice: WrittenNotice | None = None
    told: tuple[str, ...] = ()
    next_step: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class NoticeList:
    """A list as read: the sheet, its layout, its lines in the order of the file."""

    sheet: Sheet
    layout: NoticeLayout
    mapping: RegisterMapping
    lines: tuple[NoticeLine, ...]


def read_notices(path: str | Path, year: int, mapping: RegisterMapping) -> NoticeList:
    """Read a list of notices.

    Parameters
    ----------
    path
        A CSV, TSV or XLSX file.
    year
        Year whose state it shows; later dates are suspect.
    mapping
        What is known of it; `country` is that of the places that seek, where no column says it.

    Raises
    ------
    RegisterError
        If it cannot be read, or no column of the places that seek can be told.
    """
    sheet = read_sheet(path, encoding=mapping.encoding, sheet=mapping.sheet)
    layout = find_notice_layout(sheet, mapping)
    return NoticeList(sheet, layout, mapping, tuple(_lines(sheet, layout, mapping, year)))


def _lines(
    sheet: Sheet, layout: NoticeLayout, mapping: RegisterMapping, year: int
) -> Iterator[NoticeLine]:
    heads = [folded(head) for head in layout.heads]
    rows = sheet.rows[layout.first_row :]
    widths = Counter(len(row.cells) for row in rows)
    due = max(len(layout.heads), widths.most_common(1)[0][0] if widths else 0)
    for row in without_dittos(rows):
        if row.is_empty:
            continue
        if any(heads) and [folded(text) for text in row.texts()] == heads:
            yield NoticeLine(row.number, problem="repeats the heads", next_step="none is due")
            continue
        yield _read_line(_Line(row, layout), mapping, year, due)


@dataclass(slots=True)
class _Line:
    """One row while it is read: what was told so far."""

    row: SheetRow
    layout: NoticeLayout
    told: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    def cell(self, name: NoticeField) -> Cell:
        """Return the cell of a field; an empty one where it says nothing."""
        at = self.layout.position(name)
        cell = self.row.cells[at] if at is not None and at < len(self.row.cells) else Cell()
        # A lone + or > says nothing, and a dash neither.
        return Cell() if is_blank(cell) else cell

    def text(self, name: NoticeField, longest: int = LONGEST_TEXT) -> str:
        """Return the text of a field, and tell what is odd about its cell."""
        cell = self.cell(name)
        if cell.told:
            self.tell(f"{name}: {cell.told}")
        if cell.problem and name != "place":
            self.tell(f"{name}: the cell {cell.problem}", "write the value in place of it")
        if len(cell.text) > longest:
            self.tell(f"{name}: of {len(cell.text):,} letters the first {longest:,} are kept")
        return "\n".join(cell.lines)[:longest] if cell.lines else cell.text[:longest]

    def tell(self, sentence: str, step: str = "") -> None:
        """Keep a sentence for the account, once."""
        if sentence and sentence not in self.told:
            self.told.append(sentence)
        if step and step not in self.steps:
            self.steps.append(step)


def _read_line(line: _Line, mapping: RegisterMapping, year: int, due: int) -> NoticeLine:
    name = line.cell("place").text
    refusal = _too_wide(line, due) or _refusal(line, name)
    if refusal:
        problem, step = refusal
        return NoticeLine(line.row.number, name[:_SHOWN], told=tuple(line.told), next_step=step,
                          problem=problem)  # fmt: skip
    if is_formula(name):
        line.tell(f"place: {name[:_SHOWN]!r} looks like a formula and is kept as text")
    written = read_end(
        line.cell("place"),
        line.text("region", LONGEST_NAME),
        line.text("country", LONGEST_NAME),
        _place_id(line),
        mapping.country,
    )
    date = _date(line, mapping, year)
    notice = WrittenNotice(
        *_countries(line, _day_of_members(date, year)),
        *_size(line),
        *_themes(line),
        date_written=_one_line(line.text("date")),
        date=date,
        source=line.text("source"),
        note=line.text("note"),
        given_number=line.text("number", LONGEST_NAME),
    )
    return NoticeLine(
        line.row.number, name, written, notice, tuple(line.told), "; ".join(line.steps)
    )


def _day_of_members(date: ReadDate, year: int) -> str:
    """Say at which date the members of unions count: that of the notice, else that of the list."""
    is_sound = bool(date.iso) and date.precision != "suspect"
    return date.iso if is_sound else str(year)


def _countries(line: _Line, date: str) -> tuple[str, WishedCountries]:
    text = line.text("countries")
    found = read_countries(text, date)
    for sentence in found.told:
        line.tell(sentence, found.next_step)
    return _one_line(text), found


def _size(line: _Line) -> tuple[str, WishedSize]:
    text, low, high = line.text("size"), line.text("min_size"), line.text("max_size")
    found = read_bounds(low, high) if low or high else read_size(text)
    if text and (low or high):
        line.tell(f"size: {text[:_SHOWN]!r} is not used, since the bounds have their own columns")
    line.tell(found.told, found.next_step)
    written = f"{low} - {high}".strip(" -") if low or high else text
    return _one_line(written), found


def _themes(line: _Line) -> tuple[str, WishedThemes]:
    text = line.text("themes")
    found = read_themes(text)
    line.tell(found.told, found.next_step)
    return _one_line(text), found


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _date(line: _Line, mapping: RegisterMapping, year: int) -> ReadDate:
    """Read the date of a cell, else the only one that a text in it holds."""
    text = _one_line(line.text("date"))
    found = read_date(text, mapping.date_order, year)
    if text and not found.iso:
        inside = written_dates(text, year)
        if len(inside) == 1:
            told = f"of {text[:_SHOWN]!r} the date {inside[0].iso} is taken"
            found = ReadDate(inside[0].iso, inside[0].precision, told, is_whole=False)
    if found.told:
        line.tell(f"date: {found.told}", found.next_step)
    return found


def _too_wide(line: _Line, due: int) -> tuple[str, str] | None:
    n = len(line.row.cells)
    if n <= due:
        return None
    return (
        f"it has {n} cells where the others have {due}",
        "put a text that holds the separator between quotation marks",
    )


def _refusal(line: _Line, name: str) -> tuple[str, str] | None:
    """Say why a line is no notice, and what to do; None where it is one."""
    first = next((cell.text for cell in line.row.cells if cell.text), "")
    if folded(first) in words_of("total"):
        return "is a line of totals", "none is due"
    problem = line.cell("place").problem
    if problem:
        step = "open the file in a spreadsheet and save it, or write the value in the cell"
        return f"its place cell {problem}", step
    if not name:
        return "it names no place that seeks", "fill in the place"
    if len(name) > LONGEST_NAME:
        problem = f"its name has {len(name):,} characters, the limit is {LONGEST_NAME}"
        return problem, "shorten it to the name of the place"
    if not any(letter.isalpha() for letter in name):
        return f"its name {name[:_SHOWN]!r} has no letter", "write the name of the place"
    return None


def _place_id(line: _Line) -> str:
    given = line.text("id", LONGEST_NAME)
    shapes = (given, f"wd:{given.upper()}", f"gn:{given}", given.casefold())
    found = next((each for each in shapes if given and is_place_id(each)), "")
    if given and not found:
        said = f"id: {given[:_SHOWN]!r} is no place id and is not used"
        line.tell(said, "write it as gn:1799397 or wd:Q42106")
    return found
