"""Lists that are short enough to be sorted here: of countries, regions, places, sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.web.answers import Feed
from sistercities.web.asked import PAGE_SIZE, Asked
from sistercities.web.row_order import ranks
from sistercities.web.tables import (
    Cell,
    Column,
    Record,
    Table,
    meanings_of,
    order_form,
    sortable,
)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: the key of the record that it is sorted by, its head, whether it is a number."""

    key: str
    label: str
    is_number: bool = False


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """Rows with what turns them into cells and into records.

    Attributes
    ----------
    name
        Last part of its address, and name of its files.
    path
        Its own address.
    caption, empty
        What it lists, and what is said where there is nothing.
    columns
        In order.
    rows
        In the usual order.
    record, cells
        Data and cells of a row.
    keys
        Keys of a record.
    usual
        What the usual order sorts by, so that the head shows it; "" where it is no column's.
    is_slim
        Whether a phone shows a row of the whole in one line: its cells are short.
    usual_size
        Rows of a page of it where the address asks for no number.
    """

    name: str
    path: str
    caption: str
    empty: str
    columns: tuple[ListColumn, ...]
    rows: Sequence[Row]
    record: Callable[[Row], Record]
    cells: Callable[[Row], tuple[Cell, ...]]
    keys: tuple[str, ...]
    usual: str = ""
    is_slim: bool = False
    usual_size: int = PAGE_SIZE

    def beginning(self, asked: Asked, most: int, only: Sequence[str] = ()) -> Table:
        """Make a table of the first rows, with the address of the whole.

        Parameters
        ----------
        asked
            The request.
        most
            Rows that are shown at most.
        only
            Keys of the columns that are shown, so few that a phone sets them side by side; () for
            all.
        """
        columns = tuple(Column(one.label, one.is_number) for one in self.columns)
        is_cut = len(self.rows) > most or (bool(only) and asked.site.static is None)
        table = self._table(
            asked, columns, self.rows[:most], asked.link(self.path) if is_cut else None
        )
        return self._narrowed(table, only) if only else table

    def _narrowed(self, table: Table, only: Sequence[str]) -> Table:
        kept = [k for k, column in enumerate(self.columns) if column.key in only]
        return replace(
            table,
            columns=tuple(table.columns[k] for k in kept),
            rows=tuple(tuple(row[k] for k in kept) for row in table.rows),
            is_slim=True,
        )

    def whole(self, asked: Asked) -> Table:
        """Make a table of one page of the rows, in the order of the address."""
        ranked, size = self._ranked(asked), asked.size_or(self.usual_size)
        page = min(asked.page, max(1, -(-len(ranked) // size)))
        sort = asked.text("sort") or self.usual
        columns = tuple(
            sortable(asked, one.label, one.key, sort, is_number=one.is_number)
            for one in self.columns
        )
        shown = ranked[size * (page - 1) : size * page]
        made = self._table(
            asked, columns, shown, None, first=size * (page - 1) + 1,
            before=asked.again(page=page - 1 if page > 2 else None) if page > 1 else None,
            after=asked.again(page=page + 1) if page * size < len(ranked) else None,
        )  # fmt: skip
        return replace(
            made, ranks=self._ranks(asked, shown), order=order_form(asked, self.name, columns),
            is_slim=self.is_slim, everything=asked.all_rows(size, len(ranked)),
        )  # fmt: skip

    def _ranks(self, asked: Asked, shown: Sequence[Row]) -> tuple[str, ...]:
        """Say where the rows stand by each column, where a script sorts."""
        if not asked.site.is_sorted_in_browser:
            return ()
        records = [self.record(row) for row in shown]
        return ranks(records, [_ordering(one.key) for one in self.columns])

    def feed(self, asked: Asked, form: str) -> Feed:
        """Give all rows as data, in the order of the address."""
        records = [self.record(row) for row in self._ranked(asked)]
        return Feed(
            form, self.path.strip("/").replace("/", "-").replace(":", ""), self.keys, records
        )

    def _table(
        self,
        asked: Asked,
        columns: tuple[Column, ...],
        rows: Sequence[Row],
        whole: str | None,
        *,
        first: int = 1,
        before: str | None = None,
        after: str | None = None,
    ) -> Table:
        is_own = asked.path == self.path  # then the data are those of the whole address
        return Table(
            name=self.name,
            caption=self.caption,
            columns=columns,
            rows=tuple(self.cells(row) for row in rows),
            total=len(self.rows),
            csv=asked.again("csv", page=None, size=None)
            if is_own
            else asked.link(f"{self.path}.csv"),
            json=asked.again("json", page=None, size=None)
            if is_own
            else asked.link(f"{self.path}.json"),
            empty=self.empty,
            whole=whole,
            before=before,
            after=after,
            first=first,
            meanings=meanings_of(asked, self.name),
        )

    def _ranked(self, asked: Asked) -> list[Row]:
        """Sort the rows; what is not known comes last in either order."""
        sort = asked.text("sort")
        if not sort:
            return list(self.rows)
        key = sort.removeprefix("-")
        allowed = [one.key for one in self.columns]
        if key not in allowed:
            advice = say(
                "use one of {allowed}, with - before it to turn it", allowed=", ".join(allowed)
            )
            raise InvalidArgument("sort", sort, advice)
        pairs = [(self.record(row).get(key), row) for row in self.rows]
        known = [pair for pair in pairs if pair[0] not in (None, "")]
        known.sort(key=lambda pair: _order(pair[0]), reverse=sort.startswith("-"))
        return [row for _, row in known] + [row for value, row in pairs if value in (None, "")]


def _ordering(key: str) -> Callable[[Record], tuple[float, str] | None]:
    def order(record: Record) -> tuple[float, str] | None:
        value = record.get(key)
        return None if value in (None, "") else _order(value)

    return order


def _order(value: object) -> tuple[float, str]:
    if isinstance(value, int | float):
        return float(value), ""
    return 0.0, str(value).casefold()
