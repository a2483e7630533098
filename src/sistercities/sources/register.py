"""A register of an association or a city: one tie on each line, as claims of one source.

What a line says is taken as it stands. A cell that is not understood is told and left out; a line
without two names is refused. Nothing is resolved here, and nothing is dropped without a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, NamedTuple, cast

from sistercities.sources.register_cells import Cell, SheetRow
from sistercities.sources.register_codes import Codes, meaning_of, told_of_codes
from sistercities.sources.register_columns import (
    Layout,
    are_new_heads,
    find_layout,
    has_heads,
    layout_from,
)
from sistercities.sources.register_dates import ReadDate, read_date
from sistercities.sources.register_dittos import is_blank, without_dittos
from sistercities.sources.register_ends import NOTHING, WrittenEnd, is_formula, read_end
from sistercities.sources.register_levels import is_level, with_level
from sistercities.sources.register_mapping import RegisterMapping, column_letter
from sistercities.sources.register_parts import (
    split_along,
    split_cell,
    without_date,
    without_footnote,
)
from sistercities.sources.register_points import geonames_id, place_id, read_point, wikidata_id
from sistercities.sources.register_sheet import Sheet, read_sheet
from sistercities.sources.register_words import Field, folded, words_of
from sistercities.sources.workbook_sheets import AreHeads
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
_ALONG: tuple[Field, ...] = ("partner_region", "partner_country", "start", "end", "status", "kind")
"""Fields whose cell may name something for each of several partners in one cell."""
_FORMULA = re.compile(r"[=+@＝＋＠]|[-－−][A-Za-z(=+@]")


class LineNumber(NamedTuple):
    """A row of a register, and which tie of that row, from 1; 0 where the row holds one.

    Examples
    --------
    >>> str(LineNumber(2)), str(LineNumber(2, 1)), str(LineNumber(2, 27))
    ('2', '2a', '2aa')
    """

    row: int
    part: int = 0

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"{self.row}{column_letter(self.part - 1).lower() if self.part else ''}"


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line as understood.

    Attributes
    ----------
    number
        Where it stands, from 1.
    part
        Which tie of its row it is, from 1; 0 where the row holds one.
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
    part: int = 0
    name_a: str = ""
    name_b: str = ""
    claim: SourceClaim | None = None
    written_a: WrittenEnd = NOTHING
    written_b: WrittenEnd = NOTHING
    told: tuple[str, ...] = ()
    next_step: str = ""
    problem: str = ""
    is_home_implied: bool = False

    @property
    def at(self) -> LineNumber:
        """Where it stands, as 2, or as 2a and 2b where a row holds several ties."""
        return LineNumber(self.number, self.part)


@dataclass(frozen=True, slots=True)
class Register:
    """A register as read: the sheet, its layout, its lines in the order of the file.

    `told` is what there is to say of the lines as a whole; `codes` are the words of the columns of
    the status and of the kind that are not known, with the lines on which each stands.
    """

    sheet: Sheet
    layout: Layout
    mapping: RegisterMapping
    lines: tuple[RegisterLine, ...]
    told: tuple[str, ...] = ()
    codes: Codes = field(default_factory=dict)


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
    sheet = read_sheet(
        path, encoding=known.encoding, sheet=known.sheet, are_heads=_heads_wanted(known)
    )
    layout = find_layout(sheet, known)
    widths = Counter(len(row.cells) for row in sheet.rows[layout.first_row :])
    usual = widths.most_common(1)[0][0] if widths else 0
    reader = _Reader(sheet, layout, known, source_id, year, usual_width=usual)
    lines = tuple(reader.lines())
    told = (*reader.told, *told_of_codes(reader.codes))
    return Register(sheet, layout, known, lines, told, reader.codes)


def _heads_wanted(mapping: RegisterMapping) -> AreHeads | None:
    """By which heads a sheet is known, where the mapping does not name the columns."""
    if mapping.columns or mapping.header_row:
        return None
    return lambda rows: has_heads(rows, has_home=not mapping.home)


@dataclass(slots=True)
class _Line:
    """One tie of a row while it is read: what was told so far.

    `group` is the partner of the row, from 0; `given` are cells that stand in place of those of the
    row, where these were taken apart.
    """

    row: SheetRow
    layout: Layout
    group: int = 0
    part: int = 0
    given: Mapping[Field, Cell] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    def cell(self, name: Field) -> Cell:
        """Return the cell of a field; an empty one where the register has no such column."""
        if name in self.given:
            return self.given[name]
        at = self.layout.position(name, self.group)
        cell = self.row.cells[at] if at is not None and at < len(self.row.cells) else Cell()
        return cell if name in _FREE or not is_blank(cell) else Cell()

    @property
    def says_something(self) -> bool:
        """Whether the columns that its partner has for itself are filled."""
        apart: frozenset[Field] = self.layout.apart | {"partner"}
        return any(bool(self.cell(name).text or self.cell(name).problem) for name in apart)

    @property
    def at(self) -> LineNumber:
        """Where it stands."""
        return LineNumber(self.row.number, self.part)

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
    told: list[str] = field(default_factory=list)
    codes: Codes = field(default_factory=lambda: {"status": Counter(), "kind": Counter()})

    def lines(self) -> Iterator[RegisterLine]:
        """Yield a line for each row below the heads that is not empty."""
        first = self.layout.first_row
        for at, row in enumerate(without_dittos(self.sheet.rows[first:]), start=first):
            if row.is_empty:
                continue
            if self._are_heads_again(row):
                yield RegisterLine(row.number, problem="repeats the heads", next_step="none is due")
            elif are_new_heads(row, self.layout):
                self.layout = layout_from(self.sheet, at, self.mapping)
                self.told += self.layout.told
                self.usual_width = 0
            else:
                yield from map(self._line, self._ties(row))

    def _are_heads_again(self, row: SheetRow) -> bool:
        heads = [folded(head) for head in self.layout.heads]
        return any(heads) and [folded(text) for text in row.texts()] == heads

    def _ties(self, row: SheetRow) -> list[_Line]:
        """Return a row once for each partner that it names; at least once."""
        groups = range(1 + len(self.layout.further))
        lines = [_Line(row, self.layout, group) for group in groups]
        filled = [line for line in lines if line.says_something] or lines[:1]
        if self.mapping.split:
            filled = [part for line in filled for part in _parts(line, self.mapping.split)]
        if len(filled) > 1:
            filled = [replace(line, part=part) for part, line in enumerate(filled, start=1)]
        return filled

    def _line(self, line: _Line) -> RegisterLine:
        home, partner = self._home(line), self._partner(line)
        refusal = self._too_wide(line) or _refusal(line, home, partner, self.mapping)
        if refusal:
            problem, step = refusal
            return RegisterLine(
                line.row.number,
                line.part,
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
            line.part,
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
        home, region = line.text("home") or self.mapping.home, line.text("home_region")
        is_same_region = not region or folded(region) == folded(self.region_above)
        if not home and self.mapping.fill_down and line.text("partner") and is_same_region:
            line.tell(f"home: taken from the line above, {self.above}")
            return self.above
        if home:
            self.above, self.region_above = home, region
        return home

    def _partner(self, line: _Line) -> str:
        """Return the partner; a date beside its name is the start, where nothing else states it."""
        name, date = without_date(line.text("partner"))
        if not date or line.text("start") or not name or line.cell("partner").lines:
            return line.text("partner")
        line.tell(f"start: {date} is taken from beside the name")
        cell = replace(line.cell("partner"), text=name)
        line.given = {**line.given, "partner": cell, "start": Cell(date)}
        return name

    def _too_wide(self, line: _Line) -> tuple[str, str] | None:
        """Refuse a line with more cells than the heads: which value is whose cannot be told."""
        due = max(len(self.layout.heads), self.usual_width)
        if len(line.row.cells) <= due:
            return None
        problem = f"it has {len(line.row.cells)} cells where the others have {due}"
        return problem, "put a text that holds the separator between quotation marks"

    def _end(self, line: _Line, which: str, name: str) -> WrittenEnd:
        cell, region = line.cell(cast("Field", which)), line.text(cast("Field", f"{which}_region"))
        plain, mark = without_footnote(name)
        if mark:
            line.tell(f"{which}: the mark {mark} of a footnote is not read")
            cell, name = replace(cell, text=plain if cell.text else ""), plain
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
        found = replace(found, end=at, ids=ids, postcode=postcode)
        return self._with_level(line, which, _with_other_name(line, which, found))

    def _with_level(self, line: _Line, which: str, found: WrittenEnd) -> WrittenEnd:
        """Take the level that a column or a bracket states; another word in a column is told."""
        text = line.text(cast("Field", f"{which}_level"))[:_SHOWN]
        if text and not is_level(text):
            line.tell(f"{which}: {text!r} is no level that is known and is not used")
        return with_level(found, text)

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
        at = f"row {line.at}" + (f", id {row_id[:_SHOWN]}" if row_id else "")
        note = [line.text("note"), *_dates_as_written(line, start=start, end=end)]
        note += [said for each in (a, b) for said in _said_beside(each)]
        stated = self._word(line, "status", note)
        is_silent = not line.text("status")
        status = (self.mapping.status or stated) if is_silent else stated
        kind = self._word(line, "kind", note)
        source = line.text("source")
        return SourceClaim(
            claim_id=f"{self.source_id}:{line.at}",
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

    def _word(self, line: _Line, name: Literal["status", "kind"], note: list[str]) -> str:
        """Take a status or a kind at its word; one that is not known is kept in the note."""
        text = line.text(name)
        if not text:
            return "unknown"
        found = meaning_of(name, text, self.mapping.meanings)
        if found is None:
            self.codes[name][text[:_SHOWN]] += 1
            line.tell(
                f"{name}: {text[:_SHOWN]!r} is not a {name} that is known, so it is kept as a note"
            )
        if found is None or (found == "unknown" and text in self.mapping.meanings.get(name, {})):
            note.append(f"{name}: {text}")
        return found or "unknown"

    def _date(self, line: _Line, name: Field) -> ReadDate:
        found = read_date(line.text(name), self.mapping.date_order, self.year)
        if found.told:
            line.tell(f"{name}: {found.told}", found.next_step)
        return found


def _parts(line: _Line, sign: str) -> list[_Line]:
    """Return a line once for each partner in its cell, with its part of the cells beside it."""
    partners = split_cell(line.cell("partner"), sign)
    n = len(partners)
    if n == 1:
        return [line]
    beside = {name: split_along(line.cell(name), sign, n) for name in _ALONG}
    found = []
    for at, partner in enumerate(partners):
        given: dict[Field, Cell] = {name: beside[name][at] for name in _ALONG}
        given["partner"] = partner
        found.append(replace(line, given=given, told=[], steps=[]))
    return found


def _with_other_name(line: _Line, which: str, found: WrittenEnd) -> WrittenEnd:
    """Keep the name of a second column of names, in another language or script."""
    text = line.text(cast("Field", f"{which}_other_name"))
    is_name = text != found.end.name and any(letter.isalpha() for letter in text)
    if not is_name or len(text) > LONGEST_NAME or is_formula(text):
        return found
    return replace(found, end=replace(found.end, other_name=text))


def _said_beside(end: WrittenEnd) -> Iterator[str]:
    """Yield as notes what a line says of an end that no column of claims holds."""
    for what, value in (("other name", end.end.other_name), ("level", end.level),
                        ("postcode", end.postcode)):  # fmt: skip
        if value:
            yield f"{what} of {end.head}: {value}"


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
