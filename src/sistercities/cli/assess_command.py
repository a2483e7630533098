"""`assess PLACE PARTNER`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.cli.options import AsJson, Data, Overlay, ShowAll, chosen, repeated
from sistercities.cli.recommend_command import Purpose, Weights, one_purpose
from sistercities.cli.screen import Screen, say, say_json

_HELP = "A name in any script, 'name, country', or a place id."


def assess(
    place: Annotated[
        str,
        typer.Argument(
            metavar="PLACE", help=f"The place that decides. {_HELP}", show_default=False
        ),
    ],
    partner: Annotated[
        str,
        typer.Argument(
            metavar="PARTNER", help="The place that asks, named likewise.", show_default=False
        ),
    ],
    purpose: Purpose = None,
    weights: Weights = None,
    as_json: AsJson = False,
    why: Annotated[
        bool, typer.Option("--why", help="The score too, with every criterion, as --all.")
    ] = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Weigh a place that asks for a tie: what speaks for it, what against, and what to find out."""
    from sistercities import api

    found = api.assess(
        place, partner, purpose=one_purpose(purpose), weights=weights, data=chosen(data, overlay)
    )
    if as_json:
        say_json(found.to_json())
        return
    from sistercities.cli.assess_page import assess_lines

    of_data = repeated(data, overlay)
    say(assess_lines(found, Screen.here(), show_all=show_all or why, of_data=of_data))
