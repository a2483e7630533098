"""`place NAME` and `ties PLACE`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.cli.options import AsJson, Data, Overlay, ShowAll, chosen, repeated
from sistercities.cli.screen import Screen, say, say_json

_HELP = "A name in any script (宁波, Ningbo, Ning-po), 'name, country' or a place id."
Name = Annotated[str, typer.Argument(metavar="NAME", help=_HELP, show_default=False)]
Place = Annotated[str, typer.Argument(metavar="PLACE", help=_HELP, show_default=False)]


def place(
    name: Name,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Show one place: level, region, names, other ids, number of ties."""
    from sistercities import api

    card = api.place(name, data=chosen(data, overlay))
    if as_json:
        say_json(card.to_json())
        return
    from sistercities.cli.place_page import place_lines

    of_data = repeated(data, overlay)
    say(place_lines(card, Screen.here(), show_all=show_all, of_data=of_data))


def ties(
    place: Place,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """List the ties of one place with year, partner, status and source."""
    from sistercities import api

    held = api.ties_of(place, data=chosen(data, overlay))
    if as_json:
        say_json([tie.to_json() for tie in held])
        return
    from sistercities.cli.ties_page import no_ties_lines, ties_lines

    if held:
        say(ties_lines(held, Screen.here(), show_all=show_all))
    else:
        card = api.place(place, data=chosen(data, overlay))
        say(no_ties_lines(card, repeated(data, overlay)))
