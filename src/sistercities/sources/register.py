"""A register of an association or a city: one tie on each line, as claims of one source.

What a line says is taken as it stands. A cell that is not understood is told and left out; a line
without two names is refused. Nothing is resolved here, and nothing is dropped without a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from sistercities.sources.register_cells import Cell, SheetRow
from sistercities.sources.register_columns import Layout, find_layout
from sistercities.sources.register_dates import ReadDate, read_date
from sistercities.sources.register_dittos import is_blank, without_dittos
from sistercities.sources.register_ends import NOTHING, WrittenEnd, read_end
from sistercities.sources.register_mapping import RegisterMapping
from sistercities.sources.register_points import geonames_id, place_id, read_point, wikidata_id
from sistercities.sources.register_sheet import Sheet, read_sheet
from sistercities.sources.register_words import Field, folded, words_of
from sistercities.terms.claims import SourceClaim
from sistercities.terms.words import Kind, Status

LONGEST_NAME = 200
_SHOWN = 60
_FREE: tuple[Field, ...] = ("id", "note", "source")
"""Fields that take any text."""
_BESIDE: tuple[Field, ...] = ("home_region", "home_country", "partner_region", "partner_country")
_NAMES: tuple[Field, ...] = ("home", "partner")
"""Fields whose cell is judged as a whole: without a name there is no tie."""
_REGIONS: tuple[Field, ...] = ("home_region", "partner_region")
_FORMULA = re.compile(r"[=+@＝＋＠]|[-－−][A-Za-z(=+@]")


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line as understood.

    Attributes
    ----------
    number
        Where it stands, from 1.
    name_a, name_b
        The two names, as far as there are any.
    claim
        What it says; None where it was refused.
    written_a, written_b
        What the cells of each end say besides.
    told
        Sentences on what was left out or read in a special way.
    next_step
        What to do about it.
    problem
        Why it was refused.
    is_home_implied
        Whether the country of the home place is that of the register, not stated on the line.
    """

    number: int
    name_a: str = ""
    name_b: str = ""
    claim: SourceClaim | None = None
    written_a: WrittenEnd = NOTHING
    written_b: WrittenEnd = NOTHING
    told: tuple[str, ...] = ()
    next_step: str = ""
    problem: str = ""
    is_home_implied: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """A register as read: the sheet, its layout, its lines in the order of the file."""

    sheet: Sheet
    layout: Layout
    mapping: RegisterMapping
    lines: tuple[RegisterLine, ...]


def read_register(
    path: str | Path, source_id: str, year: int, mapping: RegisterMapping | None = None
) -> Register:
    """Read a register.

    Parameters
    ----------
    path
        A CSV, TSV or XLSX file.
    source_id
        Id of the source that it becomes.
    year
        Year whose state it shows; later dates are suspect.
    mapping
        What is known of it; None guesses.

    Raises
    ------
    RegisterError
        If it cannot be read, or no column of home places or partners can be told.
    """
    known = mapping or RegisterMapping()
    sheet = read_sheet(path, encoding=known.encoding, sheet=known.sheet)
    layout = find_layout(sheet, known)
    widths = Counter(len(row.cells) for row in sheet.rows[layout.first_row :])
    usual = widths.most_common(1)[0][0] if widths else 0
    reader = _Reader(sheet, layout, known, source_id, year, usual_width=usual)
    return Register(sheet, layout, known, tuple(reader.lines()))


@dataclass(slots=True)
class _Line:
    """One row while it is read: what was told so far."""

    row: SheetRow
    layout: Layout
    told: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    def cell(self, name: Field) -> Cell:
        """Return the cell of a field; an empty one where the register has no such column."""
        at = self.layout.position(name)
        cell = self.row.cells[at] if at is not None and at < len(self.row.cells) else Cell()
        return cell if name in _FREE or not is_blank(cell) else Cell()

    def text(self, name: Field) -> str:
        """Return the text of a field, and tell what is odd about its cell."""
        cell = self.cell(name)
        if cell.told:
            self.tell(f"{name}: {cell.told}")
        if cell.problem and name not in _NAMES:  # else it refuses the line
            self.tell(f"{name}: the cell {cell.problem}", "write the value in place of it")
        if _FORMULA.match(cell.text) and name in (*_NAMES, *_REGIONS):  # others say what it is not
            self.tell(f"{name}: {cell.text[:_SHOWN]!r} looks like a formula and is kept as text")
        return cell.text

    def tell(self, sentence: str, step: str = "") -> None:
        """Keep a sentence for the account, once."""
        if sentence not in self.told:
            self.told.append(sentence)
        if step and step not in self.steps:
            self.steps.append(step)


