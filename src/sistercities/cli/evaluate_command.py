"""`evaluate`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.cli.options import AsJson, Country, Data, Overlay, ShowAll, chosen
from sistercities.cli.screen import Screen, say, say_json
from sistercities.cli.study_commands import Scheduler, Seed, Workers, processors


def evaluate(
    country: Country = "CN",
    first_year: Annotated[
        int, typer.Option(metavar="YEAR", help="First year after which ties are foretold.")
    ] = 1990,
    last_year: Annotated[
        int, typer.Option(metavar="YEAR", help="Last year after which ties are foretold.")
    ] = 2014,
    seed: Seed = 1,
    workers: Workers = None,
    scheduler: Scheduler = None,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Ask how often recommendations would have been right on the past.

    It takes some minutes. The extra 'evaluate' brings two more methods to compare with.
    """
    from sistercities import validation
    from sistercities.api.progress_bar import progress_bar

    with progress_bar() as report:
        result = validation.evaluate(
            country,
            first_year=first_year,
            last_year=last_year,
            seed=seed,
            workers=processors() if workers is None else workers,
            scheduler=scheduler,
            on_progress=report,
            data=chosen(data, overlay),
        )
    if as_json:
        say_json(result.to_json())
        return
    from sistercities.cli.evaluate_page import evaluate_lines

    say(evaluate_lines(result, Screen.here(), show_all=show_all))
