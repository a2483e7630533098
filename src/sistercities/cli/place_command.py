"""`place NAME`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.cli.options import A_PLACE, AsJson, Data, Overlay, ShowAll, chosen, repeated
from sistercities.cli.screen import Screen, say, say_json

Name = Annotated[str, typer.Argument(metavar="NAME", help=A_PLACE, show_default=False)]


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
    from sistercities.api.successors import end_of, heir_names, successor_names
    from sistercities.cli.also_called import with_namesakes
    from sistercities.cli.place_page import place_lines
    from sistercities.cli.ties_page import who_goes_on

    kept, of_data = chosen(data, overlay), repeated(data, overlay)
    n, ended, gone = card.ties["total"], "", [card.place_id]
    followed = successor_names(gone, kept) if card.successor else {}
    if n and card.valid_to is not None:
        ended = who_goes_on(card, n, followed, heir_names(gone, kept))
    lines = place_lines(
        card, Screen.here(), show_all=show_all, of_data=of_data, ended=ended,
        end=None if n else end_of(card, kept), followed=followed.get(card.place_id, ""),
    )  # fmt: skip
    say(with_namesakes(lines, name, card.place_id, kept))
