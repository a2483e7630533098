"""`study nesting`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.api.study_names import NULLS
from sistercities.cli.options import (
    AsJson,
    AsOf,
    Country,
    Data,
    OfRegion,
    OfSource,
    Overlay,
    Replace,
    ShowAll,
    chosen,
)
from sistercities.cli.screen import Screen, say, say_json
from sistercities.cli.study_options import (
    Draws,
    Formats,
    Out,
    Replication,
    Scheduler,
    Seed,
    Workers,
    processors,
)


def nesting(
    country: Country = "CN",
    as_of: AsOf = None,
    region: OfRegion = "",
    source: OfSource = "",
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
    replication: Replication = False,
    replace: Replace = False,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Ask whether city ties follow the ties of their provinces.

    Without --out the summary is printed and no file is written.
    """
    from sistercities import reports
    from sistercities.cli.study_run import run_nesting, study_lines

    result, report = run_nesting(
        country=country,
        as_of=as_of,
        region=region,
        source=source,
        nulls=null,
        draws=draws,
        seed=seed,
        workers=processors() if workers is None else workers,
        scheduler=scheduler,
        out=out,
        formats=formats,
        replication=replication,
        replace=replace,
        data=chosen(data, overlay),
    )
    if as_json:
        say_json(reports.study_json(result))
        return
    say(study_lines(result, report, Screen.here(), show_all=show_all))
