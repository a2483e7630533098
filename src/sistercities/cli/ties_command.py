"""`ties PLACE`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.cli.options import A_PLACE, AsJson, Data, Overlay, ShowAll, chosen, repeated
from sistercities.cli.screen import Screen, say, say_json

Place = Annotated[str, typer.Argument(metavar="PLACE", help=A_PLACE, show_default=False)]
Standing = Annotated[
    list[str] | None,
    typer.Option(
        "--standing",
        metavar="WORD",
        help="Only ties of this standing: active, listed, one_old_source, no_longer_listed, "
        "suspended, pending, ended, never_valid; alive for the first three; repeatable.",
        show_default=False,
    ),
]
Status = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="WORD",
        help="Only ties of which sources state this last, however long ago: active, suspended, "
        "ended, pending, never_valid; unknown where none states one.",
        show_default=False,
    ),
]


def ties(
    place: Place,
    standing: Standing = None,
    status: Status = None,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """List the ties of one place with year, partner, standing and source."""
    from sistercities import api

    kept = chosen(data, overlay)
    if as_json:
        only = api.ties_of(place, standing=standing or (), status=status, data=kept)
        say_json([tie.to_json() for tie in only])
        return
    from sistercities.api.listing import ties_with_warnings
    from sistercities.api.lists_read import lists_of, own_list_sentence
    from sistercities.api.successors import end_of, heir_names, successor_names
    from sistercities.cli.also_called import with_namesakes
    from sistercities.cli.ties_page import (
        no_ties_lines,
        none_chosen_lines,
        status_lines,
        ties_lines,
    )

    held, told = ties_with_warnings(place, standing=standing or (), status=status, data=kept)
    is_some = bool(standing or status)
    card = api.place(place, data=kept) if is_some or not held else None
    of = len(api.ties_of(place, data=kept)) if is_some else 0
    if held:
        here = held.place or held[0].a
        own = str(own_list_sentence(lists_of(here, kept))) if here.level == "region1" else ""
        ended = dict.fromkeys(
            one.place_id for tie in held for one in (here, tie.b) if one.valid_to is not None
        )
        lines = ties_lines(
            held, Screen.here(), here=here, show_all=show_all, of=of if is_some else None,
            own_list=own, warnings=told, followed=successor_names(ended, kept),
            heirs=heir_names(ended, kept),
        )  # fmt: skip
        say(with_namesakes(lines, place, here.place_id, kept))
    elif card and of:
        asked = standing or ()
        is_due = "listed" in asked and "active" not in asked
        n = (
            sum(tie.stands.is_listed_since for tie in api.ties_of(place, data=kept))
            if is_due
            else 0
        )
        none_chosen = none_chosen_lines(card, of, repeated(data, overlay), n)
        say([*status_lines(told.status), *none_chosen])
    elif card:
        end = end_of(card, kept)
        say([*status_lines(told.status), *no_ties_lines(card, repeated(data, overlay), end)])
