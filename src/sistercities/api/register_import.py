"""A register of the user's own: read, accounted for line by line, kept as an overlay."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from sistercities.api.data_choice import AnyData, open_data, without_overlays
from sistercities.api.import_origin import (
    mapping_of,
    name_of_file,
    replaced_overlay,
    year_of_import,
)
from sistercities.api.register_columns import (
    RegisterColumn,
    StatedMapping,
    columns_of,
    has_home_country,
    mapping_of_columns,
    notes_of,
)
from sistercities.dataset.overlays.account import OUTCOMES, account_csv
from sistercities.dataset.overlays.account import AccountLine as AccountLine
from sistercities.dataset.overlays.account import NoticeAccountLine as NoticeAccountLine
from sistercities.dataset.overlays.changes import OverlayChanges, changes_between
from sistercities.dataset.overlays.folder import checked_name, overlay_folder
from sistercities.dataset.overlays.importing import account_for, summary_counts
from sistercities.dataset.overlays.overlay import (
    Overlay,
    refuse_held_source,
    write_overlay,
)
from sistercities.dataset.overlays.stated_home import stated_home, with_stated_home
from sistercities.dataset.overlays.unread_places import told_of_unread_places
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.kept_names import names_of
from sistercities.dataset.resolving.names_ahead import begin_names
from sistercities.errors import RegisterError
from sistercities.sources.register import Register, read_register
from sistercities.sources.register_mapping import RegisterMapping
from sistercities.sources.source_record import Source
from sistercities.terms.json_records import Count, JsonRecord, OneEach
from sistercities.terms.places import Place
from sistercities.terms.progress import Progress, quiet

if TYPE_CHECKING:
    from sistercities.api.notice_import import NoticeImport
    from sistercities.dataset.gazetteer_lookup import GazetteerPlace
    from sistercities.dataset.typed_queries import FoundPlace


@dataclass(frozen=True, slots=True)
class RegisterImport(JsonRecord):
    """What was understood of a register, and whether it was taken over.

    Attributes
    ----------
    name
        Name of the overlay.
    folder
        Where the overlay is, or would be.
    file
        Name of the file.
    reading
        How the file was read: encoding and why, what stands between cells, sheet.
    notes
        What there is to say about the file, in sentences.
    columns
        Every column, and what it is taken as.
    mapping
        The columns as a mapping file holds them.
    year
        Year whose state the register shows.
    counts
        Lines by outcome: new, known, waiting, repeated, refused; those in conflict; those that end
        or suspend a tie that stands in the data; all.
    account
        What became of each line.
    changes
        What is different from the overlay that this one replaces; None where there is none.
    is_written
        Whether it was taken over.
    is_unchanged
        Whether the overlay held exactly this already.
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
    columns: tuple[RegisterColumn, ...]
    mapping: StatedMapping
    year: int
    counts: Annotated[dict[str, Count], OneEach((*OUTCOMES, "conflicts", "endings", "lines"))]
    account: tuple[AccountLine, ...]
    changes: OverlayChanges | None
    is_written: bool
    is_unchanged: bool
    data_version: str
    account_file: str | None = None
    _claims: tuple[ResolvedClaim, ...] = field(default=(), repr=False)
    _places: tuple[Place, ...] = field(default=(), repr=False)
    _source: Source | None = field(default=None, repr=False)
    _origin: dict[str, str] = field(default_factory=dict, repr=False)


