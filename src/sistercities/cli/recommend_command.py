"""`recommend PLACE`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.cli.options import AsJson, Data, Overlay, chosen, repeated
from sistercities.cli.screen import Screen, say, say_json

PURPOSES = "trade, culture, education, tourism or technology"

Place = Annotated[
    str,
    typer.Argument(
        metavar="PLACE",
        help="A city, district or region: a name in any script, 'name, country', or a place id.",
        show_default=False,
    ),
]
Purpose = Annotated[
    str | None,
    typer.Option(metavar="WORD", help=f"What counts more: {PURPOSES}.", show_default=False),
]
Weights = Annotated[
    str | None,
    typer.Option(
        metavar="NAME=NUMBER,...",
        help="How much groups or features count, as in economy=2,network=0.5; 1 is as usual.",
        show_default=False,
    ),
]
Level = Annotated[
    str | None,
    typer.Option(
        metavar="LEVEL",
        help="city or region, for a place that is both [default: city].",
        show_default=False,
    ),
]
Codes = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        metavar="CODE",
        help="Only this country, or union such as EU; repeatable.",
        show_default=False,
    ),
]
NotCodes = Annotated[
    list[str] | None,
    typer.Option(
        "--not-country",
        metavar="CODE",
        help="Not this country, or union such as EU; repeatable.",
        show_default=False,
    ),
]


def recommend(
    place: Place,
    count: Annotated[int, typer.Option(metavar="N", help="Partners to name.")] = 10,
    country: Codes = None,
    not_country: NotCodes = None,
    continent: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only this continent, such as Europe or EU; repeatable.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only countries with this official language, in English; repeatable.",
            show_default=False,
        ),
    ] = None,
    min_population: Annotated[
        int | None, typer.Option(metavar="N", help="At least so many people.", show_default=False)
    ] = None,
    max_population: Annotated[
        int | None, typer.Option(metavar="N", help="At most so many people.", show_default=False)
    ] = None,
    max_distance_km: Annotated[
        float | None, typer.Option(metavar="KM", help="At most so far away.", show_default=False)
    ] = None,
    purpose: Purpose = None,
    weights: Weights = None,
    like: Annotated[
        str | None,
        typer.Option(
            metavar="PLACE", help="Partners that are like this place.", show_default=False
        ),
    ] = None,
    why: Annotated[
        str | None,
        typer.Option(
            metavar="PARTNER",
            help="Only this place: its rank, and all reasons for and against it.",
            show_default=False,
        ),
    ] = None,
    per_region: Annotated[int, typer.Option(metavar="N", help="Most partners of one region.")] = 2,
    per_country: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Most partners of one country [default: any number].",
            show_default=False,
        ),
    ] = None,
    level: Level = None,
    domestic: Annotated[
        bool, typer.Option("--domestic", help="Places of the own country, not those abroad.")
    ] = False,
    include_barred: Annotated[
        bool,
        typer.Option(
            "--include-barred",
            help="Name places too that a war, a law or another ruling bars, with the reason.",
        ),
    ] = False,
    as_json: AsJson = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Recommend partners for a place, each with the reasons for it and against it."""
    from sistercities import api

    found = api.recommend(
        place,
        count=count,
        countries=country or (),
        not_countries=not_country or (),
        continents=continent or (),
        languages=language or (),
        min_population=min_population,
        max_population=max_population,
        max_distance_km=max_distance_km,
        purpose=purpose,
        weights=weights,
        like=like,
        why=why,
        per_region=per_region,
        per_country=per_country,
        level=level,
        domestic=domestic,
        include_barred=include_barred,
        data=chosen(data, overlay),
    )
    if as_json:
        say_json(found.to_json())
        return
    from sistercities.cli.recommend_page import recommend_lines

    of_data = repeated(data, overlay)
    say(recommend_lines(found, Screen.here(), is_why=why is not None, of_data=of_data))
