"""`study nesting`, `study all`, and a command for each other study."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sistercities.api.null_ids import NULLS
from sistercities.api.study_names import STUDIES, Study
from sistercities.cli.options import (
    AsJson,
    AsOf,
    AsOfNewest,
    Country,
    Data,
    Overlay,
    Replace,
    ShowAll,
    chosen,
    folder,
)
from sistercities.cli.screen import Screen, say, say_json

app = typer.Typer(help="Ask a question of the data.", no_args_is_help=True, rich_markup_mode=None)
MOST_WORKERS = 4  # more threads than this wait for each other

Draws = Annotated[int, typer.Option(metavar="N", help="Draws from each null model.")]
Seed = Annotated[int, typer.Option(metavar="N", help="Seed of all randomness.")]
Workers = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Threads that draw; the numbers do not depend on it "
        "[default: the processors at hand, at most 4].",
        show_default=False,
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Dask scheduler to draw on, such as tcp://127.0.0.1:8786; the numbers do not "
        "depend on it. It costs up to an eighth, and pays where it brings more processors.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        parser=folder,
        help="Write the report there: report.html, study.json and CSV files.",
        show_default=False,
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="What the report in --out is written as, repeatable: html, pdf (needs the extra "
        "'pdf') [default: html].",
        show_default=False,
    ),
]


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
            help=f"Null model, repeatable: {', '.join(NULLS)} [default: all].",
            show_default=False,
        ),
    ] = None,
    draws: Draws = 10_000,
    seed: Seed = 1,
    workers: Workers = None,
    scheduler: Scheduler = None,
    out: Out = None,
    formats: Formats = None,
    replace: Replace = False,
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
        formats=formats,
        replace=replace,
        data=chosen(data, overlay),
    )
    from sistercities import api

    if as_json:
        say_json(api.study_json(result))
        return
    from sistercities.cli.study_page import study_lines

    say(study_lines(result, report, Screen.here(), show_all=show_all))


@app.command("all")
def every(
    country: Country = "CN",
    as_of: AsOf = None,
    draws: Draws = 10_000,
    seed: Seed = 1,
    workers: Workers = None,
    scheduler: Scheduler = None,
    out: Out = None,
    formats: Formats = None,
    replace: Replace = False,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Run all studies and judge all claims, in one report.

    With --out, a run that was interrupted goes on where it was: finished studies are not made
    again. Without --out the summary is printed and no file is written.
    """
    from sistercities import api
    from sistercities.cli.study_run import run_all

    whole, report = run_all(
        country=country,
        as_of=as_of,
        draws=draws,
        seed=seed,
        workers=processors() if workers is None else workers,
        scheduler=scheduler,
        out=out,
        formats=formats,
        replace=replace,
        data=chosen(data, overlay),
    )
    if as_json:
        say_json(api.study_json(whole))
        return
    from sistercities.cli.study_page import study_lines

    say(study_lines(whole, report, Screen.here(), show_all=show_all))


def _command(study: Study) -> Callable[..., None]:
    """Make the command of a study."""

    def run(
        country: Country = "CN",
        as_of: AsOf = None,
        seed: Seed = 1,
        workers: Workers = None,
        scheduler: Scheduler = None,
        out: Out = None,
        formats: Formats = None,
        replace: Replace = False,
        as_json: AsJson = False,
        show_all: ShowAll = False,
        data: Data = None,
        overlay: Overlay = None,
    ) -> None:
        from sistercities import api
        from sistercities.cli.study_run import run_study

        result, report = run_study(
            study.name,
            country=country,
            as_of=as_of,
            seed=seed,
            workers=processors() if workers is None else workers,
            scheduler=scheduler,
            out=out,
            formats=formats,
            replace=replace,
            data=chosen(data, overlay),
        )
        if as_json:
            say_json(api.study_json(result))
            return
        from sistercities.cli.study_page import study_lines

        say(study_lines(result, report, Screen.here(), show_all=show_all))

    if study.is_of_newest:
        run.__annotations__["as_of"] = AsOfNewest
    return run


for _study in STUDIES.values():
    _help = f"{_study.purpose}\n\nWithout --out the summary is printed and no file is written."
    app.command(_study.name, help=_help)(_command(_study))


def processors() -> int:
    """Count the processors that this process may use, up to the most that help."""
    at_hand = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(at_hand or 1, MOST_WORKERS)
