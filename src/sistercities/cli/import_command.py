"""`import FILE`: what was understood is shown first, and taken over when that is wanted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sistercities.api.progress_bar import progress_bar
from sistercities.cli.options import AsJson, Data, ShowAll, folder
from sistercities.cli.screen import Screen, say, say_json
from sistercities.errors import InvalidArgument

if TYPE_CHECKING:
    from sistercities.records import NoticeImport, RegisterImport, RulingImport

File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", parser=folder, help="A CSV, TSV or XLSX file.", show_default=False
    ),
]
Name = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Name of the overlay [default: that of the file].", show_default=False
    ),
]
HomeCountry = Annotated[
    str,
    typer.Option(
        "--country",
        metavar="CODE",
        help="Country of the home places, where no column says it: JP, DE, China.",
        show_default=False,
    ),
]
Mapping = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        parser=folder,
        help="JSON or TOML that says which column is what [default: guessed from the heads].",
        show_default=False,
    ),
]
WriteMapping = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        parser=folder,
        help="Write the columns as understood to a JSON file, to correct and give to --mapping.",
        show_default=False,
    ),
]
DateOrder = Annotated[
    str,
    typer.Option(
        metavar="ORDER", help="dmy or mdy, for dates such as 05/09/2001.", show_default=False
    ),
]
Encoding = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="utf-8, utf-16, gb18030, shift_jis or windows-1252 [default: found].",
        show_default=False,
    ),
]
SheetName = Annotated[
    str,
    typer.Option(
        "--sheet",
        metavar="NAME",
        help="Sheet of a workbook [default: the first with a table].",
        show_default=False,
    ),
]
Year = Annotated[
    int | None,
    typer.Option(
        metavar="YEAR",
        help="Year whose state the register shows [default: the year of the first import].",
        show_default=False,
    ),
]
FillDown = Annotated[
    bool, typer.Option("--fill-down", help="An empty home place is that of the line above.")
]
TieStatus = Annotated[
    str,
    typer.Option(
        "--status",
        metavar="STATUS",
        help="Status of ties whose line states none: active, suspended, ended or pending.",
        show_default=False,
    ),
]
HomePlace = Annotated[
    str,
    typer.Option(
        "--home",
        metavar="PLACE",
        help="The place whose register it is, where no column states the home place.",
        show_default=False,
    ),
]
Split = Annotated[
    str,
    typer.Option(
        metavar="SIGN",
        help="What stands between several partners in one cell: ';', ',' or newline. Each is "
        "a tie then.",
        show_default=False,
    ),
]
AccountFile = Annotated[
    Path | None,
    typer.Option(
        "--account",
        metavar="FILE",
        parser=folder,
        help="Write what becomes of each line to a new CSV file, in a dry run too.",
        show_default=False,
    ),
]
Notices = Annotated[
    bool,
    typer.Option("--notices", help="The file lists notices of places that look for a partner."),
]
Rulings = Annotated[
    bool,
    typer.Option(
        "--rulings",
        help="The file rules anew on what stands in the way: row_id, strength, reason.",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Take it over without asking.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what was understood, no more.")]


def import_(
    file: File,
    name: Name = None,
    country: HomeCountry = "",
    mapping: Mapping = None,
    write_mapping: WriteMapping = None,
    date_order: DateOrder = "",
    encoding: Encoding = "",
    sheet: SheetName = "",
    year: Year = None,
    fill_down: FillDown = False,
    status: TieStatus = "",
    home: HomePlace = "",
    split: Split = "",
    account: AccountFile = None,
    notices: Notices = False,
    rulings: Rulings = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
) -> None:
    """Read a register of ties, or notices of places that seek a partner, into an overlay.

    What was understood is shown first: the columns, and what became of each line. Nothing is
    written before you say so, at the question or with --yes. Then --overlay NAME includes it.
    """
    from sistercities import api, registers

    if name is not None and not name.strip():
        advice = "an empty name is none; leave it out, and the overlay is named for the file"
        raise InvalidArgument("--name", name, advice)
    if rulings:
        _rulings(file, name or "", data, is_dry=dry_run, yes=yes, as_json=as_json)
        return
    typed: dict[str, object] = {
        "country": country,
        "date_order": date_order,
        "status": status,
        "year": year,
        "fill_down": fill_down,
        "home": home,
        "split": split,
    }
    shared: dict[str, Any] = {
        "name": name or "", "mapping": mapping, "country": country, "date_order": date_order,
        "encoding": encoding, "sheet": sheet, "year": year, "write": False, "data": data,
    }  # fmt: skip
    if notices:
        _refuse_idle({
            "--fill-down": fill_down, "--status": status, "--home": home, "--split": split,
        })  # fmt: skip
    with progress_bar() as report, _as_options(typed):
        found: RegisterImport | NoticeImport = (
            registers.import_notices(file, on_progress=report, **shared)
            if notices
            else api.import_register(
                file,
                fill_down=fill_down,
                status=status,
                home=home,
                split=split,
                on_progress=report,
                **shared,
            )
        )
    _write_aside(found, write_mapping, account)
    if not as_json:
        _show(found, show_all=show_all)
    if not dry_run and (yes or (not as_json and _is_wanted(found))):
        with _as_options(typed):
            found = registers.write_import(found, data=data)
    if as_json:
        say_json(found.to_json())
    else:
        _say_end(found, is_dry=dry_run)


def _rulings(file: Path, name: str, data: Data, *, is_dry: bool, yes: bool, as_json: bool) -> None:
    """Show what rulings change, and take them over when that is wanted."""
    from sistercities import registers
    from sistercities.cli.import_page import ruling_lines

    found = registers.import_rulings(file, name=name, write=False, data=data)
    if not as_json:
        say(ruling_lines(found, Screen.here()))
    if not is_dry and (yes or (not as_json and _is_wanted(found))):
        found = registers.import_rulings(file, name=name, data=data)
    if as_json:
        say_json(found.to_json())
    else:
        _say_end(found, is_dry=is_dry)


def _refuse_idle(given: dict[str, object]) -> None:
    """Refuse what a list of notices has no use for."""
    for option, value in given.items():
        if value:
            advice = "it is for registers of ties; leave it out with --notices"
            raise InvalidArgument(option, value, advice)


@contextmanager
def _as_options(typed: dict[str, object]) -> Iterator[None]:
    """Name an option as it is typed; what a mapping file states keeps the name it has there."""
    try:
        yield
    except InvalidArgument as failure:
        is_typed = failure.argument == "name" or typed.get(failure.argument) == failure.value
        if not is_typed:
            raise
        option = f"--{failure.argument.replace('_', '-')}"
        raise InvalidArgument(option, failure.value, failure.advice) from None


def _show(found: RegisterImport | NoticeImport, *, show_all: bool) -> None:
    from sistercities import records
    from sistercities.cli.import_page import preview_lines

    screen, is_whole = Screen.here(), show_all or not sys.stdout.isatty()
    if isinstance(found, records.RegisterImport):
        say(preview_lines(found, screen, show_all=is_whole, with_all_places=show_all))
        return
    from sistercities.cli.notice_import_page import notice_preview_lines

    say(notice_preview_lines(found, screen, show_all=is_whole))


def _say_end(found: RegisterImport | NoticeImport | RulingImport, *, is_dry: bool) -> None:
    from sistercities.cli.import_page import end_lines

    say(end_lines(found, is_dry=is_dry))


def _is_wanted(found: RegisterImport | NoticeImport | RulingImport) -> bool:
    """Ask, where somebody sits there to answer."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    say([""])
    return typer.confirm(f"Take this over as the overlay {found.name}?")


def _write_aside(
    found: RegisterImport | NoticeImport, mapping: Path | None, account: Path | None
) -> None:
    from sistercities import registers

    if mapping is not None:
        registers.write_mapping(found, mapping)
    if account is not None:
        registers.write_account(found, account)
