"""What a workbook may hold, counted part by part before anything is built from it.

A part that unpacks to few bytes can still hold tens of millions of elements, each of which costs a
reader a hundred bytes and more. Elements are counted as they stream by, and counting ends at the
limit: so a bomb costs seconds and no memory. So do the cells of a row, the letters of a cell, and
the bytes of a single tag, which a parser keeps until their end.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from typing import NoReturn
from xml.parsers import expat

from sistercities.errors import RegisterError
from sistercities.sources.register_cells import LONGEST_CELL

LIMITS = {
    "row": 1_100_000,
    "c": 6_000_000,
    "si": 2_000_000,
    "r": 4_000_000,
    "xf": 200_000,
    "font": 100_000,
    "fill": 100_000,
    "border": 100_000,
    "numFmt": 100_000,
    "cellStyle": 100_000,
    "dxf": 100_000,
    "definedName": 100_000,
    "mergeCell": 50_000,
    "sheet": 2_000,
    "Relationship": 50_000,
    "Override": 50_000,
}
"""The most elements of a name in one part. Excel itself writes at most 1,048,576 rows."""
MOST_OTHERS = 2_000_000
"""Of any other name."""
_MOST_CELLS = 16_384
"""Of one row, as many as Excel has columns: a reader keeps a row until its end."""
_DEEPEST = 250
"""Elements inside each other, which a reader keeps open; a workbook has some ten."""
_HOLDERS = frozenset({"c", "si", "comment"})
"""Elements whose letters are those of one cell, however many elements they are in."""
_LONGEST_TAG = 4_000_000
"""Bytes of one tag or remark: attributes of a table are a few thousand."""
_DAMAGE = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
)  # fmt: skip
"""What a part raises that does not unpack, or is not XML."""
_STEP = 1 << 20
_ADVICE = "copy the table into a new workbook, or save it as CSV (UTF-8)"


class _TooManyError(Exception):
    """Raised inside the parser to end the count; says what there is too much of."""


def refuse_crowded(file: str, content: bytes) -> None:
    """Count what each part of a workbook holds that is XML, whatever its name ends in.

    Parameters
    ----------
    file
        Name of the file, for the sentence.
    content
        The workbook; how much it unpacks to has been checked.

    Raises
    ------
    RegisterError
        If a part holds more elements of a kind than a table does, or declares entities.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for part in packed.infolist():
            _count(file, packed, part)


def _count(file: str, packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    parser = _Counts().parser()
    if part.filename.endswith((".xml", ".rels")):  # some pictures (SVG) declare entities
        parser.EntityDeclHandler = _refuse_entity
    read = 0
    try:
        with packed.open(part) as stream:
            while piece := stream.read(_STEP):
                parser.Parse(piece, False)
                read += len(piece)
                _refuse_long_tag(read - parser.CurrentByteIndex)
            parser.Parse(b"", True)
    except _TooManyError as reason:
        raise RegisterError(file, f"holds {reason} in {part.filename}", _ADVICE) from None
    except _DAMAGE:
        return  # the reader says what is damaged, if it needs this part


class _Counts:
    """Counts the elements of a part, and the letters of the cell that is open."""

    def __init__(self) -> None:
        self._elements: Counter[str] = Counter()
        self._open = self._letters = self._depth = self._cells = 0

    def parser(self) -> expat.XMLParserType:
        """Return a parser that ends at the first limit."""
        made = expat.ParserCreate()
        made.buffer_text = True
        made.StartElementHandler = self._start
        made.EndElementHandler = self._end
        made.CharacterDataHandler = self._text
        return made

    def _start(self, name: str, _: object) -> None:
        local = name.rpartition(":")[2]
        self._elements[local] += 1
        limit = LIMITS.get(local, MOST_OTHERS)
        if self._elements[local] > limit:
            raise _TooManyError(f"more than {limit:,} elements {local!r}")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooManyError(f"more than {_DEEPEST} elements inside each other")
        self._count_of_row(local)
        if not self._open:
            self._letters = 0
        self._open += local in _HOLDERS

    def _count_of_row(self, local: str) -> None:
        if local == "row":
            self._cells = 0
        self._cells += local == "c"
        if self._cells > _MOST_CELLS:
            raise _TooManyError(f"more than {_MOST_CELLS:,} cells in one row")

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._open -= name.rpartition(":")[2] in _HOLDERS

    def _text(self, text: str) -> None:
        self._letters += len(text)
        if self._letters > LONGEST_CELL:
            raise _TooManyError(f"a text of more than {LONGEST_CELL:,} characters")


def _refuse_long_tag(n_unfinished: int) -> None:
    """End the count where a tag has not ended after so many bytes."""
    if n_unfinished > _LONGEST_TAG:
        raise _TooManyError(f"a tag of more than {_LONGEST_TAG:,} bytes")


def _refuse_entity(*_: object) -> NoReturn:
    raise _TooManyError("entities")
