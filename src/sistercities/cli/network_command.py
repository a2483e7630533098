"""`network`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.api.progress_bar import progress_bar
from sistercities.cli.options import AsJson, Data, Draws, Overlay, Seed, ShowAll, chosen
from sistercities.cli.screen import Screen, one_screen, say, say_json


def network(
    country: Annotated[
        str, typer.Option(metavar="CODE", help="Only ties with an end there, an ISO 3166-1 code.")
    ] = "WORLD",
    region: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Only ties with an end in that region, such as CN-JS [default: any].",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Only ties that this source names, such as enwiki-2026 [default: any].",
            show_default=False,
        ),
    ] = None,
    level: Annotated[
        str, typer.Option(metavar="LEVEL", help="Whose ties: city, region or all.")
    ] = "city",
    as_of: Annotated[
        int | None,
        typer.Option(
            "--as-of",
            metavar="YEAR",
            help="Only ties known to be alive in it [default: those that stand today].",
            show_default=False,
        ),
    ] = None,
    past: Annotated[
        bool,
        typer.Option(
            "--past", help="Count ties that are over, not signed or no longer listed, too."
        ),
    ] = False,
    draws: Draws = 100,
    seed: Seed = 1,
    show_all: ShowAll = False,
    as_json: AsJson = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Measure the network: ties, density, clustering, paths, distances, and by country and source.

    Distances and clustering stand beside those of shuffled ties, which join other places at random
    and leave each place its number of ties.
    """
    from sistercities.api.network_measures import measure_network

    with progress_bar() as report:
        found = measure_network(
            country,
            region=region,
            source=source,
            level=level,
            as_of=as_of,
            past=past,
            draws=draws,
            seed=seed,
            on_progress=report,
            data=chosen(data, overlay),
        )
    if as_json:
        say_json(found.to_json())
        return
    from sistercities.cli.network_page import network_lines

    screen = Screen.here()
    say(one_screen(*network_lines(found, screen, show_all=show_all), screen, show_all=show_all))
