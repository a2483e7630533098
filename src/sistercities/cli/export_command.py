"""`export`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities.api.format_names import NETWORKS, TABLES
from sistercities.api.progress_bar import progress_bar
from sistercities.cli.options import AsJson, Data, Overlay, Replace, chosen, folder
from sistercities.cli.screen import Screen, say, say_json, table

if TYPE_CHECKING:
    from sistercities.records import ExportedFiles, ExportSize


def export(
    out: Annotated[
        Path,
        typer.Option(
            metavar="FOLDER", parser=folder, help="Where the files go.", show_default=False
        ),
    ],
    format: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help=f"Tables: {TABLES}. The network: {NETWORKS}.",
        ),
    ] = "csv",
    country: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Home country of the dyads [default: CN]; covariates of that country alone "
            "[default: all]; of a network, only ties with an end there [default: all].",
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        int | None,
        typer.Option(
            "--as-of",
            metavar="YEAR",
            help="Year of the dyads [default: the newest dated source]; of a network, only ties "
            "known to be alive in it [default: all].",
            show_default=False,
        ),
    ] = None,
    tables: Annotated[
        str | None,
        typer.Option(
            metavar="NAMES",
            help="Tables to write, separated by commas, as in nodes,ties, or all [default: without "
            "the large pairs_at_risk and, unless a country is given, country_pair_covariates].",
            show_default=False,
        ),
    ] = None,
    licence: Annotated[
        str | None,
        typer.Option(
            metavar="CC0",
            help="Rebuild the ties from claims under CC0 alone; nothing else goes along.",
            show_default=False,
        ),
    ] = None,
    with_odbl: Annotated[
        bool,
        typer.Option(
            "--with-odbl",
            help="Add the tables of OpenFlights, a database of its own under the ODbL.",
        ),
    ] = False,
    replace: Replace = False,
    as_json: AsJson = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Write places, ties, claims and dyads as files of other programs, with a codebook.

    How large they will be is said first, on standard error.
    """
    # Arrow chooses when it is loaded: what its own allocator keeps between tables is 50 MB.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    from sistercities import api

    with progress_bar() as report:
        written = api.export(
            out,
            format=format,
            country=country,
            as_of=as_of,
            tables=None if tables is None else _names(tables),
            licence=licence,
            with_odbl=with_odbl,
            replace=replace,
            data=chosen(data, overlay),
            progress=report,
            on_size=_tell_size,
        )
    if as_json:
        say_json(written.to_json())
        return
    say(_lines(written, Screen.here()))


def _names(typed: str) -> list[str]:
    return [name.strip() for name in typed.split(",") if name.strip()]


def _tell_size(size: ExportSize) -> None:
    """Say what is to come, where it does not get among the answer."""
    n_rows, n_tables = sum(size.rows.values()), len(size.rows)
    rows = f"{n_rows:,} {'row' if n_rows == 1 else 'rows'} in "
    rows += f"{n_tables} {'table' if n_tables == 1 else 'tables'}"
    said = rows if size.n_bytes is None else f"about {_in_words(size.n_bytes)}, {rows}"
    # The output of the command stays what a program can read.
    print(f"To be written: {said}.", file=sys.stderr, flush=True)


def _in_words(n_bytes: int) -> str:
    return f"{n_bytes / 1e6:,.0f} MB" if n_bytes >= 1e6 else f"{n_bytes / 1e3:,.0f} kB"


def _lines(written: ExportedFiles, screen: Screen) -> list[str]:
    """Say what was written and where."""
    rows = [[file, f"{n:,}"] for file, n in written.rows.items()]
    return [
        f"Wrote data {written.data_version} as {written.format}{_limits(written)}.",
        "",
        *table(("Table", "Rows"), rows, screen.width, ("Rows",)),
        "",
        f"Where: {written.folder} (README.txt says how to read it and on which terms, codebook.csv "
        "what each column means)",
    ]


def _limits(written: ExportedFiles) -> str:
    is_network = not any("covariates" in file for file in written.rows)
    if any(file.startswith(("dyads.", "city_pairs.")) or ":dyads" in file for file in written.rows):
        return f"; the dyads are those of {written.country} with the ties alive in {written.as_of}"
    if written.country and not is_network:
        return f"; the covariates are those of {written.country}"
    parts = [f"ties with an end in {written.country}"] if written.country else []
    parts += [f"ties known to be alive in {written.as_of}"] if written.as_of else []
    return f"; {', '.join(parts)} only" if parts else ""
