"""From one line or row of a list to a partner: its name, country, dates, status and kind.

What is read is what is written. The name ends at the first comma, bracket or colon; what follows
holds regions, the country and dates. A flag names the country where the words do not. Two links
side by side are a container and the place in it, or a country and the place in it.

Tables in wikitext: rows of cells, those that span rows repeated; columns told by their heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sistercities.sources.country_words import CountryWords
from sistercities.sources.wikitext import Atom, Line, split_bars
from sistercities.sources.written_dates import WrittenDate, written_dates
from sistercities.terms.words import Kind, Precision, Status

_NAME_ENDS = re.compile(
    r"[,，、（(;；：:]|\s[–—-]\s*(?=\d|since\b|from\b)|\s(?=(?:since|from|in)\s+\d)|\s(?=is\b|are\b|has\b)"
    r"|(?<=[^\d\s])\s+(?=\d{4}\b)"
)
_MARKS = "〖〗【】[]*•·-–— \t\u200b\u3000'\"“”↔⇔→"
_CONTAINER = re.compile(r"[\u4e00-\u9fff]+[市省县縣]")
"""A container written right before the link to a part of it: `甲市[[乙区]]`."""
_PIECES = re.compile(r"[,，、（）()\[\]【】;；]|\s[–—-]\s|[–—－~～]")
_REST_OF_DATE = re.compile(r"[?？年月日号號\s]+")
_RANGE = re.compile(r"[–—－~～至到-]|\b(?:to|until|till|through)\b", re.IGNORECASE)
_END_ONLY = re.compile(r"(?:until|till|ended|suspended|terminated|[–—－]|至|到)\W*$", re.IGNORECASE)
_FILLER = r"(?:since|from|in|on|signed|established|est\.?|date|renewed|until|till|to|and)"
_FILLERS = re.compile(
    rf"^(?:{_FILLER}\s+)+|(?:\s+{_FILLER})+$|^{_FILLER}$|"
    r"(?:缔结|締結|结好|結好|签署|簽署|建立|年?起)$",
    re.IGNORECASE,
)
_STATUSES: tuple[tuple[re.Pattern[str], Status], ...] = (
    (re.compile(r"suspend|frozen|暂停|暫停|中止|中断|中斷", re.IGNORECASE), "suspended"),
    (
        re.compile(
            r"terminat|\bended\b|\bformer|dissol|cancel|revoked|withdrawn|\buntil\b|解除|终止|終止|前友好",
            re.IGNORECASE,
        ),
        "ended",
    ),
    (
        re.compile(r"pending|proposed|in progress|planned|意向|备忘录|備忘錄|拟", re.IGNORECASE),
        "pending",
    ),
)
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"友好交流|交流关系|交流關係|exchange", re.IGNORECASE), "exchange"),
    (re.compile(r"friendship|friendly|友好合作|友城合作", re.IGNORECASE), "friendship"),
    (re.compile(r"cooperat|contact", re.IGNORECASE), "contact"),
)


@dataclass(frozen=True, slots=True)
class Partner:
    """What a line says of the other end of a tie, and of the tie.

    `parents` are containers as written, nearest first; `page` is the title that the name leads to,
    "" where it is no link.
    """

    name: str
    page: str
    country: str
    parents: tuple[str, ...]
    start: str
    precision: Precision
    end: str
    status: Status | None
    kind: Kind | None
    note: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why a line gives no partner."""

    reason: str


