"""What an export holds, before it takes the shape of a format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from sistercities.dataset.release.datapackage import RELEASE_LICENCE
from sistercities.report.cited_sources import CitedSource
from sistercities.report.own_files import Content
from sistercities.terms.schema import Column, Table

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    Piece: TypeAlias = pd.DataFrame | pa.Table


CLEAR_NAMES = {"start": "start_date", "end": "end_date"}
"""Names for programs to which `start` and `end` mean something else."""


PIECE = 8_192
"""Rows of a table that are written at a time."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that are read when they are written, so that no large table is held as a whole.

    Attributes
    ----------
    n_rows
        How many there are.
    pieces
        Reads them from the first on, some at a time, as a frame or as columns of Arrow.
    whole
        Reads them all.
    """

    n_rows: int
    pieces: Callable[[], Iterator[Piece]]
    whole: Callable[[], pd.DataFrame]

    def changed(self, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Rows:
        """Return the same rows with a change of columns."""
        return rows_read(self.n_rows, lambda: change(self.whole()))


def rows_read(n_rows: int, whole: Callable[[], pd.DataFrame]) -> Rows:
    """Return rows that are read all at once, when they are written."""
    return Rows(n_rows, lambda: _slices(whole()), whole)


def _slices(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for first in range(0, len(frame), PIECE):
        yield frame.iloc[first : first + PIECE]


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One table as it is exported.

    Attributes
    ----------
    schema
        Name, title, key, columns with type, unit and meaning, and references to other tables.
    source
        The rows, or how they are read; columns are those of the schema, in that order.
    licence
        Licence of the table as a whole, an SPDX id.
    """

    schema: Table
    source: pd.DataFrame | Rows
    licence: str

    @property
    def name(self) -> str:
        """Name of the table, which is the stem of its file."""
        return self.schema.name

    @property
    def frame(self) -> pd.DataFrame:
        """All rows."""
        return self.source.whole() if isinstance(self.source, Rows) else self.source

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return self.source.n_rows if isinstance(self.source, Rows) else len(self.source)

    def pieces(self) -> Iterator[Piece]:
        """Give the rows, some at a time, as a frame or as columns of Arrow."""
        if isinstance(self.source, Rows):
            yield from self.source.pieces()
            return
        yield from _slices(self.source)

    def renamed(self, names: Mapping[str, str]) -> ExportTable:
        """Give columns other names; a column that is not named keeps its own."""

        def new(name: str) -> str:
            return names.get(name, name)

        schema = replace(
            self.schema,
            key=tuple(map(new, self.schema.key)),
            columns=tuple(replace(each, name=new(each.name)) for each in self.schema.columns),
            references=tuple((new(own), to, there) for own, to, there in self.schema.references),
        )
        return replace(
            self,
            schema=schema,
            source=_changed(self.source, lambda frame: frame.rename(columns=dict(names))),
        )

    def without(self, names: Sequence[str]) -> ExportTable:
        """Leave out columns, where they are there."""
        columns = tuple(each for each in self.schema.columns if each.name not in names)
        references = tuple(each for each in self.schema.references if each[0] not in names)
        schema = replace(self.schema, columns=columns, references=references)
        kept = list(schema.column_names)
        return replace(self, schema=schema, source=_changed(self.source, lambda frame: frame[kept]))


def _changed(
    source: pd.DataFrame | Rows, change: Callable[[pd.DataFrame], pd.DataFrame]
) -> pd.DataFrame | Rows:
    return source.changed(change) if isinstance(source, Rows) else change(source)


@dataclass(frozen=True, slots=True)
class ExportContent:
    """All that is exported.

    Attributes
    ----------
    tables
        The tables. Formats for networks take `nodes` and `ties` alone.
    version
        Version of the data.
    title
        One line that says what this is.
    notes
        Sentences that a reader must know.
    sources
        The sources that stand behind the tables.
    """

    tables: tuple[ExportTable, ...]
    version: str
    title: str
    notes: tuple[str, ...]
    sources: tuple[CitedSource, ...]

    @property
    def licence(self) -> str:
        """Licence of the export as a whole: that of all its tables, else that of the release."""
        licences = {table.licence for table in self.tables}
        return licences.pop() if len(licences) == 1 else RELEASE_LICENCE

    def table(self, name: str) -> ExportTable:
        """Return the table of that name; a KeyError where there is none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class ShapeColumn:
    """A column that a format for maps adds to each table: its type is `geometry` or `box`."""

    name: str
    type: Literal["geometry", "box"]
    meaning: str
    unit: str


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file of an export.

    Attributes
    ----------
    content
        Its bytes, or the file that was stored aside.
    mediatype
        What kind of file it is, as IANA has it.
    tables
        Names of the tables that it holds, in order.
    shapes
        Columns of the file that its tables do not have.
    encoding
        Of a text file; utf-8-sig begins with a byte-order mark.
    """

    content: Content
    mediatype: str
    tables: tuple[str, ...]
    shapes: tuple[ShapeColumn, ...] = ()
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class CodebookLine:
    """One column of one table of one exported file."""

    file: str
    table: str
    column: str
    type: str
    unit: str
    meaning: str


def codebook_lines(
    file: str, tables: Sequence[Table], shapes: Sequence[ShapeColumn] = ()
) -> list[CodebookLine]:
    """Describe the columns of the tables of a file, in their order, the shapes last."""
    described: list[CodebookLine] = []
    for table in tables:
        columns: tuple[Column | ShapeColumn, ...] = (*table.columns, *shapes)
        described += [
            CodebookLine(file, table.name, each.name, each.type, each.unit, each.meaning)
            for each in columns
        ]
    return described
