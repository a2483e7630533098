"""`brief PLACE [PARTNER]`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sistercities.api.progress_bar import progress_bar
from sistercities.cli.options import Data, Overlay, Replace, chosen, folder
from sistercities.cli.recommend_command import PURPOSES, Codes, Size, Themes, one_purpose
from sistercities.cli.screen import say

_HELP = "A name in any script (宁波, Ningbo, Ning-po), 'name, country' or a place id."


def brief(
    place: Annotated[str, typer.Argument(metavar="PLACE", help=_HELP, show_default=False)],
    partner: Annotated[
        str | None,
        typer.Argument(
            metavar="PARTNER",
            help="A place that asks for a tie: the brief holds its scorecard [default: none, and "
            "the brief names places to approach, as `recommend` does].",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE|FOLDER",
            parser=folder,
            help="A file whose ending says the format, or a folder "
            "[default: the folder that you are in].",
            show_default=False,
        ),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="What it is written as, repeatable: html, pdf, docx, xlsx; pdf and docx need the "
            "extra 'brief' [default: what the ending of --out says, else html].",
            show_default=False,
        ),
    ] = None,
    purpose: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PURPOSE",
            help=f"What counts more: {PURPOSES}.",
            show_default=False,
        ),
    ] = None,
    theme: Themes = None,
    size: Size = None,
    country: Codes = None,
    replace: Replace = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Write two pages for a council: ties on a map and in a table, and whom to approach.

    The workbook (xlsx) holds all ties, reasons and criteria, with nothing left out.
    """
    from sistercities import api, reports
    from sistercities.api.briefs import checked_output

    where = Path() if out is None else out
    checked_output(where, formats, replace=replace)
    with progress_bar() as report:
        made = api.brief(
            place,
            partner,
            purpose=one_purpose(purpose),
            themes=theme or (),
            size=size,
            countries=country or (),
            data=chosen(data, overlay),
            on_progress=report,
        )
    written = reports.write_brief(made, where, formats=formats, replace=replace)
    files = [f"{name.upper()}: {path}" for name, path in written.files.items()]
    say([made.sentence, "", *files])
