"""`covariates PLACE`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.cli.options import AsJson, Data, Overlay, ShowAll, chosen, repeated
from sistercities.cli.screen import Screen, say, say_json, say_text

_HELP = (
    "A city, region or country: a name in any script, 'name, country', a place id, or the code of "
    "a country in capitals, such as DE."
)


def covariates(
    place: Annotated[str, typer.Argument(metavar="PLACE", help=_HELP, show_default=False)],
    partner: Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="PARTNER",
            help="A second place: the facts on the two and on their countries.",
            show_default=False,
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            metavar="YEAR",
            help="Only facts of that year, and those that hold for any [default: the newest of "
            "each].",
            show_default=False,
        ),
    ] = None,
    every_year: Annotated[
        bool, typer.Option("--every-year", help="All years of each fact, not only the newest.")
    ] = False,
    only: Annotated[
        str | None,
        typer.Option(
            metavar="NAMES",
            help="Facts to show, separated by commas, as in gdp,exports [default: all].",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print CSV, in UTF-8; unknown is empty, never 0.")
    ] = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Show what is known of a place, or of two together: each fact with year, unit and source."""
    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv do not go together; leave out one of them.")
    from sistercities import api

    found = api.facts_of(
        place,
        partner,
        variables=None if only is None else [name.strip() for name in only.split(",")],
        year=year,
        every_year=every_year,
        data=chosen(data, overlay),
    )
    if as_json:
        say_json(found.to_json())
    elif as_csv:
        say_text(found.to_csv())
    else:
        from sistercities.cli.covariates_page import covariates_lines

        of_data = repeated(data, overlay)
        say(covariates_lines(found, Screen.here(), show_all=show_all, of_data=of_data))