def import_register(
    file: str | Path,
    *,
    name: str = "",
    mapping: RegisterMapping | str | Path | None = None,
    country: str = "",
    date_order: str = "",
    encoding: str = "",
    sheet: str = "",
    year: int | None = None,
    fill_down: bool = False,
    status: str = "",
    home: str = "",
    split: str = "",
    write: bool = True,
    on_progress: Progress | None = None,
    data: AnyData = None,
) -> RegisterImport:
    """Read a register of ties from a CSV, TSV or XLSX file and keep it as an overlay.

    A second import of the same file changes nothing. A changed file under the same name replaces
    the overlay whole.

    Parameters
    ----------
    file
        The file; what is in it decides, not its name.
    name
        Name of the overlay; "" takes the name of the file.
    mapping
        A mapping file or its content; None guesses the columns from their heads.
    country
        ISO 3166-1 alpha-2 code or name of the country of the home places, where no column says it.
    date_order
        dmy or mdy, where only slashes stand between day and month.
    encoding
        Of a text file; "" finds it.
    sheet
        Name of the sheet of a workbook; "" takes the first with a table.
    year
        Year whose state the register shows; None takes the year of the first import.
    fill_down
        Whether an empty home place is that of the line above.
    status
        Status of the ties whose line states none: active, suspended, ended or pending; "" leaves
        it unknown.
    home
        The place whose register it is, where no column states the home place.
    split
        What stands between several partners in one cell, such as ";" or "newline": each is then a
        tie of its own. "" lets such a cell wait.
    write
        Whether to keep it; False only says what would be understood.
    on_progress
        Called with what is being done, how much is done and how much there is.
    data
        Folder of another release, or `Data`, whose overlays play no part here; None takes the
        release in the package.

    Returns
    -------
    RegisterImport
        What was understood, and the account of every line.

    Raises
    ------
    RegisterError
        If the file or the mapping cannot be read, or no line holds a tie.
    InvalidArgument
        If the name, the country, the order of dates, the status, the year, the home place or what
        parts the partners cannot be used.
    OutputError
        If the overlay cannot be written; the old one counts as before.
    ReleaseError
        If the release is damaged.
    """
    tell = on_progress or quiet
    stated = mapping_of(mapping).with_stated(
        country=country, date_order=date_order, encoding=encoding, sheet=sheet, year=year,
        fill_down=fill_down or None, status=status, home=home, split=split,
    )  # fmt: skip
    called = checked_name(name or name_of_file(file), is_register=True)
    older = replaced_overlay(called)
    tell("reading the file", 0, 3)
    shown_year = stated.year or year_of_import(file, older)
    register = read_register(file, called, shown_year, stated)
    tell("resolving names", 1, 3)
    with open_data(without_overlays(data)) as release:
        begin_names(release)
        refuse_held_source(release, called)
        if told_by := _home_that_tells(register, release):
            known = _with_country(register, told_by, called, release)
            register = read_register(file, called, shown_year, known, told_by.country)
        found = _understood(register, called, shown_year, older, release)
        tell("resolving names", 2, 3)
        return _written(found, release) if write else found


def _home_that_tells(register: Register, release: Release) -> FoundPlace | GazetteerPlace | None:
    """Return the home that is stated for all lines, where nothing else says its country."""
    stated = register.mapping
    if stated.country or (has_home_country(register) and not register.is_open_on_country):
        return None
    return stated_home(stated.home, release)


def _with_country(
    register: Register, home: FoundPlace | GazetteerPlace, name: str, release: Release
) -> RegisterMapping:
    """State the country of the home for all lines, unless lines may yet tell of another namesake.

    Who names Lübeck has said Germany; who names San José, of Costa Rica or of California, has not.
    """
    stated, lines = register.mapping, [one for one in register.lines if one.claim][:1]
    first = with_stated_home(lines, stated.home, "", release)
    taken = account_for(first, release, name, names_of(release)).account
    is_known = any(f"{home.place_id})" in one.place_a for one in taken)
    if has_home_country(register) or not is_known:
        return stated
    return stated.with_stated(country=home.country)


def write_import(
    found: RegisterImport | NoticeImport, *, data: AnyData = None
) -> RegisterImport | NoticeImport:
    """Take over what `import_register` or `import_notices` has understood with `write=False`.

    Parameters
    ----------
    found
        What was understood.
    data
        As it was given then.

    Returns
    -------
    RegisterImport or NoticeImport
        The same, with `is_written`.

    Raises
    ------
    RegisterError
        If no line holds a tie, or a notice.
    InvalidArgument
        If the name is that of a source of the release.
    OutputError
        If the overlay cannot be written; the old one counts as before.
    ReleaseError
        If the release is damaged.
    """
    with open_data(without_overlays(data)) as release:
        if isinstance(found, RegisterImport):
            return _written(found, release)
        # Notices are rarely brought, and what reads them need not be loaded for a register.
        from sistercities.api.notice_import import written_notices

        return written_notices(found, release)


