"""Finding the heads of a register and what its columns hold.

Heads are looked for in the first rows: a title above them is passed over, and a row of group heads
(own side, partner) is read together with the row below it. Without heads the columns are guessed
from what stands in them, which the user is asked to look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sistercities.errors import RegisterError
from sistercities.sources.columns_by_content import (
    contents_of,
    guessed,
    may_be_heads,
    only_country,
    settled,
    unknown_heads,
    with_countries_apart,
    with_home_regions,
    with_unused_status,
)
from sistercities.sources.register_asks import (
    told_of_unread_partners,
    told_of_unused_dates,
    with_ids_of_places,
    with_status_by_content,
)
from sistercities.sources.register_cells import SheetRow
from sistercities.sources.register_groups import (
    as_two_ends,
    guess_single,
    partner_groups,
    unnumbered,
)
from sistercities.sources.register_heads import (
    UNSAID,
    Heading,
    are_exact,
    doubled,
    headings,
    may_be_partner,
    names_both,
    plain_heads,
    worth_of,
)
from sistercities.sources.register_mapping import (
    ColumnChoice,
    RegisterMapping,
    column_letter,
    field_and_number,
)
from sistercities.sources.register_sheet import Sheet
from sistercities.sources.register_words import FIELDS, OF_PARTNER, Field

_LEAST = 2
"""Fields that a row must name to be one of heads."""
_LONGEST_SHOWN = 130
_TOP = 5
"""Rows among which heads are looked for that are not understood."""


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
    header_row
        Number of the row of the heads, the lower of two; -1 where there is none.
    further
        Columns of the second partner of a row, of the third, and so on, where rows have several;
        what `columns` holds beside them is that of the first, or of all.
    """

    columns: tuple[ColumnChoice, ...]
    heads: tuple[str, ...]
    first_row: int
    told: tuple[str, ...]
    is_guessed: bool = False
    header_row: int = -1
    further: tuple[tuple[ColumnChoice, ...], ...] = ()

    def position(self, field: Field, group: int = 0) -> int | None:
        """Return the position of the column of a field; None where it has none.

        `group` counts the partners of a row from 0; a field that only some of them have is not
        shared by the others.
        """
        own = self.further[group - 1] if group else self.columns
        at = next((one.position for one in own if one.field == field), None)
        if at is None and group and field not in self.apart:
            return self.position(field)
        return at

    @property
    def apart(self) -> frozenset[Field]:
        """Fields that the partners of a row have each for itself."""
        return frozenset(one.field for group in self.further for one in group)

    @property
    def used(self) -> list[ColumnChoice]:
        """All columns that are used."""
        return [*self.columns, *(one for group in self.further for one in group)]


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
    return _settled(sheet, found, mapping)


def layout_from(sheet: Sheet, at: int, mapping: RegisterMapping) -> Layout:
    """Return the layout of the lines below a row of heads further down, at a position from 0."""
    unstated = replace(mapping, columns={}, header_row=0)
    found = _layout(sheet, unstated, Heading(at, plain_heads(sheet.rows[at]), []))
    found = _settled(sheet, found, unstated)
    number = sheet.rows[at].number
    told = f"New heads stand on line {number}: what is below them is read by these."
    return replace(found, told=(told, *found.told[1:]))


def are_new_heads(row: SheetRow, layout: Layout) -> bool:
    """Whether a row among the lines is one of other heads, as above a second table."""
    return are_exact(row.texts(), has_home=layout.position("home") is not None)


def has_heads(rows: Sequence[SheetRow], *, has_home: bool = True) -> bool:
    """Whether heads of a register stand in the first rows, of the partner alone if need be."""
    found = (names_both(unnumbered(one), has_home=has_home) for one in headings(rows))
    return any(found)


def _settled(sheet: Sheet, found: Layout, mapping: RegisterMapping) -> Layout:
    """Settle what the heads alone do not tell.

    Raises
    ------
    RegisterError
        If no column of home places or of partners can be told.
    """
    if not mapping.columns:
        found = _with_countries_apart(sheet, found)
        found = _with_partners_alone(found, mapping)
        found = _with_regions_as_places(found)
    _refuse_without_places(sheet, found, mapping)
    values = contents_of(sheet, found.first_row)
    # Of two columns of countries one may be the status: then the other is the partner's.
    apart, told = with_status_by_content(found.columns, values)
    columns, said = _with_country_settled(sheet, replace(found, columns=tuple(apart)), mapping)
    told += said
    for settle in (with_ids_of_places, with_home_regions):
        settled_columns, said = settle(columns, values)
        columns, told = _in_order(settled_columns), [*told, *said]
    if not mapping.columns:
        used = {one.position for one in found.used}
        settled_columns, said = with_unused_status(columns, found.heads, values, used)
        columns, told = _in_order(settled_columns), [*told, *said]
    found = replace(found, columns=columns)
    told += [
        *told_of_unused_dates(found.used, found.heads, values),
        *told_of_unread_partners(found.used, found.heads, values),
    ]
    return replace(found, told=(*found.told, *told))


