"""`study nesting`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from sistercities.cli.options import AsJson, AsOf, Country, Data, Overlay, ShowAll, chosen, folder
from sistercities.cli.screen import Screen, say, say_json

app = typer.Typer(help="Ask a question of the data.", no_args_is_help=True, rich_markup_mode=None)
MOST_WORKERS = 4  # more threads than this wait for each other


@app.callback()
def _studies() -> None:
    """Ask a question of the data."""


@app.command()
def nesting(
    country: Country = "CN",
    as_of: AsOf = None,
    null: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help="Null model, repeatable: region-labels, upper-ties, degree, degree-country "
            "[default: all].",
            show_default=False,
        ),
    ] = None,
    draws: Annotated[int, typer.Option(metavar="N", help="Draws from each null model.")] = 10_000,
    seed: Annotated[int, typer.Option(metavar="N", help="Seed of all randomness.")] = 1,
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Threads that draw; the numbers do not depend on it "
            "[default: the processors at hand, at most 4].",
            show_default=False,
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Dask scheduler to draw on, such as tcp://127.0.0.1:8786; the numbers do not "
            "depend on it.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            parser=folder,
            help="Write the report there: report.html, study.json and CSV files.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Ask whether city ties follow the ties of their provinces.

    Without --out the summary is printed and no file is written.
    """
    from sistercities.cli.study_run import run_nesting

    result, report = run_nesting(
        country=country,
        as_of=as_of,
        nulls=null,
        draws=draws,
        seed=seed,
        workers=processors() if workers is None else workers,
        scheduler=scheduler,
        out=out,
        data=chosen(data, overlay),
    )
    from sistercities import api

    if as_json:
        say_json(api.study_json(result))
        return
    from sistercities.cli.study_page import study_lines

    say(study_lines(result, report, Screen.here(), show_all=show_all))


def processors() -> int:
    """Count the processors that this process may use, up to the most that help."""
    at_hand = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(at_hand or 1, MOST_WORKERS)
