"""Finding the heads of a register and what its columns hold.

Heads are looked for in the first rows: a title above them is passed over, and a row of group heads
(own side, partner) is read together with the row below it. Without heads the columns are guessed
from what stands in them, which the user is asked to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sistercities.errors import RegisterError
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_dates import read_date
from sistercities.sources.register_mapping import ColumnChoice, RegisterMapping, column_letter
from sistercities.sources.register_sheet import Sheet, SheetRow
from sistercities.sources.register_words import FIELDS, Field, folded, unsaid_fields, words_of

_ROWS_LOOKED_AT = 15
_LONGEST_HEAD = 60
_SAMPLE = 200
_MOST = 0.6
"""Share of the filled cells of a column that must look like a date or a country."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the heads are and what the columns hold.

    Attributes
    ----------
    columns
        The columns used, in the order of the fields.
    heads
        Head of every column, "" where it has none.
    first_row
        Position from 0 of the first row below the heads.
    told
        What there is to say.
    is_guessed
        Whether the columns were guessed from their content, for lack of heads.
    """

    columns: tuple[ColumnChoice, ...]
    heads: tuple[str, ...]
    first_row: int
    told: tuple[str, ...]
    is_guessed: bool = False

    def position(self, field: Field) -> int | None:
        """Return the position of the column of a field; None where it has none."""
        return next((one.position for one in self.columns if one.field == field), None)


def find_layout(sheet: Sheet, mapping: RegisterMapping) -> Layout:
    """Find the heads and the columns of a register.

    Raises
    ------
    RegisterError
        If no column of home places or of partners can be told, or one that is stated is not there.
    """
    found = _with_heads(sheet, mapping) if mapping.header_row >= 0 else None
    if found is None:
        found = _without_heads(sheet, mapping)
    lacking = [field for field in ("home", "partner") if found.position(field) is None]
    if lacking:
        there = ", ".join(
            f"{column_letter(at)} {head}".strip() for at, head in enumerate(found.heads[:12])
        )
        raise RegisterError(
            sheet.file,
            f"has no column that is understood as the {' and the '.join(lacking)} place "
            f"(columns: {there})",
            "say which in a mapping file, for example "
            '{"columns": {"home": "A", "partner": "C"}}, with --mapping',
        )
    return found


def _with_heads(sheet: Sheet, mapping: RegisterMapping) -> Layout | None:
    rows = sheet.rows
    if mapping.header_row:
        wanted = [at for at, row in enumerate(rows) if row.number == mapping.header_row]
        if not wanted:
            problem = f"has no row {mapping.header_row}"
            raise RegisterError(sheet.file, problem, "correct header_row in the mapping")
        return _layout(sheet, mapping, _plain(rows[wanted[0]]), wanted[0], 1)
    best: tuple[tuple[int, int], Layout] | None = None
    for at in range(min(_ROWS_LOOKED_AT, len(rows))):
        for heads, height in _headings(rows, at):
            layout = _layout(sheet, mapping, heads, at, height)
            fields = {one.field for one in layout.columns}
            worth = (len(fields) + 2 * ({"home", "partner"} <= fields), -height)
            if len(fields) >= 2 and (best is None or worth > best[0]):
                best = worth, layout
    if best is None and mapping.columns and not _are_positions(mapping):
        return _layout(sheet, mapping, _plain(rows[0]), 0, 1)
    return best[1] if best else None


def _headings(rows: Sequence[SheetRow], at: int) -> list[tuple[list[str], int]]:
    """Heads that a row may make: alone, and as the groups above the next row."""
    single = _plain(rows[at])
    made = [(single, 1)]
    if at + 1 < len(rows) and sum(map(bool, single)) >= 1:
        below = _plain(rows[at + 1])
        groups, current = [], ""
        for position in range(len(below)):
            current = (single[position] if position < len(single) else "") or current
            groups.append(current)
        joined = [
            below_head if not group or group == below_head else f"{group} {below_head}".strip()
            for group, below_head in zip(groups, below, strict=True)
        ]
        if joined != below:
            made.append((joined, 2))
    return made


def _plain(row: SheetRow) -> list[str]:
    return [text if len(text) <= _LONGEST_HEAD else "" for text in row.texts()]


def _layout(
    sheet: Sheet, mapping: RegisterMapping, heads: Sequence[str], at: int, height: int
) -> Layout:
    stated = _stated_columns(sheet, mapping, heads)
    guessed = stated or _guess(heads)
    told = []
    above = [" ".join(filter(None, row.texts())) for row in sheet.rows[:at] if not row.is_empty]
    if above:
        shown = "; ".join(text[:60] for text in above[:2])
        told.append(f"Above the heads, and not read: {shown}.")
    if height == 2:
        told.append("Two rows of heads are read together.")
    return Layout(_in_order(guessed), tuple(heads), at + height, tuple(told))


def _are_positions(mapping: RegisterMapping) -> bool:
    return all(_as_position(column) is not None for column in mapping.columns.values())


def _as_position(column: str) -> int | None:
    if column.isascii() and column.isdigit() and 1 <= int(column) <= 702:
        return int(column) - 1
    if 1 <= len(column) <= 2 and column.isascii() and column.isalpha() and column.isupper():
        value = 0
        for letter in column:
            value = value * 26 + ord(letter) - ord("A") + 1
        return value - 1
    return None


def _stated_columns(
    sheet: Sheet, mapping: RegisterMapping, heads: Sequence[str]
) -> list[ColumnChoice]:
    width = max(len(row.cells) for row in sheet.rows)
    by_head = {folded(head): at for at, head in reversed(list(enumerate(heads))) if head}
    found = []
    for field in FIELDS:
        if field not in mapping.columns:
            continue
        column = mapping.columns[field]
        at = by_head.get(folded(column))
        at = _as_position(column) if at is None else at
        if at is None or at >= width:
            there = ", ".join(filter(None, heads)) or f"A to {column_letter(width - 1)}"
            problem = f"has no column {column!r}, which the mapping names for {field}"
            raise RegisterError(sheet.file, problem, f"use one of {there}")
        found.append(ColumnChoice(field, at, heads[at] if at < len(heads) else "", "stated"))
    return found


def _guess(heads: Sequence[str]) -> list[ColumnChoice]:
    """Take each head at its word, the plainest first; then those that do not say whose."""
    taken: dict[Field, ColumnChoice] = {}
    used: set[int] = set()
    for find in (_exactly, _holding):
        for at, head in enumerate(heads):
            field = find(head)
            if field and field not in taken and at not in used:
                taken[field] = ColumnChoice(field, at, head, "by its head")
                used.add(at)
        if find is _exactly:
            _add_unsaid(heads, taken, used)
    return list(taken.values())


def _exactly(head: str) -> Field | None:
    return _as_field(words_of("head").get(folded(head), ""))


def _holding(head: str) -> Field | None:
    """Find the longest known word in a head that says more than that."""
    key = folded(head)
    inside = [word for word in words_of("head") if len(word) >= 2 and _holds(head, key, word)]
    return _as_field(words_of("head")[max(inside, key=len)]) if inside else None


def _holds(head: str, key: str, word: str) -> bool:
    """Whether the word stands in the head; a Latin one as whole words only."""
    if not word.isascii() and not any("a" <= letter <= "z" for letter in word):
        return word in key
    parts = [folded(part) for part in head.replace("/", " ").replace("-", " ").split()]
    spans = range(len(parts))
    return any("".join(parts[a : b + 1]) == word for a in spans for b in spans if a <= b <= a + 4)


def _as_field(text: str) -> Field | None:
    return next((field for field in FIELDS if field == text), None)


def _add_unsaid(
    heads: Sequence[str],
    taken: dict[Field, ColumnChoice],
    used: set[int],
) -> None:
    unsaid = words_of("unsaid head")
    found = [(at, head, unsaid[folded(head)]) for at, head in enumerate(heads)
             if at not in used and folded(head) in unsaid]  # fmt: skip
    for what in dict.fromkeys(meaning for _, _, meaning in found):
        columns = [(at, head) for at, head, meaning in found if meaning == what]
        for (at, head), field in zip(columns, _whose(what, columns, taken), strict=False):
            if field not in taken:
                taken[field] = ColumnChoice(field, at, head, "by its head and place")
                used.add(at)


def _whose(
    what: str,
    columns: Sequence[tuple[int, str]],
    taken: dict[Field, ColumnChoice],
) -> list[Field]:
    """Say whose each column is: a lone country is the partner's, a region that of its place."""
    home, partner = unsaid_fields(what)
    free = [field for field in (home, partner) if field not in taken]
    if len(columns) > 1 or len(free) < 2:
        return free
    if what == "country":
        return [partner]
    at = columns[0][0]
    if what in ("region", "id") and "partner" in taken:
        return [partner if at > taken["partner"].position else home]
    return [home]