@dataclass(slots=True)
class _Reader:
    """Turns rows into lines under one layout."""

    sheet: Sheet
    layout: Layout
    mapping: RegisterMapping
    source_id: str
    year: int
    above: str = ""
    region_above: str = ""
    usual_width: int = 0

    def lines(self) -> Iterator[RegisterLine]:
        """Yield a line for each row below the heads that is not empty."""
        heads = [folded(head) for head in self.layout.heads]
        for row in without_dittos(self.sheet.rows[self.layout.first_row :]):
            if row.is_empty:
                continue
            if any(heads) and [folded(text) for text in row.texts()] == heads:
                yield RegisterLine(row.number, problem="repeats the heads", next_step="none is due")
                continue
            yield self._line(_Line(row, self.layout))

    def _line(self, line: _Line) -> RegisterLine:
        home, partner = self._home(line), line.text("partner")
        refusal = self._too_wide(line) or _refusal(line, home, partner, self.mapping)
        if refusal:
            problem, step = refusal
            return RegisterLine(
                line.row.number,
                home[:_SHOWN],
                partner[:_SHOWN],
                told=tuple(line.told),
                next_step=step,
                problem=problem,
            )
        a, b = self._end(line, "home", home), self._end(line, "partner", partner)
        claim = self._claim(line, a, b)
        return RegisterLine(
            line.row.number,
            home,
            partner,
            claim,
            a,
            b,
            tuple(line.told),
            "; ".join(line.steps),
            is_home_implied=not line.text("home_country") and a.end.country == self.mapping.country,
        )

    def _home(self, line: _Line) -> str:
        """Return the home place, of the line above where that is wanted and its region agrees."""
        home, region = line.text("home"), line.text("home_region")
        is_same_region = not region or folded(region) == folded(self.region_above)
        if not home and self.mapping.fill_down and line.text("partner") and is_same_region:
            line.tell(f"home: taken from the line above, {self.above}")
            return self.above
        if home:
            self.above, self.region_above = home, region
        return home

    def _too_wide(self, line: _Line) -> tuple[str, str] | None:
        """Refuse a line with more cells than the heads: which value is whose cannot be told."""
        due = max(len(self.layout.heads), self.usual_width)
        if len(line.row.cells) <= due:
            return None
        problem = f"it has {len(line.row.cells)} cells where the others have {due}"
        return problem, "put a text that holds the separator between quotation marks"

    def _end(self, line: _Line, which: str, name: str) -> WrittenEnd:
        cell, region = line.cell(cast("Field", which)), line.text(cast("Field", f"{which}_region"))
        is_filled = not cell.text
        ids = _place_ids(line, which)
        found = read_end(
            Cell(name) if is_filled else cell,
            (region or self.region_above) if is_filled else region,
            line.text(cast("Field", f"{which}_country")),
            ids[0] if ids else "",
            self.mapping.country if which == "home" else "",
        )
        point = read_point(*(line.text(cast("Field", f"{which}_{one}"))
                             for one in ("latitude", "longitude")))  # fmt: skip
        if point.told:
            line.tell(f"{which}: {point.told}", "write degrees, as in 48.76 and 8.34")
        at = replace(found.end, latitude=point.latitude, longitude=point.longitude)
        postcode = line.text(cast("Field", f"{which}_postcode"))[:_SHOWN]
        return replace(found, end=at, ids=ids, postcode=postcode)

    def _claim(self, line: _Line, a: WrittenEnd, b: WrittenEnd) -> SourceClaim:
        start = self._date(line, "start")
        end = self._date(line, "end")
        ended = end.iso
        if start.iso and ended and ended[: len(start.iso)] < start.iso[: len(ended)]:
            line.tell(
                f"end: {ended} lies before the start {start.iso} and is left out", "check both"
            )
            ended, end = "", replace(end, is_whole=False)
        row_id = line.text("id")
        at = f"row {line.row.number}" + (f", id {row_id[:_SHOWN]}" if row_id else "")
        note = [line.text("note"), *_dates_as_written(line, start=start, end=end)]
        note += [f"postcode of {each.head}: {each.postcode}" for each in (a, b) if each.postcode]
        stated = _word(line, "status", note)
        is_silent = not line.text("status")
        status = (self.mapping.status or stated) if is_silent else stated
        kind = _word(line, "kind", note)
        source = line.text("source")
        return SourceClaim(
            claim_id=f"{self.source_id}:{line.row.number}",
            source_id=self.source_id,
            locator=f"{self.sheet.file}, {at}",
            a=a.end,
            b=b.end,
            start=start.iso,
            precision=start.precision,
            is_batch_date=False,
            end=ended,
            status=cast("Status", "ended" if ended and stated == "unknown" else status),
            kind=cast("Kind", kind),
            is_double_entry=False,
            note="; ".join(filter(None, (*note, f"source: {source}" if source else ""))),
            licence=self.mapping.licence or "not stated",
        )

    def _date(self, line: _Line, name: Field) -> ReadDate:
        found = read_date(line.text(name), self.mapping.date_order, self.year)
        if found.told:
            line.tell(f"{name}: {found.told}", found.next_step)
        return found