def _refuse_without_places(sheet: Sheet, found: Layout, mapping: RegisterMapping) -> None:
    lacking = [field for field in ("home", "partner") if found.position(field) is None]
    if mapping.home:
        lacking = [field for field in lacking if field != "home"]
    if not lacking:
        return
    advice = (
        "say which in a mapping file, for example "
        '{"columns": {"home": "A", "partner": "C"}}, with --mapping'
    )
    if lacking == ["home"] or (lacking == ["partner"] and _is_unsaid(found)):
        advice = f"if it is the register of one place, name that with --home; else {advice}"
    raise RegisterError(
        sheet.file,
        f"has no column that is understood as the {' and the '.join(lacking)} place "
        f"({_seen(sheet, found)})",
        advice,
    )


def _is_unsaid(found: Layout) -> bool:
    """Whether the head of the home places does not say whose they are, as `City` does not."""
    return any(one.field == "home" and one.how == UNSAID for one in found.columns)


def _with_partners_alone(found: Layout, mapping: RegisterMapping) -> Layout:
    """Where the home place is stated, take no column for it whose head does not say so.

    The only column of places is that of the partners then.
    """
    if not mapping.home:
        return found
    if found.position("partner") is not None:
        kept = (one for one in found.columns
                if not (one.field.startswith("home") and one.how == UNSAID))  # fmt: skip
        return replace(found, columns=tuple(kept))
    columns = [replace(one, field=OF_PARTNER.get(one.field, one.field)) for one in found.columns]
    return replace(found, columns=_in_order(columns))


def _with_regions_as_places(found: Layout) -> Layout:
    """Take a column of regions as that of the places where there is no other, and say so."""
    columns, told = list(found.columns), []
    sides: tuple[tuple[Field, Field], ...] = (
        ("home", "home_region"), ("partner", "partner_region"),
    )  # fmt: skip
    for place, region in sides:
        at = next((at for at, one in enumerate(columns) if one.field == region), None)
        if at is not None and found.position(place) is None:
            columns[at] = replace(columns[at], field=place)
            column = f"{columns[at].letter} {columns[at].head}".strip()
            told.append(f"Column {column} is taken as the {place} place, for lack of another.")
    return replace(found, columns=_in_order(columns), told=(*found.told, *told))


def _with_countries_apart(sheet: Sheet, found: Layout) -> Layout:
    """Take a column of partners that holds countries alone as that of their countries."""
    columns, told = with_countries_apart(found.columns, contents_of(sheet, found.first_row))
    return replace(found, columns=_in_order(columns), told=(*found.told, *told))


def _with_country_settled(
    sheet: Sheet, found: Layout, mapping: RegisterMapping
) -> tuple[tuple[ColumnChoice, ...], list[str]]:
    """Say whose the only column of countries is, from what stands in it."""
    lone = only_country(found.columns)
    rows = sheet.rows[found.first_row :] if lone else ()
    values = (row.cells[lone.position].text for row in rows
              if lone and lone.position < len(row.cells))  # fmt: skip
    columns, told = settled(found.columns, values, mapping.country)
    return _in_order(columns), told


def _seen(sheet: Sheet, found: Layout) -> str:
    """List the columns by their heads, or by what stands in the first row."""
    heads = found.heads if any(found.heads) else plain_heads(sheet.rows[0])
    there = (f"{column_letter(at)} {head}".strip() for at, head in enumerate(heads[:12]))
    kind = "columns" if any(found.heads) else "first row"
    return f"{kind}: {', '.join(there)}"


def _with_heads(sheet: Sheet, mapping: RegisterMapping) -> Layout | None:
    rows = sheet.rows
    if mapping.header_row:
        return _layout(sheet, mapping, _stated_heading(sheet, mapping))
    if mapping.columns and not _are_positions(mapping):
        return _layout(sheet, mapping, _by_stated_heads(headings(rows), mapping))
    found = _worthiest(rows, mapping)
    return _layout(sheet, mapping, found) if found else None


def _worthiest(rows: Sequence[SheetRow], mapping: RegisterMapping) -> Heading | None:
    """Take the heading that names the most; of two tables the heads of the upper one."""
    made = headings(rows)
    worths = [_worth(one) for one in made]
    worthy = [(worth, one) for worth, one in zip(worths, made, strict=True) if worth[0] >= _LEAST]
    exact = (one.at for one in made if are_exact(one.heads, has_home=not mapping.home))
    first = next(exact, None)
    upper = [pair for pair in worthy if first is not None and pair[1].at <= first + 1]
    return max(upper or worthy, key=lambda pair: pair[0])[1] if worthy else None


def _worth(one: Heading) -> tuple[int, int, bool, int]:
    """Count the fields that a heading names, then the partners that it gives each row."""
    n_fields, is_grouped, height = worth_of(unnumbered(one))
    return n_fields, len(partner_groups(one)), is_grouped, height


