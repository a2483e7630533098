"""A list of notices of the user's own: read, accounted for line by line, kept as an overlay."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

from sistercities.api.data_choice import AnyData, as_data
from sistercities.api.import_origin import (
    mapping_of,
    name_of_file,
    replaced_overlay,
    year_of_import,
)
from sistercities.api.register_columns import StatedMapping
from sistercities.dataset.overlays.account import NOTICE_OUTCOMES, NoticeAccountLine
from sistercities.dataset.overlays.changes import OverlayChanges
from sistercities.dataset.overlays.folder import checked_name, overlay_folder
from sistercities.dataset.overlays.notice_changes import changes_of_notices
from sistercities.dataset.overlays.notices import account_for_notices, notice_counts
from sistercities.dataset.overlays.overlay import Overlay, refuse_held_source, write_overlay
from sistercities.dataset.release.store import Release, open_release
from sistercities.errors import InvalidArgument, RegisterError
from sistercities.sources.notice_words import NOTICE_FIELDS
from sistercities.sources.notices import NoticeList, read_notices
from sistercities.sources.register_mapping import RegisterMapping, column_letter
from sistercities.sources.register_sheet import told_of_hidden_columns
from sistercities.sources.source_record import Source
from sistercities.terms.json_records import Count, Json, JsonRecord, OneEach, one_of
from sistercities.terms.progress import Progress, quiet


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a file that is imported.

    `field` is what it is taken as, "" for nothing; `example` is the first value in it.
    """

    letter: str
    head: str
    field: Annotated[str, one_of(("", *NOTICE_FIELDS, "number"))]
    how: str
    example: str


@dataclass(frozen=True, slots=True)
class NoticeImport(JsonRecord):
    """What was understood of a list of notices, and whether it was taken over.

    Attributes
    ----------
    name, folder
        Name of the overlay, and where it is or would be.
    file, reading
        Name of the file, and how it was read.
    notes
        What there is to say about the file, in sentences.
    columns
        Every column, and what it is taken as.
    mapping
        The columns as a mapping file holds them.
    year
        Year whose state the list shows.
    counts
        Lines by outcome: taken, waiting, repeated, refused; all.
    account
        What became of each line.
    changes
        What is different from the overlay that this one replaces; None where there is none.
    is_written, is_unchanged
        Whether it was taken over; whether the overlay held exactly this already.
    data_version
        The data that the names were resolved against.
    account_file
        CSV file of the account; None while nothing is written.
    """

    name: str
    folder: str
    file: str
    reading: str
    notes: tuple[str, ...]
    columns: tuple[ListColumn, ...]
    mapping: StatedMapping
    year: int
    counts: Annotated[dict[str, Count], OneEach((*NOTICE_OUTCOMES, "lines"))]
    account: tuple[NoticeAccountLine, ...]
    changes: OverlayChanges | None
    is_written: bool
    is_unchanged: bool
    data_version: str
    account_file: str | None = None
    _rows: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    _source: Source | None = field(default=None, repr=False)
    _origin: dict[str, str] = field(default_factory=dict, repr=False)


def import_notices(
    file: str | Path,
    *,
    name: str = "",
    mapping: RegisterMapping | str | Path | None = None,
    country: str = "",
    date_order: str = "",
    encoding: str = "",
    sheet: str = "",
    year: int | None = None,
    write: bool = True,
    on_progress: Progress | None = None,
    data: AnyData = None,
) -> NoticeImport:
    """Read notices of places that look for a partner, and keep them as an overlay.

    A second import of the same file changes nothing. A changed file under the same name replaces
    the overlay whole.

    Parameters
    ----------
    file
        A CSV, TSV or XLSX file; what is in it decides, not its name.
    name
        Name of the overlay; "" takes the name of the file.
    mapping
        A mapping file or its content; None finds the columns by their heads.
    country
        ISO 3166-1 alpha-2 code or name of the country of the places that seek, where no column
        says it.
    date_order
        dmy or mdy, where only slashes stand between day and month.
    encoding
        Of a text file; "" finds it.
    sheet
        Name of the sheet of a workbook; "" takes the first with a table.
    year
        Year whose state the list shows; None takes the year of the first import.
    write
        Whether to keep it; False only says what would be understood.
    on_progress
        Called with what is being done, how much is done and how much there is.
    data
        Folder of another release, or `Data`, whose overlays play no part here; None takes the
        release in the package.

    Returns
    -------
    NoticeImport
        What was understood, and the account of every line.

    Raises
    ------
    RegisterError
        If the file or the mapping cannot be read, or no line holds a notice.
    InvalidArgument
        If the name, the country, the order of dates or the year cannot be used.
    OutputError
        If the overlay cannot be written; the old one counts as before.
    ReleaseError
        If the release is damaged.
    """
    tell = on_progress or quiet
    stated = mapping_of(mapping, is_of_notices=True)
    stated = replace(stated, is_of_notices=True).with_stated(
        country=country, date_order=date_order, encoding=encoding, sheet=sheet, year=year
    )
    _refuse_idle(stated)
    called = checked_name(name or name_of_file(file), is_register=True)
    older = replaced_overlay(called, "notices")
    tell("reading the file", 0, 3)
    shown_year = stated.year or year_of_import(file, older)
    listed = read_notices(file, shown_year, stated)
    tell("resolving names", 1, 3)
    with open_release(as_data(data).folder) as release:
        refuse_held_source(release, called)
        found = _understood(listed, called, shown_year, older, release)
        tell("resolving names", 2, 3)
        return written_notices(found, release) if write else found