def _dates_as_written(line: _Line, **dates: ReadDate) -> Iterator[str]:
    """Yield as notes the dates that are not taken as they stand."""
    for name, found in dates.items():
        if not found.is_whole:
            yield f"{name}: {line.text(cast('Field', name))}"


def _refusal(
    line: _Line, home: str, partner: str, mapping: RegisterMapping
) -> tuple[str, str] | None:
    """Say why a line is no tie, and what to do; None where it is one."""
    if _is_of_totals(line):
        return "is a line of totals", "none is due"
    for which, name in (("home", home), ("partner", partner)):
        problem = line.cell(cast("Field", which)).problem
        if problem:
            step = "open the file in a spreadsheet and save it, or write the value in the cell"
            return f"its {which} cell {problem}", step
        if not name:
            return f"it names no {which} place", _step_to_fill(line, which, mapping)
        if len(name) > LONGEST_NAME:
            problem = f"its {which} name has {len(name):,} characters, the limit is {LONGEST_NAME}"
            return problem, "shorten it to the name of the place"
        if not any(letter.isalpha() for letter in name):
            return (
                f"its {which} name {name[:_SHOWN]!r} has no letter",
                "write the name of the place",
            )
    return _too_long_beside(line)


def _too_long_beside(line: _Line) -> tuple[str, str] | None:
    """Refuse a region or a country that is no name."""
    for name in _BESIDE:
        n = len(line.cell(name).text)
        if n > LONGEST_NAME:
            what = name.replace("_", " ")
            problem = f"its {what} has {n:,} characters, the limit is {LONGEST_NAME}"
            return problem, f"shorten it to the name of the {what.rpartition(' ')[2]}"
    return None


def _is_of_totals(line: _Line) -> bool:
    """Whether it begins with a word of sums, or has one as its place, region or number."""
    first = next((cell.text for cell in line.row.cells if cell.text), "")
    named: tuple[Field, ...] = ("home", "home_region", "id")
    texts = (first, *(line.cell(name).text for name in named))
    return any(folded(text) in words_of("total") for text in texts if text)


def _step_to_fill(line: _Line, which: str, mapping: RegisterMapping) -> str:
    """Say how to mend a line that lacks a place: the region beside it may be what signed."""
    step = f"fill in the {which} place"
    if line.text(cast("Field", f"{which}_region")):
        sides = "as the home and as the partner place" if _is_of_regions(line) else "as the place"
        return f"{step}, or if the region itself signed, write it {sides}"
    if which == "home" and not mapping.fill_down and line.text("partner"):
        return f"{step}, or take it from the line above with --fill-down"
    return step


def _is_of_regions(line: _Line) -> bool:
    """Whether both places are empty and both regions are not."""
    ends: tuple[tuple[Field, Field], ...] = (
        ("home", "home_region"), ("partner", "partner_region"),
    )  # fmt: skip
    return all(not line.text(place) and bool(line.text(region)) for place, region in ends)


_IDS: tuple[tuple[str, Callable[[str], str], str], ...] = (
    ("id", place_id, "write it as gn:1799397 or wd:Q42106"),
    ("geonames", geonames_id, "write the number, as in 1799397"),
    ("wikidata", wikidata_id, "write it as Q42106"),
)
"""Columns of ids, how each is read, and what to do where it cannot be."""


def _place_ids(line: _Line, which: str) -> tuple[str, ...]:
    """Ids that the line gives of an end, in one of the forms that people write."""
    found = []
    for what, read, step in _IDS:
        given = line.text(cast("Field", f"{which}_{what}"))
        one = read(given) if given else ""
        if given and not one:
            line.tell(f"{what}: {given[:_SHOWN]!r} is no place id and is not used", step)
        found.append(one)
    return tuple(dict.fromkeys(filter(None, found)))


def _word(line: _Line, name: Field, note: list[str]) -> str:
    """Take a status or a kind at its word; one that is not known is kept in the note."""
    text = line.text(name)
    if not text:
        return "unknown"
    use = "status" if name == "status" else "kind"
    found = words_of(use).get(folded(text))
    if found is None:
        line.tell(
            f"{name}: {text[:_SHOWN]!r} is not a {name} that is known, so it is kept as a note"
        )
        note.append(f"{name}: {text}")
        return "unknown"
    return found