def read_partner(line: Line, countries: CountryWords, last_year: int) -> Partner | NotUnderstood:
    """Read the other end of a tie off a line.

    Parameters
    ----------
    line
        The line, taken apart.
    countries
        Which country a word means.
    last_year
        Year of the page: no tie begins later.
    """
    atoms, stated_first = _without_leading_country(line.atoms, countries)
    name, page, above, rest = _name_and_rest(atoms)
    if not any(letter.isalpha() for letter in name):
        return NotUnderstood("no name of a place")
    text = "".join(atom.text for atom in rest)
    dates = written_dates(text, last_year)
    labels = _labels(text, dates)
    country, parents, told = _country(line, labels, stated_first, countries)
    if not country:
        named = "; ".join([atom.target for atom in line.flags] + labels)
        return NotUnderstood(f"no country that is known: {named}" if named else "no country")
    start, precision, end = _span(text, dates)
    status = next((status for pattern, status in _STATUSES if pattern.search(text)), None)
    if line.is_struck and status is None:
        status = "suspended"
    if end and status is None:
        status = "ended"
    return Partner(
        name=name,
        page=page,
        country=country,
        parents=(*above, *parents),
        start=start,
        precision=precision,
        end=end if status in ("ended", "suspended") else "",
        status=status,
        kind=next((kind for pattern, kind in _KINDS if pattern.search(text)), None),
        note="; ".join([*told, *_notes(line, dates)]),
    )


def read_home(line: Line) -> tuple[str, str]:
    """Return the name of the place whose ties follow, and the page it leads to."""
    name, page, _, _ = _name_and_rest(line.atoms)
    return name, page


def kind_of_section(heading: str) -> Kind | None:
    """Return the kind of ties that a heading states, if it does."""
    return next((kind for pattern, kind in _KINDS if pattern.search(heading)), None)


def status_of_section(heading: str) -> Status | None:
    """Return the status that a heading states, if it does."""
    return next((status for pattern, status in _STATUSES if pattern.search(heading)), None)


def _without_leading_country(
    atoms: Sequence[Atom], countries: CountryWords
) -> tuple[list[Atom], str]:
    """Take away a link to a country that stands right before the place: `[[日本]][[常盤市]]`."""
    solid = [position for position, atom in enumerate(atoms) if atom.text.strip(_MARKS)]
    if len(solid) > 1:
        first, second = solid[0], solid[1]
        are_links = atoms[first].kind == atoms[second].kind == "link"
        code = countries.code(atoms[first].text) if are_links else ""
        if code:
            return list(atoms[first + 1 :]), code
    return list(atoms), ""


def _name_and_rest(atoms: Sequence[Atom]) -> tuple[str, str, tuple[str, ...], list[Atom]]:
    """Return name, page, containers that are links right before it, and what follows the name."""
    taken: list[Atom] = []
    rest: list[Atom] = []
    for position, atom in enumerate(atoms):
        if atom.kind != "text":
            taken.append(atom)
            continue
        before = "".join(one.text for one in taken).strip(_MARKS)
        ends = _NAME_ENDS.search(atom.text if before else atom.text.lstrip(_MARKS))
        if ends and (before or ends.start() > 0):
            text = atom.text if before else atom.text.lstrip(_MARKS)
            taken.append(Atom("text", text[: ends.start()]))
            rest = [Atom("text", text[ends.start() :]), *atoms[position + 1 :]]
            break
        taken.append(atom)
    solid = [atom for atom in taken if atom.text.strip(_MARKS)]
    links = [atom for atom in solid if atom.kind == "link"]
    if len(solid) == len(links) > 1 and _are_side_by_side(taken):
        return solid[-1].text, solid[-1].target, tuple(one.text for one in solid[-2::-1]), rest
    if len(solid) == 2 and len(links) == 1 and solid[1] is links[0]:
        container = solid[0].text.strip(_MARKS)
        if _CONTAINER.fullmatch(container):
            return links[0].text, links[0].target, (container,), rest
    name = " ".join("".join(atom.text for atom in taken).split()).strip(_MARKS)
    return name, links[-1].target if links else "", (), rest


def _are_side_by_side(atoms: Sequence[Atom]) -> bool:
    """Whether nothing stands between the links, neither a dash nor a space."""
    first = next(n for n, atom in enumerate(atoms) if atom.kind == "link")
    last = max(n for n, atom in enumerate(atoms) if atom.kind == "link")
    return all(atom.kind != "text" or not atom.text for atom in atoms[first:last])


