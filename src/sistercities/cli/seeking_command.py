"""`seeking [PLACE]`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.cli.options import AsJson, Data, ShowAll, chosen, repeated
from sistercities.cli.screen import Screen, say, say_json

Place = Annotated[
    str | None,
    typer.Argument(
        metavar="PLACE",
        help="A name in any script, 'name, country' or a place id: which notices it fits, and "
        "which places fit its own. Without one all notices are listed.",
        show_default=False,
    ),
]
Themes = Annotated[
    str,
    typer.Option(
        metavar="WORDS",
        help="What the place looks for, separated by commas: trade, technology, tourism, culture, "
        "education, youth, sport, environment, health, agriculture, administration, relief.",
        show_default=False,
    ),
]
Limit = Annotated[
    int, typer.Option(metavar="N", help="Places shown for each notice of the place, up to 1,000.")
]
Lists = Annotated[
    list[str] | None,
    typer.Option(
        "--overlay",
        metavar="NAME",
        help="A list of notices, or a register whose ties count too, by name or folder; repeatable "
        "[default: all imported lists of notices].",
        show_default=False,
    ),
]


def seeking(
    place: Place = None,
    themes: Themes = "",
    limit: Limit = 20,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Lists = None,
) -> None:
    """List notices of places that look for a partner, and match a place with them."""
    from sistercities import api

    words = [word.strip() for word in themes.split(",") if word.strip()]
    found = api.seeking(place, themes=words, limit=limit, data=chosen(data, overlay))
    if as_json:
        say_json(found.to_json())
        return
    from sistercities.cli.seeking_page import seeking_lines

    say(seeking_lines(found, Screen.here(), show_all=show_all, of_data=repeated(data, overlay)))
