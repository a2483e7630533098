"""Finding the heads of a register and what its columns hold.

Heads are looked for in the first rows: a title above them is passed over, and a row of group heads
(own side, partner) is read together with the row below it. Without heads the columns are guessed
from what stands in them, which the user is asked to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sistercities.errors import RegisterError
from sistercities.sources.register_cells import SheetRow
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_dates import read_date
from sistercities.sources.register_mapping import ColumnChoice, RegisterMapping, column_letter
from sistercities.sources.register_sheet import Sheet
from sistercities.sources.register_words import FIELDS, Field, folded, unsaid_fields, words_of

_ROWS_LOOKED_AT = 15
_LONGEST_HEAD = 60
_SAMPLE = 200
_WHAT = {
    "home": "name", "partner": "name", "home_region": "region", "partner_region": "region",
    "home_country": "country", "partner_country": "country",
}  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class _Heading:
    """What may be the heads: of one row, or of two with groups above; `at` is where it begins."""

    at: int
    heads: list[str]
    groups: list[str]

    @property
    def height(self) -> int:
        return 2 if self.groups else 1

    def shown(self) -> list[str]:
        """Return the heads as one line each."""
        if not self.groups:
            return self.heads
        pairs = zip(self.groups, self.heads, strict=True)
        return [head if group == head else f"{group} {head}".strip() for group, head in pairs]


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
        return _layout(sheet, mapping, _Heading(wanted[0], _plain(rows[wanted[0]]), []))
    if mapping.columns and not _are_positions(mapping):
        return _by_stated_heads(sheet, mapping)
    worthy = [(worth, one) for one in _headings(rows) if (worth := _worth(one)) >= (2, -2)]
    return _layout(sheet, mapping, max(worthy, key=lambda pair: pair[0])[1]) if worthy else None


def _worth(heading: _Heading) -> tuple[int, int]:
    """Count the fields that it names; the two that no register lacks weigh more."""
    fields = {one.field for one in _guess(heading)}
    return len(fields) + 2 * ({"home", "partner"} <= fields), -heading.height


def _by_stated_heads(sheet: Sheet, mapping: RegisterMapping) -> Layout:
    """Find the first row, alone or with the next, that has all heads that are stated."""
    named = [each for each in mapping.columns.values() if _as_position(each) is None]
    for heading in _headings(sheet.rows):
        there = {folded(head) for head in heading.shown()}
        if all(folded(each) in there for each in named):
            return _layout(sheet, mapping, heading)
    return _layout(sheet, mapping, _Heading(0, _plain(sheet.rows[0]), []))


def _headings(rows: Sequence[SheetRow]) -> list[_Heading]:
    """Heads that the first rows may make: each alone, and as the groups above the next row."""
    made = []
    for at in range(min(_ROWS_LOOKED_AT, len(rows))):
        single = _plain(rows[at])
        made.append(_Heading(at, single, []))
        if at + 1 < len(rows) and any(single):
            below = _plain(rows[at + 1])
            made.append(_Heading(at, below, _spread(single, len(below))))
    return made


def _spread(groups: Sequence[str], width: int) -> list[str]:
    """Give each column the group that stands above it or to its left."""
    spread, current = [], ""
    for at in range(width):
        current = (groups[at] if at < len(groups) else "") or current
        spread.append(current)
    return spread


def _plain(row: SheetRow) -> list[str]:
    return [text if len(text) <= _LONGEST_HEAD else "" for text in row.texts()]


def _layout(sheet: Sheet, mapping: RegisterMapping, heading: _Heading) -> Layout:
    heads, first = heading.shown(), heading.at + heading.height
    choices = _stated_columns(sheet, mapping, heads) or _guess(heading)
    told = []
    above = [" ".join(filter(None, row.texts())) for row in sheet.rows[: heading.at]]
    titles = "; ".join(text[:60] for text in above if text)
    if titles:
        told.append(f"Above the heads, and not read: {titles[:130]}.")
    if heading.groups:
        told.append("Two rows of heads are read together.")
    return Layout(_in_order(choices), tuple(heads), first, tuple(told))


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


def _guess(heading: _Heading) -> list[ColumnChoice]:
    """Take each head at its word, the plainest first; then those that do not say whose."""
    taken: dict[Field, ColumnChoice] = {}
    used: set[int] = set()
    shown = heading.shown()
    for field, at in _by_groups(heading):
        if field not in taken:
            taken[field] = ColumnChoice(field, at, shown[at], "by its head")
            used.add(at)
    for find in (_exactly, _holding):
        for at, head in enumerate(heading.heads):
            named = find(head)
            if named and named not in taken and at not in used:
                taken[named] = ColumnChoice(named, at, shown[at], "by its head")
                used.add(at)
        if find is _exactly:
            _add_unsaid(heading.heads, taken, used)
    return list(taken.values())


def _by_groups(heading: _Heading) -> list[tuple[Field, int]]:
    """Fields of the columns whose group says whose they are: own side, partner."""
    found: list[tuple[Field, int]] = []
    sides: dict[str | None, int] = {"home": 0, "partner": 1}
    for at, (group, head) in enumerate(zip(heading.groups, heading.heads, strict=False)):
        side = sides.get(_exactly(group) or _holding(group))
        if side is None or group == head:
            continue
        said = _exactly(head) or ""
        what = words_of("unsaid head").get(folded(head)) or _WHAT.get(said, "")
        if what:
            found.append((unsaid_fields(what)[side], at))
        elif not said:
            found.append((("home", "partner")[side], at))
    return found


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