def _labels(text: str, dates: Sequence[WrittenDate]) -> list[str]:
    """Return the words between commas and brackets that are no dates."""
    for date in reversed(dates):
        text = text[: date.first] + "," + text[date.last :]
    pieces = (_FILLERS.sub("", " ".join(piece.split())) for piece in _PIECES.split(text))
    cleaned = (piece.strip(_MARKS + ".,:：。") for piece in pieces)
    return [
        piece
        for piece in cleaned
        if any(letter.isalpha() for letter in piece) and not _REST_OF_DATE.fullmatch(piece)
    ]


def _country(
    line: Line, labels: Sequence[str], stated_first: str, countries: CountryWords
) -> tuple[str, tuple[str, ...], list[str]]:
    """Return the country, the regions named before it, and what else the words say."""
    codes = [countries.code(label) for label in labels]
    named = [position for position, code in enumerate(codes) if code]
    flags = [code for code in (countries.code(atom.target) for atom in line.flags) if code]
    by_flag = stated_first or (flags[0] if flags else "")
    if not named:
        known = [each for each in labels if not _is_remark(each)]
        return by_flag, tuple(known), [each for each in labels if _is_remark(each)]
    last = named[-1]
    parents = tuple(label for label in labels[:last] if not _is_remark(label))
    told = [*(label for label in labels[:last] if _is_remark(label)), *labels[last + 1 :]]
    country = by_flag or codes[last]
    if country != codes[last]:
        told.append(f"the flag is of {country}, the words say {labels[last]}")
        parents = (*parents, labels[last])
    return country, parents, told


def _is_remark(label: str) -> bool:
    every = (*_STATUSES, *_KINDS)
    return label[:1].islower() or any(pattern.search(label) for pattern, _ in every)


def _span(text: str, dates: Sequence[WrittenDate]) -> tuple[str, Precision, str]:
    """Return start, its precision, and end."""
    if not dates:
        return "", "none", ""
    first = dates[0]
    if _END_ONLY.search(text[: first.first]):
        return "", "none", first.iso
    if len(dates) > 1 and _RANGE.search(text[first.last : dates[1].first]):
        return first.iso, first.precision, dates[1].iso
    return first.iso, first.precision, ""


def _notes(line: Line, dates: Sequence[WrittenDate]) -> list[str]:
    notes = [f"template not read: {name}" for name in line.unread]
    if line.is_struck:
        notes.append("struck through")
    if len(dates) > 2:
        notes.append(f"dates: {', '.join(date.iso for date in dates)}")
    return notes


_ATTRIBUTES = re.compile(r"""\s*(?:[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'|]+)\s*)+""")
_ROWSPAN = re.compile(r"""rowspan\s*=\s*["']?\s*(\d{1,3})""", re.IGNORECASE)
_COLSPAN = re.compile(r"""colspan\s*=\s*["']?\s*(\d{1,3})""", re.IGNORECASE)

_HEADS: tuple[tuple[str, str], ...] = (
    ("start", "时间|時間|日期|年份|year|date|since|signed|established"),
    ("country", "国家|國家|国别|國別|country|nation"),
    ("partner", "友好|姐妹|友城|对方|對方|外方|外国城|国外|结好城|sister|twin|partner"),
    ("none", r"洲|备注|備註|序号|序號|编号|notes?|continent|^no\.?$|ref|#"),
    ("home", "市|区|區|县|縣|镇|城|单位|單位|地|city|town|place|municipality|local"),
)
"""Words in the heads of columns; the first that fits counts."""


