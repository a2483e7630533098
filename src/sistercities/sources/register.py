"""A register of an association or a city: one tie on each line, as claims of one source.

What a line says is taken as it stands. A cell that is not understood is told and left out; a line
without two names is refused. Nothing is resolved here, and nothing is dropped without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, cast

from sistercities.sources.register_beside import (
    ENDINGS,
    dates_as_written,
    place_ids,
    put_in_place,
    said_beside,
    with_other_name,
)
from sistercities.sources.register_calendar import OF_TWO_MONTHS, Calendar, calendar_of
from sistercities.sources.register_cells import Cell, SheetRow, without_dittos
from sistercities.sources.register_codes import (
    UNDECIDED,
    Codes,
    meaning_of,
    status_alone,
    told_of_codes,
)
from sistercities.sources.register_columns import (
    Layout,
    are_new_heads,
    find_layout,
    has_heads,
    layout_from,
)
from sistercities.sources.register_countries import (
    as_at_home,
    code_in_cell,
    is_own_country,
)
from sistercities.sources.register_dates import ReadDate, without_until
from sistercities.sources.register_ends import WrittenEnd, read_end
from sistercities.sources.register_levels import is_level, with_kreis_of_head, with_level
from sistercities.sources.register_line import SHOWN, RegisterLine, WrittenLine
from sistercities.sources.register_mapping import RegisterMapping
from sistercities.sources.register_parts import (
    split_along,
    split_cell,
    without_date,
    without_footnote,
)
from sistercities.sources.register_points import read_point
from sistercities.sources.register_refusals import NOTHING_DUE, refusal_of
from sistercities.sources.register_sheet import Sheet, read_sheet, told_of_hidden_columns
from sistercities.sources.register_words import Field, folded
from sistercities.sources.status_dates import date_beside
from sistercities.sources.status_notes import noted_status, put_term_in_place, said_of_term
from sistercities.sources.workbook_marks import AreHeads
from sistercities.terms.claims import SourceClaim
from sistercities.terms.words import Kind, Status

_ALONG: tuple[Field, ...] = ("partner_region", "partner_country", "start", "end", "status", "kind")
"""Fields whose cell may name something for each of several partners in one cell."""


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

    @property
    def is_open_on_country(self) -> bool:
        """Whether the country of the home places would tell which month a date is of."""
        return any(OF_TWO_MONTHS in said for line in self.lines for said in line.told)


def read_register(
    path: str | Path,
    source_id: str,
    year: int,
    mapping: RegisterMapping | None = None,
    home_country: str = "",
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
    home_country
        Code of the country that the home places lie in, where nothing in the file says it.

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
    home_country = known.country or _home_country(sheet, layout) or home_country
    calendar = calendar_of(sheet, layout, known.date_order, year, home_country)
    reader = _Reader(sheet, layout, known, source_id, calendar, usual_width=usual)
    lines = tuple(reader.lines())
    told = (
        *told_of_hidden_columns(sheet, {one.letter for one in layout.used}),
        *reader.told,
        *told_of_codes(reader.codes),
    )
    return Register(sheet, layout, known, lines, told, reader.codes)


def _home_country(sheet: Sheet, layout: Layout) -> str:
    """Return the code of the country that all home places lie in by a column; "" if none says."""
    at = next((one.position for one in layout.columns if one.field == "home_country"), None)
    if at is None:
        return ""
    rows = (row for row in sheet.rows[layout.first_row :] if at < len(row.cells))
    codes = {code_in_cell(row.cells[at].text) for row in rows} - {""}
    return codes.pop() if len(codes) == 1 else ""


def _heads_wanted(mapping: RegisterMapping) -> AreHeads | None:
    """By which heads a sheet is known, where the mapping does not name the columns."""
    if mapping.columns or mapping.header_row:
        return None
    return lambda rows: has_heads(rows, has_home=not mapping.home)


@dataclass(slots=True)
class _Reader:
    """Turns rows into lines under one layout."""

    sheet: Sheet
    layout: Layout
    mapping: RegisterMapping
    source_id: str
    calendar: Calendar
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
                yield RegisterLine(row.number, problem="repeats the heads", next_step=NOTHING_DUE)
            elif are_new_heads(row, self.layout):
                self.layout = layout_from(self.sheet, at, self.mapping)
                self.told += self.layout.told
                self.usual_width = 0
            else:
                yield from map(self._line, self._ties(row))

    def _are_heads_again(self, row: SheetRow) -> bool:
        heads = [folded(head) for head in self.layout.heads]
        return any(heads) and [folded(text) for text in row.texts()] == heads

    def _ties(self, row: SheetRow) -> list[WrittenLine]:
        """Return a row once for each partner that it names; at least once."""
        groups = range(1 + len(self.layout.further))
        lines = [WrittenLine(row, self.layout, group) for group in groups]
        filled = [line for line in lines if line.says_something] or lines[:1]
        if self.mapping.split:
            filled = [part for line in filled for part in _parts(line, self.mapping.split)]
        if len(filled) > 1:
            filled = [replace(line, part=part) for part, line in enumerate(filled, start=1)]
        return filled

    def _line(self, line: WrittenLine) -> RegisterLine:
        home, partner = self._home(line), self._partner(line)
        refusal = self._too_wide(line) or refusal_of(line, home, partner, self.mapping)
        if refusal:
            problem, step = refusal
            if step == NOTHING_DUE:  # a sum or a remark names no places
                return RegisterLine(line.row.number, line.part, problem=problem, next_step=step)
            return RegisterLine(
                line.row.number,
                line.part,
                home[:SHOWN],
                partner[:SHOWN],
                told=tuple(line.told),
                next_step=step,
                problem=problem,
            )
        a = self._end(line, "home", home)
        b = self._end(line, "partner", partner, a.end.country)
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
            open_status=line.open_status,
        )

    def _home(self, line: WrittenLine) -> str:
        """Return the home place, of the line above where that is wanted and its region agrees."""
        home, region = line.text("home") or self.mapping.home, line.text("home_region")
        is_same_region = not region or folded(region) == folded(self.region_above)
        if not home and self.mapping.fill_down and line.text("partner") and is_same_region:
            line.tell(f"home: taken from the line above, {self.above}")
            return self.above
        if home:
            self.above, self.region_above = home, region
        return home

    def _partner(self, line: WrittenLine) -> str:
        """Return the partner; a date beside its name is the start, where nothing else states it."""
        name, date = without_date(line.text("partner"))
        if not date or line.text("start") or not name or line.cell("partner").lines:
            return line.text("partner")
        line.tell(f"start: {date} is taken from beside the name")
        cell = replace(line.cell("partner"), text=name)
        line.given = {**line.given, "partner": cell, "start": Cell(date)}
        return name

    def _too_wide(self, line: WrittenLine) -> tuple[str, str] | None:
        """Refuse a line with more cells than the heads: which value is whose cannot be told."""
        due = max(len(self.layout.heads), self.usual_width)
        if len(line.row.cells) <= due:
            return None
        problem = f"it has {len(line.row.cells)} cells where the others have {due}"
        return problem, "put a text that holds the separator between quotation marks"

    def _end(self, line: WrittenLine, which: str, name: str, own: str = "") -> WrittenEnd:
        """Take an end apart; `own` is the country that a cell calls the register's own."""
        cell, region = line.cell(cast("Field", which)), line.text(cast("Field", f"{which}_region"))
        plain, mark = without_footnote(name)
        if mark:
            line.tell(f"{which}: the mark {mark} of a footnote is not read")
            cell, name = replace(cell, text=plain if cell.text else ""), plain
        is_filled = not cell.text
        ids = place_ids(line, which)
        stated = line.text(cast("Field", f"{which}_country"))
        country = as_at_home(stated, self.calendar.home_country)
        own_country = self.mapping.country if which == "home" else ""
        cell = with_kreis_of_head(line, which, cell, country or own_country)
        found = read_end(
            Cell(name) if is_filled else cell,
            (region or self.region_above) if is_filled else region,
            (own or self.mapping.country) if is_own_country(country) else country,
            ids[0] if ids else "",
            own_country,
        )
        point = read_point(*(line.text(cast("Field", f"{which}_{one}"))
                             for one in ("latitude", "longitude")))  # fmt: skip
        if point.told:
            line.tell(f"{which}: {point.told}", "write degrees, as in 48.76 and 8.34")
        at = replace(found.end, latitude=point.latitude, longitude=point.longitude)
        postcode = line.text(cast("Field", f"{which}_postcode"))[:SHOWN]
        found = replace(found, end=at, ids=ids, postcode=postcode)
        return self._with_level(line, which, with_other_name(line, which, found))

    def _with_level(self, line: WrittenLine, which: str, found: WrittenEnd) -> WrittenEnd:
        """Take the level that a column or a bracket states; another word in a column is told."""
        text = line.text(cast("Field", f"{which}_level"))[:SHOWN]
        if text and not is_level(text):
            line.tell(f"{which}: {text!r} is no level that is known and is not used")
        return with_level(found, text)

    def _claim(self, line: WrittenLine, a: WrittenEnd, b: WrittenEnd) -> SourceClaim:
        put_in_place(line, self.mapping)
        put_term_in_place(line, self.calendar, self.mapping)
        default = self._default_status(line)
        start = self._date(line, "start")
        end = self._date(line, "end") if line.text("end") else self._end_beside_status(line)
        ended = end.iso
        if ended and int(ended[:4]) > self.calendar.year:
            ended, end = "", replace(end, is_whole=False)
        if start.iso and ended and ended[: len(start.iso)] < start.iso[: len(ended)]:
            line.tell(
                f"end: {ended} lies before the start {start.iso} and is left out", "check both"
            )
            ended, end = "", replace(end, is_whole=False)
        row_id = line.text("id")
        at = f"row {line.at}" + (f", id {row_id[:SHOWN]}" if row_id else "")
        dates = {"start": start, "end": end} if line.text("end") else {"start": start}
        note = [line.text("note"), *dates_as_written(line, **dates)]
        note += [said for each in (a, b) for said in said_beside(each)]
        stated = self._word(line, "status", note)
        status = stated if line.text("status") else default or stated
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

    def _default_status(self, line: WrittenLine) -> str:
        """Return the status of lines that state none, unless the note speaks against it.

        A note that states a status and no more is taken in place of an empty cell.
        """
        default, stated = self.mapping.status, line.text("status")
        meanings = self.mapping.meanings
        own = meaning_of("status", stated, meanings) if stated else default
        found = noted_status(line.text("note"), meanings, own or "")
        if found is None:
            return default
        words = found.words[:SHOWN]
        if stated:
            if found.is_stated and own == "active":
                told = f"status: {stated[:SHOWN]!r} stands beside a note that says {words!r}"
                line.tell(told, "correct the one that is wrong")
            return default
        if found.is_stated:
            line.given = {**line.given, "status": Cell(found.words)}
            line.tell(f"status: {words!r} is taken from the note")
            return default
        line.tell(
            f"status: the note says {words!r}, so {default} is not taken for this line",
            "state its status in a column of its own",
        )
        return ""

    def _word(self, line: WrittenLine, name: Literal["status", "kind"], note: list[str]) -> str:
        """Take a status or a kind at its word; one that is not known is kept in the note.

        A tie whose status is not known may be over: such a line waits for an answer.
        """
        text = line.text(name)
        if not text:
            return "unknown"
        found = meaning_of(name, text, self.mapping.meanings)
        if found is None or found in UNDECIDED:
            self.codes[name][text[:SHOWN]] += 1
            of_term = said_of_term(line, self.calendar) if name == "status" else ""
            line.tell(*_asked(name, text[:SHOWN], UNDECIDED.get(found or "", "") or of_term))
            line.open_status = text[:SHOWN] if name == "status" else line.open_status
            found = None
        is_unknown = found == "unknown" and text in self.mapping.meanings.get(name, {})
        is_kept = found is None or is_unknown or status_alone(text) != text
        if is_kept and text not in line.text("note"):
            note.append(f"{name}: {text}")
        return found or "unknown"

    def _end_beside_status(self, line: WrittenLine) -> ReadDate:
        """Take the date beside a status that ends or suspends: `suspendu le 12/03/2024`."""
        text = line.text("status")
        date = date_beside(text) if text else ""
        means = meaning_of("status", text, self.mapping.meanings) if date else None
        if means not in ENDINGS:
            return ReadDate()
        found = self.calendar.read(date)
        if found.told:
            line.tell(f"status: {found.told}", found.next_step)
        if found.iso:
            of_what = "suspended" if means == "suspended" else "end"
            line.tell(f"{of_what}: {found.iso} is taken from beside the status")
        return found

    def _date(self, line: WrittenLine, name: Field) -> ReadDate:
        text = line.text(name)
        found = self.calendar.read(without_until(text) if name == "end" else text)
        if name == "end" and found.iso[:4] > str(self.calendar.year):
            line.tell(f"end: {text[:SHOWN]} is yet to come, so the tie is not taken as ended")
        elif found.told:
            line.tell(f"{name}: {found.told}", found.next_step)
        return found


def _parts(line: WrittenLine, sign: str) -> list[WrittenLine]:
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


def _asked(name: str, text: str, leaves_open: str) -> tuple[str, str]:
    """Say that a word is not understood, or what it leaves open, and what to do about it."""
    if name != "status":
        return f"{name}: {text!r} is not a {name} that is known, so it is kept as a note", ""
    step = f"say what {text!r} means under meanings.status in a mapping file"
    why = leaves_open or "is not a status that is known"
    return f"status: {text!r} {why}, so the line waits", step