def _stated_heading(sheet: Sheet, mapping: RegisterMapping) -> Heading:
    """Take the row that is stated, with the one above it where that says whose the heads are."""
    rows = sheet.rows
    at = next((at for at, row in enumerate(rows) if row.number == mapping.header_row), None)
    if at is None:
        problem = f"has no row {mapping.header_row}"
        raise RegisterError(sheet.file, problem, "correct header_row in the mapping")
    single = Heading(at, plain_heads(rows[at]), [])
    double = doubled(rows, at - 1) if at else None
    both = [each for each in (double, single) if each and (each is single or each.is_grouped)]
    return _by_stated_heads(both, mapping)


def _by_stated_heads(headings: Sequence[Heading], mapping: RegisterMapping) -> Heading:
    """Find the heading with the most of the heads that are stated; of one row where that does."""
    named = [each for each in mapping.columns.values() if _as_position(each) is None]

    def fitness(one: Heading) -> tuple[int, bool, int, int]:
        n = sum(one.names(each) is not None for each in named)
        return n, one.is_grouped, -one.height, -one.at

    return max(headings, key=fitness)


def _layout(sheet: Sheet, mapping: RegisterMapping, heading: Heading) -> Layout:
    heads, first = heading.shown(), heading.at + heading.height
    groups = _stated_columns(sheet, mapping, heading) or partner_groups(heading)
    if not mapping.home:
        groups = as_two_ends(groups)
    choices, *further = groups or [guess_single(heading)]
    told = _above(sheet.rows[: heading.at])
    if heading.groups:
        told.append("Two rows of heads are read together.")
    if further:
        told.append(_several_partners(groups))
    return Layout(
        _in_order(choices),
        tuple(heads),
        first,
        tuple(told),
        header_row=sheet.rows[first - 1].number,
        further=tuple(map(_in_order, further)),
    )


def _above(rows: Sequence[SheetRow]) -> list[str]:
    """Say what stands above the heads, and of how many rows with several cells it might be ties."""
    titles = "; ".join(filter(None, (" ".join(filter(None, row.texts())) for row in rows)))
    if not titles:
        return []
    filled = ([text for text in row.texts() if text] for row in rows)
    n = sum(len(texts) > 1 and not any(map(may_be_partner, texts)) for texts in filled)
    mark = "…" if len(titles) > _LONGEST_SHOWN else ""
    said = f"Above the heads, and not read: {titles[:_LONGEST_SHOWN]}{mark}."
    if n:
        have = "1 of these rows has" if n == 1 else f"{n} of these rows have"
        said += (
            f" {have} several cells: if they are ties, name the row of the heads as header_row "
            "in a mapping file."
        )
    return [said]


def _several_partners(groups: Sequence[Sequence[ColumnChoice]]) -> str:
    letters = [one.letter for group in groups for one in group if one.field == "partner"]
    named = f"{', '.join(letters[:-1])} and {letters[-1]}"
    return (
        f"Columns {named} hold the partners of one place: each is read as a line of its own, "
        "as 2a and 2b."
    )


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
    sheet: Sheet, mapping: RegisterMapping, heading: Heading
) -> list[list[ColumnChoice]]:
    """Return the columns that are stated, of each partner of a row; empty where none is."""
    groups: dict[int, list[ColumnChoice]] = {}
    for name, column in mapping.columns.items():
        field, number = field_and_number(name)
        choice = _stated_column(sheet, heading, field, name, column)
        groups.setdefault(number, []).append(choice)
    return [groups[number] for number in sorted(groups)]


def _stated_column(
    sheet: Sheet, heading: Heading, field: Field, name: str, column: str
) -> ColumnChoice:
    width, heads = max(len(row.cells) for row in sheet.rows), heading.shown()
    at = heading.names(column)
    at = _as_position(column) if at is None else at
    if at is None or at >= width:
        there = ", ".join(filter(None, heads)) or f"A to {column_letter(width - 1)}"
        problem = f"has no column {column!r}, which the mapping names for {name}"
        raise RegisterError(sheet.file, problem, f"use one of {there}")
    return ColumnChoice(field, at, heads[at] if at < len(heads) else "", "stated")


def _in_order(columns: Sequence[ColumnChoice]) -> tuple[ColumnChoice, ...]:
    return tuple(sorted(columns, key=lambda one: FIELDS.index(one.field)))


def _without_heads(sheet: Sheet, mapping: RegisterMapping) -> Layout:
    """Guess from the content, unless what may be heads stands above it.

    Raises
    ------
    RegisterError
        If a row of heads stands there and its words are not understood.
    """
    if mapping.columns:
        heads = [""] * max(len(row.cells) for row in sheet.rows)
        choices, *further = _stated_columns(sheet, mapping, Heading(0, heads, []))
        return Layout(
            _in_order(choices), tuple(heads), 0, (), further=tuple(map(_in_order, further))
        )
    for at, row in enumerate(sheet.rows[: 0 if mapping.header_row else _TOP]):
        if may_be_heads(row.texts(), contents_of(sheet, at + 1)):
            raise unknown_heads(sheet.file, row.texts())
    choices = guessed(contents_of(sheet), has_home=not mapping.home)
    told = ("No row of heads was found: the columns were guessed from what stands in them.",)
    width = max(len(row.cells) for row in sheet.rows)
    return Layout(_in_order(choices), ("",) * width, 0, told, is_guessed=True)