@dataclass(slots=True)
class Cell:
    """A cell: its wikitext, whether it is a head, and how many rows and columns it spans."""

    text: str
    is_head: bool
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class TableRow:
    """A row: the number of its first line, its cells; `stray` is text that stands in no cell."""

    line: int
    cells: list[Cell] = field(default_factory=list)
    stray: str = ""

    @property
    def is_head(self) -> bool:
        """Whether every cell is a head."""
        return bool(self.cells) and all(cell.is_head for cell in self.cells)


def table_rows(lines: Iterable[tuple[int, str]]) -> list[TableRow]:
    """Read the lines between `{|` and `|}`, given with their numbers."""
    rows: list[TableRow] = []
    for number, line in lines:
        mark = line.lstrip()
        if mark.startswith(("|+", "|}")):
            continue
        if mark.startswith("|-"):
            rows.append(TableRow(number, stray=_stray(mark[2:])))
        elif mark.startswith(("|", "!")):
            rows = rows or [TableRow(number)]
            if not rows[-1].cells:
                rows[-1].line = number
            rows[-1].cells += _cells(mark)
        elif rows and rows[-1].cells:
            rows[-1].cells[-1].text += f"\n{line}"
    return list(_spanned([row for row in rows if row.cells or row.stray]))


def _stray(text: str) -> str:
    text = text.strip().lstrip("-").strip()
    return "" if not text or _ATTRIBUTES.fullmatch(text) else text


def _cells(mark: str) -> Iterator[Cell]:
    is_head = mark.startswith("!")
    parts = split_bars(mark[1:].replace("!!", "||") if is_head else mark[1:])
    for text, attributes in _with_attributes(parts):
        rows, columns = _ROWSPAN.search(attributes), _COLSPAN.search(attributes)
        yield Cell(
            text.strip(), is_head, int(rows[1]) if rows else 1, int(columns[1]) if columns else 1
        )


def _with_attributes(parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair each cell with its attributes: `a="b" | text || text` has bars of two kinds.

    Split at single bars, a double one leaves an empty part between two cells.
    """
    cells: list[list[str]] = [[]]
    for position, part in enumerate(parts):
        is_double = part == "" and 0 < position < len(parts) - 1 and cells[-1]
        if is_double:
            cells.append([])
        else:
            cells[-1].append(part)
    for held in cells:
        attributes = held[0] if len(held) > 1 and _ATTRIBUTES.fullmatch(held[0]) else ""
        yield "|".join(held[1:] if attributes else held), attributes


def _spanned(rows: Sequence[TableRow]) -> Iterator[TableRow]:
    """Repeat cells that span rows; one that spans columns stands once."""
    open_cells: dict[int, Cell] = {}
    for row in rows:
        waiting = list(row.cells)
        filled: list[Cell] = []
        while waiting or len(filled) in open_cells:
            above = open_cells.pop(len(filled), None)
            cell = above or waiting.pop(0)
            if cell.rows > 1:
                open_cells[len(filled)] = Cell(cell.text, cell.is_head, cell.rows - 1)
            filled.append(cell)
        yield TableRow(row.line, filled, row.stray)


def told_columns(heads: Sequence[str]) -> dict[str, int]:
    """Tell the columns by their heads; without a word for partners, the places are the partners."""
    found: dict[str, int] = {}
    for position, head in enumerate(heads):
        for key, words in _HEADS:
            if re.search(words, head, re.IGNORECASE):
                found.setdefault(key, position)
                break
    if "partner" not in found and "home" in found:
        found["partner"] = found.pop("home")
    return found


def cell_under(cells: Sequence[Cell], columns: dict[str, int], key: str) -> str:
    """Return the cell under a head; "" where the table or the row has none."""
    position = columns.get(key, len(cells))
    return cells[position].text if position < len(cells) else ""


def part_beside(parts: Sequence[str], position: int, n: int) -> str:
    """Return the part of a cell that stands beside a name; the only one counts for all."""
    if len(parts) == n:
        return parts[position].strip()
    return parts[0].strip() if len(parts) == 1 else ""
