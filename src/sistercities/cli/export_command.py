"""`export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sistercities.api.format_names import NETWORKS, TABLES
from sistercities.api.progress_bar import progress_bar
from sistercities.cli.options import AsJson, Data, Overlay, Replace, chosen, folder
from sistercities.cli.screen import Screen, say, say_json


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
            help="Home country of the dyads [default: CN]; of a network, only ties with an end "
            "there [default: all].",
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
            "the large pairs_at_risk and country_pair_covariates].",
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
    """Write places, ties, claims and dyads as files of other programs, with a codebook."""
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
        )
    if as_json:
        say_json(written.to_json())
        return
    from sistercities.cli.export_page import export_lines

    say(export_lines(written, Screen.here()))


def _names(typed: str) -> list[str]:
    return [name.strip() for name in typed.split(",") if name.strip()]
