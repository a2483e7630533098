"""What a workbook may hold, counted part by part before anything is built from it.

A part that unpacks to few bytes can still hold tens of millions of elements, each of which costs a
reader a hundred bytes and more. Elements are counted as they stream by, and counting ends at the
limit: so a bomb costs seconds and no memory.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from typing import NoReturn
from xml.parsers import expat

from sistercities.errors import RegisterError

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
_DAMAGE = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
)  # fmt: skip
"""What a part raises that does not unpack, or is not XML."""
_STEP = 1 << 20
_ADVICE = "copy the table into a new workbook, or save it as CSV (UTF-8)"


class _TooManyError(Exception):
    """Raised inside the parser to end the count."""


def refuse_crowded(file: str, content: bytes) -> None:
    """Count the elements of each XML part of a workbook.

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
            if part.filename.endswith((".xml", ".rels")):
                _count(file, packed, part)


def _count(file: str, packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    counted: Counter[str] = Counter()

    def start(name: str, _: object) -> None:
        local = name.rpartition(":")[2]
        counted[local] += 1
        if counted[local] > LIMITS.get(local, MOST_OTHERS):
            raise _TooManyError(local)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EntityDeclHandler = _refuse_entity
    try:
        with packed.open(part) as stream:
            while piece := stream.read(_STEP):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
    except _TooManyError as reason:
        what = str(reason)
        said = (
            f"more than {LIMITS.get(what, MOST_OTHERS):,} elements {what!r}" if what else "entities"
        )
        raise RegisterError(file, f"holds {said} in {part.filename}", _ADVICE) from None
    except _DAMAGE:
        return  # the reader says what is damaged, if it needs this part


def _refuse_entity(*_: object) -> NoReturn:
    raise _TooManyError("")