def _understood(
    register: Register, name: str, year: int, older: Overlay | None, release: Release
) -> RegisterImport:
    stated = register.mapping
    lines = with_stated_home(register.lines, stated.home, stated.country, release)
    names = names_of(release)
    imported = account_for(lines, release, name, names)
    columns = columns_of(register)
    mapping = mapping_of_columns(register, columns)
    origin = {
        "file": register.sheet.file,
        "sha256": register.sheet.sha256,
        "year": str(year),
        "mapping": json.dumps(mapping | {"year": year}, ensure_ascii=False, sort_keys=True),
    }
    return RegisterImport(
        name=name,
        folder=str(overlay_folder(name)),
        file=register.sheet.file,
        reading=register.sheet.reading,
        notes=(
            *notes_of(register, year, imported.crowded),
            *told_of_unread_places(register, names.gazetteer),
        ),
        columns=columns,
        mapping=mapping,
        year=year,
        counts=summary_counts(imported.account),
        account=imported.account,
        changes=changes_between(older, imported.claims) if older else None,
        is_written=False,
        is_unchanged=False,
        data_version=release.version,
        _claims=imported.claims,
        _places=imported.places,
        _source=_source(register, name, year, imported.claims),
        _origin=origin,
    )


def _source(register: Register, name: str, year: int, claims: Sequence[ResolvedClaim]) -> Source:
    stated, file = register.mapping, register.sheet.file
    title = stated.title or f"Register {name}"
    return Source(
        source_id=name,
        title=title,
        producer=stated.producer or "not stated",
        version=register.sheet.sha256[:12],
        snapshot_year=year,
        is_dated=any(one.claim.start for one in claims),
        licence=stated.licence or "not stated",
        attribution=stated.attribution or f"{title}, imported from {file}",
        covers=f"{len(claims)} ties listed in {file}",
        gaps="what the register does not list",
    )


def _written(found: RegisterImport, release: Release) -> RegisterImport:
    if not found._claims or found._source is None:
        lines = found.counts["lines"]
        problem = f"holds no tie that is understood in {lines} lines"
        raise RegisterError(found.file, problem, _first_step(found.account))
    before = replaced_overlay(found.name)
    made = write_overlay(
        found.name, found._claims, found._source, release, found.account, found._origin,
        places=found._places,
    )  # fmt: skip
    same = before is not None and before.content_sha256 == made.content_sha256
    return replace(found, is_written=True, is_unchanged=same, account_file=str(made.account_file))


def _first_step(account: Sequence[AccountLine]) -> str:
    steps = [line.next_step for line in account if line.next_step]
    return steps[0] if steps else "give a file with one tie on each line"


def write_mapping(found: RegisterImport | NoticeImport, file: str | Path) -> str:
    """Write the columns as understood to a new JSON file, to correct and to give as `mapping`.

    Parameters
    ----------
    found
        What was understood.
    file
        A file that is not there yet.

    Returns
    -------
    str
        Where it is.

    Raises
    ------
    OutputError
        If it is there already or cannot be written.
    """
    from sistercities.report.exports import write_new

    text = json.dumps(found.mapping, ensure_ascii=False, indent=2) + "\n"
    return write_new(Path(file), text.encode())


def write_account(found: RegisterImport | NoticeImport, file: str | Path) -> str:
    """Write what became of each line to a new CSV file, whether or not it is kept.

    Parameters
    ----------
    found
        What was understood.
    file
        A file that is not there yet.

    Returns
    -------
    str
        Where it is.

    Raises
    ------
    OutputError
        If it is there already or cannot be written.
    """
    from sistercities.report.exports import write_new

    if isinstance(found, RegisterImport):
        return write_new(Path(file), account_csv(found.account))
    return write_new(Path(file), account_csv(found.account, NoticeAccountLine))