def _in_order(columns: Sequence[ColumnChoice]) -> tuple[ColumnChoice, ...]:
    return tuple(sorted(columns, key=lambda one: FIELDS.index(one.field)))


def _without_heads(sheet: Sheet, mapping: RegisterMapping) -> Layout:
    """Guess from the content: dates, countries, and of the other texts home, then partner."""
    if mapping.columns:
        heads = [""] * max(len(row.cells) for row in sheet.rows)
        return Layout(_in_order(_stated_columns(sheet, mapping, heads)), tuple(heads), 0, ())
    columns = _columns(sheet)
    dates = [at for at, values in columns.items() if _share(values, _is_date) >= _MOST]
    countries = [at for at, values in columns.items()
                 if at not in dates and _share(values, _is_country) >= _MOST]  # fmt: skip
    names = [at for at, values in columns.items()
             if at not in (*dates, *countries) and _share(values, _is_name) >= _MOST]  # fmt: skip
    guess: list[tuple[Field, int]] = []
    guess += zip(("home", "partner"), names, strict=False)
    guess += zip(("start", "end"), dates, strict=False)
    of_whom: tuple[Field, ...] = (
        ("partner_country",) if len(countries) == 1 else ("home_country", "partner_country")
    )
    guess += zip(of_whom, countries, strict=False)
    choices = [ColumnChoice(field, at, "", "by its content") for field, at in guess]
    told = ("No row of heads was found: the columns were guessed from what stands in them.",)
    width = max(len(row.cells) for row in sheet.rows)
    return Layout(_in_order(choices), ("",) * width, 0, told, is_guessed=True)


def _columns(sheet: Sheet) -> dict[int, list[str]]:
    width = max(len(row.cells) for row in sheet.rows)
    rows = [row.texts() for row in sheet.rows[:_SAMPLE]]
    return {
        at: [texts[at] for texts in rows if at < len(texts) and texts[at]] for at in range(width)
    }


def _share(values: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, values)) / len(values) if values else 0.0


def _is_date(text: str) -> bool:
    return bool(read_date(text).iso)


def _is_country(text: str) -> bool:
    return bool(country_code(text))


def _is_name(text: str) -> bool:
    return any(letter.isalpha() for letter in text) and not text.startswith(("http:", "https:"))