def _refuse_idle(stated: RegisterMapping) -> None:
    """Refuse what a mapping states that a list of notices has no use for."""
    for key, value in (("fill_down", stated.fill_down), ("status", stated.status)):
        if value:
            advice = "it is for registers of ties; leave it out for a list of notices"
            raise InvalidArgument(key, value, advice)


def written_notices(found: NoticeImport, release: Release) -> NoticeImport:
    """Keep what was understood as an overlay.

    Raises
    ------
    RegisterError
        If no line holds a notice.
    OutputError
        If it cannot be written.
    """
    if not found._rows or found._source is None:
        problem = f"holds no notice that is understood in {found.counts['lines']} lines"
        steps = (line.next_step for line in found.account if line.next_step)
        raise RegisterError(found.file, problem, next(steps, "give one notice on each line"))
    before = replaced_overlay(found.name, "notices")
    made = write_overlay(
        found.name, (), found._source, release, found.account, found._origin, found._rows
    )
    same = before is not None and before.content_sha256 == made.content_sha256
    return replace(found, is_written=True, is_unchanged=same, account_file=str(made.account_file))


def _understood(
    listed: NoticeList, name: str, year: int, older: Overlay | None, release: Release
) -> NoticeImport:
    file, stated = listed.sheet.file, listed.mapping
    made = account_for_notices(listed.lines, name, file, stated.licence or "not stated", release)
    columns = _columns(listed)
    mapping = _mapping(listed, columns)
    origin = {
        "file": file,
        "sha256": listed.sheet.sha256,
        "year": str(year),
        "mapping": json.dumps(mapping | {"year": year}, ensure_ascii=False, sort_keys=True),
    }
    return NoticeImport(
        name=name,
        folder=str(overlay_folder(name)),
        file=file,
        reading=listed.sheet.reading,
        notes=(
            *listed.sheet.told,
            *told_of_hidden_columns(
                listed.sheet, {column_letter(one.position) for one in listed.layout.columns}
            ),
            *listed.layout.told,
            *_advice(listed, year),
        ),
        columns=columns,
        mapping=mapping,
        year=year,
        counts=notice_counts(made.account),
        account=made.account,
        changes=changes_of_notices(older, made.rows) if older else None,
        is_written=False,
        is_unchanged=False,
        data_version=release.version,
        _rows=made.rows,
        _source=_source(listed, name, year, made.rows),
        _origin=origin,
    )


def _columns(listed: NoticeList) -> tuple[ListColumn, ...]:
    used = {one.position: one for one in listed.layout.columns}
    rows = listed.sheet.rows[listed.layout.first_row :]
    width = max(len(row.cells) for row in listed.sheet.rows)
    found = []
    for at in range(width):
        head = listed.layout.heads[at] if at < len(listed.layout.heads) else ""
        texts = (row.cells[at].text for row in rows if at < len(row.cells))
        example = next(filter(None, texts), "")
        if head or example or at in used:
            field_, how = (used[at].field, used[at].how) if at in used else ("", "")
            found.append(ListColumn(column_letter(at), head, field_, how, example[:60]))
    return tuple(found)


def _mapping(listed: NoticeList, columns: Sequence[ListColumn]) -> Json:
    heads = [column.head for column in columns]
    named = {
        column.field: column.head if heads.count(column.head) == 1 else column.letter
        for column in columns
        if column.field
    }
    stated = listed.mapping.to_json() | {"header_row": listed.layout.header_row}
    return {"columns": named} | {key: value for key, value in stated.items() if key != "columns"}


def _advice(listed: NoticeList, year: int) -> list[str]:
    found = []
    if listed.layout.position("country") is None and not listed.mapping.country:
        found.append(
            "No column states the country of the places that seek: give it with --country, as in "
            "DE, where it is one for all."
        )
    if listed.mapping.year is None:
        found.append(f"Dates are read as of {year}, for lack of a year: --year says which it is.")
    return found


def _source(listed: NoticeList, name: str, year: int, rows: Sequence[Mapping[str, Any]]) -> Source:
    stated, file = listed.mapping, listed.sheet.file
    title = stated.title or f"Notices {name}"
    return Source(
        source_id=name,
        title=title,
        producer=stated.producer or "not stated",
        version=listed.sheet.sha256[:12],
        snapshot_year=year,
        is_dated=any(row["date"] for row in rows),
        licence=stated.licence or "not stated",
        attribution=stated.attribution or f"{title}, imported from {file}",
        covers=f"{len(rows)} notices of places that look for a partner, in {file}",
        gaps="places that look for a partner and are not listed",
    )
