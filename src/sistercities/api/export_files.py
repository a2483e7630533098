"""The data as files of other programs: tables, or the network, with codebook and licences.

Files that an earlier export left in a folder and a new one there does not replace.

Memory of tables that is given back as soon as they are written.

How large an export will be, told before it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from sistercities.api.arguments import checked_word
from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.output_folder import named_folder
from sistercities.errors import InvalidArgument
from sistercities.report.export_formats.companions import BESIDE, CODEBOOK, codebook_of, companions
from sistercities.report.export_formats.content import (
    PIECE,
    ExportContent,
    ExportTable,
    WrittenFile,
)
from sistercities.report.export_formats.csv_pieces import csv_rows, release_unused
from sistercities.report.export_formats.formats import FORMATS, Format
from sistercities.report.exports import check_can_write, folder_aside, write_together
from sistercities.report.own_files import require_own
from sistercities.terms.json_records import CountryCode, JsonRecord, one_of

if TYPE_CHECKING:
    from sistercities.api.export_content import Exported
    from sistercities.dataset.release.store import Release
    from sistercities.report.export_formats.content import Piece
    from sistercities.terms.progress import Progress
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

from sistercities.report.export_formats.companions import DESCRIPTOR, PACKAGE_NAME
from sistercities.report.own_files import is_own


@contextmanager
def memory_given_back() -> Iterator[None]:
    """Let Arrow take its memory from the system, which gets back what is free again.

    Its own allocator keeps what it had for the next table: 120 MB more for all tables together.
    """
    import pyarrow as pa

    earlier = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(earlier)


def files_of_earlier_export(folder: Path) -> tuple[Path, ...]:
    """Files that the description of an earlier export in the folder names.

    Empty where there is none, or it is not ours: what somebody else put there stays.
    """
    try:
        held = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        if held["name"] != PACKAGE_NAME:
            return ()
        names = [resource["path"] for resource in held["resources"]]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ()
    # Only plain names: a description that was tampered with must not lead out of the folder.
    plain = [name for name in names if isinstance(name, str) and Path(name).name == name]
    return tuple(folder / name for name in plain)


def remove_stale(earlier: Collection[Path], written: Collection[str]) -> tuple[str, ...]:
    """Remove the earlier files that are not among those written; return their names.

    A file that was changed since, or cannot be removed, is left; the description no longer names
    it.
    """
    removed = []
    for path in earlier:
        if path.name in written or not is_own(path):
            continue
        with suppress(OSError):
            path.unlink()
            removed.append(path.name)
    return tuple(removed)


LICENCES = ("CC0",)


@dataclass(frozen=True, slots=True)
class ExportedFiles(JsonRecord):
    """What was written.

    Attributes
    ----------
    folder
        The folder that holds the files.
    format
        The format.
    country, as_of
        Home country and year of the dyads, country of the covariates; of a network, what it is
        limited to, or None.
    data_version
        Version of the data.
    rows
        Rows by file, or by `file:table` where a file holds several tables.
    """

    folder: str
    format: Annotated[str, one_of(FORMATS)]
    country: CountryCode | None
    as_of: int | None
    data_version: str
    rows: dict[str, int]


def export(
    folder: str | Path,
    *,
    format: str = "csv",
    country: str | None = None,
    as_of: int | None = None,
    tables: Sequence[str] | None = None,
    licence: str | None = None,
    with_odbl: bool = False,
    replace: bool = False,
    data: AnyData = None,
    progress: Progress | None = None,
    on_size: Callable[[ExportSize], None] | None = None,
) -> ExportedFiles:
    """Write the data as files, with a codebook, datapackage.json and README.txt: all, or none.

    Parameters
    ----------
    folder
        Where the files go; made if it is not there. An export that is there is replaced as a whole,
        other files stay.
    format
        Tables: `csv`, `excel-csv` (with a byte-order mark), `parquet`, `stata` (.dta), `sqlite`
        (one file). The network of places and ties: `graphml`, `gexf` (with spans of years),
        `pajek`, `geojson`, `geoparquet`.
        docs/guide/export.md says what each holds.
    country
        ISO 3166-1 alpha-2 code. Home country of the dyads, None is CN; covariates of that country
        and of its pairs alone, None is all; of a network, only ties with an end there, None is all.
    as_of
        Year of the dyads, None is the year of the newest dated source; of a network, only ties
        known to be alive in it, None is all.
    tables
        Names of tables to write, or `all`; None leaves out the two large ones, `pairs_at_risk`
        (every home place with every foreign place) and, unless a country is given,
        `country_pair_covariates`.
    licence
        `CC0`: ties rebuilt from claims under CC0 alone, and nothing beside that is not free.
    with_odbl
        Add the tables of OpenFlights, a database of its own under the ODbL.
    replace
        Whether files of these names that this program did not write are overwritten too.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.
    progress
        Called with what is being done, how much is done, and how much there is.
    on_size
        Called before anything is written with the rows to come and about how many bytes.

    Returns
    -------
    ExportedFiles
        Rows by file.

    Raises
    ------
    InvalidArgument
        If the folder's name, the format, a table, the country or the year cannot be used.
    MissingExtra
        If the format needs a library that is not installed; it says what to type.
    OutputError
        If the folder cannot be written, or a file in it is not ours; nothing is left half-written.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    named = named_folder(folder)
    chosen = FORMATS[checked_word("format", format, tuple(FORMATS))]
    asked = _Asked(format, chosen, country, as_of, tables, licence, with_odbl)
    _check_together(asked)
    require_own(named, BESIDE, replace=replace)
    check_can_write(named)
    report = progress or _say_nothing
    with open_data(data) as release, memory_given_back():
        found = _content(release, asked, report)
        release_unused()  # the frames that dyads were made of
        report("writing", 0, 2)
        content = chosen.prepared(found.content)
        with folder_aside(named) as aside:
            if on_size is not None:
                on_size(size_to_come(found.content, format))
            files = chosen.files(content, aside)
            report("writing", 1, 2)
            beside = companions(content, files, chosen.reading())
            every = {name: file.content for name, file in files.items()} | beside
            earlier = files_of_earlier_export(named)
            write_together(named, every, replace=replace)
    remove_stale(earlier, every.keys())
    report("writing", 2, 2)
    rows = _rows(content, files)
    return ExportedFiles(str(folder), format, found.country, found.as_of, content.version, rows)


