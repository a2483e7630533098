"""`recommend PLACE`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sistercities.cli.options import AsJson, Data, Overlay, chosen, repeated, typed_again
from sistercities.cli.screen import Screen, say, say_json
from sistercities.errors import InvalidArgument

PURPOSES = "trade, culture, education, tourism, environment or youth"
THEMES = "port, coast, mountain, island, border, heritage, regional-capital, capital, hot or cold"

Place = Annotated[
    str,
    typer.Argument(
        metavar="PLACE",
        help="A city, district or region: a name in any script, 'name, country', or a place id.",
        show_default=False,
    ),
]
Purpose = Annotated[
    list[str] | None,
    typer.Option(metavar="WORD", help=f"What counts more: {PURPOSES}.", show_default=False),
]


def one_purpose(typed: list[str] | None) -> str | None:
    """Return the purpose that was typed; None for none.

    Raises
    ------
    InvalidArgument
        If several were typed: each puts the same places in another order.
    """
    given = list(dict.fromkeys(typed or ()))
    if len(given) > 1:
        raise InvalidArgument(
            "purpose", ", ".join(given), "give one purpose, and ask again for each of the others"
        )
    return given[0] if given else None


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
        metavar="NAME",
        help="Only this country (name in any language, or code), region such as Bavaria, or union "
        "such as EU; repeatable.",
        show_default=False,
    ),
]
_SIZES = "near (a quarter to four times the size), like (half to double), larger, smaller or any"
Size = Annotated[
    str | None,
    typer.Option("--size", metavar="WORD", help=f"{_SIZES} [default: near].", show_default=False),
]
SizeOfList = Annotated[
    str | None,
    typer.Option(
        "--size",
        metavar="WORD",
        help=f"{_SIZES} [default: near; any with --all].",
        show_default=False,
    ),
]
Themes = Annotated[
    list[str] | None,
    typer.Option(
        "--theme",
        metavar="WORD",
        help=f"Places that have it: {THEMES}; repeatable.",
        show_default=False,
    ),
]
NotCodes = Annotated[
    list[str] | None,
    typer.Option(
        "--not-country",
        metavar="NAME",
        help="Not this country, region, or union such as EU; repeatable.",
        show_default=False,
    ),
]


def recommend(
    place: Place,
    count: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Places of each list, or of the long one [default: 5; 10 with --all].",
            show_default=False,
        ),
    ] = None,
    show_all: Annotated[
        bool,
        typer.Option("--all", help="All candidates in one long list, not the three short ones."),
    ] = False,
    country: Codes = None,
    not_country: NotCodes = None,
    continent: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only this continent or part of the world, such as Europe, Middle East or Latin "
            "America; repeatable.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only countries with this official language, such as French, Französisch or 法语; "
            "repeatable.",
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
    size: SizeOfList = None,
    purpose: Purpose = None,
    theme: Themes = None,
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
    per_region: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Most places of one region [default: 1; 2 with --all].",
            show_default=False,
        ),
    ] = None,
    per_country: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Most places of one country [default: 2; any number of one that is asked for "
            "alone, and with --all].",
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
    """Name a few partners to approach: near your network, like you, and on new ground."""
    from sistercities import api
    from sistercities.api.freed_memory import keep_freed_memory_of_an_answer

    keep_freed_memory_of_an_answer()
    wishes: dict[str, Any] = {
        "countries": country or (),
        "not_countries": not_country or (),
        "continents": continent or (),
        "languages": language or (),
        "min_population": min_population,
        "max_population": max_population,
        "max_distance_km": max_distance_km,
        "size": size,
        "purpose": one_purpose(purpose),
        "themes": theme or (),
        "weights": weights,
        "like": like,
        "count": count,
        "per_region": per_region,
        "per_country": per_country,
        "level": level,
        "domestic": domestic,
        "include_barred": include_barred,
        "data": chosen(data, overlay),
    }
    given = {name: value for name, value in wishes.items() if value is not None}
    of_data = repeated(data, overlay)
    if show_all or why is not None:
        ranked = api.rank_partners(place, why=why, **given)
        if as_json:
            say_json(ranked.to_json())
            return
        from sistercities.cli.recommend_page import recommend_lines

        say(recommend_lines(ranked, Screen.here(), is_why=why is not None, of_data=of_data))
        return
    found = api.recommend(place, **given)
    if as_json:
        say_json(found.to_json())
        return
    from sistercities.cli.recommend_page import short_lists_lines

    asked = {
        "--purpose": given.get("purpose"), "--theme": theme, "--country": country,
        "--not-country": not_country, "--continent": continent, "--language": language,
        "--min-population": min_population, "--max-population": max_population,
        "--max-distance-km": max_distance_km, "--size": size, "--weights": weights,
        "--like": like, "--level": level, "--domestic": domestic,
        "--include-barred": include_barred,
    }  # fmt: skip
    say(short_lists_lines(found, of_data=of_data, asked=typed_again(asked)))
