"""`export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sistercities.cli.options import AsJson, AsOf, Country, Data, Overlay, chosen, folder
from sistercities.cli.screen import Screen, say, say_json


def export(
    out: Annotated[
        Path,
        typer.Option(
            metavar="FOLDER", parser=folder, help="Where the files go.", show_default=False
        ),
    ],
    format: Annotated[str, typer.Option(metavar="FORMAT", help="csv.")] = "csv",
    country: Country = "CN",
    as_of: AsOf = None,
    as_json: AsJson = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Write places, ties, claims and dyads as files, with a codebook."""
    from sistercities import api

    written = api.export(
        out, format=format, country=country, as_of=as_of, data=chosen(data, overlay)
    )
    if as_json:
        say_json(written.to_json())
        return
    from sistercities.cli.export_page import export_lines

    say(export_lines(written, Screen.here()))