def _say_nothing(what: str, done: int, total: int) -> None:
    del what, done, total


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be written, as it was asked for."""

    format: str
    chosen: Format
    country: str | None
    as_of: int | None
    tables: Sequence[str] | None
    licence: str | None
    with_odbl: bool


def _check_together(asked: _Asked) -> None:
    """Refuse what does not go together, before any work begins."""
    if asked.chosen.is_network and (asked.tables is not None or asked.with_odbl):
        odd = "with_odbl" if asked.tables is None else "tables"
        raise InvalidArgument(
            "format", asked.format, "it holds the network of nodes and ties alone; leave out "
            f"{odd}, or take csv, excel-csv, parquet, stata or sqlite"
        )  # fmt: skip
    licence = asked.licence
    if licence is None:
        return
    checked_word("licence", licence, LICENCES)
    if asked.chosen.has_coordinates:
        raise InvalidArgument(
            "format", asked.format, f"no coordinates are under {licence} (they are those of "
            "GeoNames, CC BY 4.0); take another format, or leave the licence out"
        )  # fmt: skip
    limits = (("country", asked.country), ("as_of", asked.as_of))
    asked_too = [name for name, value in limits if value is not None]
    if asked.with_odbl or asked_too:
        raise InvalidArgument(
            "licence", licence, f"it gives all ties under it and nothing else; leave out "
            f"{(asked_too or ['with_odbl'])[0]}"
        )  # fmt: skip


def _content(release: Release, asked: _Asked, report: Progress) -> Exported:
    from sistercities.api.export_content import Exported, network_content, table_content

    if asked.licence is not None:
        from sistercities.api.free_content import free_content

        of_network = asked.chosen.is_network
        return Exported(
            free_content(release, asked.licence, asked.tables, is_network=of_network), None, None
        )
    if asked.chosen.is_network:
        return network_content(release, asked.country, asked.as_of)
    return table_content(
        release, asked.country, asked.as_of, asked.tables, report, with_odbl=asked.with_odbl
    )


def _rows(content: ExportContent, files: dict[str, WrittenFile]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for name, file in files.items():
        for table in file.tables:
            key = name if len(file.tables) == 1 else f"{name}:{table}"
            counted[key] = content.table(table).n_rows
    return counted | {CODEBOOK: len(codebook_of(content, files))}


_AS_CSV = ("csv", "excel-csv")
_EACH, _FEW = 8, 4_000


@dataclass(frozen=True, slots=True)
class ExportSize:
    """What an export will hold.

    Attributes
    ----------
    rows
        Rows of each table, exactly.
    n_bytes
        About how many bytes its tables will take, reckoned from the first rows of each; None for a
        format whose size cannot be told before it is written.
    """

    rows: dict[str, int]
    n_bytes: int | None


def size_to_come(content: ExportContent, format: str) -> ExportSize:
    """Count the rows of an export, and reckon its bytes where the format is CSV.

    Parameters
    ----------
    content
        What is exported.
    format
        Name of the format.
    """
    n_bytes = sum(map(_bytes, content.tables)) if format in _AS_CSV else None
    return ExportSize({table.name: table.n_rows for table in content.tables}, n_bytes)


def _bytes(table: ExportTable) -> int:
    """Reckon the bytes of a table from as many rows as are written at once; of many, an eighth."""
    n_rows = n_bytes = 0
    release_unused()
    for piece in table.pieces():
        if len(piece):
            n_rows += len(piece)
            looked_at = _each(piece, _EACH if len(piece) > _FEW else 1)
            n_bytes += len(csv_rows(looked_at)) * len(piece) // len(looked_at)
        if n_rows >= PIECE:
            break
    return round(n_bytes * table.n_rows / n_rows) if n_rows else 0


def _each(piece: Piece, step: int) -> Piece:
    import pyarrow as pa

    if isinstance(piece, pa.Table):
        return piece.take(pa.array(range(0, len(piece), step)))
    return piece.iloc[::step]
