"""`path A B`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.cli.options import AsJson, Data, Overlay, chosen
from sistercities.cli.screen import Screen, say, say_json

_HELP = "A name in any script, 'name, country' or a place id."


def path(
    start: Annotated[str, typer.Argument(metavar="A", help=_HELP, show_default=False)],
    end: Annotated[str, typer.Argument(metavar="B", help=_HELP, show_default=False)],
    most: Annotated[
        int, typer.Option(metavar="N", help="Chains to show, up to 50; all are counted.")
    ] = 10,
    longest: Annotated[int, typer.Option(metavar="N", help="Most ties of a chain, up to 8.")] = 6,
    near: Annotated[
        bool,
        typer.Option("--near", help="Let other places of the two regions stand for the two."),
    ] = False,
    past: Annotated[
        bool,
        typer.Option(
            "--past", help="Count ties that are over, not signed or no longer listed, too."
        ),
    ] = False,
    anyway: Annotated[
        bool,
        typer.Option("--anyway", help="Show the chains though a war or a law bars a tie."),
    ] = False,
    as_json: AsJson = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Find the shortest chains of ties between two places.

    A chain joins two places through the fewest ties; those through places with few ties come first,
    because they say most. What stands between the two is told before; where it bars a tie, that is
    all unless --anyway is given.
    """
    from sistercities import api

    found = api.path(
        start, end, most=most, longest=longest, near=near, past=past, data=chosen(data, overlay)
    )
    if as_json:
        say_json(found.to_json())
        return
    from sistercities.cli.path_page import path_lines

    say(path_lines(found, Screen.here(), is_asked=anyway))
